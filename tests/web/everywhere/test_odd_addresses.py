"""Every page, asked with every word an address can carry, oddly: it shows something or is not there."""

# ruff: noqa: F811 - fixtures are imported

import pytest

from caitien.access.models import User
from tests.web.conftest import SignIn
from tests.web.pages import OWN, PAGES
from tests.web.things import Things, an, plan, school, things, upload  # noqa: F401 - fixtures

WORDS = (
    *("tim", "trang", "sau", "truoc", "tu", "den", "dong", "loai", "tc", "to", "tt", "thang", "ai", "xem", "buoc"),
    *("bang", "muc", "loc", "phan", "moi", "co-quan", "bo", "after", "ma", "next"),
)
ODD = ("²", "9" * 30, "9" * 5_000, "31/02/2026", "01/01/0000", "0000-01-01")
LOOKED_AT = sorted(name for name, page in PAGES.items() if page.post is None)


NUL = pytest.param("\0", marks=pytest.mark.each_database)  # PostgreSQL takes it in no text


@pytest.mark.parametrize("odd", [NUL, *ODD], ids=lambda odd: ascii(odd)[:20])
def test_odd_words_break_no_page(odd: str, signed_in: SignIn, an: User, things: Things):
    browser = signed_in(an)
    for name in LOOKED_AT:
        where = PAGES[name].where.format(**things)
        status = browser.get(where, query_params=dict.fromkeys(WORDS, odd)).status_code
        assert status < 500, (name, status)


@pytest.mark.parametrize("year", [NUL, "0000-0001", "9" * 5_000])
def test_a_year_that_cannot_be_breaks_no_page(year: str, signed_in: SignIn, an: User, things: Things):
    browser = signed_in(an)
    for name in LOOKED_AT:
        status = browser.get(PAGES[name].where.format(**things), query_params={"nam": year}).status_code
        assert status < 500, (name, status)


@pytest.mark.parametrize("key", ["9" * 19, "9" * 5_000])
def test_a_number_too_long_for_any_row_is_an_address_that_is_not_there(key: str, signed_in: SignIn, an: User, things):
    browser = signed_in(an)
    for name, page in PAGES.items():
        if "{" in page.where and name not in OWN:
            where = page.where.format_map(dict.fromkeys(things, key))
            sent = browser.get(where) if page.post is None else browser.post(where, page.post)
            assert sent.status_code == 404, name
