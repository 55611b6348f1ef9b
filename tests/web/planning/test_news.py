"""What others did on a plan that stands open is asked for by its number, and told."""

import html
import re
from typing import Any, Final

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from caitien.access.models import Body, Membership, Role, School, User
from caitien.access.schools.units import add_unit
from caitien.domain.people.owners import PERSON
from caitien.plans.models import Plan
from caitien.plans.people.assign import Party, assign
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

NOTHING: Final = {"number": 0, "by": "", "ago": 0, "unread": 0}
ASKS: Final = re.compile(r'data-news="(/co-gi-moi[^"]*)"')


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
    assert _asked(an, plan, signed_in) == NOTHING
    assert _asked(binh, plan, signed_in)["by"] == an.name


def _asked_at(who: User, where: str, signed_in: SignIn) -> dict[str, Any]:
    """What the page at ``where`` is told, asked where it says that it asks."""
    browser = signed_in(who)
    found = ASKS.search(browser.get(where).content.decode())
    return browser.get(html.unescape(found[1])).json() if found else {}


@pytest.mark.django_db
def test_each_room_tells_of_its_own_deeds_by_others(an: User, school: School, plan: Plan, signed_in: SignIn):
    chair = person("chanh", "Lê Chánh", school, Role.CHAIR)
    rooms = ("/", "/khuyen-nghi", "/truong/to", "/truong", "/giay-to")
    before = {where: _asked_at(chair, where, signed_in)["number"] for where in rooms}
    add_unit(an, school, name="Tổ Lịch sử")
    after = {where: _asked_at(chair, where, signed_in) for where in rooms}
    assert {where for where in rooms if after[where]["number"] > before[where]} == {"/truong/to", "/truong"}
    assert after["/truong/to"]["by"] == an.name
    assert _asked_at(an, "/truong/to", signed_in)["number"] == 0  # one's own


@pytest.mark.django_db
def test_who_is_given_work_is_told_on_the_page_of_their_own_work(an: User, binh: User, plan: Plan, signed_in: SignIn):
    before = _asked_at(binh, "/viec", signed_in)
    assign(an, plan.tasks.all()[0], part="lead", to=Party(PERSON, binh.pk))
    after = _asked_at(binh, "/viec", signed_in)
    assert after["number"] > before["number"]
    assert after["by"] == ""
    assert after["unread"] == before["unread"] + 1
    assert signed_in(binh).get("/co-gi-moi?o=/viec/con-thieu").json()["number"] == 0  # not theirs to open


@pytest.mark.django_db
def test_an_officer_who_visits_is_not_told_who_works_on_what_is_not_approved(
    an: User, school: School, plan: Plan, signed_in: SignIn
):
    body = Body.objects.create(name="UBND phường Hồ Xuân")
    School.objects.filter(pk=school.pk).update(body=body)
    officer = User.objects.create_user("cao", password="mat-khau", name="Lê Cao")
    Membership.objects.create(user=officer, body=body, role=Role.OFFICER)
    browser = signed_in(officer)
    browser.post("/doi-truong", {"school": school.pk})
    edit_cells(an, plan, [typed(plan, 3, "work", "Quét vôi dãy nhà B")])
    assert "Hoa Sen" in browser.get("/truong").content.decode()
    assert browser.get("/co-gi-moi?o=/").json() == NOTHING


@pytest.mark.django_db
def test_a_page_that_answers_a_form_asks_for_no_news(an: User, plan: Plan, signed_in: SignIn):
    """To look again there would send the form once more, and what was typed into it would go."""
    browser = signed_in(an)
    assert ASKS.search(browser.get("/truong/to").content.decode())
    refused = browser.post("/truong/to", {"what": "unit", "name": ""})
    assert refused.status_code == 422
    assert not ASKS.search(refused.content.decode())


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
    third = person("thu", "Đỗ Thu", school, Role.SECRETARY)
    desk.goto(f"{live_server.url}/ke-hoach")
    edit_cells(another, plan, [typed(plan, 3, "work", "Quét vôi dãy nhà B")])
    assign(another, plan.tasks.all()[0], part="lead", to=Party(PERSON, User.objects.get(username="an").pk))
    expect(desk.locator(".bell b")).to_have_count(0)
    with desk.expect_response("**/co-gi-moi"):
        desk.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    told = desk.locator(".message.news")
    expect(told).to_contain_text(f"Có thay đổi mới của {another.name}")
    expect(desk.locator(".bell b")).to_have_text(re.compile("^1"))
    edit_cells(third, plan, [typed(plan, 4, "work", "Sơn lại cổng trường")])
    with desk.expect_response("**/co-gi-moi"):
        desk.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(told).to_have_text(f"Có thay đổi mới của {another.name}, {third.name}. Xem")  # what came later, too
    told.get_by_role("link", name="Xem").click()
    expect(told).to_have_count(0)
    expect(desk.locator("main")).to_contain_text("Sơn lại cổng trường")
    expect(desk.locator("main")).to_contain_text("Quét vôi dãy nhà B")
    assert not console


@pytest.mark.browser
@pytest.mark.xdist_group("browser")
@pytest.mark.django_db(transaction=True)
def test_a_page_of_the_school_says_it_too_where_one_has_scrolled(
    desk: Page,  # noqa: F811
    live_server: LiveServer,
    school: School,
    console: list[str],  # noqa: F811
):
    another = person("chanh", "Lê Chánh", school, Role.CHAIR)
    desk.goto(f"{live_server.url}/truong")
    desk.mouse.wheel(0, 2000)
    add_unit(another, school, name="Tổ Lịch sử")
    with desk.expect_response("**/co-gi-moi?o=%2Ftruong"):
        desk.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    told = desk.locator(".message.news")
    expect(told).to_have_text(f"Có thay đổi mới của {another.name}. Xem")
    expect(told).to_be_in_viewport()
    assert not console
