"""Any file → the Paper (đọc văn bản): the one door of the reader. Each kind's reader is loaded when it is needed."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from caitien.documents.apart.ask import read_apart
from caitien.documents.gate.kinds import Kind, kind_of_bytes
from caitien.documents.gate.ole import MAGIC
from caitien.documents.refusal import Refusal
from caitien.domain.paper import Paper

if TYPE_CHECKING:  # loaded in the child only
    from caitien.documents.blocks import Pages
    from caitien.documents.gate.package import Opened

_CONVERTED = {
    Kind.DOC: "docx",
    Kind.ODT: "docx",
    Kind.RTF: "docx",
    Kind.HTML: "docx",
    Kind.XLS: "xlsx",
    Kind.ODS: "xlsx",
}


def read(data: bytes, *, name: str) -> Paper | Refusal:
    """What a school's file says (đọc một tệp), or why it could not be read.

    ``data`` is the file, ``name`` what it is called (its kind is told from the content). Costs a small multiple of
    unzipping and parsing the file once, and grows linearly; old Word, OpenDocument and the like cost a start of
    LibreOffice more. A child process does it, so nothing a file does to it happens here. Raises nothing: trouble with
    the file is a Refusal, doubt is a note in the Paper.
    """
    return read_apart("paper", data, name, Paper)


def read_here(data: bytes, *, name: str) -> Paper | Refusal:
    """As :func:`read`, in this process: for the child, and for looking into what it does. Without limits."""
    from caitien.documents.understanding.understand import understand

    with _collector_paused():
        pages = pages_of(data, name=name)
        if isinstance(pages, Refusal):
            return pages
        if not pages.blocks and not pages.notes:
            return Refusal(
                code="no-words", reason="Tệp không có chữ nào để đọc; hãy kiểm tra xem đã chọn đúng tệp chưa."
            )
        return understand(pages)


def goes_through_office(data: bytes) -> bool:
    """Whether a file looks as if LibreOffice were needed for it (tệp đời cũ): from its first bytes, at no cost."""
    package = data.startswith(b"PK") and b"mimetypeapplication/vnd.oasis" in data[:200]
    return package or data.startswith(MAGIC) or kind_of_bytes(data) in _CONVERTED


@contextmanager
def _collector_paused() -> Iterator[None]:
    """No garbage collection while a file is read: a large table makes hundreds of thousands of small values, none of
    them cyclic, and the collector would look through all of them again and again (a third of the time)."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def pages_of(data: bytes, *, name: str) -> "Pages | Refusal":
    """The blocks of a file (các khối của tệp), whatever its kind; in this process, without limits."""
    from caitien.documents.gate.package import open_package

    opened = open_package(data, name, looks=False)
    if isinstance(opened, Refusal):
        return opened
    target = _CONVERTED.get(opened.kind)
    if target is None:
        return _pages(opened)
    from caitien.documents.gate.office import convert

    converted = convert(data, source=opened.kind.value, target=target)
    return converted if isinstance(converted, Refusal) else pages_of(converted, name=f"{name}.{target}")


def _pages(opened: "Opened") -> "Pages | Refusal":
    match opened.kind:
        case Kind.DOCX:
            from caitien.documents.formats.read_docx import pages_of_docx

            return pages_of_docx(opened)
        case Kind.XLSX:
            from caitien.documents.formats.read_xlsx import pages_of_xlsx

            return pages_of_xlsx(opened)
        case Kind.PDF:
            from caitien.documents.formats.read_pdf import pages_of_pdf

            return pages_of_pdf(opened.data)
        case _:
            from caitien.documents.formats.markdown import without_marks
            from caitien.documents.formats.read_txt import pages_of_txt

            return without_marks(pages_of_txt(opened.text), opened.text)
