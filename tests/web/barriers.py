"""Pages looked at in a real browser (xem trang có rào cản không): by axe, on a desk and on a phone.

A page is loaded once and drawn at both widths, the phone's last: what a test does next, it does there.
``CAITIEN_PICTURES=folder`` keeps a picture of each.
"""

import os
from typing import Final

from axe_playwright_python.base import AxeResults
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

WIDTHS: Final = (1440, 360)
_HEIGHT: Final = 900
_UNFOLD: Final = "document.querySelectorAll('details').forEach((part) => { part.open = true; })"
_RUN: Final = 'axe.run({resultTypes: ["violations"]})'


def look(page: Page, live_server: LiveServer, where: str, name: str = "") -> None:
    """Open a page, unfold all of it, and find no barrier at either width."""
    page.goto(live_server.url + where)
    page.evaluate(_UNFOLD)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": _HEIGHT})
        shot(page, f"{name}-{width}" if name else "")
        assert_no_barrier(page, f"{where} at {width}")


def barriers_of(page: Page) -> str:
    """What axe complains of on the page as it stands; "" where nothing."""
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(Axe().axe_script)
    found = AxeResults(page.evaluate(_RUN))
    return found.generate_report() if found.violations_count else ""


def assert_no_barrier(page: Page, where: str) -> None:
    """As the page stands: nothing axe complains of, and nothing to scroll sideways for."""
    found = barriers_of(page)
    assert not found, f"{where}\n{found}"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{where} is wider than the screen"


def shot(page: Page, name: str) -> None:
    """A picture of the whole page, where somebody wants to see them."""
    if name and (folder := os.environ.get("CAITIEN_PICTURES")):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)
