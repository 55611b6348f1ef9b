"""Mornings on which people are asked by mail (buổi sáng nhắc việc): a clock that is set, a line that is given."""

import datetime as dt

from django.utils import timezone

from caitien.access.models import Unit, User
from caitien.nudges.mail.planning import plan_morning
from caitien.nudges.mail.sending import send_due
from caitien.plans.models import Assignment, Plan
from caitien.web.nudges.letters import letter_mail
from caitien.work.models import Occurrence
from tests.work.conftest import occurrences_of


class Clock:
    """What time it is for the whole site (đồng hồ)."""

    def __init__(self, now: dt.datetime) -> None:
        self.now = now


def at(text: str) -> dt.datetime:
    """A moment as the clock on the wall in Vietnam shows it."""
    return timezone.make_aware(dt.datetime.fromisoformat(text))


MORNING = at("2026-11-16T06:30")  # a Monday; in UTC it is still Sunday


def given(plan: Plan, who: User | Unit, row: int, due: str) -> Occurrence:
    """A line of the plan, open, to be done by that day by that person or unit."""
    task = plan.tasks.get(plan_row=row)
    about = {"unit": who} if isinstance(who, Unit) else {"user": who}
    Assignment.objects.create(school=plan.school, task=task, **about)
    (found,) = occurrences_of(task)
    Occurrence.objects.filter(pk=found.pk).update(due=due, state="ongoing", told_at=None)
    return Occurrence.objects.get(pk=found.pk)


def morning(clock: Clock, text: str) -> int:
    """Plan a morning and send what is due at its hour; how many were asked."""
    clock.now = at(f"{text}T06:30")
    people, _ = plan_morning(clock.now)
    clock.now = at(f"{text}T06:46")
    send_due(letter_mail)
    return people
