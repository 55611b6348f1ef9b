"""How words stand in the blocks of a file (cách đặt chữ): alone, in columns, above a table."""

from collections.abc import Iterable, Iterator, Sequence

from caitien.documents.blocks import Block, Pages, Paragraph, Row, Table
from caitien.documents.understanding.foot import pieces
from caitien.documents.understanding.tables.grid import words_of
from caitien.documents.understanding.tables.header import find_header, has_own_heading
from caitien.domain.texts.folding import clean


def lines_alone(blocks: Iterable[Block]) -> Iterator[str]:
    """The lines of a file that are no cells beside others: paragraphs, and tables of one column."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.text
        else:
            yield from (row.cells[0].text for row in block.rows if len(row.cells) == 1)


def lone_lines(pages: Pages) -> Iterator[str]:
    """The lines of a file outside the cells of its tables: paragraphs, and rows of one or two texts."""
    for block in pages.blocks:
        if isinstance(block, Paragraph):
            yield block.text
        else:
            yield from (text for row in block.rows if len(words := words_of(row)) < 3 for text in words)


def rows_above(table: Table, rows: Sequence[Row]) -> int:
    """How many rows of a sheet stand above its table: a letterhead, a title, each in one cell."""
    first = next((number for number, row in enumerate(rows) if len(words_of(row)) > 1), 0)
    return first if table.sheet else 0


def parted(rows: Sequence[Row], seam: int) -> tuple[list[Row], list[Row]]:
    """The rows of two tables that stand side by side, cut between two columns."""
    left = [row._replace(cells=tuple(cell for cell in row.cells if cell.column < seam)) for row in rows]
    right = [row._replace(cells=tuple(cell for cell in row.cells if cell.column >= seam)) for row in rows]
    return left, right


def next_table(table: Table, rows: Sequence[Row]) -> int:
    """Where the next table of a sheet begins below an empty row, or the number of rows."""
    gaps = (at for at in range(2, len(rows)) if table.sheet and rows[at].number > rows[at - 1].number + 1)
    return next((at for at in gaps if find_header(rows[at:]) is not None or has_own_heading(rows[at:])), len(rows))


def columns_of(rows: Sequence[Row]) -> list[list[str]]:
    """The lines of a table column by column, as a letterhead is read."""
    columns: dict[int, list[str]] = {}
    for row in rows:
        for cell in row.cells:
            for line in cell.text.split("\n"):
                columns.setdefault(cell.column, []).extend(clean(piece) for piece in pieces(line))
    return [lines for _, lines in sorted(columns.items()) if any(lines)]
