"""Findings on the pages: beside their cells, listed, before a paper goes out; and the rules' own pages."""

import pytest
from django.test import Client
from django.utils.timezone import localdate

from caitien.access.models import School, User
from caitien.checking.findings import Seen
from caitien.checking.groups import SHOWN_A_GROUP
from caitien.checking.looking import findings_of
from caitien.domain.paper import Form, Paper, PlanRow, Problem
from caitien.domain.paper import Plan as PaperPlan
from caitien.incoming.adopt import adopt_paper
from caitien.incoming.receive import receive_paper
from caitien.plans.models import Plan, Task, Upload
from caitien.rules import catalogue
from tests.plans.approving import approved
from tests.plans.reports import report, with_plan_row
from tests.web.conftest import SignIn, exported
from tests.web.planning.test_pages import words

GARBLED = "Phân công họp lý giáo viên dạy thay"


@pytest.fixture
def upload(an: User, school: School) -> Upload:
    """A report with a misread word in one cell of its plan."""
    paper = with_plan_row(report(), 3, work=GARBLED)
    return receive_paper(an, school, name="báo cáo.docx", data=b"garbled", paper=paper)


def finding(about: Upload | Plan, code: str) -> Seen:
    return next(seen for seen in findings_of(about, localdate()).all if seen.finding.code == code)


def opened(browser: Client, plan: Plan, mark: str, *, line: str = "") -> str:
    """What the page of the plan fetches when a finding is opened there."""
    here = {"HX-Request": "true", "HX-Current-URL": "http://testserver/ke-hoach?nam=2026-2027"}
    answer = browser.get(f"/ke-hoach/{plan.pk}/phat-hien/{mark}/loi", {"dong": line}, headers=here)
    assert answer.status_code == 200
    return answer.content.decode()


def tap(browser: Client, about: Upload | Plan, what: str, **fields: str):
    kind = "nhap" if isinstance(about, Upload) else "ke-hoach"
    return browser.post(f"/{kind}/{about.pk}/phat-hien/{what}", fields)


def test_a_finding_stands_in_the_cell_it_is_about(signed_in: SignIn, an: User, upload: Upload):
    page = signed_in(an).get(f"/nhap/{upload.pk}?phan=plan").content.decode()
    cell = next(part for part in page.split("<td") if GARBLED in part)
    assert "“họp lý” là chữ sai của “hợp lý”" in cell
    assert "/giup-do/quy-tac/p10" in cell
    assert sum("là chữ sai của" in part for part in page.split("<td")) == 1


def test_on_the_plan_page_too(signed_in: SignIn, an: User, plan: Plan):
    page = signed_in(an).get("/ke-hoach").content.decode()
    cell = next(part for part in page.split("<td") if GARBLED in part)
    assert "“họp lý” là chữ sai của “hợp lý”" in cell
    assert "/kiem-tra?nam=2026-2027" in page


def test_a_problem_of_bieu_2_has_its_findings_beside_it(signed_in: SignIn, an: User, school: School):
    problem = Problem(standard=1, criterion="1.2", limitation="Phân công chưa họp lý giữa các tổ")
    items = (PlanRow(topic="Phân công giáo viên", work="Lập bảng phân công mới"),)
    paper = Paper(form=Form.TT57, school_year="2026-2027", plan=PaperPlan(items=items), problems=(problem,))
    adopt_paper(an, receive_paper(an, school, name="biểu 2.docx", data=b"form", paper=paper))
    page = signed_in(an).get("/ke-hoach").content.decode()
    beside = page.partition('<ul class="problems">')[2].partition("</ul>")[0]
    assert "“họp lý” là chữ sai của “hợp lý”" in beside


def test_a_tap_mends_the_cell_and_comes_back_to_its_line(signed_in: SignIn, an: User, upload: Upload):
    browser, seen = signed_in(an), finding(upload, "P10")
    answered = tap(browser, upload, "sua", mark=seen.mark, path=seen.finding.path)
    assert answered["Location"] == f"/nhap/{upload.pk}?phan=plan&trang=1#dong-plan-3"
    found = words(browser, answered["Location"])
    assert "Phân công hợp lý giáo viên dạy thay" in found
    assert f"Trong tệp: {GARBLED}" in found


