"""Figures in templates (số trên trang): of indicators, and how much the rules say."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from django import template

from caitien.checking.findings import Seen
from caitien.domain.finding import SEVERITY_NAMES, Severity
from caitien.domain.texts.figures import say_figure

register = template.Library()


@register.filter
def figure(number: Decimal, unit: str = "") -> str:
    """1234.5 → "1.234,5 giờ"; a percent sign stands at its figure."""
    shown = say_figure(number)
    return f"{shown}{unit}" if unit == "%" else f"{shown} {unit}".strip()


@register.filter
def plain(number: float) -> str:
    """A figure as SVG reads it, whatever the language of the page."""
    return str(number)


@register.filter
def by_weight(said: Sequence[Seen]) -> list[tuple[str, str]]:
    """How much the rules say of a place (đếm theo mức), the worst first: weight, "2 cảnh báo"; then what was passed
    over."""
    open_ones = Counter(seen.finding.severity for seen in said if not seen.dismissal)
    found = [(str(weight), f"{open_ones[weight]} {SEVERITY_NAMES[weight]}") for weight in Severity if open_ones[weight]]
    passed = len(said) - sum(open_ones.values())
    return [*found, ("passed", f"{passed} đã bỏ qua")] if passed else found
