"""What answers behind a link may be hostile: it leads to no neighbour, holds no worker, stops no other look."""

import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from socketserver import StreamRequestHandler, ThreadingTCPServer

import pytest

from caitien.evidence.files import link_looks
from caitien.evidence.files.link_looks import Health, look_at_link, public_address

A_WHILE = 0.3  # seconds a look may take here


class _Hostile(StreamRequestHandler):
    """Answers by the first letters of what is asked for; what is asked for is kept."""

    asked: list[bytes] = []  # noqa: RUF012 - of the one server of a test

    def handle(self) -> None:
        path = self.rfile.readline().split()[1]
        self.asked.append(path)
        while self.rfile.readline().strip():
            pass
        with suppress(OSError):
            {b"/ng": self._nowhere, b"/ch": self._slowly, b"/ti": self._again}.get(path[:3], self._plainly)()

    def _plainly(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")

    def _nowhere(self) -> None:
        self.wfile.write(b"HTTP/1.1 302 Found\r\nLocation: http://[\r\n\r\n")

    def _slowly(self) -> None:
        self._drip(b"HTTP/1.1 200 OK\r\nX-", b"a")

    def _again(self) -> None:
        self._drip(b"", b"HTTP/1.1 100 Continue\r\n\r\n")

    def _drip(self, first: bytes, more: bytes) -> None:
        self.wfile.write(first)
        for _ in range(40):
            self.wfile.write(more)
            time.sleep(0.05)


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a hostile site, which the look takes for one of the open net."""
    monkeypatch.setattr(link_looks, "public_address", lambda _host, _port: "127.0.0.1")
    monkeypatch.setattr(link_looks, "SECONDS", A_WHILE)
    monkeypatch.setattr(_Hostile, "asked", [])
    with ThreadingTCPServer(("127.0.0.1", 0), _Hostile) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield f"http://vi-du.vn:{server.server_address[1]}"
        server.shutdown()


@pytest.mark.parametrize(
    "address",
    [
        "::ffff:10.0.0.1",
        "::127.0.0.1",
        "64:ff9b::a9fe:a9fe",  # NAT64 of 169.254.169.254
        "64:ff9b:1::a00:1",
        "2002:7f00:1::",  # 6to4 of 127.0.0.1
        "fec0::1",
        "ff02::1",
        "224.0.0.1",
    ],
)
def test_a_neighbour_wrapped_in_another_address_is_a_neighbour_too(address: str):
    with pytest.raises(OSError, match="public"):
        public_address(address, 80)


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "64:ff9b::808:808"])
def test_an_address_of_the_open_net_is_spoken_to(address: str):
    assert public_address(address, 80) == address


def test_an_answer_that_sends_on_to_no_address_is_a_dead_link_and_no_more(site: str):
    assert look_at_link(f"{site}/ngoac") is Health.DEAD


@pytest.mark.parametrize("way", ["/cham", "/tiep"])
def test_who_answers_a_letter_at_a_time_holds_nobody(site: str, way: str):
    begun = time.monotonic()
    look_at_link(site + way)
    assert time.monotonic() - begun < 1.5, "it would go on for two seconds"


def test_an_address_with_vietnamese_letters_is_asked_as_a_browser_would(site: str):
    assert look_at_link(f"{site}/sổ.pdf?năm=1%20a&b") is Health.OPENS
    assert _Hostile.asked == [b"/s%E1%BB%95.pdf?n%C4%83m=1%20a&b"]
