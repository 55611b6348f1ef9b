"""Sheets of paper for a unit (phiếu của tổ): printed with a code for each person, typed in when they come back."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods, require_POST

from caitien.access.reads import units_for
from caitien.domain.refused import Refused
from caitien.domain.tasks.work_state import WORK_STATE_NAMES
from caitien.domain.texts.typed import read_day
from caitien.nudges.models import AnswerSheet
from caitien.nudges.sheets import ANSWERS, Printed, occurrences_of, print_sheet, sheets_for, type_in, typed_of
from caitien.web.nudges.forms import SheetForm
from caitien.web.nudges.links import address_of_link, links_page, qr_of
from caitien.web.requests.member import MemberRequest, for_members
from caitien.work.models import Occurrence
from caitien.work.reporting.objections import LONGEST

TICKS: Final = {figure: WORK_STATE_NAMES[state] for figure, state in ANSWERS.items()}
NO_STATE: Final = "Xin chọn trạng thái cho dòng có ghi chữ."


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a sheet as a page shows it (một dòng của phiếu); what was typed and not kept, and why."""

    number: int  # from 0
    line: Mapping[str, Any]
    done: bool = False  # typed in before
    chosen: str = ""
    words: str = ""
    why: str = ""

    @property
    def due(self) -> Any:
        """Its last day, None where none is known."""
        return read_day(self.line["due"])


@for_members("answer_sheet.print")
@require_POST
def print_out(request: MemberRequest) -> HttpResponse:
    """A sheet to print, its codes shown this once (in phiếu)."""
    form = SheetForm(request.acting, request.POST)
    if not form.is_valid():
        return links_page(request, sheet=form)
    unit = get_object_or_404(units_for(request.acting), pk=form.cleaned_data["unit"])
    printed = print_sheet(request.user, unit, today=localdate())
    if isinstance(printed, Refused):
        form.refuse(printed)
        return links_page(request, sheet=form)
    return render(request, "nudges/sheet.html", _paper(printed))


@for_members("answer_link.look")
@require_http_methods(["GET", "POST"])
def sheet(request: MemberRequest, pk: int) -> HttpResponse:
    """A sheet that came back, typed in in the order of the paper (nhập phiếu). Eight queries to look."""
    found = get_object_or_404(sheets_for(request.acting), pk=pk)
    if request.method == "GET":
        typed = typed_of(found)
        rows = [Row(number, line, number in typed) for number, line in enumerate(found.lines)]
        return _typing(request, found, rows)
    rows = _typed_in(request, found)
    kept, refused = sum(row.done for row in rows), any(row.why for row in rows)
    if kept:
        messages.success(request, f"Đã ghi {kept} dòng của phiếu.")
    return _typing(request, found, rows, status=422) if refused else redirect("answer_sheet", pk)


def _typed_in(request: MemberRequest, found: AnswerSheet) -> list[Row]:
    """Keep each line that says something; the others stay as they are."""
    at_hand, rows = occurrences_of(found), []
    for number, line in enumerate(found.lines):
        chosen, words = request.POST.get(f"s-{number}", ""), request.POST.get(f"t-{number}", "").strip()
        rows.append(_kept(request, found, Row(number, line, False, chosen, words), at_hand))
    return rows


def _kept(request: MemberRequest, found: AnswerSheet, row: Row, at_hand: Mapping[int, Occurrence]) -> Row:
    if row.chosen not in ANSWERS:
        return Row(row.number, row.line, words=row.words, why=NO_STATE if row.words else "")
    state = ANSWERS[row.chosen]
    said = type_in(request.user, found, row.number, state=state, words=row.words, at_hand=at_hand)
    if isinstance(said, Refused):
        return Row(row.number, row.line, False, row.chosen, row.words, said.reason)
    return Row(row.number, row.line, done=True)


def _typing(request: MemberRequest, found: AnswerSheet, rows: list[Row], *, status: int = 200) -> HttpResponse:
    context = {"sheet": found, "rows": rows, "ticks": TICKS, "longest": LONGEST}
    return render(request, "nudges/typing.html", context, status=status)


def _paper(printed: Printed) -> dict[str, Any]:
    """The sheet by person, each with the code of their link."""
    rows = [Row(number, line) for number, line in enumerate(printed.sheet.lines)]
    by_person = [
        (rows_of[0].line["who"], _code(printed, user), rows_of)
        for user, own in groupby(rows, lambda row: row.line["user"])
        for rows_of in (list(own),)
    ]
    return {"sheet": printed.sheet, "people": by_person, "ticks": TICKS, "today": localdate()}


def _code(printed: Printed, user: int | None) -> str:
    made = printed.links.get(user) if user else None
    return qr_of(address_of_link(made)) if made else ""
