"""One mail handed to a mail server (trao thư cho máy chủ thư), with the last moment before it is out of our hands.

SMTP promises one thing: a server that answered 250 to the dot that ends a message has taken it (RFC 5321, 4.2.5). Who
is killed between dot and answer cannot ask afterwards. So ``mark`` is called between the last line and the dot, five
bytes later: what was not marked has not gone out and is sent again; what was marked is never sent twice.
"""

import re
import smtplib
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from typing import Final

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend
from django.core.mail.message import sanitize_address

from caitien.domain.texts.folding import one_line

PATIENCE: Final = 20  # seconds for the mail server to answer
LONGEST_SAID: Final = 160  # letters of an answer that are kept
_DOTS: Final = re.compile(rb"^\.", re.MULTILINE)
_GOING_AWAY: Final = 421  # the server closes the line
_PASSING: Final = range(400, 500)


class Outcome(Enum):
    """What became of it (kết quả)."""

    TAKEN = "taken"
    LATER = "later"  # the server asks to try again
    NO_SUCH_ADDRESS = "no such address"  # refused for the sake of who it is for
    REFUSED = "refused"  # for anything else
    NO_ANSWER = "no answer"  # after the dot: nobody knows
    OVERTAKEN = "overtaken"  # ``mark`` said no: another worker has it


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server answered last (trả lời), in words that can be shown."""

    outcome: Outcome
    said: str = ""


class NoPostError(Exception):
    """The mail server cannot be spoken with now (không nối được máy chủ thư), in a Vietnamese sentence."""


class MailConnection:
    """One connection to the mail server of the settings (đường nối tới máy chủ thư), made when it is needed."""

    def __init__(self) -> None:
        self._backend = EmailBackend(timeout=PATIENCE)

    def hand(self, message: EmailMessage, mark: Callable[[], bool]) -> Answer:
        """Hand one message over (trao một thư): to its one recipient. Raises NoPostError where the server cannot be
        spoken with before ``mark``, and what ``mark`` raises."""
        smtp = self._open()
        try:
            refused = _envelope(smtp, message) or _body(smtp, message)
        except (OSError, smtplib.SMTPException) as error:
            raise NoPostError("Máy chủ thư ngắt đường nối giữa chừng.") from error
        if refused:
            return refused
        if not self._is_marked(mark):
            return Answer(Outcome.OVERTAKEN)
        try:
            smtp.send(b".\r\n")
            return _answer(*smtp.getreply())
        except (OSError, smtplib.SMTPException):
            self._hang_up()
            return Answer(Outcome.NO_ANSWER)

    def close(self) -> None:
        """Say good-bye, if the line still stands."""
        with suppress(OSError, smtplib.SMTPException):
            self._backend.close()

    def _open(self) -> smtplib.SMTP:
        try:
            self._backend.open()
            assert self._backend.connection  # noqa: S101 - open() raises where there is none
            self._backend.connection.ehlo_or_helo_if_needed()
        except smtplib.SMTPAuthenticationError as error:
            raise NoPostError("Máy chủ thư không nhận tên và mật khẩu của trang web.") from error
        except OSError as error:  # what smtplib raises is one too
            raise NoPostError(f"Không nối được máy chủ thư {settings.EMAIL_HOST}:{settings.EMAIL_PORT}.") from error
        return self._backend.connection

    def _is_marked(self, mark: Callable[[], bool]) -> bool:
        """Whether the message is ours to send; where not, the line is cut in its middle: the server forgets it."""
        ours = False
        try:
            ours = mark()
        finally:
            if not ours:
                self._hang_up()
        return ours

    def _hang_up(self) -> None:
        if self._backend.connection:
            self._backend.connection.close()
        self._backend.connection = None


def _envelope(smtp: smtplib.SMTP, message: EmailMessage) -> Answer | None:
    """From whom, to whom; why not, or None."""
    encoding = message.encoding or settings.DEFAULT_CHARSET
    code, said = smtp.mail(sanitize_address(message.from_email, encoding))
    if code != 250:
        return _refused(smtp, code, said)
    code, said = smtp.rcpt(sanitize_address(message.to[0], encoding))
    return None if code in (250, 251) else _refused(smtp, code, said, Outcome.NO_SUCH_ADDRESS)


def _body(smtp: smtplib.SMTP, message: EmailMessage) -> Answer | None:
    """All of the message but the dot; why not, or None."""
    data = message.message().as_bytes(linesep="\r\n")  # type: ignore[call-arg]  # Django's own
    code, said = smtp.docmd("DATA")
    if code != 354:
        return _refused(smtp, code, said)
    smtp.send(_DOTS.sub(b"..", data if data.endswith(b"\r\n") else data + b"\r\n"))
    return None


def _refused(smtp: smtplib.SMTP, code: int, said: bytes, outcome: Outcome = Outcome.REFUSED) -> Answer:
    if code == _GOING_AWAY:
        raise smtplib.SMTPServerDisconnected(said)
    smtp.rset()
    return _answer(code, said, outcome)


def _answer(code: int, said: bytes, outcome: Outcome = Outcome.REFUSED) -> Answer:
    if 200 <= code < 300:
        return Answer(Outcome.TAKEN)
    words = one_line(said.decode("utf-8", "replace"))[:LONGEST_SAID]
    return Answer(Outcome.LATER if code in _PASSING else outcome, f"{code} {words}")
