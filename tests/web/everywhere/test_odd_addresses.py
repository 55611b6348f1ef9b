"""Every page, asked with every word an address can carry, oddly: it shows something or is not there.

All pages are asked with the longest of what is odd, the pages that look at one of the words with all of it.
"""

# ruff: noqa: F811 - fixtures are imported

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pytest
from django.core.handlers import wsgi
from django.http import QueryDict
from django.test import Client

from caitien.access.models import User
from tests.depth import SEARCHING
from tests.web.conftest import SignIn
from tests.web.pages import OWN, PAGES
from tests.web.things import Things, an, plan, school, things, upload  # noqa: F401 - fixtures

WORDS = (
    *("tim", "trang", "sau", "truoc", "tu", "den", "dong", "loai", "tc", "to", "tt", "thang", "ai", "xem", "buoc"),
    *("bang", "muc", "loc", "phan", "moi", "co-quan", "bo", "after", "ma", "next"),
)
LONGEST = "9" * 5_000
ODD = ("²", "9" * 30, LONGEST, "31/02/2026", "01/01/0000", "0000-01-01")
YEARS = ("0000-0001", LONGEST)
LOOKED_AT = sorted(name for name, page in PAGES.items() if page.post is None)
PARTS = 4  # of the pages, a test each: none runs into its limit on a busy machine


NUL = pytest.param("\0", marks=pytest.mark.each_database)  # PostgreSQL takes it in no text


class _Watched(QueryDict):
    """The words of an address, which remember whether a page looked at one of them."""

    looked = False

    def _seen(self) -> None:
        if not self._mutable:  # mutable is only what is being read from the address
            type(self).looked = True

    def __getitem__(self, key: str) -> Any:
        self._seen()
        return super().__getitem__(key)

    def __contains__(self, key: object) -> bool:
        self._seen()
        return super().__contains__(key)

    def __iter__(self) -> Iterator[str]:
        self._seen()
        return super().__iter__()

    def _getlist(self, *args: Any, **named: Any) -> Any:
        self._seen()
        return super()._getlist(*args, **named)

    def items(self) -> Any:
        self._seen()
        return super().items()

    def lists(self) -> Any:
        self._seen()
        return super().lists()

    def copy(self) -> Any:
        self._seen()
        return super().copy()

    def urlencode(self, safe: str | None = None) -> str:
        self._seen()
        return super().urlencode(safe)


@contextmanager
def watched() -> Iterator[type[_Watched]]:
    """As long as it lasts, the words of each request are such."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(wsgi, "QueryDict", _Watched)
        yield _Watched


def hold(browser: Client, things: Things, words: Mapping[str, str], names: Iterable[str]) -> set[str]:
    """None of these pages breaks; those of them that looked at a word."""
    looking = set()
    with watched() as watch:
        for name in names:
            watch.looked = False
            status = browser.get(PAGES[name].where.format(**things), query_params=words).status_code
            assert status < 500, (name, status)
            looking |= {name} if watch.looked else set()
    return looking


def hold_all(
    browser: Client, things: Things, words: Iterable[str], odd: Iterable[str], names: Iterable[str] = LOOKED_AT
) -> None:
    """None of these pages breaks by any of these in place of each word: the first is asked of all, the rest of those
    that look."""
    first, *rest = odd
    asked = list(names)
    looking = hold(browser, things, dict.fromkeys(words, first), asked)
    assert 0 < len(looking) < len(asked), looking
    for each in rest:
        hold(browser, things, dict.fromkeys(words, each), asked if SEARCHING else sorted(looking))


@pytest.mark.parametrize("part", range(PARTS))
def test_odd_words_break_no_page(part: int, signed_in: SignIn, an: User, things: Things):
    hold_all(signed_in(an), things, WORDS, sorted(ODD, key=len, reverse=True), LOOKED_AT[part::PARTS])


def test_a_year_that_cannot_be_breaks_no_page(signed_in: SignIn, an: User, things: Things):
    hold_all(signed_in(an), things, ["nam"], sorted(YEARS, key=len, reverse=True))


@pytest.mark.parametrize("nul", [NUL])
def test_a_letter_that_no_database_keeps_breaks_no_page(nul: str, signed_in: SignIn, an: User, things: Things):
    hold_all(signed_in(an), things, WORDS, [nul])
    hold_all(signed_in(an), things, ["nam"], [nul])


@pytest.mark.parametrize("key", ["9" * 19, "9" * 5_000])
def test_a_number_too_long_for_any_row_is_an_address_that_is_not_there(key: str, signed_in: SignIn, an: User, things):
    browser = signed_in(an)
    for name, page in PAGES.items():
        if "{" in page.where and name not in OWN:
            where = page.where.format_map(dict.fromkeys(things, key))
            sent = browser.get(where) if page.post is None else browser.post(where, page.post)
            assert sent.status_code == 404, name
