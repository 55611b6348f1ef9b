"""One form of a page is sent: what was typed into the others stays, through the page's own reload as well."""

from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from caitien.access.models import Unit, User
from caitien.domain.paper import Note, Paper, Place
from caitien.incoming.receive import receive_paper
from caitien.plans.models import Need, Plan
from caitien.work.models import Comment
from tests.plans.reports import report
from tests.web.browser.test_browser import (  # noqa: F401 - fixtures
    _plain_calls_beside_the_browser,
    browser_type_launch_args,
    console,
    desk,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

STILL = "Chữ thầy cô đã gõ ở ô khác mà chưa gửi vẫn còn dưới đây."
LIST = "1. Thư viện ít sách mới\n2. Sân sau đọng nước\n3. Nhà xe chật giờ tan học\n4. Tiêu chí 1.4: Sổ theo dõi trống"


def test_accepting_one_card_of_a_paste_keeps_what_was_typed_in_the_others(
    desk: Page,  # noqa: F811
    live_server: LiveServer,
    plan: Plan,
    console: list[str],  # noqa: F811
):
    desk.goto(f"{live_server.url}/khuyen-nghi")
    desk.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
    form = desk.locator("form[action$='/khuyen-nghi/dan']")
    form.get_by_label("Điểm yếu").check()
    form.locator("textarea[name=list]").fill(LIST)
    form.get_by_role("button").first.click()
    cards = desk.locator("article.need-doubt")
    expect(cards).to_have_count(3)
    words = [cards.nth(n).locator("textarea[name=text]").input_value() for n in range(3)]
    cards.nth(0).locator("textarea[name=text]").fill(f"{words[0]}, từ năm 2022")
    cards.nth(0).get_by_label("Khuyến nghị").check()
    cards.nth(2).locator("textarea[name=text]").fill(f"{words[2]}, cần thêm mái")
    cards.nth(2).get_by_label("Tiêu chí").fill("3.3")
    cards.nth(1).get_by_label("Tiêu chí").fill("sách")  # refused: the page comes back with what is wrong
    cards.nth(1).get_by_role("button", name="Nhận").click()
    expect(cards.nth(1)).to_contain_text("chưa phải mã tiêu chí")
    expect(cards.nth(2).locator("textarea[name=text]")).to_have_value(f"{words[2]}, cần thêm mái")
    cards.nth(1).get_by_label("Tiêu chí").fill("3.2")
    cards.nth(1).get_by_role("button", name="Nhận").click()
    expect(cards).to_have_count(2)
    expect(desk.get_by_role("status").first).to_contain_text(STILL)
    expect(cards.nth(0).locator("textarea[name=text]")).to_have_value(f"{words[0]}, từ năm 2022")
    expect(cards.nth(0).get_by_label("Khuyến nghị")).to_be_checked()
    expect(cards.nth(1).get_by_label("Tiêu chí")).to_have_value("3.3")
    cards.nth(1).get_by_role("button", name="Nhận").click()
    expect(cards).to_have_count(1)
    cards.nth(0).get_by_role("button", name="Nhận").click()
    expect(cards).to_have_count(0)
    assert {(need.kind, need.criterion, need.text) for need in Need.objects.all()} == {
        ("recommendation", "", f"{words[0]}, từ năm 2022"),
        ("weakness", "3.2", words[1]),
        ("weakness", "3.3", f"{words[2]}, cần thêm mái"),
    }
    assert [one for one in console if "422" not in one] == []


def test_a_remark_being_typed_stays_while_a_part_is_given_out(
    desk: Page,  # noqa: F811
    live_server: LiveServer,
    plan: Plan,
    binh: User,
):
    task = plan.tasks.order_by("position")[0]
    where = f"{live_server.url}/ke-hoach/{plan.pk}/dong/{task.pk}"
    desk.goto(where)
    desk.get_by_label("Lời trao đổi").fill("Nhờ thầy Bình xem lại số phòng")
    desk.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
    other = desk.locator("details.more-parts form")
    for choice in other.locator("select").all():
        choice.select_option(index=1)
    other.get_by_role("button", name="Giao").click()
    expect(desk.get_by_role("status").first).to_contain_text(STILL)
    expect(desk.get_by_label("Lời trao đổi")).to_have_value("Nhờ thầy Bình xem lại số phòng")
    desk.locator("form.remark-form").get_by_role("button", name="Gửi").click()
    expect(desk.get_by_text("Nhờ thầy Bình xem lại số phòng").first).to_be_visible()
    assert Comment.objects.get().text == "Nhờ thầy Bình xem lại số phòng"
    desk.goto(where)
    expect(desk.get_by_label("Lời trao đổi")).to_have_value("")


def test_what_one_leaves_by_a_link_is_left_and_what_is_loaded_again_stays(
    desk: Page,  # noqa: F811
    live_server: LiveServer,
):
    desk.goto(f"{live_server.url}/truong/to")
    box = desk.locator("form[method=post] input[type=text]").first
    box.fill("Tổ Lịch sử")
    desk.reload()
    expect(box).to_have_value("Tổ Lịch sử")
    desk.get_by_role("link", name="CảiTiến").click()
    desk.goto(f"{live_server.url}/truong/to")
    expect(box).to_have_value("")
    assert not Unit.objects.filter(name__contains="Lịch sử").exists()


def test_two_doubtful_cells_of_a_file_keep_what_was_typed_into_the_second(
    desk: Page,  # noqa: F811
    live_server: LiveServer,
    an: User,
):
    upload = receive_paper(an, an.memberships.get().school, name="báo cáo.docx", data=b"bytes", paper=_two_doubts())
    desk.goto(f"{live_server.url}/nhap/{upload.pk}")
    cards = desk.locator("article.doubt")
    expect(cards).to_have_count(2)
    cards.nth(1).get_by_label("chưa làm").check()
    cards.nth(0).get_by_label("đã xong").check()
    cards.nth(0).get_by_role("button", name="Xác nhận").click()
    expect(cards).to_have_count(1)
    expect(cards.nth(0).get_by_label("chưa làm")).to_be_checked()


def _two_doubts() -> Paper:
    paper = report()
    second = Note(code="unstated", text="Chưa rõ trạng thái.", quote="Chờ vốn", place=Place(table=2, row=4))
    return replace(paper, notes=(*paper.notes, replace(second, path="results.1.status")))
