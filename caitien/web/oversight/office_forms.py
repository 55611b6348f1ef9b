"""The office's own forms (biểu của cơ quan): brought in, mapped once, filled with the figures of a round."""

from typing import Any, Final

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods

from caitien.documents.office_form import fill_form, look_at_form
from caitien.documents.refusal import Refusal
from caitien.domain.refused import Refused
from caitien.oversight.forms import keeping
from caitien.oversight.forms.figures import choices_of_columns, choices_of_places
from caitien.oversight.forms.filling import Composed, compose
from caitien.oversight.forms.keeping import bring_form, confirm_form, forms_for, looked_of, versions_for
from caitien.oversight.forms.proposing import Part, parts_of
from caitien.oversight.forms.values import figures_for, sets_of_round
from caitien.oversight.models import OfficeForm, Round
from caitien.oversight.tables import SetTable
from caitien.web.oversight.found import office_at, round_at
from caitien.web.requests.drop import DropForm
from caitien.web.requests.fields import Choice, PageForm, Text
from caitien.web.requests.member import MemberRequest, for_officers
from caitien.web.requests.sent import say
from caitien.web.requests.turns import in_turn
from caitien.web.work.files import handed_over

FORMS_SHOWN: Final = 100
ROWS_SHOWN: Final = 12
TOLD: Final = 100  # places of a kind that are listed
_BLANK: Final = ("", "để trống")


class FormFile(DropForm):
    """A form to be brought in (biểu cần nhập), and what it is called."""

    name = Text("Tên biểu", keeping.LONGEST_NAME, required=False, help_text="Để trống thì lấy tên tệp.")

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.fields["file"].label = "Tệp biểu Word hoặc Excel"
        self.fields["file"].help_text = "Biểu trống như cơ quan vẫn dùng, không cần thêm dấu hay mã gì vào tệp."
        self.fields["file"].widget.attrs = {"accept": ".docx,.xlsx"}


