"""What the scripts that edit in place are told by a page (bàn làm): whose words, and where they are sent."""

from collections.abc import Iterable
from dataclasses import dataclass

from caitien.plans.models import Plan
from caitien.web.planning.table_page.boxes import Table
from caitien.web.requests.where import address

_EDITS = "Bấm vào ô để sửa; dán được cả khối từ Excel hay Word."
_REPORTS = "Bấm vào ô ở cột Đến nay để ghi kết quả."
_RECORDS = "Bấm vào ô của đợt theo dõi để ghi kết quả."


@dataclass(frozen=True, slots=True)
class Desk:
    """One page's desk (bàn làm của một trang): ``name`` tells its drafts from those of other pages; ``back`` is where a
    line that was taken out is asked for, "" where none can be; ``states`` are those a line may be said to be in."""

    name: str
    cells: str
    lines: str
    back: str
    hint: str
    states: Iterable[tuple[str, str]] = ()


def desk_of_table(table: Table) -> Desk:
    """The desk of a plan's table. No query."""
    plan = table.plan
    return Desk(
        name=str(plan.pk),
        cells=address("plan_cells", plan.pk),
        lines=address("plan_lines", plan.pk),
        back=address("line_bring_back", plan.pk) if table.may_edit else "",
        hint=_EDITS if table.may_edit else _REPORTS,
        states=table.states,
    )


def desk_of_parts(plan: Plan, *, may_edit: bool) -> Desk:
    """The desk of the parts beside the lines. No query."""
    return Desk(
        name=f"{plan.pk}-phan",
        cells=address("part_cells", plan.pk),
        lines=address("part_rows", plan.pk),
        back=address("part_bring_back", plan.pk) if may_edit else "",
        hint=_EDITS if may_edit else _RECORDS,
    )
