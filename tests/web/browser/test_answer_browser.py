"""A teacher without an account, on a phone: opens the link, taps twice, writes a sentence."""

# ruff: noqa: F811 - fixtures are imported

import io
import re
from pathlib import Path

import pytest
from django.utils.timezone import localdate
from PIL import Image
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from caitien.access.models import Role, School, Unit, UnitMember, User
from caitien.access.people.entering import enter_person
from caitien.documents.pictures.clean import clean_picture
from caitien.domain.tasks.work_state import WorkState
from caitien.incoming.adopt import adopt
from caitien.nudges.links import MadeLink, make_link, make_unit_link
from caitien.nudges.mail.stopping import stop_token
from caitien.nudges.models import AnswerSheet, Nudge, NudgeRule
from caitien.plans.models import Task
from caitien.work.counting.missing import line_name
from caitien.work.models import Occurrence, Update
from caitien.work.reporting import attachments
from caitien.work.reporting.report import report_progress
from tests.nudges.conftest import cuc, occurrence, paper, plan, task, unit  # noqa: F401 - fixtures
from tests.nudges.mornings import given
from tests.people import person
from tests.plans.reports import report
from tests.web.barriers import assert_no_barrier, look, shot
from tests.web.browser.test_browser import (  # noqa: F401 - fixtures
    _plain_calls_beside_the_browser,
    browser_type_launch_args,
    console,
    desk,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def where(live_server: LiveServer, an: User, school: School, cuc: User, task: Task, occurrence: Occurrence) -> str:
    made = make_link(an, school, person=cuc.pk, task=task)
    assert isinstance(made, MadeLink)
    return f"{live_server.url}/b/{made.secret}"


def test_two_taps_and_a_sentence_tell_how_it_stands(page: Page, where: str, cuc: User, console: list[str]):
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(where)
    page.get_by_label("Xong", exact=True).check()
    page.get_by_label("Một câu kết quả").fill("Đã sửa 3 phòng học, nghiệm thu 12/10")
    page.get_by_role("button", name="Gửi").click()
    expect(page.get_by_role("status")).to_have_text("Đã ghi. Cảm ơn thầy cô.")
    assert Update.objects.get().by == cuc
    assert page.context.cookies() == []
    assert console == []


def test_a_photo_goes_out_no_larger_than_it_is_kept(
    page: Page, where: str, tmp_path: Path, console: list[str], monkeypatch: pytest.MonkeyPatch
):
    """Looked at is what comes in, before the site makes it smaller itself."""
    photo, came = tmp_path / "san-truong.jpg", []
    Image.effect_noise((1000, 750), 40).resize((4000, 3000)).save(photo, quality=60)
    assert photo.stat().st_size > 400_000  # one from a telephone
    monkeypatch.setattr(attachments, "clean_picture", lambda data, kind: came.append(data) or clean_picture(data, kind))
    page.goto(where)
    page.get_by_label("Xong", exact=True).check()
    page.get_by_label("Một câu kết quả").fill("Lát lại 300 m² sân ngày 14/11")
    page.get_by_label("Ảnh, nếu có").set_input_files(photo)
    page.get_by_role("button", name="Gửi").click()
    expect(page.get_by_role("status")).to_have_text("Đã ghi. Cảm ơn thầy cô.")
    assert [Image.open(io.BytesIO(data)).size for data in came] == [(2000, 1500)]
    assert Update.objects.get().attachments.get().name == "san-truong.jpg"
    assert console == []


def test_why_it_is_stuck_is_asked_once_that_is_tapped(page: Page, where: str):
    page.goto(where)
    expect(page.get_by_text("Vướng thế nào?")).to_be_hidden()
    page.get_by_label("Vướng", exact=True).check()
    expect(page.get_by_text("Vướng thế nào?")).to_be_visible()


def test_the_pages_have_no_barrier(desk: Page, where: str, unit: Unit, live_server: LiveServer):
    secret = stop_token(User.objects.get(username="an"))
    reminders = {"rules": "/truong/nhac-viec", "mine": "/tai-khoan/lich", "stop": f"/thoi-nhac/{secret}"}
    for name, address in reminders.items():
        look(desk, live_server, address, f"nudge-{name}")
    for address, name in ((where, "link"), (f"{live_server.url}/b/khong-co", "shut")):
        look(desk, live_server, address.removeprefix(live_server.url), f"answer-{name}")
    look(desk, live_server, "/bao-viec", "answer-links")
    for button, name in (("Soạn lời dán", "group"), ("In phiếu", "sheet")):
        desk.goto(f"{live_server.url}/bao-viec")
        form = desk.locator("form", has=desk.get_by_role("button", name=button))
        form.get_by_label("Tổ").select_option(str(unit.pk))
        desk.get_by_role("button", name=button).click()
        shot(desk, f"answer-{name}")
        assert_no_barrier(desk, button)
    desk.get_by_role("link", name="nhập phiếu").click()
    shot(desk, "answer-typing")
    assert_no_barrier(desk, "typing")


def test_a_name_is_picked_told_of_and_taken_by_the_secretary(
    page: Page, desk: Page, live_server: LiveServer, an: User, school: School, unit: Unit, cuc: User, task: Task
):
    NudgeRule.objects.create(school=school, by_unit=True, looks_first=True)
    Occurrence.objects.filter(task=task).update(due=localdate(), state="ongoing")
    made = make_unit_link(an, school, unit=unit.pk)
    assert isinstance(made, MadeLink)
    look(desk, live_server, f"/to/{made.secret}", "unit-who")
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{live_server.url}/to/{made.secret}")
    page.get_by_role("link", name="Đỗ Thị Cúc").click()
    page.get_by_label("Xong", exact=True).check()
    page.get_by_label("Một câu kết quả").fill("Đã sửa 3 phòng học, nghiệm thu 12/10")
    page.get_by_role("button", name="Gửi").click()
    expect(page.get_by_role("status")).to_have_text("Đã gửi, chờ thư ký nhận. Cảm ơn thầy cô.")
    shot(page, "unit-sent")
    assert_no_barrier(page, "what waits, as its sender sees it")
    look(desk, live_server, "/bao-viec/cho-nhan", "held")
    desk.goto(live_server.url)
    desk.get_by_role("link", name="Xem và nhận").click()
    desk.get_by_role("button", name="Nhận lời báo của Đỗ Thị Cúc").click()
    expect(desk.get_by_text("Đã nhận lời báo của Đỗ Thị Cúc vào kế hoạch.")).to_be_visible()
    assert Update.objects.get().via == "unit"


def test_words_for_a_group_are_two_presses_away_list_what_is_missing_and_lose_nothing_pasted(
    desk: Page, live_server: LiveServer, an: User, school: School
):
    """28 lines, 9 people, 4 of them without an account, in two units; five lines are told of."""
    plan, _ = adopt(school, report(28))
    units = [Unit.objects.create(school=school, name=name) for name in ("Tổ Văn", "Tổ Toán")]
    people = [person(f"gv{number}", f"Giáo Viên {number}", school, Role.STAFF) for number in range(5)]
    for number in range(5, 9):
        found = enter_person(an, school, name=f"Giáo Viên {number}", unit=None)
        assert isinstance(found, User)
        people.append(found)
    for number, each in enumerate(people):
        UnitMember.objects.create(school=school, unit=units[number % 2], user=each)
    rows = list(plan.tasks.order_by("plan_row").values_list("plan_row", flat=True))
    assert len(rows) == 28
    turns = [given(plan, people[number % 9], row, "2026-09-15") for number, row in enumerate(rows)]
    for turn in turns[:5]:
        assert isinstance(
            report_progress(an, turn, state=WorkState.DONE, text="Sửa xong ngày 12/10", answer=""), Update
        )
    for group in units:
        desk.goto(f"{live_server.url}/bao-viec")
        form = desk.locator("form", has=desk.get_by_role("button", name="Soạn lời dán"))
        form.get_by_label("Tổ").select_option(label=group.name)  # one
        form.get_by_role("button").click()  # two
        pieces = [each.input_value() for each in desk.locator("textarea").all()]
        listed = [line for piece in pieces for line in piece.splitlines() if line.startswith("- ")]
        theirs = Task.objects.filter(plan=plan, plan_row__in=rows[5:], assignments__user__units__unit=group)
        assert sorted(listed) == sorted(f"- {line_name(task, 120)}" for task in theirs.select_related("goal"))
        counted = [int(number) for piece in pieces for number in re.findall(r", (\d+) việc:", piece)]
        assert sum(counted) == len(listed)
        assert max(map(len, pieces)) <= 1_500
        desk.goto("data:text/html,<textarea></textarea>")
        for piece in pieces:
            desk.locator("textarea").fill(piece)
            assert desk.locator("textarea").input_value() == piece
    assert Nudge.objects.count() == 9


def test_a_sheet_of_twelve_lines_is_typed_in_with_forty_keys_besides_its_sentences(
    desk: Page, live_server: LiveServer, an: User, school: School, cuc: User, occurrence: Occurrence
):
    each = {"occurrence": 0, "user": cuc.pk, "who": str(cuc), "words": "Sửa phòng học", "due": ""}
    lines = [{**each, "occurrence": key} for key in Occurrence.objects.order_by("pk").values_list("pk", flat=True)[:7]]
    lines += [each] * (12 - len(lines))
    sheet = AnswerSheet.objects.create(school=school, unit_name="Tổ Văn", lines=lines, by=an)
    desk.goto(f"{live_server.url}/bao-viec/phieu/{sheet.pk}")
    state, words = (desk.locator(".typing .pair").first.locator(each).bounding_box() for each in ("select", "input"))
    assert state
    assert words
    assert (state["y"], state["x"] + state["width"] < words["x"]) == (words["y"], True), "a line is typed across"
    desk.get_by_label("Trạng thái dòng 1", exact=True).focus()
    pressed = 0
    for number in range(12):
        for key in ("2", "Tab"):
            desk.keyboard.press(key)
            pressed += 1
        desk.keyboard.insert_text(f"Đã làm {number + 1} phòng")
        desk.keyboard.press("Tab" if number < 11 else "Enter")
        pressed += 1
    expect(desk.get_by_role("status")).to_have_text("Đã ghi 7 dòng của phiếu.")
    assert Update.objects.filter(via="sheet").count() == 7
    assert pressed <= 40
