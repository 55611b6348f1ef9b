"""Paragraphs and tables as WordprocessingML text (mã Word của đoạn và bảng).

Text in, markup out: a table of 3,000 rows is one join of strings, where building elements one by one takes many times
as long. Lengths are in twentieths of a point (1 mm = 56.7).
"""

import re
from collections.abc import Iterable, Sequence
from typing import Final

NAMESPACES: Final = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_SPECIAL: Final = re.compile('[&<>"\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]')
_ENTITIES: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}


def twips(millimetres: float) -> int:
    """Millimetres in twentieths of a point, Word's unit of length."""
    return round(millimetres * 1440 / 25.4)


def escape(text: str) -> str:
    """Text for XML: entities for its marks, and without the characters XML 1.0 cannot hold."""
    return _SPECIAL.sub(lambda found: _ENTITIES.get(found[0], ""), text) if _SPECIAL.search(text) else text


def run(text: str) -> str:
    """A run of text, its line ends kept as line breaks."""
    lines = escape(text).split("\n")
    return "<w:r>" + "<w:br/>".join(f'<w:t xml:space="preserve">{line}</w:t>' for line in lines) + "</w:r>"


def paragraph(style: str, text: str = "", properties: str = "") -> str:
    """One paragraph in a style; ``properties`` are further paragraph properties, as markup."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{run(text) if text else ""}</w:p>'


def paragraphs(style: str, text: str) -> str:
    """A paragraph for each line of a text; an empty text is one empty paragraph."""
    return "".join(paragraph(style, line) for line in text.split("\n"))


def rule(width: int, room: int) -> str:
    """A line across the middle of a column ``room`` wide (đường kẻ ngang), ``width`` long."""
    side = max(0, (room - width) // 2)
    return paragraph("KeNgang", properties=f'<w:ind w:left="{side}" w:right="{side}"/>')


def cell(content: str, width: int, properties: str = "") -> str:
    """A table cell around paragraphs; ``properties`` are its merges, as markup."""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{properties}</w:tcPr>{content}</w:tc>'


def row(cells: Iterable[str], header: bool = False) -> str:
    """A table row that stays whole on a page; a header row repeats on each page."""
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' * header}</w:trPr>{''.join(cells)}</w:tr>"


def table(style: str, widths: Sequence[int], rows: Iterable[str]) -> str:
    """A table of fixed column widths."""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    about = (
        f'<w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0000"/>'
    )
    return f"<w:tbl><w:tblPr>{about}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"
