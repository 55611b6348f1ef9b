"""A school year is two years in plain figures; anything else people type is none, and breaks nothing."""

from datetime import date

import pytest

from caitien.domain.paper import Paper
from caitien.domain.times.school_calendar import year_before, years_in
from caitien.rules import check

NO_YEARS = ["0000-0001", "2023²-2024", "2023-2024-2025", "9999-10000", "٢٠٢٣-٢٠٢٤", "-", "", "2023", "năm nay"]


def test_a_school_year_is_read_as_two_years():
    assert years_in("2026-2027") == (2026, 2027)
    assert year_before("2026-2027") == "2025-2026"


@pytest.mark.parametrize("text", NO_YEARS)
def test_what_is_no_school_year_is_checked_all_the_same(text: str):
    assert years_in(text) is None
    assert year_before(text) == ""
    check(Paper(school_year=text), today=date(2026, 11, 28))
