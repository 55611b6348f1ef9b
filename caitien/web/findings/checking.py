"""What would embarrass us? (kiểm tra): the findings of the plan, or of a file, by rule, the gravest first.

Each rule is told once, with the first of its places; all places of one rule stand on pages of their own.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, Final
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from caitien.checking.checks import Checked
from caitien.checking.findings import Findings, Seen
from caitien.checking.groups import group_of, groups_of
from caitien.domain.finding import Severity
from caitien.plans.models import Upload
from caitien.plans.reads import plans_for, uploads_for
from caitien.web.requests.beside import finding_context
from caitien.web.requests.member import MemberRequest, for_members
from caitien.web.requests.paging import stretch

FINDINGS_A_PAGE: Final = 50
DISMISSED_SHOWN: Final = 100


@for_members("finding.look")
@require_GET
def plan(request: MemberRequest) -> HttpResponse:
    """The findings of a year's plan. Twelve queries at most, while nothing changed."""
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
    """The findings of a dropped file. Eleven queries at most, while nothing changed."""
    found = get_object_or_404(uploads_for(request.acting), pk=pk)
    return render(request, "check.html", {"upload": found, **_list(request, found, "nhap")})


def _list(request: MemberRequest, about: Checked, kind: str) -> dict[str, Any]:
    context = finding_context(request, about, kind)
    findings: Findings = context["findings"]
    weight = request.GET.get("muc", "")
    weight = weight if weight in list(Severity) else ""
    code = request.GET.get("quy-tac", "").upper()
    shown = _of_one_rule(request, findings, code) if code else {"groups": groups_of(findings, weight)}
    return {
        **context,
        **shown,
        "weight": weight,
        "batches": list(_batches(findings.dismissed(DISMISSED_SHOWN))),
        "mendings": about.mendings.select_related("by").order_by("-at")[:FINDINGS_A_PAGE],
        "all_groups": _address(about),
    }


def _of_one_rule(request: MemberRequest, findings: Findings, code: str) -> dict[str, Any]:
    """The findings of one rule, a page of them; no group where none is open. Two queries."""
    group = group_of(findings, code)
    if group is None:
        return {"code": code, "groups": []}
    page = stretch(findings.open_rows().filter(code=code), ["turn"], FINDINGS_A_PAGE, request.GET)
    return {"code": code, "page": page, "groups": [replace(group, shown=tuple(findings.seen(page.rows)))]}


def _batches(dismissed: Iterable[Seen]) -> Iterator[list[Seen]]:
    """What was passed over, those that one deed passed over together."""
    together: dict[tuple[Any, ...], list[Seen]] = {}
    for seen in dismissed:
        row = seen.dismissal
        if row:
            together.setdefault((row.code, row.by_id, row.at, row.reason), []).append(seen)
    return iter(together.values())


def _address(about: Checked) -> str:
    """Where all groups of a paper stand."""
    if isinstance(about, Upload):
        return reverse("check_upload", args=[about.pk])
    return f"{reverse('check')}?{urlencode({'nam': about.school_year})}"
