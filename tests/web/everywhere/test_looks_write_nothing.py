"""A look writes nothing: every address of the site, opened after everything was changed, only reads.

But for the session, and for the count of tries at a password: these are of who looks, not of what is looked at.
"""

# ruff: noqa: F811 - fixtures are imported

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from caitien.access.models import Role, School, User
from caitien.incoming.correct import correct_cell
from caitien.plans.models import Plan, Upload
from tests.web.conftest import SignIn
from tests.web.pages import PAGES
from tests.web.things import Things, an, person_in, plan, school, things, upload  # noqa: F401 - fixtures

_WRITES = re.compile(r'^(?:INSERT INTO|UPDATE|DELETE FROM|REPLACE INTO|WITH)\s+"?(\w+)', re.IGNORECASE)
OF_WHO_LOOKS = ("django_session", "access_count", "account_", "mfa_", "usersessions_")


def _written(client: Client, where: str) -> list[str]:
    with CaptureQueriesContext(connection) as asked:
        client.get(where)
    found = (_WRITES.match(query["sql"]) for query in asked)
    return [match[0] for match in found if match and not match[1].startswith(OF_WHO_LOOKS)]


def test_a_write_would_be_seen(plan: Plan):
    with CaptureQueriesContext(connection) as asked:
        plan.save()
        plan.tasks.filter(pk=0).delete()
    assert len([query for query in asked if _WRITES.match(query["sql"])]) >= 1


def _change_everything(an: User, plan: Plan, upload: Upload) -> None:
    """Nothing that is kept is of now: lines, head, last look, the day."""
    correct_cell(an, upload, path="plan.items.1.work", text="Lắp thêm quạt trần")
    plan.tasks.update(owners="Toàn thể cán bộ giáo viên")
    for each in Plan.objects.all():
        each.save()


@pytest.mark.timeout(300)
def test_no_address_writes_when_it_is_looked_at(
    signed_in: SignIn, an: User, school: School, plan: Plan, upload: Upload, things: Things
):
    """As none writes, all that is kept is as stale for the last of them as for the first."""
    _change_everything(an, plan, upload)
    keeper = person_in(school, Role.CHAIR, "hieu-truong")
    keeper.is_superuser = True
    keeper.save()
    for person in (an, keeper):
        browser = signed_in(person)
        for name, page in PAGES.items():
            if page.post is None or page.verb:
                assert _written(browser, page.where.format(**things)) == [], name


def test_the_first_look_of_a_new_day_writes_nothing_either(
    signed_in: SignIn, an: User, plan: Plan, things: Things, monkeypatch: pytest.MonkeyPatch
):
    tomorrow = timezone.now() + timedelta(days=1)
    browser = signed_in(an)
    monkeypatch.setattr(timezone, "now", lambda: tomorrow)
    for name in ("home", "plan", "check", "overview", "mine", "tasks", "line"):
        assert _written(browser, PAGES[name].where.format(**things)) == [], name
