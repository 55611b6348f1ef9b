"""The sign-in ended while one typed: what was sent comes back filled, to the same person only."""

import re
from datetime import date

import pytest
from django.contrib.sessions.models import Session
from django.template.loader import render_to_string
from playwright.sync_api import Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from caitien.access.models import User
from caitien.plans.models import Adjustment, HeldList, Need, Plan
from caitien.work.models import Waiting
from caitien.work.outside.waiting import open_waiting
from tests.plans.approving import approved, chair_of
from tests.specimens.pictures import photo
from tests.web.browser.test_browser import (  # noqa: F401 - fixtures
    _plain_calls_beside_the_browser,
    browser_type_launch_args,
    console,
    desk,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WHY = "Chờ vốn của thành phố, công văn 15 ngày 02/11"
NOTICE = "Lời thầy cô gửi lúc phiên đăng nhập đã hết vẫn còn dưới đây"


def sign_in(page: Page, name: str) -> None:
    page.get_by_label("Tên đăng nhập").fill(name)
    page.get_by_label("Mật khẩu").fill(f"mat-khau-{name}")
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    later = page.get_by_role("link", name="Để sau")
    page.wait_for_load_state()
    if later.count():
        later.click()


def send_adjustment(page: Page, here: str, plan: Plan) -> str:
    """Type an adjustment and send it once the session is gone; where it was typed."""
    task = plan.tasks.filter(plan_row__isnull=False).order_by("position")[0]
    where = f"{here}/ke-hoach/{plan.pk}/dong/{task.pk}/dieu-chinh"
    page.goto(where)
    form = page.locator("form.sheet")
    form.locator("details", has=page.locator("textarea[name=new-time]")).locator("summary").click()
    form.locator("textarea[name=new-time]").fill("Tháng 11/2026")
    form.get_by_label("Lý do").fill(WHY)
    Session.objects.all().delete()
    form.get_by_role("button", name="Gửi đề nghị").click()
    expect(page.get_by_label("Mật khẩu")).to_be_visible()
    expect(page.locator("#con-giu")).to_contain_text("còn giữ trên máy này")  # before anybody thinks it is lost
    return where


def test_an_adjustment_comes_back_filled_and_is_sent(desk: Page, live_server: LiveServer, plan: Plan):  # noqa: F811
    approved(plan)
    where = send_adjustment(desk, live_server.url, plan)
    assert not Adjustment.objects.exists()
    sign_in(desk, "an")
    expect(desk).to_have_url(where)
    form = desk.locator("form.sheet")
    expect(desk.get_by_role("status").first).to_contain_text(NOTICE)
    expect(form.locator("textarea[name=new-time]")).to_have_value("Tháng 11/2026")
    expect(form.get_by_label("Lý do")).to_have_value(WHY)
    form.get_by_role("button", name="Gửi đề nghị").click()
    desk.wait_for_url("**/dieu-chinh")
    assert Adjustment.objects.get().reason == WHY
    desk.goto(where)
    expect(desk.locator("#con-giu")).to_have_count(0)


def test_another_person_at_the_same_computer_sees_nothing_of_it(
    desk: Page,  # noqa: F811
    live_server: LiveServer,
    plan: Plan,
    binh: User,
):
    approved(plan)
    chair_of(plan.school)
    where = send_adjustment(desk, live_server.url, plan)
    sign_in(desk, "hanh")
    desk.goto(where)
    expect(desk.locator("form.sheet")).to_be_visible()
    expect(desk.locator("#con-giu")).to_have_count(0)
    assert WHY not in desk.content()
    assert desk.locator("form.sheet").get_by_label("Lý do").input_value() == ""


def test_a_need_that_was_typed_comes_back_too(desk: Page, live_server: LiveServer, plan: Plan):  # noqa: F811
    desk.goto(f"{live_server.url}/khuyen-nghi")
    form = desk.locator("form[action$='/khuyen-nghi/them']")
    desk.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
    form.get_by_label("Điểm yếu").check()
    form.locator("textarea[name=text]").fill("Ba phòng học đã bong sơn")
    Session.objects.all().delete()
    form.get_by_role("button").first.click()
    expect(desk.get_by_label("Mật khẩu")).to_be_visible()
    sign_in(desk, "an")
    expect(desk.locator("form[action$='/khuyen-nghi/them'] textarea[name=text]")).to_have_value(
        "Ba phòng học đã bong sơn"
    )


def test_what_cannot_go_back_to_its_card_is_shown_to_be_copied(
    desk: Page,  # noqa: F811
    live_server: LiveServer,
    plan: Plan,
):
    desk.goto(f"{live_server.url}/khuyen-nghi")
    desk.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
    pasting = desk.locator("form[action$='/khuyen-nghi/dan']")
    pasting.get_by_label("Điểm yếu").check()
    pasting.locator("textarea[name=list]").fill("1. Nhà xe chật giờ tan học\n2. Sân sau đọng nước")
    pasting.get_by_role("button").first.click()
    card = desk.locator("article.need-doubt").nth(1)
    card.locator("textarea[name=text]").fill("Sân sau đọng nước từ tháng 9, cần rãnh thoát")
    Session.objects.all().delete()
    HeldList.objects.all().delete()  # let go on another page meanwhile
    card.get_by_role("button", name="Nhận").click()
    expect(desk.get_by_label("Mật khẩu")).to_be_visible()
    sign_in(desk, "an")
    expect(desk.get_by_label("Lời đã gõ")).to_have_value("Sân sau đọng nước từ tháng 9, cần rãnh thoát")


def need_form(page: Page) -> Locator:
    page.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
    return page.locator("form[action$='/khuyen-nghi/them']")


def test_what_was_sent_from_a_page_older_than_the_sign_in_comes_back(
    desk: Page,  # noqa: F811
    live_server: LiveServer,
    plan: Plan,
):
    desk.goto(f"{live_server.url}/khuyen-nghi")
    form = need_form(desk)
    form.get_by_label("Điểm yếu").check()
    form.locator("textarea[name=text]").fill("Ba phòng học đã bong sơn")
    form.evaluate("(form) => { form.elements.csrfmiddlewaretoken.value = 'x'.repeat(64); }")  # of an earlier sign-in
    form.get_by_role("button").first.click()
    expect(desk.get_by_role("heading", name="Trang đã mở quá lâu")).to_be_visible()
    expect(desk.get_by_label("Lời đã gõ")).to_have_value("Ba phòng học đã bong sơn")
    desk.get_by_role("link", name="Mở trang ấy").click()
    expect(form.locator("textarea[name=text]")).to_have_value("Ba phòng học đã bong sơn")
    form.get_by_role("button").first.click()
    expect(desk.get_by_text("Đã ghi thêm điểm yếu")).to_be_visible()
    assert Need.objects.get().text == "Ba phòng học đã bong sơn"


def test_what_two_tabs_sent_comes_back_to_both_forms(desk: Page, live_server: LiveServer, plan: Plan):  # noqa: F811
    approved(plan)
    desk.goto(f"{live_server.url}/khuyen-nghi")
    need = need_form(desk)
    need.get_by_label("Điểm yếu").check()
    need.locator("textarea[name=text]").fill("Ba phòng học đã bong sơn")
    other = desk.context.new_page()
    where = send_adjustment(other, live_server.url, plan)
    need.get_by_role("button").first.click()
    expect(desk.get_by_label("Mật khẩu")).to_be_visible()
    sign_in(desk, "an")
    expect(need_form(desk).locator("textarea[name=text]")).to_have_value("Ba phòng học đã bong sơn")
    expect(desk.locator("#con-giu textarea")).to_have_value(re.compile(WHY))  # of the other page, and how to get there
    need_form(desk).get_by_role("button").first.click()
    expect(desk.get_by_text("Đã ghi thêm điểm yếu")).to_be_visible()
    desk.locator("#con-giu a").click()
    expect(desk).to_have_url(where)
    expect(desk.locator("form.sheet").get_by_label("Lý do")).to_have_value(WHY)


def test_two_words_sent_from_one_form_in_two_tabs_come_back_one_after_the_other(
    desk: Page,  # noqa: F811
    live_server: LiveServer,
    plan: Plan,
):
    tabs = [desk, desk.context.new_page()]
    for tab, words in zip(tabs, ("Ba phòng học đã bong sơn", "Sân sau đọng nước"), strict=True):
        tab.goto(f"{live_server.url}/khuyen-nghi")
        need_form(tab).get_by_label("Điểm yếu").check()
        need_form(tab).locator("textarea[name=text]").fill(words)
    Session.objects.all().delete()
    for tab in tabs:
        need_form(tab).get_by_role("button").first.click()
        expect(tab.get_by_label("Mật khẩu")).to_be_visible()
    sign_in(desk, "an")
    for words in ("Ba phòng học đã bong sơn", "Sân sau đọng nước"):
        expect(need_form(desk).locator("textarea[name=text]")).to_have_value(words)
        need_form(desk).get_by_role("button").first.click()
        expect(desk.get_by_text("Đã ghi thêm điểm yếu")).to_be_visible()
    assert set(Need.objects.values_list("text", flat=True)) == {"Ba phòng học đã bong sơn", "Sân sau đọng nước"}
    desk.reload()
    expect(desk.locator("#con-giu")).to_have_count(0)


def test_a_file_that_went_with_the_words_is_named_to_be_chosen_again(
    desk: Page,  # noqa: F811
    live_server: LiveServer,
    plan: Plan,
    an: User,
):
    task = plan.tasks.select_related("plan", "school").order_by("position")[0]
    day = date(2026, 9, 10)
    wait = open_waiting(an, task, name="UBND phường", what="Giao mặt bằng", since=day, today=day)
    assert isinstance(wait, Waiting)
    desk.goto(f"{live_server.url}/cho/{wait.pk}")
    desk.locator("input[name=way][value=sent]").check()
    desk.locator("input[name=date]").fill("10/09/2026")
    desk.get_by_label("Trích yếu").fill("Xin giao mặt bằng sân sau")
    letter = {"name": "cong-van-15.png", "mimeType": "image/png", "buffer": photo()}
    desk.locator("form[action$='/cong-van'] input[type=file]").set_input_files(letter)
    Session.objects.all().delete()
    desk.get_by_role("button", name="Ghi vào nhật ký").click()
    expect(desk.get_by_label("Mật khẩu")).to_be_visible()
    sign_in(desk, "an")
    expect(desk.get_by_label("Trích yếu")).to_have_value("Xin giao mặt bằng sân sau")
    expect(desk.locator("#con-giu")).to_contain_text("tệp cong-van-15.png xin chọn lại")


def test_who_signs_out_is_told_of_what_was_sent_and_is_not_kept_yet(
    desk: Page,  # noqa: F811
    live_server: LiveServer,
    plan: Plan,
):
    approved(plan)
    send_adjustment(desk, live_server.url, plan)
    desk.goto(f"{live_server.url}/dang-nhap")
    sign_in(desk, "an")
    expect(desk.locator("#con-giu textarea")).to_have_value(re.compile(WHY))
    asked: list[str] = []
    desk.on(
        "dialog",
        lambda dialog: (asked.append(dialog.message), dialog.dismiss() if len(asked) == 1 else dialog.accept()),
    )
    desk.locator("details.who > summary").click()
    for _ in range(2):  # not yet; then after all
        desk.get_by_role("button", name="Đăng xuất").click()
    desk.wait_for_url("**/dang-nhap**")
    assert ["1 lời đã gửi mà chưa lưu" in each for each in asked] == [True, True]
    assert desk.evaluate("localStorage.getItem('caitien:gui')") is None


@pytest.mark.parametrize("answer", [500, 507, None])
def test_what_the_machine_could_not_keep_comes_back(
    desk: Page,  # noqa: F811
    live_server: LiveServer,
    plan: Plan,
    answer: int | None,
):
    page = render_to_string("trouble.html", {"trouble": {"title": "Ổ đĩa đầy", "text": "Chưa lưu được."}})
    reply = {"status": answer, "body": page, "content_type": "text/html; charset=utf-8"}
    desk.goto(f"{live_server.url}/khuyen-nghi")
    form = need_form(desk)
    form.get_by_label("Điểm yếu").check()
    form.locator("textarea[name=text]").fill("Ba phòng học đã bong sơn")
    desk.route("**/khuyen-nghi/them", lambda route: route.fulfill(**reply) if answer else route.abort())
    form.get_by_role("button").first.click()
    if answer:
        expect(desk.get_by_role("heading", name="Ổ đĩa đầy")).to_be_visible()
    else:
        desk.wait_for_url("chrome-error://**")
    desk.unroute("**/khuyen-nghi/them")
    desk.go_back()
    expect(need_form(desk).locator("textarea[name=text]")).to_have_value("Ba phòng học đã bong sơn")
    expect(need_form(desk).get_by_label("Điểm yếu")).to_be_checked()


def test_what_came_back_is_offered_at_each_visit_until_it_is_sent_or_dropped(
    desk: Page,  # noqa: F811
    live_server: LiveServer,
    plan: Plan,
):
    approved(plan)
    where = send_adjustment(desk, live_server.url, plan)
    sign_in(desk, "an")
    reason = desk.locator("form.sheet").get_by_label("Lý do")
    expect(reason).to_have_value(WHY)
    reason.fill(f"{WHY}; phường hẹn tháng 11")
    for _ in range(2):  # looked at elsewhere and left again, nothing sent
        desk.goto(f"{live_server.url}/giay-to")
        expect(desk.get_by_label("Lời đã gõ")).to_have_value(re.compile("phường hẹn tháng 11"))
        desk.get_by_role("link", name="Mở trang ấy").click()
        expect(desk).to_have_url(where)
        expect(reason).to_have_value(f"{WHY}; phường hẹn tháng 11")
    desk.get_by_role("button", name="Bỏ lời ấy").click()
    expect(reason).to_have_value("")
    desk.reload()
    expect(reason).to_have_value("")
    expect(desk.locator("#con-giu")).to_have_count(0)
    assert desk.evaluate("localStorage.getItem('caitien:gui')") is None


def test_no_password_is_ever_kept(desk: Page, live_server: LiveServer):  # noqa: F811
    desk.goto(f"{live_server.url}/tai-khoan/mat-khau")
    for box in desk.locator("input[type=password]").all():
        box.fill("mat-khau-moi-cua-toi")
    desk.evaluate("document.addEventListener('submit', (event) => event.preventDefault())")
    desk.locator("main form button[type=submit]").first.click()
    assert "mat-khau-moi-cua-toi" not in (desk.evaluate("JSON.stringify(Object.entries(localStorage))") or "")
