"""A meeting on one screen: the chair decides by keyboard, what follows happens, the minutes are issued."""

from datetime import time, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from caitien.access.models import School, User
from caitien.plans.models import Plan
from caitien.reviews.meetings.holding import Called, begin_meeting, prepare_meeting
from caitien.reviews.models import Meeting
from caitien.work.models import Occurrence
from tests.plans.approving import approved, chair_of
from tests.reviews.made import line, lived_plan
from tests.web.browser.test_browser import (  # noqa: F401 - fixtures
    _plain_calls_beside_the_browser,
    browser_type_launch_args,
    console,
)
from tests.web.browser.test_life_browser import look
from tests.web.browser.test_reviews_browser import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def meeting(school: School, an: User) -> Meeting:
    """A meeting that runs, one overdue line on its agenda."""
    plan = lived_plan(school)
    approved(plan)
    plan = Plan.objects.select_related("school").get(pk=plan.pk)
    today = timezone.localdate()
    Occurrence.objects.update(due=today + timedelta(days=30))
    Occurrence.objects.filter(task=line(plan, "3.5")).update(due=today - timedelta(days=9))
    called = Called(
        kind=Meeting.Kind.TERM, held_on=today, begins=time(14), place="Phòng họp", chair="Hạnh", secretary="An"
    )
    found = prepare_meeting(an, plan, called=called, today=today)
    assert isinstance(found, Meeting)
    begin_meeting(an, Meeting.objects.get(pk=found.pk), today=today)
    return found


def test_the_chair_decides_and_the_line_changes(
    page: Page, live_server: LiveServer, meeting: Meeting, school: School, console: list[str]  # noqa: F811
):  # fmt: skip
    chair_of(school)
    sign_in(page, live_server, "hanh")
    where = f"/hop/{meeting.pk}"
    look(page, live_server, where, "hop")
    page.goto(live_server.url + where)
    expect(page.get_by_label("Thời gian mới")).to_be_hidden()
    page.get_by_label("Kết luận", exact=True).fill("Lùi đến hết năm sau")
    page.get_by_label("Đổi gì trong kế hoạch").select_option("time")
    page.get_by_label("Thời gian mới").fill("Tháng 12/2027")
    page.get_by_label("Thời gian mới").press("Enter")
    expect(page.locator("article.settled")).to_be_visible()
    assert line(meeting.plan, "3.5").time == "Tháng 12/2027"
    page.get_by_label("Kết thúc lúc").fill("16h30")
    page.get_by_role("button", name="Kết thúc họp").click()
    page.get_by_role("button", name="Thông qua biên bản").click()
    expect(page.get_by_label("Số, ký hiệu")).to_have_value("01/BB-THPTHS")
    look(page, live_server, where, "bien-ban")
    assert console == []


def test_no_barrier_where_meetings_are_called_and_things_proposed(
    page: Page, live_server: LiveServer, meeting: Meeting, school: School
):
    chair_of(school)
    sign_in(page, live_server, "hanh")
    for where in ("/hop", "/de-xuat"):
        look(page, live_server, where, where[1:])
