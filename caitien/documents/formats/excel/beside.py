"""What a sheet holds beside its cells (ngoài ô): comments, words in drawings, header and footer, pictures."""

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from caitien.documents.formats.excel.parts import Parts, attribute, child, children, local, number
from caitien.documents.formats.excel.sheet import spot_of
from caitien.documents.formats.excel.texts import text_of
from caitien.domain.paper import Note, Place
from caitien.domain.papers.paper_marks import is_mark
from caitien.domain.texts.folding import clean

_MARGIN_CODE: Final = re.compile(r'&(?:"[^"]*"|[KX][0-9A-F]{6}|\d{1,3}|[A-Z&])', re.IGNORECASE)
_POINT: Final = 12_700  # English metric units
_LARGE: Final = 220 * _POINT, 110 * _POINT  # some 8 × 4 cm: no logo, perhaps a picture of a table
_CELL_WIDTH, _CELL_HEIGHT = 48 * _POINT, 15 * _POINT


def notes_beside(parts: Parts, path: str, sheet: str) -> Iterator[Note]:
    """Notes on everything beside the cells of the sheet at this path."""
    yield from _comments(parts, path, sheet)
    for drawing in parts.related(path, "drawing"):
        tree = parts.tree(drawing)
        if tree is not None:
            yield from _drawing(tree, sheet)
        for diagram in parts.related(drawing, "diagramData"):
            yield from _words(parts.tree(diagram), "sơ đồ (SmartArt)", sheet)
        for chart in parts.related(drawing, "chart"):
            yield from _words(parts.tree(chart), "biểu đồ", sheet)


def margin_notes(margins: list[str], sheet: str) -> Iterator[Note]:
    """Notes on header and footer: words for every page, which belong to no cell."""
    lines = clean("\n".join(_MARGIN_CODE.sub(" ", text) for text in margins)).split("\n")
    quote = "\n".join(line for line in lines if not is_mark(line))
    if any(letter.isalpha() for letter in quote):
        yield aside("đầu trang, chân trang khi in", quote, Place(sheet=sheet))


def aside(called: str, quote: str, place: Place) -> Note:
    """A note on words that stand beside the table."""
    text = f"Chữ ở {called} không thuộc bảng hay mục nào của văn bản."
    return Note(code="aside", text=text, quote=quote, place=place)


def _comments(parts: Parts, path: str, sheet: str) -> Iterator[Note]:
    """Comments; of those with answers the old copy, made for older programs, is left out."""
    found: dict[str, list[str]] = {}
    for threads in map(parts.tree, parts.related(path, "threadedComment")):
        for each in () if threads is None else children(threads, "threadedComment"):
            words = child(each, "text")
            found.setdefault(each.get("ref") or "", []).append("" if words is None else words.text or "")
    old: dict[str, list[str]] = {}
    for comments in map(parts.tree, parts.related(path, "comments")):
        for each in () if comments is None else comments.iter("{*}comment"):
            words = child(each, "text")
            old.setdefault(each.get("ref") or "", []).append("" if words is None else text_of(words).seen)
    for reference, lines in (old | found).items():
        row, column = spot_of(reference) or (None, None)
        quote = clean("\n".join(lines))
        if quote:
            place = Place(sheet=sheet, row=row, column=column)
            yield Note(code="aside", text="Lời ghi chú gắn vào ô không thuộc bảng.", quote=quote, place=place)


def _drawing(tree: etree._Element, sheet: str) -> Iterator[Note]:
    """Text boxes and WordArt word for word; a large picture is named, since its words cannot be read."""
    for anchor in tree:
        place = _place(anchor, sheet)
        quote = clean("\n".join(_paragraphs(anchor)))
        if quote:
            yield aside("khung chữ hoặc hình vẽ", quote, place)
        elif next(anchor.iter("{*}pic"), None) is not None and _is_large(anchor):
            text = "Có ảnh lớn trong trang tính, máy không đọc được chữ trong ảnh. Nếu là bảng hay lời, hãy gõ lại."
            yield Note(code="picture", text=text, place=place)


def _words(tree: etree._Element | None, called: str, sheet: str) -> Iterator[Note]:
    quote = clean("\n".join(_paragraphs(tree))) if tree is not None else ""
    if any(letter.isalpha() for letter in quote):
        yield aside(called, quote, Place(sheet=sheet))


def _paragraphs(tree: etree._Element) -> Iterator[str]:
    """The paragraphs of DrawingML anywhere below."""
    for paragraph in tree.iter("{http://schemas.openxmlformats.org/drawingml/2006/main}p"):
        yield "".join(node.text or "" if local(node) == "t" else "\n" for node in paragraph.iter("{*}t", "{*}br"))


def _place(anchor: etree._Element, sheet: str) -> Place:
    start = child(anchor, "from")
    if start is None:
        return Place(sheet=sheet)
    return Place(sheet=sheet, row=_figure(start, "row") + 1, column=_figure(start, "col") + 1)


def _figure(point: etree._Element, name: str) -> int:
    found = child(point, name)
    return 0 if found is None else number(found.text)


def _is_large(anchor: etree._Element) -> bool:
    size, start, end = child(anchor, "ext"), child(anchor, "from"), child(anchor, "to")
    if size is not None:
        width, height = number(attribute(size, "cx")), number(attribute(size, "cy"))
    elif start is not None and end is not None:
        width = (_figure(end, "col") - _figure(start, "col")) * _CELL_WIDTH
        height = (_figure(end, "row") - _figure(start, "row")) * _CELL_HEIGHT
    else:
        return False
    return width >= _LARGE[0] and height >= _LARGE[1]
