"""Versions of a plan (các bản phê duyệt): as a file for ever the same, and any two side by side."""

from typing import Any, Final

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.text import slugify
from django.views.decorators.http import require_GET

from caitien.documents.refusal import Refusal
from caitien.incoming.preview import KINDS, TABLES_SHOWN
from caitien.plans.life.versions import NOW, Side, difference, file_of_version, side_of, versions_of
from caitien.plans.models import Plan
from caitien.plans.reads import plans_for
from caitien.web.errors import Trouble, trouble
from caitien.web.planning.plan import SUFFIXES
from caitien.web.requests.member import MemberRequest, for_members
from caitien.web.requests.paging import numbered

ROWS_A_PAGE: Final = 30
VERSIONS_SHOWN: Final = 200


@for_members("plan.export")
@require_GET
def version_file(request: MemberRequest, pk: int, number: int, suffix: str) -> HttpResponse:
    """A version as a download (in lại bản đã duyệt): the Word file that was kept, or Excel from what was approved."""
    plan = get_object_or_404(plans_for(request.acting), pk=pk)
    version = get_object_or_404(plan.versions, number=number)
    if f".{suffix}" not in SUFFIXES:
        raise Http404(suffix)
    data = file_of_version(version, f".{suffix}")
    if isinstance(data, Refusal):
        return trouble(request, 409, Trouble("Bản lưu có dấu hiệu hỏng", data.reason))
    name = f"ke-hoach-{slugify(plan.school_year) or 'chua-ro-nam'}-ban-{number}.{suffix}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(data, content_type=SUFFIXES[f".{suffix}"], headers=headers)


@for_members("plan.look")
@require_GET
def versions(request: MemberRequest, pk: int) -> HttpResponse:
    """Two versions side by side (so sánh hai bản): by default the last one and the one before. Eight queries."""
    plan = get_object_or_404(plans_for(request.acting), pk=pk)
    known = list(versions_of(plan)[:VERSIONS_SHOWN])
    if not known:
        raise Http404("no version")
    first = request.GET.get("truoc") or str(max(known[0].number - 1, 1))
    second = request.GET.get("sau") or (str(known[0].number) if len(known) > 1 else NOW)
    sides = [_side(plan, key) for key in (first, second)]
    damaged = next((side for side in sides if isinstance(side, Refusal)), None)
    if damaged:
        return trouble(request, 409, Trouble("Bản lưu có dấu hiệu hỏng", damaged.reason))
    return render(request, "planning/versions.html", {"plan": plan, "known": known, **_beside(request, sides)})


def _side(plan: Plan, key: str) -> Side | Refusal:
    found = side_of(plan, key)
    if found is None:
        raise Http404(key)
    return found


def _beside(request: MemberRequest, sides: list[Any]) -> dict[str, Any]:
    before, after = sides
    found = difference(before, after)
    page = numbered(found.rows, ROWS_A_PAGE, request.GET)
    rows = [(KINDS[row.kind], TABLES_SHOWN.get(row.table, ""), row) for row in page]
    return {
        "before": before,
        "after": after,
        "now": NOW,
        "head": found.head if page.number == 1 else (),
        "page": page,
        "rows": rows,
        "same": found.same,
        "counts": [(KINDS[kind], found.counts[kind.value]) for kind in KINDS if found.counts[kind.value]],
        "unchanged": found.unchanged,
    }
