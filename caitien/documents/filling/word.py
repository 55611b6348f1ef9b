"""A Word form (biểu Word): its tables and dotted lines, and values put into them in the letters that stand around.

Nothing else of the file is touched: the parts of the package go out as they came in.
"""

import copy
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from lxml import etree

from caitien.documents.formats.word.names import TBL, TC, TR, VAL, P, R, T, W
from caitien.domain.official_forms.office_form import (
    DOTS,
    ONLY_DOTS,
    Filling,
    FormBlank,
    FormCell,
    FormRow,
    FormTable,
    LookedForm,
    Repeated,
)
from caitien.domain.summary_table import Value, say_value
from caitien.domain.texts.folding import clean, one_line

_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_MARK: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"  # numbers of paragraphs, each once a file
_LETTERS: Final = frozenset(
    W + name for name in ("rFonts", "b", "bCs", "i", "iCs", "color", "sz", "szCs", "lang", "rStyle")
)


def look_at_word(root: etree._Element) -> LookedForm:
    """What stands in the document part of a Word form (đọc biểu Word). Linear."""
    tables = tuple(_table(turn, table) for turn, table in enumerate(root.iter(TBL), start=1))
    blanks = (
        FormBlank(f"b:{turn}:{place}", before, after)
        for turn, paragraph in enumerate(root.iter(P), start=1)
        if not _alone_in_cell(paragraph)
        for place, before, after in blanks_in(_text(paragraph))
    )
    return LookedForm("docx", tables, tuple(blanks))


def blanks_in(text: str) -> Iterator[tuple[int, str, str]]:
    """The runs of dots in a text (chỗ chấm): which, from 1, the words before it and after it."""
    found = list(DOTS.finditer(text))
    for turn, run in enumerate(found, start=1):
        start = found[turn - 2].end() if turn > 1 else 0
        end = found[turn].start() if turn < len(found) else len(text)
        yield turn, one_line(text[start : run.start()]), one_line(text[run.end() : end])


def fill_word(root: etree._Element, filling: Filling) -> None:
    """Put values into the document part (điền biểu Word): places that are not there are passed over. Linear in what is
    written."""
    tables = list(root.iter(TBL))
    paragraphs = list(root.iter(P))
    spots = [(table, _rows(table)) for table in tables]  # as they were, before any row is repeated
    by_paragraph: dict[int, dict[int, Value]] = {}
    for put in filling.puts:
        kind, *numbers = put.place.split(":")
        if kind == "b" and len(numbers) == 2:
            by_paragraph.setdefault(int(numbers[0]), {})[int(numbers[1])] = put.value
        elif kind == "c" and len(numbers) == 3:
            table, row, column = map(int, numbers)
            if table <= len(spots) and row <= len(spots[table - 1][1]):
                _write(spots[table - 1][1][row - 1], {column: put.value})
    for number, values in by_paragraph.items():
        if number <= len(paragraphs):
            _write_blanks(paragraphs[number - 1], values)
    for repeated in filling.repeated:
        if repeated.table <= len(spots) and repeated.row <= len(spots[repeated.table - 1][1]):
            _repeat(spots[repeated.table - 1][1][repeated.row - 1], repeated)


def _table(number: int, table: etree._Element) -> FormTable:
    rows = (FormRow(turn, tuple(_cells(row))) for turn, row in enumerate(_rows(table), start=1))
    return FormTable(number, f"Bảng {number}", tuple(rows))


def _rows(table: etree._Element) -> list[etree._Element]:
    return [row for row in table.iter(TR) if next(row.iterancestors(TBL)) is table]


def _cells_of(row: etree._Element) -> Iterator[tuple[int, int, etree._Element]]:
    """The cells of a row: the grid column from 1, how many it covers, itself."""
    before = row.find(f"{W}trPr/{W}gridBefore")
    column = 1 + _number(before, 0)
    for cell in row.iter(TC):
        if next(cell.iterancestors(TR)) is row:
            span = _number(cell.find(f"{W}tcPr/{W}gridSpan"), 1)
            yield column, span, cell
            column += span


def _cells(row: etree._Element) -> Iterator[FormCell]:
    for column, span, cell in _cells_of(row):
        merge = cell.find(f"{W}tcPr/{W}vMerge")
        text = clean("\n".join(_text(paragraph) for paragraph in cell.iter(P)))
        shown = "" if ONLY_DOTS.fullmatch(text) else text
        yield FormCell(column, shown, span, continues=merge is not None and merge.get(VAL) != "restart")


