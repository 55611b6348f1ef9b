"""What people meet at the edges, in a real browser: an input method's keys, another language, paper, a narrow screen,
words that cannot be sent; and the pages where official words change, looked at by eye."""

import os
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from caitien.access.models import School, User
from caitien.domain.refused import Refused
from caitien.incoming.adopt import adopt
from caitien.plans.life.life import submit_plan
from caitien.plans.models import Assignment, Plan, Task
from caitien.plans.table.edit import CellEdit, edit_cells
from caitien.web.planning.plan import LINES_A_PAGE
from caitien.work.models import Occurrence
from caitien.work.schedule import refresh_occurrences
from tests.plans.approving import approved, chair_of, change
from tests.plans.reports import report
from tests.web.browser.test_browser import (  # noqa: F401 - fixtures
    _plain_calls_beside_the_browser,
    browser_type_launch_args,
    come_in,
    console,
    desk,
)
from tests.web.browser.test_table_browser import cell, line, type_into

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

COMPOSING = """(where, key) => where.dispatchEvent(new KeyboardEvent("keydown",
    {key: "Enter", keyCode: key, isComposing: key !== 229, bubbles: true, cancelable: true}))"""


@pytest.fixture
def abroad(browser: Browser, live_server: LiveServer, an: User) -> Iterator[Page]:
    """An's browser, set to English, on a phone."""
    context = browser.new_context(locale="en-US", viewport={"width": 360, "height": 740})
    page = context.new_page()
    come_in(page, live_server, an)
    yield page
    context.close()


def by_password(page: Page, live_server: LiveServer, name: str) -> None:
    """Sign in as a person does."""
    page.goto(f"{live_server.url}/dang-nhap")
    page.get_by_label("Tên đăng nhập").fill(name)
    page.get_by_label("Mật khẩu").fill(f"mat-khau-{name}")
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    later = page.get_by_role("link", name="Để sau")
    page.wait_for_load_state()
    if later.count():
        later.click()


def shot(page: Page, name: str, *, whole: bool = True) -> None:
    if folder := os.environ.get("CAITIEN_PICTURES"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=whole)


