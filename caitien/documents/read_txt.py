"""Plain text as blocks (đọc tệp văn bản thuần): what text recognition leaves, tables as lines with tabs or bars.

A blank line ends a page or a table; the next lines with as many columns go on with it.
"""

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Final

from caitien.documents.blocks import Block, Cell, Pages, Paragraph, Row, Table
from caitien.domain.paper import Place

_BAR_RULE: Final = re.compile(r"^[\s|+:=─━┼-]+$")  # the line under a header drawn with bars
_GAP: Final = re.compile(r"\t|\s{3,}")


def pages_of_txt(text: str) -> Pages:
    """The blocks of a text; linear in its length."""
    blocks: list[Block] = []
    tables = 0
    lines = enumerate(text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").split("\n"), 1)
    for kind, group in groupby(lines, key=lambda line: _kind(line[1])):
        if kind in ("tabs", "bars"):
            tables += 1
            blocks.append(Table(list(_rows(group, kind)), tables, ragged=True))
        else:
            blocks += (Paragraph(line, Place(paragraph=number)) for number, line in group if line.strip())
    return Pages(blocks)


def _kind(line: str) -> str:
    """Whether a line is of a table: it has tabs between its words, or bars."""
    if line.count("|") > 1:
        return "bars"
    if line.count("\t") > 1 or (line.count("\t") == 1 and line.startswith("\t")):
        return "tabs"
    return "words" if line.strip() else ""


def _rows(group: Iterator[tuple[int, str]], kind: str) -> Iterator[Row]:
    for number, line in group:
        if kind == "bars" and _BAR_RULE.match(line):
            continue
        parts = line.split("\t") if kind == "tabs" else line.strip().removeprefix("|").removesuffix("|").split("|")
        yield Row(tuple(Cell(part, column) for column, part in enumerate(parts)), number)
