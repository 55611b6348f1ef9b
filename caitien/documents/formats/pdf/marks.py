"""What is drawn on a page of a PDF (nét trên trang): letters, and the straight lines that could be borders.

With :mod:`letters` and :mod:`annotations` the only module that talks to PDFium. Coordinates are those of a reader who
turns the page until the text is upright: points from the top left corner, y growing downwards.
"""

import ctypes
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from caitien.documents.formats.legacy_fonts import is_legacy_font, to_unicode
from caitien.documents.formats.pdf.annotations import annotation_notes
from caitien.documents.formats.pdf.letters import Letter, Style, letters_of
from caitien.domain.paper import Note
from caitien.domain.texts.symbol_fonts import is_symbol_font, signs_of

THICKEST_BORDER = 6.5  # points; a filled box thicker than that is shading
MAX_RULES = 20_000
_BOX_SEGMENTS = 6
_MAX_DEPTH = 8  # forms within forms

Matrix = tuple[float, float, float, float, float, float]
_IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)

# Letters PDFium gives for signs of Symbol and Wingdings, ligatures, and a hyphen at a line's end.
_LETTERS = {
    0x02: "-",
    0xFFFE: "-",
    0xAD: "-",
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
    0xF0B7: "•",
    0xF0A7: "▪",
    0xF0D8: "➢",
    0xF0FC: "✓",
    0xF02D: "-",
    0xF02B: "+",
    0xA0: " ",
}
_HIGH, _LOW, _HALVES = range(0xD800, 0xDC00), range(0xDC00, 0xE000), range(0xD800, 0xE000)
_LAST = 0x10FFFF


class Glyph(NamedTuple):
    """A letter as drawn (chữ): its advance from ``x0`` to ``x1`` along the baseline ``base``."""

    text: str
    x0: float
    x1: float
    base: float
    size: float
    bold: bool
    turn: int  # quarter turns against the page's own text: 0 reads from left to right


class Rule(NamedTuple):
    """A straight line (nét kẻ) along its own axis: ``at`` is its y where it is level, its x where it is upright."""

    at: float
    start: float
    end: float


@dataclass(slots=True)
class Marks:
    """All that matters of one page."""

    page: int  # from 1
    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    level: list[Rule] = field(default_factory=list)
    upright: list[Rule] = field(default_factory=list)
    pictures: int = 0
    unreadable: int = 0  # letters whose font does not say what they are
    halves: int = 0  # letters named by half a code; U+FFFD stands for them
    notes: list[Note] = field(default_factory=list)  # on what is laid upon the page


@dataclass(slots=True)
class _View:
    """From PDF coordinates to those of the upright page."""

    box: tuple[float, float, float, float]  # left, bottom, right, top
    quarter: int
    matrix: Matrix = _IDENTITY

    def __post_init__(self) -> None:
        left, bottom, right, top = self.box
        self.matrix = (
            (1, 0, 0, -1, -left, top),
            (0, 1, 1, 0, -bottom, -left),
            (-1, 0, 0, 1, right, -bottom),
            (0, -1, -1, 0, top, right),
        )[self.quarter]

    def point(self, x: float, y: float) -> tuple[float, float]:
        return _placed(x, y, self.matrix)

    def size(self) -> tuple[float, float]:
        left, bottom, right, top = self.box
        return (right - left, top - bottom) if self.quarter % 2 == 0 else (top - bottom, right - left)


def marks_of(document: Any, index: int) -> Marks:
    """Everything drawn on one page; about 2 ms for a page of text."""
    page = document[index]
    text_page = pdfium.FPDFText_LoadPage(page.raw)
    try:
        letters = letters_of(text_page)
        view = _View(_box(page), _main_quarter(letters))
        marks = Marks(index + 1, *view.size())
        _take_letters(marks, letters, view)
        _take_objects(marks, page.raw, view)
        marks.notes += annotation_notes(page.raw, text_page, marks.page)
    finally:
        pdfium.FPDFText_ClosePage(text_page)
        page.close()
    return marks


# Letters


def _main_quarter(letters: list[Letter]) -> int:
    """How most of the page's text is turned."""
    turns = Counter(letter.style.quarter for letter in letters[:2000])
    return turns.most_common(1)[0][0] if turns else 0


def _take_letters(marks: Marks, letters: list[Letter], view: _View) -> None:
    """The letters as they stand on the upright page."""
    ways = [_way_along(turn, view) for turn in range(4)]
    usual: dict[str, dict[int, str]] = {}  # by font: letters that are what they look like
    last: Style | None = None
    take = marks.glyphs.append
    for code, left, top, right, bottom, x, y, style in _whole(letters):
        if style is not last:
            last = style
            size, bold, quarter, font = style
            turn = (quarter - view.quarter) % 4
            a, c, e, b, d, f = ways[turn]
            known = usual.setdefault(font, {})
        text = known.get(code)
        if text is None:
            text = _unusual(marks, code, font)
            if text is None:
                text = known[code] = _seen(code, font)
            elif not text:
                continue
        low, high = a * left + c * bottom + e, a * right + c * top + e
        if low > high:
            low, high = high, low
        take(Glyph(text, low, high, b * x + d * y + f, size, bold, turn))


def _unusual(marks: Marks, code: int, font: str) -> str | None:
    """What is drawn for a code that is no letter of its own, counted; "" where nothing is, None for a usual letter."""
    if code in _HALVES or code > _LAST:
        marks.halves += 1
        return "\ufffd"
    if code in (0, 0xFFFD) or 0xE000 <= code < 0xF000:
        marks.unreadable += 1
        return ""
    if 0x300 <= code < 0x370 and marks.glyphs:  # a mark belongs to the letter before it
        marks.glyphs[-1] = marks.glyphs[-1]._replace(text=marks.glyphs[-1].text + _seen(code, font))
        return ""
    return None


