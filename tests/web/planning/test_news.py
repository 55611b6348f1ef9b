"""What others did on a plan that stands open is asked for by its number, and told."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from caitien.access.models import Role, School, User
from caitien.plans.models import Plan
from caitien.plans.table.edit import edit_cells
from caitien.web.planning.lifecycle import story
from tests.people import person
from tests.plans.table_lines import typed
from tests.web.browser.test_browser import (  # noqa: F401 - fixtures
    _plain_calls_beside_the_browser,
    browser_type_launch_args,
    console,
    desk,
)
from tests.web.conftest import SignIn


def _asked(who: User, plan: Plan, signed_in: SignIn) -> dict[str, Any]:
    found: dict[str, Any] = signed_in(who).get(f"/ke-hoach/{plan.pk}/co-gi-moi").json()
    return found


@pytest.mark.django_db
def test_news_are_what_others_did_last(an: User, binh: User, plan: Plan, signed_in: SignIn):
    before = _asked(binh, plan, signed_in)["number"]
    edit_cells(an, plan, [typed(plan, 3, "work", "Quét vôi dãy nhà B")])
    after = _asked(binh, plan, signed_in)
    assert after["number"] > before
    assert after["by"] == an.name
    assert _asked(an, plan, signed_in)["number"] <= before


@pytest.mark.django_db
def test_only_the_last_deeds_are_looked_at(
    an: User, binh: User, plan: Plan, signed_in: SignIn, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(story, "NEWS", 2)
    for number in range(2):
        edit_cells(an, plan, [typed(plan, 3, "work", f"Quét vôi dãy nhà {number}")])
    assert _asked(an, plan, signed_in) == {"number": 0, "by": ""}
    assert _asked(binh, plan, signed_in)["by"] == an.name


@pytest.mark.browser
@pytest.mark.xdist_group("browser")
@pytest.mark.django_db(transaction=True)
def test_a_page_that_stands_open_says_that_another_changed_the_plan(
    desk: Page,  # noqa: F811
    live_server: LiveServer,
    plan: Plan,
    school: School,
    console: list[str],  # noqa: F811
):
    another = person("chanh", "Lê Chánh", school, Role.CHAIR)
    with desk.expect_response("**/co-gi-moi"):
        desk.goto(f"{live_server.url}/ke-hoach")
    edit_cells(another, plan, [typed(plan, 3, "work", "Quét vôi dãy nhà B")])
    with desk.expect_response("**/co-gi-moi"):
        desk.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    told = desk.locator(".message.news")
    expect(told).to_contain_text(f"Có thay đổi mới của {another.name}")
    told.get_by_role("link", name="Xem").click()
    expect(told).to_have_count(0)
    expect(desk.locator("main")).to_contain_text("Quét vôi dãy nhà B")
    assert not console
