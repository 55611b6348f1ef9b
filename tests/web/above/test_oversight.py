"""The pages above the schools: each officer sees what lies below, and a paper goes through a round in the browser."""

import csv
import re
from html import escape
from io import BytesIO

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import html

from caitien.access.models import AuditEntry, School
from caitien.oversight.judging import send_back
from caitien.oversight.models import Asked, RosterSchool, Round, Submission
from caitien.oversight.reasons import Reason
from caitien.oversight.sending import send_issue
from caitien.web.oversight.papers import reasons_shown
from tests.oversight.conftest import above, mo_school, round_, suoi_school  # noqa: F401 - fixtures
from tests.oversight.made import (
    TODAY,
    Department,
    aboard,
    asked_of,
    issued,
    listed,
    officer,
    opened,
    paper_of_year,
    row,
    secretary_of,
)
from tests.web.conftest import SignIn
from tests.web.pages_of_oversight import PAGES

# ruff: noqa: F811 - fixtures are imported

OF_A_SCHOOL = {name: page for name, page in PAGES.items() if page.where.startswith("/dot/{round}/truong/")}
OF_A_ROUND = {
    name: page for name, page in PAGES.items() if page.where.startswith("/dot/{round}") and name not in OF_A_SCHOOL
}


def _sent(round_: Round, school: School, number: int = 1, **changes: object) -> Submission:
    issue = issued(school, paper_of_year(8, **changes), number)
    done = send_issue(secretary_of(school), asked_of(round_, school), issue=issue.pk, today=TODAY)
    assert isinstance(done, Submission), done
    return done


def _answers(browser: Client, pages: dict, **keys: int) -> dict[str, int]:
    found = {}
    for name, page in pages.items():
        where = page.where.format(**keys)
        answered = browser.get(where) if page.post is None else browser.post(where, page.post)
        found[name] = answered.status_code
    return found


def test_an_officer_is_told_that_a_school_of_theirs_handed_in_and_no_other(
    above: Department, round_: Round, mo_school: School, suoi_school: School, signed_in: SignIn
):
    of_mo = signed_in(above.mai)
    asks = re.search(r'data-news="(/co-gi-moi[^"]*)"', of_mo.get("/xa").content.decode())
    assert asks
    _sent(round_, suoi_school)
    assert of_mo.get(asks[1]).json()["number"] == 0
    sent = _sent(round_, mo_school, number=2)
    for officer_ in (above.mai, above.dung):
        told = signed_in(officer_).get(asks[1]).json()
        assert (told["number"], told["by"]) == (sent.pk, mo_school.name)
        assert told["ago"] < 60  # seconds


def test_an_officer_of_one_commune_gets_404_for_every_address_of_anothers_schools(
    signed_in: SignIn, above: Department, round_: Round, suoi_school: School
):
    _sent(round_, suoi_school)
    key = asked_of(round_, suoi_school).pk
    written = AuditEntry.objects.count()
    statuses = _answers(signed_in(above.mai), OF_A_SCHOOL, round=round_.pk, asked=key)
    assert set(statuses.values()) == {404}, statuses
    assert AuditEntry.objects.count() == written


def test_an_officer_of_a_commune_looks_at_its_own_schools_and_decides_nothing(
    signed_in: SignIn, above: Department, round_: Round, mo_school: School
):
    _sent(round_, mo_school)
    key = asked_of(round_, mo_school).pk
    statuses = _answers(signed_in(above.mai), OF_A_SCHOOL, round=round_.pk, asked=key)
    assert statuses.pop("asked_school") == 200
    assert statuses.pop("submission_compare") == 404  # one version only
    assert statuses.pop("submission_answer") == 404  # nothing was asked
    assert statuses.pop("submission_file") == 404  # it came as an issued paper
    assert statuses.pop("submission_pass_on") == 302
    assert {name: statuses[name] for name in ("submission_take",)} == {"submission_take": 403}
    assert asked_of(round_, mo_school).state == Asked.State.SUBMITTED
    assert _answers(signed_in(above.mai), {"round_move": PAGES["round_move"]}, round=round_.pk)["round_move"] == 403


