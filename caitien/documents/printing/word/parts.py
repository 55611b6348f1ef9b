"""The parts of a Word file, and how they become one (các phần của tệp Word).

Written by hand rather than from python-docx's own template: that brings 900 kB of another house's styles, a thumbnail
and an English spelling language, costs ten times the time of the whole paper, and makes no two files alike. The same
Paper always gives the same bytes.
"""

import io
import zipfile
from collections.abc import Mapping
from typing import Final

from caitien.documents.printing.qr import qr_png
from caitien.documents.printing.word.marks import QR_LINK, across_the_page
from caitien.documents.printing.word.markup import NAMESPACES, escape
from caitien.documents.printing.word.page import header
from caitien.documents.printing.word.styles import styles_part
from caitien.domain.papers.paper_marks import Marks

_DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MADE: Final = (1980, 1, 1, 0, 0, 0)  # the earliest a zip can say: a file's bytes do not tell when it was made
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_WORD_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def pack(document: str, title: str, author: str, marks: Marks) -> bytes:
    """The bytes of a Word file around the markup of its body; ``marks`` brings the words across its pages and the
    picture of its QR."""
    across = [across_the_page(number) if marks.demo else "" for number in (1, 2)]
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": _CONTENT_TYPES,
        "_rels/.rels": _ROOT,
        "docProps/core.xml": _core(title, author),
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{document}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relationships(*_LINKS, *([_QR] if marks.code else [])),
        "word/styles.xml": styles_part(),
        "word/settings.xml": _SETTINGS,
        "word/header1.xml": header(across[0], numbered=True),
        "word/header2.xml": header(across[1], numbered=False),
    }
    if marks.code:
        parts["word/media/qr.png"] = qr_png(marks.scanned)
    return _zipped(parts)


def _zipped(parts: Mapping[str, str | bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as package:
        for name, part in parts.items():
            entry = zipfile.ZipInfo(name, _MADE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, part if isinstance(part, bytes) else (_DECLARATION + part).encode())
    return held.getvalue()


def _core(title: str, author: str) -> str:
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>{escape(author)}</dc:creator>"
        "<dc:language>vi-VN</dc:language></cp:coreProperties>"
    )


def _relationships(*links: tuple[str, str, str]) -> str:
    lines = "".join(f'<Relationship Id="{key}" Type="{kind}" Target="{target}"/>' for key, kind, target in links)
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'


def _content_types(**parts: str) -> str:
    lines = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in parts.items())
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
        f"{lines}</Types>"
    )


_ROOT: Final = _relationships(
    ("rId1", f"{_OFFICE}/officeDocument", "word/document.xml"),
    ("rId2", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
)
_LINKS: Final = (
    ("rIdStyles", f"{_OFFICE}/styles", "styles.xml"),
    ("rIdSettings", f"{_OFFICE}/settings", "settings.xml"),
    ("rIdHeader", f"{_OFFICE}/header", "header1.xml"),
    ("rIdFirst", f"{_OFFICE}/header", "header2.xml"),
)
_QR: Final = (QR_LINK, f"{_OFFICE}/image", "media/qr.png")
_CONTENT_TYPES: Final = _content_types(
    **{
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "word/document.xml": f"{_WORD_TYPE}.document.main+xml",
        "word/styles.xml": f"{_WORD_TYPE}.styles+xml",
        "word/settings.xml": f"{_WORD_TYPE}.settings+xml",
        "word/header1.xml": f"{_WORD_TYPE}.header+xml",
        "word/header2.xml": f"{_WORD_TYPE}.header+xml",
    }
)
_SETTINGS: Final = (  # without the compatibility mode Word opens the file as one of 2007
    f'<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>'
    '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" '
    'w:val="15"/></w:compat><w:themeFontLang w:val="vi-VN"/></w:settings>'
)
