"""What would embarrass us? (kiểm tra): all findings of the plan, or of a file, by place, each with its taps."""

from typing import Any, Final

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from caitien.checking.checks import Checked
from caitien.checking.findings import Findings
from caitien.domain.finding import Severity
from caitien.plans.reads import plans_for, uploads_for
from caitien.web.beside import finding_context
from caitien.web.member import MemberRequest, for_members
from caitien.web.paging import stretch

FINDINGS_A_PAGE: Final = 50
DISMISSED_SHOWN: Final = 100


@for_members("finding.look")
@require_GET
def plan(request: MemberRequest) -> HttpResponse:
    """The findings of a year's plan. Eleven queries at most, while nothing changed."""
    plans = list(plans_for(request.acting))
    year = request.GET.get("nam")
    found = next((plan for plan in plans if year in (None, plan.school_year)), None)
    if found is None and year is not None:
        raise Http404(year)
    shown = {**_list(request, found, "ke-hoach"), "decisions": found.decisions.order_by("-at")[:20]} if found else {}
    return render(request, "check.html", {"plan": found, "plans": plans, **shown})


@for_members("finding.look")
@require_GET
def upload(request: MemberRequest, pk: int) -> HttpResponse:
    """The findings of a dropped file. Ten queries, while nothing changed."""
    found = get_object_or_404(uploads_for(request.acting), pk=pk)
    return render(request, "check.html", {"upload": found, **_list(request, found, "nhap")})


def _list(request: MemberRequest, about: Checked, kind: str) -> dict[str, Any]:
    context = finding_context(request, about, kind)
    findings: Findings = context["findings"]
    weight = request.GET.get("muc", "")
    weight = weight if weight in list(Severity) else ""
    page = stretch(findings.open_rows(weight), ["turn"], FINDINGS_A_PAGE, request.GET)
    return {
        **context,
        "weight": weight,
        "page": page,
        "shown": findings.seen(page.rows),
        "dismissed": findings.dismissed(DISMISSED_SHOWN),
        "mendings": about.mendings.select_related("by").order_by("-at")[:FINDINGS_A_PAGE],
    }
