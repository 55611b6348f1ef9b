"""What a form of these pages sent (chữ trong biểu mẫu), and the word that answers it."""

from django.contrib import messages
from django.core.exceptions import BadRequest

from caitien.domain.refused import Refused
from caitien.web.member import MemberRequest


def key_in(request: MemberRequest, field: str) -> int:
    """The key a form sent; a form cut short is told so."""
    sent = request.POST.get(field, "")
    if not sent.isdecimal() or len(sent) > 18:  # more digits than any key has
        raise BadRequest(field)
    return int(sent)


def say(request: MemberRequest, found: object, done: str) -> bool:
    """Tell what came of a verb on the next page (báo kết quả); whether it was done."""
    if isinstance(found, Refused):
        messages.error(request, found.reason)
        return False
    messages.success(request, done)
    return True
