"""The life of a plan (trang phê duyệt): where does it stand, and what is the one next step for this person?"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_POST

from caitien.checking.answered import answered
from caitien.checking.findings import Seen
from caitien.checking.looking import findings_now
from caitien.checking.settle import decide_export, errors_mark, undecided
from caitien.domain.paper import Form
from caitien.domain.plan_state import PLAN_STATE_NAMES, PlanState
from caitien.domain.refused import Refused
from caitien.plans.life.head import INSTEAD, Replaced, correct_head, known_date, replaced_by, replaced_mark, said
from caitien.plans.life.life import approve_plan, close_plan, plan_mark, send_back_plan, submit_plan, take_back_plan
from caitien.plans.life.versions import versions_of
from caitien.plans.models import Adjustment, Plan
from caitien.plans.reads import plans_for
from caitien.web.planning.forms import ApproveForm, CorrectHeadForm, SendBackForm, SubmitForm
from caitien.web.requests.fields import PageForm
from caitien.web.requests.member import MemberRequest, for_members
from caitien.web.requests.sent import key_or_none

ERRORS_SHOWN: Final = 20
VERSIONS_SHOWN: Final = 50
STEPS: Final[Mapping[str, str]] = {  # state of a plan → the step of its life that is under way
    PlanState.DRAFT: "Soạn",
    PlanState.SUBMITTED: "Trình duyệt",
    PlanState.APPROVED: "Thực hiện",
    PlanState.CLOSED: "Kết thúc",
}
UNANSWERED: Final = "Còn lỗi chưa có người chịu trách nhiệm. Xin sửa, hoặc ghi người quyết định và lý do."
NO_NUMBER: Final = "Xin ghi số của kế hoạch. Văn thư chưa cấp số thì ghi phần sau, như /KH-THPT."


@for_members("plan.look")
@require_GET
def life(request: MemberRequest, pk: int) -> HttpResponse:
    """The whole page. Twelve queries at most while nothing changed."""
    return _render_page(request, _plan(request, pk))


@for_members("plan.submit")
@require_POST
def submit(request: MemberRequest, pk: int) -> HttpResponse:
    """Submit a draft, once someone answers for its open errors."""
    plan = _plan(request, pk)
    form = SubmitForm(request.POST, answers=bool(_errors(plan)))
    if not _answered(request, plan, form):
        return _render_page(request, plan, form=form)
    done = submit_plan(request.user, plan)
    return _back(request, plan, _outcome(done, "Đã trình. Hiệu trưởng sẽ xem và phê duyệt."))


@for_members("plan.send_back")
@require_POST
def send_back(request: MemberRequest, pk: int) -> HttpResponse:
    """Give a submitted plan back, with a reason."""
    plan, form = _plan(request, pk), SendBackForm(request.POST, auto_id="back_%s")
    if not form.is_valid():
        return _render_page(request, plan, back=form)
    done = send_back_plan(request.user, plan, reason=form.cleaned_data["reason"])
    return _back(request, plan, _outcome(done, "Đã trả lại kế hoạch cùng lý do."))


@for_members("plan.take_back")
@require_POST
def take_back(request: MemberRequest, pk: int) -> HttpResponse:
    """Take one's own submission back."""
    plan = _plan(request, pk)
    return _back(request, plan, _outcome(take_back_plan(request.user, plan), "Đã rút lại. Kế hoạch lại là bản soạn."))


@for_members("plan.approve")
@require_POST
def approve(request: MemberRequest, pk: int) -> HttpResponse:
    """Approve what was shown, once someone answers for its open errors."""
    plan = _plan(request, pk)
    form = ApproveForm(request.POST, answers=bool(_errors(plan)))
    if not form.is_valid():
        return _render_page(request, plan, form=form)
    number, date = form.cleaned_data["number"], form.cleaned_data["date"]
    if not (number or plan.number or plan.form == Form.REPORT):
        form.add_error("number", NO_NUMBER)
        return _render_page(request, plan, form=form)
    replaced = replaced_by(plan, number, date)
    if replaced and request.POST.get("instead", "") != replaced_mark(replaced):
        form.add_error(None, INSTEAD)
        return _render_page(request, plan, replaced, form=form)
    if not _answered(request, plan, form):
        return _render_page(request, plan, replaced, form=form)
    done = approve_plan(request.user, plan, seen=request.POST.get("seen", ""), number=number, date=date)
    if isinstance(done, Refused):
        return _back(request, plan, done)
    return _back(request, plan, f"Đã phê duyệt. Bản {done.number} được giữ nguyên vẹn từ nay.")


@for_members("plan.correct_head")
@require_POST
def correct(request: MemberRequest, pk: int) -> HttpResponse:
    """Mend the number and date of an approved plan."""
    plan, form = _plan(request, pk), CorrectHeadForm(request.POST, auto_id="mend_%s")
    if not form.is_valid():
        return _render_page(request, plan, mend=form)
    done = correct_head(request.user, plan, **form.cleaned_data, seen=key_or_none(request.POST, "seen") or 0)
    if isinstance(done, Refused):
        form.refuse(done)
        return _render_page(request, plan, mend=form)
    number, date = form.cleaned_data["number"], form.cleaned_data["date"]
    return _back(request, plan, f"Từ nay kế hoạch ghi số {number or '(chưa có)'}, ngày {said(date)}.")


