"""Days on which people are asked, and hours in which nobody is."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caitien.domain.times.nudging import DAY, Kind, Quiet, is_asked
from caitien.domain.times.school_calendar import Holiday, propose_year

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


@pytest.mark.parametrize(
    ("day_", "works"),
    [
        ("05/09/2026", True),  # the first day of the year, a Saturday
        ("04/09/2026", False),
        ("31/05/2027", True),
        ("01/06/2027", False),
        ("06/09/2026", False),  # a Sunday
        ("03/02/2027", True),
        ("04/02/2027", False),  # the first and the last day off for Tết
        ("10/02/2027", False),
        ("11/02/2027", True),
    ],
)
def test_somebody_may_be_asked_from_the_first_to_the_last_day_of_a_year_that_is_not_off(day_: str, works: bool):
    assert QUIET.works_on(day(day_)) is works


@pytest.mark.parametrize(
    ("hour", "goes_out"), [("06:29", "16T06:30"), ("19:59", "16T19:59"), ("20:00", "17T06:30"), ("23:59", "17T06:30")]
)
def test_quiet_begins_at_eight_and_ends_at_half_past_six(hour: str, goes_out: str):
    moment = dt.datetime.fromisoformat(f"2026-11-16T{hour}")
    assert QUIET.next_moment(moment) == dt.datetime.fromisoformat(f"2026-11-{goes_out}")


def resting(days_off: int) -> Quiet:
    """A school that worked on 1/11 of 2026, a Sunday left aside, and rests from the day after."""
    begins = day("03/11/2026")
    off = Holiday("Nghỉ", begins, begins + (days_off - 1) * DAY)
    return Quiet(calendars=(replace(propose_year("2026-2027"), holidays=(off,)),))


def test_the_last_working_day_is_looked_for_through_eleven_days_off_and_no_more():
    last = day("02/11/2026")
    assert resting(11).last_working(last + 11 * DAY) == last
    assert resting(12).last_working(last + 12 * DAY) is None
    assert resting(12).last_working(last) == last


def test_the_next_working_day_is_looked_for_through_four_hundred_days():
    first = day("05/09/2026")
    assert QUIET.first_working(first) == first
    late = replace(QUIET, calendars=(propose_year("2027-2028"),))
    opens = day("06/09/2027")  # 5/9 is a Sunday
    assert late.first_working(opens - 399 * DAY) == opens
    assert late.first_working(opens - 400 * DAY) == opens - 400 * DAY


@pytest.mark.parametrize(
    ("due", "today", "last", "kinds", "asked"),
    [
        ("20/11/2026", "05/11/2026", None, ALL, False),
        ("20/11/2026", "06/11/2026", None, ALL, True),
        ("20/11/2026", "06/11/2026", None, {Kind.NEAR}, False),
        ("20/11/2026", "17/11/2026", "16/11/2026", {Kind.NEAR}, True),
        ("20/11/2026", "17/11/2026", "17/11/2026", {Kind.NEAR}, False),
        ("20/11/2026", "20/11/2026", None, {Kind.AFTER}, False),
        ("20/11/2026", "21/11/2026", None, {Kind.AFTER}, True),
        ("20/11/2026", "27/11/2026", None, {Kind.WEEKLY}, False),  # a week after the day after
        ("20/11/2026", "28/11/2026", None, {Kind.WEEKLY}, True),
        ("20/11/2026", "03/12/2026", "27/11/2026", {Kind.WEEKLY}, False),
        ("20/11/2026", "04/12/2026", "27/11/2026", {Kind.WEEKLY}, True),
        ("20/11/2026", "20/11/2026", "01/11/2026", {Kind.WEEKLY}, False),  # not overdue yet
        ("20/11/2026", "04/12/2026", "27/11/2026", {Kind.AFTER}, False),
        ("01/05/2027", "29/04/2027", "28/04/2027", {Kind.NEAR}, True),  # the last working day before two days off
        ("01/05/2027", "29/04/2027", "28/04/2027", {Kind.EARLY}, False),
    ],
)
def test_who_is_asked_on_a_day(due: str, today: str, last: str | None, kinds: set[Kind], asked: bool):
    told = is_asked(day(due), day(today), day(last) if last else None, frozenset(kinds), QUIET)
    assert told is asked


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
