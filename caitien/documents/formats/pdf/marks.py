"""What is drawn on a page of a PDF (nét trên trang): letters, and the straight lines that could be borders.

With :mod:`annotations` the only module that talks to PDFium. Coordinates are those of a reader who turns the page until
the text is upright: points from the top left corner, y growing downwards.
"""

import ctypes
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from caitien.documents.formats.legacy_fonts import is_legacy_font, to_unicode
from caitien.documents.formats.pdf.annotations import annotation_notes
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
_SKIPPED = frozenset((0x0A, 0x0D, 0xFEFF, 0x200B))
_BLANKS = frozenset((0x20, 0x09))


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


class _Type(NamedTuple):
    """How the letters of one text object are set (kiểu chữ)."""

    size: float
    bold: bool
    quarter: int
    font: str


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
        letters = list(_letters(text_page))
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

# PDFium's functions that are called for every letter, bare: plain numbers in and out, half the time of a call.


def _bare(function: Any, result: Any, *arguments: Any) -> Any:
    return ctypes.CFUNCTYPE(result, *arguments)(ctypes.cast(function, ctypes.c_void_p).value or 0)


_PAGE, _INDEX = ctypes.c_void_p, ctypes.c_int
_code_of = _bare(pdfium.FPDFText_GetUnicode, ctypes.c_uint, _PAGE, _INDEX)
_is_made_up = _bare(pdfium.FPDFText_IsGenerated, ctypes.c_int, _PAGE, _INDEX)
_owner_of = _bare(pdfium.FPDFText_GetTextObject, ctypes.c_void_p, _PAGE, _INDEX)
_box_of = _bare(pdfium.FPDFText_GetLooseCharBox, ctypes.c_int, _PAGE, _INDEX, ctypes.c_void_p)
_origin_of = _bare(pdfium.FPDFText_GetCharOrigin, ctypes.c_int, _PAGE, _INDEX, ctypes.c_void_p, ctypes.c_void_p)

_Letter = tuple[int, Sequence[float], float, float, _Type]  # code, box (left, top, right, bottom), origin x and y, type


def _letters(text_page: Any) -> Iterator[_Letter]:
    """The letters in PDF coordinates; blanks PDFium made up are left out."""
    types: dict[int, _Type] = {}
    page = ctypes.cast(text_page, ctypes.c_void_p).value
    x, y, box = ctypes.c_double(), ctypes.c_double(), (ctypes.c_float * 4)()
    x_at, y_at, box_at = ctypes.addressof(x), ctypes.addressof(y), ctypes.addressof(box)
    for index in range(pdfium.FPDFText_CountChars(text_page)):
        code = _code_of(page, index)
        if code in _SKIPPED or (code in _BLANKS and _is_made_up(page, index)):
            continue
        owner = _owner_of(page, index) or 0
        if owner not in types:
            types[owner] = _type(text_page, index)
        box[:] = [0.0] * 4  # where PDFium does not say
        x.value = y.value = 0.0
        _box_of(page, index, box_at)
        _origin_of(page, index, x_at, y_at)
        yield code, box[:], x.value, y.value, types[owner]


def _type(text_page: Any, index: int) -> _Type:
    matrix = pdfium.FS_MATRIX(1, 0, 0, 1, 0, 0)
    pdfium.FPDFText_GetMatrix(text_page, index, matrix)
    size = abs(pdfium.FPDFText_GetFontSize(text_page, index)) * math.hypot(matrix.c, matrix.d)
    quarter = round(math.atan2(matrix.b, matrix.a) / (math.pi / 2)) % 4
    font = _font_name(pdfium.FPDFText_GetTextObject(text_page, index))
    bold = "bold" in font.lower() or pdfium.FPDFText_GetFontWeight(text_page, index) >= 600
    return _Type(size or 10.0, bold, quarter, font)


def _font_name(owner: Any) -> str:
    """The font's name without the mark of a subset ("ABCDEF+")."""
    font = pdfium.FPDFTextObj_GetFont(owner) if owner else None
    if not font:
        return ""
    buffer = ctypes.create_string_buffer(200)
    pdfium.FPDFFont_GetBaseFontName(font, buffer, len(buffer))
    return buffer.value.decode("utf-8", "replace").rpartition("+")[2]


def _main_quarter(letters: list[Any]) -> int:
    """How most of the page's text is turned."""
    turns = Counter(letter[4].quarter for letter in letters[:2000])
    return turns.most_common(1)[0][0] if turns else 0


def _take_letters(marks: Marks, letters: list[_Letter], view: _View) -> None:
    ways = [_way_along(turn, view) for turn in range(4)]
    for code, box, x, y, style in _whole(letters):
        if code in _HALVES or code > _LAST:
            marks.halves += 1
            text = "\ufffd"
        elif code == 0 or code == 0xFFFD or 0xE000 <= code < 0xF000:
            marks.unreadable += 1
            continue
        else:
            text = _seen(code, style.font)
        if 0x300 <= code < 0x370 and marks.glyphs:  # a mark belongs to the letter before it
            marks.glyphs[-1] = marks.glyphs[-1]._replace(text=marks.glyphs[-1].text + text)
            continue
        turn = (style.quarter - view.quarter) % 4
        a, c, e, b, d, f = ways[turn]
        low, high = a * box[0] + c * box[3] + e, a * box[2] + c * box[1] + e
        if low > high:
            low, high = high, low
        marks.glyphs.append(Glyph(text, low, high, b * x + d * y + f, style.size, style.bold, turn))


def _way_along(turn: int, view: _View) -> Matrix:
    """For letters turned so: what makes of x and y a place along their line, and one across it."""
    a, b, c, d, e, f = view.matrix
    return (b, d, f, a, c, e) if turn % 2 else (a, c, e, b, d, f)


def _whole(letters: list[_Letter]) -> Iterable[_Letter]:
    """The letters, those of two halves as one: PDFium hands out what lies beyond the first plane in halves."""
    return _joined(letters) if any(letter[0] in _HIGH for letter in letters) else letters


def _joined(letters: list[_Letter]) -> Iterator[_Letter]:
    number = 0
    while number < len(letters):
        code, *rest = letters[number]
        after = letters[number + 1][0] if number + 1 < len(letters) else 0
        number += 1
        if code in _HIGH and after in _LOW:
            code = 0x10000 + ((code - _HIGH.start) << 10) + (after - _LOW.start)
            number += 1
        yield code, *rest  # type: ignore[misc]


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
