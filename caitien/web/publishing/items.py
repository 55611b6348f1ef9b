"""What the school shows (công khai): what this year has to, how far it is, by when."""

from typing import Any, Final

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_POST

from caitien.access.models import School
from caitien.documents.refusal import Refusal
from caitien.domain.refused import Refused
from caitien.domain.times.school_calendar import first_year_of, school_year_at
from caitien.plans.reads import plans_for
from caitien.publishing.feedback import counts_of
from caitien.publishing.going_out import DEMO
from caitien.publishing.models import Publication, PublicPlace
from caitien.publishing.preparing import begin_publication
from caitien.publishing.standing import standings_of
from caitien.publishing.years import facts_mark, facts_of, figures_of, piece_of_report, write_fact
from caitien.web.errors import Trouble, trouble
from caitien.web.planning.plan import SUFFIXES
from caitien.web.publishing.forms import FactForm
from caitien.web.requests.member import MemberRequest, for_members
from caitien.web.requests.sent import say

HURT: Final = "Bản lưu có dấu hiệu hỏng"
WORD: Final = ".docx"


@for_members("publication.look")
@require_GET
def items(request: MemberRequest) -> HttpResponse:
    """What a year has to show (việc công khai của năm). Twenty queries at most."""
    return _page(request, request.GET.get("nam"))


@for_members("publication.prepare")
@require_POST
def begin(request: MemberRequest) -> HttpResponse:
    """Begin an item (soạn)."""
    year = request.POST.get("year", "")[:9]
    made = begin_publication(request.user, request.acting.school, kind=request.POST.get("kind", ""), year=year)
    if isinstance(made, Refused):
        say(request, made, "")
        return redirect("publications")
    return redirect("publication", made.pk)


@for_members("publication.prepare")
@require_POST
def fact(request: MemberRequest) -> HttpResponse:
    """Write what papers outside the plan say of a year (ghi kết quả kiểm định)."""
    school, form, year = request.acting.school, FactForm(request.POST), request.POST.get("year", "")[:9]
    if form.is_valid():
        kept = write_fact(request.user, school, year=year, said=form.cleaned_data, seen=request.POST.get("seen", ""))
        if not isinstance(kept, Refused):
            say(request, kept, f"Đã ghi kết quả kiểm định năm học {year}.")
            return redirect("publications")
        form.refuse(kept)
    return _page(request, None, form)


@for_members("publication.prepare")
@require_GET
def piece(request: MemberRequest) -> HttpResponse:
    """Section IV of the yearly report as a Word file (phần IV báo cáo thường niên)."""
    year = _year(request.GET.get("nam"), [])
    figures = figures_of(request.acting.school, year)
    if isinstance(figures, Refusal):
        return trouble(request, 409, Trouble(HURT, figures.reason))
    data = piece_of_report(request.acting.school, year, figures)
    headers = {"Content-Disposition": f'attachment; filename="bao-cao-thuong-nien-phan-iv-{year}{WORD}"'}
    return HttpResponse(data, content_type=SUFFIXES[WORD], headers=headers)


def _year(asked: str | None, years: list[str]) -> str:
    """The year that is asked about, else the latest with a plan, else that of today. Raises Http404."""
    year = asked if asked is not None else next(iter(years), school_year_at(localdate()))
    try:
        first_year_of(year)
    except ValueError:
        raise Http404(year[:40]) from None
    return year


def _page(request: MemberRequest, asked: str | None, form: FactForm | None = None) -> HttpResponse:
    plans = list(plans_for(request.acting))
    sent = request.POST.get("year") if form else asked
    year = _year(sent, [plan.school_year for plan in plans])
    school, today = request.acting.school, localdate()
    figures, facts = figures_of(school, year), facts_of(school, year)
    context: dict[str, Any] = {
        "plans": plans,
        "plan": next((plan for plan in plans if plan.school_year == year), None),
        "year": year,
        "standings": [(each, each.days_left(today)) for each in standings_of(school, year)],
        "figures": figures if isinstance(figures, list) else [],
        "hurt": figures.reason if isinstance(figures, Refusal) else "",
        "demo": DEMO.reason if school.demo else "",
        "place": _place(school),
        "counts": counts_of(school.pk),
        "may_prepare": request.acting.may("publication.prepare"),
        "form": form or FactForm(initial=facts),
        "facts_mark": facts_mark(facts),
    }
    return render(request, "publishing/items.html", context, status=422 if form else 200)


def _place(school: School) -> PublicPlace | None:
    """Where its pages stand, once there is one."""
    out = Publication.objects.filter(school=school, live__isnull=False)
    return PublicPlace.objects.filter(school__in=out.values("school")).first()
