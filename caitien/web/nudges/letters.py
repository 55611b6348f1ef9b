"""The mail that asks (thư nhắc việc), and the work by the clock that sends it.

It holds what its reader is asked about and nobody else's name; its subject, which others see on a locked telephone,
holds a number and no work. It leads to a page that asks one to sign in, for a mailbox may have many readers; the one
secret in it stops the mails.
"""

from email.utils import formataddr, parseaddr
from typing import Any, Final

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse

from caitien.jobs.scheduled import Schedule
from caitien.nudges.mail.planning import SENDING
from caitien.nudges.mail.sending import next_due, send_due, told
from caitien.nudges.mail.stopping import stop_token
from caitien.nudges.mail.words import Letter
from caitien.web.machine.site import absolute, host

SENDER: Final = "CảiTiến"


def letter_mail(letter: Letter) -> EmailMultiAlternatives:
    """The mail of its words (viết thư), in plain text and as a page."""
    stop = absolute(reverse("letters_stop", args=[stop_token(letter.person)]))
    context = {"letter": letter, "count": len(letter.lines), "stop": stop, "mine": absolute(reverse("mine"))}
    mail = EmailMultiAlternatives(
        _subject(letter),
        render_to_string("nudges/digest.txt", context).strip() + "\n",
        _sender(),
        [letter.person.email],
        headers=_headers(letter, stop),
    )
    mail.attach_alternative(render_to_string("nudges/digest.html", context), "text/html")
    return mail


def _subject(letter: Letter) -> str:
    late = max(line.days_late for line in letter.lines)
    return f"Còn {len(letter.lines)} việc nhờ thầy cô báo{f', trễ nhất {late} ngày' if late else ''}"


def _headers(letter: Letter, stop: str) -> dict[str, Any]:
    """What mail programs go by: the same name however often it is tried, and one tap to stop (RFC 8058)."""
    return {
        "Message-ID": f"<nhac-viec-{letter.digest.pk}.{letter.digest.day:%Y%m%d}@{host()}>",
        "Auto-Submitted": "auto-generated",
        "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def _sender() -> str:
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return formataddr((name or SENDER, address or f"khong-tra-loi@{host()}"))


LETTERS: Final = Schedule(SENDING, "Gửi thư nhắc việc", next_due, lambda: told(send_due(letter_mail)))
