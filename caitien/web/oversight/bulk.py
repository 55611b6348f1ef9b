"""Files by the hundred (nhập hàng loạt): dropped, read by the workers, what is in doubt asked in one choice each."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import PurePath
from typing import Any, Final

from django.db.models import Count, Sum
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from caitien.access.models import User
from caitien.documents.refusal import Refusal
from caitien.domain.refused import Refused
from caitien.domain.texts.folding import one_line
from caitien.oversight.bulk.bringing import Brought, bring, keep_file, keep_zip
from caitien.oversight.bulk.filing import choose_school, put_aside, read_again, send_again, type_figures
from caitien.oversight.bulk.jobs import LARGEST
from caitien.oversight.bulk.unpacking import is_bundle
from caitien.oversight.models import Asked, BulkFile, Bundle, Round
from caitien.oversight.reads import asked_for, decides
from caitien.web.oversight.bulk_forms import BulkForm, FiguresForm, SchoolForm
from caitien.web.oversight.found import round_at
from caitien.web.requests.member import MemberRequest, for_officers
from caitien.web.requests.paging import stretch
from caitien.web.requests.sent import say
from caitien.web.requests.turns import in_turn
from caitien.web.work.files import handed_over

FILES_A_PAGE: Final = 30
State = BulkFile.State
TOO_LARGE: Final = Refusal(code="too-large", reason="Tệp lớn hơn 30 MB. Xin bớt ảnh trong tệp rồi nhập lại.")
MENDABLE: Final = frozenset(
    {"worn", "broken", "no-right", "office-failed", "too-slow", "stumbled", "unreadable", "no-office"}
)
DEEDS: Final[Mapping[str, Callable[[User, BulkFile], BulkFile | Refused]]] = {
    "lan-moi": send_again,
    "de-rieng": put_aside,
    "doc-lai": read_again,
}


@for_officers
@require_http_methods(["GET", "POST"])
def bulk(request: MemberRequest, pk: int) -> HttpResponse:
    """Drop files, see how far they are and what is to be decided (nhập hàng loạt). Ten queries, however many files;
    htmx asks for the middle of it while files wait."""
    found = _round(request, pk)
    form = BulkForm(request.POST, request.FILES) if request.method == "POST" else BulkForm()
    if form.is_valid():
        done = _brought(request, found, form.cleaned_data["dropped"])
        if not isinstance(done, Refused):
            return redirect("bulk", pk)
        form.add_error("dropped", done.reason)
    standing = _standing(found)
    context = {
        **standing,
        **_listed(request, found, standing["first"]),
        "form": form,
        "round": found,
        "polled": bool(request.htmx),
    }
    if request.htmx:
        return render(request, "oversight/bulk_standing.html", context)
    return render(request, "oversight/bulk.html", context, status=422 if form.is_bound else 200)


@for_officers
@require_POST
def bulk_choose(request: MemberRequest, pk: int, file: int) -> HttpResponse:
    """Say whose a file is (chọn trường): one of those proposed, or the one whose code was typed."""
    row, form = _file(request, pk, file), SchoolForm(request.POST)
    key = form.chosen(Asked.objects.filter(round=row.round_id))
    done = choose_school(request.user, row, asked=key) if key is not None else Refused(form.why())
    say(request, done, _outcome(done))
    return _back(request, pk)


@for_officers
@require_POST
def bulk_type(request: MemberRequest, pk: int, file: int) -> HttpResponse:
    """Type the five numbers of a scan (nhập năm con số)."""
    row, form = _file(request, pk, file), FiguresForm(request.POST)
    if form.is_valid():
        done = type_figures(request.user, row, total=form.total(), figures=form.figures())
        if not isinstance(done, Refused):
            say(request, done, "Đã ghi nộp bản quét với số nhập tay.")
            return _back(request, pk)
        form.add_error(None, done.reason)
    context = {"round": row.round, "row": row, "form": form}
    return render(request, "oversight/bulk_figures.html", context, status=422)


@for_officers
@require_POST
def bulk_deed(request: MemberRequest, pk: int, file: int) -> HttpResponse:
    """Send a file in as the next version, put it aside, or have it read anew."""
    row, deed = _file(request, pk, file), DEEDS.get(request.POST.get("viec", ""))
    if deed is None:
        raise Http404("deed")
    done = deed(request.user, row)
    say(request, done, _outcome(done))
    return _back(request, pk)


@for_officers
@require_GET
def bulk_file(request: MemberRequest, pk: int, file: int) -> HttpResponse:
    """A file as it came (tệp gốc): only ever as a download."""
    row = _file(request, pk, file)
    if not row.file:
        raise Http404("file")
    return handed_over(row.file, PurePath(row.path).name, PurePath(row.path).suffix.lower().removeprefix("."))


def _outcome(done: BulkFile | Refused) -> str:
    """What became of a file, in words; a verb that did nothing says so itself."""
    if isinstance(done, Refused):
        return ""
    return f"{PurePath(done.path).name}: {done.get_state_display().lower()}. {done.words}"


def _round(request: MemberRequest, pk: int) -> Round:
    """A round in which the person decides; to others its bundles are not there."""
    found = round_at(request, pk)
    if not decides(request.acting, found) or found.state == Round.State.DRAFT:
        raise Http404("bulk")
    return found


def _file(request: MemberRequest, pk: int, file: int) -> BulkFile:
    return get_object_or_404(BulkFile.objects.select_related("round__body"), round=_round(request, pk), pk=file)


def _back(request: MemberRequest, pk: int) -> HttpResponse:
    """To the list the person was in."""
    where, wanted = redirect("bulk", pk), request.POST.get("loc", "")
    if wanted in State.values:
        where["Location"] += f"?loc={wanted}"
    return where


def _brought(request: MemberRequest, found: Round, uploads: list[Any]) -> Bundle | Refused:
    """Keep what was dropped, file by file, and bring it in. One file in memory at a time."""
    files, zips = list[Brought](), list[str]()
    for upload in uploads:
        name = one_line(upload.name)[-255:]
        packed = in_turn(request.user.pk, b"", partial(is_bundle, upload, name))
        if isinstance(packed, Refusal):
            return Refused(f"Chưa nhập được: {packed.reason}")
        if packed:
            zips.append(keep_zip(upload))
        else:
            files.append(keep_file(name, upload.read() if upload.size <= LARGEST else TOO_LARGE))
    name = one_line(uploads[0].name) if len(uploads) == 1 else f"{len(uploads)} tệp"
    return bring(request.user, found, name=name, files=files, zips=zips)


def _standing(found: Round) -> dict[str, Any]:
    """How far the files of a round are: how many in each state, what waits. Two queries."""
    counted = dict(BulkFile.objects.filter(round=found).values_list("state").annotate(count=Count("pk")).order_by())
    bundles = Bundle.objects.filter(round=found)
    total, waiting = sum(counted.values()), counted.get(State.WAITING, 0)
    unopened = bundles.aggregate(unopened=Sum("unopened"), skipped=Sum("skipped"))
    return {
        "total": total,
        "read": total - waiting,
        "waiting": waiting,
        "unopened": unopened["unopened"] or 0,
        "skipped": unopened["skipped"] or 0,
        "troubled": bundles.exclude(trouble="").order_by("-pk")[:10],
        "filters": [(state, state.label, counted[state]) for state in State if state in counted],
        "first": next((state.value for state in State if state in counted), State.DOUBT.value),
    }


def _listed(request: MemberRequest, found: Round, first: str) -> dict[str, Any]:
    """The files in one state, ``first`` where the address names none, paged by key, each with what can be
    done about it. Two queries."""
    wanted = request.GET.get("loc", "")
    wanted = wanted if wanted in State.values else first
    rows = BulkFile.objects.filter(round=found, state=wanted).select_related("asked", "bundle__by").defer("paper")
    page = stretch(rows, ["pk"], FILES_A_PAGE, request.GET)
    proposed = {each.pk: each for each in _proposed(request, found, page.rows)}
    return {"page": page, "wanted": wanted, "listed": [(row, _ways(row, proposed)) for row in page]}


def _proposed(request: MemberRequest, found: Round, rows: list[BulkFile]) -> Any:
    keys = {key for row in rows if row.state == State.DOUBT for key in row.candidates}
    return asked_for(request.acting, found).filter(pk__in=keys)


def _ways(row: BulkFile, proposed: Mapping[int, Asked]) -> dict[str, Any]:
    return {
        "choose": [proposed[key] for key in row.candidates if key in proposed] if row.state == State.DOUBT else None,
        "figures": FiguresForm() if row.state == State.SCAN else None,
        "aside": row.state in {State.DOUBT, State.SCAN, State.AGAIN},
        "again": row.state == State.AGAIN,
        "reread": bool(row.file) and (row.state == State.ASIDE or row.code in MENDABLE),
    }
