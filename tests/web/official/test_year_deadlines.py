"""Deadlines of a school year through the page: a field each, with its source; and what a school without an external
evaluation is asked."""

from django.test import Client

from caitien.access.models import School, SchoolYear, User
from caitien.domain.paper import Form
from caitien.domain.texts.folding import one_line
from caitien.plans.models import Plan
from tests.papers.made import begun
from tests.web.conftest import SignIn
from tests.web.people.test_school import sent_by

LETTER = "Công văn 120/SGDĐT của Sở"


def keep(browser: Client, year: str, **changed: str):
    page = browser.get("/truong/lich", {"nam": year})
    deadlines = {field.html_name: field.value() or "" for _, line in page.context["deadline_forms"] for field in line}
    return browser.post(f"/truong/lich?nam={year}", sent_by(page, **{**deadlines, **changed}))


def test_each_deadline_is_a_field_of_the_year_with_its_source(signed_in: SignIn, an: User, plan: Plan):
    browser, year = signed_in(an), plan.school_year
    assert "hạn " not in one_line(browser.get("/giay-to").content.decode()).split("Của năm học này")[1].split("<h2")[0]
    kept = keep(browser, year, **{"han-report-by": "20/6/2027", "han-report-source": LETTER})
    assert kept.status_code == 302
    words = one_line(browser.get("/giay-to").content.decode())
    assert f"Báo cáo năm học</b> <small>hạn 20/06/2027, {LETTER}</small>" in words
    assert "lập lịch năm học" in browser.get("/truong/nhat-ky").content.decode()
    assert keep(browser, year, **{"han-report-by": "", "han-report-source": ""}).status_code == 302
    assert LETTER not in browser.get("/giay-to").content.decode()


def test_the_calendar_leads_to_each_year_the_school_has_a_plan_of(signed_in: SignIn, an: User, plan: Plan):
    Plan.objects.filter(pk=plan.pk).update(school_year="2019-2020")
    shown = signed_in(an).get("/truong/lich").content.decode()
    assert 'href="?nam=2019-2020"' in shown


def test_a_day_without_a_source_is_not_kept_and_stays_typed(signed_in: SignIn, an: User, plan: Plan):
    answered = keep(signed_in(an), plan.school_year, **{"han-plan-by": "30/9/2026"})
    assert answered.status_code == 422
    words = one_line(answered.content.decode())
    assert "Hạn cần có cả ngày và văn bản nói ngày ấy" in words
    assert 'value="30/9/2026"' in words
    assert not SchoolYear.objects.filter(name=plan.school_year).exists()


def test_a_deadline_of_another_year_is_not_kept(signed_in: SignIn, an: User, plan: Plan):
    changed = {"han-plan-by": "30/9/2031", "han-plan-source": LETTER}
    answered = keep(signed_in(an), plan.school_year, **changed)
    assert answered.status_code == 422
    assert "không thuộc năm học" in answered.content.decode()


def test_15_june_is_proposed_for_the_self_assessment_only_and_only_under_its_circular(
    signed_in: SignIn, an: User, school: School, plan: Plan
):
    browser, year = signed_in(an), plan.school_year
    where = f"/truong/lich?nam={year}"
    assert "15/06/2027" not in browser.get(where).content.decode()
    School.objects.filter(pk=school.pk).update(framework="tt57-2026-pt")
    page = browser.get(where)
    proposed = {name: line.initial for name, line in page.context["deadline_forms"] if line.initial}
    assert "Phê duyệt báo cáo tự đánh giá" in proposed
    assert "Điều 9 khoản 3 điểm d" in page.content.decode()
    assert keep(browser, year).status_code == 302
    words = one_line(browser.get("/giay-to").content.decode())
    assert "Phê duyệt báo cáo tự đánh giá</b> <small>hạn 15/06/2027, Thông tư 57/2026/TT-BGDĐT" in words


def test_a_paper_asks_whether_there_was_an_external_evaluation_and_prints_what_is_so(
    signed_in: SignIn, an: User, binh: User, school: School, plan: Plan
):
    draft, browser = begun(an, plan, Form.PLAN), signed_in(an)
    where = f"/giay-to/{draft.pk}"
    asked = browser.get(where).content.decode()
    assert "Trường đã có đoàn đánh giá ngoài chưa?" in asked
    assert "sau đánh giá ngoài" not in asked.split('class="paper-subject"')[1]
    assert "đoàn đánh giá ngoài chưa?" not in signed_in(binh).get(where).content.decode()
    answered = browser.post("/truong/danh-gia-ngoai", {"evaluated": "yes", "draft": draft.pk})
    assert answered.headers["Location"] == where
    page = browser.get(where).content.decode()
    assert "đoàn đánh giá ngoài chưa?" not in page
    assert "chất lượng giáo dục sau đánh giá ngoài" in page.split('class="paper-subject"')[1].split("</p>")[0]
    browser.post("/truong/danh-gia-ngoai", {"evaluated": "maybe", "draft": draft.pk})
    school.refresh_from_db()
    assert school.evaluated == "yes"
    assert "Đánh giá ngoài" in browser.get("/truong").content.decode()
    assert "đã có đoàn đánh giá ngoài" in browser.get("/truong/nhat-ky").content.decode()
