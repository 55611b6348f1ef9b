"""Schools joined, an archive under lock, a signed copy put aside: in a real browser, no barrier at either width."""

import re

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from caitien.access.models import School, User
from caitien.papers.models import SignedCopy
from tests.handover.joined import begun_plan, lived
from tests.papers.made import signed_copy_of
from tests.web.barriers import assert_none_at_either_width, look
from tests.web.browser.test_browser import (  # noqa: F401 - fixtures
    _plain_calls_beside_the_browser,
    browser_type_launch_args,
    console,
)
from tests.web.browser.test_reviews_browser import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def seen(page: Page, name: str) -> None:
    """The page as it stands after something was sent, at both widths."""
    assert_none_at_either_width(page, name, name)


def test_schools_are_joined_and_lines_go_on(
    page: Page,
    live_server: LiveServer,
    console: list[str],  # noqa: F811
):
    one, two = lived("Trường THCS Bến Đá", "bd", lines=8), lived("Trường THCS Gò Mây", "gm", lines=6)
    new = School.objects.create(name="Trường THCS Bến Mây", kind="thcs", framework="tt18-2018")
    User.objects.create_superuser("giu-trang", "", "mat-khau-giu-trang", name="Người Giữ Trang")
    sign_in(page, live_server, "giu-trang")
    look(page, live_server, "/co-quan/sap-nhap", "sap-nhap")
    page.get_by_label("Trường sau sáp nhập").fill(new.name)
    page.get_by_label("Các trường nhập vào").fill(f"{one.school}\n{two.school}")
    page.get_by_label("Số quyết định").fill("218/QĐ-UBND")
    page.get_by_label("Ngày quyết định").fill("01/07/2027")
    page.get_by_label("Sáp nhập từ ngày").fill("01/08/2027")
    page.get_by_role("button", name="Xem trước").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Xem trước sáp nhập")
    seen(page, "sap-nhap-xem")
    page.get_by_label(str(one.chair)).check()
    page.get_by_role("button", name="Sáp nhập 2 trường").click()
    expect(page.get_by_role("status")).to_contain_text("Đã sáp nhập.")
    look(page, live_server, f"/co-quan/truong/{two.school.pk}/ban-luu", "ban-luu-truong")
    page.get_by_label("Khoá tệp").check()
    page.get_by_role("button", name="Lập bản lưu").click()
    expect(page.get_by_label("Khoá mở bản lưu")).to_have_value(re.compile("^AGE-SECRET-KEY-1"))
    seen(page, "khoa-ban-luu")

    page.context.clear_cookies()
    sign_in(page, live_server, one.chair.username)
    begun_plan(one.chair, new)
    look(page, live_server, "/truong/sap-nhap", "truong-nhap-vao")
    page.goto(f"{live_server.url}/truong/sap-nhap/{two.plan.pk}")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Mang dòng sang")
    seen(page, "mang-dong")
    for box in page.locator("input[name=line]").all()[:3]:
        box.check()
    page.get_by_role("button", name="Mang các dòng đã đánh dấu sang").click()
    expect(page.get_by_text("Đã mang 3 dòng sang")).to_be_visible()
    seen(page, "da-mang")
    page.goto(f"{live_server.url}/truong/sap-nhap")
    page.get_by_role("button", name=f"Mở {two.school} để đọc").click()
    expect(page.get_by_text("chỉ để đọc")).to_be_visible()
    seen(page, "truong-cu")
    look(page, live_server, "/truong/ban-luu", "ban-luu-chu-tich")
    assert console == []


def test_a_signed_copy_is_put_aside(
    page: Page,
    live_server: LiveServer,
    console: list[str],  # noqa: F811
):
    one = lived("Trường THCS Bến Đá", "bd", lines=4, proofs=0)
    copy = signed_copy_of(one.secretary, one.issue)
    sign_in(page, live_server, one.secretary.username)
    where = f"{live_server.url}/giay-to/da-ban-hanh/{one.issue.pk}"
    page.goto(where)
    page.get_by_text("Gỡ bản này vì gửi nhầm").click()
    page.get_by_label("Vì sao gỡ?").fill("Nhầm đơn của cô Mai")
    seen(page, "go-ban-ky")
    page.get_by_role("button", name="Gỡ bản này").click()
    expect(page.get_by_text("“da-ky.pdf”")).to_be_visible()
    seen(page, "da-go-ban-ky")
    assert SignedCopy.objects.get(pk=copy.pk).removed_by == one.secretary
    assert console == []
