"""How what was found can be mended (cách sửa): at once, by an adjustment, or not in the state the plan is in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from caitien.checking.checks import Checked
from caitien.domain.paper import Form
from caitien.domain.papers.sections import keys_of_sections
from caitien.domain.plan_state import PlanState
from caitien.domain.refused import Refused
from caitien.plans.life.adjusted import OF_LINE
from caitien.plans.models import Plan, Upload
from caitien.plans.parts.part import CELL_OF, FIELDS_OF, HEAD, PROBLEM, RECORDED, REVIEW, SECTION, sections_of, slug_of

CLOSED_TO_MENDING: Final[
    Mapping[str, Refused]
] = {  # states of a plan in which its lines are not mended, and what to do
    PlanState.SUBMITTED: Refused(
        "Kế hoạch đang chờ phê duyệt nên chưa sửa được. Muốn sửa, xin nhờ hiệu trưởng trả lại."
    ),
    PlanState.APPROVED: Refused(
        "Kế hoạch đã phê duyệt nên chữ trong bảng kế hoạch không sửa thẳng. Xin đề nghị điều chỉnh."
    ),
    PlanState.CLOSED: Refused("Kế hoạch đã kết thúc nên chữ trong bảng kế hoạch không sửa nữa."),
}
PLANNED: Final = ("plan.", "problems.", "reviews.")  # paths of what is approved with a plan
NOT_ADJUSTED: Final = (
    "Kế hoạch đã phê duyệt và chỗ này không điều chỉnh riêng được. "
    "Xin ghi lý do bỏ qua, hoặc sửa khi lập kế hoạch năm sau."
)
CORRECTED: Final = "Số, ngày của kế hoạch đã phê duyệt được đính chính ở trang Phê duyệt, có lý do."
GIVEN: Final = frozenset(  # what a plan is given when it is approved, and is corrected afterwards
    {"plan.number", "plan.date", "report.number", "report.date", "report.date_text"}
)
_LEAD_IN: Final = {PROBLEM: "IV", REVIEW: "VI"}  # the part of Biểu 2 above a table
_LINES: Final = ("plan.items.#", "results.#")  # rows that are a plan's line, as Found.row names them


class Way(StrEnum):
    """What a person can do about a place of a paper (cách sửa)."""

    MEND = "mend"  # its words change at once
    ADJUST = "adjust"  # an adjustment is proposed
    CLOSED = "closed"  # nothing, for now


@dataclass(frozen=True, slots=True)
class Leading:
    """Where a finding leads (nơi sửa): how its words can be changed, and why not at once."""

    way: Way = Way.MEND
    why: str = ""
    part: str = ""  # the part of the plan an adjustment is proposed for, where it is no line: its name in addresses


AT_ONCE: Final = Leading()


def leading(about: Checked, path: str, row: str = "") -> Leading:
    """What can be done about the words at a path (cách sửa một chỗ), in a row as Found.row names it. No query."""
    refused = why_not_mended(about, [path])
    if refused is None or isinstance(about, Upload):
        return AT_ONCE
    if about.state != PlanState.APPROVED:
        return Leading(Way.CLOSED, refused.reason)
    if path in GIVEN:
        return Leading(Way.CLOSED, CORRECTED)
    part = _adjustable_part(about, path, row)
    adjustable = part or _is_adjustable(path)
    return Leading(Way.ADJUST, refused.reason, part) if adjustable else Leading(Way.CLOSED, NOT_ADJUSTED)


def _is_adjustable(path: str) -> bool:
    """Whether an adjustment of a line can change it: a cell of a line that has such, or the line as a whole."""
    row, _, field = path.removeprefix("plan.items.").partition(".")
    return path.startswith("plan.items.") and row.isdecimal() and (not field or field in OF_LINE)


def part_of(plan: Plan, path: str, row: str) -> str:
    """The part beside the lines a path is in (phần được nói tới), by its name in addresses; of a table as a whole the
    part of the form that leads in it; "" where it is in none. No query."""
    kind, _, rest = path.partition(".")
    if kind not in FIELDS_OF or kind == HEAD:
        return slug_of(HEAD) if kind == HEAD else ""
    if kind == SECTION:
        turn = rest.partition(".")[0]
        keys = keys_of_sections(sections_of(plan))
        return next((slug_of(kind, key) for key, at in keys.items() if str(at) == turn), "")
    key = row.removeprefix(f"{kind}.#")
    if row.startswith(f"{kind}.#") and key.isdecimal():
        return slug_of(kind, key)
    return slug_of(SECTION, _LEAD_IN[kind]) if not rest else ""


def _adjustable_part(plan: Plan, path: str, row: str) -> str:
    """The same where an adjustment of the part can change what is there; "" for none."""
    steps = path.split(".")
    kind, field = steps[0], next((step for step in steps[1:] if not step.isdecimal()), "")
    if kind in FIELDS_OF and field and CELL_OF.get(field, field) not in FIELDS_OF[kind]:
        return ""
    return part_of(plan, path, row)


def why_not_mended(about: Checked, changed: Iterable[str]) -> Refused | None:
    """Why the words at some paths cannot be changed at once, or None; a file's always can. No query."""
    if not isinstance(about, Plan) or (about.frozen and not any(_is_approved(about, path) for path in changed)):
        return None
    return CLOSED_TO_MENDING.get(about.state)


def _is_approved(plan: Plan, path: str) -> bool:
    """Whether it is printed of what was approved; head and prose are, but those of a report taken over, which is no
    plan."""
    return is_planned(path) or (path.startswith(("report.", "sections.")) and plan.form != Form.REPORT)


def is_planned(path: str) -> bool:
    """Whether it is a cell of what was approved; of results and reviews the words of what came of them are not."""
    recorded = path.startswith("reviews.") and path.rpartition(".")[2] in RECORDED
    planned = f"{path}.".startswith(PLANNED)  # a table as a whole, too
    return (planned and not recorded) or (path.startswith("results.") and path.endswith(".criterion"))


def task_of(row: str) -> int | None:
    """The key of the plan's line a row is, as Found.row names it: "plan.items.#17" → 17; None for any other."""
    line = next((start for start in _LINES if row.startswith(start)), "")
    return int(row.removeprefix(line)) if line else None
