"""Packages as they come to the gate: Word and Excel files part by part, and what was never meant to be opened."""

import io
import struct
import zipfile
from functools import cache

import docx

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


def noise(times: int, pattern: bytes) -> bytes:
    """The pattern again and again, each time with other digits, so that it does not shrink to nothing."""
    digits = pattern.count(b"%x")
    return b"".join(pattern % ((hash((number, 1)) & 0xFFFFF,) * digits) for number in range(times))


@cache
def bomb(size: int) -> bytes:
    return word_package(b"<a>" + b" " * size + b"</a>")