def test_an_officer_of_another_department_gets_404_for_the_round(signed_in: SignIn, above: Department, round_: Round):
    from caitien.access.models import Body

    keys = {"round": round_.pk, "asked": round_.asked.first().pk, "bulk": 1, "likeness": 1, "form": 1}
    far = officer("xa-la", "Vũ Xa", Body.objects.create(name="Sở GDĐT Biển Đông"))
    statuses = _answers(signed_in(far), {**OF_A_ROUND, **OF_A_SCHOOL}, **keys)
    assert set(statuses.values()) == {404}
    assert b"01000001" not in signed_in(far).get("/danh-ba").content


def test_counts_and_lists_of_a_commune_are_its_own(signed_in: SignIn, above: Department, round_: Round, suoi_school):
    _sent(round_, suoi_school)
    mai, dung = (signed_in(who).get(f"/dot/{round_.pk}") for who in (above.mai, above.dung))
    assert (mai.context["asks"], mai.context["submitted"]) == (2, 0)
    assert (dung.context["asks"], dung.context["submitted"]) == (3, 1)
    for page in (mai, signed_in(above.mai).get("/danh-ba"), signed_in(above.mai).get(f"/dot/{round_.pk}?tim=01000002")):
        assert "Suối Đá" not in page.content.decode()


def test_a_draft_of_the_department_is_not_there_for_its_communes(signed_in: SignIn, above: Department, round_: Round):
    from dataclasses import replace

    from caitien.oversight.rounds import make_round
    from tests.oversight.made import FACTS

    draft = make_round(above.dung, above.top, replace(FACTS, name="Còn nháp"))
    assert signed_in(above.mai).get(f"/dot/{draft.pk}").status_code == 404
    assert "Còn nháp" not in signed_in(above.mai).get("/dot").content.decode()
    assert signed_in(above.dung).get(f"/dot/{draft.pk}").status_code == 200


def test_a_school_never_sees_what_another_is_asked(
    signed_in: SignIn, round_: Round, mo_school: School, suoi_school: School
):
    browser = signed_in(secretary_of(mo_school))
    key = asked_of(round_, suoi_school).pk
    assert browser.get(f"/nop/{key}").status_code == 404
    assert browser.post(f"/nop/{key}/nop", {"issue": "1"}).status_code == 404
    assert browser.get(f"/dot/{round_.pk}").status_code == 403


def test_a_list_is_looked_at_and_then_kept(signed_in: SignIn, above: Department):
    book, data = openpyxl.Workbook(), BytesIO()
    for each in (
        ("Mã trường", "Tên trường", "Xã"),
        ("01000001", "Trường THCS Hoa Mơ", "Xã Mơ"),
        ("", "THCS B", "Xã Mơ"),
    ):
        book.active.append(each)
    book.save(data)
    browser = signed_in(above.dung)
    looked = browser.post("/danh-ba/nhap", {"file": SimpleUploadedFile("danh-ba.xlsx", data.getvalue())})
    assert looked.status_code == 200
    assert "chưa có mã trường" in looked.content.decode()
    assert not RosterSchool.objects.exists()
    told = {"rows": looked.context["rows"], "seen": looked.context["seen"]}
    assert browser.post("/danh-ba/ghi", told, follow=True).redirect_chain[-1][0] == "/danh-ba"
    assert RosterSchool.objects.get().commune == above.mo
    other = {**told, "rows": told["rows"][:-2]}
    assert "đã cũ" in browser.post("/danh-ba/ghi", other, follow=True).content.decode()


def test_a_round_is_drafted_mended_opened_and_copied(signed_in: SignIn, above: Department, mo_school: School):
    listed(above.dung, above.top, row("01000001", "Trường THCS Hoa Mơ"))
    browser = signed_in(above.dung)
    said = {"name": "Đợt một", "school_year": "2026-2027", "form": "bao-cao", "span": "nam", "opens": "01/11/2026"}
    wrong = browser.post("/dot/moi", {**said, "due": "32/13/2026", "questions": "Số phòng (số)"})
    assert wrong.status_code == 422
    assert "chưa phải một ngày" in wrong.content.decode()
    assert "Số phòng (số)" in wrong.content.decode()
    early = browser.post("/dot/moi", {**said, "due": "01/10/2026"})
    assert early.context["form"].errors["due"]
    made = browser.post("/dot/moi", {**said, "due": "05/12/2026"})
    where = made["Location"]
    assert "hỏi 1 trường" in browser.get(where).content.decode()
    assert browser.post(f"{where}/sua", {**said, "due": "06/12/2026"}).status_code == 302
    assert browser.post(f"{where}/mo").status_code == 302
    board = browser.get(where)
    assert board.context["asks"] == 1
    copied = browser.get(f"/dot/moi?chep={Round.objects.get().pk}")
    assert copied.context["form"].initial["school_year"] == "2027-2028"


