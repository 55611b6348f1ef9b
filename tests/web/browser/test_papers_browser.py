"""The pages of papers in a real browser: no barrier at any width; words written where they stand."""

import re

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from caitien.access.models import User
from caitien.papers.models import Draft, Issue
from caitien.plans.models import Plan
from tests.papers.made import answered, begun, issued, settled
from tests.web.barriers import look
from tests.web.browser.test_browser import (  # noqa: F401 - fixtures
    _plain_calls_beside_the_browser,
    browser_type_launch_args,
    console,
    desk,
)

# of Quốc hiệu and Tiêu ngữ: the lines each takes, 0 where it reaches out of its half of the head (Nghị định 30/2020)
HEAD_LINES = """() => [...document.querySelectorAll(".letterhead .nation, .letterhead .motto")].map((part) => {
    const words = document.createRange();
    words.selectNodeContents(part);
    const fits = words.getBoundingClientRect().width <= part.parentElement.getBoundingClientRect().width + 1;
    return fits ? new Set([...words.getClientRects()].map((box) => box.top)).size : 0;
})"""
COLUMNS = "[...document.querySelector('.printed thead tr').children].map((cell) => cell.getBoundingClientRect().width)"

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_papers_have_no_barrier(desk: Page, live_server: LiveServer, an: User, plan: Plan):  # noqa: F811
    draft = begun(an, plan)
    look(desk, live_server, "/giay-to", "giay-to")
    look(desk, live_server, f"/giay-to/{draft.pk}", "to-giay")
    look(desk, live_server, f"/giay-to/{draft.pk}?buoc=kiem-tra", "kiem-tra")
    look(desk, live_server, f"/giay-to/{draft.pk}/dong?loc=done", "dong")
    settled(an, plan)
    draft = answered(an, plan)
    look(desk, live_server, f"/giay-to/{draft.pk}?buoc=ban-hanh", "ban-hanh")
    issue = issued(draft)
    assert isinstance(issue, Issue)
    look(desk, live_server, f"/giay-to/da-ban-hanh/{issue.pk}", "da-ban-hanh")
    for width in (360, 768, 1366, 1920):
        desk.set_viewport_size({"width": width, "height": 768})
        assert desk.evaluate(HEAD_LINES) == [1, 1], width
    number, _, _, work, *_ = desk.evaluate(COLUMNS)
    assert number < work / 2  # by what stands in them, as Word prints it
    look(desk, live_server, f"/kiem-chung/{issue.code}", "kiem-chung")
    look(desk, live_server, "/kiem-chung", "kiem-chung-hoi")
    look(desk, live_server, "/giay-to", "giay-to-sau")


def test_words_are_written_where_they_stand(desk: Page, live_server: LiveServer, plan: Plan, console: list[str]):  # noqa: F811
    desk.goto(f"{live_server.url}/giay-to")
    desk.get_by_role("button", name="Soạn Báo cáo năm học").click()
    folded = desk.locator("td.margin details.margin-note:not([open]) > summary")
    expect(folded.first).to_have_text(
        re.compile(r"[1-9]\d* (lỗi|cảnh báo|gợi ý)")
    )  # counted, not spread beside the table
    expect(desk.locator("td.margin details[open]")).to_have_count(0)
    place = desk.locator("#cho-strengths")
    place.locator("summary", has_text="Sửa").click()
    place.get_by_label("Ưu điểm").fill("Sáu phòng học đã có máy chiếu trước ngày 20/11/2026.")
    place.get_by_role("button", name="Lưu").click()
    expect(desk.locator("#cho-strengths p.text")).to_contain_text("+ Ưu điểm: Sáu phòng học đã có máy chiếu")
    assert Draft.objects.get().words["strengths"]["text"].startswith("Sáu phòng")
    with desk.expect_download() as coming:
        desk.get_by_role("link", name="Tải Word").click()
    assert coming.value.suggested_filename == "bao-cao-nam-hoc-2026-2027.docx"
    assert console == []
