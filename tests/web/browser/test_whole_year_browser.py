"""A whole year of a school in real browsers, on the real report: nothing official changes unseen, nothing typed is
lost on the way, and what each person has to press is counted.

Giving out work is tried on screen elsewhere and done by its verb here. The counts are rows of the burden (gánh nặng)
of docs/burden.md.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from caitien.access.models import Membership, Role, School, User
from caitien.documents.read import read
from caitien.domain.paper import Form, Paper, Status
from caitien.domain.people.owners import PERSON
from caitien.domain.plan_state import PlanState
from caitien.papers.models import Issue
from caitien.papers.reads import file_of_issue
from caitien.plans.compose import compose
from caitien.plans.models import Plan, Task
from caitien.plans.people.assign import Party, assign
from caitien.work.models import Letter, Waiting
from caitien.work.schedule import refresh_occurrences
from tests.web.browser.test_browser import (  # noqa: F401 - fixtures
    SAMPLE,
    _plain_calls_beside_the_browser,
    browser_type_launch_args,
    come_in,
    console,
    desk,
)
from tests.web.browser.test_year_plan_browser import chair  # noqa: F401 - fixture
from tests.web.burden import COUNTING, PICKING, Burden, count_anew, hold, pressed

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not SAMPLE.exists(), reason="the samples are not beside the repository"),
]
FACT: Final = "Sơn xong 12 phòng ngày 20/04"
CITY: Final = "UBND thành phố Hồ Xuân"
LAND: Final = "Giao mặt bằng sân sau"
ALL_THE_SAME: Final = "Kế hoạch năm cũ, giữ nguyên như đã ký"
SIGNED: Final = "12/09/2023"  # the date the real plan bears
ASKED_AGAIN: Final = "422"  # what a browser notes of a form that comes back with a question
MENDED: Final = "Rà soát xong ngày 28/05, biên bản số 4"


@pytest.fixture
def teachers(school: School, binh: User) -> list[User]:
    """Bình and two colleagues."""
    people = [User.objects.create_user(name, password=f"mat-khau-{name}", name=f"Cô {name}") for name in ("lan", "mai")]
    for person in people:
        Membership.objects.create(user=person, school=school, role=Role.STAFF)
    return [binh, *people]


@pytest.fixture
def phones(browser: Browser, live_server: LiveServer, teachers: list[User]) -> Iterator[list[Page]]:
    """The phone of each of them, signed in."""
    contexts = [browser.new_context(viewport={"width": 360, "height": 740}) for _ in teachers]
    pages = [context.new_page() for context in contexts]
    for page, teacher in zip(pages, teachers, strict=True):
        come_in(page, live_server, teacher)
    yield pages
    for context in contexts:
        context.close()


def test_a_year_is_carried_in_few_presses(
    desk: Page,  # noqa: F811
    chair: Page,  # noqa: F811
    phones: list[Page],
    live_server: LiveServer,
    an: User,
    teachers: list[User],
    console: list[str],  # noqa: F811
):
    here = live_server.url
    for page in (desk, chair, *phones):
        page.add_init_script(COUNTING)
        page.set_default_timeout(10_000)
    came_in = _take_in(desk, here)
    plan = Plan.objects.select_related("school").get()
    _approve(desk, chair, here, plan)
    refresh_occurrences([plan])
    _print_whole(desk, here, plan)
    before = compose(plan, Form.REPORT)
    waiting, *given = _unfinished(plan)
    for task, teacher in zip(given, teachers, strict=True):
        assign(an, task, part="lead", to=Party(PERSON, teacher.pk))

    told, *_ = [_tell(phone, here, task) for phone, task in zip(phones, given, strict=True)]
    _wait_for_the_city(desk, here, waiting)
    _a_report_ends_no_waiting_unasked(desk, here, waiting)
    _mend_untold(desk, here, plan)
    in_word, composed = _compose(desk, here, plan)
    handed, issued = _issue(desk, chair, here)
    back = _read_back(Issue.objects.get())
    assert (back.results, back.plan.items) == (composed.results, composed.plan.items)
    _every_line_sits_in_its_column(before, back, given, waiting)
    _next_year(desk, here)
    _the_wait_goes_along(waiting)
    assert [each for each in console if ASKED_AGAIN not in each] == []

    hold(told, came_in, in_word, handed, issued)


# --- what is counted --------------------------------------------------------------------------------------------------


def _take_in(page: Page, here: str) -> Burden:
    """From the first page with the old Word file at hand to the plan."""
    page.goto(f"{here}/")
    count_anew(page)
    with page.expect_file_chooser() as coming:
        page.get_by_label("Thả tệp vào đây").click()
    coming.value.set_files(SAMPLE)
    page.get_by_role("button", name="Đọc tệp").click()
    page.wait_for_url(re.compile(r"/nhap/\d+$"))
    page.get_by_role("button", name="Nhận vào").click()
    page.wait_for_url("**/ke-hoach?nam=2023-2024")
    return Burden(
        "thư ký: từ tệp Word cũ đến kế hoạch", pressed(page) + PICKING, 6, "kể cả 2 lần trong cửa sổ chọn tệp"
    )


def _tell(page: Page, here: str, task: Task) -> Burden:
    """On the phone, from one's own list to what is kept."""
    page.goto(f"{here}/viec")
    count_anew(page)
    own = page.locator(f"#viec-{task.occurrences.get().pk}")
    own.get_by_label("Xong", exact=True).click()
    own.get_by_label("Một câu kết quả").click()
    page.keyboard.type(FACT)
    own.get_by_role("button", name="Gửi").click()
    expect(page.locator(".sent")).to_be_visible()
    return Burden("giáo viên: báo một việc", pressed(page), 3, "và một câu")


