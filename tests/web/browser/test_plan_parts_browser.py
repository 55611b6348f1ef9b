"""The parts of Biểu 2 edited where they stand in a real browser: keys, paste, undo, drafts, two at once."""

import pytest
from playwright.sync_api import Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from caitien.access.models import School, User
from caitien.domain.paper import Form
from caitien.domain.papers.cells import mark_of
from caitien.plans.begin import begin_plan
from caitien.plans.compose import compose
from caitien.plans.models import Plan
from caitien.plans.parts.edit import PartEdit, edit_parts
from caitien.plans.parts.part import PROBLEM, REVIEW, PlanPart
from caitien.plans.parts.rows import add_part, part_mark, remove_part
from caitien.plans.table.table_lines import add_line
from tests.plans.approving import approved
from tests.web.barriers import assert_no_barrier
from tests.web.browser.test_browser import (  # noqa: F401 - fixtures
    _plain_calls_beside_the_browser,
    browser_type_launch_args,
    console,
    desk,
)
from tests.web.browser.test_life_browser import look
from tests.web.browser.test_table_browser import paste

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def bieu_2(an: User, school: School) -> Plan:
    """A Biểu 2 with two problems and one review."""
    School.objects.filter(pk=school.pk).update(framework="tt57-2026-pt")
    school.refresh_from_db()
    plan = begin_plan(an, school, school_year="2026-2027", form=Form.TT57)
    for limitation in ("Mái dột", "Sân trũng nước"):
        add_part(an, plan, kind=PROBLEM, values={"standard": "3", "limitation": limitation})
    add_part(an, plan, kind=REVIEW, values={"moment": "Cuối năm học"})
    return plan


@pytest.fixture
def page_of_parts(desk: Page, live_server: LiveServer, bieu_2: Plan) -> Page:  # noqa: F811
    """An's browser at the parts of a draft."""
    desk.goto(f"{live_server.url}/ke-hoach/{bieu_2.pk}/phan")
    return desk


def parts(plan: Plan) -> list[PlanPart]:
    goals = plan.goals.filter(kind="problem").order_by("position")
    return [PlanPart(plan, PROBLEM, goal) for goal in goals]


def cell(page: Page, slug: str, field: str) -> Locator:
    return page.locator(f'[data-line="{slug}"] .box[data-field="{field}"]')


def saved(page: Page) -> None:
    expect(page.locator("#bang-noi")).to_have_text("Đã lưu.")


