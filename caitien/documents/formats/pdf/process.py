"""Reading a PDF in a process of its own (tiến trình đọc PDF): a hostile file can end it, and nothing else.

PDFium is a large program in C++ that works on whatever bytes a stranger sends, and can neither be stopped midway nor
used from two threads. So a child does the work, with a bound on its memory and its time, and hands plain JSON back. The
child costs 0.12 s to start.
"""

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import msgspec

import caitien
from caitien.documents.blocks import Block, Pages, Paragraph, Table
from caitien.domain.paper import Note

TIME = 3.5  # seconds of the processor, looked at between two pages
LAST_CALL = 4  # seconds of the processor until the system ends the child, whatever it is doing
WAIT = 20.0  # seconds by the clock until the child is ended: the machine may be busy with other things
MEMORY = 440 << 20  # bytes of address space
MAX_PAGES = 400
MAX_LETTERS = 2_000_000

_UNREADABLE_SHARE = 0.3
_OUT_OF_TIME = -24  # the child was ended by SIGXCPU
_PASSWORD = 4  # FPDF_ERR_PASSWORD


class Answer(msgspec.Struct):
    """What the child says: the code of a refusal, or the file's blocks."""

    code: str = ""
    blocks: list[tuple[str, Any]] = []
    notes: list[Note] = []
    pictures: list[int] = []  # pages that are pictures without text


_KINDS: dict[str, type[Block]] = {"paragraph": Paragraph, "table": Table}


def ask_child(data: bytes) -> Answer:
    """Have a child read the file; its crash, its silence and its refusal are all answers.

    Raises ``RuntimeError`` where the child stumbled over a mistake of ours.
    """
    root = str(Path(caitien.__file__).resolve().parents[1])
    environment = {**os.environ, "PYTHONPATH": root, "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "caitien.documents.formats.pdf.process"]
    try:
        done = subprocess.run(  # noqa: S603 - our own module, the file on its standard input
            command, input=data, capture_output=True, timeout=WAIT, env=environment, check=False
        )
    except subprocess.TimeoutExpired:
        return Answer(code="too-slow")
    if done.returncode > 0:
        raise RuntimeError(done.stderr.decode("utf-8", "replace"))
    if done.returncode < 0:
        return Answer(code="too-slow" if done.returncode == _OUT_OF_TIME else "damaged")
    return msgspec.json.decode(done.stdout, type=Answer)


def blocks_of(answer: Answer) -> Pages:
    """The blocks as values again."""
    return Pages([msgspec.convert(block, _KINDS[kind]) for kind, block in answer.blocks], list(answer.notes))


def read_here(data: bytes) -> Answer:
    """Read a PDF in this process: for the child, and for looking into what it does. Not for two threads at once."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as trouble:
        return Answer(code="encrypted" if getattr(trouble, "err_code", 0) == _PASSWORD else "damaged")
    try:
        return _read(document)
    finally:
        document.close()


def _read(document: Any) -> Answer:
    from caitien.documents.formats.pdf.joining import joined
    from caitien.documents.formats.pdf.layout import laid_out
    from caitien.documents.formats.pdf.marks import marks_of

    end = time.process_time() + TIME
    if len(document) > MAX_PAGES:
        return Answer(code="too-many-pages")
    sheets, pictures = [], []
    letters = unreadable = 0
    for index in range(len(document)):
        marks = marks_of(document, index)
        letters, unreadable = letters + len(marks.glyphs), unreadable + marks.unreadable
        if letters > MAX_LETTERS or time.process_time() > end:
            return Answer(code="too-slow")
        if not marks.glyphs and marks.pictures:
            pictures.append(marks.page)
        sheets.append(laid_out(marks))
    if unreadable > _UNREADABLE_SHARE * (letters + unreadable):
        return Answer(code="strange-letters")
    if not letters:
        return Answer(code="scanned" if pictures else "empty")
    pages = joined(sheets)
    blocks = [("table" if isinstance(block, Table) else "paragraph", block) for block in pages.blocks]
    return Answer(blocks=blocks, notes=pages.notes, pictures=pictures)


def main() -> None:
    """The child: a PDF on standard input, an :class:`Answer` on standard output."""
    _bound()
    try:
        answer = read_here(sys.stdin.buffer.read())
    except MemoryError:
        answer = Answer(code="too-slow")
    sys.stdout.buffer.write(msgspec.json.encode(answer))


def _bound() -> None:
    """Bounds the system keeps, where it can: memory, and time of the processor."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (LAST_CALL, LAST_CALL + 1))


if __name__ == "__main__":
    main()
