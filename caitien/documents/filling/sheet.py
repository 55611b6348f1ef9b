"""One sheet of a form while it is filled (trang tính đang điền): cells written, rows put in.

With the rows move formulas, merged areas, links, filters, page breaks, coloured and guarded cells, those an extension
of Excel 2010 tells as well; a small chart within a cell moves, and is not drawn anew in the rows put in. What hangs on
rows elsewhere in the file stays where it was: charts, pictures, remarks of cells, tables of Excel.
"""

import copy
from collections.abc import Iterator
from typing import Final

from lxml import etree

from caitien.documents.filling.cells import Move, copied, inserted, letters_of, moved, place_of
from caitien.documents.formats.excel.parts import child, children, number
from caitien.documents.formats.excel.texts import text_of
from caitien.domain.official_forms.office_form import DOTS
from caitien.domain.summary_table import Value, say_value

_NS: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_XM: Final = "{http://schemas.microsoft.com/office/excel/2006/main}"  # of what an extension says of cells
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_WITH_RANGES: Final = ("conditionalFormatting", "dataValidation", "hyperlink", "autoFilter", "mergeCell", "dimension")


class Sheet:
    """A sheet and its rows by number."""

    def __init__(self, title: str, tree: etree._Element, texts: list[str]) -> None:
        self.title, self.tree, self.texts = title, tree, texts
        found = child(tree, "sheetData")
        self.data = etree.SubElement(tree, f"{_NS}sheetData") if found is None else found
        self.rows = {int(row.get("r") or 0): row for row in children(self.data, "row")}

    def write(self, row: int, column: int, value: Value) -> None:
        """Put a value into a cell: a number as a number, a text as a text and never as a formula."""
        cell = self._cell(row, column)
        _empty(cell)
        if isinstance(value, int):
            etree.SubElement(cell, f"{_NS}v").text = str(value)
            return
        cell.set("t", "inlineStr")
        words = etree.SubElement(etree.SubElement(cell, f"{_NS}is"), f"{_NS}t")
        words.text = value
        words.set(_SPACE, "preserve")

    def write_blank(self, row: int, column: int, turn: int, value: Value) -> None:
        """Put a value in place of a run of dots in a cell's words; the other runs keep their turn while the last are
        written first."""
        text = self._text(row, column)
        found = list(DOTS.finditer(text))
        if turn <= len(found):
            start, end = found[turn - 1].span()
            before = "" if start == 0 or text[start - 1].isspace() else " "
            after = " " if end < len(text) and text[end].isalnum() else ""
            self.write(row, column, f"{text[:start]}{before}{say_value(value)}{after}{text[end:]}")

    def put_in_rows(self, after: int, count: int) -> None:
        """Rows below a row, each a copy of it without its values; all below moves down."""
        row = self._row(after)
        move = inserted(after, count)
        for below in sorted((each for each in self.rows if each > after), reverse=True):
            self._renumber(self.rows.pop(below), below + count)
        last = row
        for turn in range(1, count + 1):
            made = copy.deepcopy(row)
            last.addnext(made)
            self._renumber(made, after + turn)
            for cell in children(made, "c"):
                if child(cell, "f") is None:
                    _empty(cell)
            self._follow(made, after, turn)
            last = made
        self._move_areas(move, after, count)

    def write_formulas_out(self) -> None:
        """Formulas that are told once for several cells, each in its own cell: moved apart, they would mean others."""
        shared: dict[str, tuple[tuple[int, int], str]] = {}
        for formula in self._formulas():
            cell = formula.getparent()
            place = place_of(cell.get("r") or "") if cell is not None else None
            if formula.get("t") != "shared" or place is None:
                continue
            turn = formula.get("si") or ""
            if formula.text:
                shared[turn] = (place, formula.text)
            if turn in shared:
                (row, column), words = shared[turn]
                formula.text = copied(words, place[0] - row, place[1] - column)
                for name in ("t", "si", "ref"):
                    if name in formula.attrib:
                        del formula.attrib[name]

    def move_names(self, title: str, after: int, count: int, *, own: bool) -> None:
        """Let formulas follow rows that are put into a sheet. What a formula of the repeated row sums up within its own
        row stays there."""
        move = inserted(after, count)
        one_row: Move = lambda row, _: move(row, False)  # noqa: E731
        for formula in self._formulas():
            if formula.text:
                alone = own and self._row_of(formula) == after
                formula.text = moved(formula.text, one_row if alone else move, own=own, sheet=title)
            if own and (ref := formula.get("ref")):
                formula.set("ref", moved(ref, move, own=True, sheet=title))

        tops: dict[etree._Element, int] = {}
        for rule in self._rules():
            alone = own and _top_row(rule, tops) == after
            rule.text = moved(rule.text or "", one_row if alone else move, own=own, sheet=title)

    def move_defined(self, book: etree._Element, after: int, count: int) -> None:
        """Let names of the workbook (what is printed, the head on each page) follow."""
        names = child(book, "definedNames")
        for name in () if names is None else children(names, "definedName"):
            name.text = moved(name.text or "", inserted(after, count), own=False, sheet=self.title)

    def forget_results(self) -> None:
        """Leave out what formulas came to before: they are worked out anew."""
        for formula in self._formulas():
            cell = formula.getparent()
            value = child(cell, "v")
            if cell is not None and value is not None:
                cell.remove(value)
                _untyped(cell)

    @staticmethod
    def _row_of(formula: etree._Element) -> int | None:
        cell = formula.getparent()
        place = place_of(cell.get("r") or "") if cell is not None else None
        return place[0] if place else None

    def _rules(self) -> Iterator[etree._Element]:
        """The formulas that colour cells and guard what is typed."""
        yield from self.tree.iter(f"{_XM}f")
        for name, parts in (("conditionalFormatting", ("formula",)), ("dataValidation", ("formula1", "formula2"))):
            for about in self.tree.iter(f"{_NS}{name}"):
                yield from about.iter(*(f"{_NS}{part}" for part in parts))

    def _formulas(self) -> Iterator[etree._Element]:
        return self.data.iter(f"{_NS}f")

    def _follow(self, row: etree._Element, after: int, turn: int) -> None:
        """Formulas of a copied row look at their own row, but where a "$" holds them."""
        for formula in list(row.iter(f"{_NS}f")):
            if formula.text and formula.get("t") in (None, "normal"):
                here: Move = lambda number, _: number + turn if number == after else number  # noqa: E731
                formula.text = moved(formula.text, here, own=True, sheet=self.title, fixed=True)
            elif (cell := formula.getparent()) is not None:  # one for several cells at once stays where it is alone
                _empty(cell)

    def _move_areas(self, move: Move, after: int, count: int) -> None:
        for name in _WITH_RANGES:
            for node in self.tree.iter(f"{_NS}{name}"):
                for attribute in ("ref", "sqref"):
                    if ranges := node.get(attribute):
                        ranges = _spread(ranges) if attribute == "sqref" else ranges
                        node.set(attribute, moved(ranges, self._rigid(name, move), own=True, sheet=self.title))
        for node in self.tree.iter(f"{_XM}sqref"):
            above = node.getparent()
            drawn = above is not None and above.tag.endswith("}sparkline")  # in one cell, and no other
            node.text = moved(
                (node.text or "") if drawn else _spread(node.text or ""), move, own=True, sheet=self.title
            )
        for node in self.tree.iter(f"{_NS}brk"):
            above = node.getparent()
            if above is not None and above.tag == f"{_NS}rowBreaks":
                node.set("id", str(move(number(node.get("id")), True)))
        self._merge_alike(after, count)

    @staticmethod
    def _rigid(name: str, move: Move) -> Move:
        """A merged area never grows: one that ends in the copied row is copied instead."""
        return (lambda row, _: move(row, False)) if name == "mergeCell" else move

    def _merge_alike(self, after: int, count: int) -> None:
        merged = child(self.tree, "mergeCells")
        if merged is None:
            return
        for area in list(children(merged, "mergeCell")):
            first, _, last = (area.get("ref") or "").partition(":")
            start, end = place_of(first), place_of(last or first)
            if start and end and start[0] == end[0] == after:
                for row in range(after + 1, after + count + 1):
                    ref = f"{letters_of(start[1])}{row}:{letters_of(end[1])}{row}"
                    etree.SubElement(merged, f"{_NS}mergeCell").set("ref", ref)
        merged.set("count", str(len(merged)))

    def _renumber(self, row: etree._Element, number: int) -> None:
        row.set("r", str(number))
        for cell in children(row, "c"):
            if place := place_of(cell.get("r") or ""):
                cell.set("r", f"{letters_of(place[1])}{number}")
        self.rows[number] = row

    def _row(self, number: int) -> etree._Element:
        if number not in self.rows:
            made = etree.Element(f"{_NS}row", r=str(number))
            before = max((each for each in self.rows if each < number), default=None)
            if before is None:
                self.data.insert(0, made)
            else:
                self.rows[before].addnext(made)
            self.rows[number] = made
        return self.rows[number]

    def _cell(self, number: int, column: int) -> etree._Element:
        row, name = self._row(number), f"{letters_of(column)}{number}"
        turn = 0
        for turn, cell in enumerate(row, start=1):
            place = place_of(cell.get("r") or "")
            if place and place[1] == column:
                return cell
            if place and place[1] > column:
                turn -= 1
                break
        made = etree.Element(f"{_NS}c", r=name)
        row.insert(turn, made)
        return made

    def _text(self, row: int, column: int) -> str:
        cell = self._cell(row, column)
        value, inner = child(cell, "v"), child(cell, "is")
        said = "" if value is None else value.text or ""
        if cell.get("t") == "s":
            return self.texts[turn] if 0 <= (turn := number(said, -1)) < len(self.texts) else ""
        return text_of(inner).seen if inner is not None else said


def _top_row(node: etree._Element, known: dict[etree._Element, int]) -> int:
    """The first row of the cells a rule is of, 0 where it does not say: told by what stands around it, in an extension
    beside it. ``known`` holds what was found: many rules may be of the same long list of cells."""
    above = node.getparent()
    if above is None:
        return 0
    if above not in known:
        held = above.get("sqref") or above.findtext(f"{_XM}sqref") or ""
        first = held.split(maxsplit=1)[:1]
        place = place_of(first[0].partition(":")[0]) if first else None
        known[above] = (place[0] if place else 0) if held else _top_row(above, known)
    return known[above]


def _spread(ranges: str) -> str:
    """A cell alone as a range: it grows as well, where its row is repeated."""
    return " ".join(each if ":" in each else f"{each}:{each}" for each in ranges.split())


def _empty(cell: etree._Element) -> None:
    for part in list(cell):
        cell.remove(part)
    _untyped(cell)


def _untyped(cell: etree._Element) -> None:
    if "t" in cell.attrib:
        del cell.attrib["t"]
