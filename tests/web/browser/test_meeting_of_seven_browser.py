"""Seven things wait for the council: four change the plan, the minutes go out under their number, nothing is undone."""

import pytest
from playwright.sync_api import Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from caitien.access.models import User
from caitien.papers.models import Issue
from caitien.plans.models import Assignment, Plan
from tests.reviews.made import line
from tests.reviews.test_meetings import crew, hanh, held, item, plan, seven, story  # noqa: F401 - fixtures
from tests.web.browser.test_browser import (  # noqa: F401 - fixtures
    _plain_calls_beside_the_browser,
    browser_type_launch_args,
    console,
)
from tests.web.browser.test_reviews_browser import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NUMBER = "03/BB-THPTHS"


def test_four_of_seven_decisions_change_the_plan_and_each_line_names_the_minutes(
    page: Page, live_server: LiveServer, seven: Plan, an: User, hanh: User, binh: User, console: list[str]  # noqa: F811
):  # fmt: skip
    meeting = held(seven, an)
    sign_in(page, live_server, "hanh")
    page.goto(f"{live_server.url}/hop/{meeting.pk}")
    expect(page.locator("article.differs")).to_have_count(7)
    wanted = {
        "overdue": ("time", {"Thời gian mới": "Tháng 12/2027"}),
        "disputed": ("state", {"Trạng thái mới": "ongoing"}),
        "adjustment": ("approve", {}),
        "waiting": ("person", {"Giao cho": str(binh.pk)}),
    }
    for about in ("overdue", "disputed", "waiting", "answered", "adjustment", "unproved", "proposed"):
        consequence, more = wanted.get(about, ("none", {}))
        _decide(page.locator(f"#muc-{item(meeting, about).pk}"), consequence, more)
        expect(page.locator(f"#muc-{item(meeting, about).pk}.settled")).to_be_visible()
    assert line(seven, "3.5").time == "Tháng 12/2027"
    assert (line(seven, "5.5").state, line(seven, "1.5").time) == ("ongoing", "Tháng 8/2027")
    assert Assignment.objects.get(task=line(seven, "4.2")).user == binh
    page.get_by_label("Kết thúc lúc").fill("16h30")
    page.get_by_role("button", name="Kết thúc họp").click()
    page.get_by_role("button", name="Thông qua biên bản").click()
    page.get_by_label("Số, ký hiệu").fill(NUMBER)
    page.get_by_role("button", name="Ban hành biên bản").click()
    expect(page.locator("main")).to_contain_text(NUMBER)
    assert (Issue.objects.get(form="bien-ban").number, Issue.objects.get(form="bien-ban").figure) == (NUMBER, 3)
    for code in ("3.5", "5.5", "1.5", "4.2"):
        assert f"Biên bản số {NUMBER}" in story(line(seven, code)), code
    page.goto(f"{live_server.url}/hop/{meeting.pk}")
    expect(page.get_by_label("Đổi gì trong kế hoạch")).to_have_count(0)
    expect(page.get_by_role("button", name="Không bàn mục này")).to_have_count(0)
    assert console == []


def _decide(own: Locator, consequence: str, more: dict[str, str]) -> None:
    own.get_by_label("Kết luận", exact=True).fill("Làm theo đề nghị")
    own.get_by_label("Đổi gì trong kế hoạch").select_option(consequence)
    for label, value in more.items():
        field = own.get_by_label(label)
        if label == "Thời gian mới":
            field.fill(value)
        else:
            field.select_option(value)
    own.get_by_role("button", name="Kết luận").click()
