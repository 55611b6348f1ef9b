"""``caitien read --explain``: what each table of a file was taken for, and why (giải thích cách hiểu từng bảng)."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from caitien.domain.paper import Paper
from caitien.domain.paper_kind import kind_name
from caitien.domain.table_verdict import USE_NAMES, TableVerdict


def explained(paper: Paper) -> Group:
    """The kind of the paper and the verdict on each of its tables, as something Rich can print."""
    return Group(*_parts(paper))


def _parts(paper: Paper) -> Iterator[RenderableType]:
    yield Text(kind_name(paper.kind, paper.form), style="bold")
    if not paper.tables:
        yield Text("Tệp không có bảng nào.")
    for verdict in paper.tables:
        yield Text(f"\n{_place(verdict)}: {USE_NAMES[verdict.taken_for]}", style="bold")
        yield from (Padding(Text(line), (0, 0, 0, 2), expand=False) for line in _lines(verdict))


def _place(verdict: TableVerdict) -> str:
    place = str(verdict.place) or "bảng"
    return place[0].upper() + place[1:]


def _lines(verdict: TableVerdict) -> Iterator[str]:
    for name, lines in (("Theo", verdict.words), ("Vì", verdict.reasons), ("Nhưng", verdict.against)):
        yield from (f"{name}: {line}" for line in lines)
