"""Whom the school waits for (chờ cấp trên): the list by body, the diary of one wait, and the forms that write it."""

from typing import Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from caitien.access.reads import outside_bodies_for
from caitien.domain.refused import Refused
from caitien.plans.models import Task
from caitien.plans.reads import plans_for
from caitien.web.planning.line_page.line import line_at
from caitien.web.requests.fields import PageForm
from caitien.web.requests.member import MemberRequest, for_members
from caitien.web.requests.paging import stretch
from caitien.web.requests.sent import say
from caitien.web.requests.sent_files import sent_by
from caitien.web.work.beside_line import ShownWait
from caitien.web.work.forms import EndForm, LetterForm, LetterWordsForm, TieForm, WaitForm
from caitien.work.models import AnswerFromAbove, Letter, Waiting
from caitien.work.outside.answers import answers_in, tie_answer
from caitien.work.outside.awaiting import (
    awaited_in,
    days_waited,
    ended_waitings,
    letters_of,
    waitings_for,
    waitings_in,
)
from caitien.work.outside.waiting import correct_letter, end_waiting, letter_mark, open_waiting, record_letter_with_file

WAITINGS_A_PAGE: Final = 50
ANSWERS_SHOWN: Final = 30
NO_DAY: Final = Refused("Xin ghi ngày, như 05/09/2026.")


@for_members("plan.look")
@require_GET
def waitings(request: MemberRequest) -> HttpResponse:
    """Who is waited for in a year, the longest first, and what came of the rest. Twelve queries."""
    plans = list(plans_for(request.acting))
    year = request.GET.get("nam")
    plan = next((plan for plan in plans if year in (None, plan.school_year)), None)
    if plan is None and year is not None:
        raise Http404(year)
    ended = "het" in request.GET
    rows = (ended_waitings(plan) if ended else waitings_in(plan)) if plan else Waiting.objects.none()
    key = ["-until", "-pk"] if ended else ["whom", "since", "pk"]
    page = stretch(rows, key, WAITINGS_A_PAGE, request.GET)
    today = localdate()
    context = {
        "plans": plans,
        "plan": plan,
        "ended": ended,
        "page": page,
        "shown": [ShownWait(row, days_waited(row, today)) for row in page],
        "answers": answers_in(plan)[:ANSWERS_SHOWN] if plan and not ended else [],
        "may_tie": request.acting.may("waiting.record"),
        "awaited": [(each, (today - each.since).days) for each in awaited_in(plan)] if plan else [],
    }
    return render(request, "work/waitings.html", context)


@for_members("plan.look")
@require_GET
def waiting(request: MemberRequest, pk: int) -> HttpResponse:
    """One wait: its diary, and the next thing to write into it. Eight queries."""
    return _one(request, _waiting(request, pk))


@for_members("waiting.record")
@require_http_methods(["GET", "POST"])
def begin(request: MemberRequest, pk: int, task: int) -> HttpResponse:
    """Write down that a line waits for a body outside."""
    line, bodies = line_at(request, pk, task), outside_bodies_for(request.acting)
    if request.method == "GET":
        return _form(request, line, WaitForm(bodies))
    form = WaitForm(bodies, request.POST)
    if form.is_valid():
        said = form.cleaned_data
        about = {"body": said.get("body"), "name": said["name"], "what": said["what"], "since": said["since"]}
        found = open_waiting(request.user, line, **about, today=localdate())
        if not isinstance(found, Refused):
            messages.success(request, f"Đã ghi: đang chờ {found.whom}.")
            return redirect("waiting", found.pk)
        form.refuse(found)
    return _form(request, line, form)


@for_members("waiting.record")
@require_POST
def letter(request: MemberRequest, pk: int) -> HttpResponse:
    """Write a letter into the diary."""
    found = _waiting(request, pk)
    form = sent_by(request.user.pk, LetterForm(request.POST, request.FILES, auto_id="letter_%s"))
    if form.is_valid():
        said = {**form.cleaned_data}
        sent = said.pop("file")
        done = record_letter_with_file(request.user, found, sent, today=localdate(), **said)
        if not isinstance(done, Refused):
            messages.success(request, "Đã ghi công văn vào nhật ký.")
            return redirect("waiting", pk)
        form.refuse(done)
    return _one(request, found, letter_form=form)


