"""Is this printed paper the latest? (kiểm chứng): open to whoever holds the paper, by its code; tells nothing else."""

import hashlib
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from caitien.papers.codes import read_code, say_code
from caitien.papers.reads import proof_of
from caitien.web.errors import Trouble, trouble
from caitien.web.requests.tries import count_wrong, may_guess

TOO_MANY: Final = Trouble(
    "Thử lại sau ít phút", "Vừa có quá nhiều mã không đúng từ nơi này. Xin chờ khoảng năm phút rồi thử lại."
)
NONE: Final = "Không có văn bản nào mang mã này. Xin xem lại từng nhóm bốn chữ in ở cuối văn bản."
LARGEST: Final = 30 * 1024 * 1024  # bytes of a file held against the one that was issued


@never_cache
@require_GET
def ask(request: HttpRequest) -> HttpResponse:
    """A form for the code; what was typed leads to its page."""
    typed = request.GET.get("ma", "")
    code = read_code(typed)
    if code:
        return redirect("verified", code)
    return render(request, "papers/verify.html", {"typed": typed, "why": NONE if typed else ""})


@never_cache
@require_http_methods(["GET", "POST"])
def proof(request: HttpRequest, code: str) -> HttpResponse:
    """What the code tells; a Word file that is sent is held against the one that was issued, then let go. One query."""
    if not may_guess(request, "proof"):
        return trouble(request, 429, TOO_MANY)
    found = proof_of(read_code(code))
    if found is None:
        count_wrong(request, "proof")
        return render(request, "papers/verify.html", {"typed": code[:100], "why": NONE}, status=404)
    context = {"proof": found, "code": say_code(read_code(code)), "same": _same(request, found.file_sha256)}
    return render(request, "papers/proof.html", context)


def _same(request: HttpRequest, sha256: str) -> bool | None:
    """Whether the file that was sent is the one that was issued; None: none was."""
    sent = request.FILES.get("file")
    if sent is None or sent.size is None or sent.size > LARGEST:
        return None if sent is None else False
    found = hashlib.sha256()
    for piece in sent.chunks():
        found.update(piece)
    return found.hexdigest() == sha256
