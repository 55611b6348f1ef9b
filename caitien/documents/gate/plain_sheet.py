"""A sheet's values alone (giá trị của trang tính): what is left where its formats are damaged. Written anew, as XML.

Whatever is not what it says it is, a number that is none, a day that does not exist, a text without a text, is kept as
the words that stand there, or left out where there are none.
"""

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from io import BytesIO
from typing import Final
from xml.sax.saxutils import escape

from lxml import etree
from openpyxl.utils import get_column_letter

from caitien.documents.gate.sheet_size import MAX_CELLS, Area, SheetSize, place_of

_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_UNWRITABLE: Final = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def plain_sheet(xml: bytes, size: SheetSize, texts: Sequence[str]) -> bytes:
    """The sheet with its values, merged areas and hidden columns; ``texts`` are the shared ones."""
    rows = "".join(_rows(xml, texts))
    merged = written_area(size.merged, "")
    return f'<worksheet xmlns="{_MAIN}">{_hidden(xml)}<sheetData>{rows}</sheetData>{merged}</worksheet>'.encode()


def written_area(areas: Sequence[Area], prefix: str) -> str:
    """Merged areas as a sheet has them; "" where there are none."""
    inner = "".join(
        f'<{prefix}mergeCell ref="{get_column_letter(left)}{top}:{get_column_letter(right)}{bottom}"/>'
        for top, left, bottom, right in areas
    )
    return f"<{prefix}mergeCells>{inner}</{prefix}mergeCells>" if inner else ""


def plain_strings(xml: bytes) -> list[str]:
    """The shared texts in their order, as far as they can be read."""
    return [_text_of(item) for item in _stream(xml, "si")]


def plain_comments(xml: bytes, size: SheetSize) -> bytes:
    """Comments on cells of a sheet, where they would not unfold it; b"" where there are none."""
    found = {}
    for comment in _stream(xml, "comment"):
        reference = comment.get("ref") or ""
        place = place_of(reference)
        if place and max(place[0], size.last_row) * max(place[1], size.last_column) <= MAX_CELLS // 10:
            found[reference.replace("$", "")] = _text_of(comment)
    inner = "".join(
        f'<comment ref="{where}" authorId="0"><text><t xml:space="preserve">{_written(text)}</t></text></comment>'
        for where, text in found.items()
    )
    head = f'<comments xmlns="{_MAIN}"><authors><author/></authors>'
    return f"{head}<commentList>{inner}</commentList></comments>".encode() if inner else b""


def _stream(xml: bytes, name: str) -> Iterator[etree._Element]:
    """Elements of that name one by one, each let go after a look; what is damaged is passed over."""
    if not xml:
        return
    options = {"resolve_entities": False, "no_network": True, "load_dtd": False, "recover": True}
    for _, element in etree.iterparse(BytesIO(xml), tag=f"{{*}}{name}", **options):
        yield element
        element.clear(keep_tail=True)


def _rows(xml: bytes, texts: Sequence[str]) -> Iterator[str]:
    last = 0
    for row in _stream(xml, "row"):
        given = place_of(f"A{row.get('r')}")
        last = given[0] if given and last < given[0] else last + 1
        cells = "".join(_cells(row, last, texts))
        hidden = ' hidden="1"' if row.get("hidden") in ("1", "true") else ""
        if cells:
            yield f'<row r="{last}"{hidden}>{cells}</row>'


def _cells(row: etree._Element, number: int, texts: Sequence[str]) -> Iterator[str]:
    column = 0
    for cell in row.iterchildren("{*}c"):
        place = place_of(cell.get("r") or "")
        column = place[1] if place and place[1] > column else column + 1
        content = _content(cell, texts)
        if content:
            yield content.replace("<c", f'<c r="{get_column_letter(min(column, 16_384))}{number}"', 1)


def _content(cell: etree._Element, texts: Sequence[str]) -> str:
    """A cell without its place: a number, yes or no, a day, or words."""
    kind, value = cell.get("t") or "n", (cell.findtext("{*}v") or "").strip()
    if kind == "inlineStr":
        return _worded(_text_of(cell.find("{*}is")))
    if kind == "s":
        return _worded(texts[int(value)] if value.isdecimal() and len(value) < 8 and int(value) < len(texts) else "")
    if kind == "n" and _is_number(value):
        return f"<c><v>{value}</v></c>"
    if kind == "b" and value in ("0", "1"):
        return f'<c t="b"><v>{value}</v></c>'
    return _worded(_day(value) if kind == "d" else value)


def _worded(text: str) -> str:
    return f'<c t="inlineStr"><is><t xml:space="preserve">{_written(text)}</t></is></c>' if text else ""


def _written(text: str) -> str:
    return escape(_UNWRITABLE.sub("", text))


def _is_number(value: str) -> bool:
    try:
        return math.isfinite(float(value)) and "_" not in value
    except ValueError:
        return False


def _day(value: str) -> str:
    """A day as it is written in a paper; the words as they are where they name none."""
    try:
        return datetime.fromisoformat(value).strftime("%d/%m/%Y")
    except ValueError:
        return value


def _text_of(element: etree._Element | None) -> str:
    """The runs of a text together; how it is to be pronounced (rPh) left out."""
    if element is None:
        return ""
    return "".join(
        run.text or ""
        for run in element.iter("{*}t")
        if not any(etree.QName(above).localname == "rPh" for above in run.iterancestors())
    )


def _hidden(xml: bytes) -> str:
    """The columns that are hidden."""
    columns = "".join(_hidden_columns(xml))
    return f"<cols>{columns}</cols>" if columns else ""


def _hidden_columns(xml: bytes) -> Iterable[str]:
    for column in _stream(xml, "col"):
        first, last = column.get("min") or "", column.get("max") or ""
        fits = first.isdecimal() and last.isdecimal() and 0 < int(first) <= int(last) <= 16_384
        if fits and column.get("hidden") in ("1", "true"):
            yield f'<col min="{first}" max="{last}" width="9" hidden="1"/>'
