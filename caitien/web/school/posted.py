"""What a form of these pages sent (chữ trong biểu mẫu), and the word that answers it."""

from django.contrib import messages
from django.core.exceptions import BadRequest

from caitien.domain.people import Hindrance
from caitien.web.member import MemberRequest

GONE = "Trong lúc thầy cô xem, chỗ này vừa được người khác sửa. Chưa có gì thay đổi; xin xem lại."


def key_in(request: MemberRequest, field: str) -> int:
    """The key a form sent; a form cut short is told so."""
    sent = request.POST.get(field, "")
    if not sent.isdecimal() or len(sent) > 18:  # more digits than any key has
        raise BadRequest(field)
    return int(sent)


def say(request: MemberRequest, found: object, done: str) -> bool:
    """Tell what came of a verb on the next page (báo kết quả); whether it was done. None is a lost race."""
    if isinstance(found, Hindrance) or found is None:
        messages.error(request, found.text if found else GONE)
        return False
    messages.success(request, done)
    return True
