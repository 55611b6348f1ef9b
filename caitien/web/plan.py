"""The plan (kế hoạch): what have we promised, and how does it stand? And the papers it makes."""

from typing import Any, Final

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.text import slugify
from django.views.decorators.http import require_GET

from caitien.documents.refusal import Refusal
from caitien.documents.write import write
from caitien.domain.field_names import FORM_NAMES
from caitien.domain.paper import Form
from caitien.plans.compose import compose
from caitien.plans.models import Plan
from caitien.plans.reads import counts_of, plans_for, problems_of, tasks_of
from caitien.web.errors import Trouble, trouble
from caitien.web.member import MemberRequest, for_members

LINES_A_PAGE: Final = 50
SUFFIXES: Final = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@for_members("plan.look")
@require_GET
def plan(request: MemberRequest) -> HttpResponse:
    """The plan of a year as a table (kế hoạch): the address says which year, words and state. Eight queries."""
    plans = list(plans_for(request.standing))
    year = request.GET.get("nam")
    found = next((plan for plan in plans if year in (None, plan.school_year)), None)
    if found is None and year is not None:
        raise Http404(year)
    return render(request, "plan.html", {"plans": plans, **(_table(request, found) if found else {})})


@for_members("plan.export")
@require_GET
def export(request: MemberRequest, pk: int, form: str, suffix: str) -> HttpResponse:
    """The official paper (xuất báo cáo) as a download."""
    found = get_object_or_404(plans_for(request.standing), pk=pk)
    if form not in FORM_NAMES or f".{suffix}" not in SUFFIXES:
        raise Http404(form)
    paper = write(compose(found), Form(form), f".{suffix}")
    if isinstance(paper, Refusal):
        return trouble(request, 422, Trouble("Chưa xuất được văn bản", paper.text))
    return _download(paper, f"{form}-{slugify(found.school_year) or 'chua-ro-nam'}.{suffix}")


def _table(request: MemberRequest, plan: Plan) -> dict[str, Any]:
    words, state = request.GET.get("tim", "").strip()[:200], request.GET.get("tt", "")
    page = Paginator(tasks_of(plan, words=words, state=state), LINES_A_PAGE).get_page(request.GET.get("trang"))
    counts = counts_of(plan)
    return {
        "plan": plan,
        "page": page,
        "counts": counts,
        "total": sum(counts.values()),
        "words": words,
        "state": state,
        "problems": problems_of(plan) if page.number == 1 and not words and not state else (),
        "results": plan.form == Form.REPORT,
        "may_receive": request.standing.may("upload.receive"),
    }


def _download(data: bytes, name: str) -> HttpResponse:
    kind = SUFFIXES[name[name.rindex(".") :]]
    return HttpResponse(data, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
