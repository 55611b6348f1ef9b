"""A PDF that is no use, or no good: a sentence says why, and nothing else suffers."""

import json
import re
import subprocess
import sys
import zlib
from pathlib import Path

import pytest

from caitien.documents.apart.limits import MEMORY
from caitien.documents.blocks import Pages
from caitien.documents.formats.pdf.reading import MAX_PAGES
from caitien.documents.formats.read_pdf import pages_of_pdf
from caitien.documents.refusal import Refusal
from tests.specimens.printed import Page, pdf
from tests.specimens.printed_text import (
    LEFT,
    read,
)


def refused(data: bytes) -> str:
    answer = pages_of_pdf(data)
    assert isinstance(answer, Refusal)
    assert re.search(r"hãy .*\.$", answer.reason), "the sentence says what to do"
    return answer.code


def page_of_text() -> Page:
    page = Page()
    page.words(LEFT, 100, "Căn cứ chương trình năm học")
    return page


def test_a_scanned_file_is_refused_with_what_to_do() -> None:
    assert refused(pdf([Page(picture=True)] * 3)) == "scanned"


def test_a_scanned_page_among_others_is_noted() -> None:
    (note,) = read(page_of_text(), Page(picture=True)).notes
    assert (note.code, note.place.page) == ("page-is-picture", 2)


def test_an_empty_file_is_refused() -> None:
    assert refused(pdf([Page()])) == "empty"


def test_a_file_under_a_password_is_refused() -> None:
    assert refused(pdf([page_of_text()], encrypted=True)) == "encrypted"


def test_a_file_whose_font_does_not_name_its_letters_is_refused() -> None:
    assert refused(pdf([page_of_text()], nameless=True)) == "strange-letters"


def test_too_many_pages_are_refused() -> None:
    assert refused(pdf([Page()] * (MAX_PAGES + 1))) == "too-many-pages"


@pytest.mark.parametrize("tenth", range(10))
def test_a_file_cut_short_is_read_or_refused(tenth: int) -> None:
    whole = pdf([page_of_text()])
    answer = pages_of_pdf(whole[: len(whole) * tenth // 10])
    assert isinstance(answer, Pages) or answer.code in ("damaged", "empty")


def bomb() -> bytes:
    """A page of two gigabytes of blanks and lines, twice deflated."""
    inner = zlib.compress(b"0 0 m 1 1 l S\n" * 30_000_000, 1)
    stream = zlib.compress(inner, 9)
    head = pdf([page_of_text()])
    place = head.index(b"/Filter /FlateDecode")
    start = head.index(b"stream\n", place) + 7
    end = head.index(b"\nendstream", start)
    filters = b"/Filter [/FlateDecode /FlateDecode]"
    length = re.sub(rb"/Length \d+ $", b"/Length %d " % len(stream), head[:place])
    return length + filters + head[place + 20 : start] + stream + head[end:]


_MEASURED = """
import json, re, sys, time
from pathlib import Path
from caitien.documents.read import read
start = time.perf_counter()
answers = [read(Path(sys.argv[1]).read_bytes(), name="bom.pdf")]
seconds = time.perf_counter() - start
answers.append(read(Path(sys.argv[2]).read_bytes(), name="van-ban.pdf"))
own = int(re.search("VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) / 1024
print(json.dumps([[getattr(answer, "code", "read") for answer in answers], seconds, own]))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="memory is measured, and bounded, as Linux does it")
def test_a_bomb_ends_the_child_and_nothing_else(tmp_path: Path) -> None:
    path, good = tmp_path / "bomb.pdf", tmp_path / "good.pdf"
    path.write_bytes(bomb())
    good.write_bytes(pdf([page_of_text()]))
    command = [sys.executable, "-c", _MEASURED, str(path), str(good)]
    measured = subprocess.run(command, capture_output=True, text=True, check=True)
    (code, after), seconds, own = json.loads(measured.stdout)
    assert code in ("too-slow", "too-heavy", "unreadable"), "a bound ended it: of time, of memory, or the system's"
    assert after == "read"
    assert seconds < 6
    assert own < 100, "the child took the memory, at most what its limit lets it have"
    assert MEMORY < 400 << 20