def test_keys_walk_the_problems_and_what_is_typed_is_kept_as_papers_have_it(
    page_of_parts: Page,
    bieu_2: Plan,
    console: list[str],  # noqa: F811
):
    page, (one, two) = page_of_parts, parts(bieu_2)
    cell(page, one.slug, "standard").focus()
    page.keyboard.press("ArrowRight")
    expect(cell(page, one.slug, "criterion")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(cell(page, two.slug, "criterion")).to_be_focused()
    page.keyboard.type("1.4")
    page.keyboard.press("Tab")
    expect(cell(page, two.slug, "baseline")).to_be_focused()
    saved(page)
    expect(cell(page, two.slug, "criterion")).to_contain_text("Tiêu chí 1.4")
    expect(cell(page, two.slug, "standard")).to_contain_text("Tiêu chuẩn 1: ")
    page.keyboard.press("Control+z")
    saved(page)
    problem = compose(bieu_2).problems[1]
    assert (problem.criterion, problem.limitation) == ("", "Sân trũng nước")
    assert_no_barrier(page, "các phần")
    assert console == []


def test_a_table_of_word_falls_over_the_problems_there_are_and_into_new_ones(page_of_parts: Page, bieu_2: Plan):
    page, (_, two) = page_of_parts, parts(bieu_2)
    cell(page, two.slug, "baseline").focus()
    rows = "".join(f"<tr><td>Hiện {n}</td><td>Hạn chế {n}</td><td>Nguyên nhân {n}</td></tr>" for n in (1, 2))
    paste(page, html=f"<table>{rows}</table>")
    dialog = page.locator("#xem-dan")
    expect(dialog).to_contain_text("3 ô sẽ đổi.")
    expect(dialog).to_contain_text("Thêm 1 dòng mới ở cuối bảng")
    dialog.get_by_role("button", name="Dán").click()
    expect(page.locator("#bang-noi")).to_have_text("Đã thêm một dòng.")
    found = [(each.baseline, each.limitation, each.cause) for each in compose(bieu_2).problems[1:]]
    assert found == [(f"Hiện {n}", f"Hạn chế {n}", f"Nguyên nhân {n}") for n in (1, 2)]
    assert len(compose(bieu_2).reviews) == 1


def test_a_review_is_added_taken_out_and_brought_back_where_it_stood(page_of_parts: Page, bieu_2: Plan):
    page, line = page_of_parts, bieu_2.review_lines.get()
    row = page.locator(f"#theo-doi-{line.pk}")
    row.hover()
    row.get_by_role("button", name="Thêm dòng").click()
    expect(page.locator(".editor textarea")).to_be_focused()
    page.keyboard.type("Tháng 3")
    page.keyboard.press("Enter")
    saved(page)
    assert [each.moment for each in compose(bieu_2).reviews] == ["Cuối năm học", "Tháng 3"]
    row.hover()
    row.get_by_role("button", name="Bỏ dòng").click()
    page.get_by_role("button", name="Lấy lại").click()
    expect(page.locator("#bang-noi")).to_have_text("Đã lấy lại dòng.")
    assert [each.moment for each in compose(bieu_2).reviews] == ["Cuối năm học", "Tháng 3"]


def test_prose_typed_and_not_kept_comes_back_after_a_closed_page(page_of_parts: Page, bieu_2: Plan):
    page = page_of_parts
    cell(page, "phan-VII", "paragraphs").click()
    page.keyboard.type("Hiệu trưởng chỉ đạo chung.")
    page.reload()
    expect(page.locator("#ban-nhap")).to_contain_text("Hiệu trưởng chỉ đạo chung.")
    page.get_by_role("button", name="Lưu các chữ này").click()
    saved(page)
    bieu_2.refresh_from_db()
    assert [(each.part, each.paragraphs) for each in compose(bieu_2).sections] == [
        ("VII", ("Hiệu trưởng chỉ đạo chung.",))
    ]


def test_two_at_once_are_shown_both_texts_and_choose(page_of_parts: Page, an: User, bieu_2: Plan):
    page, (one, _) = page_of_parts, parts(bieu_2)
    edit_parts(an, bieu_2, [PartEdit(one.slug, "limitation", "Hai mái dột", mark_of("Mái dột"))])
    cell(page, one.slug, "limitation").focus()
    page.keyboard.type("Ba mái dột")
    page.keyboard.press("Enter")
    both = page.get_by_role("group", name="có người vừa sửa ô này")
    expect(both).to_contain_text("Hai mái dột")
    both.get_by_role("button", name="Giữ của tôi").click()
    saved(page)
    assert compose(bieu_2).problems[0].limitation == "Ba mái dột"


def test_the_pages_of_parts_have_no_barrier(
    desk: Page,  # noqa: F811
    live_server: LiveServer,
    an: User,
    bieu_2: Plan,
):
    where, one = f"/ke-hoach/{bieu_2.pk}", parts(bieu_2)[0]
    look(desk, live_server, f"{where}/phan", "cac-phan")
    look(desk, live_server, f"{where}/phan/{one.slug}/sua", "sua-van-de")
    remove_part(an, bieu_2, part=one.slug, seen=part_mark(one))
    look(desk, live_server, f"{where}/phan/da-bo", "phan-da-bo")
    add_line(an, bieu_2, values={"work": "Lợp lại mái"})
    approved(bieu_2)
    line = bieu_2.review_lines.get()
    look(desk, live_server, f"{where}/phan", "cac-phan-da-duyet")
    look(desk, live_server, f"{where}/phan/theo-doi-{line.pk}/ghi", "ghi-theo-doi")
    look(desk, live_server, f"{where}/phan/dot-da-lam", "dot-da-lam")
    look(desk, live_server, f"{where}/dieu-chinh/phan", "dieu-chinh-phan")
    look(desk, live_server, f"{where}/dieu-chinh/phan/theo-doi-{line.pk}", "dieu-chinh-mot-phan")
    look(desk, live_server, f"{where}/dieu-chinh/phan-moi/van-de", "them-van-de")
