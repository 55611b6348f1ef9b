"""The engine for what a page repeats (phần lặp lại của trang): compiled Jinja2, some five times as quick as Django's.

Pages are Django's templates. The rows of a list and the cards of one's work, of which a page has many alike, are
templates in ``caitien/web/jinja2``: docs/decisions/jinja.md says why there are two.
"""

import datetime as dt
from typing import Any

from django.template.defaultfilters import linebreaksbr
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime
from jinja2 import Environment, StrictUndefined
from jinja2.ext import Extension

from caitien.domain.tasks.work_state import WORK_STATE_NAMES
from caitien.web.templatetags.spoken import school_year


class Unindented(Extension):
    """Leaves the indents of a template out of what it makes (bỏ thụt đầu dòng): a quarter of a page of rows."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002
        """The source of a template, every line from its first letter on."""
        return "\n".join(line.lstrip() for line in source.splitlines())


class _Rows(Environment):
    """Templates that are handed objects (môi trường): a dot is an attribute and nothing else, a key of a mapping stands
    in brackets. Jinja2's own dot tries one after the other, five thousand times a page of the plan."""

    getattr = staticmethod(getattr)  # type: ignore[assignment]


def environment(**options: Any) -> Environment:
    """The environment Django's Jinja2 backend asks for: escapes all, knows no name that was not handed in."""
    ours = {"undefined": StrictUndefined, "trim_blocks": True, "extensions": [Unindented]}
    made = _Rows(**{**options, **ours})  # Django's backend turns escaping on
    made.globals["work_states"] = WORK_STATE_NAMES
    made.filters |= {"linebreaksbr": linebreaksbr, "shortened": shortened, "school_year": school_year}
    made.filters |= {"day": day, "moment": moment}
    return made


def rendered(template: str, **handed: Any) -> SafeString:
    """What a template makes of what it is handed, ready to stand in a page (phần đã dựng)."""
    return mark_safe(render_to_string(template, handed, using="jinja2"))  # noqa: S308 - the engine escapes


def day(date: dt.date) -> str:
    """5 September 2026 → "05/09/2026"."""
    return f"{date:%d/%m/%Y}"


def moment(at: dt.datetime) -> str:
    """A moment as the clocks here tell it: "07:30 05/09/2026"."""
    return f"{localtime(at):%H:%M %d/%m/%Y}"


def shortened(text: str, most: int) -> str:
    """A text of so many letters at most, its end marked where there was more (rút gọn)."""
    return text if len(text) <= most else f"{text[: most - 1]}…"
