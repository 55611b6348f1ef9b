"""Days, months and years that a text names are read as a colleague would, and nothing is guessed."""

from datetime import date

import pytest

from caitien.rules.times import as_people_say, meant_span, named_span, without_cited

SCHOOL_YEAR = 2026  # begins in


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("15/10/2026", (2026, 10, 15), (2026, 10, 15)),
        ("ngày 05 tháng 9 năm 2026", (2026, 9, 5), (2026, 9, 5)),
        ("9/2026 - 5/2027", (2026, 9, 1), (2027, 5, 31)),
        ("T9/2026", (2026, 9, 1), (2026, 9, 30)),
        ("Tháng 10, 11/2026", (2026, 10, 1), (2026, 11, 30)),
        ("Từ tháng 9 đến tháng 5", (2026, 9, 1), (2027, 5, 31)),
        ("Quý IV/2026", (2026, 10, 1), (2026, 12, 31)),
        ("Học kỳ I", (2026, 8, 1), (2027, 1, 31)),
        ("HK2", (2027, 1, 1), (2027, 5, 31)),
        ("Năm học 2026 – 2027", (2026, 8, 1), (2027, 5, 31)),
        ("Giai đoạn 2025-2030", (2025, 1, 1), (2030, 12, 31)),
        ("ngày 15/10", (2026, 10, 15), (2026, 10, 15)),
        ("trong năm 2026", (2026, 1, 1), (2026, 12, 31)),
    ],
)
def test_a_time_is_read(text: str, first: tuple[int, int, int], last: tuple[int, int, int]) -> None:
    assert meant_span(text, SCHOOL_YEAR) == (date(*first), date(*last))


@pytest.mark.parametrize("text", ["", "Hằng năm", "4/5 lớp", "31/02/2026", "45 phút", "2030-2025"])
def test_what_names_no_day_is_not_guessed(text: str) -> None:
    assert meant_span(text, SCHOOL_YEAR) is None


def test_a_month_without_a_year_needs_a_school_year() -> None:
    assert named_span("Tháng 9") is None
    assert meant_span("Tháng 9", None) is None


def test_the_date_of_a_paper_cited_is_no_date_of_the_work() -> None:
    told = without_cited("Lập tổ theo Quyết định số 12/QĐ-THCSDT ngày 05/9/2026, họp ngày 10/9/2026")
    assert named_span(told) == (date(2026, 9, 10), date(2026, 9, 10))


def test_a_day_is_said_as_people_write_it() -> None:
    assert as_people_say(date(2026, 2, 5)) == "05/02/2026"
    assert as_people_say(date(2026, 11, 20)) == "20/11/2026"
