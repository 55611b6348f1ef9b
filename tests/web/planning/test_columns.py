"""Which columns of the plan's table one looks at: one's own choice, kept; on paper the table is whole."""

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from caitien.access.models import User
from caitien.plans.models import Goal, Plan
from caitien.web.planning.table_page.columns import COLUMN_NAMES, NONE_LEFT
from tests.web.browser.test_browser import (  # noqa: F401 - fixtures
    _plain_calls_beside_the_browser,
    browser_type_launch_args,
    console,
    desk,
)
from tests.web.conftest import SignIn

WHERE = "/ke-hoach?nam=2023-2024"


def test_the_choice_is_kept_for_the_person_alone(plan: Plan, an: User, binh: User, signed_in: SignIn):
    browser, where = signed_in(an), f"/ke-hoach?nam={plan.school_year}"
    answer = browser.post("/ke-hoach/cot", {"cot": ["work", "stands"], "ve": where})
    assert (answer.status_code, answer["Location"]) == (302, where)
    an.refresh_from_db()
    assert an.plan_without == "target who"
    assert 'class="plan opens no-target no-who"' in browser.get(where).content.decode()
    assert "no-target" not in signed_in(binh).get(where).content.decode()
    assert "no-target" not in browser.get(f"{where}&in=1").content.decode()  # as it is printed


def test_a_table_of_no_column_is_refused_in_a_sentence(plan: Plan, an: User, signed_in: SignIn):
    browser = signed_in(an)
    browser.post("/ke-hoach/cot", {"cot": "work"})
    assert NONE_LEFT in browser.post("/ke-hoach/cot", {"cot": "khong-co"}, follow=True).content.decode()
    an.refresh_from_db()
    assert an.plan_without.split() == [key for key in COLUMN_NAMES if key != "work"]


@pytest.mark.parametrize("elsewhere", ["//nha-khac.vn/ke-hoach?", "https://nha-khac.vn/", "/dang-xuat", ""])
def test_the_way_back_is_a_table_of_this_site(plan: Plan, an: User, signed_in: SignIn, elsewhere: str):
    answer = signed_in(an).post("/ke-hoach/cot", {"cot": "work", "ve": elsewhere})
    assert answer["Location"] == "/ke-hoach"


def test_what_the_paper_called_a_criterion_stands_behind_its_name(plan: Plan, an: User, signed_in: SignIn):
    Goal.objects.filter(plan=plan).update(criterion="1.3", label="Tiêu chí 1.3: Đảng và đoàn thể")
    Plan.objects.filter(pk=plan.pk).update(framework="tt18-2018")
    page = signed_in(an).get(f"/ke-hoach?nam={plan.school_year}").content.decode()
    assert "</summary><span>Văn bản ghi “Tiêu chí 1.3: Đảng và đoàn thể”</span></details>" in page
    Goal.objects.filter(plan=plan).update(label="1.3")  # no more than the code that stands there
    assert "Văn bản ghi" not in signed_in(an).get(f"/ke-hoach?nam={plan.school_year}").content.decode()


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_columns_left_out_are_on_paper_and_out_of_the_way_of_the_keys(
    desk: Page,  # noqa: F811
    live_server: LiveServer,
    plan: Plan,
    console: list[str],  # noqa: F811
):
    desk.goto(f"{live_server.url}/ke-hoach?nam={plan.school_year}")
    desk.get_by_text("Cột", exact=True).click()
    for name in ("Cần đạt", "Việc phải làm"):
        desk.get_by_label(name, exact=True).uncheck()
    desk.get_by_role("button", name="Xem các cột này").click()
    expect(desk.get_by_text("Cột 2/4", exact=True)).to_be_visible()
    row = desk.locator("tr[data-line]").first
    for width in (1366, 360):
        desk.set_viewport_size({"width": width, "height": 768})
        expect(row.locator("[data-name='Cần đạt']")).to_be_hidden()
        expect(row.locator("[data-name='Ai làm, khi nào']")).to_be_visible()
        desk.get_by_text("Cột 2/4", exact=True).click()
        expect(desk.get_by_role("button", name="Xem các cột này")).to_be_in_viewport(ratio=1)
        assert desk.evaluate("document.documentElement.scrollWidth <= innerWidth")
        desk.get_by_text("Cột 2/4", exact=True).click()
    desk.set_viewport_size({"width": 1366, "height": 768})
    row.locator(".box[data-field=owners]").focus()
    desk.keyboard.press("ArrowLeft")
    assert desk.evaluate("document.activeElement.closest('th, td').checkVisibility()")
    assert desk.evaluate("document.activeElement.dataset.field") != "work"
    desk.emulate_media(media="print")
    expect(row.locator("[data-name='Cần đạt']")).to_be_visible()
    assert console == []
