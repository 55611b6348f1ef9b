"""One's own report taken back (rút lại lời báo): for half an hour, by who sent it, while nobody told more of the line.

Nothing is erased: the report stays in the story, another says that it was taken back, and line and occurrence stand as
before."""

import datetime as dt
from typing import Final

from django.utils import timezone

from caitien.access.action import Done, action
from caitien.access.models import User
from caitien.domain.refused import Refused, Stale
from caitien.domain.tasks.work_state import WorkState
from caitien.plans.models import Plan, Task
from caitien.plans.table.report_cells import CLOSED, column_words, write_state_to_report
from caitien.work.line_occurrences import official_of
from caitien.work.models import Occurrence, Update, Waiting
from caitien.work.schedule import occurrences_follow
from caitien.work.waits import open_again

HALF_AN_HOUR: Final = dt.timedelta(minutes=30)
NOT_YOURS: Final = Refused("Chỉ người báo rút lại được lời của mình.")
TOO_LATE: Final = Refused("Đã quá 30 phút nên không rút lại nữa. Xin báo thêm một câu cho đúng.")
TOLD_SINCE: Final = Stale("Đã có lời báo khác sau lời này nên không rút lại nữa. Xin báo thêm một câu cho đúng.")
WRITTEN_SINCE: Final = Stale(
    "Trạng thái hoặc chữ của văn bản ở dòng này đã được sửa sau lời báo, nên không rút lại nữa. Xin báo thêm một câu."
)
WITHDRAWN: Final = Refused("Dòng này đã rút khỏi kế hoạch nên giữ nguyên.")
WORDS: Final = "Rút lại lời báo lúc {:%H:%M}."
_BEGUN: Final = (WorkState.ONGOING, WorkState.DONE)


def may_take_back(actor: User, update: Update, now: dt.datetime) -> bool:
    """Whether the time is not over and it is one's own (còn rút lại được). No query."""
    return update.by_id == actor.pk and now - update.at <= HALF_AN_HOUR and update.occurrence_id is not None


def is_taking_back(update: Update) -> bool:
    """Whether it only says that another was taken back (lời báo việc rút lại). No query."""
    return update.text.startswith(WORDS.partition("{")[0])


def take_report_back(actor: User, update: Update) -> Update | Refused:
    """Let line and occurrence stand as before one's own last report (rút lại lời báo); the update that says so. Refused
    where it is another's, half an hour is over, or more was told since. The plan is locked first. Forty statements."""
    with occurrences_follow(update.plan_id):
        return _take_back(actor, update.task, key=update.pk)


@action("task.report")
def _take_back(actor: User, task: Task, *, key: int) -> Done[Update] | Refused:
    plan, now = task.plan, timezone.now()
    update = Update.objects.select_related("occurrence").get(pk=key)
    if hindrance := _hindrance(actor, plan, task, update, now):
        return hindrance
    occurrence = update.occurrence
    assert occurrence is not None  # noqa: S101 - it would be a hindrance
    words = column_words(plan, task)
    occurrences = [occurrence, *Occurrence.objects.filter(task=task).exclude(pk=occurrence.pk)]
    if occurrence.state != update.state or task.state != official_of(occurrences) or update.wrote not in ("", words):
        return WRITTEN_SINCE
    _as_before(occurrence, update)
    sheet = write_state_to_report(plan, task, official_of(occurrences), update.stood)
    _wait_as_before(task, update, now)
    kept = ("school_id", "plan_id", "task_id", "occurrence_id", "occurrence_name")
    back = Update(
        **{name: getattr(update, name) for name in kept},
        **{"was": update.state, "state": occurrence.state, "begun": occurrence.begun, "reason": occurrence.reason},
        **{"text": WORDS.format(timezone.localtime(update.at)), "stood": words, "by": actor, "at": now},
    )
    back.save()
    told = {"occurrence": occurrence.name, "work_state": occurrence.state, "told": back.text}
    return Done(back, task, {**sheet.before, "work_state": update.state}, {**sheet.after, **told})


def _hindrance(actor: User, plan: Plan, task: Task, update: Update, now: dt.datetime) -> Refused | None:
    if plan.state in CLOSED or task.withdrawn:
        return CLOSED.get(plan.state, WITHDRAWN)
    if update.by_id != actor.pk:
        return NOT_YOURS
    if not may_take_back(actor, update, now):
        return TOO_LATE
    last = Update.objects.filter(task=task).order_by("-at", "-pk").values_list("pk", flat=True).first()
    return None if last == update.pk else TOLD_SINCE


def _as_before(occurrence: Occurrence, update: Update) -> None:
    """The occurrence as it stood before the update: by the one before it, else by the state it was in."""
    earlier = Update.objects.filter(occurrence=occurrence).exclude(pk=update.pk).order_by("-at", "-pk").first()
    occurrence.state = update.was
    occurrence.begun = earlier.begun if earlier else WorkState(update.was) in _BEGUN
    occurrence.reason = earlier.reason if earlier and earlier.state == update.was else ""
    occurrence.told_at = earlier.at if earlier else None
    occurrence.save(update_fields=["state", "begun", "reason", "told_at"])


def _wait_as_before(task: Task, update: Update, now: dt.datetime) -> None:
    """A waiting that began with the report ends with it, one that ended with it goes on."""
    open_again(update)
    if update.state == WorkState.WAITING and update.was != WorkState.WAITING:
        began = Waiting.objects.filter(
            task=task, until=None, by=update.by_id, at__range=(update.at - _MOMENT, update.at + _MOMENT)
        )
        for waiting in began:
            waiting.until, waiting.outcome = max(waiting.since, timezone.localdate(now)), "Rút lại lời báo."
            waiting.save(update_fields=["until", "outcome"])


_MOMENT: Final = dt.timedelta(seconds=5)
