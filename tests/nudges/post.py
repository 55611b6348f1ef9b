"""A real mail server (máy chủ thư thật) on a port of this machine: what it took, whom it refuses."""

from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

TAKEN = "250 taken"


class Post:
    """What came in, in order; ``answers``: address → what is said to whoever writes to it; ``after``: to every dot."""

    def __init__(self) -> None:
        self.came: list[Envelope] = []
        self.answers: dict[str, str] = {}
        self.after = TAKEN

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if address in self.answers:
            return self.answers[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.after == TAKEN:
            self.came.append(envelope)
        return self.after

    @property
    def to(self) -> list[str]:
        return [address for envelope in self.came for address in envelope.rcpt_tos]

    def mails(self) -> list[EmailMessage]:
        return [message_from_bytes(envelope.content, policy=default) for envelope in self.came]  # type: ignore[misc,arg-type]


class OnAnyPort(Controller):
    """A server on a port that is free."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]  # type: ignore[union-attr]
        super()._trigger_server()


@contextmanager
def open_post(settings: Any = None) -> Iterator[tuple[Post, int]]:
    """The server, and its port; the site of ``settings`` sends by it."""
    post = Post()
    controller = OnAnyPort(post, hostname="127.0.0.1", port=0)
    controller.start()
    port = controller.port
    if settings is not None:
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", port, False
        settings.DEFAULT_FROM_EMAIL = "nhac@hoasen.example.vn"
    try:
        yield post, port
    finally:
        controller.stop()
