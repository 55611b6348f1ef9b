"""Days on which people are asked, and hours in which nobody is."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caitien.domain.times.nudging import DAY, Kind, Quiet, is_asked
from caitien.domain.times.school_calendar import propose_year

QUIET = Quiet(calendars=tuple(propose_year(year) for year in ("2025-2026", "2026-2027", "2027-2028")))
ALL = frozenset(Kind)
DAYS = st.dates(dt.date(2026, 9, 7), dt.date(2027, 5, 28))


def day(text: str) -> dt.date:
    return dt.datetime.strptime(text, "%d/%m/%Y").date()


def days_asked(due: dt.date, kinds: frozenset[Kind] = ALL, quiet: Quiet = QUIET) -> list[dt.date]:
    """Every working day on which somebody is asked who tells nothing."""
    asked: list[dt.date] = []
    for number in range(-30, 31):
        today = due + number * DAY
        if quiet.works_on(today) and is_asked(due, today, asked[-1] if asked else None, kinds, quiet):
            asked.append(today)
    return asked


@pytest.mark.parametrize(
    ("moment", "goes_out"),
    [
        ("2026-11-16T22:10", "2026-11-17T06:30"),
        ("2026-11-15T09:00", "2026-11-16T06:30"),  # a Sunday
        ("2026-11-14T20:00", "2026-11-16T06:30"),  # Saturday evening
        ("2026-11-16T05:00", "2026-11-16T06:30"),
        ("2026-11-16T06:30", "2026-11-16T06:30"),
        ("2026-11-16T19:59", "2026-11-16T19:59"),
        ("2027-04-29T21:00", "2027-05-03T06:30"),  # 30/4, 1/5, a Sunday
        ("2027-02-04T08:00", "2027-02-11T06:30"),  # Tết
        ("2027-06-20T09:00", "2027-09-06T06:30"),  # summer; 5/9 is a Sunday
    ],
)
def test_what_falls_into_the_quiet_goes_out_on_the_next_working_morning(moment: str, goes_out: str):
    assert QUIET.next_moment(dt.datetime.fromisoformat(moment)) == dt.datetime.fromisoformat(goes_out)


def test_fourteen_and_three_days_before_the_day_after_and_every_week():
    assert days_asked(day("20/11/2026")) == [
        day(text) for text in ("06/11/2026", "17/11/2026", "21/11/2026", "28/11/2026", "05/12/2026", "12/12/2026")
    ] + [day("19/12/2026")]


def test_a_last_day_that_is_off_is_asked_about_on_the_last_working_day_before():
    assert day("29/04/2027") in days_asked(day("30/04/2027"))
    assert max(each for each in days_asked(day("08/02/2027")) if each < day("08/02/2027")) == day("03/02/2027")


@given(DAYS)
def test_nobody_is_asked_on_a_day_off_and_somebody_always_before_the_last_day(due: dt.date):
    asked = days_asked(due, frozenset({Kind.NEAR}))
    assert all(QUIET.works_on(each) for each in asked)
    assert [each for each in asked if each <= due]


@given(DAYS, st.sets(st.sampled_from(list(Kind))))
def test_a_kind_that_is_off_asks_on_none_of_its_days(due: dt.date, kinds: set[Kind]):
    asked = days_asked(due, frozenset(kinds))
    if not kinds & {Kind.EARLY, Kind.NEAR}:
        assert not [each for each in asked if each <= due]
    if not kinds & {Kind.AFTER, Kind.WEEKLY}:
        assert not [each for each in asked if each > due + 14 * DAY]
    if not kinds:
        assert not asked


@pytest.mark.parametrize("last", [None, day("06/11/2026")])
def test_a_day_that_was_missed_is_made_up_for_once(last: dt.date | None):
    assert is_asked(day("20/11/2026"), day("19/11/2026"), last, ALL, QUIET)
    assert not is_asked(day("20/11/2026"), day("20/11/2026"), day("19/11/2026"), ALL, QUIET)


def test_in_summer_only_a_school_that_says_so_asks():
    assert not QUIET.works_on(day("15/07/2027"))
    awake = Quiet(calendars=QUIET.calendars, in_summer=True)
    assert awake.works_on(day("15/07/2027"))
    assert days_asked(day("08/09/2027"))[0] == day("06/09/2027"), "not on the last day before summer"


def test_a_school_without_a_working_day_in_a_year_does_not_hang():
    assert Quiet().next_moment(dt.datetime(2026, 11, 16, 22)) == dt.datetime(2026, 11, 17, 6, 30)
