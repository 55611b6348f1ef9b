"""Papers that are alike (văn bản giống nhau): advice to the asking body, the rows of both side by side."""

from collections.abc import Iterable
from typing import Final

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from caitien.oversight.lens.looking import ask_lens
from caitien.oversight.models import Asked, LensLook, Likeness, LineFact, Round
from caitien.oversight.reads import decides
from caitien.web.oversight.found import round_at
from caitien.web.requests.member import MemberRequest, for_officers
from caitien.web.requests.paging import stretch
from caitien.web.requests.sent import say

A_PAGE: Final = 50


@for_officers
@require_GET
def lens(request: MemberRequest, pk: int) -> HttpResponse:
    """What the lens last saw (soi giống nhau), the most alike first. Eight queries, however many schools there are."""
    found = _round(request, pk)
    kind = request.GET.get("loai", Likeness.Kind.COPIED)
    rows = Likeness.objects.filter(round=found, kind=kind).select_related("asked__body", "other__body", "other__round")
    context = {
        "round": found,
        "look": LensLook.objects.filter(round=found).first(),
        "page": stretch(rows.defer("rows"), ["-share", "pk"], A_PAGE, request.GET),
        "kinds": Likeness.Kind.choices,
        "kind": kind,
    }
    return render(request, "oversight/lens.html", context)


@for_officers
@require_POST
def lens_ask(request: MemberRequest, pk: int) -> HttpResponse:
    """Have the lens look at the round (soi)."""
    say(request, ask_lens(request.user, _round(request, pk)), "Máy đang soi; thầy cô cứ làm việc khác.")
    return redirect("lens", pk)


@for_officers
@require_GET
def likeness(request: MemberRequest, pk: int, found: int) -> HttpResponse:
    """Two papers that are alike, row beside row (dòng cạnh dòng). Seven queries, linear in the rows."""
    round_ = _round(request, pk)
    rows = Likeness.objects.select_related("asked__body", "other__body", "other__round")
    seen = get_object_or_404(rows, round=round_, pk=found)
    mine = _lines(seen.asked, (one for one, _ in seen.rows))
    theirs = _lines(seen.other, (other for _, other in seen.rows))
    beside = [(mine[one], theirs[other]) for one, other in seen.rows if one in mine and other in theirs]
    return render(request, "oversight/likeness.html", {"round": round_, "seen": seen, "beside": beside})


def _lines(asked: Asked, paths: Iterable[str]) -> dict[str, LineFact]:
    return {line.path: line for line in LineFact.objects.filter(asked=asked, path__in=set(paths))}


def _round(request: MemberRequest, pk: int) -> Round:
    """A round in which the person decides; to others what the lens sees is not there."""
    found = round_at(request, pk)
    if not decides(request.acting, found):
        raise Http404("lens")
    return found
