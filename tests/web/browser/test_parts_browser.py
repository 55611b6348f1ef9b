"""The parts of the pages in a real browser: every state by day and at night, on a phone and on a desk. With
``make screenshots`` their pictures go into docs/pictures."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from caitien.access.models import User
from tests.web.barriers import assert_no_barrier
from tests.web.browser.test_browser import (  # noqa: F401 - fixtures
    _plain_calls_beside_the_browser,
    browser_type_launch_args,
    come_in,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_every_part_in_every_state_can_be_read_and_pressed(browser: Browser, live_server: LiveServer):
    khoi = User.objects.create_user("khoi", password="mat-khau-khoi", name="Lê Khôi", is_superuser=True)
    context = browser.new_context(reduced_motion="reduce")  # colours are there at once
    page = context.new_page()
    come_in(page, live_server, khoi)
    page.goto(f"{live_server.url}/giao-dien")
    for width, scheme in ((360, "light"), (1366, "light"), (360, "dark"), (1000, "dark"), (1000, "light")):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        assert_no_barrier(page, f"/giao-dien at {width}, {scheme}")
        folder = os.environ.get("CAITIEN_SCREENSHOTS")
        for part in page.locator("[data-shot]").all() if folder and width == 1000 else ():
            name = part.get_attribute("data-shot")
            part.screenshot(path=Path(folder or "") / f"part-{name}-{scheme}.png")
    page.locator(".page-head .menu > summary").click()
    expect(page.get_by_role("button", name="In bảng")).to_be_visible()
    context.close()