def _compose(page: Page, here: str, plan: Plan) -> tuple[Burden, Paper]:
    """From the room of papers to the yearly report in Word."""
    page.goto(f"{here}/giay-to?nam={plan.school_year}")
    count_anew(page)
    page.get_by_role("button", name="Soạn Báo cáo năm học").click()
    with page.expect_download() as coming:
        page.get_by_role("link", name="Tải Word").click()
    paper = read(Path(coming.value.path()).read_bytes(), name="bao-cao.docx")
    assert isinstance(paper, Paper)
    besides = "từ trang Giấy tờ, khi việc nào cũng rõ trạng thái"
    return Burden("thư ký: báo cáo năm học ra Word", pressed(page), 2, besides), paper


# --- the year ---------------------------------------------------------------------------------------------------------


def _unfinished(plan: Plan) -> list[Task]:
    """Four lines of one occurrence each that are not done: those under way first."""
    lines = plan.tasks.filter(state__in=(Status.ONGOING, Status.NOT_STARTED)).select_related("plan", "goal")
    return [task for task in lines.order_by("-state", "position") if task.occurrences.count() == 1][:4]


def _approve(page: Page, chair: Page, here: str, plan: Plan) -> None:  # noqa: F811
    """An answers for the open errors; Hạnh sees who did and why, and what another date would do to the paper's own."""
    where = f"{here}/ke-hoach/{plan.pk}/phe-duyet"
    page.goto(where)
    page.get_by_label("Vẫn tiếp tục, vì").fill(ALL_THE_SAME)
    page.get_by_role("button", name=re.compile("Trình")).click()
    expect(page.get_by_text("Đã trình.")).to_be_visible()
    chair.goto(where)
    expect(chair.locator("main")).to_contain_text(re.compile(f"Nguyễn Thị An.*{ALL_THE_SAME}", re.DOTALL))
    day = chair.get_by_label("Ngày")
    expect(day).to_have_value(SIGNED)
    day.fill("01/10/2023")
    chair.get_by_role("button", name="Phê duyệt").click()
    expect(chair.locator("main")).to_contain_text(re.compile(f"{SIGNED}.*01/10/2023", re.DOTALL))
    assert Plan.objects.get(pk=plan.pk).state == PlanState.SUBMITTED
    day.fill(SIGNED)
    chair.get_by_role("button", name="Phê duyệt").click()
    expect(chair.get_by_text("Đã phê duyệt.")).to_be_visible()
    plan.refresh_from_db()
    assert (plan.state, f"{plan.date:%d/%m/%Y}") == (PlanState.APPROVED, SIGNED)


