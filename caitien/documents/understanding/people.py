"""Blocks of a file → the people it lists (đọc danh sách người).

Reads what school offices keep: a header with or without titles above it, the name in one column or in two (họ đệm,
tên), a line that names the unit of the people below it, a sheet a unit. Pasted lines need no header.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from caitien.documents.blocks import Block, Cell, Pages, Paragraph, Row, Table
from caitien.documents.understanding.tables.grid import is_numbering, plain
from caitien.documents.understanding.tables.header import FURTHEST_HEADER
from caitien.documents.understanding.tables.labels import folded_heading
from caitien.domain.paper import Place
from caitien.domain.people.listed import PeopleList, PersonRow, proper_email, proper_name
from caitien.domain.texts.folding import fold, one_line

_HEADINGS: Final = tuple(  # the first pattern that fits a heading tells its field
    (name, re.compile(pattern))
    for name, pattern in (
        ("email", r"\be ?-?mail\b|\bthu dien tu\b|\bhop thu\b|^gmail$"),
        (
            "other",
            r"^(?:so )?(?:tt|stt|dt|dien thoai)\b|ngay|nam sinh|gioi tinh|dia chi|\bcccd\b|trinh do|^mon\b|^lop\b",
        ),
        ("family", r"^ho(?: va)?(?: ten)? ?,? ?(?:dem|lot)$|^ho$"),
        ("given", r"^ten$"),
        (
            "name",
            r"\bho (?:va |, ?)?ten\b|^ten (?:can bo|giao vien|nhan vien|nguoi|thanh vien)|^(?:can bo|giao vien)\b",
        ),
        ("unit", r"^to\b|\bto chuyen mon\b|^(?:don vi|bo phan|phong ban|nhom|to bo mon)\b|^doan the\b"),
        ("post", r"\bchuc (?:vu|danh|trach)\b|\bvai tro\b|\bnhiem vu\b"),
    )
)
_UNIT: Final = re.compile(
    r"^(?:[ivx]{1,4}|[a-h]|\d{1,2})?[.)/: ]*"
    r"((?:to|nhom|khoi|phong|ban|bo phan|doan|cong doan|chi bo|van phong|doi|hoi)\b(?! (?:truong|pho)\b).*)"
)
_NUMBER: Final = re.compile(r"[\d.()/ -]*")
_SPLIT: Final = re.compile(r"\t|;| \| |, ")
_MARK: Final = re.compile(r"^\s*(?:\d{1,3}[.)]|[-+*•])\s+")
_TITLE: Final = re.compile(
    r"^(?:danh sach|so giao duc|ubnd|truong (?:tieu hoc|th|mam non|pho thong)|cong hoa|nam hoc)\b"
)
Texts = Mapping[str, str]  # field → what its columns say


@dataclass(frozen=True, slots=True)
class _Columns:
    """The columns of a list (các cột): grid column → field, the header row, headings nobody asked for."""

    fields: Mapping[int, str]
    header: int  # number of its row
    ignored: tuple[str, ...] = ()


def people_list(pages: Pages) -> PeopleList:
    """The people of every list in a file, in order; none where it holds no list. Linear in the file."""
    rows: list[PersonRow] = []
    ignored: list[str] = []
    for table in _tables(pages.blocks):
        columns = _find_columns(table.rows)
        if columns:
            rows += _listed(table, columns)
            ignored += columns.ignored
        elif table.ragged:
            rows += _told_by_content(table)
    return PeopleList(tuple(rows), tuple(dict.fromkeys(ignored)))


def _tables(blocks: Sequence[Block]) -> Iterator[Table]:
    """The tables, and each run of lines between them as one: names pasted one below the other."""
    lines: list[Row] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            lines.append(_split(block, len(lines) + 1))
            continue
        yield from _as_table(lines)
        lines = []
        yield block
    yield from _as_table(lines)


def _as_table(lines: Sequence[Row]) -> Iterator[Table]:
    if lines:
        yield Table(list(lines), 0, ragged=True)


def _split(line: Paragraph, number: int) -> Row:
    parts = _SPLIT.split(_MARK.sub("", line.text)) if "\t" not in line.text else line.text.split("\t")
    return Row(tuple(Cell(text, column) for column, text in enumerate(parts)), line.place.paragraph or number)


def _find_columns(rows: Sequence[Row]) -> _Columns | None:
    for row in rows[:FURTHEST_HEADER]:
        found = {cell: _field(plain(cell.text)) for cell in row.cells}
        if {"name", "given"} & set(found.values()) and len(set(found.values()) - {""}) > 1:
            return _columns(row, found)
    return None


def _columns(row: Row, found: Mapping[Cell, str]) -> _Columns:
    """A heading over two columns counts for both: "Họ và tên" is often one cell above họ đệm and tên."""
    fields: dict[int, str] = {}
    for cell, field in found.items():
        if field and (field != "email" or field not in fields.values()):
            fields |= dict.fromkeys(range(cell.column, cell.column + cell.span), field)
    ignored = [one_line(cell.text) for cell, field in found.items() if cell.text.strip() and field in {"", "other"}]
    return _Columns(fields, row.number, tuple(text for text in ignored if fold(text) not in {"tt", "stt", "so tt"}))


def _field(heading: str) -> str:
    folded = folded_heading(heading) if len(heading) <= 60 else ""
    return next((name for name, pattern in _HEADINGS if folded and pattern.search(folded)), "")


def _listed(table: Table, columns: _Columns) -> Iterator[PersonRow]:
    unit = _unit_of(table.sheet)
    for row in table.rows:
        if row.number <= columns.header or is_numbering(row) or _again(row, columns):
            continue
        texts = [cell for cell in row.cells if not _NUMBER.fullmatch(cell.text)]
        if named := _names_unit(texts, columns.fields):
            unit = named
            continue
        found = _texts(row, columns.fields)
        if any(found.values()):
            yield _person(found, unit, _place(table, row))


def _names_unit(texts: Sequence[Cell], fields: Mapping[int, str]) -> str:
    """The unit a line names for those below it; a unit alone in its own column is a line that lacks its name."""
    if len(texts) != 1 or fields.get(texts[0].column) == "unit":
        return ""
    return _unit_of(plain(texts[0].text))


def _again(row: Row, columns: _Columns) -> bool:
    """Whether it is the header, pasted again."""
    told = [cell for cell in row.cells if columns.fields.get(cell.column) and cell.text.strip()]
    return len(told) > 1 and all(_field(plain(cell.text)) == columns.fields[cell.column] for cell in told)


def _texts(row: Row, fields: Mapping[int, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for cell in row.cells:
        field = fields.get(cell.column, "")
        if field not in {"", "other"}:
            found[field] = f"{found.get(field, '')} {one_line(plain(cell.text))}".strip()
    return found


def _person(texts: Texts, unit: str, place: str) -> PersonRow:
    name = texts.get("name") or f"{texts.get('family', '')} {texts.get('given', '')}"
    return PersonRow(
        name=proper_name(name),
        email=proper_email(texts.get("email", "")).removeprefix("mailto:").strip(" .,;<>"),
        unit=texts.get("unit", "") or unit,
        post=texts.get("post", ""),
        place=place,
    )


def _told_by_content(table: Table) -> Iterator[PersonRow]:
    """Lines without a header: the address by its @, the unit by its first word, the first other words the name."""
    unit = ""
    for row in table.rows:
        parts = [text for cell in row.cells if (text := one_line(plain(cell.text))) and not _NUMBER.fullmatch(text)]
        if len(parts) == 1 and (named := _unit_of(parts[0])):
            unit = named
        elif parts and not _TITLE.match(fold(parts[0])) and _is_name(parts[0]):
            yield _person(_guessed(parts), unit, _place(table, row))


def _is_name(text: str) -> bool:
    words = text.split()
    return 2 <= len(words) <= 8 and all(word[0].isupper() for word in words) and not re.search(r"[\d@:!?“”]", text)


def _guessed(parts: Sequence[str]) -> Texts:
    found = {"name": parts[0]}
    for part in parts[1:]:
        found.setdefault("email" if "@" in part else "unit" if _unit_of(part) else "post", part)
    return found


def _unit_of(text: str) -> str:
    """The unit a line or a sheet is named after, as written, without the number before it; "" for other words."""
    words = one_line(text).rstrip(" :.")
    found = _UNIT.match(fold(words)) if len(words) <= 80 else None
    if found is None or len(fold(words)) != len(words):
        return ""
    return words[found.start(1) :]


def _place(table: Table, row: Row) -> str:
    if table.sheet:
        return str(Place(sheet=table.sheet, row=row.number))
    return f"dòng {row.number}" if table.ragged else str(Place(table=table.number, row=row.number))
