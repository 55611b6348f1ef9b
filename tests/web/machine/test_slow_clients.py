"""Slow clients stop nobody: 200 connections that send a byte a second, and others' pages open as before."""

import asyncio
import os
import signal
import socket
import statistics
import threading
import time
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import psutil
import pytest

from caitien import unhurried
from caitien.unhurried import Unhurried
from tests.ready import WEB_PROCESSES, like_opened_before
from tests.web.machine.test_serve import free_port, page, said, site

pytestmark = [
    pytest.mark.skipif(os.name != "posix", reason="signals are those of POSIX"),
    pytest.mark.timeout(120),
]
SLOW = 200
HEAD = b"GET /dang-nhap HTTP/1.1\r\nHost: localhost\r\nX-Slow: "
BODY = (
    b"POST /dang-nhap HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    b"Cookie: csrftoken=" + b"a" * 32 + b"\r\n"  # without it the form is turned away unread
    b"Content-Length: 5000\r\n\r\nlogin="
)


@contextmanager
def slow_ones(port: int, *, begin: bytes) -> Iterator[list[socket.socket]]:
    """That many connections, each of which sends a byte a second from now on."""
    over = threading.Event()
    with ExitStack() as stack:
        lines = [stack.enter_context(socket.create_connection(("127.0.0.1", port))) for _ in range(SLOW)]
        for line in lines:
            line.sendall(begin)

        def trickle() -> None:
            while not over.wait(1):
                for line in lines:
                    try:
                        line.send(b"a")
                    except OSError:  # the server had enough of it
                        continue

        sender = threading.Thread(target=trickle)
        sender.start()
        try:
            yield lines
        finally:
            over.set()
            sender.join()


def p95(port: int, looks: int = 40) -> float:
    """How long the slowest but two of so many pages take, in seconds."""
    taken = []
    for _ in range(looks):
        begun = time.monotonic()
        assert "Đăng nhập" in page(port, "/dang-nhap")
        taken.append(time.monotonic() - begun)
    return statistics.quantiles(taken, n=20)[-1]


@pytest.mark.parametrize("begin", [HEAD, BODY], ids=["head", "body"])
def test_others_pages_open_within_a_second(tmp_path: Path, begin: bytes):
    like_opened_before(tmp_path)
    port = free_port()
    with site(tmp_path, port) as process:
        said(process, rf"http://localhost:{port}$")
        page(port, "/dang-nhap")
        with slow_ones(port, begin=begin):
            time.sleep(2)
            found = p95(port)
        assert found < 1, f"{found:.2f} s"


def test_a_web_process_that_dies_is_started_again_and_the_log_says_so_while_another_answers(tmp_path: Path):
    like_opened_before(tmp_path)
    port = free_port()
    with site(tmp_path, port) as process:
        said(process, rf"http://localhost:{port}$")
        page(port, "/dang-nhap")
        time.sleep(6)  # one that dies right after it began is not started for ever
        listening = [pid for pid in children_of(process.pid) if sockets_of(pid, port)]
        assert len(listening) == WEB_PROCESSES
        os.kill(listening[0], signal.SIGKILL)
        assert "Đăng nhập" in page(port, "/dang-nhap")
        said(process, r"[Uu]nexpected exit from worker")
        deadline = time.monotonic() + 20
        while len(again := [pid for pid in children_of(process.pid) if sockets_of(pid, port)]) < WEB_PROCESSES:
            assert time.monotonic() < deadline
            time.sleep(0.1)
        assert listening[1] in again
        assert "Đăng nhập" in page(port, "/dang-nhap")


def children_of(pid: int) -> list[int]:
    return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def sockets_of(pid: int, port: int) -> bool:
    """Whether the process listens at the port."""
    try:
        return any(
            each.laddr.port == port and each.status == "LISTEN" for each in psutil.Process(pid).net_connections()
        )
    except psutil.Error:
        return False


def test_a_body_in_chunks_arrives_and_a_header_with_an_underscore_passes_for_none(tmp_path: Path):
    seen: dict[str, object] = {}

    def reads(environ: dict[str, object], start: object) -> list[bytes]:
        seen.update(environ, body=environ["wsgi.input"].read())  # type: ignore[attr-defined]
        start("200 OK", [("X-Word", "é")])  # type: ignore[operator]
        return [b"da", b" nhan"]

    sent = in_a_loop(asked(Unhurried(reads, largest=lambda _: 100, threads=1), [b"a" * 30, b"b" * 30]))
    assert (seen["body"], seen["CONTENT_LENGTH"]) == (b"a" * 30 + b"b" * 30, "60")
    assert "HTTP_X_FORWARDED_PROTO" not in seen
    assert sent[0]["headers"] == [(b"x-word", b"\xe9")]
    assert b"".join(each.get("body", b"") for each in sent) == b"da nhan"


def test_a_body_larger_than_any_file_or_slower_than_any_line_is_turned_away(monkeypatch: pytest.MonkeyPatch):
    def never(environ: object, start: object) -> list[bytes]:
        raise AssertionError("the site was asked")

    def fifty(_path: str) -> int:
        return 50

    assert in_a_loop(asked(Unhurried(never, largest=fifty, threads=1), [b"a" * 30, b"b" * 30]))[0]["status"] == 413
    monkeypatch.setattr(unhurried, "PATIENCE", 0.05)
    assert in_a_loop(asked(Unhurried(never, largest=fifty, threads=1), [b"a"], pause=1))[0]["status"] == 408


def in_a_loop(asking: Coroutine[Any, Any, list[dict[str, Any]]]) -> list[dict[str, Any]]:
    """What comes of it, in a thread of its own: that of the tests may have a loop already, the browser's."""
    with ThreadPoolExecutor(1) as aside:
        return aside.submit(asyncio.run, asking).result()


async def asked(site: Unhurried, pieces: list[bytes], *, pause: float = 0) -> list[dict[str, Any]]:
    """What the site sends for a request whose body comes in these pieces."""
    left, sent = list(pieces), list[dict[str, Any]]()

    async def receive() -> dict[str, Any]:
        await asyncio.sleep(pause)
        piece = left.pop(0)
        return {"type": "http.request", "body": piece, "more_body": bool(left)}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    headers = [(b"host", b"localhost"), (b"x_forwarded_proto", b"https")]
    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": "POST",
        "path": "/",
        "query_string": b"",
        "headers": headers,
    }
    await site(scope, receive, send)
    return sent