def _print_whole(page: Page, here: str, plan: Plan) -> None:
    """All lines are on paper, and nothing to edit."""
    page.goto(f"{here}/ke-hoach?nam={plan.school_year}")
    whole = page.locator("a[data-print]").first.get_attribute("href") or ""
    page.goto(f"{here}/ke-hoach{whole}")
    page.emulate_media(media="print")
    assert page.locator("[data-line]:visible").count() == plan.tasks.count()
    assert page.locator(".line-tools:visible, main form:visible").count() == 0
    page.emulate_media(media="screen")


def _sign_in_ends(page: Page) -> None:
    """The session of this browser alone is over."""
    key = next(cookie["value"] for cookie in page.context.cookies() if cookie["name"] == "sessionid")
    Session.objects.filter(session_key=key).delete()


def _sign_in_again(page: Page) -> None:
    page.get_by_label("Tên đăng nhập").fill("an")
    page.get_by_label("Mật khẩu").fill("mat-khau-an")
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    page.get_by_role("link", name="Để sau").click()  # a second factor is offered once a month


def _a_report_ends_no_waiting_unasked(page: Page, here: str, task: Task) -> None:
    """Đang làm of a line that waits is a question first, and the sentence stays while it is asked."""
    page.goto(f"{here}/viec/{task.occurrences.get().pk}")
    page.get_by_label("Đang làm", exact=True).click()
    page.get_by_label("Một câu kết quả").fill("Đã gửi công văn nhắc")
    page.get_by_role("button", name="Gửi").click()
    expect(page.get_by_role("alert").first).to_contain_text(f"Hết chờ {CITY}?")
    expect(page.get_by_label("Một câu kết quả")).to_have_value("Đã gửi công văn nhắc")
    assert task.waitings.get().until is None


def _the_wait_goes_along(task: Task) -> None:
    """Next year's line waits for the same since the same day, with its letters."""
    old, new = Waiting.objects.filter(whom=CITY).order_by("pk")
    assert (old.task, new.plan.school_year) == (task, "2024-2025")
    assert (new.since, new.until, new.letters.count()) == (old.since, None, 2)


def _wait_for_the_city(page: Page, here: str, task: Task) -> None:
    page.goto(f"{here}/ke-hoach/{task.plan_id}/dong/{task.pk}/cho")
    page.get_by_label(re.compile("ên đơn vị")).fill(CITY)
    page.get_by_label("Chờ việc gì").fill(LAND)
    page.get_by_label("Từ ngày").fill("01/02/2024")
    page.get_by_role("button", name="Ghi lại").click()
    page.goto(f"{here}/cho?nam={task.plan.school_year}")
    expect(page.locator("table.awaited")).to_contain_text(CITY)
    page.goto(f"{here}/cho/{task.waitings.get().pk}")
    for way, number, day in (("sent", "15/CV-THPTHS", "03/02/2024"), ("answered", "203/UBND", "12/03/2024")):
        page.locator(f"input[name=way][value={way}]").check()
        page.get_by_label("Số văn bản").fill(number)
        page.locator("input[name=date]").fill(day)
        page.get_by_label("Trích yếu").fill("Về việc giao mặt bằng sân sau")
        if way == "answered":
            _sign_in_ends(page)
            page.get_by_role("button", name="Ghi vào nhật ký").click()
            _sign_in_again(page)
            expect(page.get_by_label("Số văn bản")).to_have_value(number)
        page.get_by_role("button", name="Ghi vào nhật ký").click()
        expect(page.locator("ul.letters")).to_contain_text(number)
    assert set(Letter.objects.values_list("way", flat=True)) == {"sent", "answered"}


def _mend_untold(page: Page, here: str, plan: Plan) -> None:
    """Each line that stands in no column is told of where it is."""
    for task in plan.tasks.filter(state=Status.UNSTATED):
        page.goto(f"{here}/ke-hoach/{plan.pk}/dong/{task.pk}")
        page.get_by_role("link", name="Báo tiến độ").click()
        page.get_by_label("Xong", exact=True).click()
        page.get_by_label("Một câu kết quả").fill(MENDED)
        page.get_by_role("button", name="Gửi").click()
        expect(page.get_by_text("Đã ghi. Cảm ơn thầy cô.")).to_be_visible()
    assert not plan.tasks.filter(state=Status.UNSTATED).exists()


