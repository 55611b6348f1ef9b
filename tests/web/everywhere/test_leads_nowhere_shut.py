"""No page leads where it is shut: tabs are for who may enter, an address made for sending leads to its page."""

# ruff: noqa: F811 - fixtures are imported

import re

import pytest
from django.test import Client
from django.urls import reverse

from caitien.access.models import Role, School
from caitien.web.requests.led import page_above
from tests.web.conftest import SignIn
from tests.web.everywhere.test_rights import IN_SCHOOL
from tests.web.page import on_one_line
from tests.web.pages import PAGES
from tests.web.things import Things, an, person_in, plan, school, things, upload  # noqa: F401 - fixtures

WITH_TABS = ("home", "plan", "life", "story", "school", "calendar", "needs", "overview", "papers", "mine")


def doors_of(source: str) -> set[str]:
    """Where the rooms in the head of a page and its tabs lead."""
    rooms = re.findall(r"<nav.*?</nav>", on_one_line(source))
    return {where.replace("&amp;", "&") for room in rooms for where in re.findall(r'href="(/[^"#]*)', room)}


@pytest.mark.parametrize("role", IN_SCHOOL)
def test_every_room_and_tab_that_is_shown_opens(role: Role, signed_in: SignIn, school: School, things: Things):
    browser = signed_in(person_in(school, role, "ban-than"))
    shown: set[str] = set()
    for name in WITH_TABS:
        page = browser.get(PAGES[name].where.format(**things), follow=True)
        shown |= doors_of(page.content.decode()) if page.status_code == 200 else set()
    assert len(shown) > 5
    assert {where: status for where in shown if (status := browser.get(where, follow=True).status_code) != 200} == {}


def test_a_teacher_is_not_shown_the_round_of_opinions_and_the_secretary_is(
    signed_in: SignIn, school: School, things: Things
):
    where = PAGES["life"].where.format(**things)
    shown = {
        role: "Lấy ý kiến" in signed_in(person_in(school, role, f"la-{role}")).get(where).content.decode()
        for role in (Role.STAFF, Role.SECRETARY)
    }
    assert shown == {Role.STAFF: False, Role.SECRETARY: True}


def test_an_address_made_for_sending_leads_to_its_page(signed_in: SignIn, school: School, things: Things):
    browser = signed_in(person_in(school, Role.CHAIR, "hieu-truong"))
    led: dict[str, str] = {}
    for name, page in PAGES.items():
        if page.post is None or page.verb in {"body.arrange", "officer.invite", "school.open"}:
            continue
        answer = browser.get(page.where.format(**things))
        assert answer.status_code != 405, name
        if answer.status_code == 302:
            led[name] = answer["Location"]
    assert len(led) > 30
    opened = {where: browser.get(where, follow=True).status_code for where in set(led.values())}
    assert {name: where for name, where in led.items() if opened[where] != 200} == {}


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("/nhap/5/nhan", "/nhap/5"),
        ("/tai-khoan/phien/7/dung", "/tai-khoan/phien"),
        ("/ke-hoach/3/dong/4/giao", "/ke-hoach/3/dong/4"),
        ("/doi-truong", "/"),
    ],
)
def test_the_page_above_is_the_nearest_that_is_one(path: str, page: str):
    assert page_above(path) == page


def test_an_address_made_for_a_script_leads_a_person_to_the_page_too(signed_in: SignIn, school: School, things: Things):
    browser = signed_in(person_in(school, Role.CHAIR, "hieu-truong"))
    for name in ("plan_lines", "line_bring_back"):
        where = reverse(name, args=[things["plan"]])
        page = browser.get(where, headers={"Accept": "text/html,*/*"}, follow=True)
        assert (page.status_code, page.headers["Content-Type"]) == (200, "text/html; charset=utf-8"), (
            page.redirect_chain
        )


def test_what_sends_by_script_is_told_as_before(signed_in: SignIn, school: School, things: Things):
    browser: Client = signed_in(person_in(school, Role.CHAIR, "hieu-truong"))
    where = PAGES["adopt"].where.format(**things)
    assert browser.get(where, headers={"HX-Request": "true"}).status_code == 405
