"""The wide tables in Word (bảng kế hoạch, bảng kết quả): merged headings that repeat, group rows, rows kept whole."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from caitien.documents.printing.word.columns import column_widths
from caitien.documents.printing.word.markup import cell, escape, paragraph, row, table
from caitien.documents.printing.write_grid import Cells, Grid, Group
from caitien.domain.official_forms.forms import Column

_STYLES: Final = {"number": "BangSo"}  # of the columns that do not have the usual one
_GROUP_STYLES: Final = {"level": "BangMuc", "standard": "BangTieuChuan"}
_DOWN: Final = '<w:vMerge w:val="restart"/><w:vAlign w:val="center"/>'
_UP: Final = "<w:vMerge/>"
_MIDDLE: Final = '<w:vAlign w:val="center"/>'
_END: Final = "</w:t></w:r></w:p>"


def grid_table(grid: Grid, room: int) -> str:
    """A grid as a Word table ``room`` wide. Linear in the cells."""
    widths = column_widths(grid, room)
    return table("BangKe", widths, [*_head(grid, widths), *_rows(grid, widths)])


def _head(grid: Grid, widths: Sequence[int]) -> Iterator[str]:
    pairs = list(zip(grid.columns, widths, strict=True))
    if grid.headed_twice:
        yield row(_upper_head(pairs), header=True)
    yield row((_lower_heading(column, width, grid.headed_twice) for column, width in pairs), header=True)


def _upper_head(pairs: Sequence[tuple[Column, int]]) -> Iterator[str]:
    """The first of two header rows: shared headings merged across, the others reaching down."""
    for parent, group in groupby(pairs, key=lambda pair: pair[0].parent):
        members = list(group)
        if parent:
            span = f'<w:gridSpan w:val="{len(members)}"/>{_MIDDLE}'
            yield cell(paragraph("BangDau", parent), sum(width for _, width in members), span)
        else:
            yield from (cell(paragraph("BangDau", column.heading), width, _DOWN) for column, width in members)


def _lower_heading(column: Column, width: int, under_another: bool) -> str:
    if under_another and not column.parent:
        return cell(paragraph("BangDau"), width, _UP)
    return cell(paragraph("BangDau", column.heading), width, _MIDDLE)


def _rows(grid: Grid, widths: Sequence[int]) -> Iterator[str]:
    whole = f'<w:gridSpan w:val="{len(widths)}"/>'
    opening, closing = row(("\0",)).split("\0")
    columns = [_column(column, width) for column, width in zip(grid.columns, widths, strict=True)]
    for line in grid.rows:
        if isinstance(line, Group):
            yield row((cell(paragraph(_GROUP_STYLES[line.kind], line.text), sum(widths), whole),))
        else:
            yield opening + _cells(line, columns) + closing


def _column(column: Column, width: int) -> tuple[str, str, str]:
    """What stands before each paragraph's text, before the cell, and instead of an empty cell: the same all the way."""
    style = _STYLES.get(column.field, "BangO")
    before, _ = cell("\0", width).split("\0")
    start = f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t xml:space="preserve">'
    return start, before, cell(paragraph(style), width)


def _cells(line: Cells, columns: Sequence[tuple[str, str, str]]) -> str:
    """The cells of one row; in the loop that matters for speed, so the markup around the texts is ready made."""
    found = []
    for text, (start, before, empty) in zip(line.texts, columns, strict=True):
        if text:
            inner = escape(text).replace("\n", _END + start)
            found.append(f"{before}{start}{inner}{_END}</w:tc>")
        else:
            found.append(empty)
    return "".join(found)
