"""The plan's table edited in a real browser: keys, paste, undo, two at once; nothing typed is lost."""

import pytest
from playwright.sync_api import Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from caitien.access.models import User
from caitien.domain.paper import Form
from caitien.domain.papers.cells import mark_of
from caitien.plans.begin import begin_plan
from caitien.plans.models import Plan, Task
from caitien.plans.table.edit import CellEdit, edit_cells
from tests.plans.approving import approved, change, decided
from tests.web.barriers import assert_no_barrier, assert_none_at_either_width, look, shot
from tests.web.browser.test_browser import (  # noqa: F401 - fixtures
    _plain_calls_beside_the_browser,
    browser_type_launch_args,
    console,
    desk,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def table(desk: Page, live_server: LiveServer, plan: Plan) -> Page:  # noqa: F811
    """An's browser at the table of a draft."""
    desk.goto(f"{live_server.url}/ke-hoach")
    return desk


def line(plan: Plan, place: int) -> Task:
    return plan.tasks.select_related("goal").order_by("position")[place]


def cell(page: Page, task: Task, field: str) -> Locator:
    return page.locator(f'#viec-{task.pk} .box[data-field="{field}"]')


def saved(page: Page) -> None:
    expect(page.locator("#bang-noi")).to_have_text("Đã lưu.")


def words(task: Task, field: str) -> str:
    fresh = Task.objects.select_related("goal").get(pk=task.pk)
    return str(getattr(fresh.goal if field in {"target", "topic"} else fresh, field))


def paste(page: Page, *, text: str = "", html: str = "") -> None:
    page.evaluate(
        """([text, html]) => {
            const held = new DataTransfer();
            held.setData("text/plain", text);
            held.setData("text/html", html);
            const pasted = {clipboardData: held, bubbles: true, cancelable: true};
            document.activeElement.dispatchEvent(new ClipboardEvent("paste", pasted));
        }""",
        [text, html],
    )


def type_into(page: Page, task: Task, field: str, text: str) -> None:
    cell(page, task, field).focus()
    page.keyboard.type(text)
    page.keyboard.press("Enter")


def press(row: Locator, name: str) -> None:
    """Press one of the deeds that show while one is at their line: by its focus, as the table may be scrolled away from
    under the mouse before the button is pressed."""
    button = row.get_by_role("button", name=name)
    button.focus()
    expect(row.locator(".line-tools")).to_have_css("pointer-events", "auto")
    button.click()


def test_the_keys_walk_open_keep_and_give_up(table: Page, plan: Plan, console: list[str]):  # noqa: F811
    one, two = line(plan, 1), line(plan, 2)
    cell(table, one, "owners").focus()
    table.keyboard.press("ArrowRight")
    expect(cell(table, one, "time")).to_be_focused()
    table.keyboard.press("ArrowDown")
    expect(cell(table, two, "time")).to_be_focused()
    table.keyboard.press("ArrowUp")
    table.keyboard.press("Enter")
    expect(table.locator(".editor textarea")).to_have_value("Hằng năm")
    table.keyboard.type(", từ tháng 9")
    table.keyboard.press("Escape")
    expect(cell(table, one, "time")).to_be_focused()
    expect(cell(table, one, "time")).to_contain_text("Hằng năm")
    table.keyboard.type("Tháng 9/2026")
    table.keyboard.press("Tab")
    expect(cell(table, one, "budget")).to_be_focused()
    saved(table)
    table.keyboard.press("Shift+Tab")
    assert words(one, "time") == "Tháng 9/2026"
    cell(table, one, "budget").focus()
    table.keyboard.type("5 triệu")
    table.keyboard.press("Shift+Enter")
    table.keyboard.type("từ quỹ")
    table.keyboard.press("Enter")
    expect(cell(table, two, "budget")).to_be_focused()
    saved(table)
    assert words(one, "budget") == "5 triệu\ntừ quỹ"
    table.keyboard.press("?")
    expect(table.locator("#cac-phim")).to_be_visible()
    assert console == []


def test_a_line_is_as_high_as_its_words_whatever_waits_to_be_written(table: Page, plan: Plan):
    assert table.locator(".blanks").count() >= plan.tasks.count()
    spare = table.evaluate(
        """() => [...document.querySelectorAll("tr[data-line]")].map((line) => {
          const end = (part) => part.getBoundingClientRect().bottom;
          const words = [...line.querySelectorAll(":is(th, td) > :not(.blanks, .line-tools)")];
          return end(line) - Math.max(...words.map(end));
        })"""
    )
    assert max(spare) <= 16
    line = table.locator("tr[data-line]").first
    before = line.bounding_box()
    line.hover()
    expect(line.locator(".blanks .box").first).to_have_css("opacity", "1")
    assert line.bounding_box() == before  # nothing moves under the hand


def test_a_state_is_chosen_in_its_cell_and_the_counts_follow(table: Page, plan: Plan):
    task = line(plan, 0)
    before = table.locator("#bang-dau a.done b").inner_text()
    cell(table, task, "state").click()
    table.locator(".editor select").select_option("done")
    table.locator(".editor").get_by_role("button", name="Lưu").click()
    saved(table)
    expect(cell(table, task, "state")).to_contain_text("đã xong")
    expect(table.locator("#bang-dau a.done b")).not_to_have_text(before)
    assert words(task, "state") == "done"


def test_a_block_is_shown_before_it_falls_into_the_table_and_is_taken_back(table: Page, plan: Plan):
    one, two = line(plan, 1), line(plan, 2)
    cell(table, one, "owners").focus()
    paste(table, text='Tổ Toán\t"Tháng 9\nđến tháng 11"\nTổ Văn\tTháng 10\n')
    dialog = table.locator("#xem-dan")
    expect(dialog).to_contain_text("4 ô sẽ đổi.")
    assert words(one, "owners") == "Tổ văn phòng"
    dialog.get_by_role("button", name="Dán").click()
    saved(table)
    assert [words(one, "owners"), words(one, "time")] == ["Tổ Toán", "Tháng 9\nđến tháng 11"]
    assert [words(two, "owners"), words(two, "time")] == ["Tổ Văn", "Tháng 10"]
    table.keyboard.press("Control+z")
    expect(cell(table, two, "time")).to_contain_text("Hằng năm")
    saved(table)
    assert [words(each, name) for each in (one, two) for name in ("owners", "time")] == ["Tổ văn phòng", "Hằng năm"] * 2
    table.keyboard.press("Control+Shift+z")
    expect(cell(table, two, "time")).to_contain_text("Tháng 10")
    saved(table)
    assert words(two, "owners") == "Tổ Văn"


def test_a_table_of_word_runs_over_the_last_line_into_new_ones(table: Page, plan: Plan):
    last = line(plan, 27)
    cell(table, last, "work").focus()
    rows = "".join(f"<tr><td><p>Việc {n}</p><p>nhiều ý</p></td><td>Tổ {n}</td></tr>" for n in (1, 2, 3))
    paste(table, html=f"<table>{rows}</table>")
    dialog = table.locator("#xem-dan")
    expect(dialog).to_contain_text("2 ô sẽ đổi.")
    expect(dialog).to_contain_text("Thêm 2 dòng mới ở cuối bảng")
    dialog.get_by_role("button", name="Dán").click()
    expect(table.locator("#bang-noi")).to_have_text("Đã thêm 2 dòng.")
    assert words(last, "work") == "Việc 1\nnhiều ý"
    assert [(each.work, each.owners) for each in plan.tasks.order_by("position")[28:]] == [
        ("Việc 2\nnhiều ý", "Tổ 2"),
        ("Việc 3\nnhiều ý", "Tổ 3"),
    ]
    expect(table.locator("tr[data-line]")).to_have_count(30)


def test_two_who_type_into_one_cell_see_both_texts(table: Page, plan: Plan, an: User):
    task, other = line(plan, 1), line(plan, 2)
    for each in (task, other):
        edit_cells(an, plan, [CellEdit(each.pk, "time", "Tháng 12", mark_of("Hằng năm"))])
    type_into(table, task, "time", "Tháng 10")
    clash = table.locator(f"#viec-{task.pk} .box-trouble")
    expect(clash).to_contain_text("Tháng 10")
    expect(clash).to_contain_text("Tháng 12")
    assert words(task, "time") == "Tháng 12"
    assert_no_barrier(table, "a clash", f"#viec-{task.pk}")
    clash.get_by_role("button", name="Giữ của tôi").click()
    saved(table)
    assert words(task, "time") == "Tháng 10"
    type_into(table, other, "time", "Tháng 10")
    table.locator(f"#viec-{other.pk} .box-trouble").get_by_role("button", name="Lấy của họ").click()
    expect(cell(table, other, "time")).to_contain_text("Tháng 12")
    assert words(other, "time") == "Tháng 12"


def test_undo_never_writes_over_another_persons_newer_words(table: Page, plan: Plan, an: User):
    task = line(plan, 1)
    type_into(table, task, "time", "Tháng 10")
    saved(table)
    edit_cells(an, plan, [CellEdit(task.pk, "time", "Tháng 12", mark_of("Tháng 10"))])
    table.keyboard.press("Control+z")
    clash = table.locator(f"#viec-{task.pk} .box-trouble")
    expect(clash).to_contain_text("Hằng năm")
    assert words(task, "time") == "Tháng 12"
    clash.get_by_role("button", name="Tự viết").click()
    table.locator(".editor textarea").fill("Tháng 10 và 12")
    table.keyboard.press("Enter")
    saved(table)
    assert words(task, "time") == "Tháng 10 và 12"


def test_what_does_not_fit_is_told_beside_the_cell_and_stays(table: Page, plan: Plan):
    task = line(plan, 1)
    type_into(table, task, "criterion", "ba chấm hai")
    expect(table.locator(f"#viec-{task.pk} .box-trouble")).to_contain_text("chưa phải một tiêu chí")
    expect(cell(table, task, "criterion")).to_contain_text("ba chấm hai")
    cell(table, task, "criterion").click()
    table.keyboard.press("Escape")
    expect(table.locator(".box-trouble")).to_have_count(0)
    expect(cell(table, task, "criterion")).to_contain_text(task.goal.criterion)


def test_what_was_typed_outlives_a_closed_tab(table: Page, plan: Plan, live_server: LiveServer):
    task = line(plan, 1)
    cell(table, task, "time").focus()
    table.keyboard.type("Tháng 10, chưa kịp lưu")
    again = table.context.new_page()
    table.close()
    again.goto(f"{live_server.url}/ke-hoach")
    offer = again.locator("#ban-nhap")
    expect(offer).to_contain_text("Tháng 10, chưa kịp lưu")
    assert_no_barrier(again, "drafts offered", "#ban-nhap")
    offer.get_by_role("button", name="Lưu các chữ này").click()
    saved(again)
    assert words(task, "time") == "Tháng 10, chưa kịp lưu"
    again.reload()
    expect(offer).to_be_hidden()


def test_what_was_typed_without_a_connection_goes_out_when_it_is_back(table: Page, plan: Plan):
    task = line(plan, 1)
    table.context.set_offline(True)
    type_into(table, task, "time", "Tháng 10")
    expect(table.locator("#bang-noi")).to_contain_text("sẽ lưu khi có mạng")
    type_into(table, task, "owners", "Tổ Toán")
    table.context.set_offline(False)
    saved(table)
    assert [words(task, "time"), words(task, "owners")] == ["Tháng 10", "Tổ Toán"]


def test_an_expired_sign_in_keeps_the_words_until_one_is_back(table: Page, plan: Plan, live_server: LiveServer):
    task = line(plan, 1)
    table.context.clear_cookies()
    type_into(table, task, "time", "Tháng 10")
    expect(table.locator("#bang-noi")).to_contain_text("Phiên đăng nhập đã hết")
    with table.context.expect_page() as coming:
        table.locator("#bang-noi").get_by_role("link", name="Đăng nhập lại").click()
    door = coming.value
    door.get_by_label("Tên đăng nhập").fill("an")
    door.get_by_label("Mật khẩu").fill("mat-khau-an")
    door.get_by_role("button", name="Đăng nhập", exact=True).click()
    door.get_by_role("link", name="Để sau").click()
    door.close()
    table.bring_to_front()
    table.evaluate("dispatchEvent(new Event('focus'))")
    saved(table)
    assert words(task, "time") == "Tháng 10"


def test_another_person_at_the_same_computer_sees_none_of_it(
    table: Page, plan: Plan, live_server: LiveServer, binh: User
):
    task = line(plan, 1)
    table.context.set_offline(True)
    type_into(table, task, "time", "Chữ của An")
    expect(table.locator("#bang-noi")).to_contain_text("sẽ lưu khi có mạng")
    # Signed out and gone before the network is back: else the page, still An's, saves the text at once, and rightly.
    table.context.clear_cookies()
    other = table.context.new_page()
    table.close()
    other.context.set_offline(False)
    other.goto(f"{live_server.url}/dang-nhap?next=/ke-hoach")
    other.get_by_label("Tên đăng nhập").fill("binh")
    other.get_by_label("Mật khẩu").fill("mat-khau-binh")
    other.get_by_role("button", name="Đăng nhập", exact=True).click()
    other.goto(f"{live_server.url}/ke-hoach")
    expect(other.locator("body")).not_to_contain_text("Chữ của An")


def test_signing_out_takes_what_was_never_sent_with_it(table: Page, plan: Plan):
    table.route("**/o", lambda route: route.abort())
    type_into(table, line(plan, 1), "time", "Tháng 10")
    expect(table.locator("#bang-noi")).to_contain_text("sẽ lưu khi có mạng")
    assert table.evaluate("Object.keys(localStorage).length") == 1
    asked: list[str] = []
    table.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.accept()))
    table.locator(".who > summary").click()
    table.locator(".who").get_by_role("button", name="Đăng xuất").click()
    table.wait_for_url("**/dang-nhap*")
    assert "Còn 1 ô" in asked[0]
    assert table.evaluate("Object.keys(localStorage).length") == 0


