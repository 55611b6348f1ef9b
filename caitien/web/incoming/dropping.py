"""The page a file is dropped on (nhập báo cáo): read at once and kept to be looked at, or put aside again."""

from typing import Final

from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from caitien.documents.refusal import Refusal
from caitien.incoming.put_aside import put_aside
from caitien.incoming.receive import receive_paper
from caitien.plans.reads import uploads_for
from caitien.web.requests.drop import DropForm, read_in_turn
from caitien.web.requests.member import MemberRequest, for_members
from caitien.web.requests.sent import say

SHOWN: Final = 20


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
