"""The new year in a real browser: one row after the other, no barrier at any width."""

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from caitien.access.models import School, User
from caitien.plans.models import Plan
from caitien.renewal.deciding import take_ready
from caitien.renewal.moving import begin_move
from tests.renewal.years import TT18, adopted, begun, decided, mixed_year
from tests.web.barriers import look
from tests.web.browser.test_browser import (  # noqa: F401 - fixtures
    _plain_calls_beside_the_browser,
    browser_type_launch_args,
    console,
    desk,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def source(an: User, school: School) -> Plan:
    return adopted(an, school, mixed_year())


def test_an_carries_a_line_in_two_taps(desk: Page, live_server: LiveServer, source: Plan, console: list[str]):  # noqa: F811
    desk.goto(f"{live_server.url}/nam-moi")
    desk.get_by_role("button", name="Bắt đầu soạn kế hoạch năm mới").click()
    expect(desk.locator("article.carry")).to_have_count(1)
    card = desk.locator("article.carry").filter(has_text="Sửa nhà vệ sinh")
    card.get_by_role("button", name="Mang sang").click()
    expect(card.get_by_role("alert")).to_contain_text("Xin chọn tiêu chí mới")
    card.get_by_label("Bảng chuyển có mấy nơi").select_option("4.2")
    card.get_by_label("Thời gian cũ đã qua").fill("Tháng 10/2026")
    card.get_by_role("button", name="Mang sang").click()
    expect(card).to_contain_text("trước: 3.4 TT 18/2018")
    expect(desk.locator("#con-lai")).to_contain_text("Còn 3 trong 4 dòng")
    desk.get_by_role("link", name="Không còn gì phải hỏi").click()
    desk.get_by_role("button", name="Nhận cả 3 dòng").click()
    expect(desk.locator("#con-lai")).to_contain_text("Cả 4 dòng đã quyết định")
    assert Plan.objects.get(school_year="2026-2027").tasks.get(work__startswith="Sửa").time == "Tháng 10/2026"
    assert console == []


def test_the_new_year_has_no_barrier(desk: Page, live_server: LiveServer, an: User, source: Plan):  # noqa: F811
    look(desk, live_server, "/nam-moi", "nam-moi-truoc")
    renewal = begun(an, source)
    look(desk, live_server, "/nam-moi", "nam-moi")
    look(desk, live_server, "/nam-moi?xem=khong-hoi", "nam-moi-nhan")
    take_ready(an, renewal.plan)
    task = decided(an, renewal, "Sửa nhà vệ sinh", criterion="4.1")
    assert task
    look(desk, live_server, "/nam-moi?xem=da-quyet", "nam-moi-da-quyet")
    look(desk, live_server, "/ke-hoach?nam=2026-2027", "nam-moi-ke-hoach")
    look(desk, live_server, f"/ke-hoach/{renewal.plan_id}/dong/{task.pk}", "nam-moi-dong")


def test_the_other_set_has_no_barrier(desk: Page, live_server: LiveServer, an: User, source: Plan):  # noqa: F811
    renewal = begun(an, source, TT18)
    take_ready(an, renewal.plan)
    decided(an, renewal, "Sửa nhà vệ sinh")
    where = f"/nam-moi/{renewal.plan_id}/bo-tieu-chuan"
    look(desk, live_server, where, "bo-truoc")
    begin_move(an, renewal.plan, framework="tt57-2026-pt")
    look(desk, live_server, where, "bo")
    desk.locator("article.carry").filter(has_text="Sửa nhà").locator("select").select_option("4.2")
    desk.locator("article.carry").filter(has_text="Sửa nhà").get_by_role("button", name="Chuyển").click()
    expect(desk.locator("article.carry").filter(has_text="Sửa nhà")).to_contain_text("trước: 3.4")
    look(desk, live_server, f"{where}?xem=da-quyet", "bo-da-chuyen")
