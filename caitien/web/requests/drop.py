"""Dropping a file (thả tệp vào): the form, and the page that holds it."""

from typing import Any, Final

from django import forms
from django.conf import settings
from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from caitien.documents.read import read
from caitien.documents.refusal import Refusal
from caitien.domain.paper import Paper
from caitien.incoming.put_aside import put_aside
from caitien.incoming.receive import receive_paper
from caitien.plans.reads import uploads_for
from caitien.web.requests.member import MemberRequest, for_members
from caitien.web.requests.sent import say
from caitien.web.requests.turns import in_turn

ACCEPTED: Final = (".docx", ".xlsx", ".pdf", ".txt", ".csv", ".doc", ".odt", ".rtf", ".xls", ".ods")
SHOWN: Final = 20


class DropForm(forms.Form):
    """One file (một tệp), no larger than the site takes."""

    file = forms.FileField(
        label="Tệp báo cáo hoặc kế hoạch",
        max_length=255,
        error_messages={
            "required": "Chưa có tệp nào. Hãy chọn một tệp rồi bấm Đọc tệp.",
            "empty": "Tệp này rỗng. Hãy mở tệp xem còn chữ không, lưu lại rồi gửi lần nữa.",
            "max_length": "Tên tệp dài quá 255 chữ. Hãy đặt tên ngắn hơn rồi gửi lại.",
        },
        widget=forms.FileInput(attrs={"accept": ",".join(ACCEPTED), "aria-describedby": "nhap-goi-y nhap-loi"}),
    )

    limit_mb = settings.UPLOAD_LIMIT // (1024 * 1024)
    limit_bytes = settings.UPLOAD_LIMIT

    def clean_file(self) -> Any:
        """The file, if it is no larger than the site takes."""
        file = self.cleaned_data["file"]
        if file.size > settings.UPLOAD_LIMIT:
            size = f"{file.size / 1024 / 1024:.0f}"
            raise forms.ValidationError(
                f"Tệp nặng {size} MB, lớn hơn mức {self.limit_mb} MB. Hãy bỏ bớt ảnh trong tệp rồi gửi lại."
            )
        return file


@for_members("upload.look", post="upload.receive")
@require_http_methods(["GET", "POST"])
def drop(request: MemberRequest) -> HttpResponse:
    """Take a file and read it at once (nhập báo cáo), or say in one sentence why it cannot be read. Four queries."""
    form = DropForm(request.POST, request.FILES) if request.method == "POST" else DropForm()
    if form.is_valid():
        file = form.cleaned_data["file"]
        data = file.read()
        paper = read_in_turn(request, data, file.name)
        if not isinstance(paper, Refusal):
            upload = receive_paper(request.user, request.acting.school, name=file.name, data=data, paper=paper)
            return redirect("reading", upload.pk)
        form.add_error("file", f"{file.name}: {paper.reason}")
    return _render_page(request, form)


@for_members("upload.put_aside")
@require_POST
def aside(request: MemberRequest, pk: int) -> HttpResponse:
    """Put one's own file aside, or take it back (để riêng tệp gửi nhầm, lấy lại)."""
    found = get_object_or_404(uploads_for(request.acting), pk=pk)
    wanted = request.POST.get("aside") == "1"
    done = put_aside(request.user, found, aside=wanted)
    words = f"Đã để riêng {found.name}. Tệp còn ở cuối danh sách, lấy lại lúc nào cũng được."
    say(request, done, words if wanted else f"{found.name} lại chờ nhận vào kế hoạch.")
    return redirect("drop")


def read_in_turn(request: MemberRequest, data: bytes, name: str) -> Paper | Refusal:
    """Read a file when the turn of whoever sent it comes (đọc theo lượt)."""
    return in_turn(request.user.pk, data, lambda: read(data, name=name))


def _render_page(request: MemberRequest, form: DropForm) -> HttpResponse:
    uploads = uploads_for(request.acting).select_related("plan").defer("paper")
    last_aside = F("put_aside_at").asc(nulls_first=True)
    context = {
        "form": form,
        "uploads": uploads.order_by(last_aside, "-at", "-pk")[:SHOWN],
        "may_receive": request.acting.may("upload.receive"),
        "may_put_aside": request.acting.may("upload.put_aside"),
    }
    return render(request, "drop.html", context, status=422 if form.is_bound else 200)
