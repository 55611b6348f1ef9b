"""Numbers of papers (số, ký hiệu): which comes next, and which is used already.

Papers of one kind are numbered from 01 in each calendar year, figures below 10 with a zero (Nghị định 30/2020, phụ
lục I). Numbers approved plans bear count too.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from caitien.access.models import School
from caitien.domain.paper import Form
from caitien.domain.papers.official_paper import OFFICIAL_FORMS
from caitien.papers.models import Issue
from caitien.plans.models import Plan, Version

KINDS: Final[Mapping[str, str]] = {
    **{Form.REPORT: "BC", Form.PLAN: "KH", Form.TT57: "KH"},
    **{kind: form.symbol for kind, form in OFFICIAL_FORMS.items() if form.symbol},
}
_NUMBER: Final = re.compile(r"^0*(?P<figure>[1-9]\d{0,5})(?P<part>-\d{1,4})?/(?P<kind>BC|KH|BB)-(?P<rest>\S.*)")
_REST: Final = re.compile(r"^[^/]*/(?:BC|KH|BB)-(?P<rest>\S.*)")


@dataclass(frozen=True, slots=True)
class Number:
    """A number as papers bear it (số, ký hiệu): 5, "BC", "THPTHS"; "-01" is the ``part`` of 218-01/KH-THPTHS."""

    figure: int
    kind: str
    rest: str
    part: str = ""

    def __str__(self) -> str:
        return f"{self.figure:02}{self.part}/{self.kind}-{self.rest}"


def read_number(text: str) -> Number | None:
    """The number a text is ("5/BC-THPTHS"), or None where it is none, or no whole one."""
    found = _NUMBER.fullmatch(text.strip())
    return Number(int(found["figure"]), found["kind"], found["rest"], found["part"] or "") if found else None


def next_number(plan: Plan, form: str, day: dt.date) -> str:
    """The number that is free for a paper of a plan (số tiếp theo): that of the approved plan for the plan itself, else
    the next. What stands after its kind is as the school wrote it before, "" where it never did. Four queries at most.
    """
    own = read_number(plan.number)
    if own and own.kind == KINDS[form] and plan.date == day and not is_used(plan, own, day):
        return str(own)
    figure = max(_figures(plan.school, KINDS[form], day.year), default=0) + 1
    return f"{figure:02}/{KINDS[form]}-{_rest(plan)}"


def is_used(plan: Plan, number: Number, day: dt.date) -> bool:
    """Whether another paper bears the number in that calendar year (số đã dùng). Two queries."""
    issued = Issue.objects.filter(school=plan.school_id, kind=number.kind, year=day.year)
    others = Version.objects.filter(school=plan.school_id, date__year=day.year).exclude(plan=plan)
    kept = _of_versions(others.values_list("paper_number", flat=True), number.kind)
    return issued.filter(figure=number.figure, part=number.part).exists() or (number.figure, number.part) in kept


def _figures(school: School, kind: str, year: int) -> Iterator[int]:
    yield from Issue.objects.filter(school=school, kind=kind, year=year).values_list("figure", flat=True)
    versions = Version.objects.filter(school=school, date__year=year).values_list("paper_number", flat=True)
    yield from (figure for figure, _ in _of_versions(versions, kind))


def _of_versions(numbers: Iterable[str], kind: str) -> set[tuple[int, str]]:
    """The figures of that kind among the numbers, each with its part."""
    found = map(read_number, numbers)
    return {(number.figure, number.part) for number in found if number and number.kind == kind}


def _rest(plan: Plan) -> str:
    """What the school's numbers end in ("THPTHS"), from its last issued paper, else the plan's own."""
    last = Issue.objects.filter(school=plan.school_id).order_by("-id").values_list("number", flat=True).first()
    known = (last or "", plan.number, str(plan.letterhead.get("number", "")))
    return next((found["rest"] for text in known if (found := _REST.fullmatch(text))), "")
