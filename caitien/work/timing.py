"""Days for words that name none (định ngày cho dòng): a person's answer, which holds while the words stay."""

import datetime as dt
from typing import Final

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from caitien.access.action import Done, action
from caitien.access.models import User
from caitien.domain.papers.cells import mark_of
from caitien.domain.plan_state import PlanState
from caitien.domain.refused import Refused, written_since
from caitien.domain.texts.typed import say_day
from caitien.plans.models import Plan, Task
from caitien.work.models import Occurrence, Timing
from caitien.work.schedule import mark_stale

CLOSED: Final = Refused("Kế hoạch đã kết thúc nên không định ngày nữa.")
BACKWARDS: Final = Refused("Ngày bắt đầu cần ở trước hạn.")
NO_DUE: Final = Refused("Xin ghi cả hạn, không chỉ ngày bắt đầu.")
FAR: Final = Refused("Xin xem lại năm: ngày này xa quá.")
_YEARS: Final = range(2000, 2101)


def set_time(
    actor: User, task: Task, first: dt.date | None, due: dt.date | None, *, seen: str = ""
) -> Timing | Refused:
    """Say when a line is due whose words name no day (định ngày); ``due`` None: there is none, and it is asked no more.

    Holds while the words of the line stay as they are. Stale where another said other days meanwhile: ``seen`` is the
    :func:`time_mark` the person was shown. The plan is locked first, as by every verb of it.
    """
    with transaction.atomic():
        Plan.objects.select_for_update(no_key=True).get(pk=task.plan_id)
        return _set(actor, task, first, due, seen)


@action("work.time")
def _set(actor: User, task: Task, first: dt.date | None, due: dt.date | None, seen: str) -> Done[Timing] | Refused:
    trouble = _why_refused(task.plan, first, due)
    if trouble:
        return trouble
    before = said_of(task)
    if before and (before.first, before.due) != (first, due) and seen != time_mark(before):
        return written_since(_days_of(before))
    values = {"school_id": task.school_id, "words": task.time, "first": first, "due": due, "by": actor}
    timing, _ = Timing.objects.update_or_create(task=task, defaults=values | {"at": timezone.now()})
    mark_stale(task.plan)
    return Done(timing, task, _for_the_trail(before), _for_the_trail(timing))


def said_of(task: Task) -> Timing | None:
    """What a person said of the days of a line whose words are still the same (ngày đã định). One query."""
    found: Timing | None = Timing.objects.filter(task=task, words=task.time).first()
    return found


def time_mark(timing: Timing | None) -> str:
    """A mark of what was said (dấu), "" where nobody said anything."""
    return mark_of(_days_of(timing)) if timing else ""


def _days_of(timing: Timing) -> str:
    days = [say_day(day) for day in (timing.first, timing.due) if day]
    return " đến ".join(days) if days else "không có hạn"


def _why_refused(plan: Plan, first: dt.date | None, due: dt.date | None) -> Refused | None:
    if plan.state == PlanState.CLOSED:
        return CLOSED
    if first and due is None:
        return NO_DUE
    if any(day.year not in _YEARS for day in (first, due) if day):
        return FAR
    return BACKWARDS if first and due and first > due else None


def _for_the_trail(timing: Timing | None) -> dict[str, str]:
    if timing is None:
        return {}
    days = {"first": timing.first, "due": timing.due}
    return {"words": timing.words, **{f"time.{name}": day.isoformat() for name, day in days.items() if day}}


def days_joined(task: Task) -> list[Timing]:
    """Days people gave to lines that are part of this one by now, where it has others of its own (ngày của dòng đã gộp
    vào): none of them is lost. One query."""
    found = Timing.with_removed.filter(task__joined_into=task).exclude(first=None, due=None)
    return list(found.select_related("by").order_by("at", "pk"))


def asked_of(plan: Plan) -> QuerySet[Occurrence]:
    """The first occurrence of every line that tells too little of its days (dòng cần hỏi ngày), in the order of the
    plan; the occurrences kept up first. One query."""
    found = Occurrence.objects.filter(plan=plan, asked=True, number=1).select_related("task__goal")
    return found.order_by("task__position", "task_id")
