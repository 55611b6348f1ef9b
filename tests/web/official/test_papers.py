"""The pages of papers: made in two clicks, written into, checked, issued, and found again by the code on the print."""

import io
import re
import zipfile

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from caitien.access.models import AuditEntry, Body, Membership, Role, School, User
from caitien.documents.read import read
from caitien.domain.paper import Paper
from caitien.incoming.adopt import adopt
from caitien.papers.codes import make_code, say_code
from caitien.papers.models import Draft, Issue, SignedCopy
from caitien.plans.models import Decision, Plan
from caitien.web.requests import turns
from tests.papers.made import answered, begun, issued, settled
from tests.people import person
from tests.plans.approving import approved, chair_of
from tests.plans.reports import report
from tests.specimens.printed import Page, pdf
from tests.specimens.signed import CHAIR, signed
from tests.web.conftest import SignIn
from tests.web.everywhere.test_queries import LONG, SHORT, _queries
from tests.web.page import on_one_line

MOST = 36  # queries of the page of a draft, everything that is told of the work included


@pytest.fixture
def issue(an: User, plan: Plan) -> Issue:
    settled(an, plan)
    found = issued(answered(an, plan))
    assert isinstance(found, Issue)
    return found


def test_the_yearly_report_is_in_word_in_two_clicks(signed_in: SignIn, an: User, plan: Plan):
    settled(an, plan)
    browser = signed_in(an)
    first = browser.get("/giay-to").content.decode()
    assert "Báo cáo năm học" in first
    page = browser.post("/giay-to/soan", {"plan": plan.pk, "form": "bao-cao", "span": "nam"}, follow=True)
    assert "tep.docx" in page.content.decode()
    paper = read(browser.get(f"{page.wsgi_request.path}/tep.docx").content, name="bao-cao.docx")
    assert isinstance(paper, Paper)
    assert len(paper.results) == plan.tasks.count()
    assert paper.counts["unstated"] == 0


def test_one_paper_of_a_year_is_the_main_deed(signed_in: SignIn, an: User, plan: Plan):
    plan.school_year = "2020-2021"  # of a year long gone every paper is asked for
    plan.save()
    words = signed_in(an).get("/giay-to?nam=2020-2021").content.decode()
    begin = re.findall(r'<button type="submit" class="(small[^"]*)">Soạn<', words)
    assert begin.count("small") == 1
    assert begin.count("small outline") >= 2


def test_days_of_ones_own_are_told_apart_from_none(signed_in: SignIn, an: User, plan: Plan):
    browser = signed_in(an)
    form = {"plan": plan.pk, "form": "bao-cao", "span": "tu-chon"}
    answer = browser.post("/giay-to/soan", {**form, "first": "31/12/2026", "last": "05/09/2026"})
    assert answer.status_code == 422
    assert "Ngày cuối cần ở sau ngày đầu" in answer.content.decode()
    assert 'value="31/12/2026"' in answer.content.decode()
    assert browser.post("/giay-to/soan", {**form, "first": "05/09/2026", "last": "31/12/2026"}).status_code == 302
    assert Draft.objects.get().span == "2026-09-05_2026-12-31"


def test_the_sheet_leads_from_each_figure_to_its_lines(signed_in: SignIn, an: User, plan: Plan):
    browser = signed_in(an)
    draft = begun(an, plan)
    words = browser.get(f"/giay-to/{draft.pk}").content.decode()
    assert f'href="/giay-to/{draft.pk}/dong?loc=done"' in words
    rows = browser.get(f"/giay-to/{draft.pk}/dong?loc=done").content.decode()
    assert on_one_line(rows).count("<li><a href=") == plan.tasks.filter(state="done").count()
    assert browser.get(f"/giay-to/{draft.pk}/dong?loc=khac").status_code == 404


def test_words_are_kept_and_a_clash_loses_neither(signed_in: SignIn, an: User, plan: Plan):
    browser, draft = signed_in(an), begun(an, plan)
    where = f"/giay-to/{draft.pk}/loi"
    assert browser.post(where, {"key": "strengths", "text": "Lời thứ nhất", "seen": "", "over": ""}).status_code == 302
    answer = browser.post(where, {"key": "strengths", "text": "Lời thứ hai", "seen": "cu", "over": ""})
    assert answer.status_code == 422
    words = answer.content.decode()
    assert "Đang có: Lời thứ nhất" in words
    assert "Lời thứ hai</textarea>" in words
    assert browser.post(where, {"key": "khong-co", "text": "x"}).status_code == 422


def test_the_missing_lines_are_named_with_whom_to_ask(signed_in: SignIn, an: User, plan: Plan):
    words = signed_in(an).get(f"/giay-to/{begun(an, plan).pk}?buoc=kiem-tra").content.decode()
    assert "Còn 1 việc chưa rõ trạng thái" in words
    assert "chưa giao cho ai" in words


