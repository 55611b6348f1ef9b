"""Paper sheets of a unit (phiếu thu kết quả): what its people are to tell, with a QR code each; what comes back written
on is typed in in the same order."""

import datetime as dt
from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Q, QuerySet

from caitien.access.action import Done, action
from caitien.access.models import Membership, Unit, UnitMember, User
from caitien.access.rights import ActingUser
from caitien.domain.people.listed import by_given_name
from caitien.domain.plan_state import PlanState
from caitien.domain.refused import Refused
from caitien.domain.tasks.work_state import REASON_DUE, SETTLED, WorkState
from caitien.nudges.links import MadeLink, fresh_links
from caitien.nudges.models import AnswerLink, AnswerSheet
from caitien.plans.models import Assignment
from caitien.work.counting.filters import drawn_up
from caitien.work.counting.missing import line_name
from caitien.work.models import Occurrence, Update, Via
from caitien.work.reporting.column import Way
from caitien.work.reporting.report import GONE, Reported, report_progress

MOST: Final = 60  # lines of a sheet: three pages of paper
NOTHING: Final = Refused("Tổ này không còn việc nào cần báo trong tháng nên chưa in phiếu.")
ANSWERS: Final = {  # what is ticked on the paper, and typed in by its figure
    "1": WorkState.DONE,
    "2": WorkState.ONGOING,
    "3": WorkState.WAITING,
    "4": WorkState.POSTPONED,
    "5": WorkState.DROPPED,
}
_SETTLED: Final = [state.value for state in SETTLED]


@dataclass(frozen=True, slots=True)
class Printed:
    """A sheet just printed (phiếu vừa in), and the link of each person by their key, with its secret this once."""

    sheet: AnswerSheet
    links: Mapping[int, MadeLink]


@action("answer_sheet.print")
def print_sheet(actor: User, unit: Unit, *, today: dt.date) -> Done[Printed] | Refused:
    """Print what the people of a unit are to tell this month (in phiếu của tổ), with a fresh link for each of them; the
    codes of the sheet before open nothing from now on. Ten statements, however many lines."""
    people = _people_of(unit)
    lines = _lines(unit, people, today)
    if not lines:
        return NOTHING
    named = [person for person in people if any(line["user"] == person.pk for line in lines)]
    links = fresh_links(actor, unit.school, named, way=AnswerLink.Way.PRINTED)
    sheet = AnswerSheet.objects.create(school=unit.school, unit_name=unit.name, lines=lines, by=actor)
    told = {"unit": unit.name, "sheet_lines": len(lines), "sheet_codes": len(links)}
    return Done(Printed(sheet, links), sheet, {}, told)


def sheets_for(acting: ActingUser) -> QuerySet[AnswerSheet]:
    """The sheets of the school (các phiếu đã in). No query of its own."""
    return AnswerSheet.objects.filter(school=acting.school).select_related("by")


def typed_of(sheet: AnswerSheet) -> set[int]:
    """The numbers of the lines that were typed in (dòng đã nhập), from 0. One query, by key."""
    keys = {sheet_key(sheet, number): number for number in range(len(sheet.lines))}
    told = Update.objects.filter(school=sheet.school_id, via=Via.SHEET, key__in=keys).values_list("key", flat=True)
    return {keys[key] for key in told}


def type_in(
    actor: User, sheet: AnswerSheet, number: int, *, state: WorkState, words: str, at_hand: Mapping[int, Occurrence]
) -> Reported:
    """Tell of a line of a sheet what stands on the paper (nhập một dòng của phiếu): under the name of who types, saying
    whose words they are. ``words`` is the reason where the state asks for one. ``at_hand``: :func:`occurrences_of`."""
    line = sheet.lines[number]
    occurrence = at_hand.get(line["occurrence"])
    if occurrence is None:
        return GONE
    reason, text = (words, "") if state in REASON_DUE else ("", words)
    how: dict[str, Any] = {"via": Via.SHEET.value, "spoken_for": line["who"], "key": sheet_key(sheet, number)}
    return report_progress(actor, occurrence, state=state, text=text, reason=reason, answer="", way=Way.ADD, **how)


def occurrences_of(sheet: AnswerSheet) -> Mapping[int, Occurrence]:
    """Key → the occurrence of a line, those that still are (các lượt của phiếu). One query."""
    rows = Occurrence.objects.filter(school=sheet.school_id).select_related("task__goal", "plan")
    return rows.in_bulk([line["occurrence"] for line in sheet.lines])


def sheet_key(sheet: AnswerSheet, number: int) -> str:
    """What a line of a sheet is told under (khoá của dòng): typed in twice, it is kept once."""
    return sheet_key_with(sheet.pk, number)


def sheet_key_with(sheet: int, number: int) -> str:
    """The same by the key of the sheet."""
    return f"phieu-{sheet}-{number}"


def _people_of(unit: Unit) -> list[User]:
    """The people of a unit who are still in the school, the head first. One query."""
    here = Membership.objects.filter(school=unit.school_id).values("user")
    rows = UnitMember.objects.filter(unit=unit, user__in=here).select_related("user")
    return [row.user for row in sorted(rows, key=lambda row: (not row.head, row.user.folded, row.user_id))]


def _lines(unit: Unit, people: Sequence[User], today: dt.date) -> list[dict[str, Any]]:
    """What is open by the end of the month, person by person, what is the unit's own with its first person. Three
    queries."""
    whose = _whose(unit, people)
    names = {person.pk: str(person) for person in people}
    order = {key: place for place, key in enumerate(sorted(names, key=lambda key: by_given_name(names[key])))}
    found = [_line(each, whose[each.task_id], names, unit) for each in _open(whose, today)]
    return sorted(found, key=lambda line: (order.get(line["user"] or 0, -1), line["due"] or "9999"))[:MOST]


def _whose(unit: Unit, people: Sequence[User]) -> dict[int, int | None]:
    """Key of a line → the key of whom it is given to, None where it is the unit's. One query."""
    given = Assignment.objects.filter(Q(unit=unit) | Q(user__in=people), school=unit.school_id).order_by("part", "pk")
    whose: dict[int, int | None] = {}
    for task, user in given.values_list("task", "user"):
        whose[task] = whose.get(task) or user
    return whose


def _open(tasks: Mapping[int, int | None], today: dt.date) -> QuerySet[Occurrence]:
    last = today.replace(day=monthrange(today.year, today.month)[1])
    found = Occurrence.objects.filter(task__in=tasks).exclude(state__in=_SETTLED).exclude(plan__state=PlanState.CLOSED)
    by_now = Q(due__lte=last) | Q(due=None) | Q(first__lte=last)
    return found.exclude(drawn_up("plan__")).filter(by_now).select_related("task__goal").order_by("due", "pk")


def _line(occurrence: Occurrence, user: int | None, names: Mapping[int, str], unit: Unit) -> dict[str, Any]:
    words = " · ".join(filter(None, (line_name(occurrence.task, 160), occurrence.name)))
    who = names.get(user, unit.name) if user else unit.name
    due = occurrence.due.isoformat() if occurrence.due else ""
    return {"occurrence": occurrence.pk, "user": user, "who": who, "words": words, "due": due}