def test_a_tap_on_the_plan_page_edits_the_line_and_can_be_taken_back(signed_in: SignIn, an: User, plan: Plan):
    browser = signed_in(an)
    answered = tap(browser, plan, "sua", mark=finding(plan, "P10").mark, page="/ke-hoach?nam=2026-2027#viec-4")
    assert answered["Location"] == "/ke-hoach?nam=2026-2027#viec-4"
    assert Task.objects.get(plan_row=3).work == GARBLED.replace("họp lý", "hợp lý")
    assert "Trả lại chữ cũ" in words(browser, "/kiem-tra")
    tap(browser, plan, "tra-lai", key=str(plan.mendings.get().pk), page="/kiem-tra")
    assert Task.objects.get(plan_row=3).work == GARBLED


def test_a_dismissal_says_who_and_why_and_needs_a_reason(signed_in: SignIn, an: User, plan: Plan):
    browser, mark = signed_in(an), finding(plan, "P10").mark
    asked = tap(browser, plan, "bo-qua", mark=mark, reason="  ", page="/kiem-tra")
    assert (asked.status_code, "Xin ghi lý do" in asked.content.decode()) == (422, True)
    assert f'value="{mark}"' in asked.content.decode()
    assert not plan.dismissals.exists()
    tap(browser, plan, "bo-qua", mark=mark, reason="Đúng chữ của trường", page="/kiem-tra")
    for page in (words(browser, "/kiem-tra"), opened(browser, plan, mark)):
        assert "Đã bỏ qua: Đúng chữ của trường — Nguyễn Thị An" in page
    tap(browser, plan, "xem-lai", mark=mark, page="/kiem-tra")
    assert not plan.dismissals.exists()


def test_the_words_of_a_finding_are_fetched_when_it_is_opened_and_lead_back_to_its_line(
    signed_in: SignIn, an: User, plan: Plan
):
    browser, seen = signed_in(an), finding(plan, "P10")
    assert seen.finding.mend not in browser.get("/ke-hoach").content.decode()
    said = opened(browser, plan, seen.mark, line="viec-7")
    assert seen.finding.mend in said
    assert 'value="/ke-hoach?nam=2026-2027#viec-7"' in said
    assert "vừa được sửa" in opened(browser, plan, "0" * 16)


def test_the_address_of_a_findings_words_opened_by_itself_leads_to_all_of_them(
    signed_in: SignIn, an: User, plan: Plan, upload: Upload
):
    browser, mark = signed_in(an), finding(plan, "P10").mark
    assert browser.get(f"/ke-hoach/{plan.pk}/phat-hien/{mark}/loi").url == "/kiem-tra?nam=2026-2027"
    assert browser.get(f"/nhap/{upload.pk}/phat-hien/{mark}/loi").url == f"/nhap/{upload.pk}/kiem-tra"


def test_a_teacher_reads_the_findings_and_is_offered_no_tap(signed_in: SignIn, binh: User, upload: Upload, plan: Plan):
    browser = signed_in(binh)
    for where in ("/ke-hoach", "/kiem-tra", f"/nhap/{upload.pk}?phan=plan", f"/nhap/{upload.pk}/kiem-tra"):
        page = browser.get(where).content.decode()
        assert "là chữ sai của" in page
        main = page.partition("<main")[2]
        own = main.count('action="/ke-hoach/cot"')  # which columns they see
        assert main.count('method="post"') == own
    assert "<form" not in opened(browser, plan, finding(plan, "P10").mark)
    assert tap(browser, plan, "sua", mark=finding(plan, "P10").mark).status_code == 403
    assert tap(browser, plan, "bo-qua", mark=finding(plan, "P10").mark, reason="Không cần").status_code == 403


@pytest.mark.parametrize("what", ["sua", "tra-lai", "bo-qua", "xem-lai"])
def test_a_tap_cut_short_is_told_so(signed_in: SignIn, an: User, plan: Plan, what: str):
    assert tap(signed_in(an), plan, what).status_code == 400


