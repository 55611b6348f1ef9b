"""Pages of petitions: ticked and answered once by the department, found by the school in its diary of waits."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from caitien.access.models import School
from caitien.incoming.adopt import adopt_paper
from caitien.incoming.receive import receive_paper
from caitien.oversight.models import PetitionAnswer, RaisedPetition, Round
from caitien.oversight.petitions import letter
from caitien.oversight.petitions.deeds import answer_petitions
from caitien.work.models import AnswerFromAbove, Letter
from caitien.work.outside.waiting import open_waiting
from tests.oversight.conftest import above, mo_school, round_, suoi_school  # noqa: F401 - fixtures
from tests.oversight.made import TODAY, Department, asked_of, paper_of_year, secretary_of
from tests.oversight.test_petitions import ANSWER, ROOF, keys_of, sent
from tests.web.conftest import SignIn

# ruff: noqa: F811 - fixtures are imported
REPLY = {"tra-loi-whose": "UBND xã Mơ", "tra-loi-number": "15/UBND", "tra-loi-date": "28/11/2026"}


def test_one_answer_is_ticked_typed_and_found_by_the_school(
    signed_in: SignIn, above: Department, round_: Round, mo_school: School
):
    sent(round_, mo_school, ROOF)
    browser, where = signed_in(above.dung), f"/dot/{round_.pk}/kien-nghi"
    groups = browser.get(where)
    assert [(each.kind, each.petitions) for each in groups.context["groups"]] == [("building", 1)]
    page = browser.get(f"{where}/nhom?nhom=building&gui=ubnd+xã+mơ&loc=cho").content.decode()
    mark = RaisedPetition.objects.get().mark
    assert f'value="{mark}"' in page
    asked = {"nhom": "building", "gui": "ubnd xã mơ", "loc": "cho", "dau": mark, "lam": "tra-loi"}
    wrong = browser.post(f"{where}/lam", {**asked, **REPLY, "tra-loi-words": ""})
    assert wrong.status_code == 422
    assert "Xin ghi nội dung trả lời" in wrong.content.decode()
    assert 'value="15/UBND"' in wrong.content.decode()  # what was typed stays
    done = browser.post(f"{where}/lam", {**asked, **REPLY, "tra-loi-words": "Sửa trong hè 2027"}, follow=True)
    assert "Đã trả lời" in done.content.decode()
    assert "Sửa trong hè 2027".encode() in b"".join(browser.get(f"{where}/tra-loi.csv").streaming_content)
    school = signed_in(secretary_of(mo_school))
    assert "Sửa trong hè 2027" in school.get(f"/nop/{round_.asked.get(school=mo_school).pk}").content.decode()


def test_the_school_says_which_wait_an_answer_is_for(
    signed_in: SignIn, above: Department, round_: Round, mo_school: School, suoi_school: School
):
    an = secretary_of(mo_school)
    plan = adopt_paper(an, receive_paper(an, mo_school, name="b.docx", data=b"bytes", paper=paper_of_year(2)))
    task = plan.tasks.select_related("goal", "plan", "school").first()
    waiting = open_waiting(an, task, name="UBND xã Mơ", what="dãy phòng C", since=TODAY, today=TODAY)
    sent(round_, mo_school, ROOF)
    post = {"tat-ca": "1", "lam": "tra-loi", **REPLY, "tra-loi-words": "Sửa trong hè 2027"}
    signed_in(above.dung).post(f"/dot/{round_.pk}/kien-nghi/lam", post)
    answer = AnswerFromAbove.objects.get()
    browser, where = signed_in(an), f"/cho/tra-loi/{answer.pk}"
    assert "Sửa trong hè 2027" in browser.get("/tin").content.decode()  # the bell tells of it
    assert "Sửa trong hè 2027" in browser.get("/cho").content.decode()
    assert where in browser.get("/cho").content.decode()
    assert browser.post(where, {"waiting": "9" * 12}).status_code == 422
    assert signed_in(secretary_of(suoi_school)).get(where).status_code == 404
    assert browser.post(where, {"waiting": waiting.pk}).headers["Location"] == f"/cho/{waiting.pk}"
    assert Letter.objects.get(waiting=waiting).summary == "Sửa trong hè 2027"
    assert browser.get(where).status_code == 404  # once


def test_petitions_are_passed_on_sorted_and_closed(signed_in: SignIn, above: Department, round_, mo_school):
    sent(round_, mo_school, ROOF, "Mong được quan tâm")
    browser, where = signed_in(above.dung), f"/dot/{round_.pk}/kien-nghi/lam"
    everything = {"tat-ca": "1"}
    assert browser.post(where, {**everything, "lam": "chuyen", "chuyen-to": ""}).status_code == 422
    assert browser.post(where, {**everything, "lam": "chuyen", "chuyen-to": "Sở Xây dựng"}).status_code == 302
    sort = {"nhom": "other", "lam": "phan-loai", "phan-loai-kind": "staff", "phan-loai-whom": "Sở GDĐT"}
    assert browser.post(where, {**everything, **sort}).status_code == 302
    assert browser.post(where, {**everything, "lam": "dong", "dong-reason": ""}).status_code == 422
    assert browser.post(where, {**everything, "lam": "dong", "dong-reason": "Trùng"}).status_code == 302
    assert browser.post(where, {**everything, "lam": "la"}).status_code == 400
    assert browser.post(where, {"lam": "dong", "dong-reason": "Không chọn"}).status_code == 422
    assert set(RaisedPetition.objects.values_list("kind", "whom", "passed_to", "state")) == {
        ("building", "UBND xã Mơ", "Sở Xây dựng", "closed"),
        ("staff", "Sở GDĐT", "Sở Xây dựng", "closed"),
    }


def test_a_commune_reads_its_own_petitions_and_answers_none(
    signed_in: SignIn, above: Department, round_: Round, mo_school: School
):
    sent(round_, mo_school, ROOF)
    for who, expected in ((above.mai, 1), (above.nam, 0)):
        browser = signed_in(who)
        page = browser.get(f"/dot/{round_.pk}/kien-nghi/nhom")
        assert (page.context["total"], page.context["decides"]) == (expected, False)
        assert ("Đề nghị" in page.content.decode() or ROOF[:20] in page.content.decode()) is bool(expected)
        post = {"tat-ca": "1", "lam": "tra-loi", **REPLY, "tra-loi-words": "Không"}
        assert browser.post(f"/dot/{round_.pk}/kien-nghi/lam", post).status_code == 403
        assert browser.get(f"/dot/{round_.pk}/kien-nghi/tra-loi.docx").status_code == 403  # in the department's name
        csv = b"".join(browser.get(f"/dot/{round_.pk}/kien-nghi/tra-loi.csv").streaming_content)
        assert csv.count(b"\n") == 1  # nothing answered: the headings alone
    assert not PetitionAnswer.objects.exists()


def test_the_pages_of_petitions_ask_the_same_however_many_there_are(
    signed_in: SignIn, above: Department, round_: Round, mo_school: School
):
    sent(round_, mo_school, ROOF)
    browser, counts = signed_in(above.dung), []
    for turn in range(2):
        counts.append([])
        for where in ("", "/nhom?loc=cho"):
            with CaptureQueriesContext(connection) as found:
                assert browser.get(f"/dot/{round_.pk}/kien-nghi{where}").status_code == 200
            counts[-1].append(len(found))
        if not turn:
            sent(round_, mo_school, *(f"Đề nghị Sở {letter * 3} thêm việc" for letter in "abcdefgh"), number=2)
    assert counts[0] == counts[1]
    assert max(counts[0]) <= 12


def test_the_letter_of_a_school_is_not_there_for_another_commune(
    signed_in: SignIn, above: Department, round_: Round, suoi_school: School
):
    sent(round_, suoi_school, ROOF)
    answer_petitions(above.dung, round_, ANSWER, keys=keys_of(round_), today=TODAY)
    where, key = f"/dot/{round_.pk}/kien-nghi/tra-loi.docx", asked_of(round_, suoi_school).pk
    assert signed_in(above.dung).get(where)["Content-Disposition"].startswith("attachment")
    assert signed_in(above.dung).get(f"{where}?truong={key}").status_code == 200
    assert signed_in(above.mai).get(f"{where}?truong={key}").status_code == 403
    assert signed_in(above.mai).get(where).status_code == 403  # it is the department that answers


def test_a_letter_that_would_be_too_long_is_told_of_on_the_page(signed_in, above, round_, mo_school, monkeypatch):
    sent(round_, mo_school, ROOF, "Mong được quan tâm")
    browser, where = signed_in(above.dung), f"/dot/{round_.pk}/kien-nghi"
    browser.post(f"{where}/lam", {"tat-ca": "1", "lam": "tra-loi", **REPLY, "tra-loi-words": "Sửa trong hè 2027"})
    assert browser.get(f"{where}/tra-loi.docx").status_code == 200
    monkeypatch.setattr(letter, "MOST", 1)
    page = browser.get(f"{where}/tra-loi.docx", follow=True)
    assert letter.TOO_LONG.reason in page.content.decode()
