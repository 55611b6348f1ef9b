"""Workbooks as blocks (đọc tệp Excel): each sheet a table, values as the eye sees them.

The parts are read by lxml in one pass, not through a library's model of a workbook: a wrong detail in a style, a
validation or a drawing then costs that detail and nothing else (docs/decisions/lxml.md). Sheets and columns that are
hidden do not print: their words are quoted in a note. Hidden rows are read and said, since a filter that was left on
hides them and nobody means them to be lost.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from caitien.documents.blocks import Block, Cell, Pages, Paragraph, Row, Table
from caitien.documents.formats.excel.beside import margin_notes, notes_beside
from caitien.documents.formats.excel.grid import Grid
from caitien.documents.formats.excel.parts import Parts
from caitien.documents.formats.excel.remarks import became_day, remarks
from caitien.documents.formats.excel.sheet import Content, content_of, letters_of
from caitien.documents.formats.excel.workbook import SheetPart, Workbook, workbook_of
from caitien.documents.gate.archive import UnfitError
from caitien.documents.gate.package import Opened, refusal
from caitien.documents.refusal import Refusal
from caitien.domain.official_forms.forms import PROSE_SHEET, marked_sheet
from caitien.domain.paper import Note, Place
from caitien.domain.texts.folding import clean, fold

_CRITERION: Final = re.compile(r"(?:(?:tc|tieu chi) ?)?\d{1,2}\.\d{1,2}\b")
_OF_CRITERIA: Final = re.compile(r"\btieu (?:chi|chuan)\b")


def pages_of_xlsx(package: Opened) -> Pages | Refusal:
    """The blocks of an opened workbook; linear in its cells. Formulas count by the value last saved for them."""
    try:
        parts = Parts(package)
        book = workbook_of(parts)
        if book is None:
            return refusal("damaged")
        sheets = [_Sheet(part, number, parts, book) for number, part in enumerate(book.sheets, 1)]
    except (etree.XMLSyntaxError, UnfitError):
        return refusal("damaged")
    tables = {sheet.title: sheet.table for sheet in sheets}
    blocks: list[Block] = list(_in_order(tables) if PROSE_SHEET in tables else tables.values())
    return Pages(blocks, [note for sheet in sheets for note in sheet.notes])


def _in_order(tables: dict[str, Table]) -> Iterator[Block]:
    """Blocks of a workbook with a sheet of prose: its lines, and each table where that sheet says it stands."""
    shown: set[str] = {PROSE_SHEET}
    for row in tables[PROSE_SHEET].rows:
        line = "\t".join(cell.text for cell in row.cells if cell.text)
        sheet = marked_sheet(clean(line))
        if sheet in tables and sheet not in shown:
            shown.add(sheet)
            yield tables[sheet]
        else:
            yield Paragraph(line, Place(sheet=PROSE_SHEET, row=row.number))
    yield from (table for title, table in tables.items() if title not in shown)


@dataclass(slots=True)
class _Sheet:
    """One sheet read (một trang tính): its table, and notes on what the table does not show."""

    part: SheetPart
    number: int
    parts: Parts
    book: Workbook
    table: Table = field(init=False)
    notes: list[Note] = field(default_factory=list)

    def __post_init__(self) -> None:
        name = self.parts.name(self.part.path) or ""
        archive = self.parts.package.archive
        content = content_of(archive.chunks(name), self.book) if archive else Content()
        grid = Grid(content)
        rows = grid.rows()
        if self.part.hidden:
            self._note_hidden(f"trang tính ẩn “{self.title}”", (text for row in content.rows for _, text in row.cells))
            rows = []
        else:
            self._note_columns(content, grid)
            rows = self._criteria_back(rows, content, grid)
        self.table = Table(rows, self.number, sheet=self.title)
        self.notes += remarks(content, {} if self.part.hidden else grid.covered, self.title)
        self.notes += margin_notes(content.margins, self.title)
        self.notes += notes_beside(self.parts, self.part.path, self.title)

    @property
    def title(self) -> str:
        return self.part.title

    def _note_columns(self, content: Content, grid: Grid) -> None:
        for column in sorted(grid.hidden):
            words = (text for row in content.rows for each, text in row.cells if each == column)
            self._note_hidden(f"cột ẩn {letters_of(column)}", words)

    def _note_hidden(self, where: str, words: Iterator[str]) -> None:
        quote = "\n".join(filter(None, map(clean, words)))
        text = f"Có chữ ở {where}, không hiện khi in nên không đưa vào văn bản. Nếu cần, hãy bỏ ẩn rồi nhập lại."
        if quote:
            self.notes.append(Note(code="hidden-text", text=text, quote=quote, place=Place(sheet=self.title)))

    def _criteria_back(self, rows: list[Row], content: Content, grid: Grid) -> list[Row]:
        """Days in a column of criteria read as the numbers Excel made them of (1.1 → 01/01), each with a note."""
        columns = {column for _, column in content.days if column not in grid.hidden}
        columns = {column for column in columns if _is_of_criteria(column, content)}
        doubtful: dict[int, dict[int, str]] = {}
        for (row, column), (day, month) in content.days.items():
            if column in columns:
                doubtful.setdefault(row, {})[column] = f"{day}.{month}"
        return [self._put_back(row, doubtful[row.number], grid) if row.number in doubtful else row for row in rows]

    def _put_back(self, row: Row, doubtful: dict[int, str], grid: Grid) -> Row:
        """One row with its doubtful days as criteria."""
        by_position = {grid.positions[column]: (column, code) for column, code in doubtful.items()}
        cells: list[Cell] = []
        for cell in row.cells:
            column, code = by_position.get(cell.column, (0, ""))
            if code and cell.text:
                self.notes.append(became_day((row.number, column), cell.text, code, self.title))
            cells.append(cell._replace(text=code) if code and cell.text else cell)
        return row._replace(cells=tuple(cells))


def _is_of_criteria(column: int, content: Content) -> bool:
    """Whether a column holds criteria: its heading says so, or most of its other cells are such numbers."""
    texts = [fold(text) for row in content.rows for each, text in row.cells if each == column]
    others = [text for text in texts if "/" not in text]
    numbers = sum(bool(_CRITERION.match(text)) for text in others)
    return any(_OF_CRITERIA.search(text) and len(text) < 60 for text in others[:20]) or numbers * 2 > len(others)