def sideways(page: Page) -> int:
    """How many pixels the page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def at_each_width(page: Page) -> Iterator[int]:
    """The page on a phone, then on a desk."""
    for width in (360, 1366):
        page.set_viewport_size({"width": width, "height": 800})
        yield width


def composed(page: Page, selector: str, code: int) -> bool:
    """Whether Enter of an input method was left to the page by our scripts: False where one took it."""
    return bool(page.locator(selector).first.evaluate(f"(where) => ({COMPOSING})(where, {code})"))


def test_the_calendar_fits_a_phone_and_days_are_vietnamese_in_an_english_browser(
    abroad: Page, live_server: LiveServer, plan: Plan
):
    abroad.goto(f"{live_server.url}/truong/lich?nam={plan.school_year}")
    expect(abroad.get_by_label("Bắt đầu năm học")).to_have_value("05/09/2026")
    assert abroad.locator("input[type=date]").count() == 0
    assert sideways(abroad) == 0
    shot(abroad, "lich-360")


def test_all_rows_of_a_long_plan_are_on_paper(desk: Page, live_server: LiveServer, school: School):  # noqa: F811
    plan = adopt(school, report(LINES_A_PAGE + 7, school_year="2027-2028"))[0]
    desk.goto(f"{live_server.url}/ke-hoach?nam={plan.school_year}")
    whole = desk.locator("a[data-print]").first
    expect(whole).to_be_attached()
    desk.goto(live_server.url + (whole.get_attribute("href") or "").replace("?", "/ke-hoach?", 1))
    desk.emulate_media(media="print")
    assert desk.locator("[data-line]:visible").count() == LINES_A_PAGE + 7
    assert desk.locator(".box.blank:visible, .line-tools:visible").count() == 0


def test_enter_of_an_input_method_keeps_no_cell_takes_no_name_and_sends_no_search(
    desk: Page,  # noqa: F811
    live_server: LiveServer,
    plan: Plan,
    binh: User,
):
    task = line(plan, 0)
    desk.goto(f"{live_server.url}/ke-hoach")
    for code in (229, 13):
        cell(desk, task, "time").focus()
        desk.keyboard.type("Tháng 10")
        composed(desk, "textarea:focus", code)
        expect(desk.locator("textarea:focus")).to_have_value("Tháng 10")
        desk.keyboard.press("Escape")
    where = desk.url
    for code in (229, 13):
        assert not composed(desk, "input[name=tim]", code)
    assert desk.url == where
    desk.goto(f"{live_server.url}/ke-hoach/{plan.pk}/dong/{task.pk}")
    area = desk.get_by_label("Lời trao đổi")
    area.press_sequentially("Nhờ @binh")
    expect(desk.get_by_role("listbox", name="Đồng nghiệp")).to_be_visible()
    for code in (229, 13):
        area.evaluate(f"(where) => ({COMPOSING})(where, {code})")
        expect(area).to_have_value("Nhờ @binh")


def test_official_words_are_seen_before_they_change(
    browser: Browser,
    desk: Page,  # noqa: F811
    live_server: LiveServer,
    school: School,
    an: User,
    binh: User,
    plan: Plan,
):
    task = line(plan, 1)
    desk.goto(f"{live_server.url}/ke-hoach")
    edit_cells(an, plan, [CellEdit(task.pk, "time", "Tháng 12, sau khi có vốn của thành phố")])
    type_into(desk, task, "time", "Tháng 10")
    trouble = desk.locator(f"#viec-{task.pk} .box-trouble")
    expect(trouble).to_contain_text("Tháng 12, sau khi có vốn")
    for width in at_each_width(desk):
        trouble.scroll_into_view_if_needed()
        for piece in (*trouble.locator("b").all(), *trouble.get_by_role("button").all()):
            box = piece.bounding_box()
            assert box
            assert box["height"] < 48, width  # its words stand on one line
        shot(desk, f"va-cham-{width}", whole=False)
    Task.objects.filter(pk=task.pk).update(state="ongoing", ongoing="Hội đồng nghiệm thu 12 phòng, biên bản 03")
    Assignment.objects.create(school=school, task=task, user=binh)
    refresh_occurrences([plan])
    occurrence = Occurrence.objects.filter(task=task).order_by("number")[0]
    hanh = chair_of(school)
    Plan.objects.filter(pk=plan.pk).update(number="15/KH-THPT", date=date(2023, 9, 12))
    plan.refresh_from_db()
    assert not isinstance(submit_plan(an, plan), Refused)
    for person, where in ((hanh, f"/ke-hoach/{plan.pk}/phe-duyet"), (binh, f"/viec/{occurrence.pk}")):
        context = browser.new_context()
        page = context.new_page()
        come_in(page, live_server, person)
        page.goto(live_server.url + where)
        assert [sideways(page) for _ in at_each_width(page)] == [0, 0]
        if person == binh:
            page.get_by_label("Xong", exact=True).click()
        else:
            page.get_by_label("Vẫn tiếp tục, vì").fill("Sở hẹn nộp hôm nay")
            page.get_by_label("Ngày").fill("05/10/2023")
            page.get_by_role("button", name="Phê duyệt").click()
            expect(page.get_by_text("12/09/2023").first).to_be_visible()
            assert Plan.objects.get(pk=plan.pk).state == "submitted"
        seen = "Hội đồng nghiệm thu 12 phòng" if person == binh else "12/09/2023"
        for width in at_each_width(page):
            expect(page.get_by_text(seen).first).to_be_visible()
            beside = page.locator(".steps li").evaluate_all(
                "(all) => all.map((li) => li.getBoundingClientRect().width)"
            )
            assert person == binh or max(beside) < 160, width  # each step takes the room of its word
            shot(page, f"{'bao-tien-do' if person == binh else 'phe-duyet'}-{width}")
        context.close()
    Plan.objects.filter(pk=plan.pk).update(state="draft")
    plan.refresh_from_db()
    approved(plan)
    change(an, task, "work", "Lát lại nền sân trường, đợt hai")
    desk.goto(f"{live_server.url}/ke-hoach/{plan.pk}/dieu-chinh/phan/the-thuc")
    for width in at_each_width(desk):
        assert sideways(desk) == 0, width
        shot(desk, f"dieu-chinh-phan-{width}")


def test_words_that_are_not_taken_any_more_are_told_and_taken_back(
    browser: Browser, live_server: LiveServer, school: School, binh: User, plan: Plan
):
    task = line(plan, 0)
    Assignment.objects.create(school=school, task=task, user=binh)
    refresh_occurrences([plan])
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    come_in(page, live_server, binh)
    page.goto(f"{live_server.url}/viec")
    for status in (400, 403, 404, 409, 413, 422):
        page.route("**/viec/*", _refusing(status))
        own = page.locator("article.task").first
        own.get_by_label("Xong", exact=True).click()
        own.locator("textarea[name=text]").fill("Đã sơn xong ba phòng")
        own.get_by_role("button", name="Gửi").click()
        queued = page.locator(".queued")
        expect(queued).to_contain_text("Chưa gửi được")
        expect(queued.get_by_label("Lời chưa gửi được")).to_have_value("Đã sơn xong ba phòng")
        queued.get_by_role("button", name="Lấy lại, không gửi nữa").click()
        expect(queued).to_have_count(0)
        page.unroute("**/viec/*")
    page.reload()
    expect(page.locator("article.task").first).to_be_visible()
    expect(page.locator(".queued")).to_have_count(0)
    context.close()


def test_words_taken_back_join_what_was_typed_meanwhile_and_stay_where_the_line_is_gone(
    browser: Browser, live_server: LiveServer, school: School, binh: User, plan: Plan
):
    task = line(plan, 0)
    Assignment.objects.create(school=school, task=task, user=binh)
    refresh_occurrences([plan])
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    come_in(page, live_server, binh)
    page.goto(f"{live_server.url}/viec")
    page.route("**/viec/*", _refusing(404))
    own = page.locator("article.task").first
    own.get_by_label("Xong", exact=True).click()
    words = own.locator("textarea[name=text]")
    words.fill("Đã sơn xong ba phòng")
    own.get_by_role("button", name="Gửi").click()
    queued = page.locator(".queued")
    expect(queued).to_contain_text("Chưa gửi được")
    words.fill("Còn phòng thứ tư")
    queued.get_by_role("button", name="Lấy lại, không gửi nữa").click()
    expect(words).to_have_value("Còn phòng thứ tư\nĐã sơn xong ba phòng")
    own.get_by_role("button", name="Gửi").click()
    expect(queued).to_contain_text("Chưa gửi được")
    own.evaluate("(card) => card.remove()")
    queued.get_by_role("button", name="Lấy lại, không gửi nữa").click()
    expect(queued).to_contain_text("Xin chép lại")
    expect(queued.get_by_label("Lời chưa gửi được")).to_have_value("Còn phòng thứ tư\nĐã sơn xong ba phòng")
    context.close()


def _refusing(status: int) -> Callable[[Route], None]:
    """Answers what is sent with this status, and lets what is asked for through."""

    def answer(route: Route) -> None:
        if route.request.method == "POST":
            route.fulfill(status=status, body="")
        else:
            route.continue_()

    return answer
