"""The overview on its page: every figure leads to its rows; the page asks the same of 28 lines and of 3,000."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from caitien.access.models import Body, Membership, Role, School, Unit, User
from caitien.access.schools.units import merge_units
from caitien.incoming.adopt import adopt
from caitien.plans.models import Assignment, Plan
from caitien.work.counting.tally import forget_sums
from caitien.work.models import Occurrence
from caitien.work.outside.waiting import open_waiting
from tests.plans.approving import chair_of
from tests.plans.reports import report
from tests.web.conftest import SignIn
from tests.web.page import on_one_line

MOST = 24


def queries(browser: Client, where: str) -> int:
    assert browser.get(where).status_code == 200
    with CaptureQueriesContext(connection) as found:
        assert browser.get(where).status_code == 200
    return len(found)


def test_it_asks_the_same_of_the_database_for_28_lines_and_for_3_000(signed_in: SignIn, an: User, school: School):
    adopt(school, report(28, school_year="2020-2021"))
    adopt(school, report(3_000, school_year="2026-2027"))
    browser = signed_in(an)
    short, long = (queries(browser, f"/tong-quan?nam={year}") for year in ("2020-2021", "2026-2027"))
    assert long <= short + 1 <= MOST  # whom the three late lines are given to


@pytest.mark.each_database
def test_every_figure_leads_to_as_many_rows(signed_in: SignIn, an: User, plan: Plan):
    task = plan.tasks.select_related("plan", "school").order_by("position")[1]
    today = timezone.localdate()
    open_waiting(an, task, name="Sở Xây dựng", what="Thẩm định", since=today, today=today)
    Occurrence.objects.filter(plan=plan, number=1, task__position__gt=20).update(
        due=timezone.datetime(2026, 9, 10).date()
    )
    browser = signed_in(an)
    words = browser.get("/tong-quan").content.decode()
    figures = re.findall(
        r'href="(/ke-hoach\?[^"]+)"[^>]*>(?:<b>[\d.]+</b>|<span class="name">[^<]*</span>)?\s*(.*?)</a>', words
    )
    tried = 0
    for where, said in figures:
        number = re.search(r"(?:<b>)?(?:\d+/)?(\d+)", said)
        if number is None or "thang=" in where:  # a month is named by its figure
            continue
        page = browser.get(unescape(where))
        assert page.context["page"].paginator.count == int(number[1]), (where, said)
        tried += 1
    assert tried > 20


def test_the_chair_sees_it_and_the_plan_that_waits(signed_in: SignIn, an: User, plan: Plan, school: School):
    Plan.objects.filter(pk=plan.pk).update(state="submitted", submitted_by=an, submitted_at=timezone.now())
    browser = signed_in(chair_of(school))
    for where in ("/", "/tong-quan"):
        words = browser.get(where).content.decode()
        assert "Cần thầy cô quyết" in words
        assert f"/ke-hoach/{plan.pk}/phe-duyet" in words


def test_a_late_line_stands_once_on_the_chair_s_first_page_and_can_be_asked_about_there(
    signed_in: SignIn, binh: User, plan: Plan, school: School
):
    Plan.objects.filter(pk=plan.pk).update(state="approved")
    late = list(plan.tasks.filter(occurrences__number=1).order_by("position")[5:7])
    day = timezone.localdate() - timedelta(days=400)
    Occurrence.objects.filter(task__in=late, number=1).update(due=day, told_at=None, state="not_started")
    Assignment.objects.create(school=school, task=late[0], user=binh)
    page = signed_in(chair_of(school)).get("/")
    assert {each.occurrence.task for each, _, _ in page.context["overdue"]} >= set(late)
    shown = {each.occurrence.task_id for each, _, _ in page.context["overdue"]}
    assert not shown & {each.task.pk for each, _ in page.context["missing"]}
    words = page.content.decode()
    assert words.count(f'href="/ke-hoach/{plan.pk}/dong/{late[0].pk}"') == 1
    assert words.count(f'action="/viec/con-thieu/{late[0].pk}/nhac"') == 1


def test_a_school_without_a_plan_is_told_so(signed_in: SignIn, an: User):
    assert "chưa có kế hoạch nào" in signed_in(an).get("/tong-quan").content.decode()
    assert signed_in(an).get("/tong-quan?nam=1999-2000").status_code == 404


def test_an_officer_sees_only_what_was_approved(signed_in: SignIn, dung: User, plan: Plan, school: School):
    body = Body.objects.create(name="Sở Giáo dục và Đào tạo Miền Cao")
    School.objects.filter(pk=school.pk).update(body=body)
    Membership.objects.create(user=dung, body=body, role=Role.OFFICER)
    browser = signed_in(dung)
    browser.post("/doi-truong", {"school": school.pk})
    assert "chưa có kế hoạch nào" in browser.get("/tong-quan").content.decode()
    Plan.objects.filter(pk=plan.pk).update(state="approved")
    assert "2026–2027" in browser.get("/tong-quan").content.decode()


@pytest.mark.each_database
def test_the_story_can_be_told_by_sort_and_since_a_day(signed_in: SignIn, an: User, plan: Plan):
    task = plan.tasks.select_related("plan", "school").order_by("position")[1]
    today = timezone.localdate()
    open_waiting(an, task, name="Sở Xây dựng", what="Thẩm định", since=today, today=today)
    browser = signed_in(an)
    where = f"/ke-hoach/{plan.pk}/cau-chuyen"
    words = browser.get(f"{where}?loai=cho&tu={today.isoformat()}").content.decode()
    assert "đang chờ Sở Xây dựng" in words
    assert "nhận tệp vào kế hoạch" not in words
    assert browser.get(f"{where}?loai=x&tu=x").status_code == 200
    assert "Chưa có gì để kể" in browser.get(f"{where}?tu=2099-01-01").content.decode()


def test_who_was_named_is_told_on_the_first_page(signed_in: SignIn, an: User, binh: User, plan: Plan):
    from caitien.work.reporting.comments import write_comment

    task = plan.tasks.select_related("plan", "school").order_by("position")[0]
    write_comment(an, task, text="@Trần Văn Bình xem giúp số liệu")
    assert "xem giúp số liệu" in signed_in(binh).get("/", follow=True).content.decode()
    assert "xem giúp số liệu" not in signed_in(an).get("/").content.decode()


def test_whose_lines_are_late_is_told_by_the_names_of_today(signed_in: SignIn, an: User, plan: Plan):
    first, second = (Unit.objects.create(school=plan.school, name=name) for name in ("Tổ Sử", "Tổ Địa"))
    task = plan.tasks.filter(state="not_started").order_by("position")[0]
    Assignment.objects.create(school=plan.school, task=task, unit=first)
    browser = signed_in(an)
    browser.get("/tong-quan")
    Occurrence.objects.filter(task=task).update(due=timezone.localdate() - timedelta(days=3))
    forget_sums(plan.school_id)
    assert "Tổ Sử: 1" in on_one_line(browser.get("/tong-quan").content.decode())
    merge_units(an, plan.school, unit=first.pk, into=second.pk)
    page = on_one_line(browser.get("/tong-quan").content.decode())
    assert "Tổ Địa: 1" in page
    assert "Tổ Sử" not in page
    Unit.objects.filter(pk=second.pk).update(name="Tổ Xã hội")
    assert "Tổ Xã hội: 1" in on_one_line(browser.get("/tong-quan").content.decode())
