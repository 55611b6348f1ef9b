"""What a problem says it is about (tiêu chuẩn, tiêu chí): typed as people write it, kept as papers have it."""

import re
from typing import Any, Final

from caitien.domain.official_forms.forms import criterion_line
from caitien.domain.papers.cells import CRITERION
from caitien.domain.standards import standard_set
from caitien.plans.models import Goal, Plan

_STANDARD: Final = re.compile(
    r"\A(?:tiêu chuẩn(?: số)?|tc)?\s*([1-9][0-9]?)(?:\s*[:.–—-]\s*(.*))?", re.IGNORECASE | re.DOTALL
)
_UNNUMBERED: Final = re.compile(r"tiêu chuẩn\s*:\s*(.+)", re.IGNORECASE | re.DOTALL)
_CODE: Final = re.compile(r"(?<![\d/.,])([1-9][0-9]?\.[1-9][0-9]?)(?![\d/]|\.\d)")


def standard_values(plan: Plan, _goal: Goal, text: str) -> dict[str, Any]:
    """What a problem says once its standard is typed so: "2", "Tiêu chuẩn 2" (the title follows), "2: Đội ngũ", or a
    title alone. One query at most."""
    found = _STANDARD.fullmatch(text)
    if found:
        number = int(found[1])
        return {"standard": number, "standard_title": found[2] or title_of(plan, number)}
    named = _UNNUMBERED.fullmatch(text)
    return {"standard": None, "standard_title": named[1] if named else text}


def criterion_values(plan: Plan, goal: Goal, text: str) -> dict[str, Any]:
    """What a problem says once its criterion is typed so: "1.3", or words that name one, kept as they are. Its standard
    follows where it was blank or another's. One query at most."""
    found = _CODE.search(text)
    code = found[1] if found else ""
    said = {"criterion": code, "label": criterion_line(text, "") if CRITERION.fullmatch(text) else text}
    standard = int(code.partition(".")[0]) if code else goal.standard
    if standard == goal.standard:
        return said
    return {**said, "standard": standard, "standard_title": title_of(plan, standard or 0)}


def title_of(plan: Plan, standard: int) -> str:
    """What the plan calls a standard (tên tiêu chuẩn): as its other rows do, else as its set of standards; "" where
    neither knows it. One query."""
    named = plan.goals.filter(standard=standard).exclude(standard_title="").order_by("position")
    title = named.values_list("standard_title", flat=True).first()
    known = standard_set(plan.framework)
    own = known.standard(standard) if known else None
    return title or (own.title if own else "")
