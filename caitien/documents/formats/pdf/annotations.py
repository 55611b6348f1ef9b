"""What is laid upon a page of a PDF (chú thích trên PDF): notes, text typed over it, filled fields, strokes.

PDFium's text of a page holds none of it. Called while the page is open.
"""

import ctypes
from collections.abc import Iterator
from typing import Any, Final

import pypdfium2
import pypdfium2.raw as pdfium

from caitien.domain.paper import Note, Place
from caitien.domain.texts.folding import clean

_MOST: Final = 1_000  # annotations of a page that are looked at
_LONGEST: Final = 20_000  # letters of one
_SAID: Final = {  # kinds of annotation whose words count, the entry that holds them, and how a person calls them
    pdfium.FPDF_ANNOT_TEXT: (b"Contents", "lời ghi chú gắn trên trang"),
    pdfium.FPDF_ANNOT_FREETEXT: (b"Contents", "chữ gõ thêm lên trang"),
    pdfium.FPDF_ANNOT_HIGHLIGHT: (b"Contents", "lời ghi chú gắn trên trang"),
    pdfium.FPDF_ANNOT_UNDERLINE: (b"Contents", "lời ghi chú gắn trên trang"),
    pdfium.FPDF_ANNOT_CARET: (b"Contents", "lời ghi chú gắn trên trang"),
    pdfium.FPDF_ANNOT_STAMP: (b"Contents", "dấu đóng trên trang"),
    pdfium.FPDF_ANNOT_WIDGET: (b"V", "ô điền của biểu mẫu"),
}
_UNDRAWN: Final = frozenset({pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_POPUP})
_STRUCK: Final = "Có chữ bị gạch ngang trên trang PDF, vẫn được đọc vì máy không chắc. Hãy xem lại có bỏ chữ đó không."


def annotation_notes(page: Any, text_page: Any, number: int) -> list[Note]:
    """Notes on the annotations of a page, in their order; ``number`` is the page's, from 1."""
    notes: list[Note] = []
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page), _MOST)):
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        if annotation:
            notes += _notes(annotation, text_page, Place(page=number))
            pdfium.FPDFPage_CloseAnnot(annotation)
    return notes


def laid_on_pages(data: bytes) -> int:
    """How many things lie upon the pages of a PDF (chỗ đặt lên trang) and are drawn: stamps, pictures of signatures,
    filled fields, notes; links are none. What they say is not among its words. Of a file that opens."""
    document = pypdfium2.PdfDocument(data)
    try:
        return sum(_laid_on(document, index) for index in range(len(document)))
    finally:
        document.close()


def _laid_on(document: Any, index: int) -> int:
    try:
        page = document[index]
    except pypdfium2.PdfiumError:  # a damaged page, of which the reader has told
        return 0
    found = 0
    for place in range(min(pdfium.FPDFPage_GetAnnotCount(page), _MOST)):
        annotation = pdfium.FPDFPage_GetAnnot(page, place)
        if annotation:
            found += pdfium.FPDFAnnot_GetSubtype(annotation) not in _UNDRAWN and _is_seen(annotation)
            pdfium.FPDFPage_CloseAnnot(annotation)
    page.close()
    return found


def _is_seen(annotation: Any) -> bool:
    """Whether it takes up room: the field of a signature nobody is to see is a box of no size."""
    box = pdfium.FS_RECTF()
    drawn = pdfium.FPDFAnnot_GetRect(annotation, box)
    return bool(drawn) and abs(box.right - box.left) > 1 and abs(box.top - box.bottom) > 1


def _notes(annotation: Any, text_page: Any, place: Place) -> Iterator[Note]:
    kind = pdfium.FPDFAnnot_GetSubtype(annotation)
    if kind == pdfium.FPDF_ANNOT_STRIKEOUT:
        quote = clean("\n".join(_words_under(annotation, text_page)))
        if quote:
            yield Note(code="struck-through", text=_STRUCK, quote=quote, place=place)
    if kind in _SAID:
        entry, called = _SAID[kind]
        quote = clean(_entry(annotation, entry))
        if any(letter.isalnum() for letter in quote):
            text = f"Chữ ở {called} không thuộc bảng hay mục nào của văn bản."
            yield Note(code="aside", text=text, quote=quote, place=place)


def _entry(annotation: Any, name: bytes) -> str:
    """A text of an annotation; "" where it has none."""
    size = pdfium.FPDFAnnot_GetStringValue(annotation, name, None, 0)
    if not 2 < size <= 2 * _LONGEST:
        return ""
    buffer = (ctypes.c_ushort * (size // 2 + 1))()
    pdfium.FPDFAnnot_GetStringValue(annotation, name, buffer, size)
    return bytes(buffer)[: size - 2].decode("utf-16-le", "replace")


def _words_under(annotation: Any, text_page: Any) -> Iterator[str]:
    """The words a stroke goes through, stroke by stroke."""
    quad = pdfium.FS_QUADPOINTSF()
    for index in range(min(pdfium.FPDFAnnot_CountAttachmentPoints(annotation), _MOST)):
        if pdfium.FPDFAnnot_GetAttachmentPoints(annotation, index, quad):
            across, down = sorted((quad.x1, quad.x2, quad.x3, quad.x4)), sorted((quad.y1, quad.y2, quad.y3, quad.y4))
            yield _bounded(text_page, across[0], down[-1], across[-1], down[0])


def _bounded(text_page: Any, left: float, top: float, right: float, bottom: float) -> str:
    size = pdfium.FPDFText_GetBoundedText(text_page, left, top, right, bottom, None, 0)
    if not 0 < size <= _LONGEST:
        return ""
    buffer = (ctypes.c_ushort * (size + 1))()
    pdfium.FPDFText_GetBoundedText(text_page, left, top, right, bottom, buffer, size)
    return bytes(buffer)[: 2 * size].decode("utf-16-le", "replace").rstrip("\0")