def test_the_chair_issues_and_the_number_is_not_offered_again(signed_in: SignIn, an: User, plan: Plan):
    settled(an, plan)
    chair, draft = signed_in(chair_of(plan.school)), begun(an, plan)
    held = chair.get(f"/giay-to/{draft.pk}?buoc=kiem-tra")
    answer = {"name": "Võ Thu Hạnh", "reason": "Phòng hẹn nộp", "errors": held.context["errors"]["mark"]}
    assert chair.post(f"/giay-to/{draft.pk}/quyet-dinh", answer).status_code == 302
    assert Decision.objects.count() == 1
    page = chair.get(f"/giay-to/{draft.pk}?buoc=ban-hanh")
    assert page.context["form"]["number"].value() == "01/BC-THPTHS"
    sent = {"number": "01/BC-THPTHS", "date": "01/06/2026", "seen": page.context["seen"]}
    assert chair.post(f"/giay-to/{draft.pk}/ban-hanh", {**sent, "seen": "x"}).status_code == 422
    assert chair.post(f"/giay-to/{draft.pk}/ban-hanh", {**sent, "number": "x"}).status_code == 422
    assert chair.post(f"/giay-to/{draft.pk}/ban-hanh", sent).status_code == 302
    found = Issue.objects.get()
    assert found.address == f"http://testserver/kiem-chung/{found.code}"


def test_a_demo_school_is_told_and_its_files_are_marked(signed_in: SignIn, an: User, plan: Plan, school: School):
    school.demo = True
    school.save()
    approved(plan)
    draft = begun(an, plan)
    browser = signed_in(an)
    assert "trường mẫu" in browser.get(f"/giay-to/{draft.pk}?buoc=ban-hanh").content.decode()
    for where in (f"/giay-to/{draft.pk}/tep", f"/ke-hoach/{plan.pk}/ban/1"):
        for suffix in ("docx", "xlsx"):
            assert "BẢN MẪU" in _inside(browser.get(f"{where}.{suffix}").content), where
    school.demo = False
    school.save()
    assert "BẢN MẪU" not in _inside(browser.get(f"/giay-to/{draft.pk}/tep.docx").content)


def _inside(data: bytes) -> str:
    """Every part of a Word or Excel file, as text."""
    with zipfile.ZipFile(io.BytesIO(data)) as held:
        return "".join(held.read(name).decode(errors="replace") for name in held.namelist())


def test_an_issued_paper_comes_down_while_it_is_what_was_issued(signed_in: SignIn, binh: User, issue: Issue):
    browser = signed_in(binh)
    for suffix in ("docx", "xlsx"):
        data = browser.get(f"/giay-to/da-ban-hanh/{issue.pk}/tep.{suffix}").content
        paper = read(data, name=f"bao-cao.{suffix}")
        assert isinstance(paper, Paper)
        assert paper.report.number == "05/BC-THPTHS"
    with issue.file.storage.open(issue.file.name, "wb") as file:
        file.write(b"khac")
    assert browser.get(f"/giay-to/da-ban-hanh/{issue.pk}/tep.docx").status_code == 409
    assert browser.get(f"/giay-to/da-ban-hanh/{issue.pk}/tep.exe").status_code == 404


def test_a_correction_is_begun_with_a_reason(signed_in: SignIn, an: User, issue: Issue):
    browser = signed_in(an)
    where = f"/giay-to/da-ban-hanh/{issue.pk}"
    assert browser.post(f"{where}/thay", {"reason": ""}).status_code == 422
    assert browser.post(f"{where}/thay", {"reason": "Sai số máy chiếu"}).status_code == 302
    assert Draft.objects.get().corrects == issue


def test_an_officer_sees_issued_papers_only(signed_in: SignIn, dung: User, an: User, issue: Issue, school: School):
    body = Body.objects.create(name="Sở GDĐT")
    school.body = body
    school.save()
    Membership.objects.create(user=dung, body=body, role=Role.OFFICER)
    plan = issue.plan
    plan.refresh_from_db()
    approved(plan)
    draft = begun(an, plan, span="hk1")
    browser = signed_in(dung)
    browser.post("/doi-truong", {"school": school.pk})
    assert browser.get(f"/giay-to/da-ban-hanh/{issue.pk}").status_code == 200
    assert browser.get(f"/giay-to/{draft.pk}").status_code == 404
    words = browser.get("/giay-to").content.decode()
    assert "05/BC-THPTHS" in words
    assert "Đang soạn" not in words


# --- the code on the print --------------------------------------------------------------------------------------------


