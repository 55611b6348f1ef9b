"""Small outside, endless inside: nothing that is dropped at the gate takes the machine with it."""

import io
import json
import os
import socket
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from caitien.documents.gate.archive import MAX_PARTS
from caitien.documents.gate.kinds import Kind
from caitien.documents.gate.package import parse_xml
from caitien.documents.read import pages_of
from caitien.documents.refusal import Refusal
from tests.documents.at_the_gate import let_in, refused
from tests.specimens.packages import (
    DOCUMENT,
    SENTENCE,
    bomb,
    noise,
    package,
    saved,
    sheet_package,
    word_package,
)


def lying(data: bytes, part: str, *, size: int, checksum: int) -> bytes:
    """The same package, saying of a part that it is smaller than it is."""
    found = bytearray(data)
    for signature, offset, name_at in ((b"PK\x03\x04", 14, 30), (b"PK\x01\x02", 16, 46)):
        at = data.find(signature)
        while not data[at + name_at :].startswith(part.encode()):
            at = data.index(signature, at + 4)
        struct.pack_into("<I", found, at + offset, checksum)
        struct.pack_into("<I", found, at + offset + 8, size)
    return bytes(found)


def test_a_part_that_swells_a_thousandfold_is_a_bomb() -> None:
    assert refused(bomb(300 << 20)) == "bomb"


def test_a_part_larger_than_it_says_is_a_bomb_though_its_checksum_fits() -> None:
    head = b"<a>" + b" " * 997
    data = lying(bomb(60 << 20), "word/document.xml", size=len(head), checksum=zlib.crc32(head))
    assert refused(data) == "bomb"


def test_a_part_smaller_than_it_says_is_damaged() -> None:
    data = lying(word_package(), "word/document.xml", size=len(DOCUMENT) + 9, checksum=zlib.crc32(DOCUMENT))
    assert refused(data) == "damaged"


