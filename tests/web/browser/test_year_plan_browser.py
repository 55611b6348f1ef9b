"""A year's plan from end to end in a real browser, on the real report: it comes in, is split, approved, adjusted, sent
round and taken back; the two tables in Word hold all of it, each word in its column."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from caitien.access.models import Invitation, School
from caitien.documents.read import read
from caitien.domain.paper import Paper, PlanRow, ResultRow
from caitien.plans.models import Plan, Task
from caitien.plans.table.split import proposed_pieces
from tests.plans.approving import chair_of
from tests.web.browser.test_browser import (  # noqa: F401 - fixtures
    SAMPLE,
    _plain_calls_beside_the_browser,
    browser_type_launch_args,
    come_in,
    console,
    desk,
    drop_file,
)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not SAMPLE.exists(), reason="the samples are not beside the repository"),
]
TIME: Final = "Tháng 3 và tháng 4 năm học này"
REASON: Final = "Phần vốn chuyển sang năm sau"
OWNERS: Final = "Tổ Toán chủ trì, Đoàn trường phối hợp"
WORK: Final = "Làm theo cách tổ đã góp ý"


@pytest.fixture
def chair(browser: Browser, live_server: LiveServer, school: School) -> Iterator[Page]:
    """Hạnh's browser, signed in."""
    context = browser.new_context()
    page = context.new_page()
    come_in(page, live_server, chair_of(school))
    yield page
    context.close()


def test_a_year_of_a_plan_ends_in_the_right_columns(
    desk: Page,  # noqa: F811
    chair: Page,
    live_server: LiveServer,
    tmp_path: Path,
):
    here = live_server.url
    plan = _adopted(desk, here)
    sent = read(SAMPLE.read_bytes(), name="report.docx")
    assert isinstance(sent, Paper)
    lines = [task for task in plan.tasks.order_by("position") if _plain(task, sent)]
    split = min((task for task in lines if len(proposed_pieces(task)) > 1), key=lambda task: len(proposed_pieces(task)))
    timed, gone, asked, reworded = [task for task in lines if task != split][:4]
    works = _split(desk, here, split)
    _approved(desk, chair, here, plan)
    _proposed(desk, here, timed, gone)
    _decided(chair, here, plan)
    _three_invited(desk, here)
    _round_trip(desk, here, plan, tmp_path, {asked.owners: OWNERS, reworded.work: WORK}, (asked, reworded))
    _decided(chair, here, plan)

    back = _report(desk, here, plan)
    pieces = [replace(sent.plan.items[split.plan_row or 0], work=work) for work in works]
    rows = list(sent.plan.items)
    rows[split.plan_row : (split.plan_row or 0) + 1] = pieces
    assert [_words(row) for row in back.plan.items] == [_words(row) for row in rows]
    adjusted = {
        timed.work: f"Thời gian: {TIME}",
        gone.work: f"Rút khỏi kế hoạch: {REASON}.",
        asked.work: f"Chủ trì và phối hợp: {OWNERS}",
        reworded.work: WORK,
    }
    told = {row.planned: row for row in back.results}
    for task in (timed, gone, asked, reworded):
        was = sent.results[task.result_row or 0]
        assert _outcome(told[was.planned]) == _outcome(was)
        typed = f"{was.adjusted}\n" if was.adjusted else ""
        assert told[was.planned].adjusted == typed + adjusted[task.work]
    parts = back.results[split.result_row or 0 :][: len(works)]
    assert {row.criterion for row in parts} == {split.goal.criterion}
    assert "\n".join(row.planned for row in parts).split() == sent.results[split.result_row or 0].planned.split()
    touched = {task.result_row for task in (split, timed, gone, asked, reworded)}
    others = [row for place, row in enumerate(sent.results) if place not in touched]
    assert all(row in back.results for row in others)
    assert len(back.results) == len(sent.results) + len(works) - 1


def _plain(task: Task, sent: Paper) -> bool:
    """A line that stands in both tables, and whose words in the plan no other line has."""
    if task.plan_row is None or task.result_row is None:
        return False
    same = [row for row in sent.plan.items if row.work == task.work]
    told = [row for row in sent.results if row.planned == sent.results[task.result_row].planned]
    return bool(task.owners and task.time) and len(same) == len(told) == 1


def _words(row: PlanRow) -> dict[str, object]:
    names = ("criterion", "label", "standard", "level", "target", "work", "owners", "time", "budget", "support", "note")
    return {name: getattr(row, name) for name in names}


def _outcome(row: ResultRow) -> tuple[str, ...]:
    return (row.criterion, row.planned, row.done, row.ongoing, row.not_started, row.note)


def _adopted(page: Page, here: str) -> Plan:
    page.goto(f"{here}/nhap")
    drop_file(page, SAMPLE)
    page.get_by_role("button", name="Nhận vào").click()
    page.wait_for_url("**/ke-hoach?nam=2023-2024")
    return Plan.objects.get()


