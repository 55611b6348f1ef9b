"""What was understood of a file (xem lại tệp vừa đọc): doubtful cells first, every cell correctable, then adopt."""

from dataclasses import dataclass
from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.core.paginator import Page
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import trigger_client_event

from caitien.checking.checks import row_of
from caitien.domain.papers.cells import fit, is_cell, shown
from caitien.domain.refused import Clash, Refused
from caitien.incoming.adopt import adopt_paper
from caitien.incoming.correct import correct_cell
from caitien.incoming.preview import preview, why_not_adopted
from caitien.incoming.reading import PROSE_TABLE, TABLE_NAMES, Reading
from caitien.incoming.understood import Line
from caitien.plans.models import Upload
from caitien.plans.reads import uploads_for
from caitien.web.requests.beside import LINES_A_PAGE, finding_context
from caitien.web.requests.member import MemberRequest, for_members
from caitien.web.requests.paging import numbered
from caitien.web.templatetags.spoken import school_year

DOUBTS_SHOWN: Final = 20
DIFFERENCES_SHOWN: Final = 40
TAKEN: Final = "Người khác vừa sửa ô này thành “{}”. Chữ của thầy cô vẫn ở đây: lưu lần nữa để thay chữ đó."
PARTS: Final = {PROSE_TABLE: "Thể thức và phần lời", **TABLE_NAMES}


@dataclass(frozen=True, slots=True)
class Part:
    """One fold of the page (phần gấp): its name, how many lines it has, and those shown of it, if it is open."""

    key: str
    name: str
    size: int
    page: Page[Any] | None = None
    lines: list[Line] | None = None

    @property
    def at(self) -> str:
        """Its place on the page."""
        return f"#phan-{self.key}"


@for_members("upload.look")
@require_GET
def reading(request: MemberRequest, pk: int) -> HttpResponse:
    """The whole page. Eleven queries at most, whatever the number of lines, while nothing changed."""
    found = Reading(_upload(request, pk))
    return render(request, "reading.html", _page_context(request, found))


@for_members("upload.look")
@require_GET
def cell(request: MemberRequest, pk: int) -> HttpResponse:
    """One cell to be typed in (sửa một ô): in its line for htmx, else on a page of its own; ``thoi`` only shows it."""
    upload, path = _spot(request, pk)
    return _cell(request, Reading(upload), path, {"editing": "" if "thoi" in request.GET else path})


@for_members("upload.correct")
@require_POST
def correct(request: MemberRequest, pk: int) -> HttpResponse:
    """Keep what was typed in a cell; what does not fit, or meets another's words, is shown again with the reason."""
    upload, path = _spot(request, pk)
    if "text" not in request.POST:  # a form cut short, or none: an empty cell is something else
        raise BadRequest
    typed = request.POST["text"]
    text = fit(path, typed)
    if isinstance(text, Refused):
        return _again(request, upload, path, typed, text.reason)
    clash = correct_cell(request.user, upload, path=path, text=text, seen=request.POST.get("seen", ""))
    if isinstance(clash, Clash):
        return _again(request, upload, path, typed, TAKEN.format(shown(path, clash.now) or "trống"))
    if isinstance(clash, Refused):
        return _again(request, upload, path, typed, clash.reason)
    if not request.htmx:
        return redirect(_back(request, upload, path))
    return _cell(request, Reading(upload), path, {"saved": True})


@for_members("upload.adopt")
@require_POST
def adopt(request: MemberRequest, pk: int) -> HttpResponse:
    """Take the file into the plan (nhận vào), if it is still what the person was shown."""
    upload = _upload(request, pk)
    found = Reading(upload)
    reason, said = why_not_adopted(found), preview(found).said
    plan = Refused(reason) if reason else adopt_paper(request.user, upload, seen=request.POST.get("seen", ""))
    if isinstance(plan, Refused):
        messages.error(request, plan.reason)
        return redirect("reading", pk)
    messages.success(request, f"Đã nhận vào kế hoạch năm học {school_year(plan.school_year)}{said and f': {said}'}.")
    return redirect(f"{reverse('plan')}?{urlencode({'nam': plan.school_year})}")


