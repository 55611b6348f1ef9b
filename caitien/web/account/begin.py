"""The first run (bắt đầu): an empty site, one person with the code, two minutes to their own school."""

from typing import Any, Final, cast

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from caitien.access.models import Role, User
from caitien.access.models.school import SCHOOL_KINDS
from caitien.access.schools.describe import LEVELS, LONGEST, NO_NAME, UNKNOWN_KIND, SchoolFacts
from caitien.access.schools.open_school import (
    FIRST_ROLES,
    Begun,
    begin,
    first_code,
    first_code_path,
    is_empty_site,
    is_first_code,
)
from caitien.domain.field_names import SCHOOL_TYPE_NAMES
from caitien.domain.refused import Refused, Stale
from caitien.domain.times.school_calendar import propose_year, school_year_at
from caitien.web.account.sign_in import let_in
from caitien.web.errors import Trouble, trouble
from caitien.web.requests.fields import Choice, PageForm, Text
from caitien.web.requests.tries import count_wrong, may_guess
from caitien.web.school.invitation import AccountForm

TOO_MANY: Final = Trouble("Thử lại sau ít phút", "Vừa có quá nhiều mã chưa đúng. Xin chờ khoảng năm phút rồi thử lại.")
ROLES: Final = [
    (role.value, label) for role, label in zip(FIRST_ROLES, ("Thư ký hội đồng", "Hiệu trưởng"), strict=True)
]


class SchoolForm(PageForm):
    """What a school says of itself (thông tin trường)."""

    school = Text("Tên trường", LONGEST["name"][1], empty=NO_NAME.reason, attrs={"autofocus": True})
    kind = Choice("Loại trường", [("", "chọn…"), *SCHOOL_KINDS], empty=UNKNOWN_KIND.reason)
    levels = forms.MultipleChoiceField(
        label="Các cấp học của trường",
        required=False,
        help_text="Chỉ cần cho trường có nhiều cấp học.",
        choices=[(level, SCHOOL_TYPE_NAMES[level]) for level in LEVELS],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Xin chọn cấp học trong danh sách."},
    )
    upper_body = Text(
        "Cơ quan chủ quản",
        LONGEST["upper_body"][1],
        required=False,
        help_text="Dòng trên cùng bên trái của văn bản.",
    )
    place = Text("Địa danh", LONGEST["place"][1], required=False, help_text="Như ghi trước ngày tháng trên văn bản.")

    def facts(self) -> SchoolFacts:
        """The same, as a value."""
        said = self.cleaned_data
        return SchoolFacts(
            name=said["school"],
            kind=said["kind"],
            levels=tuple(said["levels"]),
            upper_body=said["upper_body"],
            place=said["place"],
        )


class BeginForm(SchoolForm, AccountForm):
    """The first person and their school (người đầu tiên và trường)."""

    role = Choice("Thầy cô là", ROLES, buttons=True, initial=Role.SECRETARY.value)


class KeeperForm(SchoolForm):
    """Their school alone, where their account is there already."""

    role = BeginForm.base_fields["role"]


@never_cache
@require_http_methods(["GET", "POST"])
def first_run(request: HttpRequest) -> HttpResponse:
    """Account and school of the first person (bắt đầu). Without the code the page tells where it is."""
    if not is_empty_site():
        return redirect("home")
    keeper = request.user if isinstance(request.user, User) and request.user.is_superuser else None
    code = request.POST.get("ma", "")  # never of the address: that would be kept in logs and histories
    if keeper is None and not is_first_code(code):
        return _where(request, code)
    sent = request.POST if "school" in request.POST else None  # else only the code came
    form = KeeperForm(sent) if keeper else BeginForm(sent)
    if form.is_valid():
        by = keeper or cast(BeginForm, form).account()
        begun = begin(by, facts=form.facts(), role=form.cleaned_data["role"])
        if isinstance(begun, Begun):
            return _welcome(request, begun)
        if isinstance(begun, Stale):  # someone was faster
            return redirect("home")
        _blame(form, begun)
    return _render_page(request, form, code)


def _where(request: HttpRequest, code: str) -> HttpResponse:
    """Where the code is (mã ở đâu); a wrong one is counted."""
    if code and not may_guess(request, "first-code"):
        return trouble(request, 429, TOO_MANY)
    if code:
        count_wrong(request, "first-code")
    first_code()  # so that the file is there when they look for it
    context = {
        "wrong": bool(code),
        "file": f"{first_code_path().parent.name}/{first_code_path().name}",
        "has_keeper": User.objects.exists(),
    }
    return render(request, "account/where.html", context, status=422 if code else 200)


def _render_page(request: HttpRequest, form: SchoolForm, code: str) -> HttpResponse:
    proposed = propose_year(school_year_at(localdate()))
    context: dict[str, Any] = {"form": form, "code": code, "calendar": proposed}
    return render(request, "account/begin.html", context, status=422 if form.errors else 200)


def _blame(form: SchoolForm, hindrance: Refused) -> None:
    form.add_error("username" if "username" in form.fields else None, hindrance.reason)


def _welcome(request: HttpRequest, begun: Begun) -> HttpResponse:
    if not request.user.is_authenticated:
        let_in(request, begun.person)
    messages.success(request, f"{begun.school} đã sẵn sàng.")
    return redirect("home")
