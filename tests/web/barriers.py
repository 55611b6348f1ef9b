"""Pages looked at in a real browser (xem trang có rào cản không): by axe, on a desk and on a phone.

A page is loaded once and drawn at both widths, the phone's last: what a test does next, it does there. At the phone's
axe looks at what was not shown on the desk: the rest it has seen.
``CAITIEN_PICTURES=folder`` keeps a picture of each.
"""

import os
from typing import Any, Final

from axe_playwright_python.base import AxeResults
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

WIDTHS: Final = (1440, 360)
_HEIGHT: Final = 900
_UNFOLD: Final = "document.querySelectorAll('details').forEach((part) => { part.open = true; })"
# without the style sheets, which only rules in trial ask for, and whose reading is a third of all it computes
_OPTIONS: Final = '{resultTypes: ["violations"], preload: {assets: ["media"]}}'
_RUN: Final = f"part => axe.run(part || document, {_OPTIONS})"
_REMEMBER: Final = """() => {
  window.shownBefore = new WeakSet([...document.querySelectorAll("body *")].filter((part) => part.checkVisibility()));
}"""
_RUN_ON_NEW: Final = f"""async () => {{
  const isNew = (part) => part.checkVisibility() && !shownBefore.has(part);
  const all = [...document.querySelectorAll("body *")].filter(isNew);
  const include = all.filter((part) => !isNew(part.parentElement));
  return include.length ? await axe.run({{include}}, {_OPTIONS}) : {{violations: []}};
}}"""


def look(page: Page, live_server: LiveServer, where: str, name: str = "") -> None:
    """Open a page, unfold all of it, and find no barrier at either width."""
    page.goto(live_server.url + where)
    page.evaluate(_UNFOLD)
    assert_none_at_either_width(page, where, name)


def assert_none_at_either_width(page: Page, where: str, name: str = "", part: str = "") -> None:
    """As the page stands, or a part of it (a selector) where the rest was looked at before: on a desk, then a phone."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": _HEIGHT})
        shot(page, f"{name}-{width}" if name else "")
        found = barriers_of(page, part) if width == WIDTHS[0] else barriers_of_what_is_new(page)
        _assert_none(page, found, f"{where} at {width}")
        if width == WIDTHS[0]:
            page.evaluate(_REMEMBER)


def barriers_of(page: Page, part: str = "") -> str:
    """What axe complains of on the page as it stands, or in that part of it (a selector); "" where nothing."""
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(Axe().axe_script)
    return _told(page.evaluate(_RUN, part))


def barriers_of_what_is_new(page: Page) -> str:
    """What axe complains of in what is shown now, and was not when it was remembered what was shown."""
    return _told(page.evaluate(_RUN_ON_NEW))


def _told(answer: dict[str, Any]) -> str:
    found = AxeResults(answer)
    return found.generate_report() if found.violations_count else ""


def assert_no_barrier(page: Page, where: str, part: str = "") -> None:
    """As the page stands, or a part of it (a selector) where the rest was looked at before: nothing axe complains of;
    nothing of the page to scroll sideways for."""
    _assert_none(page, barriers_of(page, part), where)


def _assert_none(page: Page, found: str, where: str) -> None:
    assert not found, f"{where}\n{found}"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{where} is wider than the screen"


def shot(page: Page, name: str) -> None:
    """A picture of the whole page, where somebody wants to see them."""
    if name and (folder := os.environ.get("CAITIEN_PICTURES")):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)
