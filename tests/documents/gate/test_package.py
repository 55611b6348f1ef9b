"""An's school sends whatever it has; the gate lets papers in and says of everything else what it is and what to do."""

import struct
from pathlib import Path

import openpyxl
import pytest

from caitien.documents.gate.kinds import Kind
from caitien.documents.gate.package import MAX_BYTES, parse_xml
from tests.documents.at_the_gate import let_in, refused
from tests.specimens.packages import DOCUMENT, SENTENCE, ole, package, saved, word_file, word_package


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


def _odf(kind: bytes) -> dict[str, bytes]:
    """The parts of an empty OpenDocument file."""
    return {"mimetype": b"application/vnd.oasis.opendocument." + kind, "content.xml": b"<content/>"}


CONTENTS: dict[str, tuple[bytes, Kind]] = {
    "pdf": (b"%PDF-1.7\n%\xe2\xe3", Kind.PDF),
    "pdf after a mail header": (b"\r\n\r\n%PDF-1.4\n", Kind.PDF),
    "rtf": (b"{\\rtf1\\ansi}", Kind.RTF),
    "a page of the web saved as .doc": (b"\xef\xbb\xbf\r\n<html xmlns:o='urn:x'><body>", Kind.HTML),
    "old Word": (ole("WordDocument", "1Table"), Kind.DOC),
    "old Excel": (ole("Workbook"), Kind.XLS),
    "OpenDocument text": (package(_odf(b"text")), Kind.ODT),
    "OpenDocument sheet": (package(_odf(b"spreadsheet")), Kind.ODS),
    "text": (SENTENCE.encode(), Kind.TEXT),
}


@pytest.mark.parametrize("case", CONTENTS)
def test_the_kind_is_told_from_the_content(case: str) -> None:
    data, kind = CONTENTS[case]
    assert let_in(data, "tep.txt" if kind is Kind.TEXT else "tep.doc").kind is kind


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
