"""What shows a line (minh chứng của dòng): on its page, from the phone, and offered on a page of its own."""

from typing import Any, Final

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from caitien.domain.refused import Refused
from caitien.evidence.files.from_work import not_yet_evidence, offer_attachment, proposed_criterion, shown_by
from caitien.evidence.files.keeping import put_file
from caitien.evidence.gaps.expecting import expect, expected_mark, expected_of, open_again, proposed_split, settle
from caitien.evidence.items.alike import alike_in
from caitien.evidence.items.changing import offer_item
from caitien.evidence.models import Item
from caitien.plans.models import Task
from caitien.plans.reads import lines_for
from caitien.web.evidence.forms import ExpectForm, NeedlessForm, OfferForm
from caitien.web.requests.member import MemberRequest, for_members
from caitien.web.requests.sent import key_in, say
from caitien.web.requests.sent_files import sent_by
from caitien.work.reporting.attachments import attachments_for

FILES: Final = 5  # sent with a line and no evidence yet, shown at once


def evidence_context(request: MemberRequest, task: Task) -> dict[str, Any]:
    """What the page of a line shows of its evidence. Four queries; none for who may not see it."""
    if not request.acting.may("evidence.look"):
        return {}
    may_offer = request.acting.may("evidence.offer", task)
    return {
        "may_see_evidence": True,
        "shown_by": shown_by(task),
        "may_offer": may_offer,
        "not_yet": not_yet_evidence(task)[:FILES] if may_offer else (),
    }


@for_members("evidence.offer")
@require_http_methods(["GET", "POST"])
def offer(request: MemberRequest, pk: int, task: int) -> HttpResponse:
    """One more thing that shows the line (đưa minh chứng). Ten queries to look."""
    line = get_object_or_404(lines_for(request.acting), plan=pk, pk=task)
    if not request.acting.may("evidence.offer", line):
        raise PermissionDenied("evidence.offer")
    school, initial = request.acting.school, {"criterion": proposed_criterion(line)}
    if request.method == "GET":
        return _page(request, line, OfferForm(school, initial=initial))
    form = sent_by(request.user.pk, OfferForm(school, request.POST, request.FILES))
    if not form.is_valid():
        return _page(request, line, form)
    said, file = form.said(), form.cleaned_data["file"]
    alike = None if "them" in request.POST else alike_in(school, said, file.sha256 if file else "")
    if alike:
        return _page(request, line, form, alike=alike)
    item = offer_item(request.user, line, said=said)
    if isinstance(item, Refused):
        form.refuse(item)
        return _page(request, line, form)
    if file:
        put_file(request.user, item, file)
    messages.success(request, _said(item))
    return redirect("line", pk, task)


@for_members("evidence.offer")
@require_POST
def from_file(request: MemberRequest, pk: int) -> HttpResponse:
    """A photo or file that was sent with a report becomes evidence (thành minh chứng): one tap."""
    found = attachments_for(request.acting).select_related("task__goal", "task__plan__school", "by", "update")
    attachment = get_object_or_404(found, pk=pk)
    item = offer_attachment(request.user, attachment)
    if isinstance(item, Refused):
        messages.error(request, item.reason)
    elif request.htmx:
        return render(request, "evidence/became.html", {"item": item, "said": _said(item)})
    else:
        messages.success(request, _said(item))
    return redirect("line", attachment.task.plan_id, attachment.task_id)


@for_members("evidence.expect")
@require_POST
def expected(request: MemberRequest, pk: int, task: int) -> HttpResponse:
    """What the line was to be shown by: kept one by one, met, not needed, or looked at again (minh chứng dự kiến)."""
    line = get_object_or_404(lines_for(request.acting), plan=pk, pk=task)
    if not request.acting.may("evidence.expect", line):
        raise PermissionDenied("evidence.expect")
    way, sent = request.POST.get("viec", ""), request.POST
    if way == "tach":
        form: ExpectForm | NeedlessForm = ExpectForm(sent, auto_id="expect_%s")
        done = _expected(request, line) if form.is_valid() else None
    elif way == "khong-can":
        form = NeedlessForm(sent, auto_id="needless_%s")
        done = settle(request.user, line, reason=form.cleaned_data["needless"]) if form.is_valid() else None
    else:
        say(request, _settled(request, line, way), "Đã ghi.")
        return redirect("evidence_offer", pk, task)
    if isinstance(done, Refused):
        form.refuse(done)
    if form.errors:
        at = "expecting" if isinstance(form, ExpectForm) else "needless"
        return _page(request, line, OfferForm(request.acting.school), **{at: form})
    messages.success(request, "Đã ghi.")
    return redirect("evidence_offer", pk, task)


def _expected(request: MemberRequest, line: Task) -> object:
    words, seen = request.POST.get("words", "").splitlines(), request.POST.get("seen", "")
    return expect(request.user, line, words=words, seen=seen)


def _settled(request: MemberRequest, line: Task, way: str) -> object:
    key = key_in(request.POST, "muc")
    if way == "co":
        return settle(request.user, line, expectation=key, item=key_in(request.POST, "mc"))
    return open_again(request.user, line, expectation=key)


def _said(item: Item) -> str:
    if item.state == Item.State.ACCEPTED:
        code = item.codes.filter(retired_at=None).first()
        return f"Đã thành minh chứng {code.text}." if code else "Đã thành minh chứng."
    return "Đã gửi thành minh chứng, chờ thư ký nhận."


def _page(request: MemberRequest, line: Task, form: OfferForm, **more: Any) -> HttpResponse:
    expected = list(expected_of(line))
    words = [each.words for each in expected if each.words] or proposed_split(line)
    context = {
        "task": line,
        "plan": line.plan,
        "form": form,
        "expectations": expected,
        "expected_mark": expected_mark(each.words for each in expected if each.words),
        "shown": shown_by(line),
        "expecting": ExpectForm(initial={"words": "\n".join(words)}, auto_id="expect_%s"),
        "needless": NeedlessForm(auto_id="needless_%s"),
        **more,
    }
    amiss = bool(form.errors or more)
    return render(request, "evidence/offer.html", context, status=422 if amiss else 200)
