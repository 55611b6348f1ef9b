"""Of boxes to tick the ticked one tells: of a state, of a time, wherever the boxes stand."""

from datetime import date

import pytest

from caitien.domain.paper import Status
from caitien.domain.states import status_of
from caitien.domain.texts.choices import ticked
from caitien.domain.times.school_calendar import propose_year
from caitien.domain.times.timeframe import read_time


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("☑ Hoàn thành ☐ Đang thực hiện", ["Hoàn thành"]),
        ("☐ Hoàn thành\n☒ Đang thực hiện\n☐ Chưa bắt đầu", ["Đang thực hiện"]),
        ("Hoàn thành ☐, Đang thực hiện ☒", ["Đang thực hiện"]),
        ("[x] Học kỳ I [ ] Học kỳ II", ["Học kỳ I"]),
        ("( ) Có (v) Không", ["Không"]),
        ("☑ Quý I ☑ Quý II ☐ Quý III", ["Quý I", "Quý II"]),
        ("☐ Có ☐ Không", []),
        ("Hoàn thành ☒ Đang thực hiện ☐", ["Hoàn thành"]),
        ("☑ Có;\n☑, Không", ["Có", "Không"]),
        ("☑ ☐ Không", []),
    ],
)
def test_the_ticked_words_are_told(text: str, found: list[str]):
    assert ticked(text) == found


@pytest.mark.parametrize("text", ["", "☒", "☐", "Hoàn thành", "điểm a) và b)", "Sửa (2 phòng)", "x"])
def test_where_no_box_stands_beside_words_nothing_is_to_be_ticked(text: str):
    assert ticked(text) is None


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("☑ Đã hoàn thành ☐ Đang thực hiện ☐ Chưa bắt đầu", Status.DONE),
        ("☐ Đã hoàn thành ☒ Đang thực hiện ☐ Chưa bắt đầu", Status.ONGOING),
        ("Đã hoàn thành ☐ Đang thực hiện ☐ Chưa bắt đầu ☒", Status.NOT_STARTED),
        ("☒ Đã hoàn thành ☒ Đang thực hiện", Status.UNSTATED),
        ("☐ Đã hoàn thành ☐ Đang thực hiện", Status.UNSTATED),
    ],
)
def test_the_ticked_box_is_the_state(text: str, state: Status):
    assert status_of(text) == state


def test_the_ticked_box_is_the_time():
    (span,) = read_time("☐ Tháng 9/2026 ☑ Tháng 3/2027", propose_year("2026-2027")).spans
    assert span == (date(2027, 3, 1), date(2027, 3, 31))
