"""What a school shows, in a browser: from the desk of An to the phone of a parent, and on paper."""

# ruff: noqa: F811 - fixtures are imported

import io
from dataclasses import replace

import pypdfium2
import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from caitien.access.models import School, User
from caitien.incoming.adopt import adopt
from caitien.publishing.models import Feedback, Publication
from caitien.publishing.preparing import hide_line
from tests.plans.approving import approved
from tests.plans.reports import report
from tests.publishing.made import address, item_of, made, out
from tests.web.barriers import look, shot
from tests.web.browser.test_browser import (  # noqa: F401 - fixtures
    _plain_calls_beside_the_browser,
    browser_type_launch_args,
    console,
    desk,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("browser")]
MOST_SHEETS = 3


@pytest.fixture
def shown(an: User, school: School) -> str:
    """A plan of 28 lines before everyone, 2 of them left out."""
    paper = report(28)
    plan = adopt(school, replace(paper, report=replace(paper.report, signer_title="HIỆU TRƯỞNG")))[0]
    approved(plan)
    item = item_of(an, school)
    for line in made(item).whole.lines[3:5]:
        hide_line(an, item, key=line.key, reason="Việc nội bộ của một tổ")
    out(an, item)
    return address(school)


def test_everyone_reads_it_on_a_phone_on_a_desk_and_on_paper_and_answers(
    page: Page, live_server: LiveServer, shown: str, console: list[str]
):
    for width in (360, 1366):
        page.set_viewport_size({"width": width, "height": 768})
        page.goto(live_server.url + shown)
        shot(page, f"outside-{width}")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), width
    expect(page.get_by_role("listitem").filter(has=page.get_by_role("heading", level=2))).to_have_count(26)
    expect(page.get_by_text("2 dòng không nêu")).to_be_visible()
    assert len(pypdfium2.PdfDocument(io.BytesIO(page.pdf(format="A4")))) <= MOST_SHEETS
    page.get_by_role("link", name="Góp ý với nhà trường").click()
    page.get_by_label("Góp ý", exact=True).fill("Nên có thêm bóng mát ở sân")
    page.get_by_role("button", name="Gửi góp ý").click()
    expect(page.get_by_role("status")).to_contain_text("đã nhận góp ý")
    assert Feedback.objects.get().text == "Nên có thêm bóng mát ở sân"
    assert page.context.cookies() == []
    assert console == []


def test_the_pages_have_no_barrier(desk: Page, live_server: LiveServer, shown: str):
    inside = f"/cong-khai/{Publication.objects.get().pk}"
    for where, name in (
        *((shown, "page"), (f"{shown.rsplit('/', 2)[0]}", "list"), (f"{shown.rsplit('/', 2)[0]}/gop-y", "feedback")),
        *(("/cong-khai", "items"), ("/pho-bien", "tellings"), (inside, "item"), (f"{inside}/bang-tin", "board")),
    ):
        look(desk, live_server, where, f"publishing-{name}")
