"""The calendar of a school year: its first draft, and what cannot stand in one."""

import datetime as dt
from dataclasses import replace

import pytest

from caitien.domain.times.school_calendar import (
    Holiday,
    faults_of,
    first_year_of,
    propose_year,
    school_year_at,
    years_around,
)

YEARS = [f"{start}-{start + 1}" for start in range(2023, 2041)]


def off(year: str, name: str) -> Holiday:
    return next(holiday for holiday in propose_year(year).holidays if holiday.name == name)


def test_a_year_opens_on_the_fifth_of_september_and_ends_with_may():
    calendar = propose_year("2026-2027")
    assert (calendar.first_day, calendar.last_day) == (dt.date(2026, 9, 5), dt.date(2027, 5, 31))
    assert (calendar.term_one_ends, calendar.term_two_starts) == (dt.date(2027, 1, 16), dt.date(2027, 1, 18))


@pytest.mark.parametrize("year", YEARS)
def test_every_draft_can_be_used_as_it_stands(year: str):
    calendar = propose_year(year)
    assert faults_of(calendar) == ()
    assert calendar.term_one_ends.weekday() == 5
    assert calendar.term_two_starts.weekday() == 0
    firsts = [holiday.first for holiday in calendar.holidays]
    assert firsts == sorted(firsts)


def test_tet_is_kept_by_the_moon_over_hanoi():
    assert off("2026-2027", "Tết Nguyên đán") == Holiday("Tết Nguyên đán", dt.date(2027, 2, 4), dt.date(2027, 2, 10))
    assert dt.date(2030, 2, 2) - off("2029-2030", "Tết Nguyên đán").first == dt.timedelta(days=2)
    assert off("2026-2027", "Giỗ Tổ Hùng Vương").first == dt.date(2027, 4, 16)


@pytest.mark.parametrize("year", YEARS[:-1])
def test_the_day_of_the_ancestors_comes_two_moons_and_nine_days_after_tet(year: str):
    """Two or, with a leap month between, three months of 29 or 30 days."""
    tet = off(year, "Tết Nguyên đán").first + dt.timedelta(days=2)
    assert (off(year, "Giỗ Tổ Hùng Vương").first - tet).days - 9 in {58, 59, 60, 88, 89}


def test_beyond_the_known_moons_the_lunar_days_are_left_to_the_school():
    assert [holiday.name for holiday in propose_year("2041-2042").holidays] == [
        "Quốc khánh",
        "Tết Dương lịch",
        "Chiến thắng 30/4 và Quốc tế Lao động 1/5",
    ]


@pytest.mark.parametrize(
    ("day", "year"),
    [
        ("2026-05-31", "2025-2026"),
        ("2026-06-01", "2026-2027"),
        ("2026-11-24", "2026-2027"),
        ("2027-01-02", "2026-2027"),
    ],
)
def test_in_summer_people_speak_of_the_coming_year(day: str, year: str):
    assert school_year_at(dt.date.fromisoformat(day)) == year


def test_terms_out_of_order_and_out_of_the_year_are_told_by_name():
    calendar = propose_year("2026-2027")
    (backwards,) = faults_of(replace(calendar, term_two_starts=dt.date(2027, 1, 10)))
    assert backwards.startswith("Ngày bắt đầu học kỳ II (10/01/2027) cần ở sau ngày hết học kỳ I (16/01/2027)")
    (far,) = faults_of(replace(calendar, last_day=dt.date(2028, 5, 31)))
    assert "không nằm trong năm học 2026-2027" in far


def test_a_holiday_needs_a_name_and_ends_after_it_began():
    calendar = propose_year("2026-2027")
    day = dt.date(2026, 11, 20)
    nameless, backwards = Holiday("", day, day), Holiday("Hội trường", day, day - dt.timedelta(days=1))
    told = faults_of(replace(calendar, holidays=(nameless, backwards)))
    assert [sentence.split(":")[0] for sentence in told] == [
        "Đợt nghỉ từ 20/11/2026 cần có tên, không quá 100 chữ cái.",
        "Hội trường",
    ]


@pytest.mark.parametrize("text", ["2026", "2026-2026", "2026-2028", "1999-2000", "hè"])
def test_what_is_no_school_year_is_refused(text: str):
    with pytest.raises(ValueError):
        first_year_of(text)
    assert years_around("2026-2027") == ("2025-2026", "2026-2027", "2027-2028")
