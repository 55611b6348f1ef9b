"""Kind of a file told from its content (loại tệp): a name can lie, the first bytes and the parts inside do not."""

import re
from collections.abc import Collection
from enum import StrEnum


class Kind(StrEnum):
    """What a readable file is (loại tệp); the value is the suffix LibreOffice and people use for it."""

    DOCX = "docx"
    XLSX = "xlsx"
    PDF = "pdf"
    TEXT = "txt"
    DOC = "doc"
    XLS = "xls"
    ODT = "odt"
    ODS = "ods"
    RTF = "rtf"
    HTML = "html"


# (first bytes, code of the refusal): files that are nothing a plan could stand in.
STRANGERS = (
    (b"MZ", "program"),
    (b"\x7fELF", "program"),
    (b"\xff\xd8\xff", "picture"),
    (b"\x89PNG\r\n", "picture"),
    (b"GIF8", "picture"),
    (b"II*\x00", "picture"),
    (b"MM\x00*", "picture"),
    (b"RIFF", "unknown"),
    (b"Rar!\x1a\x07", "archive"),
    (b"7z\xbc\xaf", "archive"),
    (b"\x1f\x8b", "archive"),
    (b"MIME-Version:", "web-archive"),
    (b"\x00\x00\x00\x1cftyp", "picture"),  # HEIC, the photographs of a telephone
    (b"\x00\x00\x00\x18ftyp", "picture"),
)

# (a part of the package, what the package is), the first that is there decides.
_PACKAGE_SIGNS: tuple[tuple[str, Kind | str], ...] = (
    ("word/vbaProject.bin", "macros"),
    ("xl/vbaProject.bin", "macros"),
    ("xl/workbook.bin", "xlsb"),
    ("ppt/presentation.xml", "slides"),
    ("word/document.xml", Kind.DOCX),
    ("xl/workbook.xml", Kind.XLSX),
    ("Index/Document.iwa", "pages"),
)
_MACRO_TYPE = b"macroEnabled"
_OPEN_DOCUMENTS: dict[bytes, Kind | str] = {
    b"application/vnd.oasis.opendocument.text": Kind.ODT,
    b"application/vnd.oasis.opendocument.text-template": Kind.ODT,
    b"application/vnd.oasis.opendocument.spreadsheet": Kind.ODS,
    b"application/vnd.oasis.opendocument.spreadsheet-template": Kind.ODS,
    b"application/vnd.oasis.opendocument.presentation": "slides",
}
_ODF_MACRO = re.compile(r"^(?:Basic|Scripts)/.+\.(?:xml|py|js|bsh)$")
_OVERRIDE = re.compile(rb"<Override\b[^<>]*>")
_PART_NAME = re.compile(rb'\bPartName="/([^"]+)"')
_MAIN_TYPE = re.compile(rb"wordprocessingml\.(?:document|template)\.main\+xml")


def kind_of_package(names: Collection[str], mimetype: bytes | None, content_types: bytes | None) -> Kind | str:
    """What a zip is, or the code of its refusal; OpenDocument says it in ``mimetype``, Word in ``content_types``."""
    if mimetype is not None:
        return "macros" if any(map(_ODF_MACRO.match, names)) else _OPEN_DOCUMENTS.get(mimetype.strip(), "archive")
    if content_types is not None and _MACRO_TYPE in content_types:
        return "macros"
    found = next((found for part, found in _PACKAGE_SIGNS if part in names), None)
    return found or (Kind.DOCX if main_part(content_types or b"") in names else "archive")


def main_part(content_types: bytes) -> str:
    """The part a Word file's text is in, as its list of types has it: Word on the web calls it ``document2.xml``."""
    for entry in _OVERRIDE.findall(content_types):
        name = _PART_NAME.search(entry)
        if name and _MAIN_TYPE.search(entry):
            return name[1].decode("utf-8", "replace")
    return ""


_HTML = re.compile(
    rb"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype\s+html|html|head|body|table|meta)\b",
    re.I | re.S,
)
_XML = re.compile(rb"^\s*<\?(?:xml\b|mso-application)", re.I)


def _is_bitmap(data: bytes) -> bool:
    """Whether it is a Windows bitmap: words that begin with "BM" (as "BM01") are text, its header has four zeros."""
    return data.startswith(b"BM") and data[6:10] == b"\0\0\0\0"


def kind_of_bytes(data: bytes) -> Kind | str | None:
    """What a file neither zip nor OLE is, the code of its refusal, or None: perhaps text. Looks at its head only."""
    for start, code in STRANGERS:
        if data.startswith(start):
            return code
    if _is_bitmap(data):
        return "picture"
    head = data[:4096].removeprefix(b"\xef\xbb\xbf")
    if b"%PDF-" in head[:1024]:
        return Kind.PDF
    if head.startswith(b"{\\rtf"):
        return Kind.RTF
    if _HTML.match(head):
        return Kind.HTML
    return "xml" if _XML.match(head) else None
