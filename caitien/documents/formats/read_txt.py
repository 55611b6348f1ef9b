"""Plain text as blocks (đọc tệp văn bản thuần): what text recognition leaves, and the tables programs save as text.

Columns are parted by tabs, by bars (:mod:`caitien.documents.formats.barred`), by "," or ";" as in CSV, or lined up by
spaces. A blank line ends a page or a table; the next lines with as many columns go on with it.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from caitien.documents.blocks import Block, Cell, Pages, Paragraph, Row, Table
from caitien.documents.formats.barred import cells_between_bars, is_barred, is_rule, whole_rows, with_plain_bars
from caitien.documents.formats.delimited import Record, hinted, rows_and_words
from caitien.domain.paper import Place

_PART: Final = re.compile(r"\S+(?: \S+)*")  # words a single space apart
_HEADER_PARTS: Final = 3  # so many texts, wide gaps between them, make a line of a table


def pages_of_txt(text: str) -> Pages:
    """The blocks of a text; linear in its length."""
    blocks: list[Block] = []
    tables = 0
    for kind, group in groupby(_records(text), key=_kind):
        if kind in _READERS:
            tables += 1
            blocks.append(Table(list(_READERS[kind](list(group))), tables, ragged=True))
        else:
            blocks += [Paragraph(line, Place(paragraph=number)) for number, line, _ in group if line.strip()]
    return Pages(blocks)


def _records(text: str) -> Sequence[Record]:
    """The lines of a text, whatever ends them, with their cells where they are rows of a table."""
    text = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n")
    lines = [with_plain_bars(line) for line in text.split("\n")]
    hint = hinted(lines[0])
    if hint:
        lines[0] = ""
    return whole_rows(list(rows_and_words(lines, hint)))


def _kind(record: Record) -> str:
    """Whether a line is of a table: it has cells, or bars, or its words are lined up by wide gaps."""
    _, line, cells = record
    if is_barred(line):
        return "bars"
    if len(cells) > 1:
        return "cells"
    if len(_PART.findall(line)) >= _HEADER_PARTS:
        return "gaps"
    return "words" if line.strip() else ""


Lines = Sequence[Record]


def _aligned_rows(lines: Lines) -> Iterator[Row]:
    """Rows whose columns are lined up by spaces: each text goes under the heading it starts nearest to."""
    starts = [part.start() for part in _PART.finditer(lines[0][1])]
    for number, line, _ in lines:
        texts = [""] * len(starts)
        for part in _PART.finditer(line):
            column = min(range(len(starts)), key=lambda i: abs(starts[i] - part.start()))
            texts[column] = f"{texts[column]} {part[0]}".strip()
        yield _row_of_texts(texts, number)


def _rows_of_cells(lines: Lines) -> Iterator[Row]:
    return (_row_of_texts(cells, number) for number, _, cells in lines)


def _barred_rows(lines: Lines) -> Iterator[Row]:
    for number, line, _ in lines:
        if not is_rule(line):
            yield _row_of_texts(cells_between_bars(line), number)


def _row_of_texts(texts: Sequence[str], number: int) -> Row:
    return Row(tuple(Cell(text, column) for column, text in enumerate(texts)), number)


_READERS: Final = {"cells": _rows_of_cells, "bars": _barred_rows, "gaps": _aligned_rows}