def test_a_line_comes_goes_and_comes_back(table: Page, plan: Plan, console: list[str]):  # noqa: F811
    task = line(plan, 1)
    row = table.locator(f"#viec-{task.pk}")
    press(row, "Bỏ dòng")
    expect(row).to_have_count(0)
    assert not plan.tasks.filter(pk=task.pk).exists()
    table.get_by_role("button", name="Lấy lại").click()
    expect(row).to_have_count(1)
    assert plan.tasks.get(pk=task.pk).work == task.work
    press(row, "Thêm dòng")
    table.locator(".editor textarea").fill("Thêm một phòng đọc")
    table.keyboard.press("Enter")
    saved(table)
    assert line(plan, 2).goal.target == "Thêm một phòng đọc"
    assert console == []


def test_an_open_cell_a_paste_and_the_keys_are_no_barrier(table: Page, plan: Plan):
    """What opens; the rest of the page: test_the_table_has_no_barrier."""
    task = line(plan, 1)
    cell(table, task, "time").click()
    assert_none_at_either_width(table, "an open cell", "mo-o", f"#viec-{task.pk}")
    table.keyboard.press("Escape")
    paste(table, text="Tháng 9\t5 triệu\nTháng 10\t6 triệu")
    expect(table.locator("#xem-dan")).to_be_visible()
    assert_none_at_either_width(table, "the preview of a paste", "xem-dan", "#xem-dan")
    table.keyboard.press("Escape")
    table.get_by_role("button", name="Các phím").click()
    expect(table.locator("#cac-phim")).to_be_visible()
    assert_none_at_either_width(table, "the keys", "cac-phim", "#cac-phim")


