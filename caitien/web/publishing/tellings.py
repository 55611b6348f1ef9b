"""What was made known (phổ biến): to whom, how, how many; and what each person still has to read."""

from typing import Any, Final

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from caitien.domain.refused import Refused
from caitien.plans.models import Plan
from caitien.plans.reads import plans_for
from caitien.publishing.models import Telling
from caitien.publishing.tellings import (
    mark_read,
    papers_to_tell,
    record_telling,
    sentence_of,
    staff_of,
    take_back_telling,
    tellings_for,
)
from caitien.web.publishing.forms import TellingForm
from caitien.web.requests.member import MemberRequest, for_members
from caitien.web.requests.paging import COUNTED, stretch
from caitien.web.requests.sent import key_in, say
from caitien.web.requests.sent_files import sent_by

TELLINGS_A_PAGE: Final = 30


@for_members("telling.look", post="telling.record")
@require_http_methods(["GET", "POST"])
def tellings(request: MemberRequest) -> HttpResponse:
    """What was made known; one more is kept by the form (ghi một lần phổ biến). Thirteen queries to look."""
    plans = list(plans_for(request.acting).select_related("school"))
    plan = _plan(request, plans)
    if request.method == "GET":
        return _page(request, plans, plan)
    if plan is None:
        raise Http404
    form = sent_by(request.user.pk, TellingForm(papers_to_tell(plan), request.POST, request.FILES))
    if form.is_valid():
        file = form.cleaned_data["file"]
        kept = record_telling(request.user, plan, told=form.told(), today=localdate(), file=file)
        if not isinstance(kept, Refused):
            say(
                request,
                kept,
                "Đã ghi. Minh chứng của lần này đang chờ nhận."
                if kept.item
                else "Đã ghi. Mọi người được hỏi đã đọc chưa.",
            )
            return redirect("tellings")
        form.refuse(kept)
    return _page(request, plans, plan, form)


def _plan(request: MemberRequest, plans: list[Plan]) -> Plan | None:
    """The plan a form is of, else that of the year the address names, else the latest."""
    if request.method == "POST":
        return get_object_or_404(plans_for(request.acting).select_related("school"), pk=key_in(request.POST, "plan"))
    year = request.GET.get("nam")
    plan = next((plan for plan in plans if year in (None, plan.school_year)), None)
    if plan is None and year is not None:
        raise Http404(year)
    return plan


def _page(
    request: MemberRequest, plans: list[Plan], plan: Plan | None, form: TellingForm | None = None
) -> HttpResponse:
    may = request.acting.may("telling.record")
    page = stretch(
        tellings_for(request.acting).filter(plan=plan), ["-day", "-pk"], TELLINGS_A_PAGE, request.GET, COUNTED
    )
    staff = staff_of(request.acting.school.pk) if page.rows else 0
    context: dict[str, Any] = {"plans": plans, "plan": plan, "page": page, "may_record": may}
    context["rows"] = [(row, sentence_of(row, _read(row, staff))) for row in page]
    context["to_read"] = [row for row in page if row.way == Telling.Way.HERE and not _mine(row)]
    if may and plan:
        context["form"] = form or TellingForm(papers_to_tell(plan), initial={"day": localdate()})
    return render(request, "publishing/tellings.html", context, status=422 if form else 200)


def _mine(telling: Telling) -> bool:
    return bool(telling.mine)  # type: ignore[attr-defined]


def _read(telling: Telling, staff: int) -> tuple[int, int] | None:
    readers: int = telling.readers  # type: ignore[attr-defined]
    return (min(readers, staff), staff) if telling.way == Telling.Way.HERE else None


@for_members("telling.record")
@require_POST
def take_back(request: MemberRequest, pk: int) -> HttpResponse:
    """Take back what was kept by mistake (bỏ)."""
    found = get_object_or_404(tellings_for(request.acting), pk=pk)
    say(
        request,
        take_back_telling(request.user, found, reason=request.POST.get("reason", "")),
        "Đã bỏ lần phổ biến này.",
    )
    return redirect("tellings")


@for_members("telling.read")
@require_POST
def read(request: MemberRequest, pk: int) -> HttpResponse:
    """Say that one has read it (đã đọc)."""
    found = get_object_or_404(tellings_for(request.acting), pk=pk)
    say(request, mark_read(request.user, found), "Đã ghi là thầy cô đã đọc.")
    return redirect("tellings")


@for_members("telling.look")
@require_GET
def minutes(request: MemberRequest, pk: int) -> HttpResponse:
    """The minutes of a notice board to print (biên bản niêm yết): put up, and taken down."""
    found = get_object_or_404(tellings_for(request.acting).filter(way=Telling.Way.BOARD), pk=pk)
    context = {"telling": found, "acts": (("NIÊM YẾT", found.day), ("KẾT THÚC NIÊM YẾT", found.last_day))}
    return render(request, "publishing/minutes.html", context)
