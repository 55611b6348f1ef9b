"""Whether a table without a heading goes on from the one before (bảng nối tiếp): its rows must bear it out."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from caitien.documents.blocks import Row
from caitien.documents.understanding.marks import code_of, level_of, standard_of
from caitien.documents.understanding.tables.grid import Layout, Line, lay
from caitien.documents.understanding.tables.header import has_own_heading
from caitien.documents.understanding.tables.record import is_count
from caitien.documents.understanding.tables.rows import RowReader
from caitien.documents.understanding.tables.signs import Signs
from caitien.domain.texts.count import count_in
from caitien.domain.texts.folding import fold

_BETWEEN_PAGES: Final = re.compile(r"^\W*(tiep|\(?tiep theo|bang( so)? \d+.{0,20}\btiep|trang \d+|\d{1,4}\W*$|bieu \d)")


def against_going_on(rows: Sequence[Row], layout: Layout, reader: RowReader, between: Iterable[str]) -> list[str]:
    """What speaks against a table's going on from the last one; nothing where it does."""
    if has_own_heading(rows):
        return ["bảng có đầu cột riêng, không phải của bảng trước"]
    return list(_against(Signs(layout, rows), reader, [text for text in between if not _is_passing(text)]))


def _against(signs: Signs, reader: RowReader, between: Sequence[str]) -> Iterator[str]:
    if signs.holds_figures:
        yield "ở cột cần lời thì phần lớn là số hoặc dấu"
    named = signs.names or (_counts_on(signs, reader) and not _names_others(signs, reader))
    if not named and between:
        yield f"giữa hai bảng có lời “{between[-1]}”"
    if not named and not reader.table.ragged and not all(_fits_names(line, signs.layout) for line in signs.lines):
        yield "cột số thứ tự hoặc cột tiêu chí chứa chữ khác"


def _is_passing(text: str) -> bool:
    """Whether a line between two tables parts nothing: "(tiếp theo)", a page's number, a group's name."""
    named = any(name(text) is not None for name in (level_of, standard_of, code_of))
    return named or _BETWEEN_PAGES.match(fold(text)) is not None


def _counts_on(signs: Signs, reader: RowReader) -> bool:
    """Whether the running numbers go on where those of the last table stopped."""
    column = signs.layout.column("number")
    if column is None or not reader.records:
        return False
    last = reader.records[-1].texts.get("number", "").strip(" .()")
    first = next((text for line in signs.lines if (text := line.texts[column].strip(" .()"))), "")
    counted = count_in(last)
    return counted is not None and count_in(first) == counted + 1


def _names_others(signs: Signs, reader: RowReader) -> bool:
    """Whether words stand in the column of criteria, where the lines of the last table name theirs."""
    column = signs.layout.column("criterion")
    texts = [] if column is None else [line.texts[column] for line in signs.lines if line.texts[column]]
    if not texts or any(_is_name(text) for text in texts):
        return False
    return all(record.standing.criterion for record in reader.records)


def is_out_of_line(row: Row, layout: Layout) -> bool:
    """Whether a row's number or criterion is neither, so that it is no line of the table it stands in."""
    return not _fits_names(lay(row, layout), layout)


def _fits_names(line: Line, layout: Layout) -> bool:
    """Whether the cells that name a line hold nothing, a running number or a criterion."""
    columns = [layout.column(name) for name in ("number", "criterion")]
    texts = [line.texts[i] for i in columns if i is not None and line.texts[i]]
    return line.widest > 1 or all(is_count(text) or _is_name(text) for text in texts)


def _is_name(text: str) -> bool:
    return any(name(text) is not None for name in (code_of, level_of, standard_of))
