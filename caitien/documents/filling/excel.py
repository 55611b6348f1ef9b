"""An Excel form (biểu Excel): its sheets as tables, and values put into their cells; the look of each cell stays.

Only the parts of the sheets that are filled, and the workbook's own, change. Formulas are worked out anew by the
program that opens the file.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from lxml import etree

from caitien.documents.filling.bounds import MOST_CELLS, MOST_ROWS, TOO_LARGE
from caitien.documents.filling.cells import letters_of, place_of
from caitien.documents.filling.sheet import Sheet
from caitien.documents.filling.word import blanks_in
from caitien.documents.formats.excel.parts import Parts, child, children, local, number
from caitien.documents.formats.excel.texts import shared_texts, text_of
from caitien.documents.formats.excel.workbook import SheetPart, workbook_of
from caitien.documents.gate.package import Opened, parse_xml, refusal
from caitien.documents.refusal import Refusal
from caitien.domain.official_forms.office_form import (
    FORMULA,
    LEAST_HEADINGS,
    ONLY_DOTS,
    Filling,
    FormBlank,
    FormCell,
    FormRow,
    FormTable,
    LookedForm,
    Put,
    Repeated,
)
from caitien.domain.texts.folding import clean

MOST_OF_SHEET: Final = 8 << 20  # bytes of a sheet; a blank form has 20,000
OPEN_ROWS: Final = 60  # blank rows with a frame that are taken for the form's own
_MAIN: Final = "xl/workbook.xml"
_CHAIN: Final = "xl/calcChain.xml"


def look_at_excel(opened: Opened) -> LookedForm | Refusal:
    """What stands in a workbook (đọc biểu Excel): a table a sheet that is seen. Linear."""
    parts = Parts(opened)
    sheets = _sheets(opened, parts)
    if isinstance(sheets, Refusal):
        return sheets
    texts = [each.seen for each in shared_texts(parts, "xl/sharedStrings.xml")]
    tables = tuple(_table(turn, part.title, tree, texts) for turn, (part, tree) in enumerate(sheets, start=1))
    blanks = (
        FormBlank(f"b:{table.number}:{row.number}:{cell.column}:{turn}", before, after)
        for table in tables
        for row in table.rows
        for cell in row.cells
        for turn, before, after in blanks_in(cell.text)
        if before or after
    )
    return LookedForm("xlsx", tables, tuple(blanks))


def fill_excel(opened: Opened, filling: Filling) -> dict[str, etree._Element | None] | Refusal:
    """The parts that change (các phần đổi), None for one that goes: sheets, workbook, the order of computing; or why it
    cannot be filled."""
    parts = Parts(opened)
    found = _sheets(opened, parts)
    if isinstance(found, Refusal):
        return found
    texts = [each.seen for each in shared_texts(parts, "xl/sharedStrings.xml")]
    book = parse_xml(opened.part(_MAIN) or b"")
    sheets = [Sheet(part.title, tree, texts) for part, tree in found]
    for put in sorted(filling.puts, key=_numbers_of, reverse=True):  # of a cell, the last dots first
        table, row, column, *turn = _numbers_of(put)
        if table <= len(sheets) and put.value is not None:
            if put.place.startswith("c:"):
                sheets[table - 1].write(row, column, put.value)
            elif turn:
                sheets[table - 1].write_blank(row, column, turn[0], put.value)
    for repeated in sorted(filling.repeated, key=lambda each: -each.row):
        if repeated.table <= len(sheets):
            _repeat(sheets, book, repeated)
    for sheet in sheets:
        sheet.forget_results()
    _compute_anew(book)
    changed = {part.path: sheet.tree for (part, _), sheet in zip(found, sheets, strict=True)}
    return {**changed, _MAIN: book, **_without_chain(parts)}


def _numbers_of(put: Put) -> list[int]:
    return [int(number) for number in put.place.split(":")[1:]]


def _sheets(opened: Opened, parts: Parts) -> list[tuple[SheetPart, etree._Element]] | Refusal:
    """The sheets people see, each parsed."""
    try:
        book = workbook_of(parts)
    except etree.XMLSyntaxError:
        book = None
    if book is None or opened.archive is None:
        return refusal("damaged")
    found = []
    for sheet in book.sheets:
        path = parts.name(sheet.path)
        if path and not sheet.hidden:
            if opened.archive.entries[path].file_size > MOST_OF_SHEET:
                return TOO_LARGE
            try:
                tree = parse_xml(b"".join(opened.archive.chunks(path)))
            except etree.XMLSyntaxError:
                return refusal("damaged")
            if _is_merged_too_often(tree):
                return TOO_LARGE
            _number(tree)
            found.append((replace(sheet, path=path), tree))
    return found


def _is_merged_too_often(tree: etree._Element) -> bool:
    """Whether its merged areas are more, or cover more rows, than a form's."""
    merged, rows = child(tree, "mergeCells"), 0
    for turn, area in enumerate(() if merged is None else children(merged, "mergeCell"), start=1):
        first, _, last = (area.get("ref") or "").partition(":")
        if (start := place_of(first)) and (end := place_of(last or first)):
            rows += min(max(end[0] - start[0], 0), MOST_ROWS)
        if turn > MOST_ROWS or rows > MOST_CELLS:
            return True
    return False


def _number(tree: etree._Element) -> None:
    """Give rows and cells that do not say where they are the place after the one before, as Excel does."""
    row_before = 0
    for row in _rows(tree):
        row_before = number(row.get("r"), row_before + 1)
        row.set("r", str(row_before))
        column_before = 0
        for cell in children(row, "c"):
            place = place_of(cell.get("r") or "")
            column_before = place[1] if place else column_before + 1
            if place is None:
                cell.set("r", f"{letters_of(column_before)}{row_before}")