def _split(page: Page, here: str, task: Task) -> list[str]:
    """Split a line as the page proposes; the works it is told apart into."""
    page.goto(f"{here}/ke-hoach/{task.plan_id}/dong/{task.pk}/tach")
    works = [box.input_value() for box in page.locator("textarea[name=viec]").all()]
    for each in page.locator("select[name=tinh-trang]").all():
        if each.input_value() == "unstated":
            each.select_option("ongoing")
    page.get_by_role("button", name="Tách", exact=True).click()
    page.wait_for_url(f"**/dong/{task.pk}")
    return works


def _approved(desk: Page, chair: Page, here: str, plan: Plan) -> None:  # noqa: F811
    for page, button in ((desk, "Trình phê duyệt"), (chair, "Phê duyệt")):
        page.goto(f"{here}/ke-hoach/{plan.pk}/phe-duyet")
        why = page.get_by_label("Vẫn tiếp tục, vì")
        if why.count():
            why.fill("Số và ngày văn thư điền khi ký")
        page.get_by_role("button", name=button, exact=True).click()
    expect(chair.locator("p.lead").first).to_contain_text("bản 1 đang có hiệu lực")


def _proposed(page: Page, here: str, timed: Task, gone: Task) -> None:
    page.goto(f"{here}/ke-hoach/{timed.plan_id}/dong/{timed.pk}/dieu-chinh")
    form = page.locator("form.sheet")
    form.locator("details", has=page.locator("textarea[name=new-time]")).locator("summary").click()
    form.locator("textarea[name=new-time]").fill(TIME)
    form.get_by_label("Lý do").fill("Lịch thi đổi")
    form.get_by_role("button", name="Gửi đề nghị").click()
    page.wait_for_url("**/dieu-chinh")
    page.goto(f"{here}/ke-hoach/{gone.plan_id}/dong/{gone.pk}/dieu-chinh")
    page.get_by_text("Rút dòng này khỏi kế hoạch").click()
    form = page.locator("details.part form")
    form.get_by_label("Lý do").fill(REASON)
    form.get_by_role("button", name="Gửi đề nghị").click()
    page.wait_for_url("**/dieu-chinh")


def _decided(chair: Page, here: str, plan: Plan) -> None:
    """The chair approves all that waits: two proposals each time."""
    chair.goto(f"{here}/ke-hoach/{plan.pk}/dieu-chinh")
    ticks = chair.locator("input[name=chon]")
    expect(ticks).to_have_count(2)
    for tick in ticks.all():
        tick.check()
    chair.get_by_role("button", name="Duyệt các mục đã chọn").click()
    expect(chair.get_by_role("status")).to_contain_text("Đã duyệt 2 điều chỉnh")


def _three_invited(page: Page, here: str) -> None:
    for name in ("Lê Thu Sương", "Đỗ Văn Tám", "Hồ Minh Út"):
        page.goto(f"{here}/truong/nguoi")
        page.get_by_role("link", name="Mời một người").click()
        page.get_by_label("Họ và tên").fill(name)
        page.get_by_role("button", name="Mời", exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_contain_text(name)
    assert Invitation.objects.count() == 3


def _round_trip(
    page: Page, here: str, plan: Plan, folder: Path, texts: dict[str, str], lines: tuple[Task, ...]
) -> None:
    """The plan goes out as Excel; a unit changes two cells of it; both come back and are accepted."""
    page.goto(f"{here}/ke-hoach/{plan.pk}/lay-y-kien")
    page.get_by_label("Gửi ai").fill("Tổ Toán")
    page.get_by_label("Excel").check()
    page.get_by_role("button", name="Tạo tệp để gửi").click()
    with page.expect_download() as coming:
        page.get_by_role("link", name="Tải tệp Excel đã gửi").click()
    file = folder / "tổ toán góp ý.xlsx"
    coming.value.save_as(file)
    book = load_workbook(file)
    rows = {str(cell.value): cell.row for cells in book["Kế hoạch"].iter_rows() for cell in cells}
    for (old, new), task in zip(texts.items(), lines, strict=True):
        cells = book["Kế hoạch"][rows[task.work]]
        (found,) = [cell for cell in cells if cell.value == old]
        found.value = new
    book.save(file)
    drop_file(page, file)
    expect(page.locator("p.progress")).to_contain_text("2 góp ý, 2 chờ xem")
    page.get_by_role("button", name="Nhận cả 2 góp ý").click()
    expect(page.locator("p.progress")).to_contain_text("đã xem hết")


def _report(page: Page, here: str, plan: Plan) -> Paper:
    """The report in Word as it comes down, read again."""
    page.goto(f"{here}/ke-hoach?nam={plan.school_year}")
    page.get_by_role("link", name="Xuất báo cáo").click()
    page.get_by_label("Tôi vẫn xuất, vì").fill("bản này chỉ để đối chiếu")
    with page.expect_download() as coming:
        page.get_by_role("button", name="Xuất văn bản").click()
    back = read(Path(coming.value.path()).read_bytes(), name="report.docx")
    assert isinstance(back, Paper)
    return back
