"""Every address of the site as each role sees it, in a real browser on a phone and on a desk (four widths, by day and
at night, where one searches or takes pictures): nothing is wider than the screen, cut, overlapping or too small to
touch, no barrier, a quiet console; nothing that would do nothing without scripts. With CAITIEN_PICTURES each page's
picture is kept.

A page another role has seen with all of its parts is not looked at again: most pages of a reader are those of the chair
with something left out. Where one searches, all are, of every role; else of those who see most.
"""

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from caitien.access.models import Membership, Role, School, User
from caitien.jobs.chores import do_due
from caitien.nudges.links import MadeLink, make_link
from caitien.oversight.models import Round
from caitien.papers.models import Issue
from tests.depth import SEARCHING
from tests.publishing.made import address
from tests.web.barriers import barriers_of
from tests.web.browser.test_browser import (  # noqa: F401 - fixtures
    _plain_calls_beside_the_browser,
    browser_type_launch_args,
    console,
)
from tests.web.browser.test_walk_browser import LOOK, at_widths
from tests.web.pages import PAGES
from tests.web.scriptless import scriptless
from tests.web.things import made_things, person_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Everyone = tuple[Mapping[str, int], dict[str, User]]

PICTURES: Final = os.environ.get("CAITIEN_PICTURES")
THOROUGH: Final = SEARCHING or bool(PICTURES)
WIDTHS: Final = (360, 768, 1366, 1920) if THOROUGH else (360, 1366)
SCHEMES: Final = ("light", "dark") if THOROUGH else ("light",)
BY_KEYS: Final = {"plan", "plan_parts", "looks"}  # a style hides their buttons: tried in a browser without scripts
FILES: Final = {"office_form_file", "round_form_file"}  # of a form whose file the tests' things have not
WIDE: Final = ("chair", "staff", "officer", "keeper")  # who together see nearly every part of every page
LEAST: Final = 60  # addresses a role of the school has, a reader's among them
PARTS: Final = re.compile(r'<\w+(?: class="[^"]*")?')
# axe looks at these in the tests of their rooms, in more states than they have here
SEEN_BY_AXE: Final = {
    *("plan", "begin_plan", "plan_parts", "part_edit", "part_record", "parts_removed", "review_held", "adjust_parts"),
    *("propose_part", "propose_new_part", "life", "line", "line_edit", "line_report", "renewal", "standards"),
    *("papers", "paper", "paper_rows", "issued", "people", "person_reset", "account", "seals", "review"),
    *("differences", "verdict", "meetings", "meeting", "proposals", "panels", "job", "bulk", "lens", "likeness"),
    *("answer_links", "nudge_rules", "reminders", "publications", "tellings", "publication", "publication_board"),
    *("looks", "mine", "overview", "adjustments", "propose", "propose_line", "versions", "story", "trail"),
    *("waitings", "waiting", "missing", "reviews", "monitoring_report", "held_answers", "lines_removed", "evidence"),
    *("evidence_gaps", "evidence_item", "evidence_criterion", "evidence_pack", "merger", "joined_schools"),
    *("carry_over", "archive", "archive_kept"),
}
if unknown := SEEN_BY_AXE - PAGES.keys():
    raise LookupError(f"there are no pages {unknown}")


@pytest.fixture
def everyone() -> Everyone:
    """One person of each role, in the school of the things or above it; the keys of these things."""
    things = made_things()
    school = School.objects.get(pk=things["school"])
    people = {role.value: person_in(school, role, f"la-{role}") for role in Role if role not in {"officer", "keeper"}}
    officer = User.objects.create_user("la-officer", password="mat-khau", name="Trần Dũng")
    body = Round.objects.get(pk=things["round"]).body
    Membership.objects.create(user=officer, body=body, role=Role.OFFICER)
    keeper = User.objects.create_superuser("la-keeper", password="mat-khau", name="Lê Khôi")
    do_due()
    return things, people | {"officer": officer, "keeper": keeper}


