"""Plain text as blocks (đọc tệp văn bản thuần): what text recognition leaves, tables as lines with tabs or bars.

A blank line ends a page or a table; the next lines with as many columns go on with it.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from caitien.documents.blocks import Block, Cell, Pages, Paragraph, Row, Table
from caitien.domain.paper import Place

_BAR_RULE: Final = re.compile(r"^[\s|+:=─━┼-]+$")  # the line under a header drawn with bars
_PART: Final = re.compile(r"\S+(?: \S+)*")  # words a single space apart
_HEADER_PARTS: Final = 3  # so many texts, wide gaps between them, make a line of a table


def pages_of_txt(text: str) -> Pages:
    """The blocks of a text; linear in its length."""
    blocks: list[Block] = []
    tables = 0
    lines = enumerate(text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n").split("\n"), 1)
    for kind, group in groupby(lines, key=lambda line: _kind(line[1])):
        if kind in _READERS:
            tables += 1
            blocks.append(Table(list(_READERS[kind](list(group))), tables, ragged=True))
        else:
            blocks += [Paragraph(line, Place(paragraph=number)) for number, line in group if line.strip()]
    return Pages(blocks)


def _kind(line: str) -> str:
    """Whether a line is of a table: it has tabs between its words, or bars."""
    if line.count("|") > 1:
        return "bars"
    if line.count("\t") > 1 or (line.count("\t") == 1 and line.startswith("\t")):
        return "tabs"
    if len(_PART.findall(line)) >= _HEADER_PARTS:
        return "gaps"
    return "words" if line.strip() else ""


Lines = Sequence[tuple[int, str]]


def _aligned_rows(lines: Lines) -> Iterator[Row]:
    """Rows whose columns are lined up by spaces: each text goes under the heading it starts nearest to."""
    starts = [part.start() for part in _PART.finditer(lines[0][1])]
    for number, line in lines:
        texts = [""] * len(starts)
        for part in _PART.finditer(line):
            column = min(range(len(starts)), key=lambda i: abs(starts[i] - part.start()))
            texts[column] = f"{texts[column]} {part[0]}".strip()
        yield _row(texts, number)


def _tabbed_rows(lines: Lines) -> Iterator[Row]:
    return (_row(line.split("\t"), number) for number, line in lines)


def _barred_rows(lines: Lines) -> Iterator[Row]:
    for number, line in lines:
        if not _BAR_RULE.match(line):
            yield _row(line.strip().removeprefix("|").removesuffix("|").split("|"), number)


def _row(texts: Sequence[str], number: int) -> Row:
    return Row(tuple(Cell(text, column) for column, text in enumerate(texts)), number)


_READERS: Final = {"tabs": _tabbed_rows, "bars": _barred_rows, "gaps": _aligned_rows}
