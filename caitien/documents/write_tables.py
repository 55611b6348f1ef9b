"""Tables of a summary → a workbook (ghi bảng tổng hợp): the writer's door for them, beside :mod:`write`."""

from collections.abc import Sequence

from caitien.domain.summary_table import SummaryTable


def write_tables(tables: Sequence[SummaryTable], *, title: str, author: str, how: Sequence[str]) -> bytes:
    """A workbook (.xlsx) with a sheet a table and one that says how it was counted; the same gives the same bytes. No
    text of it is ever worked out as a formula. Linear in the cells."""
    from caitien.documents.printing.tables_xlsx import tables_xlsx

    return tables_xlsx(tables, title=title, author=author, how=how)
