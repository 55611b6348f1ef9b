"""Word files as blocks (đọc tệp Word): the body in reading order, and in notes what stands beside it.

Cell access of python-docx costs many times the parsing (``docs/decisions``), so the tree is walked once here: a large
table takes one pass per row over the elements that matter; only rows with tracked changes, text boxes or old fonts
take the careful way of :mod:`caitien.documents.formats.word_text`.
"""

from collections.abc import Iterable, Iterator

from lxml import etree

from caitien.documents.blocks import Block, Cell, Pages, Paragraph, Row, Table
from caitien.documents.formats.word_styles import fonts_of
from caitien.documents.formats.word_text import (
    CAREFUL,
    MC,
    PAGE_END,
    TBL,
    TC,
    TEXT_BOX,
    TR,
    VAL,
    Fonts,
    P,
    T,
    W,
    Walker,
    grid_span,
    is_on,
    outermost,
    plain_row,
)
from caitien.documents.gate.package import Opened
from caitien.domain.folding import clean
from caitien.domain.paper import Note, Place

_THROUGH = frozenset(
    [W + name for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")] + [MC + "AlternateContent"]
)
_PAGE_END_NAME = PAGE_END.partition("}")[2].encode()  # looked for in the bytes: quicker than through the tree
_ASIDE = (  # parts of a file outside its body, and how a person calls them
    ("word/footnotes.xml", "cước chú", W + "footnote"),
    ("word/endnotes.xml", "chú thích cuối văn bản", W + "endnote"),
    ("word/comments.xml", "lời bàn", W + "comment"),
)


def pages_of_docx(package: Opened) -> Pages:
    """The blocks of an opened Word file; linear in its size. Malformed XML has been refused by the package's gate.

    The tree is used up: rows are emptied as they are read.
    """
    body = _tree(package, "word/document.xml")
    fonts = fonts_of(package)
    reader = _Body(fonts, body, paged=_PAGE_END_NAME in (package.part("word/document.xml") or b""))
    pages = Pages(reader.read(), reader.notes)
    pages.notes += _aside(package, fonts)
    return pages


def _tree(package: Opened, name: str) -> etree._Element:
    """A part of the file, parsed by the gate already; an empty element where there is none."""
    tree = package.trees.get(name)
    return etree.Element("none") if tree is None else tree


class _Body:
    """One walk through the body of the file (phần thân)."""

    def __init__(self, fonts: Fonts, root: etree._Element, *, paged: bool) -> None:
        self.fonts = fonts
        self.root = root
        self.blocks: list[Block] = []
        self.notes: list[Note] = []
        self.paragraphs = 0
        self.tables = 0
        self.page: int | None = 1 if paged else None
        self.careful = (TBL, *CAREFUL, *([W + "rStyle"] if fonts.hidden_styles else []))
        self.changed = False

    def read(self) -> list[Block]:
        body = self.root.find(W + "body")
        if body is not None:
            self._blocks(body, self.blocks)
        if self.changed:
            text = (
                "Tệp có theo dõi thay đổi: đã lấy chữ thêm vào, bỏ chữ đã xoá. Hãy xem lại nếu còn thay đổi chưa duyệt."
            )
            self.notes.append(Note(code="tracked-changes", text=text))
        return self.blocks

    def _blocks(self, parent: etree._Element, out: list[Block]) -> None:
        for child in parent:
            tag = child.tag
            if tag == P:
                self._paragraph(child, out)
            elif tag == TBL:
                self._table(child, out)
            elif tag in (W + "del", W + "moveFrom"):
                self.changed = True
            elif tag == W + "altChunk":
                text = "Tệp chèn một tệp khác vào đây, máy không đọc được phần đó. Hãy mở bằng Word, lưu lại rồi nhập."
                self.notes.append(Note(code="inserted-file", text=text, place=Place(paragraph=self.paragraphs + 1)))
            elif tag == MC + "AlternateContent":
                if len(child):
                    self._blocks(child[0], out)
            elif tag in _THROUGH:
                self._blocks(child, out)

    def _paragraph(self, node: etree._Element, out: list[Block]) -> None:
        self.paragraphs += 1
        place = Place(page=self.page, paragraph=self.paragraphs)
        walker = Walker(self.fonts)
        text = walker.paragraph(node)
        self._aside_of(walker, place)
        if text.strip():
            out.append(Paragraph(text, place, _is_bold(node)))
        for box in outermost(walker.found.boxes):
            self._blocks(box, out)
        self._turn_pages(node)

    def _turn_pages(self, node: etree._Element) -> None:
        if self.page is not None:
            self.page += sum(1 for _ in node.iter(PAGE_END))

    def _aside_of(self, walker: Walker, place: Place) -> None:
        """What a careful walk met beside the text: hidden words are named in a note, not kept in the paper."""
        self.changed |= walker.found.deleted
        hidden = clean("".join(walker.found.hidden))
        if hidden:
            text = "Có chữ ẩn trong tệp, không hiện khi in nên không đưa vào văn bản. Nếu cần, hãy bỏ thuộc tính ẩn."
            self.notes.append(Note(code="hidden-text", text=text, quote=hidden, place=place))

    # Tables

    def _table(self, node: etree._Element, out: list[Block]) -> None:
        careful = next(node.iterdescendants(*self.careful), None) is not None
        if careful and _is_frame(node):
            for row, _ in _rows(node):
                for cell in _cells(row):
                    self._blocks(cell, out)
            return
        self.tables += 1
        table = Table([], self.tables, page=self.page)
        rows: list[Row] = []
        careful |= self.fonts.legacy
        for number, (row, deleted) in enumerate(_rows(node), 1):
            if deleted:
                self.changed = True
                continue
            rows.append(self._row(row, number, table, careful))
            self._turn_pages(row)
            row.clear()  # freed while at hand; freeing the whole tree at the end costs a sixth of the time
        table.rows = rows
        out.append(table)

    def _row(self, node: etree._Element, number: int, table: Table, careful: bool) -> Row:
        properties = node.find(W + "trPr")
        before, header = 0, False
        if properties is not None:
            before = grid_span(gap) if (gap := properties.find(W + "gridBefore")) is not None else 0
            header = is_on(properties.find(W + "tblHeader"))
        found: Iterable[tuple[str, int, str]] = (
            plain_row(node)
            if not careful
            else self._careful_cells(node, Place(page=self.page, table=table.number, row=number))
        )
        cells: list[Cell] = []
        column = before
        for text, span, merge in found:
            if merge == "across" and cells:  # the old way of merging to the left
                cells[-1] = cells[-1]._replace(span=cells[-1].span + span)
            else:
                cells.append(Cell(text, column, span, merge == "continue"))
            column += span
        return Row(tuple(cells), number, self.page, header)

    def _careful_cells(self, row: etree._Element, place: Place) -> Iterator[tuple[str, int, str]]:
        for cell in _cells(row):
            properties = cell.find(W + "tcPr")
            span, merge = 1, ""
            if properties is not None:
                span = grid_span(properties.find(W + "gridSpan"))
                mark = properties.find(W + "vMerge")
                merge = "" if mark is None else mark.get(VAL) or "continue"
                across = properties.find(W + "hMerge")
                if across is not None and (across.get(VAL) or "continue") == "continue":
                    merge = "across"
            yield self._cell_text(cell, place), span, merge

    def _cell_text(self, cell: etree._Element, place: Place) -> str:
        """Text of a cell with care: its paragraphs, text boxes and the rows of tables inside it, a line each."""
        lines: list[str] = []
        goes_on = False  # the mark of the last paragraph is deleted: the next goes on with it
        for node in _content(cell):
            if node.tag == P:
                walker = Walker(self.fonts)
                text = walker.paragraph(node)
                lines[-1:] = [lines[-1] + text] if goes_on else [*lines[-1:], text]
                goes_on = node.find(f"{W}pPr/{W}rPr/{W}del") is not None
                self._aside_of(walker, place)
                lines += (self._cell_text(box, place) for box in outermost(walker.found.boxes))
            else:
                for row, deleted in _rows(node):
                    if not deleted:
                        texts = (clean(self._cell_text(inner, place)) for inner in _cells(row))
                        lines.append(" ".join(text for text in texts if text))
        return "\n".join(lines)


def _is_frame(table: etree._Element) -> bool:
    """Whether a table only holds the page together: one cell a row, and tables inside."""
    if next((inner for inner in table.iterdescendants(TBL)), None) is None:
        return False
    return all(sum(1 for _ in _cells(row)) == 1 for row, _ in _rows(table))


def _rows(table: etree._Element) -> Iterator[tuple[etree._Element, bool]]:
    """Rows of a table, with whether a tracked change deletes them."""
    for child in table:
        if child.tag == TR:
            properties = child.find(W + "trPr")
            yield child, properties is not None and properties.find(W + "del") is not None
        elif child.tag in _THROUGH:
            yield from _rows(child)


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    for child in row:
        if child.tag == TC:
            yield child
        elif child.tag in _THROUGH:
            yield from _cells(child)


def _content(cell: etree._Element) -> Iterator[etree._Element]:
    """Paragraphs and inner tables of a cell or text box, in order."""
    for child in cell:
        if child.tag in (P, TBL):
            yield child
        elif child.tag in _THROUGH:
            yield from _content(child)


def _is_bold(paragraph: etree._Element) -> bool:
    run = next((run for run in paragraph.iter(W + "r") if run.find(T) is not None), None)
    return run is not None and is_on(run.find(f"{W}rPr/{W}b"))


# Beside the body


def _aside(package: Opened, fonts: Fonts) -> list[Note]:
    """Footnotes, comments, page headers and footers that hold words: named in notes, since no cell is theirs."""
    notes: list[Note] = []
    for name, called, tag in _ASIDE:
        if name in package.trees:
            for number, node in enumerate(_tree(package, name).iter(tag), -1 if called == "cước chú" else 1):
                notes += _aside_note(node, fonts, called, max(number, 1))
    for name in package.names:
        kind = "đầu trang" if name.startswith("word/header") else "chân trang" if name.startswith("word/footer") else ""
        if kind and name.endswith(".xml"):
            notes += _aside_note(_tree(package, name), fonts, kind, None)
    return notes


def _aside_note(node: etree._Element, fonts: Fonts, called: str, number: int | None) -> list[Note]:
    walker = Walker(fonts)
    lines = [walker.paragraph(p) for p in node.iter(P) if next(p.iterancestors(TEXT_BOX), None) is None]
    lines += [walker.paragraph(p) for box in outermost(list(node.iter(TEXT_BOX))) for p in box.iter(P)]
    quote = clean("\n".join(lines))
    if not any(letter.isalpha() for letter in quote):
        return []
    text = f"Chữ ở {called} không thuộc bảng hay mục nào của văn bản."
    return [Note(code="aside", text=text, quote=quote, place=Place(part=called, paragraph=number))]
