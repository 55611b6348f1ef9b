"""Figures as people here write them (số kiểu Việt Nam): 1.234,5 in and out, and the picture of their course."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

DIGITS, PLACES = 12, 4  # before and behind the comma, as the database keeps them
_GROUPED: Final = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?", re.ASCII)
_PLAIN: Final = re.compile(r"\d+(?:[.,]\d+)?", re.ASCII)


def share(part: int, whole: int) -> int | None:
    """A part in whole per cent (tỉ lệ phần trăm), rounded: 26 of 30 is 87. Only all of it is 100, only nothing is 0;
    None of nothing."""
    if not whole:
        return None
    rounded = (200 * part + whole) // (2 * whole)
    return rounded if part in (0, whole) else min(max(rounded, 1), 99)


def say_count(number: int) -> str:
    """A whole number as people read it (ghi số đếm): 1234 → "1.234"."""
    return f"{number:,}".replace(",", ".")


def read_figure(text: str) -> Decimal | None:
    """The figure a person typed (đọc số), or None where it is none: "1.234,5", "12,5", "85%", "-3".

    A point before three digits parts thousands; any other is taken for the comma, as on a calculator ("12.5").
    """
    bare = "".join(text.replace("−", "-").split()).removesuffix("%").removeprefix("+")
    sign, bare = (-1, bare[1:]) if bare.startswith("-") else (1, bare)
    if _GROUPED.fullmatch(bare):
        bare = bare.replace(".", "")
    elif not _PLAIN.fullmatch(bare):
        return None
    whole, _, part = bare.replace(",", ".").partition(".")
    fits = len(whole.lstrip("0")) <= DIGITS and len(part.rstrip("0")) <= PLACES
    return sign * Decimal(f"{whole}.{part or 0}") if fits else None


def say_figure(figure: Decimal) -> str:
    """A figure as people read it (ghi số): 1234.5000 → "1.234,5"; -0 is 0."""
    whole, _, part = f"{abs(figure):,.{PLACES}f}".partition(".")
    shown = whole.replace(",", ".") + (f",{part.rstrip('0')}" if part.strip("0") else "")
    return f"-{shown}" if figure < 0 and shown != "0" else shown


@dataclass(frozen=True, slots=True)
class Curve:
    """The course of a figure as a picture (đường biểu diễn): points from the left above, in units of the picture."""

    width: int
    height: int
    points: tuple[tuple[float, float], ...]
    target: float | None  # height of the line aimed at

    @property
    def line(self) -> str:
        """The points as an SVG polyline takes them."""
        return " ".join(f"{x},{y}" for x, y in self.points)


def curve_of(
    values: Sequence[tuple[date, Decimal]], target: Decimal | None, *, width: int = 320, height: int = 96, edge: int = 8
) -> Curve | None:
    """The picture of dated figures (vẽ đường), in the order of their days; None where there are less than two."""
    if len(values) < 2:
        return None
    ordered = sorted(values, key=lambda value: value[0])
    figures = [float(figure) for _, figure in ordered] + ([float(target)] if target is not None else [])
    low, high = min(figures), max(figures)
    first, last = ordered[0][0].toordinal(), ordered[-1][0].toordinal()

    def across(day: date) -> float:
        share = (day.toordinal() - first) / (last - first) if last > first else 0.5
        return round(edge + share * (width - 2 * edge), 1)

    def down(figure: Decimal) -> float:
        share = (float(figure) - low) / (high - low) if high > low else 0.5
        return round(height - edge - share * (height - 2 * edge), 1)

    points = tuple((across(day), down(figure)) for day, figure in ordered)
    return Curve(width, height, points, down(target) if target is not None else None)
