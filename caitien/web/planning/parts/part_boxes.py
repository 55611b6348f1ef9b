"""The parts of a plan beside its lines as cells one edits in place (ô của các phần): which there are, and who types."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from caitien.access.rights import ActingUser
from caitien.checking.checks import line_row
from caitien.checking.findings import Findings, Seen
from caitien.domain.field_names import FIELD_NAMES
from caitien.domain.official_forms.forms import FORMS, PROBLEM_TABLE, REVIEW_TABLE, TableForm
from caitien.domain.paper import Form
from caitien.domain.papers.cells import mark_of
from caitien.domain.papers.sections import WRITTEN
from caitien.domain.plan_state import PlanState
from caitien.plans.models import Plan
from caitien.plans.parts.part import FIELDS_OF, HEAD, PROBLEM, RECORDED, REVIEW, SECTION, PlanPart
from caitien.plans.parts.rows import part_mark
from caitien.web.machine.row_engine import shortened
from caitien.web.requests.member import MemberRequest

TEMPLATES: Final = {HEAD: "planning/part_head.html", SECTION: "planning/part_words.html"}
LONGEST_TITLE: Final = 60  # letters by which messages about a part name it
TABLES: Final[Mapping[str, TableForm]] = {PROBLEM: PROBLEM_TABLE, REVIEW: REVIEW_TABLE}
HEADINGS: Final = {
    kind: {column.field: column.heading for column in table.columns if column.field in FIELDS_OF[kind]}
    for kind, table in TABLES.items()
}
WORDS: Final = "Viết phần này"  # what the cell of a part that is prose is called
LEAD: Final = "Lời dẫn trước bảng"  # the same of a part that is a table


@dataclass(frozen=True, slots=True)
class PartBox:
    """One cell of a part (ô): its words, and whether this person may type there."""

    field: str
    name: str
    text: str
    open: bool

    @property
    def mark(self) -> str:
        """The mark of what it says, sent back with what is typed."""
        return mark_of(self.text)


@dataclass(frozen=True, slots=True)
class PartRow:
    """A part as the page has it (một phần trên trang): its cells, what is said of it, and what may be done with it."""

    part: PlanPart
    boxes: Sequence[PartBox]
    told: Sequence[Seen]
    seen: str  # the mark of the whole part; "" where the person may not take it out
    opens: bool

    @property
    def title(self) -> str:
        """How messages about it name it."""
        return shortened(self.part.name, LONGEST_TITLE)

    @property
    def extras(self) -> Sequence[PartBox]:
        """Cells of the school's own columns, shown in the last one."""
        return [box for box in self.boxes if box.field.startswith("extra.")]

    @property
    def cells(self) -> Sequence[PartBox]:
        """The cells of the form's columns, in its order."""
        return [box for box in self.boxes if not box.field.startswith("extra.")]


@dataclass(frozen=True, slots=True)
class PartsOf:
    """The parts of a plan for one person (các phần của một người): what they may do there."""

    plan: Plan
    may_edit: bool  # all of it, in a draft
    may_record: bool  # what came of reviews, once the plan was approved

    @property
    def opens(self) -> bool:
        """Whether any cell opens."""
        return self.may_edit or self.may_record

    def row(self, part: PlanPart, findings: Findings) -> PartRow:
        """A part with its cells. No query where its findings were read."""
        names = FIELD_NAMES if part.kind == HEAD else HEADINGS.get(part.kind, {})
        boxes = [self._box(part, field, names.get(field, "")) for field in part.fields]
        told = findings.at_row(line_row(part.kind, part.row.pk)) if part.row else ()
        goes = self.may_edit and part.row is not None
        return PartRow(part, boxes, told, part_mark(part) if goes else "", any(box.open for box in boxes))

    def _box(self, part: PlanPart, field: str, name: str) -> PartBox:
        records = self.may_record and part.kind == REVIEW and field in RECORDED
        shown = name or (field.removeprefix("extra.") if part.row else words_name(part))
        return PartBox(field, shown, part.text(field), self.may_edit or records)


def words_name(part: PlanPart) -> str:
    """What the cell of a part's prose is called (tên ô lời)."""
    form = Form(part.plan.form)
    known = FORMS[form].part(part.section)
    return LEAD if known and part.section not in WRITTEN[form] else WORDS


def parts_for(acting: ActingUser, plan: Plan) -> PartsOf:
    """What a person may do with the parts of a plan (quyền ở các phần). No query."""
    state = PlanState(plan.state)
    return PartsOf(
        plan,
        may_edit=state is PlanState.DRAFT and acting.may("plan.edit"),
        may_record=state is PlanState.APPROVED and acting.may("review.record"),
    )


def rows_named(parts: Iterable[PlanPart]) -> list[str]:
    """The rows of the plan's paper that parts stand in, for :func:`caitien.web.requests.beside.finding_context`."""
    return [line_row(part.kind, part.row.pk) for part in parts if part.row]


def row_shown(row: PartRow, context: Mapping[str, Any], request: MemberRequest) -> SafeString:
    """One row or prose of the page, as it is swapped in; ``context`` is that of its findings."""
    template = TEMPLATES.get(row.part.kind, "planning/part_row.html")
    return render_to_string(template, {**context, "row": row}, request)
