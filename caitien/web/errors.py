"""Pages for what went wrong (trang báo lỗi): what happened, what is safe, what to do."""

import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from caitien.access.models import Role
from caitien.access.rights import RIGHTS, SCHOOL
from caitien.domain.machine_trouble import NUL, trouble_in


@dataclass(frozen=True, slots=True)
class Trouble:
    """One kind of trouble, in words (lỗi, bằng lời)."""

    title: str
    text: str


TROUBLES: Final = {
    400: Trouble(
        "Trang chưa hiểu yêu cầu này",
        "Có thể địa chỉ bị cắt bớt hoặc trang đã mở từ lâu. Dữ liệu vẫn nguyên. Hãy mở lại trang rồi làm lại.",
    ),
    403: Trouble(
        "Việc này cần vai trò khác",
        "Thầy cô chưa có vai trò làm việc này ở đây; chưa có gì thay đổi. Cần làm thì nhờ hiệu trưởng hoặc thư ký.",
    ),
    404: Trouble(
        "Không có trang này",
        "Địa chỉ có thể đã đổi, hoặc nội dung thuộc về trường khác. Hãy về trang đầu và tìm từ đó.",
    ),
    413: Trouble(
        "Tệp lớn quá",
        "Tệp chưa được gửi lên và không có gì thay đổi. Hãy bỏ bớt ảnh trong tệp, hoặc lưu lại bằng Word, rồi thử lại.",
    ),
    500: Trouble(
        "Máy chủ vừa gặp trục trặc",
        "Những gì đã lưu vẫn còn; việc vừa làm có thể chưa lưu. Hãy thử lại, nếu vẫn vậy xin báo người quản trị.",
    ),
}
_BULK: Final = re.compile(r"/dot/[0-9]+/nhap")
STALE: Final = Trouble(
    "Trang đã mở quá lâu",
    "Vì an toàn, trang cần được mở lại trước khi gửi. Chưa có gì thay đổi. Hãy quay lại, tải lại trang rồi gửi.",
)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """400."""
    return trouble(request, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403; whose it is, where a verb says so (:class:`PermissionDenied` bears its name)."""
    return trouble(request, 403, _read_only(request) or _whose(str(exception or "")))


def _read_only(request: HttpRequest) -> Trouble | None:
    """That a school was joined to another and is there to be read; None of any other. No query."""
    acting = getattr(request, "acting", None)
    school = acting.at if acting else None
    if school is None or school.merged_into is None:
        return None
    words = f"{school} đã nhập vào {school.merged_into}, ở đây chỉ để đọc. Không có gì thay đổi; xin làm ở trường mới."
    return Trouble(TROUBLES[403].title, words)


def _whose(verb: str) -> Trouble | None:
    """Whose a verb is (việc của ai), for who may not: people of the school, else the keeper or an officer above it;
    None for what is no verb."""
    right = RIGHTS.get(verb)
    if right is None:
        return None
    roles = right.roles & SCHOOL or right.roles or right.if_assigned
    names = [str(role.label).lower() for role in Role if role in roles]
    *others, last = names
    whose = f"{'; '.join(others)} hoặc {last}" if others else last
    return Trouble(TROUBLES[403].title, f"Đây là việc của {whose}. Không có gì thay đổi. Cần làm thì nhờ người ấy.")


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """404."""
    return trouble(request, 404)


def broken(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """500, or what the machine suffers from, in a sentence. Asks nothing of the request: who is signed in stands in the
    database, which may be what broke."""
    found = trouble_in(sys.exc_info()[1])
    words = Trouble(found.title, found.text) if found else TROUBLES[500]
    return HttpResponse(render_to_string("trouble.html", {"trouble": words}), status=found.status if found else 500)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """A form without its token, mostly a page left open past its sign-in (thiếu mã chống giả mạo)."""
    return trouble(request, 403, STALE)


def trouble(request: HttpRequest, status: int, words: Trouble | None = None) -> HttpResponse:
    """The page for a kind of trouble (trang báo lỗi). No query of its own."""
    return render(request, "trouble.html", {"trouble": words or TROUBLES[status]}, status=status)


def limit_of(path: str) -> int:
    """The largest body an address takes (mức lớn nhất), in bytes, forms apart: more where an officer drops the files of
    many schools."""
    return settings.BULK_LIMIT if _BULK.fullmatch(path) else settings.UPLOAD_LIMIT


class RefuseTooLarge:
    """Turns a request away by the size it announces (tệp lớn quá), before a byte of it is taken in."""

    FORM = 1024 * 1024  # what a form may weigh besides its file

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        size = request.META.get("CONTENT_LENGTH") or "0"
        if size.isdecimal() and int(size) > limit_of(request.path_info) + self.FORM:
            return trouble(request, 413)
        return self.get_response(request)


class RefuseNul:
    """Turns a form away that holds the character NUL (ký tự rỗng): PostgreSQL keeps it in no text, and no person typed
    it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        """After the token of the form was looked at, which reads it anyway. A form with files that was not read for
        that is not read here; what is only looked for may hold anything: it finds nothing."""
        read = hasattr(request, "_post") or request.content_type == "application/x-www-form-urlencoded"
        sent = request.POST.lists() if read else ()
        if any("\0" in name or any("\0" in text for text in texts) for name, texts in sent):
            return trouble(request, NUL.status, Trouble(NUL.title, NUL.text))
        return None
