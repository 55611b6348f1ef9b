"""A plan from nothing (lập kế hoạch): of which year, in which form?"""

from typing import Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from caitien.domain.cells import fit
from caitien.domain.paper import Form
from caitien.domain.refused import Refused
from caitien.domain.school_calendar import school_year_at, years_around
from caitien.plans.begin import begin_plan
from caitien.plans.reads import plans_for
from caitien.web.member import MemberRequest, for_members

FORMS: Final = {  # as people choose them
    Form.TT57: ("Kế hoạch theo Biểu 2", "Thông tư 57/2026, có vấn đề ưu tiên và theo dõi"),
    Form.PLAN: ("Kế hoạch 9 cột", "mẫu các trường quen dùng theo Thông tư 17, 18, 19/2018"),
    Form.REPORT: ("Báo cáo thực hiện", "kế hoạch 9 cột và bảng kết quả trong một văn bản"),
}
THERE: Final = "Năm học {} đã có kế hoạch, đây là kế hoạch ấy."
NO_FORM: Final = "Xin chọn một mẫu."


@for_members("plan.begin")
@require_http_methods(["GET", "POST"])
def begin(request: MemberRequest) -> HttpResponse:
    """Choose year and form; then the empty table with its first line open. Five queries to look."""
    if request.method == "GET":
        return _form(request)
    year, form = fit("school_year", request.POST.get("school_year", "")), request.POST.get("form", "")
    if isinstance(year, Refused) or not year:
        return _form(request, year.reason if isinstance(year, Refused) else "Xin ghi năm học, như 2026-2027.")
    if form not in {each.value for each in FORMS}:
        return _form(request, NO_FORM)
    there = plans_for(request.acting).filter(school_year=year).exists()
    begin_plan(request.user, request.acting.school, school_year=year, form=Form(form))
    if there:
        messages.info(request, THERE.format(year.replace("-", "–")))
    return redirect(reverse("plan", query={"nam": year}))


def _form(request: MemberRequest, why: str = "") -> HttpResponse:
    """The form with what was typed; the coming year is proposed where this one has a plan."""
    _, now, coming = years_around(school_year_at(localdate()))
    taken = set(plans_for(request.acting).values_list("school_year", flat=True))
    year = request.POST.get("school_year", coming if now in taken else now)
    context = {"forms": [(form.value, *said) for form, said in FORMS.items()], "year": year, "why": why}
    context |= {"years": (now, coming), "taken": sorted(taken), "form": request.POST.get("form", Form.TT57.value)}
    return render(request, "table/begin.html", context, status=422 if why else 200)
