"""An's school sends whatever it has; the gate lets papers in and says of everything else what it is and what to do."""

import io
import json
import os
import re
import socket
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest

from caitien.documents.gate.decoding import decode_text
from caitien.documents.gate.kinds import Kind
from caitien.documents.gate.package import MAX_BYTES, Opened, open_package, parse_xml
from caitien.documents.read import pages_of
from caitien.documents.refusal import Refusal

SENTENCE = "Trường Tiểu học Đồng Xanh đã xây dựng kế hoạch; thầy Nguyễn Quyết rà soát vườn ươm, khuỷu tường, thuở nhỏ."
DOCUMENT = (
    b'<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    b"<w:body><w:p><w:r><w:t>A</w:t></w:r></w:p></w:body></w:document>"
)


def word_file() -> bytes:
    document = docx.Document()
    document.add_paragraph(SENTENCE)
    table = document.add_table(rows=40, cols=9)
    for number, row in enumerate(table.rows):
        row.cells[1].text = f"Tiêu chí {number}"
    return saved(document)


def saved(document: object) -> bytes:
    stream = io.BytesIO()
    document.save(stream)  # type: ignore[attr-defined]
    return stream.getvalue()


def package(parts: dict[str, bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def word_package(document: bytes = DOCUMENT, **more: bytes) -> bytes:
    return package({"[Content_Types].xml": b"<Types/>", "word/document.xml": document, **more})


def sheet_package(rows: bytes, **more: bytes) -> bytes:
    sheet = b'<worksheet xmlns="urn:x"><sheetData>' + rows + b"</sheetData></worksheet>"
    return package(
        {"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<w/>", "xl/worksheets/sheet1.xml": sheet, **more}
    )


def ole(*streams: str, first_bytes: bytes = b"") -> bytes:
    """An OLE container with these names in its directory; the streams begin at sector 1."""
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 22 + struct.pack("<H", 9)
    directory = b""
    for name in streams:
        encoded = name.encode("utf-16-le") + b"\0\0"
        entry = encoded.ljust(64, b"\0") + struct.pack("<H", len(encoded))
        directory += entry.ljust(116, b"\0") + struct.pack("<I", 1) + b"\0" * 8
    return header.ljust(512, b"\0") + directory.ljust(512, b"\0") + first_bytes.ljust(512, b"\0")


def refused(data: bytes, name: str = "bao-cao.docx") -> str:
    """The code of the refusal, after a look at its sentence."""
    answer = open_package(data, name)
    assert isinstance(answer, Refusal), answer.kind
    assert re.search(r"(hãy|bấm)\b.*\.$", answer.text), "the sentence says what to do"
    assert "\n" not in answer.text
    return answer.code


def let_in(data: bytes, name: str = "bao-cao.docx") -> Opened:
    answer = open_package(data, name)
    assert isinstance(answer, Opened), answer.text
    return answer


def test_a_word_file_is_let_in_with_its_parts() -> None:
    opened = let_in(word_file())
    assert opened.kind is Kind.DOCX
    assert "word/document.xml" in opened.names
    assert "Đồng Xanh".encode() in (opened.part("word/document.xml") or b"")
    assert opened.trees["word/document.xml"].tag.endswith("}document")
    assert opened.part("word/nowhere.xml") is None


@pytest.mark.parametrize("name", ["bao-cao.exe", "bao-cao.jpg", "bao-cao.zip", "bao-cao.pdf", "bao-cao", ""])
def test_a_word_file_under_another_name_is_still_a_word_file(name: str) -> None:
    assert let_in(word_file(), name).kind is Kind.DOCX


def test_a_word_file_whose_text_is_in_another_part_is_let_in() -> None:
    types = (
        b'<Types><Override PartName="/word/document2.xml" ContentType="application/'
        b'vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    )
    opened = let_in(package({"[Content_Types].xml": types, "word/document2.xml": DOCUMENT}))
    assert opened.part("word/document.xml") == DOCUMENT


def test_a_workbook_is_let_in() -> None:
    workbook = openpyxl.Workbook()
    workbook.active.append(["TT", "Tiêu chí"])
    assert let_in(saved(workbook), "ke-hoach.xlsx").kind is Kind.XLSX


CONTENTS: dict[str, tuple[bytes, Kind]] = {
    "pdf": (b"%PDF-1.7\n%\xe2\xe3", Kind.PDF),
    "pdf after a mail header": (b"\r\n\r\n%PDF-1.4\n", Kind.PDF),
    "rtf": (b"{\\rtf1\\ansi}", Kind.RTF),
    "a page of the web saved as .doc": (b"\xef\xbb\xbf\r\n<html xmlns:o='urn:x'><body>", Kind.HTML),
    "old Word": (ole("WordDocument", "1Table"), Kind.DOC),
    "old Excel": (ole("Workbook"), Kind.XLS),
    "OpenDocument text": (package({"mimetype": b"application/vnd.oasis.opendocument.text"}), Kind.ODT),
    "OpenDocument sheet": (package({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), Kind.ODS),
    "text": (SENTENCE.encode(), Kind.TEXT),
}


@pytest.mark.parametrize("case", CONTENTS)
def test_the_kind_is_told_from_the_content(case: str) -> None:
    data, kind = CONTENTS[case]
    assert let_in(data, "tep.doc").kind is kind


CURSED: dict[str, tuple[bytes, str]] = {
    "nothing at all": (b"", "empty"),
    "nothing but zeros": (b"\0" * 4096, "empty"),
    "nothing but blanks": (b"\xef\xbb\xbf \r\n\t\r\n", "empty"),
    "a photograph": (b"\xff\xd8\xff\xe0\0\x10JFIF" + b"\1" * 99, "picture"),
    "a screenshot": (b"\x89PNG\r\n\x1a\n" + b"\1" * 99, "picture"),
    "a program": (b"MZ\x90\0\3" + b"\0\1" * 99, "program"),
    "a zip of papers": (package({"a.docx": b"PK", "b.docx": b"PK"}), "archive"),
    "a rar": (b"Rar!\x1a\x07\x01\0" + b"\1" * 99, "archive"),
    "slides": (package({"[Content_Types].xml": b"<Types/>", "ppt/presentation.xml": b"<p/>"}), "slides"),
    "a binary workbook": (package({"[Content_Types].xml": b"<Types/>", "xl/workbook.bin": b"x"}), "xlsb"),
    "an encrypted Word file": (ole("EncryptionInfo", "EncryptedPackage"), "encrypted"),
    "an encrypted .doc": (ole("WordDocument", first_bytes=b"\xec\xa5" + b"\0" * 9 + b"\1\0\0"), "encrypted"),
    "an encrypted .xls": (
        ole("Workbook", first_bytes=struct.pack("<HHI", 0x809, 4, 0) + struct.pack("<HH", 0x2F, 2)),
        "encrypted",
    ),
    "a .docm": (
        package({"[Content_Types].xml": b'<T C="application/vnd.ms-word.document.macroEnabled.main+xml"/>'}),
        "macros",
    ),
    "a .docm called .docx": (word_package(**{"word/vbaProject.bin": b"x"}), "macros"),
    "a .doc with macros": (ole("WordDocument", "Macros", "_VBA_PROJECT"), "macros"),
    "an .odt with macros": (
        package({"mimetype": b"application/vnd.oasis.opendocument.text", "Basic/Standard/M.xml": b"x"}),
        "macros",
    ),
    "Word's XML of 2003": (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument/>', "xml"),
    "a page of the web in one file": (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "web-archive"),
    "bytes without meaning": (bytes(range(256)) * 40, "unknown"),
    "half an old container": (ole("WordDocument")[:600], "damaged"),
    "malformed XML": (word_package(DOCUMENT[:-4]), "damaged"),
    "XML a thousand levels deep": (word_package(b"<a>" * 1000 + b"</a>" * 1000), "damaged"),
    "one part twice but for capitals": (word_package(**{"word/Document.xml": DOCUMENT}), "damaged"),
}


@pytest.mark.parametrize("case", CURSED)
def test_what_is_no_paper_is_refused_with_what_to_do(case: str) -> None:
    data, code = CURSED[case]
    assert refused(data) == code


def test_the_small_file_word_keeps_while_a_paper_is_open_is_named_as_such() -> None:
    assert refused(b"\x04Thu ky".ljust(162, b"\0"), "~$bao-cao.docx") == "temporary"


def test_a_file_that_is_too_large_is_refused_before_it_is_looked_at() -> None:
    assert refused(word_file() + b"\0" * MAX_BYTES) == "too-large"


@pytest.mark.parametrize("tenth", range(1, 10))
def test_a_word_file_cut_short_is_damaged(tenth: int) -> None:
    whole = word_file()
    assert refused(whole[: len(whole) * tenth // 10]) == "damaged"


def test_a_word_file_with_a_broken_byte_is_damaged() -> None:
    data = bytearray(word_file())
    data[data.find(b"word/document.xml") + 60] ^= 0xFF
    assert refused(bytes(data)) == "damaged"


# Entities: each of these is what a well-known attack on XML readers sends.
ENTITIES = {
    "billion laughs": b"<!DOCTYPE a ["
    + b'<!ENTITY l0 "ha">'
    + b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))
    + b"]><a>&l9;</a>",
    "quadratic blow-up": b'<!DOCTYPE a [<!ENTITY x "' + b"x" * 50_000 + b'">]><a>' + b"&x;" * 50_000 + b"</a>",
    "a file of the machine": b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>',
    "an address": b'<!DOCTYPE a SYSTEM "http://192.0.2.1/a.dtd"><a/>',
    "parameter entities": b'<!DOCTYPE a [<!ENTITY % x SYSTEM "http://192.0.2.1/"> %x;]><a/>',
    "behind a long comment": b"<!--" + b"-x" * 100_000 + b"--><!DOCTYPE a []><a/>",
    "in UTF-16": '\ufeff<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'.encode(
        "utf-16-le"
    ),
    "in UTF-7": b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE a []><a/>',
    "in EBCDIC": '<?xml version="1.0" encoding="cp037"?><!DOCTYPE a []><a/>'.encode("cp037"),
}


@pytest.mark.parametrize("case", ENTITIES)
@pytest.mark.parametrize(
    "part", ["word/document.xml", "word/styles.xml", "docProps/app.xml", "word/_rels/document.xml.rels"]
)
def test_no_part_may_declare_entities(case: str, part: str) -> None:
    parts = {"[Content_Types].xml": b"<Types/>", "word/document.xml": DOCUMENT, part: ENTITIES[case]}
    assert refused(package(parts)) == "entities"


@pytest.mark.parametrize("case", ENTITIES)
def test_no_sheet_may_declare_entities(case: str) -> None:
    parts = {"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<w/>", "xl/worksheets/sheet1.xml": ENTITIES[case]}
    assert refused(package(parts)) in ("entities", "damaged")


def test_the_parser_itself_opens_nothing_and_expands_nothing(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET")
    root = parse_xml(f'<!DOCTYPE a [<!ENTITY x SYSTEM "{secret.as_uri()}"><!ENTITY y "Y">]><a>&x;&y;</a>'.encode())
    assert "SECRET" not in "".join(root.itertext())
    assert root.text is None


# Bombs: small outside, endless inside.


def noise(times: int, pattern: bytes) -> bytes:
    """The pattern again and again, each time with other digits, so that it does not shrink to nothing."""
    digits = pattern.count(b"%x")
    return b"".join(pattern % ((hash((number, 1)) & 0xFFFFF,) * digits) for number in range(times))


def bomb(size: int) -> bytes:
    return word_package(b"<a>" + b" " * size + b"</a>")


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


def test_a_hundred_thousand_parts_are_refused() -> None:
    parts = {f"word/media/{number}.xml": b"" for number in range(100_000)}
    assert refused(package(parts, method=zipfile.ZIP_STORED)) == "too-many-parts"


def test_a_part_under_a_password_is_encrypted() -> None:
    data = bytearray(word_package())
    data[data.rfind(b"PK\x01\x02") + 8] |= 1
    assert refused(bytes(data)) == "encrypted"


def test_xml_too_large_to_hold_is_refused() -> None:
    noise = b"".join(b"<b%d/>" % number for number in range(6_000_000))
    assert refused(word_package(b"<a>" + noise + b"</a>")) == "too-large-inside"


# Workbooks: a sheet unfolds to a full rectangle.


def test_a_million_empty_rows_are_refused_with_what_to_delete() -> None:
    rows = b"".join(b'<row r="%d" spans="1:9"/>' % number for number in range(1, 1_000_001))
    assert refused(sheet_package(rows)) == "too-many-rows"


def test_rows_of_empty_framed_cells_are_refused() -> None:
    cells = b"".join(b'<c r="%c1" s="3"/>' % letter for letter in b"ABCDEFGHI")
    assert refused(sheet_package(b"<row>" + cells * 150_000 + b"</row>")) == "too-many-rows"


def test_two_words_in_opposite_corners_are_refused() -> None:
    rows = b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    assert refused(sheet_package(rows)) == "sheet-too-wide"


def test_an_empty_cell_far_away_does_no_harm() -> None:
    rows = b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="2"/></row>'
    assert let_in(sheet_package(rows)).kind is Kind.XLSX


def test_a_long_text_used_by_every_cell_is_refused() -> None:
    strings = b"<sst><si><t>" + b"x" * 30_000 + b"</t></si></sst>"
    rows = b"<row>" + b'<c t="s"><v>0</v></c>' * 20_000 + b"</row>"
    assert refused(sheet_package(rows, **{"xl/sharedStrings.xml": strings})) == "too-large-inside"


def test_three_thousand_usual_rows_are_let_in() -> None:
    workbook = openpyxl.Workbook()
    for number in range(3000):
        workbook.active.append([number, *[SENTENCE] * 8])
    assert let_in(saved(workbook)).kind is Kind.XLSX


# Text.

CODES = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"]


@pytest.mark.parametrize("code", CODES)
def test_text_is_read_in_every_form_of_unicode(code: str) -> None:
    assert let_in(SENTENCE.encode(code), "bao-cao.txt").text == SENTENCE


def test_text_in_windows_1258_is_read() -> None:
    marks = {"à": "a\u0300", "ế": "ê\u0301", "ạ": "a\u0323", "ầ": "â\u0300", "ị": "i\u0323"}
    words = "Thầy và trò chế tạo xe, thị sát kế hoạch"
    spelled = "".join(marks.get(letter, letter) for letter in words).replace("ò", "o\u0300").replace("á", "a\u0301")
    assert decode_text(spelled.encode("cp1258")) == words


def test_text_in_tcvn3_is_read() -> None:
    assert decode_text(b"Tr\xad\xeang Ti\xd3u h\xe4c \xa7\xe5ng Xanh, k\xd5 ho\xb9ch c\xb6i ti\xd5n") == (
        "Trường Tiểu học Đồng Xanh, kế hoạch cải tiến"
    )


def test_text_in_vni_is_read() -> None:
    assert decode_text("Tröôøng Tieåu hoïc Ñoàng Xanh, keá hoaïch caûi tieán".encode("latin-1")) == (
        "Trường Tiểu học Đồng Xanh, kế hoạch cải tiến"
    )


def test_a_text_with_one_broken_letter_is_still_read() -> None:
    assert (decode_text(SENTENCE.encode() + b"\xe1\xba") or "").startswith(SENTENCE)


# The heaviest, each in a process of its own, so that its memory is known.

_MEASURED = """
import json, sys, time
from pathlib import Path
from caitien.documents.gate.package import open_package
data = Path(sys.argv[1]).read_bytes()
start = time.perf_counter()
answer = open_package(data, "bao-cao.docx")
seconds = time.perf_counter() - start
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
