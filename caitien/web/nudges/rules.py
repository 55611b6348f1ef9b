"""When the school asks its people (lịch nhắc, giờ yên), and who is not reached by mail."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from caitien.domain.refused import Refused
from caitien.jobs.scheduled import trouble_of
from caitien.nudges.mail.planning import SENDING
from caitien.nudges.mail.rules import FIELDS, keep_rule, mark_of_rule, rule_of
from caitien.nudges.mail.stopping import silent_in
from caitien.web.nudges.forms import RuleForm
from caitien.web.requests.member import MemberRequest, for_members
from caitien.web.requests.sent import say


@for_members("school.look", post="nudge.rule")
@require_http_methods(["GET", "POST"])
def rules(request: MemberRequest) -> HttpResponse:
    """The page; an editor changes it. Eight queries."""
    rule = rule_of(request.acting.school)
    if request.method == "GET":
        return _page(request, RuleForm(initial={field: getattr(rule, field) for field in FIELDS}), mark_of_rule(rule))
    form, seen = RuleForm(request.POST), request.POST.get("seen", "")
    if form.is_valid():
        found = keep_rule(request.user, request.acting.school, said=form.cleaned_data, seen=seen)
        if not isinstance(found, Refused):
            say(request, found, "Đã lưu lịch nhắc.")
            return redirect("nudge_rules")
        form.refuse(found)
    return _page(request, form, mark_of_rule(rule), status=422)


def _page(request: MemberRequest, form: RuleForm, seen: str, *, status: int = 200) -> HttpResponse:
    editor = request.acting.may("nudge.rule")
    context = {
        "form": form,
        "seen": seen,
        "editor": editor,
        "may_send": bool(settings.EMAIL_HOST),
        "trouble": trouble_of(SENDING),
        "silent": silent_in(request.acting) if editor else [],
    }
    return render(request, "nudges/rules.html", context, status=status)
