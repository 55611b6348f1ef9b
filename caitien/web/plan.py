"""The plan (kế hoạch): what have we promised, and how does it stand? And the papers it makes."""

from typing import Any, Final

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import urlencode
from django.utils.text import slugify
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods

from caitien.checking.findings import Seen, findings_of
from caitien.checking.settle import LONGEST_REASON, decide_export, errors_mark, undecided
from caitien.documents.refusal import Refusal
from caitien.documents.write import write
from caitien.domain.field_names import FORM_NAMES
from caitien.domain.folding import clean
from caitien.domain.paper import Form
from caitien.domain.paper_marks import Marks
from caitien.domain.refused import Refused
from caitien.plans.compose import compose
from caitien.plans.models import Plan
from caitien.plans.reads import plans_for, problems_of, tasks_of, telling_whose
from caitien.web.beside import finding_context, rows_of_problems, rows_of_tasks
from caitien.web.errors import Trouble, trouble
from caitien.web.member import MemberRequest, for_members
from caitien.web.planning.boxes import table_of, to_print
from caitien.web.planning.coverage import number
from caitien.web.planning.table_lines import add_context
from caitien.work.filters import FILTERS, narrowed, saying_state, wanted_of
from caitien.work.tally import sums_of

LINES_A_PAGE: Final = 30  # most schools' plans nearly whole; a page of a longer one costs little more than theirs
ERRORS_SHOWN: Final = 100
STATES_ASKED: Final = (  # in the order of the year
    ("done", "Đã xong"),
    ("ongoing", "Đang làm"),
    ("not_started", "Chưa làm"),
    ("waiting", "Chờ đơn vị khác"),
    ("postponed", "Hoãn"),
    ("dropped", "Bỏ"),
    ("unstated", "Chưa rõ"),
)
LONGEST_NAME: Final = 150  # letters
SUFFIXES: Final = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@for_members("plan.look")
@require_GET
def plan(request: MemberRequest) -> HttpResponse:
    """The plan of a year as a table (kế hoạch): the address says which year, words and state; ``in``: all rows at
    once, to be printed. Eleven queries while nothing changed; else the plan is checked anew."""
    plans = list(plans_for(request.acting))
    year = request.GET.get("nam")
    found = next((plan for plan in plans if year in (None, plan.school_year)), None)
    if found is None and year is not None:
        raise Http404(year)
    return render(request, "plan.html", {"plans": plans, **(_table(request, found) if found else {})})


@for_members("plan.export", post="plan.decide")
@require_http_methods(["GET", "POST"])
def export(request: MemberRequest, pk: int, form: str, suffix: str) -> HttpResponse:
    """The official paper (xuất báo cáo) as a download; while errors are open, someone answers for it first."""
    found = get_object_or_404(plans_for(request.acting), pk=pk)
    if form not in FORM_NAMES or f".{suffix}" not in SUFFIXES:
        raise Http404(form)
    hindrance = _decided(request, found) if request.method == "POST" else ""
    errors = undecided(found, findings_of(found, localdate()))
    if errors:
        return _ask(request, found, errors, hindrance)
    paper = write(compose(found, Form(form)), Form(form), f".{suffix}", Marks(demo=found.school.demo))
    if isinstance(paper, Refusal):
        return trouble(request, 422, Trouble("Chưa xuất được văn bản", paper.reason))
    return _download(paper, f"{form}-{slugify(found.school_year) or 'chua-ro-nam'}.{suffix}")


def _decided(request: MemberRequest, plan: Plan) -> str:
    """Keep the decision that was sent; why it could not be kept, or ""."""
    name, reason = (clean(request.POST.get(field, "")) for field in ("name", "reason"))
    if not name or not reason:
        return "Xin ghi đủ người quyết định và lý do."
    if len(name) > LONGEST_NAME or len(reason) > LONGEST_REASON:
        return "Tên hoặc lý do dài quá. Xin ghi gọn lại."
    seen = request.POST.get("seen", "")
    kept = decide_export(request.user, plan, name=name, reason=reason, seen=seen, today=localdate())
    return kept.reason if isinstance(kept, Refused) else ""


def _ask(request: MemberRequest, plan: Plan, errors: tuple[Seen, ...], hindrance: str) -> HttpResponse:
    """Who answers for a paper with these errors, and why?"""
    context = {
        "plan": plan,
        "errors": errors[:ERRORS_SHOWN],
        "more": len(errors[ERRORS_SHOWN:]),
        "mark": errors_mark(errors),
        "hindrance": hindrance,
        "name": request.POST.get("name", str(request.user)),
        "reason": request.POST.get("reason", ""),
        "may_decide": request.acting.may("plan.decide"),
    }
    return render(request, "decide.html", context, status=422 if hindrance else 200)


def _table(request: MemberRequest, plan: Plan) -> dict[str, Any]:
    words, wanted, today = request.GET.get("tim", "").strip()[:200], wanted_of(request.GET), localdate()
    counts = sums_of(plan, today).by_state
    tasks = saying_state(narrowed(tasks_of(plan, words=words), wanted, today)).prefetch_related("goal__renumberings")
    whole = "in" in request.GET
    size = max(sum(counts.values()) + plan.tasks.filter(withdrawn=True).count(), 1) if whole else LINES_A_PAGE
    page = Paginator(telling_whose(tasks, request.user), size).get_page(request.GET.get("trang"))
    problems = list(problems_of(plan)) if page.number == 1 and not words and not wanted.any else []
    rows = [*rows_of_tasks(page), *rows_of_problems(problems)]
    table = to_print(plan) if whole else table_of(request.acting, plan, page)
    return {
        **finding_context(request, plan, "ke-hoach", rows),
        "plan": plan,
        "page": page,
        "counts": counts,
        "total": sum(counts.values()),
        "words": words,
        "wanted": wanted,
        "states": STATES_ASKED,
        "filters": urlencode({name: request.GET[name] for name in FILTERS if name in request.GET}),
        "problems": problems,
        "results": plan.form == Form.REPORT,
        "may_receive": request.acting.may("upload.receive"),
        "table": table,
        "whole": whole,
        "gone": number(request.GET.get("bo", "")) if table.may_edit else 0,
        **(add_context(request, plan) if table.may_edit and not any(counts.values()) else {}),
    }


def _download(data: bytes, name: str) -> HttpResponse:
    kind = SUFFIXES[name[name.rindex(".") :]]
    return HttpResponse(data, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
