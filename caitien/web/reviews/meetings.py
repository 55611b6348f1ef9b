"""Meetings (cuộc họp): what is there to decide? One screen: who is there, item by item, and the minutes."""

from collections.abc import Callable
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_POST

from caitien.access.reads import people_for
from caitien.documents.write import write_official
from caitien.domain.refused import Refused
from caitien.domain.texts.typed import say_day
from caitien.papers.issuing import IssueRequest
from caitien.papers.numbers import next_number
from caitien.plans.models import Plan
from caitien.plans.reads import plans_for
from caitien.reviews.meetings.agenda import name_of
from caitien.reviews.meetings.attendance import call_in, leave_out, mark_attendance
from caitien.reviews.meetings.deciding import Decision, decide_item
from caitien.reviews.meetings.holding import (
    Called,
    add_item,
    approve_minutes,
    begin_meeting,
    drop_item,
    end_meeting,
    prepare_meeting,
    renew_agenda,
    take_minutes_back,
    write_item,
)
from caitien.reviews.meetings.minutes import issue_minutes, minutes_draft, minutes_of
from caitien.reviews.models import AgendaItem, Meeting
from caitien.reviews.reads import items_for, meetings_for
from caitien.web.machine.site import absolute
from caitien.web.planning.plan import SUFFIXES
from caitien.web.requests.fields import PageForm
from caitien.web.requests.member import MemberRequest, for_members
from caitien.web.requests.paging import stretch
from caitien.web.requests.sent import key_in, say
from caitien.web.reviews.forms import (
    CallInForm,
    DecisionOfItemForm,
    EndForm,
    ItemForm,
    MeetingForm,
    MendForm,
    OfficialIssueForm,
    SaidForm,
)

MEETINGS_A_PAGE: Final = 30
LINES_OFFERED: Final = 500  # lines to choose from in a form; of longer plans an item is put on the agenda of its line
State = Meeting.State


# --- all of a year ----------------------------------------------------------------------------------------------------


@for_members("meeting.look")
@require_GET
def meetings(request: MemberRequest) -> HttpResponse:
    """The meetings of a year, the last first. Seven queries."""
    return _render_list(request, request.GET.get("nam"))


@for_members("meeting.write")
@require_POST
def prepare(request: MemberRequest) -> HttpResponse:
    """Prepare a meeting."""
    plan = get_object_or_404(plans_for(request.acting).select_related("school"), pk=key_in(request.POST, "plan"))
    form = MeetingForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        called = Called(**{**said, "kind": Meeting.Kind(said["kind"])})
        made = prepare_meeting(request.user, plan, called=called, today=localdate())
        if not isinstance(made, Refused):
            return redirect("meeting", made.pk)
        form.refuse(made)
    return _render_list(request, plan.school_year, form)


def _render_list(request: MemberRequest, year: str | None, form: MeetingForm | None = None) -> HttpResponse:
    plans = list(plans_for(request.acting).select_related("school"))
    plan = next((plan for plan in plans if year in (None, plan.school_year)), None)
    if plan is None and year is not None:
        raise Http404(year)
    shown: dict[str, Any] = {"plans": plans, "plan": plan}
    if plan:
        found = meetings_for(request.acting).filter(plan=plan)
        shown["page"] = stretch(found, ["-held_on", "-pk"], MEETINGS_A_PAGE, request.GET)
        shown["form"] = form or MeetingForm(initial=_usual(request, plan))
    return render(request, "reviews/meetings.html", shown, status=422 if form else 200)


def _usual(request: MemberRequest, plan: Plan) -> dict[str, Any]:
    """What a meeting of the council is in most cases."""
    last = meetings_for(request.acting).filter(plan=plan).order_by("-pk").first()
    known = {"place": last.place, "chair": last.chair, "secretary": last.secretary} if last else {}
    own = {"chair": plan.letterhead.get("signer", ""), "secretary": str(request.user)}
    return {"held_on": localdate(), **own, **known}


# --- one meeting ------------------------------------------------------------------------------------------------------


@for_members("meeting.look")
@require_GET
def meeting(request: MemberRequest, pk: int) -> HttpResponse:
    """One meeting on one screen. Fourteen queries."""
    return _render(request, _meeting(request, pk))


@for_members("meeting.look")
@require_GET
def file(request: MemberRequest, pk: int) -> HttpResponse:
    """The minutes as a Word file, as they stand."""
    data = write_official(minutes_of(_meeting(request, pk)))
    headers = {"Content-Disposition": f'attachment; filename="bien-ban-{pk}.docx"'}
    return HttpResponse(data, content_type=SUFFIXES[".docx"], headers=headers)


