"""One's own work on a phone: taps counted, sent while the line is down, weighed; no barrier at any width."""

import gzip
import os
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from caitien.access.models import School, User
from caitien.domain.tasks.work_state import WorkState
from caitien.incoming.adopt import adopt
from caitien.plans.models import Assignment, Plan, Task
from caitien.work.counting.missing import remind
from caitien.work.models import Occurrence, Update
from caitien.work.reporting.attachments import Fit, report_with_file
from caitien.work.reporting.report import report_progress
from caitien.work.schedule import refresh_occurrences
from tests.plans.reports import report, with_plan_row
from tests.web.barriers import look
from tests.web.browser.test_browser import (  # noqa: F401 - fixtures
    _plain_calls_beside_the_browser,
    browser_type_launch_args,
    come_in,
    console,
    desk,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FACT = "Lắp xong 12 máy chiếu ngày 14/11"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63606060000000"
    "040001f61738550000000049454e44ae426082"
)
WORKS = ("Bảo dưỡng máy chiếu ở 12 phòng", "Sơn lại cột gôn và kẻ sân", "Mở tủ sách ở bốn lớp")


@pytest.fixture
def lines(school: School, binh: User, an: User) -> Plan:
    """Three lines of Bình's: overdue, of the whole year, without a day; An has asked about the first."""
    year = timezone.localdate().year
    paper = report(6, school_year=f"{year}-{year + 1}")
    for row, time, work in zip((1, 2, 4), ("Tháng 1/2020", "2019-2040", "Khi có vốn"), WORKS, strict=True):
        paper = with_plan_row(paper, row, time=time, work=work)
    plan, _ = adopt(school, paper)
    for row in (1, 2, 4):
        Assignment.objects.create(school=school, task=plan.tasks.get(plan_row=row), user=binh)
    refresh_occurrences([plan])
    remind(an, plan.tasks.get(plan_row=1), "Việc máy chiếu đến đâu rồi ạ?")
    return plan


@pytest.fixture
def phone(page: Page, live_server: LiveServer, binh: User, console: list[str], lines: Plan) -> Page:  # noqa: F811
    """Bình's phone, signed in: the first page is his work."""
    page.set_viewport_size({"width": 360, "height": 740})
    come_in(page, live_server, binh)
    page.goto(f"{live_server.url}/")
    page.wait_for_url("**/viec")
    return page


def card(page: Page, work: str):
    return page.locator("article.task", has_text=work)


def count_taps(page: Page) -> None:
    page.evaluate("window.taps = 0; addEventListener('click', (event) => { if (event.isTrusted) taps += 1; }, true)")


def test_a_task_is_told_in_two_taps_and_one_sentence(phone: Page, console: list[str]):  # noqa: F811
    own = card(phone, WORKS[0])
    expect(own.get_by_role("button", name="Gửi")).to_be_hidden()
    count_taps(phone)
    own.get_by_label("Xong", exact=True).click()
    phone.keyboard.press("Tab")
    own.get_by_label("Một câu kết quả").fill(FACT)
    own.get_by_role("button", name="Gửi").click()
    expect(card(phone, WORKS[0]).locator(".sent")).to_be_visible()
    assert phone.evaluate("taps") <= 3
    assert Task.objects.get(plan_row=1).done == f"Kết quả thứ 1\n{FACT}"
    assert console == []


def test_praise_gets_one_question_that_a_tap_passes_over(phone: Page, console: list[str]):  # noqa: F811
    own = card(phone, WORKS[0])
    count_taps(phone)
    own.get_by_label("Xong", exact=True).click()
    own.get_by_role("button", name="Gửi").click()
    expect(own.get_by_label("Bao nhiêu?")).to_be_focused()
    own.get_by_role("button", name="Bỏ qua").click()
    expect(own.locator(".sent")).to_be_visible()
    assert phone.evaluate("taps") <= 3
    assert Update.objects.get().answer == ""
    assert console == []


def test_what_is_stuck_says_on_whom(phone: Page, console: list[str]):  # noqa: F811
    own = card(phone, WORKS[1])
    own.get_by_label("Vướng", exact=True).click()
    expect(own.get_by_label("Chờ ai")).to_be_hidden()
    own.get_by_label("Chờ đơn vị khác").check()
    own.get_by_label("Chờ ai").fill("UBND phường")
    own.get_by_role("button", name="Gửi").click()
    expect(own.locator(".sent")).to_be_visible()
    assert Occurrence.objects.get(task__plan_row=2).state == "waiting"
    assert console == []