def test_a_printed_paper_tells_whether_it_is_the_latest_and_nothing_else(client: Client, issue: Issue):
    words = client.get(f"/kiem-chung/{issue.code}").content.decode()
    assert "Đây là bản mới nhất" in words
    for told in ("05/BC-THPTHS", "10/06/2027", "Trường THPT Hoa Sen", issue.file_sha256, say_code(issue.code)):
        assert told in words
    for kept in ("Công việc thứ", "Nguyễn Thị An", "Võ Thu Hạnh", "giay-to"):
        assert kept not in words
    assert client.get("/kiem-chung", {"ma": say_code(issue.code).lower()})["Location"] == f"/kiem-chung/{issue.code}"


def test_the_word_file_is_held_against_the_one_that_was_issued(client: Client, issue: Issue):
    with issue.file.open() as file:
        data = file.read()
    for sent, said in ((data, "đúng là tệp đã ban hành"), (data + b"x", "không phải tệp đã ban hành")):
        answer = client.post(f"/kiem-chung/{issue.code}", {"file": SimpleUploadedFile("bao-cao.docx", sent)})
        assert said in answer.content.decode()


def test_wrong_codes_are_counted(client: Client, issue: Issue):
    cache.clear()
    assert client.get("/kiem-chung", {"ma": "sai"}).status_code == 200
    for _ in range(60):
        assert client.get(f"/kiem-chung/{make_code()}").status_code == 404
    assert client.get(f"/kiem-chung/{make_code()}").status_code == 429
    cache.clear()


# --- how much it asks of the database ---------------------------------------------------------------------------------


def test_the_page_of_a_draft_asks_the_same_for_28_and_200_rows(signed_in: SignIn, an: User, school: School):
    drafts = {
        year: begun(an, adopt(school, report(rows, school_year=year))[0]) for rows, year in ((28, SHORT), (200, LONG))
    }
    browser = signed_in(an)
    for query in ("", "?buoc=kiem-tra", "?buoc=ban-hanh", "?bang=results&trang=2"):
        short, long = (_queries(browser, f"/giay-to/{drafts[year].pk}{query}") for year in (SHORT, LONG))
        assert short == long <= MOST, query
    words = browser.get(f"/giay-to/{drafts[LONG].pk}").content.decode()
    assert words.count('aria-label="Dòng ') == 100  # fifty of each table
    short, long = (_queries(browser, f"/giay-to?nam={year}") for year in (SHORT, LONG))
    assert short == long <= 13


def test_odd_pages_are_only_pages(signed_in: SignIn, an: User, plan: Plan):
    browser, draft = signed_in(an), begun(an, plan)
    for query in ("trang=-1", "trang=²", "trang=99999999999", "bang=x&trang=2", "buoc=x"):
        assert browser.get(f"/giay-to/{draft.pk}?{query}").status_code == 200


def test_no_day_is_claimed_for_the_yearly_report_where_no_source_gives_one(signed_in: SignIn, an: User, plan: Plan):
    words = " ".join(signed_in(an).get("/giay-to").content.decode().split())
    assert "Báo cáo năm học</b> <small>chưa ghi hạn; theo yêu cầu của cơ quan quản lý</small>" in words
    assert "15/06/" not in words


def test_the_chair_finds_what_was_handed_over_on_the_first_page_and_signs_beneath_the_sheet(
    signed_in: SignIn, an: User, plan: Plan
):
    settled(an, plan)
    draft = answered(an, plan)
    secretary, chair = signed_in(an), signed_in(chair_of(plan.school))
    assert "Trình ký" in secretary.get(f"/giay-to/{draft.pk}").content.decode()
    assert secretary.post(f"/giay-to/{draft.pk}/trinh-ky").status_code == 302
    assert f'href="/giay-to/{draft.pk}#ky"' in on_one_line(chair.get("/").content.decode())
    page = chair.get(f"/giay-to/{draft.pk}").content.decode()
    assert "trình ký lúc" in page
    assert 'class="leaf' in page
    assert f'action="/giay-to/{draft.pk}/ban-hanh"' in page
    back = chair.post(f"/giay-to/{draft.pk}/tra-lai", {"words": "Xem lại mục 3.2"}, follow=True)
    assert back.status_code == 200
    assert "Xem lại mục 3.2" in secretary.get("/").content.decode()


def test_an_issued_paper_opens_as_its_sheets_with_the_hash_folded_away(signed_in: SignIn, an: User, issue: Issue):
    page = on_one_line(signed_in(an).get(f"/giay-to/da-ban-hanh/{issue.pk}").content.decode())
    assert page.index('class="leaf') < page.index(issue.file_sha256)
    assert "<summary>Ai ban hành, mã kiểm chứng và dấu của tệp</summary>" in page


