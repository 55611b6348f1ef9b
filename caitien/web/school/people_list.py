"""Inviting from a list (mời theo danh sách): a dry look first, line by line, then the links."""

from collections.abc import Sequence
from typing import Final

from django import forms
from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from caitien.access.models import Role
from caitien.access.people.roster import OtherRoster, Outcome, PersonLine, Roster, bring_in, look_at
from caitien.documents.read_people import read_people
from caitien.documents.refusal import Refusal
from caitien.domain.people.listed import PeopleList, PersonRow
from caitien.domain.refused import Refused
from caitien.web.requests.drop import DropForm
from caitien.web.requests.member import MemberRequest, for_members
from caitien.web.requests.turns import in_turn
from caitien.web.school.links import can_send, links_of, send

LONGEST_PASTE: Final = 200_000  # letters
HOURS: Final = 12  # for which a look can be confirmed
SALT: Final = "people-list"
STALE: Final = "Bản xem trước đã cũ. Chưa mời ai; xin chọn lại danh sách."
COLUMNS: Final = (
    "Excel hoặc Word. Cột “Họ và tên” phải có; “Thư điện tử”, “Tổ”, “Chức vụ” nếu có thì đọc luôn, cột khác bỏ qua."
)
WORDS: Final = {
    Outcome.INVITE: "mời mới",
    Outcome.UPDATE: "cập nhật",
    Outcome.SAME: "đã có",
    Outcome.ERROR: "chưa được",
}


class ListForm(DropForm):
    """A file, or lines pasted from anywhere (một tệp, hoặc chữ dán vào)."""

    text = forms.CharField(
        label="Hoặc dán danh sách vào đây",
        required=False,
        max_length=LONGEST_PASTE,
        strip=False,
        widget=forms.Textarea({"rows": 6}),
        help_text="Chép từ Excel, hoặc mỗi dòng một người: họ và tên, tổ, thư điện tử.",
        error_messages={"max_length": "Danh sách dán vào dài quá. Hãy lưu thành tệp Excel rồi chọn tệp."},
    )

    def __init__(self, request: MemberRequest) -> None:
        super().__init__(*(request.POST, request.FILES) if request.method == "POST" else ())
        self.fields["file"].label = "Tệp danh sách"
        self.fields["file"].required = False
        self.fields["file"].help_text = COLUMNS
        self.fields["file"].widget.attrs = {"accept": ".xlsx,.xls,.ods,.docx,.txt"}

    def clean_file(self) -> object:
        """The file, where there is one."""
        return super().clean_file() if self.cleaned_data.get("file") else None

    def people(self, person: int) -> PeopleList | Refusal:
        """The people of the list that was sent, or why there are none. Files take the turn of this person."""
        file, text = self.cleaned_data["file"], self.cleaned_data["text"]
        if not file and not text.strip():
            return Refusal(code="nothing", reason="Chưa có danh sách nào. Hãy chọn một tệp, hoặc dán danh sách vào ô.")
        data, name = (file.read(), file.name) if file else (text.encode(), "danh-sach.txt")
        return in_turn(person, data, lambda: read_people(data, name=name))


@for_members("people.invite")
@require_http_methods(["GET", "POST"])
def people_list(request: MemberRequest) -> HttpResponse:
    """Send a list (gửi danh sách), and see what each line would do; nothing is written. Eleven queries."""
    form = ListForm(request)
    if not form.is_valid():
        return render(request, "school/people_list.html", {"form": form}, status=422 if form.is_bound else 200)
    found = form.people(request.user.pk)
    if isinstance(found, Refusal):
        form.add_error(None, found.reason)
        return render(request, "school/people_list.html", {"form": form}, status=422)
    roster = look_at(request.user, request.acting.school, found.rows)
    return _look(request, roster, found.ignored)


@for_members("people.invite")
@require_POST
def people_bring(request: MemberRequest) -> HttpResponse:
    """Do what the look showed (mời theo danh sách đã xem)."""
    rows = _kept(request)
    if rows is None:
        messages.error(request, STALE)
        return redirect("people_list")
    school = request.acting.school
    found = bring_in(request.user, school, rows=rows, seen=request.POST.get("seen", ""))
    if isinstance(found, OtherRoster):
        messages.error(request, found.reason)
        return _look(request, found.roster, ())
    if isinstance(found, Refused):
        messages.error(request, found.reason)
        return redirect("people_list")
    links = links_of(found.invited)
    sent = send(links) if request.POST.get("send") else ""
    return render(request, "school/links.html", {"links": links, "sent": sent, "brought": found})


def _look(request: MemberRequest, roster: Roster, ignored: Sequence[str]) -> HttpResponse:
    lines = sorted(roster.lines, key=lambda line: line.outcome is not Outcome.ERROR)  # what needs a person comes first
    rows = [(line.row.name, line.row.email, line.row.unit, line.row.post, line.row.place) for line in roster.lines]
    context = {
        "lines": [(line, WORDS[line.outcome], _roles(line)) for line in lines],
        "counts": [(outcome.value, word, count) for outcome, word in WORDS.items() if (count := roster.count(outcome))],
        "deeds": roster.count(Outcome.INVITE) + roster.count(Outcome.UPDATE),
        "roster": roster,
        "ignored": ignored,
        "rows": signing.dumps(rows, salt=_salt(request), compress=True),
        "can_send": can_send() and any(line.row.email for line in roster.lines if line.outcome is Outcome.INVITE),
    }
    return render(request, "school/people_look.html", context)


def _roles(line: PersonLine) -> list[str]:
    return [Role(role).label for role in line.roles]


def _kept(request: MemberRequest) -> list[PersonRow] | None:
    """The lines the look was of, as they were sealed into its page."""
    try:
        rows = signing.loads(request.POST.get("rows", ""), salt=_salt(request), max_age=HOURS * 3600)
    except signing.BadSignature:
        return None
    return [PersonRow(name=n, email=e, unit=u, post=p, place=w) for n, e, u, p, w in rows]


def _salt(request: MemberRequest) -> str:
    return f"{SALT}:{request.acting.school.pk}:{request.user.pk}"