def test_what_is_sent_while_the_line_is_down_sends_itself_photo_and_all(
    phone: Page, tmp_path: Path, live_server: LiveServer
):
    photo = tmp_path / "anh.png"
    photo.write_bytes(PNG)
    own = card(phone, WORKS[0])
    phone.context.set_offline(True)
    expect(phone.locator(".note.offline")).to_be_visible()
    own.get_by_label("Đang làm", exact=True).click()
    own.get_by_label("Một câu kết quả").fill("Đã lắp 5/12 máy")
    own.get_by_label("Ảnh hoặc tệp").set_input_files(photo)
    own.get_by_role("button", name="Gửi").click()
    expect(own.locator(".note")).to_have_text("Sẽ gửi khi có mạng.")
    assert not Update.objects.exists()
    phone.context.set_offline(False)
    expect(own.locator(".sent")).to_be_visible()
    assert [each.kind for each in Update.objects.get().attachments.all()] == ["png"]
    assert Update.objects.get().text == "Đã lắp 5/12 máy"


def test_the_page_opens_offline_and_what_was_told_there_is_sent_later(phone: Page, live_server: LiveServer):
    phone.evaluate("navigator.serviceWorker.ready")
    phone.reload()  # seen once through the worker: now it is kept
    phone.wait_for_function("async () => Boolean(await caches.match('/viec', { ignoreVary: true }))")
    phone.context.set_offline(True)
    phone.reload()
    own = card(phone, WORKS[0])
    own.get_by_label("Xong", exact=True).click()
    own.get_by_label("Một câu kết quả").fill(FACT)
    own.get_by_role("button", name="Gửi").click()
    expect(own.locator(".note")).to_have_text("Sẽ gửi khi có mạng.")
    phone.context.set_offline(False)
    expect(own.locator(".sent")).to_be_visible()
    assert Update.objects.get().text == FACT


def test_nothing_of_it_stays_in_the_browser_after_signing_out(phone: Page, live_server: LiveServer):
    phone.evaluate("navigator.serviceWorker.ready")
    phone.reload()
    phone.wait_for_function("async () => Boolean(await caches.match('/viec', { ignoreVary: true }))")
    phone.locator("details.who > summary").click()
    phone.get_by_role("button", name="Đăng xuất").click()
    phone.wait_for_url("**/dang-nhap**")
    assert phone.evaluate("caches.keys()") == []


def test_a_first_visit_weighs_less_than_60_kilobytes(phone: Page, live_server: LiveServer):
    weights: dict[str, int] = {}

    def weigh(answer) -> None:
        if answer.ok and "mat-mang" not in answer.url:
            weights[answer.url] = min(len(answer.body()), len(gzip.compress(answer.body(), 6)))

    phone.context.on("response", weigh)
    fresh = phone.context.new_page()
    fresh.goto(f"{live_server.url}/viec", wait_until="networkidle")
    assert any(url.endswith("work.js") for url in weights)
    assert sum(weights.values()) < 60_000, weights
    if folder := os.environ.get("CAITIEN_PICTURES"):
        Path(folder, "can.txt").write_text(f"{sum(weights.values())} byte\n{weights}")


def test_the_pages_of_the_work_have_no_barrier(
    desk: Page,  # noqa: F811
    live_server: LiveServer,
    lines: Plan,
    binh: User,
    an: User,
):
    told, stuck, mine = (lines.tasks.get(plan_row=row) for row in (1, 2, 4))
    photo = Fit("anh.png", "png", PNG)
    report_with_file(binh, told.occurrences.get(), photo, state=WorkState.ONGOING, text="Đã lắp 5/12 máy")
    report_progress(binh, stuck.occurrences.get(), state=WorkState.WAITING, whom="UBND phường", reason="cấp vốn")
    for task in (told, stuck, mine):
        Assignment.objects.create(school=lines.school, task=task, user=an)
    remind(binh_as_monitor(binh), told, "Sắp họp hội đồng, xin số liệu ạ")
    for name, where in {
        "viec": "/viec",
        "the": f"/viec/{told.occurrences.get().pk}",
        "con-thieu": "/viec/con-thieu",
        "hoi-ngay": f"/ke-hoach/{lines.pk}/hoi-ngay",
        "dong-viec": f"/ke-hoach/{lines.pk}/dong/{told.pk}",
    }.items():
        look(desk, live_server, where, name)
    desk.goto(f"{live_server.url}/viec")
    for way in ("Đang làm", "Vướng"):
        card(desk, WORKS[0]).get_by_label(way, exact=True).click()
    card(desk, WORKS[0]).get_by_label("Chờ đơn vị khác").check()
    if folder := os.environ.get("CAITIEN_PICTURES"):
        desk.screenshot(path=f"{folder}/mo.png", full_page=True)
    look(desk, live_server, "/viec", "viec-lai")


def binh_as_monitor(binh: User) -> User:
    binh.memberships.update(role="monitor")
    return binh
