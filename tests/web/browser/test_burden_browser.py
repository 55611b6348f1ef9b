"""What the other things of a year cost in presses, counted in a browser on the real report: a school founded and its
plan taken in, every line given to its people, a colleague's late work found, a line adjusted, a paper issued.

What is typed is typed on a keyboard, Tab from field to field; a choice from a list is two presses.
"""

import re
from typing import Final

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from caitien.access.models import School, Unit, User
from caitien.access.schools.open_school import first_code
from caitien.documents.read import read
from caitien.domain.paper import Paper
from caitien.domain.people.owners import PERSON
from caitien.incoming.adopt import adopt_paper
from caitien.incoming.receive import receive_paper
from caitien.plans.models import Assignment, Plan, Task
from caitien.plans.people.assign import Party, assign, unassigned
from caitien.plans.table.table_lines import add_line
from caitien.work.models import Occurrence
from caitien.work.schedule import refresh_occurrences
from tests.plans.approving import approved
from tests.plans.reports import report
from tests.web.browser.test_browser import (  # noqa: F401 - fixtures
    SAMPLE,
    _plain_calls_beside_the_browser,
    browser_type_launch_args,
    console,
    desk,
)
from tests.web.browser.test_year_plan_browser import chair  # noqa: F401 - fixture
from tests.web.burden import COUNTING, PICKING, Burden, count_anew, hold, pressed

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
needs_sample = pytest.mark.skipif(not SAMPLE.exists(), reason="the samples are not beside the repository")
LINES: Final = 31  # of a plan to be given out
KNOWN: Final = ("Trần Văn Bình chủ trì; Tổ Toán phối hợp", "Tổ Toán", "Hiệu trưởng; toàn thể giáo viên phối hợp")
CHOOSING: Final = 2  # the list opened, one of it
PASSWORD: Final = "mot-cau-de-nho"


@pytest.fixture
def desk_counted(desk: Page, chair: Page) -> Page:  # noqa: F811
    """An's browser, and Hạnh's, their presses counted."""
    for page in (desk, chair):
        page.add_init_script(COUNTING)
        page.set_default_timeout(15_000)
    return desk


@needs_sample
def test_a_school_is_founded_and_has_its_plan(page: Page, live_server: LiveServer, settings, tmp_path, console):  # noqa: F811
    settings.VAR = tmp_path / "var"
    page.add_init_script(COUNTING)
    page.goto(f"{live_server.url}/bat-dau")
    count_anew(page)
    page.keyboard.type(first_code())  # the field is waiting for it
    page.get_by_role("button", name="Bắt đầu").click()
    expect(page.get_by_label("Tên trường")).to_be_focused()
    page.keyboard.type("Trường THPT Đồi Thông")
    page.locator("[name=kind]").select_option("thpt")
    for field, text in {"name": "Vũ Ngọc Lan", "username": "lan", "password": PASSWORD, "again": PASSWORD}.items():
        page.locator(f"[name={field}]").focus()
        page.keyboard.type(text)
    page.get_by_role("button", name="Mở trường").click()
    with page.expect_file_chooser() as coming:
        page.get_by_label("Thả tệp vào đây").click()
    coming.value.set_files(SAMPLE)
    page.get_by_role("button", name="Đọc tệp").click()
    page.wait_for_url(re.compile(r"/nhap/\d+$"))
    page.get_by_role("button", name="Nhận vào").click()
    page.wait_for_url("**/ke-hoach?nam=2023-2024")
    assert Plan.objects.get().tasks.count() > 20
    besides = "mã ở cửa sổ lệnh; ô chữ gõ bằng bàn phím; kể cả 2 lần chọn loại trường, 2 lần chọn tệp"
    hold(Burden("mở trường, có kế hoạch", pressed(page) + CHOOSING + PICKING, 9, besides))


@needs_sample
def test_every_line_is_given_to_its_people(desk_counted: Page, live_server: LiveServer, an: User, school: School):
    """Units of the school and bodies outside it are taken from the words; of crowds nobody is asked. The real report
    has 28 lines; three more, given as its first are, make the 31 the bar is set for."""
    plan = _plan_of_the_sample(an, school)
    for owners in plan.tasks.order_by("position").values_list("owners", flat=True)[: LINES - plan.tasks.count()]:
        assert isinstance(add_line(an, plan, values={"work": "Sửa mái nhà xe", "owners": owners}), Task)
    lines, page = plan.tasks.count(), desk_counted
    assert lines == LINES
    page.goto(f"{live_server.url}/ke-hoach?nam={plan.school_year}")
    count_anew(page)
    page.get_by_role("link", name="Phân công", exact=True).click()
    _give(page)
    chosen = 0
    for name in page.locator("#ten-chua-biet select").all():  # what reads as the school itself is asked once: its head?
        if name.locator("optgroup").count():
            name.select_option(label="Võ Thu Hạnh")
            chosen += CHOOSING
    for box in page.locator("form > .given-out").get_by_label("Võ Thu Hạnh").all():  # what stands on one line alone
        box.check()
    _give(page)
    given = Assignment.objects.filter(task__plan=plan).values("task").distinct().count()
    assert not unassigned(plan).exists()
    besides = f"{given} dòng trong {lines}, từ trang Kế hoạch; tên tổ, đơn vị chưa có được thêm luôn"
    hold(Burden("thư ký: giao các dòng của kế hoạch", pressed(page) + chosen, 12, besides))


