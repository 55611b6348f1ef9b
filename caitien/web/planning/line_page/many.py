"""Many lines at once (nhiều dòng một lượt): given to one person or unit, or set a day."""

from collections.abc import Sequence
from typing import Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from caitien.domain.refused import Refused
from caitien.plans.models import Plan, Task
from caitien.plans.people.assign import Given, assign_all, known_in
from caitien.plans.reads import plans_for
from caitien.web.planning.forms import ManyForm
from caitien.web.planning.line_page.assigning import party_named
from caitien.web.planning.line_page.line import people_and_units
from caitien.web.requests.member import MemberRequest, for_members
from caitien.web.requests.sent import keys_in
from caitien.work.timing import set_time

MOST: Final = 200  # lines at once
NONE_CHOSEN: Final = "Chưa chọn dòng nào. Hãy đánh dấu các dòng ở bảng rồi bấm lại."


@for_members("task.assign")
@require_http_methods(["GET", "POST"])
def many(request: MemberRequest, pk: int) -> HttpResponse:
    """The lines that were ticked, and what to do with all of them. Ten queries to look."""
    plan = get_object_or_404(plans_for(request.acting).select_related("school"), pk=pk)
    sent = request.POST if request.method == "POST" else request.GET
    found = plan.tasks.filter(pk__in=keys_in(sent, "viec")[:MOST], withdrawn=False)
    tasks = list(found.select_related("goal", "plan").order_by("position"))
    known = people_and_units(known_in(request.acting.school))
    if not tasks:
        messages.error(request, NONE_CHOSEN)
        return redirect(f"{reverse('plan')}?nam={plan.school_year}")
    form = ManyForm(request.POST or None, known=known)
    if form.is_valid() and _kept(request, plan, tasks, form):
        return redirect(f"{reverse('plan')}?nam={plan.school_year}#viec-{tasks[0].pk}")
    context = {"plan": plan, "tasks": tasks, "form": form}
    return render(request, "planning/many.html", context, status=422 if form.is_bound else 200)


def _kept(request: MemberRequest, plan: Plan, tasks: Sequence[Task], form: ManyForm) -> bool:
    """Whether all that was asked was done; what was not, the form says."""
    asked = form.cleaned_data
    done: list[object] = []
    if asked["who"]:
        to = party_named(asked["who"])
        done.append(assign_all(request.user, plan, given=[Given(task.pk, asked["part"], to) for task in tasks]))
    if asked["due"]:
        done += [set_time(request.user, task, None, asked["due"]) for task in tasks]
    refused = [each for each in done if isinstance(each, Refused)]
    if refused:
        form.refuse(refused[0])
        return False
    messages.success(request, f"Đã ghi cho {len(tasks)} dòng.")
    return True
