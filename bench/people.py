"""People to ask a site at once (người để đo tải): ten schools with their staff, everyone with work of their own."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bench.files import made_up_report
from bench.site import session_of

if TYPE_CHECKING:
    from caitien.plans.models import Task

SCHOOLS: Final = 10
TASKS: Final = 30  # of one person
MANY: Final = 10_000  # of one person in a school of their own


@dataclass(frozen=True)
class Person:
    """Someone signed in: the key of their session and of their school."""

    session: str
    school: int


def made_up_people(var: Path, count: int, many: int = MANY) -> list[Person]:
    """So many people in a new site in that folder, one of them with ``many`` tasks. Half a minute."""
    os.environ |= {"CAITIEN_VAR": str(var), "DJANGO_SETTINGS_MODULE": "caitien.settings"}
    import django
    from django.core.management import call_command
    from django.db import connections

    django.setup()
    for command in ("migrate", "collectstatic"):
        call_command(command, verbosity=0, interactive=False)
    a_school = -(-(count - 1) // SCHOOLS)
    people = [person for number in range(SCHOOLS) for person in _school(number, a_school, TASKS)]
    found = [*people[: count - 1], *_school(SCHOOLS, 1, many)]
    from caitien.jobs.chores import do_due

    do_due()  # what the workers would have done by now: else there is nothing to report on
    connections.close_all()
    return found


def _school(number: int, count: int, tasks: int) -> Iterator[Person]:
    """A school whose plan gives each of so many people so many tasks, one that is not done yet first; their
    sessions."""
    from django.db import transaction

    from caitien.access.models import Membership, Role, School, User
    from caitien.incoming.adopt import adopt
    from caitien.plans.models import Assignment

    with transaction.atomic():
        school = School.objects.create(name=f"Trường THCS Suối Hoa {number}", kind="thcs")
        plan, _ = adopt(school, replace(made_up_report(count * tasks), school_year="2026-2027"))
        lines = iter(_open_ones_first(list(plan.tasks.all()), count))
        for each in range(count):
            user = User.objects.create(username=f"nguoi-{number}-{each}", name=f"Nguyễn Thị An {each}")
            Membership.objects.create(user=user, school=school, role=Role.CHAIR if each == 0 else Role.STAFF)
            parts = (Assignment(school=school, task=task, user=user) for task in islice(lines, tasks))
            Assignment.objects.bulk_create(parts)
            yield Person(session_of(user), school.pk)


def _open_ones_first(lines: "list[Task]", people: int) -> "Iterator[Task]":
    """The lines in so many equal shares, each beginning with its part of what is not done yet."""
    lines.sort(key=lambda line: line.state != "ongoing")
    return (line for person in range(people) for line in lines[person::people])
