"""The calendar of a school year: its first draft, and what cannot stand in one."""

import datetime as dt
from dataclasses import replace

import pytest

from caitien.domain.times.school_calendar import (
    LONGEST_HOLIDAY_NAME,
    LONGEST_SOURCE,
    MOST_HOLIDAYS,
    Deadline,
    Holiday,
    comes_too_early,
    faults_of,
    first_year_of,
    propose_deadlines,
    propose_year,
    say_year,
    school_year_at,
    year_before,
    years_around,
    years_back,
    years_in,
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


# The first day of Tết by Hanoi time, Giỗ Tổ, and the last Saturday by 17/1 with which term I ends.
BY_THE_MOON = """
2024-02-10 2024-04-18 2024-01-13
2025-01-29 2025-04-07 2025-01-11
2026-02-17 2026-04-26 2026-01-17
2027-02-06 2027-04-16 2027-01-16
2028-01-26 2028-04-04 2028-01-15
2029-02-13 2029-04-23 2029-01-13
2030-02-02 2030-04-12 2030-01-12
2031-01-23 2031-04-01 2031-01-11
2032-02-11 2032-04-19 2032-01-17
2033-01-31 2033-04-09 2033-01-15
2034-02-19 2034-04-28 2034-01-14
2035-02-08 2035-04-17 2035-01-13
2036-01-28 2036-04-06 2036-01-12
2037-02-15 2037-04-24 2037-01-17
2038-02-04 2038-04-13 2038-01-16
2039-01-24 2039-04-03 2039-01-15
2040-02-12 2040-04-20 2040-01-14
"""


@pytest.mark.parametrize("line", BY_THE_MOON.split("\n")[1:-1])
def test_every_day_of_a_draft_is_the_one_the_almanac_has(line: str):
    tet, ancestors, saturday = map(dt.date.fromisoformat, line.split())
    after, days = tet.year, dt.timedelta(days=1)
    draft = propose_year(f"{after - 1}-{after}")
    assert draft.year == f"{after - 1}-{after}"
    assert (draft.first_day, draft.last_day) == (dt.date(after - 1, 9, 5), dt.date(after, 5, 31))
    assert (draft.term_one_ends, draft.term_two_starts) == (saturday, saturday + 2 * days)
    assert draft.deadlines == ()
    assert set(draft.holidays) == {
        Holiday("Quốc khánh", dt.date(after - 1, 9, 1), dt.date(after - 1, 9, 2)),
        Holiday("Tết Dương lịch", dt.date(after, 1, 1), dt.date(after, 1, 1)),
        Holiday("Tết Nguyên đán", tet - 2 * days, tet + 4 * days),
        Holiday("Giỗ Tổ Hùng Vương", ancestors, ancestors),
        Holiday("Chiến thắng 30/4 và Quốc tế Lao động 1/5", dt.date(after, 4, 30), dt.date(after, 5, 1)),
    }


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


def test_years_in_a_row_go_back_from_the_latest():
    assert years_back("2026-2027", 3) == ["2026-2027", "2025-2026", "2024-2025"]
    assert years_back("hè", 3) == ["hè"]
    assert year_before("2026-2027") == "2025-2026"
    assert years_in("1999-2000") == (1999, 2000)  # a paper of long ago may name it
    assert say_year("2026-2027") == "2026–2027"


@pytest.mark.parametrize(
    ("day", "early"), [("2025-05-31", True), ("2025-06-01", False), ("2026-10-01", False), ("2031-01-01", False)]
)
def test_no_paper_of_a_year_is_made_before_the_year_that_comes_before_it(day: str, early: bool):
    assert comes_too_early(dt.date.fromisoformat(day), "2026-2027") is early
    assert not comes_too_early(dt.date.fromisoformat(day), "năm nay")


MOMENTS = ("first_day", "term_one_ends", "term_two_starts", "last_day")


@pytest.mark.parametrize("number", range(3))
def test_each_moment_of_the_year_comes_after_the_one_before(number: int):
    calendar = propose_year("2026-2027")
    before = getattr(calendar, MOMENTS[number])
    same = faults_of(replace(calendar, **{MOMENTS[number + 1]: before}))
    assert len(same) == 1
    assert f"({before:%d/%m/%Y}) cần ở sau" in same[0]
    assert faults_of(replace(calendar, **{MOMENTS[number + 1]: before + dt.timedelta(days=1)})) == ()


@pytest.mark.parametrize(
    ("moment", "day", "told"),
    [
        ("first_day", "2026-07-01", ""),
        ("first_day", "2026-06-30", "Ngày bắt đầu (30/06/2026) không nằm trong năm học 2026-2027."),
        ("last_day", "2027-08-31", ""),
        ("last_day", "2027-09-01", "Ngày kết thúc năm học (01/09/2027) không nằm trong năm học 2026-2027."),
    ],
)
def test_a_year_lies_between_july_and_the_august_after(moment: str, day: str, told: str):
    calendar = replace(propose_year("2026-2027"), **{moment: dt.date.fromisoformat(day)})
    assert faults_of(calendar) == ((told,) if told else ())


def test_a_calendar_has_forty_holidays_at_the_most_each_with_a_name_of_a_hundred_letters():
    calendar, day = propose_year("2026-2027"), dt.date(2026, 11, 20)
    longest = Holiday("n" * LONGEST_HOLIDAY_NAME, day, day)
    assert faults_of(replace(calendar, holidays=(longest,) * MOST_HOLIDAYS)) == ()
    assert faults_of(replace(calendar, holidays=(longest,) * (MOST_HOLIDAYS + 1))) == (
        "Lịch ghi được tối đa 40 đợt nghỉ.",
    )
    assert len(faults_of(replace(calendar, holidays=(replace(longest, name="n" * 101),)))) == 1


@pytest.mark.parametrize(
    ("source", "day", "faults"),
    [
        ("s" * LONGEST_SOURCE, "2026-06-01", 0),
        ("Sở", "2027-12-31", 0),
        ("", "2027-06-30", 1),
        ("s" * 301, "2027-06-30", 1),
        ("Sở", "2026-05-31", 1),
        ("Sở", "2028-01-01", 1),
    ],
)
def test_a_deadline_says_whose_it_is_and_lies_in_its_year(source: str, day: str, faults: int):
    due = Deadline("public", dt.date.fromisoformat(day), source)
    assert len(faults_of(replace(propose_year("2026-2027"), deadlines=(due,)))) == faults


def test_a_source_gives_two_days_of_a_year_under_the_new_circular_and_one_under_the_others():
    due = {framework: propose_deadlines("2026-2027", framework) for framework in ("tt57-2026-pt", "tt18-2018")}
    assert [(each.paper, each.by.isoformat()) for each in due["tt57-2026-pt"]] == [
        ("self-assessment", "2027-06-15"),
        ("public", "2027-06-30"),
    ]
    assert [(each.paper, each.by.isoformat()) for each in due["tt18-2018"]] == [("public", "2027-06-30")]
