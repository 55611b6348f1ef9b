"""Any file → its words in reading order (đọc chữ của tệp), for two files to be laid beside each other."""

from collections.abc import Iterator
from typing import Final

from caitien.documents.apart.ask import read_apart
from caitien.documents.blocks import Block, Row
from caitien.documents.read import pages_of
from caitien.documents.refusal import Refusal
from caitien.domain.papers.signatures import Words

HEAD_ROWS: Final = 3  # at most; but for the first a row with a figure in it is none


def read_words(data: bytes, *, name: str) -> Words | Refusal:
    """All words of a file, without what a printer repeats (chữ của tệp), or why it could not be read.

    ``data`` and ``name`` as for :func:`caitien.documents.read.read`, whose cost and limits it shares. Raises nothing.
    """
    return read_apart("words", data, name, Words)


def read_words_here(data: bytes, *, name: str) -> Words | Refusal:
    """As :func:`read_words`, in this process: for the child. Without limits."""
    pages = pages_of(data, name=name)
    if isinstance(pages, Refusal):
        return pages
    unread = {
        note.place.page for note in pages.notes if note.code in {"page-is-picture", "page-damaged"} and note.place
    }
    laid_on = 0
    if b"%PDF-" in data[:1024]:
        from caitien.documents.formats.pdf.annotations import laid_on_pages

        laid_on = laid_on_pages(data)
    return Words(
        words=tuple(_words(pages.blocks)), laid_on=laid_on, unread=tuple(sorted(page for page in unread if page))
    )


def _words(blocks: list[Block]) -> Iterator[str]:
    """Of a table that goes on over a page's end the head stands there again: a row that says word for word what a row
    of a head has said is told once."""
    heads = set[tuple[str, ...]]()
    for block in blocks:
        if hasattr(block, "text"):
            yield from block.text.split()
            continue
        for place, row in enumerate(block.rows):
            said = _of_row(row)
            if said in heads:
                continue
            if place == 0 or (place < HEAD_ROWS and not any(map(str.isdigit, "".join(said)))):
                heads.add(said)
            yield from said


def _of_row(row: Row) -> tuple[str, ...]:
    return tuple(word for cell in row.cells for word in cell.text.split())
