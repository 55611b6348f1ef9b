"""Keys that a form or an address sent (khoá được gửi lên), and the word that answers a form on the next page."""

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, QueryDict

from caitien.domain.refused import Refused
from caitien.domain.texts.typed import read_key
from caitien.web.requests.member import MemberRequest


class KeyInPath:
    """A key within an address (``<key:pk>``). A number too long for any row makes an address that is not there."""

    regex = "[0-9]{1,18}"

    def to_python(self, value: str) -> int:
        """The key as a number."""
        return int(value)

    def to_url(self, value: int | str) -> str:
        """The key as the address writes it."""
        return str(value)


def key_of(text: str) -> int:
    """The key a text names; raises Http404 where it can be nothing's key."""
    found = read_key(text)
    if found is None:
        raise Http404(text[:40])
    return found


def key_in(sent: QueryDict, field: str) -> int:
    """The key a form or an address sent. Raises BadRequest where the field is missing, as in a form cut short, Http404
    where what it says can be nothing's key."""
    if field not in sent:
        raise BadRequest(field)
    return key_of(sent.get(field, ""))


def key_or_none(sent: QueryDict, field: str) -> int | None:
    """The same where the field may be left blank: None then."""
    return key_in(sent, field) if sent.get(field) else None


def keys_in(sent: QueryDict, field: str) -> list[int]:
    """All keys sent under one name, as ticked boxes send them; blanks are none. Raises Http404."""
    return [key_of(text) for text in sent.getlist(field) if text]


def say(request: MemberRequest, found: object, done: str) -> bool:
    """Tell what came of a verb on the next page (báo kết quả); whether it was done."""
    if isinstance(found, Refused):
        messages.error(request, found.reason)
        return False
    messages.success(request, done)
    return True
