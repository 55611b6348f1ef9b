"""By when what is public must be public: from the source, or from the school's own calendar."""

import datetime as dt
from dataclasses import replace

import pytest

from caitien.domain.publishing.due import KEPT_YEARS, UPDATE_DAYS, working_days_after, yearly_deadline
from caitien.domain.times.school_calendar import PUBLIC_SOURCE, Deadline, propose_deadlines, propose_year


def test_ten_working_days_after_the_third_of_may():
    holidays = propose_year("2026-2027").holidays
    assert working_days_after(dt.date(2027, 5, 3), UPDATE_DAYS, holidays) == dt.date(2027, 5, 17)


def test_holidays_and_week_ends_are_no_working_days():
    holidays = propose_year("2026-2027").holidays
    assert working_days_after(dt.date(2027, 4, 29), 1, holidays) == dt.date(2027, 5, 3)


def test_the_day_is_the_thirtieth_of_june_with_its_source_and_that_it_was_not_checked():
    due = yearly_deadline("2026-2027", None)
    assert (due.by, due.source) == (dt.date(2027, 6, 30), PUBLIC_SOURCE)
    assert (due.by - dt.date(2027, 5, 3)).days == 58
    assert "chưa đối chiếu" in due.source


def test_the_schools_own_day_comes_first():
    own = Deadline("public", dt.date(2027, 6, 15), "Công văn số 12 của Sở")
    calendar = propose_year("2026-2027")
    assert yearly_deadline("2026-2027", replace(calendar, deadlines=(own,))) == own


@pytest.mark.parametrize("framework", ["tt57-2026-pt", "tt18-2018"])
def test_every_school_is_proposed_a_day_to_show_its_plan_by(framework: str):
    assert "public" in {each.paper for each in propose_deadlines("2026-2027", framework)}


def test_days_of_a_year_that_begins_in_an_odd_one_and_how_long_an_edition_is_kept():
    assert yearly_deadline("2027-2028", None).by == dt.date(2028, 6, 30)
    assert KEPT_YEARS == 5
    assert working_days_after(dt.date(2026, 11, 20), 0, ()) == dt.date(2026, 11, 20)
    assert [working_days_after(dt.date(2026, 11, 20), number, ()).day for number in (1, 5, 6)] == [23, 27, 30]
