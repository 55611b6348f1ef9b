"""Figures come in and go out as people here write them."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from caitien.domain.texts.figures import (
    DIGITS,
    PLACES,
    Curve,
    curve_of,
    read_figure,
    say_count,
    say_figure,
    share,
)


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


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [
        (26, 30, 87),
        (1, 3, 33),
        (2, 3, 67),
        (1, 8, 13),  # half a per cent is rounded up
        (0, 7, 0),
        (7, 7, 100),
        (1, 1_000, 1),  # something is never nothing
        (999, 1_000, 99),  # and nearly all not all
        (985, 1_000, 99),
        (984, 1_000, 98),
        (15, 1_000, 2),
        (14, 1_000, 1),
        (0, 0, None),
        (1, 2, 50),
    ],
)
def test_a_share_is_a_whole_number_of_per_cent(part: int, whole: int, said: int | None) -> None:
    assert share(part, whole) == said


def test_a_count_has_a_point_before_each_three_digits() -> None:
    assert [say_count(number) for number in (0, 999, 1_000, 1_234_567)] == ["0", "999", "1.000", "1.234.567"]


@pytest.mark.parametrize(
    ("typed", "figure"),
    [
        ("+3", "3"),
        ("-1.234,5", "-1234.5"),
        ("000000000000012", "12"),
        ("0,10000", "0.1"),
        ("100.000", "100000"),
        ("0.1234", "0.1234"),
        ("1234.567", "1234.567"),
        ("-0", "0"),
    ],
)
def test_signs_and_idle_noughts_do_no_harm(typed: str, figure: str) -> None:
    assert read_figure(typed) == Decimal(figure)


@pytest.mark.parametrize("typed", ["--3", "0,12345", "1.2345.678", "%", "3%%"])
def test_what_nobody_would_read_as_a_figure_is_none(typed: str) -> None:
    assert read_figure(typed) is None


@pytest.mark.parametrize(
    ("figure", "said"),
    [("-0.5", "-0,5"), ("0.0001", "0,0001"), ("999", "999"), ("12.3400", "12,34"), ("-1234.5", "-1.234,5")],
)
def test_a_figure_is_said_without_idle_noughts(figure: str, said: str) -> None:
    assert say_figure(Decimal(figure)) == said


def test_the_picture_is_drawn_to_the_point() -> None:
    days = [date(2026, 9, 1), date(2026, 9, 11), date(2026, 9, 21)]
    values = [(days[2], Decimal(90)), (days[0], Decimal(50)), (days[1], Decimal(60))]
    curve = curve_of(values, Decimal(70))
    assert curve == Curve(320, 96, ((8.0, 88.0), (160.0, 68.0), (312.0, 8.0)), 48.0)
    assert curve.line == "8.0,88.0 160.0,68.0 312.0,8.0"
    assert curve_of(values, Decimal(130), width=100, height=50, edge=5) == Curve(
        100, 50, ((5.0, 45.0), (50.0, 40.0), (95.0, 25.0)), 5.0
    )
    early = curve_of([*values, (date(2026, 9, 4), Decimal(57))], None)
    assert early is not None
    assert early.points[1] == (53.6, 74.0)
    assert curve_of(values, Decimal(0)).points[2] == (312.0, 8.0)


def test_figures_of_one_day_or_of_one_value_stand_in_the_middle() -> None:
    day, later = date(2026, 9, 5), date(2026, 10, 5)
    level = curve_of([(day, Decimal(3)), (later, Decimal(3))], None)
    assert level == Curve(320, 96, ((8.0, 48.0), (312.0, 48.0)), None)
    assert curve_of([(day, Decimal(1)), (day, Decimal(2))], None) == Curve(320, 96, ((160.0, 88.0), (160.0, 8.0)), None)
    assert curve_of([(day, Decimal(1)), (later, Decimal(1))], Decimal(0)).target == 88.0
