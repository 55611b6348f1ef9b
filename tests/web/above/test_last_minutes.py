"""The last day of a round ends at midnight where its schools are, over the pages: 17:00 of Greenwich."""

import datetime as dt

import pytest
from django.test import Client

from caitien.access.models import School
from caitien.oversight.models import Round, Submission
from caitien.oversight.rounds import extend
from caitien.oversight.sums import added, sums_of
from tests.oversight.conftest import above, mo_school, round_, suoi_school  # noqa: F401 - fixtures
from tests.oversight.made import FACTS, Department, asked_of, issued, paper_of_year, secretary_of

# ruff: noqa: F811 - fixtures are imported

LAST = dt.datetime(FACTS.due.year, FACTS.due.month, FACTS.due.day, 16, 59, 59, tzinfo=dt.UTC)
A_SECOND_LATER = LAST + dt.timedelta(seconds=1)


def sent_at(monkeypatch: pytest.MonkeyPatch, moment: dt.datetime, round_: Round, school: School) -> str:
    """What the sums say of a school that sends at that moment."""
    issue, asked, browser = issued(school, paper_of_year(2)), asked_of(round_, school), Client()
    browser.force_login(secretary_of(school))
    with monkeypatch.context() as patched:
        patched.setattr("django.utils.timezone.now", lambda: moment)
        browser.force_login(secretary_of(school))
        assert browser.post(f"/nop/{asked.pk}/nop", {"issue": issue.pk}).status_code == 302
    told = added(tally.progress for tally in sums_of(round_, [round_.body]))
    return "late" if told["late"] else "on time" if told["on_time"] else "missing"


@pytest.mark.parametrize(("moment", "told"), [(LAST, "on time"), (A_SECOND_LATER, "late")])
def test_a_paper_of_the_last_second_is_on_time_and_one_of_the_next_is_late(
    monkeypatch, round_: Round, mo_school: School, moment: dt.datetime, told: str
):
    assert sent_at(monkeypatch, moment, round_, mo_school) == told
    assert Submission.objects.get().day == (FACTS.due if told == "on time" else FACTS.due + dt.timedelta(1))


def test_a_day_more_ends_at_midnight_too(monkeypatch, above: Department, round_: Round, mo_school: School):
    extend(above.dung, asked_of(round_, mo_school), to=FACTS.due + dt.timedelta(1), reason="Bão số 13")
    assert sent_at(monkeypatch, LAST + dt.timedelta(days=1), round_, mo_school) == "on time"
