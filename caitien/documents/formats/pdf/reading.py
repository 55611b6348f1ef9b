"""A PDF page by page (đọc từng trang PDF): its blocks, or the code of a refusal.

PDFium is a large program in C++ that works on whatever bytes a stranger sends, can be stopped from outside only, and
serves one thread at a time: this runs in a child (:mod:`caitien.documents.apart`).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2

from caitien.documents.blocks import Pages
from caitien.documents.formats.pdf.joining import joined
from caitien.documents.formats.pdf.layout import LaidOutPage, laid_out
from caitien.documents.formats.pdf.marks import Marks, marks_of
from caitien.domain.paper import Note, Place

MAX_PAGES = 400
MAX_LETTERS = 2_000_000

_UNREADABLE_SHARE = 0.3
_PASSWORD = 4  # FPDF_ERR_PASSWORD


def read_pdf(data: bytes) -> tuple[Pages, list[int]] | str:
    """The blocks of a PDF and the numbers of its pages that are pictures without text; or the code of a refusal."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as trouble:
        return "encrypted" if getattr(trouble, "err_code", 0) == _PASSWORD else "damaged"
    with _closing(document):
        return _read(document)


@contextmanager
def _closing(document: Any) -> Iterator[None]:
    try:
        yield
    finally:
        document.close()


def _read(document: Any) -> tuple[Pages, list[int]] | str:
    if len(document) > MAX_PAGES:
        return "too-many-pages"
    sheets: list[LaidOutPage] = []
    pictures: list[int] = []
    notes: list[Note] = []
    letters = unreadable = 0
    for index in range(len(document)):
        try:
            marks = marks_of(document, index)
        except pypdfium2.PdfiumError:
            notes.append(_damaged(index + 1))
            continue
        letters, unreadable = letters + len(marks.glyphs), unreadable + marks.unreadable
        if letters > MAX_LETTERS:
            return "too-long"
        if not marks.glyphs and marks.pictures:
            pictures.append(marks.page)
        sheets.append(laid_out(marks))
        notes += marks.notes + _half_letters(marks)
    if unreadable > _UNREADABLE_SHARE * (letters + unreadable):
        return "strange-letters"
    if not letters:
        return "scanned" if pictures else "damaged" if notes else "empty"
    pages = joined(sheets)
    pages.notes += notes
    return pages, pictures


def _damaged(page: int) -> Note:
    text = f"Trang {page} của tệp bị hỏng nên không đọc được; hãy mở tệp trên máy xem trang này còn không."
    return Note(code="page-damaged", text=text, place=Place(page=page))


def _half_letters(marks: Marks) -> list[Note]:
    """A note on letters whose font names them by half a code, which is no letter."""
    if not marks.halves:
        return []
    text = f"Trang {marks.page} có {marks.halves} chữ mà phông trong tệp không cho biết là chữ gì (hiện là “\ufffd”)."
    return [Note(code="strange-letters", text=f"{text} Hãy xem lại bằng mắt.", place=Place(page=marks.page))]
