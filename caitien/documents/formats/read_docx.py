"""Word files as blocks (đọc tệp Word): the body in reading order, and in notes what stands beside it.

Cell access of python-docx costs many times the parsing (``docs/decisions``), so the tree is walked once here: a large
table takes one pass per row over the elements that matter; only rows with tracked changes, text boxes or old fonts
take the careful way of :mod:`caitien.documents.formats.word.text`.
"""

from collections.abc import Iterable, Iterator

from lxml import etree

from caitien.documents.blocks import Block, Cell, Pages, Paragraph, Row, Table
from caitien.documents.formats.word.beside import notes_beside
from caitien.documents.formats.word.forms import fill_in
from caitien.documents.formats.word.names import MC, PAGE_END, TBL, TC, TR, VAL, P, T, W, is_on
from caitien.documents.formats.word.numbering import Numbering, numbering_of
from caitien.documents.formats.word.remarks import crossed_out, hidden, unread
from caitien.documents.formats.word.styles import BoldStyles, fonts_of
from caitien.documents.formats.word.text import CAREFUL, Fonts, Walker, grid_span, outermost, plain_row
from caitien.documents.gate.package import Opened
from caitien.domain.paper import Note, Place
from caitien.domain.texts.folding import clean

_THROUGH = frozenset(
    [W + name for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")] + [MC + "AlternateContent"]
)
_PAGE_END_NAME = PAGE_END.partition("}")[2].encode()  # looked for in the bytes: quicker than through the tree
_BODY = "word/document.xml"


def pages_of_docx(package: Opened) -> Pages:
    """The blocks of an opened Word file; linear in its size. Malformed XML has been refused by the package's gate.

    The tree is used up: rows are emptied as they are read.
    """
    xml = package.part(_BODY) or b""
    for name, tree in package.trees.items():
        fill_in(tree, package.part(name) or b"")
    fonts = fonts_of(package)
    bold = BoldStyles(package.part("word/styles.xml") or b"")
    reader = _Body(fonts, numbering_of(package, xml), bold, paged=_PAGE_END_NAME in xml)
    pages = Pages(reader.read(package.trees.get(_BODY)), reader.notes)
    pages.notes += notes_beside(package, fonts)
    return pages


class _Body:
    """One walk through the body of the file (phần thân)."""

    def __init__(self, fonts: Fonts, numbering: Numbering, bold: BoldStyles, *, paged: bool) -> None:
        self.fonts = fonts
        self.bold = bold  # the styles whose letters are
        self.numbering = numbering
        self.blocks: list[Block] = []
        self.notes: list[Note] = []
        self.paragraphs = 0
        self.tables = 0
        self.page: int | None = 1 if paged else None
        self.everywhere = fonts.matter or numbering.default_style in numbering.numbered_styles
        self.changed = False

    def read(self, root: etree._Element | None) -> list[Block]:
        body = None if root is None else root.find(W + "body")
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
        label = self._label(node)
        text = walker.paragraph(node)
        self._aside_of(walker, place)
        if text.strip():
            out.append(Paragraph(label + text, place, _is_bold(node, self.bold)))
        out += (Paragraph(words, place) for words in walker.found.words)
        for box in outermost(walker.found.boxes):
            self._blocks(box, out)
        self._turn_pages(node)

    def _label(self, node: etree._Element) -> str:
        """The number Word puts before a paragraph; one whose end is struck out is no item of its list."""
        return self.numbering.label(node) if self.numbering and not _has_no_end(node) else ""

    def _turn_pages(self, node: etree._Element) -> None:
        if self.page is not None:
            self.page += sum(1 for _ in node.iter(PAGE_END))

    def _turn_pages_of_row(self, row: etree._Element) -> None:
        """A page that ends in a row ends in each cell that goes on, and Word says so in every one of them."""
        if self.page is not None:
            self.page += max((sum(1 for _ in cell.iter(PAGE_END)) for cell in _cells(row)), default=0)

    def _aside_of(self, walker: Walker, place: Place) -> None:
        """What a careful walk met beside the text: named in notes, not kept in the paper."""
        found = walker.found
        self.changed |= found.deleted
        self.notes += hidden(found.hidden, place)
        self.notes += crossed_out(found.struck, place)
        self.notes += unread(found.pictures, place)

    # Tables

    def _table(self, node: etree._Element, out: list[Block]) -> None:
        careful = self._needs_care(node)
        if careful and _is_frame(node):
            for row, _ in _rows(node):
                for cell in _cells(row):
                    self._blocks(cell, out)
            return
        self.tables += 1
        table = Table([], self.tables, page=self.page)
        rows: list[Row] = []
        for number, (row, deleted) in enumerate(_rows(node), 1):
            if deleted:
                self.changed = True
            elif not self._is_hidden(row, number):
                rows.append(self._read_row(row, number, table, careful and self._needs_care(row)))
                self._turn_pages_of_row(row)
                row.clear()  # freed while at hand; freeing the whole tree at the end costs a sixth of the time
        table.rows = rows
        out.append(table)

    def _needs_care(self, node: etree._Element) -> bool:
        """Whether a table or a row holds more than words, breaks and merges."""
        if self.everywhere or next(node.iterdescendants(TBL, *CAREFUL), None) is not None:
            return True
        numbered = self.numbering.numbered_styles
        return bool(numbered) and any(style.get(VAL) in numbered for style in node.iter(W + "pStyle"))

    def _is_hidden(self, row: etree._Element, number: int) -> bool:
        """Whether a row does not show; its words are noted."""
        mark = row.find(f"{W}trPr/{W}hidden")
        if not is_on(mark):
            return False
        place = Place(page=self.page, table=self.tables, row=number)
        self.notes += hidden(["\n".join(node.text or "" for node in row.iter(T))], place)
        return True

    def _read_row(self, node: etree._Element, number: int, table: Table, careful: bool) -> Row:
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
                lines.append(self._label(node) + (lines.pop() if goes_on else "") + text)
                goes_on = _has_no_end(node)
                self._aside_of(walker, place)
                lines += walker.found.words
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


def _has_no_end(paragraph: etree._Element) -> bool:
    """Whether the mark that ends a paragraph is struck out by a tracked change."""
    return paragraph.find(f"{W}pPr/{W}rPr/{W}del") is not None


def _is_bold(paragraph: etree._Element, styles: BoldStyles) -> bool:
    """Whether the first words of a paragraph are bold: by themselves, or by the style of the paragraph."""
    run = next((run for run in paragraph.iter(W + "r") if run.find(T) is not None), None)
    if run is None:
        return False
    own = run.find(f"{W}rPr/{W}b")
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return is_on(own) if own is not None else style is not None and style.get(VAL, "") in styles