def test_a_signed_pdf_is_taken_back_and_told_of_beside_the_issue(signed_in: SignIn, an: User, issue: Issue):
    leaf = Page()
    leaf.words(60, 100, "Báo cáo khác")
    data = signed(pdf([leaf]))
    browser, where = signed_in(an), f"/giay-to/da-ban-hanh/{issue.pk}"
    sent = SimpleUploadedFile("05 BC đã ký.pdf", data)
    taken = browser.post(f"{where}/ban-ky", {"file": sent})
    assert (taken.status_code, taken["Location"]) == (302, f"{where}#ban-ky")
    page = on_one_line(browser.get(where).content.decode())
    assert CHAIR in page
    assert "Chữ ký giữ cả tệp." in page
    assert "Chữ trong tệp khác bản ban hành ở" in page
    assert "Chưa kiểm chứng thư này có thật của người ấy hay không." in page
    came = browser.get(f"/giay-to/ban-ky/{SignedCopy.objects.get().pk}")
    assert came.content == data
    assert came["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_a_copy_sent_by_mistake_is_put_aside_and_told_of_where_it_stood(
    signed_in: SignIn, an: User, binh: User, issue: Issue, plan: Plan
):
    leaf = Page()
    leaf.words(60, 100, "Đơn xin nghỉ")
    secretary, where = signed_in(an), f"/giay-to/da-ban-hanh/{issue.pk}"
    data = signed(pdf([leaf]))
    secretary.post(f"{where}/ban-ky", {"file": SimpleUploadedFile("don-xin-nghi.pdf", data)})
    copy = SignedCopy.objects.get()
    assert "Gỡ bản này" in secretary.get(where).content.decode()
    other = signed_in(person("thu-ky-2", "Lê Thị Hai", plan.school, Role.SECRETARY))
    assert "Gỡ bản này" not in other.get(where).content.decode()
    for stranger in (other, signed_in(binh)):
        assert stranger.post(f"/giay-to/ban-ky/{copy.pk}/go", {"why": "x"}).status_code == 403
    unsaid = secretary.post(f"/giay-to/ban-ky/{copy.pk}/go", {"why": " "})
    assert (unsaid.status_code, "Xin ghi vì sao gỡ bản này." in unsaid.content.decode()) == (422, True)
    gone = signed_in(an).post(f"/giay-to/ban-ky/{copy.pk}/go", {"why": "Nhầm đơn của cô Mai"})
    assert gone["Location"] == f"{where}#ban-ky"
    page = on_one_line(signed_in(binh).get(where).content.decode())
    for told in ("<dt>Đã gỡ</dt>", "“don-xin-nghi.pdf”", str(an), "Nhầm đơn của cô Mai", copy.sha256):
        assert told in page
    assert f"/giay-to/ban-ky/{copy.pk}" not in page
    secretary = signed_in(an)
    assert secretary.get(f"/giay-to/ban-ky/{copy.pk}").status_code == 404
    assert secretary.post(f"/giay-to/ban-ky/{copy.pk}/go", {"why": "x"}).status_code == 404
    entry = AuditEntry.objects.get(verb="paper.drop_signed")
    assert (entry.actor, entry.after["copy_sha256"], entry.after["dropped_why"]) == (
        an,
        copy.sha256,
        "Nhầm đơn của cô Mai",
    )
    secretary.post(f"{where}/ban-ky", {"file": SimpleUploadedFile("don-xin-nghi.pdf", data)})
    assert SignedCopy.objects.get().removed_at is None, "sent again it stands where it stood"
    assert secretary.get(f"/giay-to/ban-ky/{copy.pk}").content == data


def test_what_is_no_signed_pdf_is_said_beside_the_field(signed_in: SignIn, an: User, issue: Issue):
    leaf = Page()
    leaf.words(60, 100, "Báo cáo")
    sent = SimpleUploadedFile("bao-cao.pdf", pdf([leaf]))
    answered = signed_in(an).post(f"/giay-to/da-ban-hanh/{issue.pk}/ban-ky", {"file": sent})
    assert answered.status_code == 422
    assert "không có chữ ký số nào" in answered.content.decode()
    assert not SignedCopy.objects.exists()


def test_a_signed_pdf_waits_for_its_turn_as_every_file_does(signed_in: SignIn, an: User, issue: Issue, monkeypatch):
    monkeypatch.setattr(turns, "PATIENCE", 0.01)
    leaf = Page()
    leaf.words(60, 100, "Báo cáo")
    browser, sent = signed_in(an), SimpleUploadedFile("bao-cao.pdf", signed(pdf([leaf])))
    with turns.READING.of(an.pk):
        answered = browser.post(f"/giay-to/da-ban-hanh/{issue.pk}/ban-ky", {"file": sent})
    assert (answered.status_code, SignedCopy.objects.count()) == (422, 0)
    assert turns.YOURS.reason[1:] in answered.content.decode()  # as a sentence of its own it begins with a capital
