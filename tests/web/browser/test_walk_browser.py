"""Everyone's pages of a year half lived, walked in one browser on a phone and on a desk (where one searches or takes
pictures: two widths more, at night, by axe): nothing is wider than the screen, cut, overlapping or too small to touch,
a quiet console; the first row of the plan is on a small screen; what a first visit weighs. With CAITIEN_PICTURES each
page's picture is kept. Every address of every role: test_every_address_browser.py."""

import gzip
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page, Response, ViewportSize, expect
from pytest_django.live_server_helper import LiveServer

from caitien.access.models import Membership, Role, School, User
from caitien.demo import PASSWORD, load_demo
from caitien.jobs.chores import do_due
from caitien.plans.models import Plan
from tests.depth import SEARCHING
from tests.web.browser.test_browser import (  # noqa: F401 - fixtures
    _plain_calls_beside_the_browser,
    browser_type_launch_args,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Site = tuple[str, dict[str, int]]  # its address, and the keys of things there
THOROUGH: Final = SEARCHING or bool(os.environ.get("CAITIEN_PICTURES"))
WIDTHS: Final = (360, 768, 1366, 1920) if THOROUGH else (360, 1366)
SCHEMES: Final = ("light", "dark") if THOROUGH else ("light",)
SHAPES: Final = ((360, "light"), (1366, "dark"), (360, "dark"), (1366, "light"))  # in which a page is looked at by axe
MOST_BYTES: Final = {"/viec": 60_000, "/ke-hoach": 110_000, "/tong-quan": 90_000}  # of a first visit
PLAN: Final = "/ke-hoach/{plan}"
PAGES: Final = {
    "hanh": ("/", "/tong-quan", f"{PLAN}/phe-duyet", f"{PLAN}/dieu-chinh", "/giay-to", "/truong", "/tin"),
    "an": (
        *("/", "/ke-hoach", "/ke-hoach?tim=phong", "/ke-hoach/viec", "/tim?tim=phong", "/nhap", "/kiem-tra"),
        *("/khuyen-nghi", "/cho", "/viec/con-thieu", "/truong/nguoi", "/truong/to", "/truong/lich", "/huong-dan"),
        *(f"{PLAN}/phan-cong", f"{PLAN}/lay-y-kien", f"{PLAN}/dong/{{task}}", f"{PLAN}/nhieu-dong?viec={{task}}"),
        *("/nam-moi", "/huong-dan/giao-viec", "/tai-khoan"),
    ),
    "binh": ("/viec", "/ke-hoach", f"{PLAN}/dong/{{task}}", "/tong-quan"),
    "minh": ("/", "/viec/con-thieu", "/viec"),
    "dung": ("/truong-truc-thuoc",),
    "khoi": ("/co-quan", "/giao-dien"),
}
LOOK: Final = Path(__file__).with_name("look.js").read_text().partition("\n")[2]


@pytest.fixture
def site(live_server: LiveServer) -> Site:
    """The demo school with everyone in it, and the officer above: address, keys of its plan and of a line of Bình's."""
    load_demo()
    school = School.objects.get(demo=True)
    Membership.objects.create(user=_someone("minh", "Phạm Minh"), school=school, role=Role.MONITOR)
    User.objects.filter(pk=_someone("khoi", "Lê Khôi").pk).update(is_superuser=True)
    do_due()
    plan = Plan.objects.get(school=school)
    task = plan.tasks.filter(assignments__user__username="binh").order_by("position")[0]
    return live_server.url, {"plan": plan.pk, "task": task.pk}


def _someone(username: str, name: str) -> User:
    return User.objects.create_user(username, password=PASSWORD, name=name)


@pytest.mark.timeout(600)  # forty pages in eight shapes, one browser
def test_every_page_is_whole_at_every_width_by_day_and_at_night(browser: Browser, site: Site):
    address, keys = site
    troubles: list[str] = []
    for number, (person, pages) in enumerate(PAGES.items()):
        context = browser.new_context(reduced_motion="reduce")  # colours are there at once
        page = context.new_page()
        _listen(page, troubles)
        _come_in(page, address, person)
        for turn, where in enumerate(pages):
            troubles += _walk(page, address + where.format(**keys), person, barriers=SHAPES[(number + turn) % 4])
        context.close()
    assert not troubles, "\n".join(troubles)


def _listen(page: Page, troubles: list[str]) -> None:
    """What the browser complains of is a trouble, too."""
    page.on("console", lambda said: said.type in {"error", "warning"} and troubles.append(f"console: {said.text}"))
    page.on("pageerror", lambda error: troubles.append(f"console: {error}"))


def _walk(page: Page, where: str, person: str, *, barriers: tuple[int, str]) -> list[str]:
    """One page at every width; where one searches at night as well, and by axe in one of the shapes."""
    answer = page.goto(where)
    assert answer
    if answer.status != 200:
        return [f"{person} {where}: {answer.status}"]
    found = []
    for scheme in SCHEMES:
        if len(SCHEMES) > 1:
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        for width in at_widths(page, WIDTHS):
            found += [f"{person} {where} at {width}, {scheme}: {each}" for each in page.evaluate(LOOK)]
            _picture(page, f"{person}-{where.partition('//')[2].partition('/')[2]}-{width}-{scheme}")
            if THOROUGH and (width, scheme) == barriers:
                seen = Axe().run(page)
                found += [f"{person} {where} at {width}, {scheme}: {seen.generate_report()}"] * bool(
                    seen.violations_count
                )
    return found


def at_widths(page: Page, widths: tuple[int, ...]) -> Iterator[int]:
    """The page at each width, first at that the page before was left at: a page drawn anew costs what a look costs."""
    left_at = (page.viewport_size or {}).get("width")
    for width in sorted(widths, key=lambda width: width != left_at):
        if width != left_at:
            page.set_viewport_size(ViewportSize(width=width, height=768))
        left_at = width
        yield width


def _picture(page: Page, name: str) -> None:
    if folder := os.environ.get("CAITIEN_PICTURES"):
        page.screenshot(path=Path(folder) / f"{name.replace('/', '_').replace('?', '_')}.png", full_page=True)


def _come_in(page: Page, address: str, person: str) -> None:
    """Let a browser be that of someone who has signed in."""
    client = Client()
    client.force_login(User.objects.get(username=person))
    session = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": session.key, "value": session.value, "url": address}])


def _sign_in(page: Page, address: str, person: str) -> None:
    page.goto(f"{address}/dang-nhap")
    page.get_by_label("Tên đăng nhập").fill(person)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    page.wait_for_load_state()
    later = page.get_by_role("link", name="Để sau")
    if later.count():
        later.click()


def test_a_first_visit_weighs_little(browser: Browser, site: Site):
    address, _ = site
    for where, most in MOST_BYTES.items():
        weights = _weighed(browser, address, where)
        assert 10_000 < sum(weights.values()) <= most, (where, weights)


def _weighed(browser: Browser, address: str, where: str) -> dict[str, int]:
    """The bytes of a page and of each thing it brings along, packed, for someone who has seen no page yet."""
    context = browser.new_context()
    page, weights = context.new_page(), {}
    _come_in(page, address, "binh")

    def weigh(answer: Response) -> None:
        body = answer.body() if answer.status == 200 else b""
        weights[answer.url] = min(len(body), len(gzip.compress(body, 6)))

    page.on("response", weigh)
    page.goto(address + where, wait_until="networkidle")
    context.close()
    return weights


def test_the_first_row_of_the_plan_is_on_a_small_screen_and_the_tools_stay(browser: Browser, site: Site):
    address, _ = site
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    page = context.new_page()
    _come_in(page, address, "an")
    page.goto(f"{address}/ke-hoach")
    first = page.locator("tr[data-line]").first.bounding_box()
    assert first
    assert first["y"] + 60 < 768
    bar = page.locator(".toolbar")
    assert (bar.bounding_box() or {})["height"] < 60  # one row
    page.mouse.wheel(0, 1500)
    expect(page.locator("tr[data-line]").first).not_to_be_in_viewport()
    assert (bar.bounding_box() or {})["y"] == 0
    context.close()
