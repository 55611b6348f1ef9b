"""Long lists are leafed through by key: every row once, there and back, at the same cost on every page."""

# ruff: noqa: F811 - fixtures are imported

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from caitien.access.models import Body, Invitation, School, User
from caitien.plans.models import Adjustment, Consultation, Need, Plan
from caitien.web.findings import checking
from caitien.web.papers import papers
from caitien.web.planning import consulting, tasks
from caitien.web.planning.lifecycle import adjusting, story
from caitien.web.planning.line_page import assigning
from caitien.web.planning.recommendations import coverage, needs
from caitien.web.school import bodies, describe, people, trail
from caitien.web.work import missing, remarks, timing, waiting
from caitien.work.models import Comment, Occurrence, Waiting
from caitien.work.schedule import refresh_occurrences
from tests.web.conftest import SignIn
from tests.web.things import Things, an, plan, school, things, upload  # noqa: F401 - fixtures

pytestmark = pytest.mark.each_database

ROWS = 5
Make = Callable[[User, Plan], object]


@dataclass(frozen=True)
class List:
    """A list of the site: the module and the name of its page size, its address, and what makes rows of it."""

    module: object
    size: str
    where: str
    make: Make | None = None
    name: str = "page"  # in the context
    keeper: bool = False


def _adjustments(an: User, plan: Plan) -> None:
    task = plan.tasks.order_by("position")[1]
    for number in range(ROWS):
        at = timezone.now() - dt.timedelta(hours=number // 2)  # some at the same moment
        sent = {"new": f"Chữ {number}", "state": Adjustment.State.REFUSED, "decided_by": an, "decided_at": at}
        Adjustment.objects.create(
            school=plan.school, plan=plan, task=task, kind="change", field="time", proposed_by=an, **sent
        )


def _needs(an: User, plan: Plan) -> None:
    for number in range(ROWS):
        standard = None if number % 2 else number
        Need.objects.create(school=plan.school, kind="weakness", text=f"Điều {number}", by=an, standard=standard)


def _waits(until: dt.date | None) -> Make:
    def make(an: User, plan: Plan) -> None:
        task = plan.tasks.order_by("position")[0]
        for number in range(ROWS):
            said = {"whom": "Sở" if number % 2 else "UBND", "what": "Đất", "since": dt.date(2026, 9, 5), "until": until}
            Waiting.objects.create(school=plan.school, plan=plan, task=task, by=an, **said)

    return make


def _comments(an: User, plan: Plan) -> None:
    task = plan.tasks.order_by("position")[0]
    at = timezone.now()
    for number in range(ROWS):
        Comment.objects.create(school=plan.school, plan=plan, task=task, text=f"Lời {number}", by=an, at=at)


def _untold(an: User, plan: Plan) -> None:
    refresh_occurrences([plan])
    Occurrence.objects.filter(plan=plan).update(state="unstated", due=dt.date(2020, 1, 1))


def _sent(an: User, plan: Plan) -> None:
    for number in range(ROWS):
        sent = {"to": f"Tổ {number}", "suffix": ".docx", "paper": {}, "rows": {}}
        Consultation.objects.create(school=plan.school, plan=plan, by=an, **sent)


def _people(an: User, plan: Plan) -> None:
    for number in range(ROWS):
        person = User.objects.create_user(f"nguoi-{number}", password="mat-khau", name="Trùng Tên")
        person.memberships.create(school=plan.school, role="staff")


def _invitations(an: User, plan: Plan) -> None:
    for number in range(ROWS):
        said = {"name": "Trùng Tên", "roles": ["staff"], "secret_hash": f"{number + 9:064}"}
        Invitation.objects.create(school=plan.school, by=an, expires_at=timezone.now() + dt.timedelta(1), **said)


def _bodies(an: User, plan: Plan) -> None:
    for number in range(ROWS):
        Body.objects.create(name=f"Phường {number}")
        School.objects.create(name=f"Trường {number}")


LISTS = {
    "tasks": List(tasks, "TASKS_A_PAGE", "/ke-hoach/viec"),
    "findings": List(checking, "FINDINGS_A_PAGE", "/kiem-tra?quy-tac=k03"),
    "parts": List(assigning, "LINES_A_PAGE", "/ke-hoach/{plan}/phan-cong"),
    "lines without a need": List(coverage, "LINES_A_PAGE", "/khuyen-nghi/do-phu?xem=dong"),
    "needs without a line": List(coverage, "NEEDS_A_PAGE", "/khuyen-nghi/do-phu", _needs),
    "needs": List(needs, "NEEDS_A_PAGE", "/khuyen-nghi", _needs),
    "story": List(story, "ENTRIES_A_PAGE", "/ke-hoach/{plan}/cau-chuyen"),
    "trail": List(trail, "ENTRIES_A_PAGE", "/truong/nhat-ky"),
    "adjustments": List(adjusting, "SETTLED_A_PAGE", "/ke-hoach/{plan}/dieu-chinh", _adjustments),
    "consultations": List(consulting, "SENT_A_PAGE", "/ke-hoach/{plan}/lay-y-kien", _sent),
    "issued papers": List(papers, "ISSUES_A_PAGE", "/giay-to"),
    "waits": List(waiting, "WAITINGS_A_PAGE", "/cho", _waits(None)),
    "waits that ended": List(waiting, "WAITINGS_A_PAGE", "/cho?het=1", _waits(dt.date(2026, 10, 5))),
    "remarks": List(remarks, "REMARKS_A_PAGE", "/ke-hoach/{plan}/dong/{task}/trao-doi", _comments),
    "missing": List(missing, "LINES_A_PAGE", "/viec/con-thieu", _untold),
    "lines without a day": List(timing, "LINES_A_PAGE", "/ke-hoach/{plan}/hoi-ngay"),
    "people": List(people, "PEOPLE_A_PAGE", "/truong/nguoi", _people),
    "invitations": List(people, "INVITATIONS_A_PAGE", "/truong/nguoi", _invitations, name="waiting"),
    "bodies to choose": List(describe, "BODIES_A_PAGE", "/truong/cap-tren", _bodies),
    "bodies": List(bodies, "LINES_A_PAGE", "/co-quan", _bodies, name="below", keeper=True),
    "schools under a body": List(bodies, "LINES_A_PAGE", "/co-quan", _bodies, name="schools", keeper=True),
}
SHORT = {"issued papers", "lines without a day"}  # of which the fixtures have one or none


def _browser(each: List, signed_in: SignIn, an: User) -> Client:
    if each.keeper:
        return signed_in(User.objects.create_superuser("quan-tri", password="mat-khau", name="Người giữ máy"))
    return signed_in(an)


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_leafed_through_there_and_back_without_a_row_twice_or_missing(
    name: str, signed_in: SignIn, an: User, plan: Plan, things: Things, monkeypatch: pytest.MonkeyPatch
):
    each = LISTS[name]
    if each.make:
        each.make(an, plan)
    browser, where = _browser(each, signed_in, an), each.where.format(**things)
    path = where.partition("?")[0]

    def page(where: str) -> tuple[object, int]:
        with CaptureQueriesContext(connection) as asked:
            found = browser.get(where).context[each.name]
        return found, len(asked)

    monkeypatch.setattr(each.module, each.size, 1_000)
    page(where)
    whole = [row.pk for row in page(where)[0].rows]
    monkeypatch.setattr(each.module, each.size, 2)
    there, back, costs = [], [], []
    found, _ = page(where)
    while True:
        there.append([row.pk for row in found.rows])
        if not found.next or len(there) > 40:
            break
        found, cost = page(found.next if found.next.startswith("/") else path + found.next)
        costs.append(cost)
    if len(there) > 40:  # a long list: its beginning is enough
        assert list(chain(*there)) == whole[: 2 * len(there)]
        return
    assert list(chain(*there)) == whole
    while found.previous:
        found, _ = page(found.previous if found.previous.startswith("/") else path + found.previous)
        back.append([row.pk for row in found.rows])
    assert back[::-1] == there[:-1]
    assert len(whole) > 2 or name in SHORT
    assert max(costs, default=0) - min(costs, default=0) <= 2, costs  # a row may name what another does not


def test_pages_are_made_in_one_place():
    rooms = Path(checking.__file__).parents[1]
    makers = {path.name for path in rooms.rglob("*.py") if re.search(r"\bPaginator\b", path.read_text("utf-8"))}
    assert makers == {"paging.py"}
