"""The life of a plan (vòng đời kế hoạch): a draft is submitted, sent back or approved, and at last closed.

Which state follows which is :data:`caitien.domain.plan_state.FOLLOWS`. A verb is refused where the plan is no
longer what the person saw.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from django.utils import timezone

from caitien.access.action import Done, action
from caitien.access.models import User
from caitien.domain.paper import Form
from caitien.domain.papers.cells import mark_of
from caitien.domain.plan_state import FOLLOWS, PlanState
from caitien.domain.refused import Refused, Stale
from caitien.plans.life.head import write_head
from caitien.plans.life.versions import freeze
from caitien.plans.models import Adjustment, Plan, Task, Version
from caitien.plans.table.lines import folded_of
from caitien.plans.table.report_cells import result_line

MOVED: Final = Stale(
    "Kế hoạch vừa được người khác sửa hoặc quyết định, nên chưa có gì thay đổi. Xin xem lại rồi làm tiếp."
)
EMPTY: Final = Refused("Kế hoạch chưa có dòng nào nên chưa trình được. Xin thêm ít nhất một dòng.")
NOT_YOURS: Final = Refused("Chỉ người trình rút lại được. Hiệu trưởng có thể trả lại.")
STILL_WAITING: Final = Refused(
    "Còn đề nghị điều chỉnh chờ quyết định. Xin duyệt hoặc không duyệt rồi hãy kết thúc kế hoạch."
)
_GIVEN = ("result_row", "result_label", "result_standard", "result_standard_title", "result_level", "planned")


def plan_mark(plan: Plan) -> str:
    """A mark of the plan a person was shown (dấu của kế hoạch đã xem): of every word of a draft, of the version in
    force once it is approved; reports of progress go on meanwhile."""
    moment = "" if plan.frozen else plan.changed_at.isoformat()
    return mark_of(f"{plan.pk} {plan.state} {plan.version_number} {moment}")


@action("plan.submit")
def submit_plan(actor: User, plan: Plan) -> Done[Plan] | Refused:
    """Ask for a draft to be approved (trình duyệt); nobody edits it until it is sent back. Refused where it is no
    draft by now, or holds no line. Two queries."""
    if not _may_become(plan, PlanState.SUBMITTED):
        return MOVED
    if not plan.tasks.exists():
        return EMPTY
    before = _become(plan, PlanState.SUBMITTED)
    plan.submitted_by, plan.submitted_at, plan.sent_back_reason = actor, timezone.now(), ""
    plan.save()
    return Done(plan, plan, before, {"state": plan.state})


@action("plan.send_back")
def send_back_plan(_actor: User, plan: Plan, *, reason: str) -> Done[Plan] | Refused:
    """Give a submitted plan back to be worked on (trả lại). ``reason`` is not blank. Refused where it is not
    submitted."""
    if not _may_become(plan, PlanState.DRAFT):
        return MOVED
    before = _become(plan, PlanState.DRAFT)
    plan.sent_back_reason = reason
    plan.save()
    return Done(plan, plan, before, {"state": plan.state, "reason": reason})


@action("plan.take_back")
def take_back_plan(actor: User, plan: Plan) -> Done[Plan] | Refused:
    """Take one's own submission back while nobody decided it (rút lại bản trình); it is a draft again. Refused where it
    is not submitted by now, or another submitted it."""
    if not _may_become(plan, PlanState.DRAFT):
        return MOVED
    if plan.submitted_by_id != actor.pk:
        return NOT_YOURS
    before = _become(plan, PlanState.DRAFT)
    plan.save()
    return Done(plan, plan, before, {"state": plan.state})


@action("plan.approve")
def approve_plan(actor: User, plan: Plan, *, seen: str, number: str, date: dt.date) -> Done[Version] | Refused:
    """Approve a submitted plan (phê duyệt): it is frozen as version 1, and changes by adjustment from now on.

    The plan gets ``number`` (its own where that is "") and ``date``; save under Biểu 2 every line of it that has no
    result line gets one, saying what was planned. Nothing else of it changes. ``seen`` is the :func:`plan_mark` of what
    the chair was shown; refused where the plan says something else by now. Linear; the paper is printed once.
    """
    if not _may_become(plan, PlanState.APPROVED) or seen != plan_mark(plan):
        return MOVED
    before = {**_become(plan, PlanState.APPROVED), "number": plan.number, "date": _iso_day(plan.date)}
    given = _give_result_lines(plan)
    write_head(plan, number, date)
    plan.version_number = 1
    plan.save()
    version = freeze(plan, actor, number=number, date=date)
    told = {"version": 1, "sha256": version.sha256, "file_sha256": version.file_sha256, "result_lines": given}
    return Done(version, plan, before, {"state": plan.state, "number": plan.number, "date": _iso_day(date), **told})


@action("plan.close")
def close_plan(_actor: User, plan: Plan) -> Done[Plan] | Refused:
    """End an approved plan (kết thúc): neither lines nor results change any more. Refused where it is not approved by
    now, or adjustments still wait for a decision."""
    if not _may_become(plan, PlanState.CLOSED):
        return MOVED
    if plan.adjustments.filter(state=Adjustment.State.OPEN).exists():
        return STILL_WAITING
    before = _become(plan, PlanState.CLOSED)
    plan.save()
    return Done(plan, plan, before, {"state": plan.state})


def _may_become(plan: Plan, state: PlanState) -> bool:
    return state in FOLLOWS[PlanState(plan.state)]


def _become(plan: Plan, state: PlanState) -> dict[str, str]:
    """Give the plan a state; what the audit trail is told of before."""
    before = {"state": str(plan.state)}
    plan.state = state.value
    return before


def _iso_day(day: dt.date | None) -> str:
    return day.isoformat() if day else ""


# --- result lines -----------------------------------------------------------------------------------------------------


def _give_result_lines(plan: Plan) -> int:
    """Every line of the plan gets its line in the results (dòng kết quả), after that of the line above it.

    The answer is how many did. What a paper said was planned stays. Two queries, and a statement for as many rows as
    one carries.
    """
    if plan.form == Form.TT57:
        return 0
    tasks = list(plan.tasks.select_related("goal"))
    fresh = [task for task in tasks if task.plan_row is not None and task.result_row is None]
    order = list(_with_room(tasks)) if fresh else []
    levels = _levels(order)
    for task in fresh:
        _begin_result(task)
        task.result_level = levels.get(task.pk, task.result_level)
    for row, task in enumerate(order):
        task.result_row = row
    Task.objects.bulk_update(order, [*_GIVEN, "plan_state", "plan_state_text", "folded"])
    return len(fresh)


def _with_room(tasks: list[Task]) -> Iterator[Task]:
    """The lines of the results in order, every new one after the plan's line above it."""
    following: dict[int | None, list[Task]] = defaultdict(list)
    above: int | None = None
    for task in sorted((task for task in tasks if task.plan_row is not None), key=lambda task: task.plan_row or 0):
        if task.result_row is None:
            following[above].append(task)
        else:
            above = task.pk
    yield from following[None]
    for task in sorted((task for task in tasks if task.result_row is not None), key=lambda task: task.result_row or 0):
        yield task
        yield from following[task.pk]


def _levels(order: list[Task]) -> dict[int, int | None]:
    """The level of the place each line gets, of those there are: of the result above it, else of the first."""
    there = [task for task in order if task.result_row is not None]
    found: dict[int, int | None] = {}
    level = there[0].result_level if there else None
    for task in order if there else ():
        level = found[task.pk] = level if task.result_row is None else task.result_level
    return found


def _begin_result(task: Task) -> None:
    for column, value in result_line(task).items():
        setattr(task, column, value)
    task.plan_state, task.plan_state_text = task.state, task.state_text  # what the plan's table says, it goes on saying
    task.folded = folded_of(task.goal, task)
