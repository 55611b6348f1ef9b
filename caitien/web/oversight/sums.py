"""The sums of a round (số liệu của đợt): criteria, causes, petitions; each figure opens the rows it counts."""

from collections.abc import Callable, Mapping
from typing import Final

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from caitien.domain.field_names import STATUS_NAMES
from caitien.domain.paper import Status
from caitien.oversight.causes import CAUSES
from caitien.oversight.counting import PROGRESS
from caitien.oversight.models import LineFact
from caitien.oversight.reads import asked_for, seats_in
from caitien.oversight.sums import added, sums_of
from caitien.oversight.tables import causes, criteria, petitions, set_name, typed
from caitien.web.oversight.found import round_at
from caitien.web.requests.member import MemberRequest, for_officers
from caitien.web.requests.paging import stretch

LINES_A_PAGE: Final = 50
# What an address may ask of the lines: its name → column, and what people call the value.
_FILTERS: Final = {"bo": "framework", "tieu-chi": "criterion", "trang-thai": "status", "nguyen-nhan": "cause"}


@for_officers
@require_GET
def round_sums(request: MemberRequest, pk: int) -> HttpResponse:
    """T1's total, T2, T3, T4 of what the officer sees (số liệu). Six queries, however many schools there are."""
    found = round_at(request, pk)
    tallies = sums_of(found, seats_in(request.acting, found))
    progress = added(tally.progress for tally in tallies)
    context = {
        "round": found,
        "progress": [(word, progress[name]) for name, word in PROGRESS.items()],
        "counted": progress["counted"],
        "asks": progress["asked"],
        "states": [STATUS_NAMES[status] for status in Status],
        "sets": criteria(tallies),
        "causes": causes(tallies),
        "petitions": petitions(tallies),
        "typed": typed(tallies),
    }
    return render(request, "oversight/sums.html", context)


@for_officers
@require_GET
def round_lines(request: MemberRequest, pk: int) -> HttpResponse:
    """The rows behind a figure (các dòng của một ô), with their schools; paged by key. Seven queries."""
    found = round_at(request, pk)
    rows = LineFact.objects.filter(round=found, asked__in=asked_for(request.acting, found).order_by())
    for name, column in _FILTERS.items():
        if name in request.GET:
            rows = rows.filter(**{column: request.GET[name][:60]})
    if "cho" in request.GET:
        rows = rows.filter(waiting=True)
    page = stretch(rows.select_related("asked__body"), ["pk"], LINES_A_PAGE, request.GET)
    return render(request, "oversight/lines.html", {"round": found, "page": page, "chosen": _chosen(request)})


def _chosen(request: MemberRequest) -> list[str]:
    """What was asked of the lines, in words."""
    asked = {name: request.GET[name][:60] for name in (*_FILTERS, "cho") if name in request.GET}
    return [_SAY[name](text) for name, text in asked.items()]


def _state(text: str) -> str:
    return next((words for status, words in STATUS_NAMES.items() if status == text), text)


_SAY: Final[Mapping[str, Callable[[str], str]]] = {
    "bo": set_name,
    "tieu-chi": lambda code: f"tiêu chí {code}",
    "trang-thai": _state,
    "nguyen-nhan": lambda cause: f"nguyên nhân: {CAUSES.get(cause, cause)}",
    "cho": lambda _: "đang chờ đơn vị khác",
}
