"""A task begins to wait and waits no longer (bắt đầu chờ, thôi chờ): for verbs that hold the plan's lock."""

from collections.abc import Mapping
from datetime import date

from caitien.access.models import User
from caitien.access.reads import outside_body_named
from caitien.domain.texts.folding import identity, one_line
from caitien.plans.models import Plan, Task
from caitien.work.models import Letter, Update, Waiting

LONGEST_WHOM = 250  # letters


def begin_waiting(task: Task, whom: str, since: date, by: User, *, what: str = "") -> Waiting:
    """The open time in which a task waits for someone (bắt đầu chờ): the one there is, else a new one from that day.

    A body of the school's list is found by its name or another way to call it. Three queries.
    """
    body = outside_body_named(task.school, whom)
    name = one_line(whom)[:LONGEST_WHOM]
    for waiting in open_waitings(task):
        if (body and waiting.body_id == body.pk) or identity(waiting.whom) == identity(name):
            return waiting
    return Waiting.objects.create(
        school_id=task.school_id, plan_id=task.plan_id, task=task, body=body, whom=name, what=what, since=since, by=by
    )


def end_waitings(task: Task, until: date, outcome: str, told: Update | None = None) -> list[Waiting]:
    """A task waits for nobody any more (thôi chờ), by the report ``told``: every open time ends on that day. Two
    queries, one more for each."""
    ended = open_waitings(task)
    for waiting in ended:
        waiting.until, waiting.outcome, waiting.ended_with = max(waiting.since, until), outcome, told
        waiting.save(update_fields=["until", "outcome", "ended_with"])
    return ended


def open_again(update: Update) -> None:
    """What ended with a report goes on (lại chờ), but for what was begun anew meanwhile. Two queries, one more for
    each time of waiting."""
    now = open_waitings(update.task)
    for waiting in Waiting.objects.filter(ended_with=update):
        if not any(_of_same_body(waiting, other) for other in now):
            waiting.until, waiting.outcome, waiting.ended_with = None, "", None
            waiting.save(update_fields=["until", "outcome", "ended_with"])


def _of_same_body(one: Waiting, other: Waiting) -> bool:
    return one.body_id == other.body_id if one.body_id else identity(one.whom) == identity(other.whom)


def carry_waits(plan: Plan, lines: Mapping[int, Task]) -> None:
    """What lines wait for goes along with them (chờ đi theo dòng): key of the old line → the new one, of ``plan``;
    since when and all letters too. The old waits stay as they were. Four statements."""
    open_ones = list(Waiting.objects.filter(task__in=lines, until=None).order_by("pk"))
    fresh = [_copy(old, plan, lines[old.task_id]) for old in open_ones]
    Waiting.objects.bulk_create(fresh)
    new = {old.pk: waiting for old, waiting in zip(open_ones, fresh, strict=True)}
    letters = Letter.objects.filter(waiting__in=new).order_by("pk")
    Letter.objects.bulk_create([_copy_letter(letter, new[letter.waiting_id]) for letter in letters])


def _copy(old: Waiting, plan: Plan, task: Task) -> Waiting:
    kept = {name: getattr(old, name) for name in ("school_id", "body_id", "whom", "what", "since", "by_id", "at")}
    return Waiting(plan=plan, task=task, **kept)


def _copy_letter(old: Letter, waiting: Waiting) -> Letter:
    names = ("school_id", "way", "number", "date", "summary", "file_id", "by_id", "at")
    return Letter(waiting=waiting, **{name: getattr(old, name) for name in names})


def open_waitings(task: Task) -> list[Waiting]:
    """Whom a task waits for now (đang chờ ai), the longest first. One query."""
    return list(Waiting.objects.filter(task=task, until=None).order_by("since", "pk"))
