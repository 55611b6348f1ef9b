"""Figures of indicators, in templates (số của chỉ số)."""

from decimal import Decimal

from django import template

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
