"""What is raced (các bên so tài): our work, the floor under it, and its rivals, each ready to be called."""

import io
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Final

from lxml import etree

from bench.files import as_word, made_up_plan
from caitien.documents.read import read
from caitien.documents.refusal import Refusal
from caitien.documents.write import write
from caitien.domain.paper import Paper
from caitien.rules import check

Work = Callable[[], object]

_ROW: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}tr"


def reading(data: bytes, name: str, rows: int) -> Work:
    """Our reader; it must find every row, or the time means nothing."""

    def work() -> None:
        paper = read(data, name=name)
        assert isinstance(paper, Paper), paper
        assert len(paper.plan.items) == rows, (len(paper.plan.items), paper.notes[:3])

    return work


def floor(data: bytes) -> Work:
    """Unzip, and let lxml go through the rows one by one without looking at them."""

    def work() -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as package, package.open("word/document.xml") as document:
            for _, row in etree.iterparse(document, tag=_ROW):
                row.clear()

    return work


def whole_tree(data: bytes) -> Work:
    """Unzip, and let lxml build the whole tree."""

    def work() -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            etree.fromstring(package.read("word/document.xml"))

    return work


def docx2python_reading(data: bytes) -> Work:
    """A rival reader of Word files."""
    from docx2python import docx2python

    def work() -> None:
        with docx2python(io.BytesIO(data)) as document:
            assert document.body

    return work


def openpyxl_reading(data: bytes) -> Work:
    """The usual reader of workbooks, values only."""
    from openpyxl import load_workbook

    def work() -> None:
        for sheet in load_workbook(io.BytesIO(data), read_only=True).worksheets:
            for row in sheet.iter_rows(values_only=True):
                assert row is not None

    return work


def pdfium_reading(data: bytes) -> Work:
    """The text of a PDF as pdfium gives it, page by page, without asking which cell it stands in."""
    import pypdfium2

    def work() -> None:
        for page in pypdfium2.PdfDocument(data):
            page.get_textpage().get_text_range()

    return work


def writing(paper: Paper, suffix: str) -> Work:
    """Our writer."""
    return lambda: written(paper, suffix)


def checking(paper: Paper) -> Work:
    """All rules over a paper."""
    return lambda: check(paper, today=date(2025, 5, 20))


def add_row_cells(paper: Paper) -> Work:
    """python-docx as its guide shows it: add_row(), then .cells."""
    import docx

    def work() -> None:
        document = docx.Document()
        table = document.add_table(rows=1, cols=9)
        for number, row in enumerate(paper.plan.items, 1):
            texts = (
                str(number),
                row.label,
                row.target,
                row.work,
                row.owners,
                row.time,
                row.budget,
                row.support,
                row.note,
            )
            for cell, text in zip(table.add_row().cells, texts, strict=True):
                cell.text = text
        document.save(io.BytesIO())

    return work


def command(*arguments: str) -> Work:
    """A whole process from start to end."""

    def work() -> None:
        found = subprocess.run([sys.executable, *arguments], capture_output=True, check=False)
        assert found.returncode in (0, 1), found.stderr.decode()

    return work


def command_reading(rows: int) -> Work:
    """``caitien read`` of a Word file on disk, to JSON."""
    path = Path(tempfile.mkdtemp(prefix="caitien-bench-")) / "ke-hoach.docx"
    path.write_bytes(as_word(made_up_plan(rows)))
    return command("-m", "caitien", "read", str(path), "--format", "json")


def written(paper: Paper, suffix: str) -> bytes:
    """The paper as a file of ours."""
    data = write(paper, paper.form, suffix)
    assert not isinstance(data, Refusal), data
    return data