@pytest.mark.timeout(3600 if THOROUGH else 600)
def test_every_address_is_whole_for_each_role(browser: Browser, live_server: LiveServer, everyone: Everyone):
    things, people = everyone
    seen: dict[str, set[str]] = {}  # the parts of each address, by all roles so far
    by_axe: set[str] = set() if THOROUGH else set(SEEN_BY_AXE)
    no_pages: set[str] = set()
    troubles: list[str] = []
    reached: dict[str, int] = {}
    for role in people if THOROUGH else WIDE:
        page, client = _signed_in(browser, live_server, people[role], troubles)
        for name, where, content, page_of in _addresses(client, things, no_pages):
            reached[role] = reached.get(role, 0) + 1
            if name not in BY_KEYS:
                troubles += [f"{role}, {name}, {where}: {each}" for each in scriptless(content)]
            parts = set(PARTS.findall(content.decode().partition("<main")[2]))
            if not THOROUGH and parts <= seen.get(page_of, set()):
                continue
            seen.setdefault(page_of, set()).update(parts)
            page.goto(live_server.url + where)
            found = list(_looked_at(page, f"{role}-{name}"))
            if THOROUGH or not by_axe & {name, page_of}:
                by_axe |= {name, page_of}
                found += [barriers] if (barriers := barriers_of(page)) else []
            troubles += [f"{role}, {name}, {where}: {each}" for each in found]
        page.context.close()
    assert not troubles, "\n".join(troubles)
    assert min(many for role, many in reached.items() if role not in {Role.OFFICER, Role.KEEPER}) >= LEAST, reached


def test_what_is_open_to_all_is_whole(page: Page, live_server: LiveServer, everyone: Everyone, console):  # noqa: F811
    things, _ = everyone
    troubles: list[str] = []
    for where in _open_to_all(things):
        answer = page.goto(live_server.url + where)
        assert answer is not None
        assert answer.status == 200, where
        found = [*_looked_at(page, f"nobody{where.replace('/', '-')}"), *filter(None, [barriers_of(page)])]
        troubles += [f"{where}: {each}" for each in found]
    assert not troubles, "\n".join(troubles)
    assert console == []


def _open_to_all(things: Mapping[str, int]) -> list[str]:
    """What is opened without an account: the ways in, a paper's proof, what the school shows everyone, a link by which
    somebody tells of their work."""
    school, an = School.objects.get(pk=things["school"]), User.objects.get(username="an")
    shown = address(school)
    link = make_link(an, school, person=things["person"])
    assert isinstance(link, MadeLink)
    proof = f"/kiem-chung/{Issue.objects.get(pk=things['issue']).code}"
    around = (shown, shown.rsplit("/", 2)[0], f"{shown.rsplit('/', 2)[0]}/gop-y")
    return ["/dang-nhap", "/quen-mat-khau", "/kiem-chung", proof, *around, f"/b/{link.secret}"]


def _signed_in(browser: Browser, live_server: LiveServer, person: User, troubles: list[str]) -> tuple[Page, Client]:
    """A browser in which someone is signed in, and what asks the site for the same pages without drawing them."""
    client = Client()
    client.force_login(person)
    session = client.cookies[settings.SESSION_COOKIE_NAME]
    context = browser.new_context(reduced_motion="reduce")  # colours are there at once
    context.add_cookies([{"name": session.key, "value": session.value, "url": live_server.url}])
    page = context.new_page()
    page.on("console", lambda said: said.type in {"error", "warning"} and troubles.append(f"{page.url}: {said.text}"))
    page.on("pageerror", lambda error: troubles.append(f"{page.url}: {error}"))
    return page, client


def _addresses(client: Client, things: Mapping[str, int], no_pages: set[str]) -> Iterator[tuple[str, str, bytes, str]]:
    """The pages a person may look at: name, address, source, and the page it is: several addresses may lead to one.

    What was a file for somebody is one for everybody: nobody asks for these ``no_pages`` again.
    """
    for name, one in PAGES.items():
        if one.post is not None or name in FILES or name in no_pages:
            continue
        where = one.where.format(**things)
        answer = client.get(where, follow=True)
        if answer.status_code == 200 and (answer.streaming or "html" not in answer.headers["Content-Type"]):
            no_pages.add(name)
        elif answer.status_code == 200:
            yield (
                name,
                where,
                answer.content,
                answer.redirect_chain[-1][0].partition("?")[0] if answer.redirect_chain else name,
            )


def _looked_at(page: Page, name: str) -> Iterator[str]:
    """What is amiss at each width, by day and at night."""
    for scheme in SCHEMES:
        if len(SCHEMES) > 1:
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        for width in at_widths(page, WIDTHS):
            yield from (f"at {width}, {scheme}: {each}" for each in page.evaluate(LOOK))
            if PICTURES:
                page.screenshot(path=Path(PICTURES) / f"{name}-{width}-{scheme}.png", full_page=True)