def test_lines_whose_names_are_known_are_given_in_one_press(
    desk_counted: Page, live_server: LiveServer, an: User, binh: User, school: School
):
    plan = adopt_paper(an, receive_paper(an, school, name="x.docx", data=b"x", paper=report(LINES)))
    assert isinstance(plan, Plan)
    Unit.objects.create(school=school, name="Tổ Toán", folded="to toan")
    for number, task in enumerate(plan.tasks.order_by("position")):
        Task.objects.filter(pk=task.pk).update(owners=KNOWN[number % len(KNOWN)])
    page = desk_counted
    page.goto(f"{live_server.url}/ke-hoach?nam={plan.school_year}")
    count_anew(page)
    page.get_by_role("link", name="Phân công", exact=True).click()
    _give(page)
    assert Assignment.objects.filter(task__plan=plan).values("task").distinct().count() == LINES
    assert not unassigned(plan).exists()
    besides = f"{LINES} dòng, từ trang Kế hoạch"
    hold(Burden("thư ký: giao các dòng, tên nào trường cũng biết", pressed(page), 12, besides))


@needs_sample
def test_a_colleagues_late_work_is_found(
    desk_counted: Page, live_server: LiveServer, an: User, binh: User, school: School
):
    plan = _plan_of_the_sample(an, school)
    refresh_occurrences([plan])
    open_turns = Occurrence.objects.filter(task__plan=plan, due__lt=localdate(), state__in=("ongoing", "not_started"))
    late = Task.objects.get(pk=open_turns.values("task")[:1])
    assign(an, late, part="lead", to=Party(PERSON, binh.pk))
    page = desk_counted
    page.goto(f"{live_server.url}/")
    count_anew(page)
    page.get_by_role("link", name=re.compile("^Tìm")).click()
    expect(page.get_by_role("searchbox").first).to_be_focused()  # the click alone does not wait for the page
    page.keyboard.type("binh")
    page.keyboard.press("Enter")
    page.get_by_role("region", name="Việc trễ của ai").get_by_role("link", name="Trần Văn Bình").click()
    expect(page.locator("tr[data-line]")).to_have_count(1)
    expect(page.locator("tr[data-line]")).to_have_attribute("data-line", str(late.pk))
    hold(Burden("xem việc trễ của một đồng nghiệp", pressed(page), 3, "từ trang đầu, gõ tên vào ô tìm"))


def test_a_line_is_adjusted(desk_counted: Page, chair: Page, live_server: LiveServer, plan: Plan):  # noqa: F811
    approved(plan)
    page, task = desk_counted, plan.tasks.order_by("position")[0]
    page.goto(f"{live_server.url}/ke-hoach?nam={plan.school_year}")
    count_anew(page)
    page.locator(f"tr[data-line='{task.pk}'] th a").first.click()
    page.get_by_role("link", name="đổi Thời gian").click()
    expect(page.locator("textarea[name=new-time]")).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type("Tháng 3 năm học này")
    page.locator("#why_reason").click()
    page.keyboard.type("Phần vốn chuyển sang năm sau")
    page.get_by_role("button", name="Gửi đề nghị").first.click()
    expect(page.locator(".message.success")).to_be_visible()
    asked = pressed(page)
    chair.goto(f"{live_server.url}/")
    count_anew(chair)
    chair.locator("#can-quyet").locator("..").get_by_role("link", name=re.compile("^Đề nghị sửa")).first.click()
    expect(chair.locator("main ins")).to_contain_text("Tháng 3")  # old and new stand above the button
    chair.get_by_role("button", name="Duyệt các mục đã chọn").click()
    expect(chair.get_by_text("Đã duyệt 1 điều chỉnh")).to_be_visible()
    task.refresh_from_db()
    assert task.time == "Tháng 3 năm học này"
    hold(
        Burden("thư ký: đề nghị điều chỉnh một dòng", asked, 4, "từ bảng kế hoạch, một câu lý do"),
        Burden("hiệu trưởng: duyệt một điều chỉnh", pressed(chair), 2, "từ trang đầu, khi chỉ một đề nghị đang chờ"),
    )


# --- what stands before -----------------------------------------------------------------------------------------------


def _give(page: Page) -> None:
    page.get_by_role("button", name="Giao như đã chọn").first.click()
    expect(page.locator(".message.success")).to_be_visible()


def _plan_of_the_sample(an: User, school: School) -> Plan:
    data = SAMPLE.read_bytes()
    paper = read(data, name=SAMPLE.name)
    assert isinstance(paper, Paper)
    plan = adopt_paper(an, receive_paper(an, school, name=SAMPLE.name, data=data, paper=paper))
    assert isinstance(plan, Plan)
    return plan
