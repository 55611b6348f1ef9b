"""The turns of a task are named as people call them, each with its own days."""

from datetime import date

import pytest

from caitien.domain.times.occurrences import PlannedOccurrence, name_of, occurrences_of
from caitien.domain.times.timeframe import Habit, Timeframe, read_time
from tests.domain.test_timeframe import Year


@pytest.mark.parametrize(
    ("first", "last", "habit", "name"),
    [
        ("2026-09-05", "2027-01-16", Habit.TERMLY, "Học kỳ I"),
        ("2026-10-01", "2026-12-31", Habit.TERMLY, "Học kỳ I"),
        ("2026-12-01", "2027-01-17", Habit.TERMLY, "Học kỳ II"),  # a day beyond the first
        ("2026-09-05", "2027-01-16", Habit.ONCE, "Học kỳ I"),
        ("2027-01-18", "2027-05-31", Habit.ONCE, "Học kỳ II"),
        ("2027-01-18", "2027-05-30", Habit.ONCE, "18/01/2027–30/05/2027"),
        ("2026-09-05", "2027-01-15", Habit.ONCE, "05/09/2026–15/01/2027"),
        ("2026-10-15", "2026-10-15", Habit.MONTHLY, "Ngày 15/10/2026"),
        ("2026-09-05", "2026-09-30", Habit.MONTHLY, "Tháng 9/2026"),
        ("2026-09-05", "2026-11-30", Habit.QUARTERLY, "Tháng 9–11/2026"),
        ("2026-12-01", "2027-02-28", Habit.QUARTERLY, "Tháng 12/2026–2/2027"),
        ("2026-09-01", "2027-09-30", Habit.ONCE, "Tháng 9/2026–9/2027"),
        ("2026-10-01", "2026-10-31", Habit.ONCE, "Tháng 10/2026"),
        ("2026-10-01", "2026-10-30", Habit.ONCE, "01/10/2026–30/10/2026"),
        ("2026-10-02", "2026-10-31", Habit.ONCE, "02/10/2026–31/10/2026"),
    ],
)
def test_a_turn_is_called_by_its_term_its_months_or_its_days(first: str, last: str, habit: Habit, name: str):
    assert name_of((date.fromisoformat(first), date.fromisoformat(last)), habit, Year()) == name


def days_of_october(many: int) -> tuple[tuple[date, date], ...]:
    return tuple((date(2026, 10, number), date(2026, 10, number)) for number in range(1, many + 1))


@pytest.mark.parametrize(("many", "turns"), [(1, 1), (2, 2), (24, 24), (25, 1)])
def test_more_days_than_anybody_reports_on_are_one_turn_over_all_of_them(many: int, turns: int):
    days = days_of_october(many)
    found = occurrences_of(Timeframe(text="", spans=days, occurrences=days), Year())
    assert len(found) == turns
    assert (found[0].first, found[-1].due) == (date(2026, 10, 1), date(2026, 10, many))
    assert found[0].name == ("" if turns == 1 else "Ngày 01/10/2026")


def test_turns_stand_in_the_order_of_their_last_days_and_none_twice():
    found = occurrences_of(read_time("Học kỳ I; tháng 10; tháng 10; ngày 31/10 và 31/03/2027", Year()), Year())
    assert [each.name for each in found] == ["Ngày 31/10/2026", "Ngày 31/03/2027"]
    spans = ((date(2026, 10, 9), date(2026, 10, 20)), (date(2026, 10, 5), date(2026, 10, 20)))
    both = occurrences_of(Timeframe(text="", spans=spans, occurrences=spans), Year())
    assert [each.first for each in both] == [date(2026, 10, 5), date(2026, 10, 9)]


def test_what_lies_outside_this_year_stands_whole_and_what_names_no_day_has_none():
    assert occurrences_of(read_time("2021-2025", Year()), Year()) == (
        PlannedOccurrence("", date(2021, 1, 1), date(2025, 12, 31)),
    )
    assert occurrences_of(read_time("Đột xuất", Year()), Year()) == (PlannedOccurrence(),)
