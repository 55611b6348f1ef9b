"""An still has papers in old Word; where LibreOffice is installed they are read, and it may not do anything else."""

import http.server
import io
import stat
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import docx
import openpyxl
import pytest

from caitien.documents.gate import office
from caitien.documents.gate.kinds import Kind
from caitien.documents.gate.office import convert, find_office
from caitien.documents.gate.package import Opened, open_package
from caitien.documents.refusal import Refusal

installed = pytest.mark.skipif(find_office() is None, reason="LibreOffice (soffice) is not installed on this machine")

SENTENCE = "Bảo dưỡng máy tính của phòng Tin học trước ngày khai giảng."


def word_file() -> bytes:
    document = docx.Document()
    document.add_paragraph("Kế hoạch của Trường Tiểu học Đồng Xanh")
    document.add_table(1, 3).cell(0, 1).text = SENTENCE
    document.add_paragraph("Nơi nhận:")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def workbook() -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["TT", SENTENCE])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def converted(data: bytes, source: str, target: str) -> bytes:
    answer = convert(data, source=source, target=target)
    assert isinstance(answer, bytes), answer.reason
    return answer


def refused(answer: bytes | Refusal) -> Refusal:
    assert isinstance(answer, Refusal)
    return answer


@installed
@pytest.mark.parametrize(("kind", "original"), [("doc", "docx"), ("odt", "docx"), ("rtf", "docx")])
def test_an_old_paper_comes_in_as_word(kind: str, original: str) -> None:
    old = converted(word_file(), original, kind)
    opened = open_package(old, f"ke-hoach.{kind}")
    assert isinstance(opened, Opened)
    assert opened.kind is Kind(kind)
    again = docx.Document(io.BytesIO(converted(old, opened.kind, "docx")))
    assert again.tables[0].cell(0, 1).text == SENTENCE


@installed
@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_an_old_workbook_comes_in_as_excel(kind: str) -> None:
    old = converted(workbook(), "xlsx", kind)
    opened = open_package(old, f"ke-hoach.{kind}")
    assert isinstance(opened, Opened)
    assert opened.kind is Kind(kind)
    again = openpyxl.load_workbook(io.BytesIO(converted(old, opened.kind, "xlsx")))
    assert again.active is not None
    assert again.active["B1"].value == SENTENCE


@installed
def test_a_page_of_the_web_saved_as_doc_comes_in_as_word() -> None:
    page = f'<html><meta charset="utf-8"><body><table border=1><tr><td>TT<td>{SENTENCE}</table></body></html>'
    again = docx.Document(io.BytesIO(converted(page.encode(), "html", "docx")))
    assert SENTENCE in again.tables[0].cell(0, 1).text


@installed
def test_a_paper_goes_out_as_pdf() -> None:
    assert converted(word_file(), "docx", "pdf").startswith(b"%PDF-")


@installed
def test_two_papers_at_once_do_not_wait_for_each_other() -> None:
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda data: convert(data, source="docx", target="rtf"), [word_file()] * 2))
    assert all(isinstance(answer, bytes) for answer in answers)


@installed
def test_a_broken_paper_is_refused_with_what_to_do() -> None:
    answer = refused(convert(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 3000, source="doc", target="docx"))
    assert answer.code == "office-failed"
    assert "lưu lại thành .docx" in answer.reason


@pytest.fixture
def asked_for() -> Iterator[tuple[str, list[str]]]:
    """A place on the network of this machine, and what it was asked for."""
    paths: list[str] = []

    class Listener(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            paths.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_PROPFIND = do_GET  # noqa: N815 - names of the server's own

        def log_message(self, *_: object) -> None:
            return

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", paths
    server.shutdown()
    server.server_close()


def asking(address: str) -> bytes:
    return f'<html><link rel=stylesheet href="{address}/a.css"><body>x<img src="{address}/a.png"></html>'.encode()


@installed
def test_nothing_a_paper_points_to_is_fetched(asked_for: tuple[str, list[str]]) -> None:
    address, paths = asked_for
    converted(asking(address), "html", "docx")
    assert paths == []


@installed
def test_the_same_paper_would_fetch_were_the_doors_open(
    asked_for: tuple[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that the test above cannot pass for another reason."""
    monkeypatch.setattr(office, "_SETTINGS", ())
    monkeypatch.setattr(office, "_TELL_NOBODY", {"no_proxy": "*"})
    address, paths = asked_for
    converted(asking(address), "html", "docx")
    assert "/a.png" in paths


def test_without_libreoffice_the_sentence_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "find_office", lambda: None)
    answer = refused(convert(b"x", source="doc", target="docx"))
    assert answer.code == "no-office"
    assert answer.reason.startswith("Máy này chưa cài LibreOffice")
    assert "lưu lại thành .docx" in answer.reason
    assert "xuất tệp .docx" in refused(convert(b"x", source="docx", target="pdf")).reason


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for the process in Linux's /proc")
def test_when_time_is_up_everything_that_was_started_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that starts another one and waits, as LibreOffice does."""
    slow, number = tmp_path / "soffice", tmp_path / "number"
    slow.write_text(f"#!/bin/sh\nsleep 60 &\necho $! > {number}\nwait\n")
    slow.chmod(slow.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr(office, "find_office", lambda: slow)
    start = time.monotonic()
    assert refused(convert(b"x", source="doc", target="docx", timeout=0.5)).code == "office-too-slow"
    assert time.monotonic() - start < 5
    assert has_ended(int(number.read_text()))


def has_ended(process: int) -> bool:
    """Whether a process is gone, or only waits to be counted as gone."""
    for _ in range(100):
        status = Path(f"/proc/{process}/stat")
        if not status.exists() or status.read_text().rpartition(")")[2].split()[0] == "Z":
            return True
        time.sleep(0.02)
    return False
