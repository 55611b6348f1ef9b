"""The list of schools of a body (danh bạ): read it, bring a new one in after a look at each line."""

from collections.abc import Sequence
from typing import Final

from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from caitien.access.models import Body
from caitien.documents.read_schools import read_schools
from caitien.documents.refusal import Refusal
from caitien.domain.refused import Refused
from caitien.domain.schools_listed import SchoolList, SchoolRow
from caitien.oversight.reads import roster_for
from caitien.oversight.roster import OtherRoster, Outcome, RosterLook, keep_roster, look_at
from caitien.web.oversight.found import office_at
from caitien.web.requests.drop import DropForm
from caitien.web.requests.member import MemberRequest, for_officers
from caitien.web.requests.paging import COUNTED, stretch
from caitien.web.requests.turns import in_turn

SCHOOLS_A_PAGE: Final = 50
SHOWN: Final = 300  # lines of a look; those that need a person come first
HOURS: Final = 12  # for which a look can be confirmed
STALE: Final = "Bản xem trước đã cũ. Chưa ghi gì; xin chọn lại tệp."
COLUMNS: Final = (
    "Excel hoặc Word. Cột “Mã trường” và “Tên trường” phải có; “Loại hình”, “Xã, phường”, “Liên hệ”, “Mã sau sáp nhập”,"
    " “Mức KĐCL”, “Chuẩn quốc gia”, “Hết hạn” nếu có thì đọc luôn."
)
WORDS: Final = {
    Outcome.NEW: "thêm mới",
    Outcome.CHANGE: "cập nhật",
    Outcome.SAME: "đã có",
    Outcome.ERROR: "chưa được",
}
_FIELDS: Final = tuple(SchoolRow.__slots__)


class RosterForm(DropForm):
    """The file of a list of schools (tệp danh bạ)."""

    def __init__(self, request: MemberRequest) -> None:
        super().__init__(*(request.POST, request.FILES) if request.method == "POST" else ())
        self.fields["file"].label = "Tệp danh bạ"
        self.fields["file"].help_text = COLUMNS
        self.fields["file"].widget.attrs = {"accept": ".xlsx,.xls,.ods,.docx"}

    def schools(self, person: int) -> SchoolList | Refusal:
        """The schools of the file, or why there are none. Files take the turn of this person."""
        file = self.cleaned_data["file"]
        data = file.read()
        return in_turn(person, data, lambda: read_schools(data, name=file.name))


@for_officers
@require_GET
def roster(request: MemberRequest) -> HttpResponse:
    """The schools of the list (danh bạ), by name, paged by key. Seven queries."""
    words = request.GET.get("tim", "").strip()[:200]
    rows = roster_for(request.acting, words=words)
    page = stretch(rows, ["folded", "pk"], SCHOOLS_A_PAGE, request.GET, COUNTED)
    return render(request, "oversight/roster.html", {"page": page, "words": words})


@for_officers
@require_http_methods(["GET", "POST"])
def roster_file(request: MemberRequest) -> HttpResponse:
    """Send a list (gửi danh bạ), and see what each line would do; nothing is written."""
    body, form = office_at(request), RosterForm(request)
    context = {"form": form, "body": body}
    if not form.is_valid():
        return render(request, "oversight/roster_file.html", context, status=422 if form.is_bound else 200)
    found = form.schools(request.user.pk)
    if isinstance(found, Refusal):
        form.add_error("file", found.reason)
        return render(request, "oversight/roster_file.html", context, status=422)
    return _look(request, body, look_at(body, found.rows), found.ignored)


@for_officers
@require_POST
def roster_keep(request: MemberRequest) -> HttpResponse:
    """Do what the look showed (ghi vào danh bạ)."""
    body, rows = office_at(request), _kept(request)
    if rows is None:
        messages.error(request, STALE)
        return redirect("roster_file")
    found = keep_roster(request.user, body, rows=rows, seen=request.POST.get("seen", ""), today=localdate())
    if isinstance(found, OtherRoster):
        messages.error(request, found.reason)
        return _look(request, body, found.look, ())
    if isinstance(found, Refused):
        messages.error(request, found.reason)
        return redirect("roster_file")
    new, changed = found.count(Outcome.NEW), found.count(Outcome.CHANGE)
    messages.success(request, f"Danh bạ đã thêm {new} trường, cập nhật {changed} trường.")
    return redirect("roster")


def _look(request: MemberRequest, body: Body, look: RosterLook, ignored: Sequence[str]) -> HttpResponse:
    ranked = sorted(look.lines, key=lambda line: (line.outcome is not Outcome.ERROR, not line.why))
    rows = [[getattr(line.row, name) for name in _FIELDS] for line in look.lines]
    context = {
        "body": body,
        "lines": [(line, WORDS[line.outcome]) for line in ranked[:SHOWN]],
        "hidden": max(0, len(ranked) - SHOWN),
        "counts": [(word, count) for outcome, word in WORDS.items() if (count := look.count(outcome))],
        "aboard": sum(line.school is not None for line in look.lines),
        "deeds": look.count(Outcome.NEW) + look.count(Outcome.CHANGE),
        "seen": look.mark,
        "ignored": ignored,
        "rows": signing.dumps(rows, salt=_salt(request), compress=True),
    }
    return render(request, "oversight/roster_look.html", context)


def _kept(request: MemberRequest) -> list[SchoolRow] | None:
    """The lines the look was of, as they were sealed into its page."""
    try:
        rows = signing.loads(request.POST.get("rows", ""), salt=_salt(request), max_age=HOURS * 3600)
    except signing.BadSignature:
        return None
    return [SchoolRow(**dict(zip(_FIELDS, row, strict=True))) for row in rows]


def _salt(request: MemberRequest) -> str:
    return f"roster:{request.user.pk}"
