"""The plan (kế hoạch): what have we promised, and how does it stand? And the papers it makes."""

from typing import Any, Final

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.text import slugify
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods

from caitien.checking.findings import Seen
from caitien.checking.looking import findings_now
from caitien.checking.settle import decide_export, errors_mark, undecided
from caitien.documents.printing.write_as import as_form
from caitien.documents.refusal import Refusal
from caitien.documents.write import write
from caitien.domain.field_names import FORM_NAMES
from caitien.domain.paper import Form, has_figure
from caitien.domain.papers.paper_marks import Marks
from caitien.domain.refused import Refused
from caitien.plans.compose import as_evaluated, compose
from caitien.plans.models import Plan, Task
from caitien.plans.reads import LinesInOrder, plans_for, problems_of, read_plans, tasks_of, telling_whose
from caitien.plans.table.leaving import count_removed
from caitien.web.errors import Trouble, trouble
from caitien.web.papers.forms import ExportForm
from caitien.web.planning.table_page.boxes import table_of, to_print
from caitien.web.planning.table_page.columns import columns_context
from caitien.web.planning.table_page.desk import desk_of_table
from caitien.web.planning.table_page.lines import lines_of, rows_of
from caitien.web.planning.table_page.table_lines import add_context
from caitien.web.planning.table_page.toolbar import toolbar_context
from caitien.web.requests.beside import finding_context, rows_of_problems, rows_of_tasks
from caitien.web.requests.member import MemberRequest, for_members
from caitien.web.requests.paging import numbered
from caitien.web.requests.sent import key_or_none
from caitien.web.templatetags.spoken import school_year
from caitien.work.counting.filters import narrowed, saying_state, wanted_of
from caitien.work.counting.tally import sums_of

LINES_A_PAGE: Final = 30  # most schools' plans nearly whole; a page of a longer one costs little more than theirs
ERRORS_SHOWN: Final = 100
SUFFIXES: Final = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@for_members("plan.look")
@require_GET
def plan(request: MemberRequest) -> HttpResponse:
    """The plan of a year as a table (kế hoạch): the address says which year, words and state; ``in``: all rows at
    once, to be printed. Fifteen queries while nothing changed; else the plan is checked anew."""
    plans = read_plans(request.acting)
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
    sent = ExportForm(request.POST) if request.method == "POST" else None
    if sent:
        _decide(request, found, sent)
    errors = undecided(found, findings_now(found, localdate()))
    if errors:
        return _ask(request, found, errors, sent)
    composed = as_evaluated(found, as_form(compose(found, Form(form)), Form(form)))
    paper = write(composed, Form(form), f".{suffix}", Marks(demo=found.school.demo))
    if isinstance(paper, Refusal):
        return trouble(request, 422, Trouble("Chưa xuất được văn bản", paper.reason))
    return _download(paper, f"{form}-{slugify(found.school_year) or 'chua-ro-nam'}.{suffix}")


def _decide(request: MemberRequest, plan: Plan, form: ExportForm) -> None:
    """Keep the decision that was sent; where it cannot be kept the form says why."""
    if not form.is_valid():
        return
    seen = request.POST.get("seen", "")
    kept = decide_export(request.user, plan, **form.cleaned_data, seen=seen, today=localdate())
    if isinstance(kept, Refused):
        form.refuse(kept)


def _ask(request: MemberRequest, plan: Plan, errors: tuple[Seen, ...], sent: ExportForm | None) -> HttpResponse:
    """Who answers for a paper with these errors, and why?"""
    context = {
        "plan": plan,
        "errors": errors[:ERRORS_SHOWN],
        "more": len(errors[ERRORS_SHOWN:]),
        "mark": errors_mark(errors),
        "form": sent or ExportForm(initial={"name": str(request.user)}),
        "may_decide": request.acting.may("plan.decide"),
    }
    return render(request, "decide.html", context, status=422 if sent and sent.errors else 200)


def _table(request: MemberRequest, plan: Plan) -> dict[str, Any]:
    words, wanted, today = request.GET.get("tim", "").strip()[:200], wanted_of(request.GET), localdate()
    sums = sums_of(plan, today)
    counts, every = sums.by_state, sums.whole + sums.withdrawn
    whole = "in" in request.GET
    size = max(every, 1) if whole else LINES_A_PAGE
    narrow = bool(words) or wanted.any
    page = numbered(_lines(request, plan, words, every), size, request.GET, count=None if narrow else every)
    own = saying_state(page)
    problems = problems_of(plan) if page.number == 1 and not narrow else []
    rows = [*rows_of_tasks(own), *rows_of_problems(problems)]
    table = to_print(plan) if whole else table_of(request.acting, plan, own)
    told = finding_context(request, plan, "ke-hoach", rows)
    return {
        **told,
        "lines": lines_of(rows_of(plan, own, table, told["findings"])),
        "plan": plan,
        "year_said": school_year(plan.school_year),
        "place": _place(plan),
        "page": page,
        "total": sum(counts.values()),
        "words": words,
        "wanted": wanted,
        "problems": problems,
        "results": plan.form == Form.REPORT,
        "may_receive": request.acting.may("upload.receive"),
        "table": table,
        "desk": desk_of_table(table) if table.opens else None,
        "whole": whole,
        **columns_context(request.user, whole=whole),
        **toolbar_context(sums, request.user.pk, today),
        "gone": key_or_none(request.GET, "bo") or 0 if table.may_edit else 0,
        "removed": count_removed(plan) if table.may_edit else 0,
        **(add_context(request, plan) if table.may_edit and not any(counts.values()) else {}),
    }


def _lines(request: MemberRequest, plan: Plan, words: str, every: int) -> QuerySet[Task] | LinesInOrder:
    """The lines the address asks for, of all there are."""
    wanted = wanted_of(request.GET)
    if not words and not wanted.any:
        return LinesInOrder(plan, request.acting, every)
    return telling_whose(narrowed(tasks_of(plan, words=words), wanted, localdate()), request.acting)


def _place(plan: Plan) -> str:
    """Which plan it is (kế hoạch nào): the school, its number and date, how far it is."""
    number = f"kế hoạch số {plan.number}" if has_figure(plan.number) else ""
    date = f"ngày {plan.date:%d/%m/%Y}" if plan.date else ""
    return ", ".join(filter(None, (plan.school_name, f"{number} {date}".strip(), plan.get_state_display().lower())))


def _download(data: bytes, name: str) -> HttpResponse:
    kind = SUFFIXES[name[name.rindex(".") :]]
    return HttpResponse(data, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