@for_members("waiting.record")
@require_http_methods(["GET", "POST"])
def letter_again(request: MemberRequest, pk: int, key: int) -> HttpResponse:
    """Set the record of a letter right (sửa lời ghi công văn)."""
    letter = get_object_or_404(_waiting(request, pk).letters.select_related("waiting__task__plan"), pk=key)
    if not request.acting.may("waiting.record", letter.waiting.task):
        raise PermissionDenied
    if request.method == "GET":
        said = {name: getattr(letter, name) for name in ("way", "number", "date", "summary")}
        return _letter_page(request, letter, LetterWordsForm(initial=said))
    form = LetterWordsForm(request.POST)
    if form.is_valid():
        seen = request.POST.get("seen", "")
        done = correct_letter(request.user, letter, **form.cleaned_data, seen=seen, today=localdate())
        if not isinstance(done, Refused):
            say(request, done, "Đã sửa lời ghi. Chữ cũ vẫn còn trong câu chuyện của dòng.")
            return redirect("waiting", pk)
        form.refuse(done)
        letter.refresh_from_db()
    return _letter_page(request, letter, form)


@for_members("waiting.record")
@require_http_methods(["GET", "POST"])
def answer(request: MemberRequest, pk: int) -> HttpResponse:
    """Say which wait an answer of a body above belongs to (ghi trả lời vào nhật ký)."""
    found = get_object_or_404(AnswerFromAbove, pk=pk, school=request.acting.school, letter=None)
    if not request.acting.may("waiting.record"):  # of any line: an answer is of none yet
        raise PermissionDenied
    waits = waitings_for(request.acting).filter(plan=found.plan_id, until=None, task__withdrawn=False)
    form = TieForm(waits.order_by("whom", "since", "pk"), request.POST or None)
    if form.is_valid():
        wait = get_object_or_404(waits, pk=form.cleaned_data["waiting"])
        done = tie_answer(request.user, found, wait, today=localdate())
        if not isinstance(done, Refused):
            say(request, done, "Đã ghi trả lời vào nhật ký công văn.")
            return redirect("waiting", wait.pk)
        form.refuse(done)
    context = {"answer": found, "form": form}
    return render(request, "work/answer.html", context, status=422 if form.is_bound else 200)


def _letter_page(request: MemberRequest, letter: Letter, form: LetterWordsForm) -> HttpResponse:
    context = {"letter": letter, "waiting": letter.waiting, "form": form, "seen": letter_mark(letter)}
    return render(request, "work/letter_again.html", context, status=422 if form.is_bound else 200)


@for_members("waiting.record")
@require_POST
def end(request: MemberRequest, pk: int) -> HttpResponse:
    """Write down that the wait is over; then how does the line stand now?"""
    found = _waiting(request, pk)
    form = EndForm(request.POST, auto_id="end_%s")
    if not form.is_valid():
        return _one(request, found, end_form=form)
    done = end_waiting(request.user, found, **form.cleaned_data, today=localdate())
    if isinstance(done, Refused):
        form.refuse(done)
        return _one(request, found, end_form=form)
    if found.task.waitings.filter(until=None).exists():
        messages.success(request, f"Đã ghi: hết chờ {found.whom}.")
        return redirect("waiting", pk)
    messages.success(request, f"Đã ghi: hết chờ {found.whom}. Bây giờ việc này đến đâu rồi?")
    return redirect("line", found.plan_id, found.task_id)


def _waiting(request: MemberRequest, pk: int) -> Waiting:
    return get_object_or_404(waitings_for(request.acting), pk=pk)


def _one(request: MemberRequest, found: Waiting, **sent: PageForm) -> HttpResponse:
    """The page of a wait; ``sent``: the form that was not kept."""
    letter_form = LetterForm(auto_id="letter_%s")
    if not request.acting.may("evidence.attach", found.task):
        del letter_form.fields["file"]
    context = {
        "waiting": found,
        "plan": found.plan,
        "task": found.task,
        "goal": found.task.goal,
        "days": days_waited(found, localdate()),
        "letters": letters_of(found),
        "letter_form": letter_form,
        "end_form": EndForm(auto_id="end_%s"),
        "may_correct": request.acting.may("waiting.record", found.task),
        "may_wait": not found.task.withdrawn and request.acting.may("waiting.record", found.task),
        **sent,
    }
    return render(request, "work/waiting.html", context, status=422 if sent else 200)


def _form(request: MemberRequest, task: Task, form: WaitForm) -> HttpResponse:
    context = {"plan": task.plan, "task": task, "goal": task.goal, "form": form}
    return render(request, "work/waiting_new.html", context, status=422 if form.is_bound else 200)
