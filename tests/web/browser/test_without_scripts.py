"""Everyone's pages with scripts switched off, in a real browser: every form that is shown can be sent and is answered,
every link leads somewhere, and no button is shown that would do nothing."""

import re
import time
from collections.abc import Iterator
from typing import Final

import pytest
from playwright.sync_api import Browser, Locator, Page, Response

from tests.web.browser.test_browser import (  # noqa: F401 - fixtures
    _plain_calls_beside_the_browser,
    browser_type_launch_args,
)
from tests.web.browser.test_walk_browser import PAGES, Site, _come_in, _sign_in, site  # noqa: F401 - fixture

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# of these a browser is asked for a file, or they end what the walk goes on with; each is tried by tests of its own
LEFT_OUT: Final = re.compile(r"/dang-xuat|/tai-khoan|/mat-khau|/ket-thuc|/rut\b|/nhan$|/tep$|/go-bao-ve")
SPECIMENS: Final = "/giao-dien"  # the parts of pages in each state, for those who build them
ANSWERED: Final = {200, 422}  # shown, or shown again with what is amiss
PATIENCE: Final = 15  # seconds
FIELDS: Final = "input:not([type=hidden]), textarea, select"
ASKED: Final = """(form, fields) => [...form.querySelectorAll(fields)].flatMap((each, place) =>
    each.hasAttribute('required') && !each.hasAttribute('disabled') ? [[place, each.type, each.value]] : [])"""
UNFILLED: Final = "form => [...form.elements].filter((each) => !each.checkValidity()).map((each) => each.name)"
ANSWER: Final = "performance.getEntriesByType('navigation')[0].responseStatus"
FORMS: Final = """() => [...document.querySelectorAll('form')].map((form) => [
    (form.getAttribute('method') || 'get').toLowerCase(),
    new URL(form.getAttribute('action') || location.href, location.href).pathname,
    form.getAttribute('id'),
])"""
A_FILE: Final = "KẾ HOẠCH CẢI TIẾN CHẤT LƯỢNG\nTiêu chí 1.1: Lợp lại mái nhà xe".encode()
MOST: Final = 25  # forms of a page
NUMBER: Final = re.compile(r"\d+")
DO_NOTHING: Final = """() => [...document.querySelectorAll('button')]
    .filter((each) => each.checkVisibility() && (each.type === 'button' || !each.form))
    .map((each) => each.textContent.trim())"""
SHOWN_LINKS: Final = """() => [...document.querySelectorAll('main a[href]')]
    .filter((each) => each.checkVisibility() && each.origin === location.origin)
    .map((each) => each.href.split('#')[0])"""


@pytest.mark.timeout(600)  # some hundred forms, one after the other
def test_every_form_and_link_works_without_scripts(browser: Browser, site: Site):  # noqa: F811
    address, keys = site
    troubles: list[str] = []
    sent: set[str] = set()
    led: set[str] = set()
    for number, (person, pages) in enumerate(PAGES.items()):
        context = browser.new_context(java_script_enabled=False, viewport={"width": 1366, "height": 900})
        page = context.new_page()
        page.set_default_timeout(30_000)
        (_come_in if number else _sign_in)(page, address, person)  # the way in needs no scripts, either
        for where in dict.fromkeys(pages):
            if where == SPECIMENS:
                continue
            place = f"{person} {where}"
            troubles += [f"{place}: {each}" for each in _whole(page, address + where.format(**keys), led)]
            troubles += [f"{place}: {each}" for each in _send_all(page, address + where.format(**keys), sent)]
        context.close()
    assert not troubles, "\n".join(troubles)
    assert len(sent) >= 40, sorted(sent)
    assert len(led) >= 90


def _whole(page: Page, where: str, led: set[str]) -> Iterator[str]:
    """What is amiss as the page stands: a button that does nothing, a link that leads nowhere."""
    page.goto(where)
    for word in page.evaluate(DO_NOTHING):
        yield f"a button that does nothing: {word}"
    for link in page.evaluate(SHOWN_LINKS):
        kind = NUMBER.sub("N", link)
        if kind in led or LEFT_OUT.search(link):
            continue
        led.add(kind)
        answer = page.request.get(link)
        if answer.status != 200:
            yield f"{answer.status} behind {link}"


def _send_all(page: Page, where: str, sent: set[str]) -> Iterator[str]:
    """Send each form of the open page that was not sent before, the page opened anew after each, by its answer where
    that is the page itself."""
    here = page.url
    for _ in range(MOST):
        found = next(((form, name) for form, name in _forms(page) if name not in sent), None)
        if found is None:
            return
        form, name = found
        sent.add(name)
        trouble = _send(page, form)
        if trouble:
            yield f"{name}: {trouble}"
        if trouble or page.url != here or page.evaluate(ANSWER) != 200:
            page.goto(where)


def _forms(page: Page) -> Iterator[tuple[Locator, str]]:
    """The forms of the page that are sent by a button of their own, and what each is known by; the rows of the table
    send that called "dong"."""
    for number, (method, action, name) in enumerate(page.evaluate(FORMS)):
        if method != "dialog" and name != "dong" and not LEFT_OUT.search(action):
            yield page.locator("form").nth(number), NUMBER.sub("N", f"{method} {action}")


def _send(page: Page, form: Locator) -> str:
    """Open what the form is folded in, fill what must be, press its button; what is amiss, "" where nothing is."""
    form.evaluate("form => { for (let up = form; up; up = up.closest('details:not([open])')) up.open = true; }")
    name = form.get_attribute("id")
    ticks = page.locator(f"main input[type=checkbox][form='{name}']")
    if name and ticks.count():
        ticks.first.check()
    _fill(form)
    inside, outside = form.locator("button[type=submit], button:not([type])"), page.locator(f"button[form='{name}']")
    button = inside.first if inside.count() else outside.first
    if not button.count():
        return "no button" if form.locator(FIELDS).count() else ""
    if not button.is_visible():
        return "its button is not to be seen"
    answers: list[int] = []
    came: list[str] = []  # the next page, or a file

    def note(answer: Response) -> None:
        if _is_page(answer):
            answers.append(answer.status)

    page.on("response", note)
    page.once("load", lambda _: came.append("page"))
    page.once("download", lambda _: came.append("file"))
    button.click(no_wait_after=True)
    until = time.monotonic() + PATIENCE
    while not came and time.monotonic() < until:
        page.wait_for_timeout(50)
    page.remove_listener("response", note)
    if not came:
        return f"not sent: {form.evaluate(UNFILLED)}"
    return "" if answers and answers[-1] in ANSWERED else f"answered {answers}"


def _is_page(answer: Response) -> bool:
    return answer.request.is_navigation_request() and not 300 <= answer.status < 400


def _fill(form: Locator) -> None:
    """Say something in every field that must not stay blank."""
    fields = form.locator(FIELDS)
    for place, kind, value in form.evaluate(ASKED, FIELDS):
        field = fields.nth(place)
        if kind in {"radio", "checkbox"}:
            if field.is_visible():
                field.check(force=True)
        elif kind == "file":
            field.set_input_files({"name": "bao-cao.txt", "mimeType": "text/plain", "buffer": A_FILE})
        elif kind.startswith("select"):
            field.select_option(index=field.locator("option").count() - 1)
        elif not value:
            field.fill("12" if kind == "number" else "Chữ gõ khi không có script")