def _render(request: MemberRequest, found: Meeting, key: int = 0, **sent: PageForm) -> HttpResponse:
    """The page; ``sent``: a form that was not kept, of the item ``key`` where it is of one."""
    draft = minutes_draft(found)
    items = list(found.items.select_related("task__goal", "decided_by").order_by("position"))
    running = found.state == State.RUNNING and request.acting.may("meeting.decide")
    choices = _choices(request, found) if running else {}
    rows = [(item, _forms(found, item, choices, running) | (sent if item.pk == key else {})) for item in items]
    today = localdate()
    number = next_number(found.plan, draft.paper.kind, today) if found.state == State.APPROVED else ""
    context = {
        "meeting": found,
        "when": f"{found.begins:%H:%M} ngày {say_day(found.held_on)}, {found.place}",
        "plan": found.plan,
        "rows": rows,
        "left": sum(not item.decided for item in items),
        "attendees": list(found.attendees.order_by("pk")),
        "paper": draft.paper,
        "mark": draft.mark,
        "forms": {
            "item": ItemForm(auto_id="muc-%s"),
            "end": EndForm(auto_id="het-%s"),
            "call": CallInForm(initial={"others": found.others}, auto_id="moi-%s"),
            "mend": MendForm(auto_id="sua-%s"),
            "issue": OfficialIssueForm(initial={"number": number, "date": today}, auto_id="bhanh-%s"),
            **({} if key else sent),
        },
    }
    return render(request, "reviews/meeting.html", context, status=422 if sent else 200)


def _choices(request: MemberRequest, found: Meeting) -> dict[str, list[tuple[int, str]]]:
    """The lines and people a decision may speak of."""
    lines = found.plan.tasks.filter(withdrawn=False).select_related("goal").order_by("position")[:LINES_OFFERED]
    return {
        "task": [(task.pk, name_of(task)[:100]) for task in lines],
        "person": [(person.pk, str(person)) for person in people_for(request.acting)],
    }


def _forms(
    found: Meeting, item: AgendaItem, choices: dict[str, list[tuple[int, str]]], running: bool
) -> dict[str, PageForm]:
    """What may be written of an item: what was said until the minutes are approved, a conclusion once."""
    if not found.open:
        return {}
    said = {"summary": item.summary, "opinions": item.opinions}
    forms: dict[str, PageForm] = {"said": SaidForm(initial=said, auto_id=f"db-{item.pk}-%s")}
    if running and not item.decided:
        usual = {"task": item.task_id, "consequence": AgendaItem.Consequence.NONE}
        forms["decision"] = DecisionOfItemForm(item, choices, initial=usual, auto_id=f"kl-{item.pk}-%s")
    return forms


# --- its course -------------------------------------------------------------------------------------------------------


@for_members("meeting.write")
@require_POST
def attendance(request: MemberRequest, pk: int) -> HttpResponse:
    """Who is there, and who is not."""
    found = _meeting(request, pk)
    absent = {
        row.pk: request.POST.get(f"vi-sao-{row.pk}", "")
        for row in found.attendees.all()
        if request.POST.get(f"co-mat-{row.pk}") == "0"
    }
    say(request, mark_attendance(request.user, found, absent=absent), "Đã ghi điểm danh.")
    return redirect("meeting", pk)


@for_members("meeting.write")
@require_POST
def call(request: MemberRequest, pk: int) -> HttpResponse:
    """Who else belongs to it."""
    found, form = _meeting(request, pk), CallInForm(request.POST, auto_id="moi-%s")
    if form.is_valid():
        said = form.cleaned_data
        done = call_in(request.user, found, names=said["names"].split("\n"), others=said["others"])
        if not isinstance(done, Refused):
            messages.success(request, "Đã ghi người dự.")
            return redirect("meeting", pk)
        form.refuse(done)
    return _render(request, found, call=form)


@for_members("meeting.write")
@require_POST
def leave(request: MemberRequest, pk: int, attendee: int) -> HttpResponse:
    """Someone who does not belong to it."""
    return _do(request, pk, lambda found: leave_out(request.user, found, attendee=attendee), "Đã bỏ khỏi danh sách.")


@for_members("meeting.write")
@require_POST
def begin(request: MemberRequest, pk: int) -> HttpResponse:
    """It begins."""
    return _do(request, pk, lambda found: begin_meeting(request.user, found, today=localdate()), "Đã bắt đầu họp.")


@for_members("meeting.write")
@require_POST
def renew(request: MemberRequest, pk: int) -> HttpResponse:
    """What waits by now comes onto the agenda."""
    return _do(request, pk, lambda found: renew_agenda(request.user, found, today=localdate()), "Đã cập nhật mục họp.")


