"""The page of a line (trang của dòng): how did it get here, and what is the next word in its story?"""

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from caitien.domain.people.owners import PERSON, KnownParty
from caitien.domain.plan_state import PlanState
from caitien.domain.standards import criterion_names
from caitien.plans.measures.indicators import indicators_of
from caitien.plans.models import Indicator, Task
from caitien.plans.people.assign import known_in, parts_of, proposed
from caitien.plans.reads import lines_for
from caitien.plans.table.split import line_mark, proposed_pieces, why_not_split
from caitien.web.evidence.of_line import evidence_context
from caitien.web.planning.forms import GiveForm, IndicatorForm, MeasureForm
from caitien.web.planning.recommendations.coverage import answers_context
from caitien.web.requests.beside import finding_context, rows_of_tasks
from caitien.web.requests.member import MemberRequest, for_members
from caitien.web.work.beside_line import remarks_context, waiting_context
from caitien.web.work.of_line import work_context
from caitien.work.counting.filters import saying_state


@for_members("plan.look")
@require_GET
def line(request: MemberRequest, pk: int, task: int) -> HttpResponse:
    """The whole page. Thirty queries at most while nothing changed."""
    return show(request, line_at(request, pk, task))


def line_at(request: MemberRequest, pk: int, task: int) -> Task:
    """The line an address names, of a plan the person may read; else 404. One query."""
    return get_object_or_404(lines_for(request.acting).prefetch_related("goal__renumberings"), plan=pk, pk=task)


def show(request: MemberRequest, task: Task, **trouble: Any) -> HttpResponse:
    """The page; ``trouble``: the form that was not kept, as "new_indicator", "giving", or "measured" (with the key of
    its indicator before it)."""
    context = {**_line(task), **_parts(request, task), **_figures(request, task, trouble.get("measured"))}
    context |= _split(request, task)
    context |= finding_context(request, task.plan, "ke-hoach", rows_of_tasks([task])) | answers_context(request, task)
    context |= _offered(request, task) | waiting_context(request, task) | remarks_context(request, task)
    context |= evidence_context(request, task) | work_context(request, task) | trouble
    return render(request, "planning/line.html", context, status=422 if trouble else 200)


def _offered(request: MemberRequest, task: Task) -> dict[str, bool]:
    """What this person may do with the line in the state the plan is in. One query where only assignment tells."""
    may, state = request.acting.may, PlanState(task.plan.state)
    return {
        "may_edit": state is PlanState.DRAFT and may("plan.edit"),
        "may_adjust": state is PlanState.APPROVED and may("adjustment.propose"),
        "may_report": state in _REPORTED and not task.withdrawn and may("task.report", task),
    }


_REPORTED = {PlanState.DRAFT, PlanState.APPROVED}


def _line(task: Task) -> dict[str, Any]:
    """The line itself, what its criterion is called, and the lines beside it. Two queries."""
    goal, others = task.goal, task.plan.tasks.order_by("position").values_list("pk", flat=True)
    name = goal.label or goal.criterion or goal.topic
    heading = f"{name[:120]}: {goal.topic[:120]}" if goal.label and goal.topic else name[:120]
    return {
        "heading": heading or "Dòng kế hoạch",
        "criterion": criterion_names(task.plan.framework).get(goal.criterion, ""),
        "before": others.filter(position__lt=task.position).last(),
        "after": others.filter(position__gt=task.position).first(),
        "plan": task.plan,
        "task": task,
        "goal": task.goal,
        "closed": task.plan.state == PlanState.CLOSED,
        "today": localdate(),
    }


def _parts(request: MemberRequest, task: Task) -> dict[str, Any]:
    """Who has a part, and for who may give parts: whom the words mean, and everyone there is."""
    parts = parts_of(task)
    if not request.acting.may("task.assign"):
        return {"parts": parts}
    known = known_in(request.acting.school)
    giving = GiveForm(known=people_and_units(known), auto_id="give_%s")
    meant = proposed(task, known, parts)
    boxes = any(each.found or each.new for each in meant)
    given = {"parts": parts, "may_assign": True, "known": known, "meant": meant}
    return {**given, "giving": giving, "may_give": boxes}


def people_and_units(known: Iterable[KnownParty]) -> list[tuple[str, str]]:
    """Everyone a part may be given to, as a form offers them: two of one name told apart by another."""
    return [
        (
            f"{each.kind} {each.key}",
            f"{each.name} ({each.others[0]})" if each.kind == PERSON and each.others else each.name,
        )
        for each in known
    ]


def _figures(request: MemberRequest, task: Task, sent: tuple[int, MeasureForm] | None) -> dict[str, Any]:
    """The indicators, each with the form of its next figure: as it was ``sent``, where it could not be kept."""
    courses = indicators_of(task.goal)
    forms = [_measure_form(course.indicator, sent) for course in courses]
    return {
        "courses": list(zip(courses, forms, strict=True)),
        "new_indicator": IndicatorForm(auto_id="new-indicator_%s"),
        "may_define": request.acting.may("indicator.define"),
        "may_measure": bool(courses) and request.acting.may("indicator.measure", task.goal),
    }


def _measure_form(indicator: Indicator, sent: tuple[int, MeasureForm] | None) -> MeasureForm:
    form = MeasureForm(initial={"date": localdate()}, auto_id=f"measure-{indicator.pk}_%s")
    if sent and sent[0] == indicator.pk:
        form = sent[1]
    form.fields["value"].label = f"Số đo ({indicator.unit})" if indicator.unit else "Số đo"
    return form


def _split(request: MemberRequest, task: Task) -> dict[str, Any]:
    """The lines of the same goal, and what the page proposes to tell apart."""
    lines = saying_state(task.plan.tasks.filter(goal=task.goal_id).order_by("position"))
    open_to = request.acting.may("plan.edit") and why_not_split(task.plan) is None
    return {
        "lines": lines,
        "stands": next((each.stands for each in lines if each.pk == task.pk), task.state),
        "lines_mark": line_mark(*lines),
        "may_split": open_to,
        "pieces": proposed_pieces(task) if open_to else (),
    }
