"""Differences on the screen (khác biệt trên màn hình): what went struck through in red, what came in green.

In a pipe, where there is no colour, what went stands in [-…-] and what came in {+…+}.
"""

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from rich.console import Console, ConsoleOptions, Group, RenderableType
from rich.text import Text

from caitien.cli.comparing.words import HEAD_NAME, TABLE_NAMES, head_name, row_title, tally
from caitien.domain.comparing.compare import Change, Comparison, Kind, RowDifference
from caitien.domain.texts.word_difference import Mark

_COLOURS: Final = {Kind.ADDED: "bold green", Kind.REMOVED: "bold red", Kind.CHANGED: "bold yellow"}
_STYLES: Final = {Mark.SAME: "", Mark.REMOVED: "red strike", Mark.ADDED: "green"}
_INDENT: Final = " " * 4
_BRACKETS: Final = {Mark.SAME: ("", ""), Mark.REMOVED: ("[-", "-]"), Mark.ADDED: ("{+", "+}")}


class _Words:
    """A changed cell, marked by colour or, where there is none, by brackets."""

    def __init__(self, change: Change) -> None:
        self._change = change

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        text = Text()
        room = max(1, options.max_width - len(_INDENT))
        for mark, words in self._change.pieces:
            before, after = ("", "") if console.color_system else _BRACKETS[mark]
            text.append(f"{before}{words}{after}", style=_STYLES[mark])
        for line in text.wrap(console, room):
            line.rstrip()
            yield Text(_INDENT).append_text(line)


def shown(found: Comparison) -> Group:
    """The comparison as something Rich can print."""
    return Group(*_parts(found))


def _parts(found: Comparison) -> Iterator[RenderableType]:
    yield Text(tally(found), style="bold")
    if found.head:
        yield Text(f"\n{HEAD_NAME}", style="bold underline")
        for change in found.head:
            yield from _cell(head_name(change), change)
    for table, rows in groupby(found.rows, key=lambda row: row.table):
        yield Text(f"\n{TABLE_NAMES[table]}", style="bold underline")
        for row in rows:
            yield from _row_as_lines(row)


def _row_as_lines(row: RowDifference) -> Iterator[RenderableType]:
    yield Text(row_title(row), style=_COLOURS[row.kind])
    for change in row.changes:
        yield from _cell(change.name, change)


def _cell(name: str, change: Change) -> Iterator[RenderableType]:
    yield Text(f"  {name}", style="cyan")
    yield _Words(change)
