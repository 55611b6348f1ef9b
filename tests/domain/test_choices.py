"""What is ticked among boxes is what a cell says."""

from datetime import date

import pytest

from caitien.domain.texts.choices import ticked
from caitien.domain.times.school_calendar import propose_year
from caitien.domain.times.timeframe import read_time

CASES = [
    ("☑ Một ☐ Hai", ["Một"]),
    ("☐ Một\n☒ Hai\n☑ Ba", ["Hai", "Ba"]),
    ("Một ☐, Hai ☑", ["Hai"]),
    ("[x] Một [ ] Hai", ["Một"]),
    ("☐ Một", []),
]


@pytest.mark.parametrize(("text", "words"), CASES)
def test_the_words_of_ticked_boxes(text: str, words: list[str]) -> None:
    assert ticked(text) == words


@pytest.mark.parametrize("text", ["", "☑", "☐", "Không có ô nào", "()", "Sửa mái (2 phòng)"])
def test_no_boxes_beside_words_are_no_choice(text: str) -> None:
    assert ticked(text) is None


def test_a_time_among_boxes_is_the_ticked_one() -> None:
    terms = propose_year("2026-2027")
    (span,) = read_time("☐ Tháng 9/2026 ☑ Tháng 3/2027", terms).spans
    assert span == (date(2027, 3, 1), date(2027, 3, 31))
