"""The parts of the pages in every state (giao diện), on one page: for who builds pages, led to from nowhere."""

from typing import Final

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from caitien.web.front.rooms import Door
from caitien.web.requests.member import MemberRequest, for_members
from caitien.web.work.forms import LetterForm

COUNTS: Final = (("done", "đã xong", 12), ("ongoing", "đang làm", 9), ("unstated", "chưa rõ", 2))
WRONG: Final = {"way": "sent", "number": "12/CV-THPT", "date": "31/02/2027", "summary": ""}
WORDS: Final = ("Phân công", "Phê duyệt", "Kiểm tra")


@for_members("site.look")
@require_GET
def looks(request: MemberRequest) -> HttpResponse:
    """Every part in every state. It opens to the keeper, who sees nobody's words anyway. No query of its own."""
    doors = [Door("Bảng", "#", here=True), *(Door(word, "#", here=False) for word in WORDS)]
    context = {
        "form": LetterForm(auto_id="form_%s"),
        "wrong": LetterForm(WRONG, auto_id="wrong_%s"),
        "doors": doors,
        "name": "Của mẫu",
        "counts": COUNTS,
    }
    return render(request, "looks.html", context)
