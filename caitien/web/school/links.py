"""Links of invitations (đường dẫn lời mời): shown to be copied, and sent where the site can send letters."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.template.loader import render_to_string
from django.urls import reverse

from caitien.access.people.invite import Invited
from caitien.web.machine.site import with_secret

LOG: Final = logging.getLogger(__name__)
PATIENCE: Final = 10  # seconds for the post office to answer


@dataclass(frozen=True, slots=True)
class Link:
    """The link of one invitation (đường dẫn của một người), in full."""

    name: str
    email: str
    address: str
    place: str  # the school or body they are invited to
    expires_at: datetime

    @property
    def letter(self) -> str:
        """The words to send with it (lời nhắn kèm đường dẫn)."""
        return render_to_string("school/letter.txt", {"link": self}).strip()


def links_of(made: Sequence[Invited]) -> list[Link]:
    """The links of fresh invitations. No query where their school is at hand."""
    return [
        Link(
            each.invitation.name,
            each.invitation.email,
            with_secret(reverse("invitation"), each.secret),
            str(each.invitation.school or each.invitation.body),
            each.invitation.expires_at,
        )
        for each in made
    ]


def can_send() -> bool:
    """Whether the site can send letters (đã cài đặt gửi thư)."""
    return bool(settings.EMAIL_HOST)


def send(links: Sequence[Link]) -> str:
    """Send the links to those with an address (gửi thư mời): what came of it, in a sentence, or "".

    The invitation stands whatever becomes of the letter: its link is shown as well.
    """
    letters = list(_letters(links)) if can_send() else []
    if not letters:
        return ""
    try:
        get_connection(timeout=PATIENCE).send_messages(letters)
    except OSError:  # what smtplib raises is one too
        LOG.exception("letters of invitation could not be sent")
        return "Thư chưa gửi được; xin chép đường dẫn và gửi qua Zalo."
    return "Đã gửi thư mời." if len(letters) == 1 else f"Đã gửi {len(letters)} thư mời."


def _letters(links: Sequence[Link]) -> Iterator[EmailMessage]:
    for link in links:
        if link.email:
            yield EmailMessage(f"Lời mời vào {link.place}", link.letter, to=[link.email])