def test_the_table_has_no_barrier(desk: Page, live_server: LiveServer, plan: Plan):  # noqa: F811
    task = line(plan, 1)
    look(desk, live_server, "/ke-hoach", "bang")
    look(desk, live_server, f"/ke-hoach/{plan.pk}/dong/them", "them")
    look(desk, live_server, "/ke-hoach/lap", "lap")
    an = User.objects.get(username="an")
    begin_plan(an, plan.school, school_year="2030-2031", form=Form.TT57)
    look(desk, live_server, "/ke-hoach?nam=2030-2031", "dong-dau")
    approved(plan)
    decided(plan, change(an, task, "time", "Tháng 11/2026"))
    look(desk, live_server, f"/ke-hoach?nam={plan.school_year}", "da-duyet")


def test_the_words_of_before_stand_in_print(desk: Page, live_server: LiveServer, an: User, plan: Plan):  # noqa: F811
    task = line(plan, 1)
    approved(plan)
    decided(plan, change(an, task, "time", "Tháng 11/2026"))
    desk.goto(f"{live_server.url}/ke-hoach")
    old = desk.locator(f"#viec-{task.pk} .was del")
    assert old.bounding_box()["width"] <= 1
    desk.locator(f"#viec-{task.pk} .was").focus()
    assert old.bounding_box()["width"] > 20
    desk.emulate_media(media="print")
    desk.locator("h1").click()
    assert old.bounding_box()["width"] > 20
    expect(desk.locator(".desk-line")).to_be_hidden()
    shot(desk, "in")


def test_on_a_phone_what_is_done_with_chosen_lines_stands_above_the_main_row(
    desk: Page,  # noqa: F811
    live_server: LiveServer,
    plan: Plan,
):
    desk.set_viewport_size({"width": 360, "height": 768})
    desk.goto(f"{live_server.url}/ke-hoach?nam={plan.school_year}")
    desk.locator(".pick input").first.check()
    give = desk.get_by_role("button", name="Giao hoặc đặt hạn cho các dòng đã chọn").bounding_box()
    row = desk.locator(".main-row").bounding_box()
    assert give is not None
    assert row is not None
    assert give["y"] + give["height"] <= row["y"]
