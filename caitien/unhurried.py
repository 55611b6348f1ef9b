"""Slow clients hold no thread (máy khách chậm): the site as the web server sees it, an ASGI application.

Head and body of a request are taken in by the server's own loop, however slowly they come, and only a whole request
goes to one of the threads; the answer is handed back whole, and the loop waits for who reads it slowly. asgiref's own
bridge makes the WSGI environment; the threads, the time a body may take and the answer are ours.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from os import SEEK_END
from tempfile import SpooledTemporaryFile
from typing import Any, Final

from asgiref.wsgi import WsgiToAsgiInstance

from caitien.running import Crew

PATIENCE: Final = 60.0  # seconds for a body of any size
SLOWEST: Final = 8 * 1024  # bytes a second after that: a photo on a bad telephone line
IN_MEMORY: Final = 256 * 1024  # bytes of a body or an answer; more lies in a file for as long as it takes
PIECE: Final = 64 * 1024

Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
TOO_SLOW: Final = "Đường truyền quá chậm nên yêu cầu chưa tới đủ. Xin thử lại khi mạng khá hơn.".encode()


class Unhurried:
    """The site for a server of ASGI (trang web cho máy chủ)."""

    def __init__(self, site: Wsgi, *, largest: Callable[[str], int], threads: int) -> None:
        self.site = site
        self.largest = largest  # address → bytes of a body; the site turns the rest away by what is announced
        self.crew = Crew(threads)

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        with SpooledTemporaryFile(IN_MEMORY) as body:
            try:
                whole = await asyncio.wait_for(
                    self._take_in(receive, body, self.largest(scope["path"])), _seconds_for(scope)
                )
            except TimeoutError:
                await _say(send, 408, TOO_SLOW)
                return
            if not whole:  # who asked is gone, or sends more than any file may weigh
                await _say(send, 413, b"")
                return
            body.seek(0)
            await self._answer(scope, body, send)

    @staticmethod
    async def _take_in(receive: Receive, body: Any, largest: int) -> bool:
        size, more = 0, True
        while more:
            message = await receive()
            if message["type"] != "http.request":
                return False
            piece = message.get("body", b"")
            size, more = size + len(piece), message.get("more_body", False)
            if size > largest:
                return False
            body.write(piece)
        return True

    async def _answer(self, scope: Message, body: Any, send: Send) -> None:
        request = _Request(self.site)  # type: ignore[no-untyped-call]
        request.scope = {**scope, "headers": [each for each in scope["headers"] if b"_" not in each[0]]}
        with SpooledTemporaryFile(IN_MEMORY) as kept:
            await asyncio.wrap_future(self.crew.do(request.run, body, kept))
            kept.seek(0)
            await send(request.response_start)
            while piece := kept.read(PIECE):
                await send({"type": "http.response.body", "body": piece, "more_body": True})
            await send({"type": "http.response.body", "body": b""})


class _Request(WsgiToAsgiInstance):
    """One request; its answer goes into a file instead of to the client. Names of headers with "_" were left out: in an
    environment they would pass for those a proxy sets."""

    response_start: Message

    def run(self, body: Any, kept: Any) -> None:
        """Let the site answer, in a thread."""
        environ = self.build_environ(self.scope, body)  # type: ignore[no-untyped-call]
        environ["CONTENT_LENGTH"] = str(body.seek(0, SEEK_END))  # also of a body that was sent in chunks
        body.seek(0)
        answer = self.wsgi_application(environ, self.start_response)
        try:
            for piece in answer:
                kept.write(piece)
        finally:
            if close := getattr(answer, "close", None):
                close()

    def start_response(self, status: str, response_headers: Any, exc_info: Any = None) -> None:  # noqa: ARG002
        """Told by the site, once, or again where it could not finish."""
        headers = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in response_headers]
        self.response_start = {"type": "http.response.start", "status": int(status[:3]), "headers": headers}


def _seconds_for(scope: Message) -> float:
    announced = next((value for name, value in scope["headers"] if name == b"content-length"), b"0")
    return PATIENCE + (int(announced) / SLOWEST if announced.isdigit() else 0)


async def _say(send: Send, status: int, words: bytes) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": words})
