"""Figures come in and go out as people here write them."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from caitien.domain.texts.figures import DIGITS, PLACES, curve_of, read_figure, say_figure


@pytest.mark.parametrize(
    ("typed", "figure"),
    [
        ("1.234,5", "1234.5"),
        ("12,5", "12.5"),
        ("12.5", "12.5"),
        ("0.125", "0.125"),
        ("1.234", "1234"),
        ("1 234,5", "1234.5"),
        ("85%", "85"),
        ("85 %", "85"),
        ("-3", "-3"),
        ("−3,25", "-3.25"),
        ("0", "0"),
        ("012", "12"),
        ("999999999999,9999", "999999999999.9999"),
    ],
)
def test_a_typed_figure_is_read(typed: str, figure: str) -> None:
    assert read_figure(typed) == Decimal(figure)


@pytest.mark.parametrize(
    "typed",
    ["", "-", "mười", "12,", ",5", "1.23.4", "1,2,3", "1e5", "NaN", "½", "12 phòng", "1234567890123", "0,12345"],
)
def test_what_is_no_figure_is_none_and_never_0(typed: str) -> None:
    assert read_figure(typed) is None


@pytest.mark.parametrize(
    ("figure", "said"),
    [("1234.5000", "1.234,5"), ("0", "0"), ("-0.0000", "0"), ("1000000", "1.000.000"), ("-12.25", "-12,25")],
)
def test_a_figure_is_said(figure: str, said: str) -> None:
    assert say_figure(Decimal(figure)) == said


@given(some.decimals(-(10**DIGITS) + 1, 10**DIGITS - 1, places=PLACES))
def test_what_is_said_is_read_again(figure: Decimal) -> None:
    assert read_figure(say_figure(figure)) == figure


def test_the_picture_goes_from_left_to_right_and_up_with_the_figure() -> None:
    days = [date(2026, 9, 5), date(2026, 12, 1), date(2027, 5, 31)]
    curve = curve_of([(days[2], Decimal(90)), (days[0], Decimal(60)), (days[1], Decimal(70))], Decimal(100))
    assert curve is not None
    across, down = zip(*curve.points, strict=True)
    assert list(across) == sorted(across)
    assert list(down) == sorted(down, reverse=True)
    assert curve.target is not None
    assert curve.target < min(down)


def test_one_figure_makes_no_picture_and_equal_ones_a_level_line() -> None:
    day = date(2026, 9, 5)
    assert curve_of([(day, Decimal(1))], None) is None
    curve = curve_of([(day, Decimal(1)), (day, Decimal(1))], None)
    assert curve is not None
    assert len(set(curve.points)) == 1
