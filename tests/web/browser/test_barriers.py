"""What looks for barriers finds them (tìm ra rào cản): at either width, and in what only a phone shows."""

import pytest
from playwright.sync_api import Page

from tests.web.barriers import assert_no_barrier, assert_none_at_either_width
from tests.web.browser.test_browser import browser_type_launch_args  # noqa: F401 - a fixture

pytestmark = pytest.mark.browser

PALE = "color: #ddd"


def shown(page: Page, inside: str) -> Page:
    """A page of that, of which a desk shows no ``.phone``, a phone no ``.desk``."""
    style = (
        "@media (min-width: 800px) { .phone { display: none } } @media (max-width: 799px) { .desk { display: none } }"
    )
    head = f'<meta name="viewport" content="width=device-width"><title>Một trang</title><style>{style}</style>'
    page.set_content(f'<html lang="vi"><head>{head}</head><body><main><h1>Một trang</h1>{inside}</main></body></html>')
    return page


def test_a_page_without_barriers_is_fine(page: Page):
    assert_none_at_either_width(shown(page, '<p class="desk">Bàn</p><p class="phone">Điện thoại</p>'), "a page")


@pytest.mark.parametrize(
    ("inside", "rule"),
    [
        (f'<p class="desk" style="{PALE}">Bàn</p>', "color-contrast"),
        (f'<p class="phone" style="{PALE}">Điện thoại</p>', "color-contrast"),
        ('<div class="phone"><p>Điện thoại</p><button></button></div>', "button-name"),
        ('<p style="width: 50em">Một dòng dài</p>', "wider than the screen"),
    ],
)
def test_a_barrier_is_found(page: Page, inside: str, rule: str):
    with pytest.raises(AssertionError, match=rule):
        assert_none_at_either_width(shown(page, inside), "a page")


def test_a_part_is_looked_at_alone(page: Page):
    shown(page, f'<p id="pale" style="{PALE}">Nhạt</p><p id="dark">Đậm</p>')
    assert_no_barrier(page, "the dark part", "#dark")
    with pytest.raises(AssertionError, match="color-contrast"):
        assert_no_barrier(page, "the pale part", "#pale")