def test_parts_that_share_their_bytes_are_a_bomb() -> None:
    """Many names in the list for one and the same part: a few kilobytes that unfold to gigabytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", b"<Types/>")
        archive.writestr("word/document.xml", DOCUMENT)
        for number in range(200):
            again = zipfile.ZipInfo(f"word/header{number}.xml")
            source = archive.getinfo("word/document.xml")
            again.header_offset, again.compress_type = source.header_offset, source.compress_type
            again.CRC, again.file_size, again.compress_size = source.CRC, source.file_size, source.compress_size
            archive.filelist.append(again)
    assert refused(stream.getvalue()) == "bomb"


def test_one_part_more_than_there_may_be_is_refused() -> None:
    parts = {f"word/media/{number}.xml": b"" for number in range(MAX_PARTS + 1)}
    assert refused(package(parts, method=zipfile.ZIP_STORED)) == "too-many-parts"


def test_a_part_under_a_password_is_encrypted() -> None:
    data = bytearray(word_package())
    data[data.rfind(b"PK\x01\x02") + 8] |= 1
    assert refused(bytes(data)) == "encrypted"


def test_xml_too_large_to_hold_is_refused() -> None:
    noise = b"".join(b"<b%d/>" % number for number in range(2_200_000))
    assert refused(word_package(b"<a>" + noise + b"</a>")) == "too-large-inside"


# Workbooks: a sheet unfolds to a full rectangle.


def test_two_hundred_and_fifty_thousand_empty_rows_are_refused_with_what_to_delete() -> None:
    rows = b"".join(b'<row r="%d" spans="1:9"/>' % number for number in range(1, 250_001))
    assert refused(sheet_package(rows)) == "too-many-rows"


def test_rows_of_empty_framed_cells_are_refused() -> None:
    cells = b"".join(b'<c r="%c1" s="3"/>' % letter for letter in b"ABCDEFGHI")
    assert refused(sheet_package(b"<row>" + cells * 112_000 + b"</row>")) == "too-many-rows"


def test_two_words_in_opposite_corners_are_refused() -> None:
    rows = b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    assert refused(sheet_package(rows)) == "sheet-too-wide"


def test_an_empty_cell_far_away_does_no_harm() -> None:
    rows = b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="2"/></row>'
    assert let_in(sheet_package(rows)).kind is Kind.XLSX


def test_a_long_text_used_by_every_cell_is_refused() -> None:
    strings = b"<sst><si><t>" + b"x" * 30_000 + b"</t></si></sst>"
    rows = b"<row>" + b'<c t="s"><v>0</v></c>' * 20_000 + b"</row>"
    assert refused(sheet_package(rows, **{"xl/sharedStrings.xml": strings})) == "too-many-letters"


def test_three_thousand_usual_rows_are_let_in() -> None:
    workbook = openpyxl.Workbook()
    for number in range(3000):
        workbook.active.append([number, *[SENTENCE] * 8])
    assert let_in(saved(workbook)).kind is Kind.XLSX


# The heaviest, each in a process of its own, so that its memory is known; seconds of the processor.

_MEASURED = """
import json, sys, time
from pathlib import Path
from caitien.documents.gate.package import open_package
data = Path(sys.argv[1]).read_bytes()
start = time.process_time()
answer = open_package(data, "bao-cao.docx")
seconds = time.process_time() - start
peak = int(Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0]) / 1024
print(json.dumps([getattr(answer, "code", "let in"), seconds, peak]))
"""

HEAVY: dict[str, tuple[Callable[[], bytes], str]] = {
    "a bomb of 300 MB": (lambda: bomb(300 << 20), "bomb"),
    "a bomb under the ratio": (lambda: word_package(b"<a>" + (b" " * 200 + os.urandom(1)) * 300_000 + b"</a>"), "any"),
    "a hundred thousand parts": (
        lambda: package({f"word/media/{number}.xml": b"" for number in range(100_000)}, method=zipfile.ZIP_STORED),
        "too-many-parts",
    ),
    "a hundred thousand rows of nine framed cells": (
        lambda: sheet_package(
            b"".join(
                b'<row r="%d">%s</row>' % (row, b"".join(b'<c r="%c%d" s="1"/>' % (c, row) for c in b"ABCDEFGHI"))
                for row in range(1, 120_001)
            )
        ),
        "too-many-rows",
    ),
    "as many elements as are held": (lambda: word_package(b"<a>" + noise(640_000, b"<b>%x</b>") + b"</a>"), "let in"),
    "as many attributes as are held": (
        lambda: word_package(
            b"<a>" + noise(150_000, b'<b a="%x" b="" c="" d="" e="" f="" g="" h="" i="" j="" k="" />') + b"</a>"
        ),
        "let in",
    ),
    "as many letters as are held": (
        lambda: word_package(b"<a>" + noise(940_000, b"<b/>" + b"%x " * 8) + b"</a>"),
        "let in",
    ),
}


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the peak of memory is read from Linux's /proc")
@pytest.mark.parametrize("case", HEAVY)
def test_no_file_takes_five_seconds_or_five_hundred_megabytes(case: str, tmp_path: Path) -> None:
    build, code = HEAVY[case]
    path = tmp_path / "heavy"
    path.write_bytes(build())
    measured = subprocess.run([sys.executable, "-c", _MEASURED, str(path)], capture_output=True, text=True, check=True)
    answer, seconds, peak = json.loads(measured.stdout)
    assert code in (answer, "any")
    assert seconds < 5
    assert peak < 500


def test_nothing_a_document_points_to_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_network(*_: object, **__: object) -> None:
        pytest.fail("a document opened a connection")

    monkeypatch.setattr(socket, "socket", no_network)
    monkeypatch.setattr(socket, "getaddrinfo", no_network)
    relations = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="r1" Type="urn:attachedTemplate" Target="http://192.0.2.1/t.dotm" TargetMode="External"/>'
        b'<Relationship Id="r2" Type="urn:image" Target="http://192.0.2.1/a.png" TargetMode="External"/>'
        b'<Relationship Id="r3" Type="urn:oleObject" Target="file:///etc/passwd" TargetMode="External"/>'
        b"</Relationships>"
    )
    opened = let_in(word_package(**{"word/_rels/document.xml.rels": relations}))
    assert parse_xml(opened.part("word/document.xml") or b"") is not None
    assert not isinstance(pages_of(opened.data, name="bao-cao.docx"), Refusal)
