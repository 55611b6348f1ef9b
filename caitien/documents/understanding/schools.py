"""Blocks of a file → the schools it lists (đọc danh bạ trường): tables with a header that has a code and a name."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from caitien.documents.blocks import Pages, Row, Table
from caitien.documents.understanding.tables.grid import is_numbering, plain
from caitien.documents.understanding.tables.header import FURTHEST_HEADER
from caitien.documents.understanding.tables.labels import folded_heading
from caitien.domain.paper import Place
from caitien.domain.schools_listed import SchoolList, SchoolRow, proper_code
from caitien.domain.texts.folding import fold, one_line

_HEADINGS: Final = tuple(  # the first pattern that fits a heading tells its field
    (name, re.compile(pattern))
    for name, pattern in (
        ("other", r"^(?:so )?(?:tt|stt)\b|\bma (?:xa|phuong|tinh|huyen)\b"),
        ("joined_to", r"\bma\b.{0,60}\b(?:sau sap nhap|nhap vao|moi)\b|\bsap nhap vao\b|\bnhap vao\b"),
        ("until", r"\bhet han\b|\bden ngay\b|\bgia tri den\b"),
        ("national", r"\bcqg\b|\bchuan quoc gia\b"),
        ("level", r"\bkdcl\w{0,2}\b|\bkiem dinh\b"),
        ("code", r"\bma (?:so )?(?:truong|dinh danh|don vi|co so|bo|moet|gddt)\b|^ma$|\bmoet\b"),
        ("contact", r"\blien he\b|\bdien thoai\b|\bthu dien tu\b|\be ?-?mail\b|^sdt\b|\bdau moi\b"),
        ("name", r"^ten\b|\bten (?:truong|don vi|co so)\b|^truong$|^(?:don vi|co so giao duc)$"),
        ("kind", r"\bloai (?:hinh|truong)\b|\bcap hoc\b|^cap$|^bac hoc$"),
        ("commune", r"\b(?:phuong|xa|dac khu)\b"),
    )
)
_LONGEST_HEADING: Final = 60


@dataclass(frozen=True, slots=True)
class _Columns:
    """The columns of a list (các cột): grid column → field, the header row, headings nobody asked for."""

    fields: Mapping[int, str]
    header: int
    ignored: tuple[str, ...]


def school_list(pages: Pages) -> SchoolList:
    """The schools of every list in a file, in order; none where it holds no list. Linear in the file."""
    rows: list[SchoolRow] = []
    ignored: list[str] = []
    for table in pages.blocks:
        columns = _find_columns(table) if isinstance(table, Table) else None
        if columns and isinstance(table, Table):
            rows += _listed(table, columns)
            ignored += columns.ignored
    return SchoolList(tuple(rows), tuple(dict.fromkeys(ignored)))


def _find_columns(table: Table) -> _Columns | None:
    for row in table.rows[:FURTHEST_HEADER]:
        fields = {cell.column: field for cell in row.cells if (field := _field(plain(cell.text)))}
        if {"code", "name"} <= set(fields.values()):
            known = {column: field for column, field in fields.items() if field != "other"}
            unused = (one_line(cell.text) for cell in row.cells if cell.column not in known)
            return _Columns(known, row.number, tuple(text for text in unused if text and not _is_counter(text)))
    return None


def _is_counter(text: str) -> bool:
    return fold(text) in {"tt", "stt", "so tt"}


def _field(heading: str) -> str:
    folded = folded_heading(heading) if len(heading) <= _LONGEST_HEADING else ""
    return next((name for name, pattern in _HEADINGS if folded and pattern.search(folded)), "")


def _listed(table: Table, columns: _Columns) -> Iterator[SchoolRow]:
    for row in table.rows:
        if row.number <= columns.header or is_numbering(row):
            continue
        found = _texts(row, columns.fields)
        if found.get("code") or (found.get("name") and len(found) > 1):  # a name alone is a heading between lines
            place = (
                Place(sheet=table.sheet, row=row.number) if table.sheet else Place(table=table.number, row=row.number)
            )
            yield SchoolRow(**{"code": "", **found, "place": str(place)})


def _texts(row: Row, fields: Mapping[int, str]) -> dict[str, str]:
    """Field → what the row says; of two columns of one field the first that says something."""
    found: dict[str, str] = {}
    for cell in row.cells:
        field, text = fields.get(cell.column, ""), one_line(plain(cell.text))
        if field and text:
            found.setdefault(field, proper_code(text) if field in {"code", "joined_to"} else text)
    return found
