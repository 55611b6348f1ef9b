"""What adopting a file would do to the plan (xem trước khi nhận), word by word; or why it cannot be adopted."""

from dataclasses import dataclass
from typing import Final

from caitien.domain.comparing.compare import Change, Comparison, Kind, RowDifference, compare
from caitien.domain.papers.paper_json import paper_of
from caitien.domain.plan_state import PlanState
from caitien.incoming.adopt import adoption_mark, why_no_plan
from caitien.incoming.reading import TABLE_NAMES, TABLES, Reading
from caitien.plans.compose import compose

KINDS: Final = {Kind.REMOVED: "dòng bỏ", Kind.CHANGED: "dòng sửa", Kind.ADDED: "dòng mới"}  # in the order shown
TABLES_SHOWN: Final = {path: TABLE_NAMES[key] for key, path in TABLES.items()} | {"sections": "Phần lời"}
CLOSED: Final = {  # states of a plan that takes no file in, and what to do
    PlanState.SUBMITTED: "Kế hoạch năm học này đang chờ phê duyệt. Muốn nhận tệp, xin nhờ hiệu trưởng trả lại đã.",
    PlanState.APPROVED: "Kế hoạch năm học này đã phê duyệt nên không thay cả bảng bằng một tệp. Hãy coi tệp là góp ý: "
    "thầy cô xem từng ô khác và đề nghị điều chỉnh.",
    PlanState.CLOSED: "Kế hoạch năm học này đã kết thúc nên không nhận thêm tệp.",
}
_TOLD_BY_NAME: Final = {"criterion", "label", "standard", "standard_title", "level", "status", "status_text"}


@dataclass(frozen=True, slots=True)
class Difference:
    """A row that would change (dòng khác): its name, what happens to it, in which table, and its cells."""

    name: str
    kind: str  # "dòng bỏ"
    table: str  # "Kết quả"
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """What would change (thay đổi khi nhận), and the mark of all it was worked out from.

    ``comparison`` is None where the school has no plan of that year yet.
    """

    comparison: Comparison | None
    mark: str

    @property
    def unchanged(self) -> bool:
        """Whether the plan says all this already."""
        return self.comparison is not None and self.comparison.same

    @property
    def rows(self) -> list[Difference]:
        """The rows that differ, those that would go first: nothing is lost below the edge of a page."""
        found = self.comparison.rows if self.comparison else ()
        return [_difference(row) for kind in KINDS for row in found if row.kind is kind]

    @property
    def gone(self) -> int:
        """How many lines of the plan would go."""
        return self.comparison.counts[Kind.REMOVED.value] if self.comparison else 0

    @property
    def said(self) -> str:
        """The kinds of rows in one phrase: "1 dòng bỏ, 3 dòng sửa"; "" where no row differs."""
        counts = self.comparison.counts if self.comparison else {}
        return ", ".join(f"{counts[kind.value]} {name}" for kind, name in KINDS.items() if counts.get(kind.value))


def _difference(row: RowDifference) -> Difference:
    """A whole row coming or going is known by its name and its words; its numbers and headings would hide them."""
    whole = row.kind is not Kind.CHANGED
    words = tuple(change for change in row.changes if not (whole and change.field in _TOLD_BY_NAME))
    return Difference(row.name, KINDS[row.kind], TABLES_SHOWN[row.table], words or row.changes)


def preview(reading: Reading) -> Preview:
    """Set the file, as corrected, against the school's plan of its year (xem trước). Three queries at most; linear."""
    upload = reading.upload
    plan = reading.plan
    mark = adoption_mark(upload, reading.all_corrections, plan)
    return Preview(compare(compose(plan), paper_of(reading.now)) if plan else None, mark)


def why_not_adopted(reading: Reading) -> str:
    """Why the file, as corrected, cannot be adopted just now (vì sao chưa nhận được), "" where it can be: it makes no
    plan, or the plan of its year is no draft any more. One query at most."""
    lines = any(reading.rows(table) for table in TABLES)
    amiss = why_no_plan(str(reading.now["school_year"]), reading.kind, has_lines=lines)
    if amiss:
        return amiss.reason
    return CLOSED.get(PlanState(reading.plan.state), "") if reading.plan else ""
