"""The school's own headings over the columns of its tables (đầu cột riêng), kept beside the lines."""

from collections.abc import Iterator
from typing import Final

from caitien.documents.blocks import Table
from caitien.documents.understanding.tables.grid import Layout
from caitien.documents.understanding.tables.labels import OUTCOME_COLUMNS
from caitien.domain.paper import Note, Place
from caitien.domain.papers.column_headings import own_heading

_OF_RESULTS: Final = OUTCOME_COLUMNS | {"adjusted"}  # in a table that holds plan and results in one

Kept = dict[str, dict[str, str]]  # table → field → heading


def keep_headings(kept: Kept, layout: Layout, table: Table) -> list[Note]:
    """Keep the headings of a table that are not the form's (giữ đầu cột); those of the first table of a kind stay.

    Where a later table heads a column otherwise, perhaps with another unit, a person is to look.
    """
    place = Place(page=table.page, table=table.number, sheet=table.sheet)
    return [
        Note(code="other-heading", text=_OTHER.format(first), quote=heading, place=place)
        for name, field, heading in _own(layout)
        if (first := kept.setdefault(name, {}).setdefault(field, heading)) != heading
    ]


_OTHER: Final = "Bảng này ghi đầu cột khác bảng trước (“{}”); văn bản giữ lời của bảng trước. Hãy xem đơn vị tính."


def _own(layout: Layout) -> Iterator[tuple[str, str, str]]:
    """Table, field and heading of each column of ours whose heading is not the form's."""
    for leaf, field in zip(layout.leaves, layout.reading.fields, strict=True):
        of_results = layout.reading.combined and field in _OF_RESULTS
        table = "results" if of_results else layout.family.value
        heading = own_heading(table, field, leaf.heading.text, leaf.heading.parent) if field else ""
        if heading:
            yield table, field, heading
