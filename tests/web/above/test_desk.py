"""The desk of a commune: a newcomer with eleven schools chases, looks, passes on and notes, and sees no other's."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from caitien.access.models import School
from caitien.oversight.judging import send_back
from caitien.oversight.models import Asked, Note, Round
from caitien.oversight.reasons import Reason
from tests.oversight.conftest import above, mo_school, suoi_school  # noqa: F401 - fixtures
from tests.oversight.made import FACTS, TODAY, Department, aboard, asked_of, listed, opened, row, secretary_of
from tests.oversight.test_petitions import sent
from tests.web.conftest import SignIn

# ruff: noqa: F811 - fixtures are imported


@pytest.fixture
def eleven(above: Department) -> list[School]:
    return [aboard(f"4{turn:07}", f"Trường Tiểu học Mơ {turn}", above.mo) for turn in range(11)]


@pytest.fixture
def round_(above: Department, eleven: list[School], suoi_school: School) -> Round:
    rows = [row(each.ministry_code, each.name) for each in eleven]
    listed(above.dung, above.top, *rows, row("01000002", suoi_school.name, "Phường Suối Đá"))
    return opened(above.dung, above.top, replace(FACTS, through_commune=True, due=TODAY.replace(day=30)))


def test_a_newcomer_chases_looks_passes_on_and_notes_from_one_page(
    signed_in: SignIn, above: Department, eleven: list[School], round_: Round, suoi_school: School
):
    for school in (*eleven[:4], suoi_school):
        sent(round_, school)
    back = asked_of(round_, eleven[3])
    reasons = [Reason("head", "Thiếu số.", ""), Reason("other", "Tiêu chí 1.1 chưa có ngày.", "")]
    send_back(above.dung, back.submissions.get(), reasons=reasons, again_by=TODAY, today=TODAY)
    browser = signed_in(above.mai)
    assert browser.get("/").headers["Location"] == "/xa"
    page = browser.get("/xa")
    text = page.content.decode()
    assert (page.context["desk"].sent, page.context["desk"].total, page.context["desk"].missing) == (4, 11, 7)
    ((_, words),) = page.context["texts"]
    assert [each.ministry_code in words for each in eleven] == [False] * 3 + [True] * 8
    assert "<li>Thiếu số.</li><li>Tiêu chí 1.1 chưa có ngày.</li>" in text
    assert "Suối Đá" not in text  # another commune's
    first = page.context["desk"].to_look[0]
    assert browser.post(f"/dot/{round_.pk}/truong/{first.pk}/chuyen-len", {"xa": "1"}).headers["Location"] == "/xa"
    first.refresh_from_db()
    assert first.state == Asked.State.PASSED_ON
    noted = browser.post(f"/dot/{round_.pk}/truong/{first.pk}/ghi-chu", {"words": "Gọi cô Lan"}, follow=True)
    assert "Gọi cô Lan" in noted.content.decode()
    assert "Gọi cô Lan" in browser.get("/xa").content.decode()
    assert "Gọi cô Lan" in signed_in(above.dung).get(f"/dot/{round_.pk}/truong/{first.pk}").content.decode()
    school = signed_in(secretary_of(eleven[0]))
    assert "Gọi cô Lan" not in school.get(f"/nop/{first.pk}").content.decode()


def test_an_officer_of_another_commune_notes_and_passes_on_nothing(
    signed_in: SignIn, above: Department, eleven: list[School], round_: Round
):
    sent(round_, eleven[0])
    browser, where = signed_in(above.nam), f"/dot/{round_.pk}/truong/{asked_of(round_, eleven[0]).pk}"
    assert browser.post(f"{where}/ghi-chu", {"words": "Không"}).status_code == 404
    assert browser.post(f"{where}/chuyen-len", {"xa": "1"}).status_code == 404
    assert browser.get("/xa").context["desk"].total == 1
    assert not Note.objects.exists()


def test_where_nothing_is_open_there_is_nothing_to_do(signed_in: SignIn, above: Department):
    assert "Hôm nay chưa phải làm gì" in signed_in(above.mai).get("/xa").content.decode()


def test_the_desk_asks_the_same_however_many_schools_there_are(
    signed_in: SignIn, above: Department, eleven: list[School], round_: Round
):
    browser, counts = signed_in(above.mai), []
    for school in eleven[:2]:
        sent(round_, school)
        found = asked_of(round_, school)
        reason = [Reason("head", "Thiếu số", "")]
        send_back(above.dung, found.submissions.get(), reasons=reason, again_by=None, today=TODAY)
        with CaptureQueriesContext(connection) as queries:
            assert browser.get("/xa").status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 14