@pytest.mark.parametrize("page", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"])
def test_a_tap_leads_nowhere_else(signed_in: SignIn, an: User, plan: Plan, page: str):
    assert tap(signed_in(an), plan, "xem-lai", mark="x", page=page)["Location"] == "/ke-hoach"


@pytest.mark.parametrize("path", ["", "plan.items.99.work", "plan.items.²", "report", "a" * 5_000])
def test_a_tap_about_a_place_that_is_none_leads_to_the_file(signed_in: SignIn, an: User, upload: Upload, path: str):
    assert tap(signed_in(an), upload, "xem-lai", mark="x", path=path)["Location"] == f"/nhap/{upload.pk}"


def test_a_file_or_plan_of_another_kind_of_address_is_not_there(signed_in: SignIn, an: User, plan: Plan):
    assert signed_in(an).post(f"/truong/{plan.pk}/phat-hien/sua", {"mark": "x"}).status_code == 404


def test_a_paper_with_errors_goes_out_only_when_someone_answers_for_it(signed_in: SignIn, an: User, plan: Plan):
    browser, where = signed_in(an), f"/ke-hoach/{plan.pk}/bao-cao.docx"
    asked = browser.get(where)
    assert "Tôi vẫn xuất, vì" in asked.content.decode()
    assert all(error.finding.what in asked.content.decode() for error in asked.context["errors"])
    unsaid = browser.post(where, {"seen": asked.context["mark"], "name": "An", "reason": " "})
    assert (unsaid.status_code, plan.decisions.count()) == (422, 0)
    assert "attachment" in exported(browser, where)["Content-Disposition"]
    decision = plan.decisions.get()
    assert (decision.by, len(decision.covers)) == (an, len(asked.context["errors"]))
    assert "Sở hẹn nộp hôm nay" in words(browser, "/kiem-tra")


def test_after_the_decision_the_other_forms_of_the_paper_come_at_once(signed_in: SignIn, an: User, binh, plan: Plan):
    exported(signed_in(an), f"/ke-hoach/{plan.pk}/bao-cao.docx")
    for person in (an, binh):
        assert "attachment" in signed_in(person).get(f"/ke-hoach/{plan.pk}/bao-cao.xlsx")["Content-Disposition"]


def test_a_paper_without_open_errors_comes_at_once(signed_in: SignIn, an: User, plan: Plan):
    browser = signed_in(an)
    for error in findings_of(plan, localdate()).errors:
        tap(browser, plan, "bo-qua", mark=error.mark, reason="Trường đã thống nhất")
    assert "attachment" in browser.get(f"/ke-hoach/{plan.pk}/bao-cao.docx")["Content-Disposition"]


def test_a_teacher_is_told_whose_decision_it_is(signed_in: SignIn, binh: User, plan: Plan):
    browser, where = signed_in(binh), f"/ke-hoach/{plan.pk}/bao-cao.docx"
    assert "Hiệu trưởng hoặc thư ký hội đồng quyết định" in words(browser, where)
    assert browser.post(where, {"seen": "x", "name": "Bình", "reason": "Gấp"}).status_code == 403


def test_a_decision_about_errors_that_are_others_by_now_is_asked_again(signed_in: SignIn, an: User, plan: Plan):
    where = f"/ke-hoach/{plan.pk}/bao-cao.docx"
    answered = signed_in(an).post(where, {"seen": "cu", "name": "An", "reason": "Đã ghi dài"})
    assert (answered.status_code, "Đã ghi dài" in answered.content.decode()) == (422, True)


def test_a_correction_by_htmx_brings_the_findings_of_its_line_along(signed_in: SignIn, an: User, upload: Upload):
    where = f"/nhap/{upload.pk}/sua?o=plan.items.3.work&phan=plan"
    line = signed_in(an).post(where, {"text": "Phân công hợp lý"}, headers={"hx-request": "true"}).content.decode()
    assert "Phân công hợp lý" in line
    assert "là chữ sai của" not in line
    assert 'class="finding' in line


def test_every_rule_has_its_page(signed_in: SignIn, dung: User):
    browser = signed_in(dung)
    index = words(browser, "/giup-do/quy-tac")
    for rule in catalogue():
        assert f"{rule.code} " in index
        page = browser.get(f"/giup-do/quy-tac/{rule.code.lower()}")
        assert (page.status_code, page.context["rule"]) == (200, rule)
    assert browser.get("/giup-do/quy-tac/z99").status_code == 404


def test_what_a_file_says_is_only_words_in_its_findings(signed_in: SignIn, an: User, school: School):
    paper = with_plan_row(report(), 3, work="Phân công họp lý <script>alert(1)</script>")
    upload = receive_paper(an, school, name="lạ.docx", data=b"odd", paper=paper)
    for where in (f"/nhap/{upload.pk}?phan=plan", f"/nhap/{upload.pk}/kiem-tra"):
        assert "<script>alert" not in signed_in(an).get(where).content.decode()


def test_findings_are_told_by_rule_the_gravest_first_each_with_why_and_its_first_places(
    signed_in: SignIn, an: User, plan: Plan
):
    page = signed_in(an).get("/kiem-tra").content.decode()
    headings = [part.partition("</h2>")[0] for part in page.split("<h2>")[1:]]
    weights = [name for heading in headings for name in ("loi", "canh-bao", "goi-y") if f'"weight {name}"' in heading]
    assert weights == sorted(weights, key=("loi", "canh-bao", "goi-y").index)
    group = next(part for part in page.split('<section class="place"') if 'id="K03"' in part).partition("</section>")[0]
    assert "19 dòng" in group
    assert group.count('<article class="found') == SHOWN_A_GROUP
    assert group.count("/giup-do/quy-tac/k03") == 1
    assert "quy-tac=k03" in group


def test_all_places_of_a_rule_stand_on_a_page_of_their_own(signed_in: SignIn, an: User, plan: Plan, upload: Upload):
    browser = signed_in(an)
    for where in ("/kiem-tra?nam=2026-2027&quy-tac=k03", f"/nhap/{upload.pk}/kiem-tra?quy-tac=K03"):
        assert browser.get(where).content.count(b'<article class="found') == 19
    assert "Không còn chỗ nào của quy tắc E01" in words(browser, "/kiem-tra?quy-tac=e01")


def test_one_reason_passes_a_whole_group_over_and_one_tap_brings_it_back(signed_in: SignIn, an: User, plan: Plan):
    browser = signed_in(an)
    group = next(each for each in browser.get("/kiem-tra").context["groups"] if each.heading.code == "K03")
    sent = {"code": "K03", "seen": group.mark, "page": "/kiem-tra"}
    refused = tap(browser, plan, "bo-qua-nhom", **sent, reason=" ")
    assert refused.status_code == 422
    assert "Xin ghi lý do" in refused.content.decode()
    tap(browser, plan, "bo-qua-nhom", **sent, reason="Việc làm đều mỗi năm")
    page = browser.get("/kiem-tra").content.decode()
    assert "Đã bỏ qua 19 chỗ với cùng một lý do" in page
    assert 'id="K03"' not in page
    assert "bỏ qua 19 chỗ cùng lúc, vì Việc làm đều mỗi năm" in page
    tap(browser, plan, "bo-qua-nhom", **sent, reason="Lần nữa")
    assert "Chưa có gì thay đổi" in words(browser, "/kiem-tra")
    tap(browser, plan, "xem-lai-nhom", key=str(plan.dismissals.first().pk), page="/kiem-tra")
    assert 'id="K03"' in browser.get("/kiem-tra").content.decode()


def test_a_finding_leads_to_its_line_in_the_plan_and_in_the_file(
    signed_in: SignIn, an: User, plan: Plan, upload: Upload
):
    browser, task = signed_in(an), Task.objects.get(plan_row=3)
    assert f'href="/ke-hoach/{plan.pk}/dong/{task.pk}"' in browser.get("/kiem-tra?quy-tac=p10").content.decode()
    page = browser.get(f"/nhap/{upload.pk}/kiem-tra?quy-tac=p10").content.decode()
    there = f"/nhap/{upload.pk}?phan=plan&amp;trang=1"
    assert f'href="{there}#dong-plan-3"' in page
    assert 'id="dong-plan-3"' in browser.get(there.replace("&amp;", "&")).content.decode()


def test_after_approval_a_finding_leads_to_the_adjustment_and_to_no_button_that_refuses(
    signed_in: SignIn, an: User, plan: Plan
):
    task = Task.objects.get(plan_row=3)
    approved(plan)
    browser = signed_in(an)
    here = {"HX-Request": "true"}
    fetched = f"/ke-hoach/{plan.pk}/phat-hien/{finding(plan, 'P10').mark}/loi"
    for where in ("/kiem-tra?quy-tac=p10", fetched, f"/ke-hoach/{plan.pk}/dong/{task.pk}"):
        page = browser.get(where, headers=here if where == fetched else None).content.decode()
        cell = next(part for part in page.split('<div class="said">') if "là chữ sai của" in part.partition("</p>")[0])
        assert f'href="/ke-hoach/{plan.pk}/dong/{task.pk}/dieu-chinh"' in cell
        assert "/phat-hien/sua" not in page.partition("là chữ sai của")[2].partition("</details>")[0]
    assert "Phân công họp lý" in words(browser, f"/ke-hoach/{plan.pk}/dong/{task.pk}/dieu-chinh")


def test_the_title_of_a_standard_is_adjusted_as_any_other_words(signed_in: SignIn, an: User, plan: Plan):
    approved(plan)
    page = words(signed_in(an), "/kiem-tra?quy-tac=s05")
    assert "chỗ này không điều chỉnh riêng được" not in page
    assert "Đề nghị điều chỉnh dòng này" in page
