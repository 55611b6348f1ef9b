"""Decisions taken back (xem lại, làm lại từ đầu), until the new plan is approved. What goes is told word for word in
the trail; last year's plan was never touched."""

from collections.abc import Collection, Sequence
from typing import Any, Final

from django.db.models import Q, QuerySet
from django.utils import timezone

from caitien.access.action import Done, action
from caitien.access.models import User
from caitien.domain.refused import Refused
from caitien.plans.models import Measurement, Plan, Task
from caitien.plans.table.changes import Changes, key_of
from caitien.plans.table.leaving import take_out, take_out_goals
from caitien.renewal.begin import NEW_CLOSED, take
from caitien.renewal.deciding import NOT_BEGUN
from caitien.renewal.models import Renewal, Succession
from caitien.work.models import Attachment, Comment, Update, Waiting

OPEN: Final = Refused("Dòng này chưa có quyết định nào để xem lại. Xin tải lại trang.")
LIVED_IN: Final = Refused(
    "Dòng mới đã có báo cáo, tệp, trao đổi hoặc số đo nên không rút về được. Vẫn muốn bỏ thì xin bỏ ở trang kế hoạch."
)
SOME_LIVED_IN: Final = Refused(
    "{} dòng mới đã có báo cáo, tệp, trao đổi hoặc số đo nên chưa làm lại từ đầu được. Xin xem lại từng dòng."
)
MOVED_SINCE: Final = Refused(
    "Kế hoạch này đã chuyển sang bộ tiêu chuẩn khác sau khi bắt đầu. Xin trả về bộ cũ trước, rồi làm lại từ đầu."
)
_OF_TASK: Final = (Update, Attachment, Comment)


@action("renewal.decide")
def undo_line(_actor: User, plan: Plan, *, task: int) -> Done[None] | Refused:
    """Take the decision about a line of last year back (xem lại): its successor leaves the draft. About
    thirty statements."""
    if plan.state in NEW_CLOSED:
        return NEW_CLOSED[plan.state]
    row = _standing(plan).filter(old_task=task).first()
    if row is None:
        return OPEN
    if row.new_task and _lived_in(plan, [row.new_task]):
        return LIVED_IN
    changes = _take_back(plan, [row])
    plan.save(update_fields=["changed_at"])
    return Done(None, plan, changes.before, {"undone": True, **changes.after})


@action("renewal.decide")
def undo_all(_actor: User, plan: Plan) -> Done[None] | Refused:
    """Begin anew (làm lại từ đầu): every decision is taken back, the plan is under the set it was. Lines that came
    into the draft another way stay."""
    renewal = Renewal.objects.filter(plan=plan, source__isnull=False).first()
    if renewal is None:
        return NOT_BEGUN
    if plan.state in NEW_CLOSED:
        return NEW_CLOSED[plan.state]
    if Renewal.objects.filter(plan=plan, source=None).exists():
        return MOVED_SINCE
    rows = list(_standing(plan))
    lived_in = _lived_in(plan, [row.new_task for row in rows if row.new_task])
    if lived_in:
        return Refused(SOME_LIVED_IN.reason.format(len(lived_in)))
    changes = _take_back(plan, rows)
    plan.successions.all().delete()  # of lines that were taken out another way
    before = take(plan, renewal.was)
    renewal.delete()
    after = {"undone_all": True, **renewal.was, **changes.after}
    return Done(None, plan, {**before, **changes.before}, after)


def _standing(plan: Plan) -> QuerySet[Succession]:
    """The decisions that stand; that about a line which was taken out of the draft since is open again."""
    rows = plan.successions.filter(Q(new_task=None) | Q(new_task__removed_at=None))
    return rows.select_related("new_task__goal", "old_task")


def _lived_in(plan: Plan, tasks: Sequence[Task]) -> Collection[int]:
    """Those of the new lines on which people have reported, said or measured something. Six queries."""
    found: set[int] = set()
    for kind in _OF_TASK:
        rows: Any = kind._default_manager.filter(task__plan=plan)
        found.update(rows.values_list("task", flat=True))
    found |= _waited_since(plan)
    measured = set(Measurement.objects.filter(indicator__goal__plan=plan).values_list("indicator__goal", flat=True))
    return [task.pk for task in tasks if task.pk in found or task.goal_id in measured]


def _waited_since(plan: Plan) -> set[int]:
    """The new lines something was written about a waiting of since they were carried: a waiting that only went along
    with its line is older than the decision. Three queries."""
    carried = dict(plan.successions.exclude(new_task=None).values_list("new_task", "at"))
    waits = Waiting.objects.filter(plan=plan)
    told = [*waits.values_list("task", "at"), *waits.values_list("task", "letters__at")]
    ended = set(waits.exclude(until=None).values_list("task", flat=True))
    return ended | {task for task, at in told if at and (task not in carried or at >= carried[task])}


def _take_back(plan: Plan, rows: Sequence[Succession]) -> Changes:
    """The successors leave the draft, and the problems drafted with them; the decisions go."""
    now = timezone.now()
    left = take_out(plan, [row.new_task for row in rows if row.new_task], now)
    problems = plan.goals.filter(pk__in=[row.problem_id for row in rows if row.problem_id])
    changes = _changes_of(rows)
    changes.removed([*left.tasks, *left.goals, *take_out_goals(plan, problems, now)])
    Succession.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return changes


def _changes_of(rows: Sequence[Succession]) -> Changes:
    """What the trail is told of the lines of last year that were left: it was undecided again."""
    changes = Changes()
    for row in rows:
        if not row.new_task:
            changes.before[key_of(row.old_task)] = {"choice": row.choice}
            changes.after[key_of(row.old_task)] = {"choice": ""}
    return changes