@for_members("meeting.approve")
@require_POST
def approve(request: MemberRequest, pk: int) -> HttpResponse:
    """The minutes are approved."""
    return _do(request, pk, lambda found: approve_minutes(request.user, found), "Biên bản đã thông qua.")


@for_members("meeting.approve")
@require_POST
def mend(request: MemberRequest, pk: int) -> HttpResponse:
    """Approved minutes are taken back to be mended."""
    found, form = _meeting(request, pk), MendForm(request.POST, auto_id="sua-%s")
    if form.is_valid():
        said = take_minutes_back(request.user, found, reason=form.cleaned_data["reason"])
        if not isinstance(said, Refused):
            messages.success(request, "Biên bản đã lấy lại để sửa. Bản ban hành sau sẽ ghi thay cho bản trước.")
            return redirect("meeting", pk)
        form.refuse(said)
    return _render(request, found, mend=form)


@for_members("meeting.write")
@require_POST
def end(request: MemberRequest, pk: int) -> HttpResponse:
    """It is over."""
    found, form = _meeting(request, pk), EndForm(request.POST, auto_id="het-%s")
    if form.is_valid():
        said = end_meeting(request.user, found, ends=form.cleaned_data["ends"])
        if not isinstance(said, Refused):
            messages.success(request, "Đã kết thúc họp. Xin đọc lại biên bản rồi thông qua.")
            return redirect("meeting", pk)
        form.refuse(said)
    return _render(request, found, end=form)


@for_members("meeting.write")
@require_POST
def add(request: MemberRequest, pk: int) -> HttpResponse:
    """One item more."""
    found, form = _meeting(request, pk), ItemForm(request.POST, auto_id="muc-%s")
    if form.is_valid():
        said = add_item(request.user, found, title=form.cleaned_data["title"])
        if not isinstance(said, Refused):
            return _to(pk, said.pk)
        form.refuse(said)
    return _render(request, found, item=form)


@for_members("meeting.write")
@require_POST
def drop(request: MemberRequest, pk: int, item: int) -> HttpResponse:
    """An item less."""
    say(request, drop_item(request.user, _item(request, pk, item)), "Đã bỏ mục khỏi chương trình.")
    return redirect("meeting", pk)


@for_members("meeting.write")
@require_POST
def write(request: MemberRequest, pk: int, item: int) -> HttpResponse:
    """What was said."""
    row, form = _item(request, pk, item), SaidForm(request.POST, auto_id=f"db-{item}-%s")
    if form.is_valid():
        said = write_item(request.user, row, **form.cleaned_data)
        if not isinstance(said, Refused):
            messages.success(request, "Đã ghi diễn biến.")
            return _to(pk, item)
        form.refuse(said)
    return _render(request, row.meeting, item, said=form)


@for_members("meeting.decide")
@require_POST
def decide(request: MemberRequest, pk: int, item: int) -> HttpResponse:
    """What is decided, and done at once."""
    row = _item(request, pk, item)
    form = DecisionOfItemForm(row, _choices(request, row.meeting), request.POST, auto_id=f"kl-{item}-%s")
    if form.is_valid():
        said = decide_item(request.user, row, decision=Decision(**form.cleaned_data), today=localdate())
        if not isinstance(said, Refused):
            messages.success(request, "Đã kết luận; việc kèm theo đã được ghi.")
            return _to(pk, item)
        form.refuse(said)
    return _render(request, row.meeting, item, decision=form)


@for_members("paper.issue")
@require_POST
def issue(request: MemberRequest, pk: int) -> HttpResponse:
    """The minutes are issued."""
    found, form = _meeting(request, pk), OfficialIssueForm(request.POST, auto_id="bhanh-%s")
    if form.is_valid():
        verify_at = absolute(reverse("verify")) + "/"
        wanted = IssueRequest(**form.cleaned_data, seen=request.POST.get("seen", ""), verify_at=verify_at)
        said = issue_minutes(request.user, found, wanted=wanted, today=localdate())
        if not isinstance(said, Refused):
            messages.success(request, f"Đã ban hành biên bản số {said.number}.")
            return redirect("issued", said.pk)
        form.refuse(said)
    return _render(request, found, issue=form)


def _do(request: MemberRequest, pk: int, step: Callable[[Meeting], object], said: str) -> HttpResponse:
    say(request, step(_meeting(request, pk)), said)
    return redirect("meeting", pk)


def _to(pk: int, item: int) -> HttpResponse:
    return redirect(reverse("meeting", args=[pk]) + f"#muc-{item}")


def _meeting(request: MemberRequest, pk: int) -> Meeting:
    return get_object_or_404(meetings_for(request.acting), pk=pk)


def _item(request: MemberRequest, pk: int, item: int) -> AgendaItem:
    return get_object_or_404(items_for(request.acting), pk=item, meeting=pk)
