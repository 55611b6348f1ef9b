"""Differences as one web page (khác biệt thành trang web): no scripts, nothing fetched, every word escaped."""

from collections.abc import Iterator
from html import escape
from itertools import groupby
from typing import Final

from caitien.cli.comparing.words import HEAD_NAME, TABLE_NAMES, head_name, row_title, tally
from caitien.domain.comparing.compare import Change, Comparison, RowDifference
from caitien.domain.texts.word_difference import Mark

_STYLE: Final = """
body { font: 16px/1.5 "Times New Roman", serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #111 }
h1 { font-size: 1.4rem } h2 { font-size: 1.15rem; border-bottom: 1px solid #999; margin-top: 2rem }
h3 { font-size: 1rem; margin: 1.2rem 0 .3rem } dt { color: #444; font-style: italic } dd { margin: 0 0 .5rem 1.5rem }
dd { white-space: pre-line } del { background: #fbdcdc; color: #7a0000 } ins { background: #d9f2d9; color: #004d00 }
@media print { body { margin: 0; max-width: none } section { break-inside: avoid } }
"""
_TAGS: Final = {Mark.SAME: "{}", Mark.REMOVED: "<del>{}</del>", Mark.ADDED: "<ins>{}</ins>"}


def as_html(found: Comparison, names: tuple[str, str]) -> str:
    """The comparison as a whole page; ``names`` are what the two files are called."""
    before, after = map(escape, names)
    title = f"So sánh {before} và {after}"
    return (
        f'<!DOCTYPE html>\n<html lang="vi">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n<p>{tally(found)}</p>\n"
        f"{''.join(_body(found))}</body>\n</html>\n"
    )


def _body(found: Comparison) -> Iterator[str]:
    if not found.same:
        yield "<p>Chữ <del>bị bớt</del>, chữ <ins>được thêm</ins>.</p>\n"
    if found.head:
        yield f"<h2>{HEAD_NAME}</h2>\n"
        yield _cells((head_name(change), change) for change in found.head)
    for table, rows in groupby(found.rows, key=lambda row: row.table):
        yield f"<h2>{TABLE_NAMES[table]}</h2>\n"
        yield from map(_row_as_html, rows)


def _row_as_html(row: RowDifference) -> str:
    cells = _cells((change.name, change) for change in row.changes)
    return f"<section>\n<h3>{escape(row_title(row))}</h3>\n{cells}</section>\n"


def _cells(named: Iterator[tuple[str, Change]]) -> str:
    cells = (f"<dt>{escape(name)}</dt><dd>{_words(change)}</dd>\n" for name, change in named)
    return f"<dl>\n{''.join(cells)}</dl>\n"


def _words(change: Change) -> str:
    return "".join(_TAGS[mark].format(escape(text)) for mark, text in change.pieces)
