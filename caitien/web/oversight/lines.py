"""The rows behind a figure (dòng của một ô), and one of them as an officer reads it otherwise than the machine."""

from collections.abc import Callable, Mapping
from typing import Final

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from caitien.domain.field_names import STATUS_NAMES
from caitien.domain.paper import Status
from caitien.oversight.causes import CAUSES
from caitien.oversight.counting import Said
from caitien.oversight.line_reading import mark_of_fact, say_of_line
from caitien.oversight.models import Asked, LineFact
from caitien.oversight.reads import asked_for, decides, said_of
from caitien.oversight.tables import set_name
from caitien.web.oversight.found import asked_at, round_at
from caitien.web.requests.fields import Choice, PageForm
from caitien.web.requests.member import MemberRequest, for_officers
from caitien.web.requests.paging import stretch
from caitien.web.requests.sent import say

LINES_A_PAGE: Final = 50
# What an address may ask of the lines: its name → column, and what people call the value.
_FILTERS: Final = {"bo": "framework", "tieu-chi": "criterion", "trang-thai": "status", "nguyen-nhan": "cause"}
_WAITS: Final = {"co": True, "khong": False}
AS_READ: Final = "theo lời của trường"


class LineForm(PageForm):
    """How an officer reads a line (đọc lại dòng)."""

    waits = Choice(
        "Chờ cấp trên", [("", AS_READ), ("co", "đang chờ cấp trên"), ("khong", "không chờ ai")], required=False
    )
    cause = Choice("Nguyên nhân chưa xong", [("", AS_READ), *CAUSES.items()], required=False)

    def said(self) -> Said:
        """The same, as a value."""
        return Said(_WAITS.get(self.cleaned_data["waits"]), self.cleaned_data["cause"])


@for_officers
@require_GET
def round_lines(request: MemberRequest, pk: int) -> HttpResponse:
    """The rows behind a figure (các dòng của một ô), with their schools; paged by key. Seven queries."""
    found = round_at(request, pk)
    rows = LineFact.objects.filter(round=found)
    if not decides(request.acting, found):
        rows = rows.filter(asked__in=asked_for(request.acting, found).order_by())
    for name, column in _FILTERS.items():
        if name in request.GET:
            rows = rows.filter(**{column: request.GET[name][:60]})
    if "cho" in request.GET:
        rows = rows.filter(waiting=True)
    page = stretch(rows.select_related("asked__body"), ["pk"], LINES_A_PAGE, request.GET)
    context = {"round": found, "page": page, "chosen": _chosen(request), "decides": decides(request.acting, found)}
    return render(request, "oversight/lines.html", {**context, "causes": CAUSES})


@for_officers
@require_http_methods(["GET", "POST"])
def asked_line(request: MemberRequest, pk: int, asked: int, turn: int) -> HttpResponse:
    """One line of what a school sent, the ``turn``-th (một dòng): by which words it waits, why it is not done; who
    decides says so otherwise. Eight queries. Raises Http404."""
    found = asked_at(request, pk, asked)
    line = get_object_or_404(LineFact, asked=found, position=turn - 1)
    if line.status == Status.DONE.value:
        raise Http404("line")  # it waits for nobody
    form = _form(request, found, line)
    if request.method == "POST" and form.is_valid():
        mark = request.POST.get("dau", "")[:64]
        done = say_of_line(request.user, found, position=line.position, mark=mark, said=form.said())
        if say(request, done, "Đã ghi; số liệu của đợt đã theo."):
            return redirect("asked_line", pk, asked, turn)
    context = {"round": found.round, "asked": found, "line": line, "mark": mark_of_fact(line), "form": form}
    context |= {"cause": CAUSES.get(line.cause, ""), "decides": decides(request.acting, found.round)}
    return render(request, "oversight/line.html", context, status=422 if form.errors else 200)


def _form(request: MemberRequest, asked: Asked, line: LineFact) -> LineForm:
    if request.method == "POST":
        return LineForm(request.POST)
    said = said_of([asked.pk]).get(asked.pk, {}).get(mark_of_fact(line), Said())
    waits = next((word for word, value in _WAITS.items() if value is said.waiting), "")
    return LineForm(initial={"waits": waits, "cause": said.cause})


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
    "cho": lambda _: "đang chờ cấp trên",
}