def _upload(request: MemberRequest, pk: int) -> Upload:
    return get_object_or_404(uploads_for(request.acting), pk=pk)


def _spot(request: MemberRequest, pk: int) -> tuple[Upload, str]:
    """The upload, and the cell the address names as ``o``."""
    upload = _upload(request, pk)
    path = request.GET.get("o", "")
    if not is_cell(upload.paper, path):
        raise Http404(path)
    return upload, path


def _page_context(request: MemberRequest, found: Reading) -> dict[str, Any]:
    parts = [_part(request, found, key) for key in PARTS if key == PROSE_TABLE or found.rows(key)]
    lines = [line for part in parts for line in part.lines or ()]
    return {**_summary(request, found, lines), "parts": parts}


def _summary(request: MemberRequest, found: Reading, lines: list[Line]) -> dict[str, Any]:
    """What every answer of this page shows: counts, doubts, findings, and what adopting would change."""
    ahead = preview(found)
    return {
        **finding_context(request, found.upload, "nhap", {row_of(cell.path) for line in lines for cell in line.cells}),
        "preview": ahead,
        "rows": ahead.rows[:DIFFERENCES_SHOWN],
        "reading": found,
        "upload": found.upload,
        "doubts": found.doubts[:DOUBTS_SHOWN],
        "hindrance": why_not_adopted(found),
        "may_correct": request.acting.may("upload.correct"),
        "may_adopt": request.acting.may("upload.adopt"),
    }


def _part(request: MemberRequest, found: Reading, key: str) -> Part:
    """A fold, filled only where the address opens it: the page stays light however long the paper is."""
    size = sum(1 for _ in found.prose()) if key == PROSE_TABLE else len(found.rows(key))
    if request.GET.get("phan") != key:
        return Part(key, PARTS[key], size)
    page = numbered(range(size), LINES_A_PAGE, request.GET)
    return Part(key, PARTS[key], size, page, found.lines(key, page.start_index() - 1, page.end_index()))


def _back(request: MemberRequest, upload: Upload, path: str) -> str:
    """The page a cell was corrected on, at that cell."""
    query = request.GET.copy()
    del query["o"]
    card = query.pop("khung", None)
    anchor = "can-xem" if card else Reading(upload).line_at(path).anchor
    return f"{reverse('reading', args=[upload.pk])}?{query.urlencode()}#{anchor}"


def address_of(upload: Upload, path: str) -> str:
    """Where a place of a file is shown (địa chỉ của ô): its part, page and line; else the top of the page. A query."""
    here = reverse("reading", args=[upload.pk])
    if not any(is_cell(upload.paper, cell) for cell in (path, f"{path}.label", f"{path}.moment")):
        return here
    line = Reading(upload).line_at(path)
    page = 1 if line.table == PROSE_TABLE else (int(line.number) - 1) // LINES_A_PAGE + 1
    return f"{here}?phan={line.table}&trang={page}#{line.anchor}"


def _again(request: MemberRequest, upload: Upload, path: str, typed: str, reason: str) -> HttpResponse:
    """The cell once more with what was typed in it, and why it was not kept."""
    return _cell(request, Reading(upload), path, {"editing": path, "typed": typed, "trouble": reason})


def _cell(request: MemberRequest, found: Reading, path: str, state: dict[str, Any]) -> HttpResponse:
    """A cell within what htmx swaps, its card or its line; on a page of its own without htmx."""
    card, line = request.GET.get("khung") == "xem", found.line_at(path)
    context = {
        **_summary(request, found, [line]),
        "doubt": found.doubt(path),
        "line": line,
        "card": card,
        **state,
    }
    template = ("reading/card.html" if card else "reading/line.html") if request.htmx else "cell.html"
    answer = render(request, template, context, status=422 if "trouble" in state and not request.htmx else 200)
    if card and "saved" in state:  # the same cell may stand in an open table further down
        where = f"{reverse('cell', args=[found.upload.pk])}?{urlencode({'o': path, 'thoi': ''})}"
        trigger_client_event(answer, "line-changed", {"line": line.anchor, "from": where})
    return answer