def test_a_paper_is_sent_in_two_presses_returned_beside_its_cells_mended_and_taken(
    signed_in: SignIn, above: Department, round_: Round, mo_school: School
):
    school, sits = signed_in(secretary_of(mo_school)), signed_in(above.dung)
    first = issued(mo_school, paper_of_year(8))
    ask = asked_of(round_, mo_school).pk
    assert f'value="{first.pk}"' in school.get(f"/nop/{ask}").content.decode()
    done = school.post(f"/nop/{ask}/nop", {"issue": first.pk}, follow=True)
    assert "Mã biên nhận" in done.content.decode()

    where = f"/dot/{round_.pk}/truong/{ask}"
    looked = sits.get(where)
    found = looked.context["back"].found
    advice = [each for each in found if each["code"] == "T04"]
    assert len(looked.context["back"].advice()) == len(advice)
    assert len(looked.context["back"].grounds()) == len(found) - len(advice)
    turns = [str(turn) for turn, each in enumerate(found) if each["code"] in {"T01", "P01", "P02"}][:2]
    assert len(turns) == 2
    assert sits.post(f"{where}/tra-lai", {"lan": "1"}).status_code == 422
    back = {"lan": "1", "finding": turns, "kind": "head", "line": "results.1", "words": "Ghi rõ số phòng"}
    assert sits.post(f"{where}/tra-lai", {**back, "again_by": "01/12/2030"}).status_code == 302

    told = school.get(f"/nop/{ask}").content.decode()
    assert "Ghi rõ số phòng" in told
    reasons = Submission.objects.get().verdict.reasons
    assert len(reasons) == 3
    spots = reasons_shown(reasons, paper_of_year(8))
    assert all(escape(words) in told and escape(place) in told for place, _, _, words in spots)
    assert len({place for place, *_ in spots}) == 3  # each beside its own cell
    assert "trước 01/12/2030" in re.sub(r"\s+", " ", told)
    second = issued(mo_school, paper_of_year(8, strengths="Đã ghi đủ số."), 2)
    school.post(f"/nop/{ask}/nop", {"issue": second.pk})
    compared = sits.get(f"{where}/so-sanh").content.decode()
    assert "Đã ghi đủ số" in compared.replace("<ins>", "").replace("</ins>", "") or "<ins" in compared
    assert "Ghi rõ số phòng" in sits.get(f"{where}?lan=1").content.decode()
    assert sits.post(f"{where}/nhan", {"lan": "1"}, follow=True).status_code == 200
    assert asked_of(round_, mo_school).state == Asked.State.RESUBMITTED  # the officer saw the first one
    sits.post(f"{where}/nhan", {"lan": "2"})
    assert asked_of(round_, mo_school).state == Asked.State.TAKEN
    assert "Cấp trên đã nhận" in school.get(f"/nop/{ask}").content.decode()


def test_each_label_of_the_page_of_a_school_leads_into_its_own_field(
    signed_in: SignIn, above: Department, round_: Round, mo_school: School
):
    _sent(round_, mo_school)
    for asked in Asked.objects.filter(round=round_):
        page = html.fromstring(signed_in(above.dung).get(f"/dot/{round_.pk}/truong/{asked.pk}").content.decode())
        keys = page.xpath("//@id")
        assert len(keys) == len(set(keys)), {key for key in keys if keys.count(key) > 1}
        assert set(page.xpath("//label/@for")) <= set(keys)


