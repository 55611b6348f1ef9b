"""Pages of a round sent twice at once, or against each other: one deed is done, the other person is told, and no sum
counts twice."""

import time
from collections.abc import Callable
from threading import Thread

import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client

from caitien.access.models import School, User
from caitien.oversight.models import Asked, Round, Submission, Verdict
from caitien.oversight.recounting import differing_sums
from caitien.oversight.sending import send_issue
from tests.oversight.conftest import above, mo_school, round_, suoi_school  # noqa: F401 - fixtures
from tests.oversight.made import TODAY, Department, asked_of, issued, paper_of_year, secretary_of

# ruff: noqa: F811 - fixtures are imported

pytestmark = [
    pytest.mark.each_database,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one write at a time"),
]
WAITS = 1.5  # seconds in which both come to the lock they wait for


def browser_of(who: User) -> Client:
    browser = Client()
    browser.force_login(who)
    return browser


def at_once(round_: Round, school: School, *deeds: Callable[[], HttpResponse]) -> list[HttpResponse]:
    """The answers of several deeds that meet at what is asked of a school, held until all of them are there."""
    found: list[HttpResponse] = []

    def do(deed: Callable[[], HttpResponse]) -> None:
        try:
            found.append(deed())
        finally:
            connection.close()

    threads = [Thread(target=do, args=[deed]) for deed in deeds]
    with transaction.atomic():
        Asked.objects.select_for_update().get(round=round_, school=school)
        for thread in threads:
            thread.start()
        time.sleep(WAITS)
        assert not found, "deeds that do not wait prove nothing"
    for thread in threads:
        thread.join()
    assert len(found) == len(deeds)
    assert all(answer.status_code < 500 for answer in found)
    return found


def test_one_paper_sent_twice_at_once_is_one_submission(round_: Round, mo_school: School):
    issue, asked = issued(mo_school, paper_of_year(4)), asked_of(round_, mo_school)
    browsers = [browser_of(secretary_of(mo_school)) for _ in range(2)]
    at_once(
        round_,
        mo_school,
        *(lambda b=browser: b.post(f"/nop/{asked.pk}/nop", {"issue": issue.pk}) for browser in browsers),
    )
    assert Submission.objects.count() == 1
    assert differing_sums(round_) == 0


def test_a_paper_taken_and_returned_at_once_has_one_verdict(above: Department, round_: Round, mo_school: School):
    issue, asked = issued(mo_school, paper_of_year(4)), asked_of(round_, mo_school)
    send_issue(secretary_of(mo_school), asked, issue=issue.pk, today=TODAY)
    where = f"/dot/{round_.pk}/truong/{asked.pk}"
    taking, returning = browser_of(above.dung), browser_of(above.dung)
    back = {"lan": "1", "kind": "other", "words": "Thiếu phần II", "again_by": ""}
    at_once(
        round_,
        mo_school,
        lambda: taking.post(f"{where}/nhan", {"lan": "1"}),
        lambda: returning.post(f"{where}/tra-lai", back),
    )
    verdict = Verdict.objects.get()
    state = asked_of(round_, mo_school).state
    assert state == {"taken": "taken", "returned": "returned"}[verdict.kind]
    pages = [browser.get(where).content.decode() for browser in (taking, returning)]
    assert all("Đã nhận" in page or "Trả lại" in page for page in pages)
    assert differing_sums(round_) == 0


def test_a_round_that_closes_while_a_school_sends_counts_what_it_says_it_has(
    above: Department, round_: Round, mo_school: School
):
    issue, asked = issued(mo_school, paper_of_year(4)), asked_of(round_, mo_school)
    sending, summing = browser_of(secretary_of(mo_school)), browser_of(above.dung)
    thread = Thread(target=lambda: (summing.post(f"/dot/{round_.pk}/chuyen", {"to": "summing"}), connection.close()))
    with transaction.atomic():
        Round.objects.select_for_update().get(pk=round_.pk)
        thread.start()
        time.sleep(WAITS)
    answer = sending.post(f"/nop/{asked.pk}/nop", {"issue": issue.pk})
    thread.join()
    assert answer.status_code in {302, 422}
    assert Submission.objects.count() == (answer.status_code == 302)
    assert differing_sums(Round.objects.get(pk=round_.pk)) == 0


def test_an_exemption_and_a_paper_at_once_leave_one_of_them(above: Department, round_: Round, mo_school: School):
    issue, asked = issued(mo_school, paper_of_year(4)), asked_of(round_, mo_school)
    sending, sparing = browser_of(secretary_of(mo_school)), browser_of(above.dung)
    at_once(
        round_,
        mo_school,
        lambda: sending.post(f"/nop/{asked.pk}/nop", {"issue": issue.pk}),
        lambda: sparing.post(f"/dot/{round_.pk}/truong/{asked.pk}/mien", {"reason": "Trường đang sửa"}),
    )
    state = asked_of(round_, mo_school).state
    assert (state, Submission.objects.count()) in {("submitted", 1), ("exempt", 0)}
    assert differing_sums(round_) == 0
