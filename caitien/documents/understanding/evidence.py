"""Blocks of a file → the list of evidence (đọc danh mục minh chứng).

Reads the 7-column list of the 2018 sets, the 5-column one of Thông tư 57/2026, and what schools make of them, with the
columns of their own. A merged
criterion cell counts for every row it covers; a header pasted again, a numbering row and the rows that only name a
standard are no items. A code typed over the header of its column is kept, as an item without a name.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from caitien.documents.blocks import Pages, Row, Table
from caitien.documents.understanding.marks import code_of, standard_of
from caitien.documents.understanding.tables.grid import is_numbering, key, plain, words_of
from caitien.documents.understanding.tables.header import FURTHEST_HEADER
from caitien.documents.understanding.tables.labels import folded_heading
from caitien.domain.evidence.codes import codes_in
from caitien.domain.evidence.listed import EvidenceItem
from caitien.domain.paper import Place
from caitien.domain.texts.folding import clean

_HEADINGS: Final = tuple(  # the first pattern that fits a heading tells its field
    (name, re.compile(pattern))
    for name, pattern in (
        ("criterion", r"^(ma )?(tieu chi|chi bao|tc\b)"),
        ("code", r"^ma (so )?(hoa )?(cua )?(cac )?(minh chung|mc)|^(ma|ma so|ma hoa)$|^ky hieu"),
        ("name", r"^ten|^(noi dung )?(cac )?minh chung\b"),
        ("location", r"dinh dang|vi tri|duong dan|luu tru|\blink\b"),
        ("issuer", r"^(noi|co quan|don vi|nguoi) (ban hanh|thuc hien|cap)|nhom, ca nhan"),
        ("issued", r"ngay|thoi diem|thoi gian|^so\b.*ban hanh"),
        ("note", r"^ghi chu"),
        ("keeper", r"^(nguoi|don vi|bo phan) (phu trach|giu|quan ly|luu)"),
        ("state", r"^(trang thai|tinh trang)$"),
    )
)
_KEPT: Final = frozenset(("code", "name", "issued", "issuer", "location", "note", "keeper", "state"))
_NUMBERS: Final = re.compile(r"^(so )?(tt|stt|thu tu)$|^#$|^(ma )?tieu chuan")  # say nothing the code does not say
_OTHERS: Final = frozenset(("code", "issuer", "location"))  # columns of a list besides the name of each thing
_LOOSELY: Final = _OTHERS | {"criterion", "state", "keeper"}  # where a file is known to be a list
_CODES: Final = re.compile(r"\d{1,2}\.\d{1,2}(?!\.?\d)")
_BARE_CRITERION: Final = re.compile(r"^\W*\d{1,2}\.\d{1,2}\W*")


def evidence_items(pages: Pages) -> tuple[EvidenceItem, ...]:
    """The items of every list of evidence in a file, in order; empty where it holds none. Linear in the file."""
    reader = _Reader()
    for block in pages.blocks:
        if isinstance(block, Table):
            reader.table(block)
        else:
            reader.name(clean(block.text))
    return tuple(reader.items)


@dataclass(frozen=True, slots=True)
class _Columns:
    """The columns of a list (các cột): grid column → field, and the header row, to know it when pasted again."""

    fields: Mapping[int, str]
    own: Mapping[int, str]  # grid column → heading, of the columns of the school's own
    header: tuple[str, ...]
    start: int  # number of its row


@dataclass(slots=True)
class _Reader:
    """One reading of one file (lần đọc): the criterion the rows stand under, the columns of the list under way."""

    items: list[EvidenceItem] = field(default_factory=list)
    criterion: str = ""
    columns: _Columns | None = None
    also: tuple[str, ...] = ()

    def table(self, table: Table) -> None:
        """Take in a table: a list with its header, or one that goes on from the list before it."""
        rows = [row for row in table.rows if words_of(row)]
        found = _find_columns(rows, _LOOSELY)
        if found is not None and (self.columns is None or found.header != self.columns.header):
            self.columns = found
            self.items += _typed_over(table, rows, found)
            rows = [row for row in rows if row.number > found.start]
        if self.columns is not None and (found is not None or _goes_on(rows, self.columns)):
            for row in rows:
                self._take_row(table, row, self.columns)

    def _take_row(self, table: Table, row: Row, columns: _Columns) -> None:
        if key(row) == columns.header or is_numbering(row):
            return
        if len(words_of(row)) == 1 and self.name(plain(words_of(row)[0])):
            return
        texts = _texts(row, columns)
        self._criteria(texts.get("criterion", ""))
        told: dict[str, Any] = {name: text for name, text in texts.items() if name in _KEPT and text}
        if "name" in told or "code" in told:
            own = {heading: text for heading, text in _own_texts(row, columns) if text}
            where: dict[str, Any] = {"criterion": self.criterion, "also": self.also, "place": _place(table, row)}
            self.items.append(EvidenceItem(**where, **told, extra=own))

    def _criteria(self, text: str) -> None:
        """Take the criteria of a cell for its row and those below it that name none: "1.1; 3.1" is two."""
        codes = list(dict.fromkeys(_CODES.findall(text)))
        if text and not (len(codes) > 1 and _CODES.sub("", text).strip(" ;,/+&và\n") == ""):
            self.also = ()
            self.name(text)
        elif codes:
            self.criterion, self.also = codes[0], tuple(codes[1:])

    def name(self, text: str) -> bool:
        """Take the name of a criterion or a standard for the rows below it; whether the text was one."""
        found = code_of(text) if text.startswith(("T", "t")) or _BARE_CRITERION.fullmatch(text) else None
        if found is not None:
            self.criterion = found.criterion
            return True
        standard = standard_of(text)
        if standard is not None and not self.criterion.startswith(f"{standard[0]}."):
            self.criterion = ""
        return standard is not None


def is_evidence_list(rows: Sequence[Row]) -> bool:
    """Whether a table is a list of evidence by its headings (danh mục minh chứng)."""
    return _find_columns(rows, _OTHERS) is not None


def _find_columns(rows: Sequence[Row], others: frozenset[str]) -> _Columns | None:
    """The columns of a list among the first rows of a table: one that names evidence, and one of the ``others``."""
    for row in rows[:FURTHEST_HEADER]:
        fields = _fields(row)
        if "name" in fields.values() and others & set(fields.values()):
            return _Columns(fields, _own_headings(row, fields), key(row), row.number)
    return None


def _own_headings(row: Row, fields: Mapping[int, str]) -> dict[int, str]:
    """The headings that are no field of ours (cột riêng), each once."""
    found: dict[int, str] = {}
    for cell in row.cells:
        heading = plain(cell.text).replace("\n", " ")
        known = cell.column in fields or heading in found.values() or _NUMBERS.search(folded_heading(heading))
        if heading and not known:
            found[cell.column] = heading
    return found


def _own_texts(row: Row, columns: _Columns) -> Iterator[tuple[str, str]]:
    return ((columns.own[cell.column], plain(cell.text)) for cell in row.cells if cell.column in columns.own)


def _fields(row: Row) -> dict[int, str]:
    fields: dict[int, str] = {}
    for cell in row.cells:
        text = plain(cell.text)
        name = "code" if any(codes_in(text)) else _field(text)
        if name and name not in fields.values():
            fields[cell.column] = name
    return fields


def _field(text: str) -> str:
    folded = folded_heading(text)
    return next((name for name, pattern in _HEADINGS if pattern.search(folded)), "")


def _typed_over(table: Table, rows: Sequence[Row], columns: _Columns) -> Iterator[EvidenceItem]:
    """A code that stands where the heading of its column should (mã gõ đè lên đầu cột)."""
    header = next(row for row in rows if row.number == columns.start)
    for cell in header.cells:
        if any(codes_in(cell.text)):
            yield EvidenceItem(code=plain(cell.text), place=f"{_place(table, header)}, đầu bảng")


def _goes_on(rows: Sequence[Row], columns: _Columns) -> bool:
    """Whether a table without header is the list's next page: some row has a code in the column of codes."""
    return any(any(codes_in(_texts(row, columns).get("code", ""))) for row in rows)


def _texts(row: Row, columns: _Columns) -> dict[str, str]:
    return {columns.fields[cell.column]: plain(cell.text) for cell in row.cells if cell.column in columns.fields}


def _place(table: Table, row: Row) -> str:
    place = Place(page=row.page, table=table.number, row=row.number, sheet=table.sheet)
    return str(replace(place, table=None) if table.sheet else place)