def _issue(page: Page, chair: Page, here: str) -> tuple[Burden, Burden]:  # noqa: F811
    """An hands the paper over. What is open was answered for when the plan was sent; Hạnh sees by whom and why, and
    issues what she sees under the number that comes next."""
    page.goto(f"{here}/giay-to")
    count_anew(page)
    page.get_by_role("link", name="Làm tiếp Báo cáo năm học").click()
    page.get_by_role("button", name="Trình ký").click()
    expect(page.get_by_text("Đã trình ký.")).to_be_visible()
    chair.goto(f"{here}/")
    count_anew(chair)
    chair.get_by_role("link", name=re.compile("^Xem và ký")).click()
    expect(chair.locator("main")).to_contain_text(re.compile(f"Nguyễn Thị An.*{ALL_THE_SAME}", re.DOTALL))
    number = chair.get_by_label("Số, ký hiệu").input_value()
    chair.get_by_role("button", name="Ban hành", exact=True).click()
    expect(chair.get_by_role("heading", level=1)).to_contain_text(number)
    return (
        Burden("thư ký: trình ký một văn bản", pressed(page), 2, "từ trang Giấy tờ"),
        Burden("hiệu trưởng: ban hành văn bản được trình", pressed(chair), 2, "từ trang đầu; số kế tiếp ghi sẵn"),
    )


def _read_back(issue: Issue) -> Paper:
    data = file_of_issue(issue, ".docx")
    assert isinstance(data, bytes)
    back = read(data, name="bao-cao.docx")
    assert isinstance(back, Paper)
    return back


def _every_line_sits_in_its_column(before: Paper, back: Paper, given: list[Task], waiting: Task) -> None:
    wanted = {**{task.result_row: ("done", FACT) for task in given}, waiting.result_row: ("ongoing", f"{CITY}: {LAND}")}
    assert len(back.results) == len(before.results)
    for place, (was, now) in enumerate(zip(before.results, back.results, strict=True)):
        column, words = wanted.get(place, ("done", MENDED) if was.status is Status.UNSTATED else ("", ""))
        if column:
            assert now.status == column
            assert words in getattr(now, column)
        else:
            assert now == was


def _next_year(page: Page, here: str) -> None:
    """The next year under TT 57: what is clear at once, then each line that asks something."""
    page.goto(f"{here}/nam-moi")
    page.locator("input[name=framework][value=tt57-2026-pt]").check()
    page.get_by_role("button", name="Bắt đầu soạn kế hoạch năm mới").click()
    page.goto(f"{here}/nam-moi?xem=khong-hoi")
    page.get_by_role("button", name=re.compile("Nhận cả")).click()
    page.goto(f"{here}/nam-moi")
    for card in page.locator("article.carry").all():
        choice = card.locator("select[name=criterion]")
        if choice.count() and not choice.input_value():
            choice.select_option(index=1)
        card.get_by_role("button", name=re.compile("Mang sang|Làm lại năm nay")).click()
        expect(card.get_by_role("button", name=re.compile("Xem lại"))).to_be_visible()
    expect(page.locator("#con-lai")).to_contain_text("dòng đã quyết định")
    plan = Plan.objects.get(school_year="2024-2025")
    assert (plan.form, plan.framework) == (Form.TT57, "tt57-2026-pt")
    _bieu_2_reads_back_equal(page, here, plan)


def _bieu_2_reads_back_equal(page: Page, here: str, plan: Plan) -> None:
    """Biểu 2 in Word as it comes down says what the plan says."""
    page.goto(f"{here}/ke-hoach?nam={plan.school_year}")
    page.get_by_role("link", name="Xuất kế hoạch").click()
    page.get_by_label("Tôi vẫn xuất, vì").fill("bản soạn để cả hội đồng đọc")
    with page.expect_download() as coming:
        page.get_by_role("button", name="Xuất văn bản").click()
    back, wanted = read(Path(coming.value.path()).read_bytes(), name="bieu-2.docx"), compose(plan, Form.TT57)
    assert isinstance(back, Paper)
    assert wanted.plan.items
    assert back == wanted
