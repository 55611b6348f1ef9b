"""The doors of people in a real browser: a secret behind # opens its page and stands nowhere afterwards; no barrier."""

import pytest
from playwright.sync_api import Browser, Page, Request, expect
from pytest_django.live_server_helper import LiveServer

from caitien.access.models import School, User
from caitien.access.people.invite import Invited, invite
from caitien.access.people.reset import link_for
from caitien.plans.models import Plan
from tests.web.barriers import look
from tests.web.browser.test_browser import (  # noqa: F401 - fixtures
    _plain_calls_beside_the_browser,
    browser_type_launch_args,
    console,
    desk,
)
from tests.web.browser.test_official_browser import by_password

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_secret_behind_the_sign_opens_its_page_and_is_in_no_request_and_no_address(
    page: Page, live_server: LiveServer, an: User, school: School
):
    found = invite(an, school, name="Đinh Thị Mai", roles=["staff"])
    assert isinstance(found, Invited)
    asked: list[Request] = []
    page.on("request", lambda request: asked.append(request))
    page.goto(f"{live_server.url}/loi-moi#{found.secret}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Mời thầy cô Đinh Thị Mai")
    assert page.url == f"{live_server.url}/loi-moi"
    told = [each.url + each.headers.get("referer", "") for each in asked]
    assert len(told) > 3
    assert not [each for each in told if found.secret in each]
    page.go_back()
    assert found.secret not in page.url


def test_binh_sets_another_password_by_a_link_and_signs_in_with_it(page: Page, live_server: LiveServer, binh: User):
    page.goto(f"{live_server.url}/mat-khau-moi#{link_for(binh).secret}")
    page.get_by_label("Mật khẩu mới", exact=True).fill("mot-cau-moi-de-nho")
    page.get_by_label("Gõ lại mật khẩu mới").fill("mot-cau-moi-de-nho")
    page.get_by_role("button", name="Đặt mật khẩu").click()
    page.get_by_label("Tên đăng nhập").fill("binh")
    page.get_by_label("Mật khẩu").fill("mot-cau-moi-de-nho")
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    expect(page).to_have_url(f"{live_server.url}/viec")


def test_the_doors_of_people_have_no_barrier(
    desk: Page,  # noqa: F811
    browser: Browser,
    live_server: LiveServer,
    an: User,
    binh: User,
    plan: Plan,
):
    desk.context.clear_cookies()
    by_password(desk, live_server, "an")  # by her password: the deeds below ask when she gave it last
    look(desk, live_server, "/truong/nguoi", "nguoi")
    look(desk, live_server, f"/truong/nguoi/{binh.pk}/mat-khau", "cho-dat-lai")
    desk.get_by_role("button", name="Tạo đường dẫn").click()
    expect(desk.get_by_label("Đường dẫn đặt lại mật khẩu")).to_be_visible()
    look(desk, live_server, "/tai-khoan", "tai-khoan")
    User.objects.filter(pk=an.pk).update(is_superuser=True)
    look(desk, live_server, "/co-quan/nhat-ky", "dau-niem")
    outside = browser.new_page()
    for name, where in {"quen": "/quen-mat-khau", "khoa": "/loi-moi", "thu": "/tai-khoan/thu"}.items():
        look(outside, live_server, where, name)
    outside.goto(f"{live_server.url}/mat-khau-moi#{link_for(binh).secret}")
    expect(outside.get_by_label("Mật khẩu mới", exact=True)).to_be_visible()
    look(outside, live_server, "/mat-khau-moi", "dat-lai")
    outside.close()
