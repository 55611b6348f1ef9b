"""The pages in a real browser: the real report in, the same report out; a quiet console, no barrier for anyone."""

import base64
import os
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from caitien.access.models import School, User
from caitien.documents.read import read
from caitien.domain.paper import Paper
from caitien.incoming.adopt import adopt_paper
from caitien.incoming.correct import correct_cell
from caitien.incoming.receive import receive_paper
from caitien.plans.models import Plan, Task, Upload
from caitien.plans.table.table_lines import remove_line, row_mark
from tests.plans.reports import report
from tests.web.barriers import assert_none_at_either_width, look

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SAMPLE = Path(__file__).parents[4] / "shared/samples/lhp-2023-2024/report.docx"
QUIET = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run "
    "--disable-background-networking --disable-component-update --disable-sync"
)
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")  # the cheapest to run first
CHROMIUM = next(filter(None, map(shutil.which, BROWSERS)), None)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    if CHROMIUM is None:
        pytest.skip("NO BROWSER WAS TRIED: there is no Chromium on this machine")
    return {"executable_path": CHROMIUM, "args": QUIET.split()}


@pytest.fixture(scope="session", autouse=True)
def _plain_calls_beside_the_browser() -> None:
    """Playwright keeps an event loop in this thread, which Django takes for asynchronous code."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture
def console(page: Page) -> list[str]:
    """What the browser complained of."""
    found: list[str] = []
    page.on("console", lambda message: message.type in {"error", "warning"} and found.append(message.text))
    page.on("pageerror", lambda error: found.append(str(error)))
    return found


@pytest.fixture
def desk(page: Page, live_server: LiveServer, an: User, console: list[str]) -> Page:
    """An's browser, signed in, no page open yet: a test opens what it is about. The page of the sign-in is tried in
    test_people_browser.py and test_kept_browser.py."""
    come_in(page, live_server, an)
    return page


def come_in(page: Page, live_server: LiveServer, person: User) -> None:
    """Let a browser be that of someone who has signed in."""
    client = Client()
    client.force_login(person)
    session = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": session.key, "value": session.value, "url": live_server.url}])


def drop_file(page: Page, file: Path) -> None:
    """Let a file go over the drop zone."""
    make = """([data, name]) => {
        const held = new DataTransfer();
        held.items.add(new File([Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0))], name));
        return held;
    }"""
    held = page.evaluate_handle(make, [base64.b64encode(file.read_bytes()).decode(), file.name])
    page.dispatch_event("form.drop", "drop", {"dataTransfer": held})


@pytest.mark.skipif(not SAMPLE.exists(), reason="the samples are not beside the repository")
def test_the_real_report_goes_in_becomes_the_plan_and_comes_out_the_same(
    desk: Page, live_server: LiveServer, console: list[str]
):
    desk.goto(live_server.url)
    expect(desk.get_by_role("heading", level=1)).to_have_text("Chào An")
    drop_file(desk, SAMPLE)
    desk.wait_for_url(re.compile(r"/nhap/\d+$"))
    expect(desk.locator("#tom-tat")).to_contain_text("28 dòng kết quả")
    desk.get_by_role("button", name="Nhận vào").click()
    desk.wait_for_url("**/ke-hoach?nam=2023-2024")
    expect(desk.locator("table.plan span.state")).to_have_count(28)
    desk.get_by_role("link", name="Xuất báo cáo").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("Văn bản còn lỗi")  # as the sample's number is blank
    desk.get_by_label("Tôi vẫn xuất, vì").fill("bản này chỉ để đối chiếu")
    with desk.expect_download() as coming:
        desk.get_by_role("button", name="Xuất văn bản").click()
    back, sent = (read(Path(path).read_bytes(), name="report.docx") for path in (coming.value.path(), SAMPLE))
    assert isinstance(back, Paper)
    assert isinstance(sent, Paper)
    assert len(back.plan.items + back.results) == 56
    assert (back.plan.items, back.results) == (sent.plan.items, sent.results)
    assert console == []


@pytest.fixture
def upload(an: User, school: School) -> Upload:
    return receive_paper(an, school, name="báo cáo.docx", data=b"bytes", paper=report())


def test_a_doubtful_state_is_settled_with_two_taps(desk: Page, live_server: LiveServer, upload: Upload, console):
    desk.goto(f"{live_server.url}/nhap/{upload.pk}")
    expect(desk.locator("#tom-tat")).to_contain_text("1 ô cần xem")
    desk.get_by_label("chưa làm").check()
    desk.get_by_role("button", name="Xác nhận").click()
    expect(desk.get_by_role("heading", name="Cần thầy cô xem")).to_be_visible()
    expect(desk.locator("#tom-tat")).to_contain_text("0 ô cần xem")
    expect(desk.locator("#tom-tat .not_started dd")).to_have_text("10")
    expect(desk.locator("article.doubt")).to_have_count(0)
    expect(desk.get_by_role("button", name="Nhận vào")).to_be_focused()
    desk.get_by_role("button", name="Nhận vào").click()
    desk.wait_for_url("**/ke-hoach?nam=2026-2027")
    assert Task.objects.get(result_row=0).state == "not_started"
    assert console == []


def test_a_cell_is_corrected_in_its_place(desk: Page, live_server: LiveServer, upload: Upload, console: list[str]):
    desk.goto(f"{live_server.url}/nhap/{upload.pk}")
    desk.locator("#phan-plan > summary").click()
    line = desk.locator("#dong-plan-3")
    line.get_by_label("Sửa chủ trì và phối hợp").focus()
    desk.keyboard.press("Enter")
    expect(line.locator("textarea")).to_be_focused()
    line.locator("textarea").fill("Tổ Toán")
    line.get_by_role("button", name="Lưu").click()
    expect(line.locator("td.corrected")).to_contain_text("Trong tệp: Tổ văn phòng")
    expect(line.get_by_label("Sửa chủ trì và phối hợp")).to_be_focused()
    assert upload.corrections.get().text == "Tổ Toán"
    assert console == []


def test_what_does_not_fit_is_told_where_it_was_typed(desk: Page, live_server: LiveServer, upload: Upload, console):
    desk.goto(f"{live_server.url}/nhap/{upload.pk}?phan=prose")
    line = desk.locator("#dong-o-school_5f_year")
    line.hover()
    line.get_by_label("Sửa năm học").click()
    line.locator("textarea").fill("năm nay")
    line.get_by_role("button", name="Lưu").click()
    expect(line.get_by_role("alert")).to_contain_text("chưa phải một năm học")
    expect(line.locator("textarea")).to_have_value("năm nay")
    line.get_by_role("link", name="Thôi").click()
    expect(line).to_contain_text("2026-2027")
    assert console == []


def test_a_file_too_large_is_told_before_it_is_sent(
    desk: Page, live_server: LiveServer, tmp_path: Path, console: list[str]
):
    desk.goto(live_server.url)
    big = tmp_path / "to.docx"
    big.write_bytes(b"0" * (31 * 1024 * 1024))
    desk.set_input_files("#id_file", big)
    expect(desk.get_by_role("alert")).to_contain_text("lớn hơn mức 30 MB")
    assert console == []


def test_a_card_confirmed_shows_in_the_open_table_too(desk: Page, live_server: LiveServer, upload: Upload, console):
    desk.goto(f"{live_server.url}/nhap/{upload.pk}?phan=results")
    desk.locator("article.doubt").get_by_label("đã xong").check()
    desk.get_by_role("button", name="Xác nhận").click()
    expect(desk.locator("#dong-results-0 .state")).to_have_text("đã xong")
    assert console == []


def test_what_was_typed_stays_when_the_sign_in_has_ended(desk: Page, live_server: LiveServer, upload: Upload):
    desk.goto(f"{live_server.url}/nhap/{upload.pk}?phan=prose")
    line = desk.locator("#phan-prose tr", has_text="Ưu điểm")
    line.hover()
    line.get_by_label("Sửa ưu điểm").click()
    line.locator("textarea").fill("Một nhận xét dài đã gõ rất lâu")
    desk.context.clear_cookies()
    line.get_by_role("button", name="Lưu").click()
    expect(line.get_by_role("alert")).to_be_visible()
    expect(line.locator("textarea")).to_have_value("Một nhận xét dài đã gõ rất lâu")
    assert not upload.corrections.exists()


def test_a_finding_is_mended_with_a_tap_and_another_passed_over(
    desk: Page, live_server: LiveServer, upload: Upload, console: list[str]
):
    correct_cell(upload.by, upload, path="plan.items.3.work", text="Phân công họp lý giáo viên dạy thay")
    desk.goto(f"{live_server.url}/nhap/{upload.pk}")
    desk.locator("#phan-plan > summary").click()
    line = desk.locator("#dong-plan-3")
    mark = line.locator("details.finding", has_text="“họp lý” là chữ sai của “hợp lý”")
    mark.locator("> summary").focus()
    desk.keyboard.press("Enter")
    mark.get_by_role("button", name="Sửa").click()
    expect(desk.get_by_role("status")).to_contain_text("Đã sửa “họp lý” thành “hợp lý”")
    expect(line).to_contain_text("Phân công hợp lý giáo viên dạy thay")
    expect(line).not_to_contain_text("là chữ sai của")
    desk.get_by_role("link", name="Kiểm tra", exact=True).last.click()
    found = desk.locator("article.found").first
    said = found.locator(".what").inner_text()
    found.get_by_text("Bỏ qua", exact=True).first.click()
    found.get_by_label("Vì sao bỏ qua?").fill("Văn thư điền khi ký")
    found.get_by_role("button", name="Bỏ qua").click()
    expect(desk.get_by_role("status")).to_contain_text("Đã bỏ qua")
    expect(desk.locator("article.found .what").first).not_to_have_text(said)
    assert upload.dismissals.get().reason == "Văn thư điền khi ký"
    assert console == []


def test_what_opens_in_place_and_the_way_out_have_no_barrier(desk: Page, live_server: LiveServer, upload: Upload):
    """The other addresses: test_every_address_browser.py."""
    other = receive_paper(upload.by, upload.school, name="khác.docx", data=b"more", paper=report(9))
    plan = adopt_paper(upload.by, other)
    gone = plan.tasks.select_related("goal").order_by("position").last()
    remove_line(upload.by, plan, task=gone.pk, seen=row_mark(gone))
    pages = (
        "/ke-hoach?tim=phong", f"/nhap/{upload.pk}?phan=results", f"/nhap/{upload.pk}?phan=prose", "/khong-co",
        "/khuyen-nghi/do-phu?xem=dong", f"/ke-hoach/{plan.pk}/dong/da-bo", "/dang-xuat",
    )  # fmt: skip
    for where in pages:
        look(desk, live_server, where)
    desk.get_by_role("main").get_by_role("button", name="Đăng xuất").click()
    assert_none_at_either_width(desk, "/dang-nhap")


def test_a_plan_of_another_school_is_not_there(desk: Page, live_server: LiveServer, other_school: School):
    plan = Plan.objects.create(school=other_school, school_year="2026-2027")
    answer = desk.request.get(f"{live_server.url}/ke-hoach/{plan.pk}/bao-cao.docx")
    assert answer.status == 404