def test_what_is_amiss_with_a_later_day_stands_beside_it_and_the_words_stay(
    signed_in: SignIn, above: Department, round_: Round, mo_school: School
):
    where = f"/dot/{round_.pk}/truong/{asked_of(round_, mo_school).pk}"
    browser = signed_in(above.dung)
    for sent, words in (
        ({"to": "32/1/2027", "reason": "Bão số 13"}, "chưa phải một ngày"),
        ({"to": "01/12/2026", "reason": "Bão số 13"}, "phải sau hạn"),
    ):
        page = browser.post(f"{where}/gia-han", sent)
        assert page.status_code == 422
        assert words in page.content.decode()
        assert "Bão số 13" in page.content.decode()
    assert browser.post(f"{where}/gia-han", {"to": "20/12/2026", "reason": "Bão số 13"}).status_code == 302
    assert "chưa nộp" in browser.get(where).content.decode()
    assert browser.post(f"{where}/mien", {"reason": " "}).status_code == 422
    assert browser.post(f"{where}/mien", {"reason": "Trường mới lập"}).status_code == 302
    assert asked_of(round_, mo_school).state == Asked.State.EXEMPT


def test_two_presses_from_the_board_stand_the_words_to_chase_each_commune_with(
    signed_in: SignIn, above: Department, round_: Round, mo_school: School, suoi_school: School
):
    first = _sent(round_, mo_school)
    send_back(above.dung, first, reasons=[Reason("other", "Xem lại", "")], again_by=None, today=TODAY)
    _sent(round_, suoi_school)
    dung, mai, nam = (
        {body.name: words for body, words in signed_in(who).get(f"/dot/{round_.pk}/nhac").context["texts"]}
        for who in (above.dung, above.mai, above.nam)
    )
    assert dung == mai
    assert list(dung) == ["UBND xã Mơ"]
    assert "- Trường Tiểu học Hoa Mơ (01000003)" in dung["UBND xã Mơ"]
    assert "chờ nộp lại (1 trường):\n- Trường THCS Hoa Mơ (01000001)" in dung["UBND xã Mơ"]
    assert nam == {}


def test_the_list_of_schools_as_a_file_is_ones_own_and_no_name_is_a_formula(
    signed_in: SignIn, above: Department, round_: Round, mo_school: School
):
    Asked.objects.filter(round=round_, school=mo_school).update(name="=1+1")
    told = b"".join(signed_in(above.mai).get(f"/dot/{round_.pk}/truong.csv").streaming_content).decode("utf-8-sig")
    rows = list(csv.reader(told.splitlines()))
    assert [each[0] for each in rows[1:]] == ["01000001", "01000003"]
    assert rows[1][1] == "'=1+1"


def _queries(browser: Client, where: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(where).status_code == 200
    return len(asked)


@pytest.mark.parametrize("where", ["/dot/{}", "/dot/{}?loc=chua-nop", "/danh-ba", "/dot"])
def test_no_page_asks_more_of_the_database_for_more_schools(signed_in: SignIn, above: Department, where: str):
    from dataclasses import replace

    from tests.oversight.made import FACTS

    browser, asked = signed_in(above.dung), []
    for size in (3, 60):
        rows = [
            row(f"{size}{turn:05}", f"Trường THCS {size} {turn}", "Xã Mơ" if turn % 2 else "Phường Suối Đá")
            for turn in range(size)
        ]
        listed(above.dung, above.top, *rows)
        made = opened(above.dung, above.top, replace(FACTS, name=f"Đợt {size}"))
        asked.append(_queries(browser, where.format(made.pk)))
    assert asked[1] <= asked[0] + 1 <= 15  # a page that goes on asks no more; one at most to tell so


def test_the_page_of_a_paper_asks_as_much_for_many_lines_as_for_few(
    signed_in: SignIn, above: Department, round_: Round, mo_school: School
):
    browser, asked = signed_in(above.dung), []
    where = f"/dot/{round_.pk}/truong/{asked_of(round_, mo_school).pk}"
    for turn, lines in enumerate((4, 40), start=1):
        issue = issued(mo_school, paper_of_year(lines), turn)
        send_issue(secretary_of(mo_school), asked_of(round_, mo_school), issue=issue.pk, today=TODAY)
        asked.append(_queries(browser, where))
    assert asked[0] == asked[1] <= 12


def test_who_is_an_officer_and_of_a_school_reaches_the_rounds_too(signed_in: SignIn, above: Department, school: School):
    from caitien.access.models import Membership

    Membership.objects.create(user=above.dung, school=school, role="staff")
    assert signed_in(above.dung).get("/dot").status_code == 200
    aboard("1", "THCS A", above.mo)
