"""Numbers closed up by command (đánh số lại): what would change, and the tables of what was changed."""

from typing import Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from caitien.domain.refused import Refused
from caitien.domain.texts.folding import clean
from caitien.evidence.codes.numbering import framework_of, renumber, renumbering_of
from caitien.evidence.models import Renumbering
from caitien.web.evidence.forms import RenumberForm, criteria_choices
from caitien.web.requests.member import MemberRequest, for_members
from caitien.web.requests.paging import stretch

SHOWN: Final = 200
TABLES_A_PAGE: Final = 20


@for_members("evidence.renumber")
@require_http_methods(["GET", "POST"])
def numbers(request: MemberRequest) -> HttpResponse:
    """Old and new beside each other before anything is done (xem trước), and the tables kept. Seven queries."""
    criterion = clean(request.GET.get("tc", ""))[:6]
    form = RenumberForm(request.POST) if request.method == "POST" else RenumberForm()
    if form.is_valid():
        reason, school = form.cleaned_data["reason"], request.acting.school
        done = renumber(request.user, school, framework=framework_of(school), criterion=criterion, reason=reason)
        if not isinstance(done, Refused):
            messages.success(request, f"Đã đánh số lại {len(done.rows)} mã. Bảng cũ – mới giữ ở cuối trang.")
            return redirect("evidence_numbers")
        form.refuse(done)
    return _page(request, form, criterion)


def _page(request: MemberRequest, form: RenumberForm, criterion: str) -> HttpResponse:
    school = request.acting.school
    changes = renumbering_of(school, framework_of(school), criterion)
    context = {
        "form": form,
        "criterion": criterion,
        "criteria": criteria_choices(school)[1:],
        "changes": changes[:SHOWN],
        "count": len(changes),
        "page": stretch(
            Renumbering.objects.filter(school=school).select_related("by"), ("-pk",), TABLES_A_PAGE, request.GET
        ),
    }
    return render(request, "evidence/numbers.html", context, status=422 if form.errors else 200)
