"""Figures and years as people here write them (số và năm học)."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from django import template

from caitien.domain.paper import has_figure
from caitien.domain.tasks.work_state import WORK_STATE_NAMES
from caitien.domain.texts.figures import say_count
from caitien.domain.times.school_calendar import say_year

register = template.Library()


@register.filter
def grouped(number: int) -> str:
    """3000 → "3.000"."""
    return say_count(number)


@register.filter
def school_year(text: str) -> str:
    """ "2026-2027" → "2026–2027"; "chưa rõ" where there is none."""
    return say_year(text) or "chưa rõ"


@register.filter
def paper_number(number: str) -> str:
    """ "05/BC-THPTHS" → "số 05/BC-THPTHS"; "chưa ghi số" where none was given yet."""
    return f"số {number}" if has_figure(number) else "chưa ghi số"


@register.filter
def work_state(state: str) -> str:
    """How a task stands, in words."""
    return WORK_STATE_NAMES[state]


@register.filter
def under(row: Sequence[str], headings: Sequence[tuple[str, int]]) -> Iterator[tuple[str, str]]:
    """The cells of a row, each with the heading it stands under (ô dưới tiêu đề): a phone shows them one by one."""
    return zip_longest((heading for heading, _ in headings), row, fillvalue="")
