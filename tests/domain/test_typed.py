"""Days and keys as they are typed: what is none is none, and nothing a person or a stranger writes breaks a page."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caitien.domain.texts.typed import YEARS, read_day, read_key, say_day


@pytest.mark.parametrize("text", ["05/02/2026", "5/2/2026", " 05-02-2026 ", "05.02.2026", "2026-02-05", "2026-2-5"])
def test_a_day_is_read_as_people_here_and_as_browsers_write_it(text: str):
    assert read_day(text) == dt.date(2026, 2, 5)


@pytest.mark.parametrize(
    "text",
    ["", "31/02/2026", "29/02/2027", "00/01/2026", "01/01/0000", "0000-01-01", "01/01/1899", "01/01/2200",
     "05/02/26", "05/02-2026", "2026/02/05", "05022026", "hôm nay", "٠٥/٠٢/٢٠٢٦", "05/02/2026\0", "9" * 9_000,
     "1/1/" + "1" * 9_000],
)  # fmt: skip
def test_what_is_no_day_of_our_times_is_none(text: str):
    assert read_day(text) is None


@given(st.dates(dt.date(YEARS[0], 1, 1), dt.date(YEARS[-1], 12, 31)))
def test_a_day_that_is_shown_is_read_back(day: dt.date):
    assert read_day(say_day(day)) == read_day(day.isoformat()) == day


@pytest.mark.parametrize(("text", "key"), [("1", 1), ("007", 7), ("9" * 18, 10**18 - 1)])
def test_a_key_is_written_in_plain_digits(text: str, key: int):
    assert read_key(text) == key


@pytest.mark.parametrize("text", ["", " 1", "-1", "1.0", "²", "٣", "1\0", "9" * 19, "9" * 5_000, "x"])
def test_what_is_no_key_is_none(text: str):
    assert read_key(text) is None
