"""The letters of a page of a PDF as PDFium hands them out (chữ trên trang): a code, a box, an origin, how they are set.

A page has some 1,500 letters, and of each four things are asked: the calls are made bare and by ``map``, so that none
of Python's own steps stands between two of them.
"""

import ctypes
import math
from collections import deque
from collections.abc import Iterator
from itertools import repeat
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

_SKIPPED = frozenset((0x0A, 0x0D, 0xFEFF, 0x200B))
_BLANKS = frozenset((0x20, 0x09))


class Style(NamedTuple):
    """How the letters of one text object are set (kiểu chữ)."""

    size: float
    bold: bool
    quarter: int
    font: str


class Letter(NamedTuple):
    """A letter in PDF coordinates (chữ): its code, its box, the origin on its baseline, how it is set."""

    code: int
    left: float
    top: float
    right: float
    bottom: float
    x: float
    y: float
    style: Style


def letters_of(text_page: Any) -> list[Letter]:
    """The letters of a page; blanks PDFium made up are left out. A box or origin PDFium does not know is at nought."""
    page = ctypes.cast(text_page, ctypes.c_void_p).value
    count = pdfium.FPDFText_CountChars(text_page)
    codes = list(map(_code_of, repeat(page), range(count)))
    kept = [
        index
        for index, code in enumerate(codes)
        if code not in _SKIPPED and not (code in _BLANKS and _is_made_up(page, index))
    ]
    boxes, origins = (ctypes.c_float * (4 * len(kept)))(), (ctypes.c_double * (2 * len(kept)))()
    _ask(_box_of, page, kept, _steps(boxes, 16, len(kept)))
    first = _steps(origins, 16, len(kept))
    _ask(_origin_of, page, kept, first, range(first.start + 8, first.stop + 8, 16))
    box, origin = boxes[:], origins[:]
    if len(kept) < count:
        codes = [codes[index] for index in kept]
    sides, ends = (box[side::4] for side in range(4)), (origin[axis::2] for axis in range(2))
    return list(map(Letter, codes, *sides, *ends, _styles(text_page, page, kept)))


def _steps(buffer: Any, size: int, count: int) -> range:
    """The address of each place in a buffer."""
    start = ctypes.addressof(buffer)
    return range(start, start + size * count, size)


def _ask(function: Any, page: int | None, *arguments: Any) -> None:
    """Call a function for every letter; what it answers with, whether it knows, does not matter."""
    deque(map(function, repeat(page), *arguments), maxlen=0)


def _styles(text_page: Any, page: int | None, kept: list[int]) -> Iterator[Style]:
    """The style of each letter, looked up once for each text object."""
    known: dict[int, Style] = {}
    fonts: dict[int, str] = {}
    for index, owner in zip(kept, map(_owner_of, repeat(page), kept), strict=True):
        style = known.get(owner or 0)
        if style is None:
            style = known[owner or 0] = _style(text_page, page, index, owner, fonts)
        yield style


def _style(text_page: Any, page: int | None, index: int, owner: int | None, fonts: dict[int, str]) -> Style:
    matrix = pdfium.FS_MATRIX(1, 0, 0, 1, 0, 0)
    _matrix_of(page, index, ctypes.addressof(matrix))
    size = abs(_size_of(page, index)) * math.hypot(matrix.c, matrix.d)
    quarter = round(math.atan2(matrix.b, matrix.a) / (math.pi / 2)) % 4
    font = (_font_of(owner) if owner else None) or 0
    if font not in fonts:
        fonts[font] = _font_name(font)
    name = fonts[font]
    bold = "bold" in name.lower() or pdfium.FPDFText_GetFontWeight(text_page, index) >= 600
    return Style(size or 10.0, bold, quarter, name)


def _font_name(font: int) -> str:
    """A font's name without the mark of a subset ("ABCDEF+")."""
    if not font:
        return ""
    buffer = ctypes.create_string_buffer(200)
    pdfium.FPDFFont_GetBaseFontName(ctypes.cast(font, pdfium.FPDF_FONT), buffer, len(buffer))
    return buffer.value.decode("utf-8", "replace").rpartition("+")[2]


# PDFium's functions that are called for every letter, bare: plain numbers in and out, half the time of a call.


def _bare(function: Any, result: Any, *arguments: Any) -> Any:
    return ctypes.CFUNCTYPE(result, *arguments)(ctypes.cast(function, ctypes.c_void_p).value or 0)


_PAGE, _INDEX, _PLACE = ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p
_code_of = _bare(pdfium.FPDFText_GetUnicode, ctypes.c_uint, _PAGE, _INDEX)
_is_made_up = _bare(pdfium.FPDFText_IsGenerated, ctypes.c_int, _PAGE, _INDEX)
_owner_of = _bare(pdfium.FPDFText_GetTextObject, ctypes.c_void_p, _PAGE, _INDEX)
_box_of = _bare(pdfium.FPDFText_GetLooseCharBox, ctypes.c_int, _PAGE, _INDEX, _PLACE)
_origin_of = _bare(pdfium.FPDFText_GetCharOrigin, ctypes.c_int, _PAGE, _INDEX, _PLACE, _PLACE)
_matrix_of = _bare(pdfium.FPDFText_GetMatrix, ctypes.c_int, _PAGE, _INDEX, _PLACE)
_size_of = _bare(pdfium.FPDFText_GetFontSize, ctypes.c_double, _PAGE, _INDEX)
_font_of = _bare(pdfium.FPDFTextObj_GetFont, ctypes.c_void_p, ctypes.c_void_p)
