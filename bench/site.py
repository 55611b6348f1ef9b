"""A real site to measure (trang web để đo): its own folder and database, two schools, plans short and long.

Django is set up when the site is made, and not before: the other benches do not load it.
"""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bench.files import made_up_report

if TYPE_CHECKING:
    from caitien.access.models import User

SHORT, LONG = "2024-2025", "2025-2026"  # the years of the plans of 28 and of 3,000 lines
PLANS: Final[Mapping[str, int]] = {SHORT: 28, LONG: 3_000}
MANY: Final[Mapping[str, int]] = {
    f"{2020 + number}-{2021 + number}": 2_500 for number in range(4)
}  # the year: lines; 10,000 in all
ROOT: Final = Path(__file__).parents[1]


@dataclass(frozen=True)
class Site:
    """Where it is, and the sessions of the two people who look at it."""

    var: Path
    plans: str  # of the secretary of a school with the plans of 28 and of 3,000 lines
    tasks: str  # of the secretary of a school with 10,000 tasks
    empty: str  # of the secretary of a school with nothing

    def looking(self, session: str, where: str) -> Callable[[], object]:
        """A page, through every middleware of the site, by Django's test client; it must answer 200."""
        from django.test import Client

        client = Client()
        client.cookies["sessionid"] = session

        def look() -> None:
            answer = client.get(where, HTTP_HOST="localhost")
            assert answer.status_code == 200, (where, answer.status_code)

        return look


@contextmanager
def served() -> Iterator[tuple[str, int]]:
    """The site of this environment as ``caitien serve`` opens it, in processes of its own: its port, and the number of
    the first of them."""
    command = [sys.executable, "-m", "caitien", "serve", "--port", "8900"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout
        said = next(line for line in process.stdout if "http://localhost:" in line)
        port = said.rpartition("localhost:")[2].strip()
        _await(int(port))
        yield port, process.pid
    finally:
        process.terminate()
        process.wait()


def _await(port: int) -> None:
    """Wait until someone listens there, half a minute at most."""
    for _ in range(300):
        with suppress(ConnectionRefusedError), socket.create_connection(("localhost", port)):
            return
        time.sleep(0.1)


@contextmanager
def made_up_site(plans: Mapping[str, int] = PLANS, tasks: Mapping[str, int] = MANY) -> Iterator[Site]:
    """The site, for as long as it is measured, its two schools with plans of so many lines a year. Some ten seconds."""
    with tempfile.TemporaryDirectory(prefix="caitien-bench-") as folder:
        os.environ |= {"CAITIEN_VAR": folder, "DJANGO_SETTINGS_MODULE": "caitien.settings"}
        import django
        from django.core.management import call_command

        django.setup()
        for command in ("migrate", "collectstatic"):
            call_command(command, verbosity=0, interactive=False)
        yield Site(Path(folder), _school("Suối Hoa", plans), _school("Đồi Chè", tasks), _school("Mới"))


def _school(name: str, plans: Mapping[str, int] | None = None) -> str:
    """A school with plans of so many lines a year; the session of its secretary."""
    from django.db import transaction

    from caitien.access.models import Membership, Role, School, User
    from caitien.incoming.adopt import adopt
    from caitien.plans.models import Assignment

    school = School.objects.create(name=f"Trường THCS {name}", kind="thcs")
    person = User.objects.create(username=f"an-{school.pk}", name="Nguyễn Thị An")
    Membership.objects.create(user=person, school=school, role=Role.SECRETARY)
    for year, rows in (plans or {}).items():
        with transaction.atomic():
            plan, _ = adopt(school, replace(made_up_report(rows), school_year=year))
            parts = (Assignment(school=school, task=task, user=person) for task in plan.tasks.all())
            Assignment.objects.bulk_create(parts)  # every line is theirs
    return session_of(person)


def session_of(person: "User") -> str:
    """A session in which a person is signed in; its key."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session[SESSION_KEY], session[HASH_SESSION_KEY] = str(person.pk), person.get_session_auth_hash()
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session.save()
    return str(session.session_key)