def _table(number: int, name: str, tree: etree._Element, texts: list[str]) -> FormTable:
    origins, covered = _merges(tree)
    lower: dict[int, list[FormCell]] = {}
    for (at, column), width in covered.items():
        lower.setdefault(at, []).append(FormCell(column, "", width, continues=True))
    rows: list[FormRow] = []
    for row in _rows(tree):
        at = int(row.get("r") or 0)
        if cells := _with_lower(tuple(_cells(row, texts, origins, covered)), lower.get(at, ())):
            if rows and rows[-1].number + 1 < at and _ends_a_head(rows[-1]):
                rows.append(_blank_below(rows[-1]))  # a head with nothing drawn under it
            rows.append(FormRow(at, cells))
    while len(rows) > OPEN_ROWS and not any(row.texts for row in rows[-OPEN_ROWS:]):
        rows.pop()
    if rows and _ends_a_head(rows[-1]):
        rows.append(_blank_below(rows[-1]))
    return FormTable(number, name, tuple(rows[: MOST_ROWS + 1]))


def _with_lower(cells: tuple[FormCell, ...], lower: Sequence[FormCell]) -> tuple[FormCell, ...]:
    """With the lower parts of merges that the file leaves out, as many programs do where they have no border."""
    written = {column for cell in cells for column in range(cell.column, cell.column + cell.span)}
    left_out = [cell for cell in lower if cells and cell.column not in written]
    return tuple(sorted((*cells, *left_out), key=lambda cell: cell.column)) if left_out else cells


def _ends_a_head(row: FormRow) -> bool:
    """Whether a row may be the last of a head: headings of its own and such as come down from above."""
    return bool(row.texts) and sum(bool(cell.text) or cell.continues for cell in row.cells) >= LEAST_HEADINGS


def _blank_below(row: FormRow) -> FormRow:
    kept = (cell for cell in row.cells if cell.text or cell.continues)
    return FormRow(row.number + 1, tuple(FormCell(cell.column, "", cell.span) for cell in kept))


def _rows(tree: etree._Element) -> Iterator[etree._Element]:
    data = child(tree, "sheetData")
    yield from () if data is None else children(data, "row")


def _merges(tree: etree._Element) -> tuple[dict[tuple[int, int], int], dict[tuple[int, int], int]]:
    """Where merged areas begin, and how wide they are; and the first cell of each of their lower rows, with the same.
    Of areas larger than a form's, the first rows are looked at."""
    origins, covered = {}, {}
    for area in children(merged, "mergeCell") if (merged := child(tree, "mergeCells")) is not None else ():
        first, _, last = (area.get("ref") or "").partition(":")
        if (start := place_of(first)) and (end := place_of(last or first)):
            width = end[1] - start[1] + 1
            origins[start] = width
            for row in range(start[0] + 1, min(end[0], start[0] + MOST_ROWS) + 1):
                covered[row, start[1]] = width
    return origins, covered


def _cells(
    row: etree._Element,
    texts: list[str],
    origins: dict[tuple[int, int], int],
    covered: dict[tuple[int, int], int],
) -> Iterator[FormCell]:
    """The cells of a row that hold words or have a look of their own; those under a merge but its first are none."""
    number, reached = int(row.get("r") or 0), 0
    for cell in children(row, "c"):
        place = place_of(cell.get("r") or "")
        if place is None or place[1] <= reached:
            continue
        below = (number, place[1]) in covered
        span = covered[number, place[1]] if below else origins.get((number, place[1]), 1)
        text = "" if below else text_in(cell, texts)
        if text or span > 1 or below or (cell.get("s") or "0") != "0":
            shown = "" if ONLY_DOTS.fullmatch(text) else text  # blank, as in Word
            yield FormCell(place[1], shown, span, continues=below)
            reached = place[1] + span - 1


def text_in(cell: etree._Element, texts: list[str]) -> str:
    """What a cell shows; ``FORMULA`` for one that works it out, which nothing is put into."""
    if child(cell, "f") is not None:
        return FORMULA
    value, inner = child(cell, "v"), child(cell, "is")
    said = "" if value is None else value.text or ""
    if cell.get("t") == "s":
        return clean(texts[turn]) if 0 <= (turn := number(said, -1)) < len(texts) else ""
    return clean(text_of(inner).seen if inner is not None else said)


def _repeat(sheets: list[Sheet], book: etree._Element, repeated: Repeated) -> None:
    own = sheets[repeated.table - 1]
    if len(repeated.values) > 1:
        count = len(repeated.values) - 1
        for sheet in sheets:  # before there are copies, whose formulas already look where they should
            sheet.write_formulas_out()
            sheet.move_names(own.title, repeated.row, count, own=sheet is own)
        own.put_in_rows(repeated.row, count)
        own.move_defined(book, repeated.row, count)
    for turn, values in enumerate(repeated.values):
        for column, value in values:
            if value is not None:
                own.write(repeated.row + turn, column, value)


def _compute_anew(book: etree._Element) -> None:
    found = child(book, "calcPr")
    if found is not None:
        found.set("fullCalcOnLoad", "1")


def _without_chain(parts: Parts) -> dict[str, etree._Element | None]:
    """The order in which formulas were computed names cells that have moved; Excel makes it anew."""
    name = parts.name(_CHAIN)
    if name is None:
        return {}
    changed: dict[str, etree._Element | None] = {name: None}
    for part, about in (("[Content_Types].xml", "PartName"), ("xl/_rels/workbook.xml.rels", "Target")):
        own = parts.name(part)
        tree = parts.tree(part)
        if own and tree is not None:
            for entry in [each for each in tree if (each.get(about) or "").endswith("calcChain.xml") and local(each)]:
                tree.remove(entry)
            changed[own] = tree
    return changed
