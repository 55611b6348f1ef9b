"""Words that name no day (chữ không rõ ngày): a person says when."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from caitien.domain.refused import Refused
from caitien.plans.models import Plan
from caitien.plans.reads import lines_for, plans_for
from caitien.web.requests.member import MemberRequest, for_members
from caitien.web.requests.paging import COUNTED, stretch
from caitien.web.requests.sent import key_in
from caitien.web.work.forms import TimeForm
from caitien.work.models import Occurrence
from caitien.work.timing import asked_of, said_of, set_time, time_mark

LINES_A_PAGE = 30


@for_members("work.time")
@require_http_methods(["GET", "POST"])
def times(request: MemberRequest, pk: int) -> HttpResponse:
    """The lines of a plan that tell too little of their days, and a person's answer. Eight queries to look."""
    plan = get_object_or_404(plans_for(request.acting), pk=pk)
    if request.method == "GET":
        return _render_page(request, plan)
    task = get_object_or_404(lines_for(request.acting), plan=plan, pk=key_in(request.POST, "task"))
    form = TimeForm(request.POST, auto_id=f"when-{task.pk}_%s")
    if "none" in request.POST or form.is_valid():
        days = (None, None) if "none" in request.POST else (form.cleaned_data["first"], form.cleaned_data["due"])
        done = set_time(request.user, task, *days, seen=request.POST.get("seen", ""))
        if not isinstance(done, Refused):
            messages.success(request, "Đã ghi hạn.")
            return redirect("times", plan.pk)
        form.refuse(done)
        form.seen = time_mark(said_of(task))  # what is said below is seen now
    return _render_page(request, plan, (task.pk, form))


def _render_page(request: MemberRequest, plan: Plan, sent: tuple[int, TimeForm] | None = None) -> HttpResponse:
    """The lines, each with its form; ``sent``: the key of a line, and what was typed of it and not kept."""
    page = stretch(asked_of(plan), ["task__position", "task_id"], LINES_A_PAGE, request.GET, COUNTED)
    shown = list(page)
    if sent and all(each.task_id != sent[0] for each in shown):  # another answered it meanwhile, so it is asked no more
        shown = [*Occurrence.objects.filter(task=sent[0], number=1).select_related("task__goal"), *shown]
    lines = [(occurrence, _form_of(occurrence, sent)) for occurrence in shown]
    context = {"plan": plan, "page": page, "lines": lines}
    return render(request, "work/times.html", context, status=422 if sent else 200)


def _form_of(occurrence: Occurrence, sent: tuple[int, TimeForm] | None) -> TimeForm:
    if sent and sent[0] == occurrence.task_id:
        return sent[1]
    initial = {"first": occurrence.first, "due": occurrence.due}
    return TimeForm(initial=initial, auto_id=f"when-{occurrence.task_id}_%s")