class MappingForm(PageForm):
    """What each place of a form is filled with (ghép biểu): a list to choose from for each column and blank."""

    def __init__(self, parts: list[Part], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        columns, places = [_BLANK, *choices_of_columns()], [_BLANK, *choices_of_places()]
        for part in parts:
            for spot in part.spots:
                choices = columns if spot.is_column else places
                self.fields[spot.place] = Choice(spot.words, choices, required=False)

    def fields_of(self, part: Part) -> list[forms.BoundField]:
        """The lists of one part, in its order."""
        return [self[spot.place] for spot in part.spots]


@for_officers
@require_http_methods(["GET", "POST"])
def office_forms(request: MemberRequest) -> HttpResponse:
    """The forms of the officer's bodies (các biểu); a file brought in here is looked at once. Five queries."""
    body, form = office_at(request), FormFile(*(request.POST, request.FILES) if request.method == "POST" else ())
    if form.is_valid():
        file = form.cleaned_data["file"]
        data = file.read()
        looked = in_turn(request.user.pk, data, lambda: look_at_form(data, name=file.name))
        if isinstance(looked, Refusal):
            form.add_error("file", looked.reason)
        else:
            name = form.cleaned_data["name"] or file.name.rpartition(".")[0]
            made = bring_form(
                request.user,
                body,
                name=name[: keeping.LONGEST_NAME],
                file_name=file.name,
                data=data,
                looked=looked,
            )
            if not isinstance(made, Refused):
                return redirect("office_form", made.pk)
            form.add_error("name", made.reason)
    context = {"body": body, "form": form, "listed": forms_for(request.acting)[:FORMS_SHOWN]}
    return render(request, "oversight/office_forms.html", context, status=422 if form.is_bound else 200)


@for_officers
@require_http_methods(["GET", "POST"])
def office_form(request: MemberRequest, pk: int) -> HttpResponse:
    """The tables and blanks of a form, and what each is filled with (ghép biểu). Five queries; linear in the form."""
    found = get_object_or_404(versions_for(request.acting), pk=pk)
    parts = parts_of(looked_of(found))
    form = MappingForm(parts, request.POST or None, initial=found.mapping)
    if form.is_valid():
        done = confirm_form(request.user, found, mapping=form.cleaned_data)
        if not isinstance(done, Refused):
            say(request, done, "Đã ghi cách ghép. Mở báo cáo của một đợt để điền biểu.")
            return redirect("office_form", done.pk)
        form.refuse(done)
    context = {
        "found": found,
        "form": form,
        "parts": [(part, form.fields_of(part), part.rows[:ROWS_SHOWN]) for part in parts],
        "guessed": sum(bool(key) for key in found.mapping.values()),
        "places": sum(len(part.spots) for part in parts),
        "versions": versions_for(request.acting).filter(body=found.body, name=found.name).defer("looked"),
    }
    return render(request, "oversight/office_form.html", context, status=422 if form.errors else 200)


@for_officers
@require_GET
def office_form_file(request: MemberRequest, pk: int) -> HttpResponse:
    """The form as it came (biểu gốc): only ever as a download."""
    found = get_object_or_404(versions_for(request.acting), pk=pk)
    return handed_over(found.file, found.file_name, _kind(found))


@for_officers
@require_GET
def round_form(request: MemberRequest, pk: int, form: int) -> HttpResponse:
    """What a form is filled with from a round (điền biểu): how many values, which places stay blank and why. Twenty
    queries."""
    round_, found = _at(request, pk, form)
    sets = sets_of_round(request.acting, round_)
    chosen = _set_of(request, sets)
    composed = _composed(request, round_, found, chosen)
    context = {
        "round": round_,
        "found": found,
        "sets": sets,
        "chosen": chosen,
        "composed": composed,
        "told": [
            ("Chưa có số, để trống", composed.blank),
            ("Chưa ghép, để nguyên", composed.unmapped),
            ("Có số liệu nhưng biểu không có dòng", composed.left_out),
        ],
        "most": TOLD,
    }
    return render(request, "oversight/round_form_filled.html", context)


@for_officers
@require_GET
def round_form_file(request: MemberRequest, pk: int, form: int) -> HttpResponse:
    """The form filled (biểu đã điền): the same file with figures in its blanks. Twenty queries; a child writes it."""
    round_, found = _at(request, pk, form)
    composed = _composed(request, round_, found, _set_of(request, sets_of_round(request.acting, round_)))
    with found.file.open("rb") as kept:
        data = kept.read()
    filled = in_turn(request.user.pk, data, lambda: fill_form(data, composed.filling, name=found.file_name))
    if isinstance(filled, Refusal):
        say(request, Refused(filled.reason), "")
        return redirect("round_form", pk, form)
    kind = _kind(found)
    name = content_disposition_header(as_attachment=True, filename=f"{found.name}, đợt {pk}.{kind}")
    answer = HttpResponse(filled, content_type="application/octet-stream")
    answer["Content-Disposition"] = name or "attachment"
    return answer


def _at(request: MemberRequest, pk: int, form: int) -> tuple[Round, OfficeForm]:
    """A round and a confirmed form the officer sees. Raises Http404."""
    confirmed = versions_for(request.acting).exclude(confirmed_at=None)
    return round_at(request, pk), get_object_or_404(confirmed, pk=form)


def _set_of(request: MemberRequest, sets: list[SetTable]) -> str:
    """The set of standards T2 and T3 are of: the one the address names, else the first; never two at once."""
    wanted = request.GET.get("bo", "")
    return wanted if any(each.framework == wanted for each in sets) else sets[0].framework if sets else ""


def _composed(request: MemberRequest, round_: Round, found: OfficeForm, framework: str) -> Composed:
    figures = figures_for(request.acting, round_, localdate(), framework)
    return compose(looked_of(found), found.mapping, figures)


def _kind(found: OfficeForm) -> str:
    return str(found.looked["kind"])
