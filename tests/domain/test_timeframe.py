"""Times as schools write them, each against days written by hand (timeframe.tsv)."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import msgspec
import pytest

from caitien.domain.paper import Paper
from caitien.domain.papers.paper_json import loads
from caitien.domain.times.occurrences import occurrences_of
from caitien.domain.times.school_calendar import propose_year
from caitien.domain.times.timeframe import Timeframe, read_time

SAMPLES = Path(__file__).parents[3] / "shared" / "samples"


@dataclass(frozen=True)
class Year:
    """A school year as a school keeps it."""

    first_day: date = date(2026, 9, 5)
    term_one_ends: date = date(2027, 1, 16)
    term_two_starts: date = date(2027, 1, 18)
    last_day: date = date(2027, 5, 31)


CASES = [
    tuple(cell.strip() for cell in line.split("|"))
    for line in Path(__file__).with_name("timeframe.tsv").read_text().splitlines()
    if not line.startswith("#")
]


def day(text: str) -> date | None:
    return None if text == "-" else datetime.strptime(text, "%d/%m/%Y").date()


def test_a_phrase_means_the_days_a_person_wrote_beside_it():
    for text, begins, due, habit, times, asked in CASES:
        found = read_time(text, Year())
        told = (found.begins, found.due, found.habit.value, len(found.occurrences), found.asked)
        assert told == (day(begins), day(due), habit, int(times), bool(asked)), found


def rows_of(name: str) -> list[tuple[str, ...]]:
    lines = Path(__file__).with_name(name).read_text().splitlines()
    return [tuple(cell.strip() for cell in line.split("|")) for line in lines if not line.startswith("#")]


def days_of(text: str) -> tuple[tuple[date | None, date | None], ...]:
    ends = [span.split("–") for span in text.split()]
    return tuple((day(end[0]), day(end[-1])) for end in ends)


def test_every_span_a_phrase_names_begins_and_ends_on_its_day():
    for text, spans, this_year, habit, unread in rows_of("timespans.tsv"):
        found = read_time(text, Year())
        assert (found.spans, found.unread) == (days_of(spans), unread), text
        assert found.occurrences == (days_of(spans) if this_year == "=" else days_of(this_year)), text
        assert found.habit == (habit or "once"), text


NEXT_YEAR = Year(date(2027, 9, 6), date(2028, 1, 15), date(2028, 1, 17), date(2028, 5, 31))


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        *(
            ("Tháng 1", "01/01/2028–31/01/2028"),
            ("Tháng 7", "01/07/2028–31/07/2028"),
            ("Tháng 8", "01/08/2027–31/08/2027"),
        ),
        *(("Quý II", "01/04/2028–30/06/2028"), ("Quý III", "01/07/2027–30/09/2027")),
        *(
            ("Quý I, II", "01/01/2028–30/06/2028"),
            ("29/2", "29/02/2028"),
            ("20-29/2", "20/02/2028–29/02/2028"),
        ),
        *(
            ("Ngày 28, 29/2", "28/02/2028–29/02/2028"),
            ("Hè", "01/06/2028–31/08/2028"),
            ("9/27 - 5/28", "01/09/2027–31/05/2028"),
        ),
        *(("Ngày 10, 11/10/2026", "10/10/2026–11/10/2026"), ("Học kỳ II", "17/01/2028–31/05/2028")),
    ],
)
def test_a_month_without_a_year_is_of_the_school_year_whichever_that_is(text: str, spans: str):
    found = read_time(text, NEXT_YEAR)
    assert (found.spans, found.asked) == (days_of(spans), False)


def test_a_short_number_is_a_year_where_it_can_be_no_month():
    long_ago = Year(date(2012, 9, 5), date(2013, 1, 12), date(2013, 1, 14), date(2013, 5, 31))
    assert read_time("9/13", long_ago).spans == ((date(2013, 9, 1), date(2013, 9, 30)),)
    assert read_time("9/12", long_ago).spans == ((date(2012, 12, 9), date(2012, 12, 9)),)


def test_a_day_that_the_school_year_has_not_is_none():
    assert read_time("Ngày 28, 29/2", Year()).asked
    assert read_time("20-29/2", Year()).asked


@pytest.mark.parametrize(
    ("text", "several"),
    [
        ("Từ 01/01/2026 đến 27/11/2026", False),  # 330 days
        ("Từ 01/01/2026 đến 28/11/2026", True),
        ("Năm học 2026-2027", False),
        ("2025-2030", True),
        ("Hằng năm, 2025-2030", False),  # every year anew
    ],
)
def test_a_line_is_of_several_years_where_one_span_is_longer_than_a_school_year(text: str, several: bool):
    assert read_time(text, Year()).several_years is several


def test_no_occurrence_ends_before_it_begins_or_reaches_out_of_its_span():
    for text, *_ in CASES:
        found = read_time(text, Year())
        for first, last in found.occurrences:
            assert first <= last, text
            assert any(begins <= first and last <= ends for begins, ends in found.spans), text


def test_there_are_more_than_a_hundred_of_them_and_no_phrase_twice():
    assert len(CASES) > 100
    assert len({case[0] for case in CASES}) == len(CASES)


def test_nothing_written_names_no_day_and_is_asked_about():
    assert read_time("", Year()) == Timeframe(text="")
    assert read_time("", Year()).asked


@pytest.mark.skipif(not SAMPLES.exists(), reason="needs the samples beside the repository (../shared)")
def test_every_time_in_the_samples_is_understood_and_where_nothing_is_written_it_is_asked_about():
    papers = [loads(path.read_bytes()) for path in SAMPLES.rglob("expected.json")]
    times = {row.time for paper in papers if isinstance(paper, Paper) for row in paper.plan.items}
    assert len(times) > 2
    asked = {text for text in times if read_time(text, Year()).asked}
    assert asked <= {""}
    days = [span for text in times for span in read_time(text, Year()).spans]
    assert all(first <= last for first, last in days)


FAULTS = SAMPLES.parent / "faults" / "times.json"


@pytest.mark.skipif(not FAULTS.exists(), reason="needs the faulty inputs beside the repository (../shared)")
def test_every_time_that_was_once_read_wrongly_is_one_span_of_the_days_a_person_reads():
    given = msgspec.json.decode(FAULTS.read_bytes())
    terms = propose_year(given["school_year"])
    for text, wanted in given["cases"]:
        first, _, last = wanted.partition(",")[0].partition("–")
        found = read_time(text, terms)
        assert (found.spans, found.asked) == (((day(first), day(last or first)),), False), text
        assert len(found.occurrences) == 1


def test_a_range_over_the_end_of_a_year_is_one_occurrence():
    terms = propose_year("2026-2027")
    assert [each.name for each in occurrences_of(read_time("11-2/2027", terms), terms)] == [""]
