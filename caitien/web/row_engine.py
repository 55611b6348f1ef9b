"""The engine for the rows of long tables (dòng của bảng dài): compiled Jinja2, some five times as quick as Django's.

Pages are Django's templates. What a page repeats by the hundred, with no form and no inheritance, is a template in
``caitien/web/jinja2``: docs/decisions/jinja.md says why there are two.
"""

from typing import Any

from django.template.defaultfilters import linebreaksbr
from jinja2 import Environment, StrictUndefined


def environment(**options: Any) -> Environment:
    """The environment Django's Jinja2 backend asks for: escapes all, knows no name that was not handed in."""
    ours = {"undefined": StrictUndefined, "trim_blocks": True, "lstrip_blocks": True}
    made = Environment(**{**options, **ours})  # noqa: S701 - Django's backend turns escaping on
    made.filters["linebreaksbr"] = linebreaksbr
    return made
