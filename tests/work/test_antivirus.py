"""Where an antivirus is named it looks at each file; what it finds, or while it is silent, is not taken."""

import socket
import struct
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings

from caitien.domain.refused import Refused
from caitien.work.reporting.antivirus import SILENT, infection_of
from caitien.work.reporting.attachments import Fit, fitting
from tests.specimens.pictures import photo

BAD = b"a harmless word that plays the virus"


class Clamd(threading.Thread):
    """A server that speaks the protocol of clamd: reads the pieces, and finds one word."""

    def __init__(self, line: socket.socket, answer: bytes = b"") -> None:
        super().__init__(daemon=True)
        self.line, self.answer, self.got = line, answer, b""

    def run(self) -> None:
        while True:
            try:
                one, _ = self.line.accept()
            except OSError:
                return
            with one, one.makefile("rb") as said:
                assert said.read(10) == b"zINSTREAM\0"
                self.got = b""
                while length := struct.unpack("!L", said.read(4))[0]:
                    self.got += said.read(length)
                found = b"stream: Eicar-Signature FOUND\0" if BAD in self.got else b"stream: OK\0"
                one.sendall(self.answer or found)


@pytest.fixture
def clamd(settings: LazySettings) -> Iterator[Clamd]:
    with socket.create_server(("127.0.0.1", 0)) as line:
        settings.CLAMD = f"127.0.0.1:{line.getsockname()[1]}"
        server = Clamd(line)
        server.start()
        yield server


def test_a_file_it_finds_nothing_in_is_taken_and_all_of_it_was_sent(clamd: Clamd):
    data = photo()
    assert isinstance(fitting("anh.png", data), Fit)
    assert clamd.got == data


def test_a_file_it_finds_something_in_is_not_taken_and_the_sentence_names_it(clamd: Clamd):
    said = fitting("anh.png", photo() + BAD)
    assert isinstance(said, Refused)
    assert "Eicar-Signature" in said.reason


def test_a_large_file_goes_in_pieces(clamd: Clamd):
    data = bytes(200_000) + BAD
    assert isinstance(infection_of(data), Refused)
    assert clamd.got == data


@pytest.mark.parametrize("answer", [b"INSTREAM size limit exceeded. ERROR\0", b"\0"])
def test_an_answer_that_is_no_verdict_takes_nothing(clamd: Clamd, answer: bytes):
    clamd.answer = answer
    assert infection_of(b"x") == SILENT


def test_while_it_is_silent_no_file_is_taken(settings: LazySettings, tmp_path: Path):
    for nowhere in ("127.0.0.1:1", str(tmp_path / "khong-co.sock")):
        settings.CLAMD = nowhere
        assert infection_of(b"x") == SILENT


def test_without_one_files_are_taken_as_before(settings: LazySettings):
    settings.CLAMD = ""
    assert infection_of(BAD) is None