def _way_along(turn: int, view: _View) -> Matrix:
    """For letters turned so: what makes of x and y a place along their line, and one across it."""
    a, b, c, d, e, f = view.matrix
    return (b, d, f, a, c, e) if turn % 2 else (a, c, e, b, d, f)


def _whole(letters: list[Letter]) -> Iterable[Letter]:
    """The letters, those of two halves as one: PDFium hands out what lies beyond the first plane in halves."""
    return _joined(letters) if any(0xD800 <= letter.code < 0xDC00 for letter in letters) else letters


def _joined(letters: list[Letter]) -> Iterator[Letter]:
    number = 0
    while number < len(letters):
        letter = letters[number]
        code, after = letter.code, letters[number + 1].code if number + 1 < len(letters) else 0
        number += 1
        if code in _HIGH and after in _LOW:
            code = 0x10000 + ((code - _HIGH.start) << 10) + (after - _LOW.start)
            number += 1
        yield letter._replace(code=code)


@lru_cache(4_000)
def _seen(code: int, font: str) -> str:
    """A letter as its font shows it."""
    text = _LETTERS.get(code) or chr(code)
    if font and is_legacy_font(font):
        return to_unicode(text, font)
    return signs_of(text, font) if font and code not in _LETTERS and is_symbol_font(font) else text


# Lines


def _take_objects(marks: Marks, page: Any, view: _View) -> None:
    for item, matrix in _objects(page):
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            marks.pictures += 1
        elif kind == pdfium.FPDF_PAGEOBJ_PATH and len(marks.level) + len(marks.upright) < MAX_RULES:
            _take_path(marks, item, matrix, view)


def _objects(page: Any) -> Iterator[tuple[Any, Matrix]]:
    """Every object of the page and of the forms on it, with the form's matrix."""
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        yield from _unfold(pdfium.FPDFPage_GetObject(page, index), _IDENTITY, 0)


def _unfold(item: Any, matrix: Matrix, depth: int) -> Iterator[tuple[Any, Matrix]]:
    if pdfium.FPDFPageObj_GetType(item) != pdfium.FPDF_PAGEOBJ_FORM:
        yield item, matrix
    elif depth < _MAX_DEPTH:
        inner = _times(_matrix_of(item), matrix)
        for index in range(pdfium.FPDFFormObj_CountObjects(item)):
            yield from _unfold(pdfium.FPDFFormObj_GetObject(item, index), inner, depth + 1)


def _matrix_of(item: Any) -> Matrix:
    found = pdfium.FS_MATRIX(1, 0, 0, 1, 0, 0)
    pdfium.FPDFPageObj_GetMatrix(item, found)
    return (found.a, found.b, found.c, found.d, found.e, found.f)


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _take_path(marks: Marks, item: Any, matrix: Matrix, view: _View) -> None:
    """A stroked path gives its straight lines; a filled one gives the boxes in it that are thin enough to be lines."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(item, fill, stroke)
    if fill.value and not stroke.value and pdfium.FPDFPath_CountSegments(item) <= _BOX_SEGMENTS:
        _take_box(marks, item, matrix, view)
        return
    for outline in _outlines(item, _times(_matrix_of(item), matrix), view):
        if stroke.value:
            for (x0, y0), (x1, y1) in pairwise(outline):
                _take_line(marks, x0, y0, x1, y1, thickest=1.0)
        elif fill.value:
            xs, ys = [x for x, _ in outline], [y for _, y in outline]
            _take_line(marks, min(xs), min(ys), max(xs), max(ys), thickest=THICKEST_BORDER)


def _take_box(marks: Marks, item: Any, matrix: Matrix, view: _View) -> None:
    """A single filled box, by its bounds alone: a dotted border is made of thousands."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top)
    x0, y0 = view.point(*_placed(left.value, bottom.value, matrix))
    x1, y1 = view.point(*_placed(right.value, top.value, matrix))
    _take_line(marks, x0, y0, x1, y1, thickest=THICKEST_BORDER)


def _placed(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _outlines(item: Any, matrix: Matrix, view: _View) -> Iterator[list[tuple[float, float]]]:
    """The corners of each stretch of a path, closed ones back to their beginning."""
    corners: list[tuple[float, float]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(min(pdfium.FPDFPath_CountSegments(item), MAX_RULES)):
        segment = pdfium.FPDFPath_GetPathSegment(item, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO:
            if len(corners) > 1:
                yield corners
            corners = []
        corners.append(view.point(*_placed(x.value, y.value, matrix)))
        if pdfium.FPDFPathSegment_GetClose(segment):
            corners.append(corners[0])
    if len(corners) > 1:
        yield corners


def _take_line(marks: Marks, x0: float, y0: float, x1: float, y1: float, *, thickest: float) -> None:
    """Keep what is straight: a tiny box (a corner of Word's borders, a dot of a dotted one) is part of either kind."""
    x0, x1 = min(x0, x1), max(x0, x1)
    y0, y1 = min(y0, y1), max(y0, y1)
    wide, high = x1 - x0, y1 - y0
    if high <= thickest and wide >= high:
        marks.level.append(Rule((y0 + y1) / 2, x0, x1))
    if wide <= thickest and high >= wide:
        marks.upright.append(Rule((x0 + x1) / 2, y0, y1))


def _box(page: Any) -> tuple[float, float, float, float]:
    left, bottom, right, top = page.get_cropbox()
    return left, bottom, right, top