def _number(mark: etree._Element | None, usual: int) -> int:
    text = "" if mark is None else mark.get(VAL) or ""
    return max(int(text), 0) if text.isdecimal() and len(text) < 4 else usual


def _text(paragraph: etree._Element) -> str:
    return "".join(node.text or "" for node in _texts(paragraph))


def _texts(paragraph: etree._Element) -> list[etree._Element]:
    return [node for node in paragraph.iter(T) if next(node.iterancestors(P)) is paragraph]


def _alone_in_cell(paragraph: etree._Element) -> bool:
    """Whether it is the dots of a cell that holds nothing else: such a cell is blank."""
    cell = next((above for above in paragraph.iterancestors(TC)), None)
    return cell is not None and bool(ONLY_DOTS.fullmatch("".join(map(_text, cell.iter(P)))))


def _write(row: etree._Element, values: Mapping[int, Value]) -> None:
    for column, span, cell in _cells_of(row):
        value = next((values[each] for each in range(column, column + span) if each in values), None)
        if value is not None:
            _write_cell(row, cell, say_value(value))


def _write_cell(row: etree._Element, cell: etree._Element, text: str) -> None:
    paragraphs = list(cell.iterchildren(P))
    if not paragraphs:
        paragraphs = [etree.SubElement(cell, P)]
    letters = _letters(paragraphs[0], row)
    for paragraph in paragraphs[1:]:
        cell.remove(paragraph)
    for child in list(paragraphs[0]):
        if child.tag != W + "pPr":
            paragraphs[0].remove(child)
    run = etree.SubElement(paragraphs[0], R)
    if letters is not None:
        run.append(letters)
    _say(run, text)


def _letters(paragraph: etree._Element, row: etree._Element) -> etree._Element | None:
    """How letters look there: as its first run, its end, or the row's other letters do."""
    own = next((run.find(W + "rPr") for run in paragraph.iter(R)), None)
    own = own if own is not None else paragraph.find(f"{W}pPr/{W}rPr")
    own = own if own is not None else next((mark for mark in row.iterfind(f".//{R}/{W}rPr")), None)
    if own is None:
        return None
    kept = etree.Element(W + "rPr")
    kept.extend(copy.deepcopy(mark) for mark in own if mark.tag in _LETTERS)
    return kept


def _say(run: etree._Element, text: str) -> None:
    for turn, line in enumerate(text.split("\n")):
        if turn:
            etree.SubElement(run, W + "br")
        words = etree.SubElement(run, T)
        words.text = line
        words.set(_SPACE, "preserve")


def _write_blanks(paragraph: etree._Element, values: Mapping[int, Value]) -> None:
    """Put values in place of runs of dots, the last first, so that the others stay where they are."""
    nodes = _texts(paragraph)
    text = "".join(node.text or "" for node in nodes)
    found = list(DOTS.finditer(text))
    for turn in sorted(values, reverse=True):
        value = values[turn]
        if value is not None and turn <= len(found):
            start, end = found[turn - 1].span()
            words = say_value(value).replace("\n", " ")
            before = "" if start == 0 or text[start - 1].isspace() else " "
            after = " " if end < len(text) and text[end].isalnum() else ""
            _replace(nodes, start, end, f"{before}{words}{after}")


def _replace(nodes: Sequence[etree._Element], start: int, end: int, words: str) -> None:
    at = 0
    for node in nodes:
        own = node.text or ""
        left, right = max(start - at, 0), min(end - at, len(own))
        if left < right:
            node.text = own[:left] + words + own[right:]
            node.set(_SPACE, "preserve")
            words = ""
        at += len(own)


def _repeat(row: etree._Element, repeated: Repeated) -> None:
    last = row
    for turn in range(len(repeated.values)):
        if turn:
            made = copy.deepcopy(row)
            for node in made.iter():
                for name in [name for name in node.attrib if str(name).startswith(_MARK)]:
                    del node.attrib[name]
            last.addnext(made)
            last = made
    current: etree._Element | None = row
    for values in repeated.values:
        if current is None:
            return
        _write(current, dict(values))
        current = current.getnext()