@for_members("plan.close")
@require_POST
def close(request: MemberRequest, pk: int) -> HttpResponse:
    """End an approved plan."""
    plan = _plan(request, pk)
    return _back(request, plan, _outcome(close_plan(request.user, plan), "Kế hoạch đã kết thúc."))


def _plan(request: MemberRequest, pk: int) -> Plan:
    return get_object_or_404(plans_for(request.acting), pk=pk)


def _errors(plan: Plan) -> tuple[Seen, ...]:
    """The errors of the rules nobody answered for, while the plan is not approved."""
    return () if plan.frozen else undecided(plan, findings_now(plan, localdate()), planned=True)


def _answered(request: MemberRequest, plan: Plan, form: SubmitForm) -> bool:
    """Keep who answers for the open errors, where the form asks for it; whether the verb may go on. Else the form says
    why not."""
    asked = "answer" in form.fields
    if asked and not request.acting.may("plan.decide"):
        form.add_error(None, UNANSWERED)
    if not form.is_valid() or not asked:
        return form.is_valid()
    said = {"name": form.cleaned_data["name"], "reason": form.cleaned_data["answer"]}
    seen = request.POST.get("errors", "")
    kept = decide_export(request.user, plan, **said, seen=seen, today=localdate(), planned=True)
    if isinstance(kept, Refused):
        form.refuse(kept)
    return form.is_valid()


def _outcome(done: object, text: str) -> str | Refused:
    """What a person is told: the text where it was done, else why not."""
    return done if isinstance(done, Refused) else text


def _back(request: MemberRequest, plan: Plan, said: str | Refused) -> HttpResponse:
    if isinstance(said, Refused):
        messages.error(request, said.reason)
    else:
        messages.success(request, said)
    return redirect("life", plan.pk)


def _render_page(
    request: MemberRequest, plan: Plan, replaced: tuple[Replaced, ...] = (), **sent: PageForm
) -> HttpResponse:
    """The page; ``sent``: the form that was not kept, as "form" of the next step, "back" or "mend"; ``replaced``: what
    of the plan's number and date the next step would replace."""
    context: dict[str, Any] = {
        "replaced": replaced,
        "instead": replaced_mark(replaced),
        "plan": plan,
        "state_name": PLAN_STATE_NAMES[PlanState(plan.state)],
        "steps": [(name, state == plan.state) for state, name in STEPS.items()],
        "back": SendBackForm(auto_id="back_%s"),
        "mend": CorrectHeadForm(initial={"number": plan.number, "date": plan.date}, auto_id="mend_%s"),
        "mark": plan_mark(plan),
        "versions": versions_of(plan)[:VERSIONS_SHOWN],
        "waiting": plan.adjustments.filter(state=Adjustment.State.OPEN).count() if plan.frozen else 0,
        **_next(request, plan),
        **sent,
    }
    return render(request, "planning/life.html", context, status=422 if sent else 200)


# --- the next step ----------------------------------------------------------------------------------------------------

_NEXT: Final[Mapping[str, str]] = {  # state → the verb of the next step; its form is in life.html under the same state
    PlanState.DRAFT: "plan.submit",
    PlanState.SUBMITTED: "plan.approve",
    PlanState.APPROVED: "plan.close",
}


def _next(request: MemberRequest, plan: Plan) -> dict[str, Any]:
    """What this person may do next, and what is still open before it."""
    verb = _NEXT.get(plan.state, "")
    return {"may_next": bool(verb) and request.acting.may(verb), **_OPEN.get(plan.state, _nothing)(request, plan)}


def _before_signing(request: MemberRequest, plan: Plan) -> dict[str, Any]:
    errors = _errors(plan)
    return {
        "errors": errors[:ERRORS_SHOWN],
        "more": len(errors[ERRORS_SHOWN:]),
        "errors_mark": errors_mark(errors),
        "may_decide": request.acting.may("plan.decide"),
        "empty": not plan.tasks.exists(),
        "form": _step_form(request, plan, bool(errors)),
        "answered": answered(plan, findings_now(plan, localdate()), planned=True),
    }


def _step_form(request: MemberRequest, plan: Plan, answers: bool) -> SubmitForm:
    """The form of the next step, before anyone types."""
    initial = {"number": plan.number, "date": known_date(plan) or localdate(), "name": str(request.user)}
    kind = ApproveForm if plan.state == PlanState.SUBMITTED else SubmitForm
    return kind(initial=initial, answers=answers)


def _nothing(_request: MemberRequest, _plan: Plan) -> dict[str, Any]:
    return {}


_OPEN: Final[Mapping[str, Callable[[MemberRequest, Plan], dict[str, Any]]]] = {
    PlanState.DRAFT: _before_signing,
    PlanState.SUBMITTED: _before_signing,
}
