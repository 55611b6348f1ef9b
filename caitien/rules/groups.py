"""What several rows of a table share (ô chung của nhiều dòng): a standard's title, a criterion's merged cell."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from caitien.domain.paper import Paper
from caitien.domain.papers import paths
from caitien.rules.context import RuleContext

_SHARED = re.compile(r"(?P<table>plan\.items|results|problems)\.(?P<row>\d+)\.(?P<field>standard_title|label)")


@dataclass(frozen=True, slots=True)
class Titled:
    """A standard's rows under one title (nhóm dòng của một tiêu chuẩn): the path of the title on the first of them."""

    path: str
    standard: int
    title: str


def titled(context: RuleContext) -> Iterator[Titled]:
    """Every group of rows of a table under one standard's title, once each, in the order of the paper."""
    for table in (context.plan_rows, context.result_rows, context.problem_rows):
        before = None
        for path, row in table:
            if row.standard and row.standard_title and (row.standard, row.standard_title) != before:
                yield Titled(f"{path}.standard_title", row.standard, row.standard_title)
            before = (row.standard or 0, row.standard_title)


def shared(paper: Paper, path: str) -> tuple[str, ...]:
    """The paths that hold what is one cell on paper: a title or a label on each neighbouring row that has the same.

    Any other path is by itself. Linear in the group. Raises LookupError where the paper has no such place.
    """
    found = _SHARED.fullmatch(path)
    if found is None:
        return (path,)
    rows = paths.value_at(paper, found["table"])
    at, name = int(found["row"]), found["field"]
    text = paths.text_at(paper, path)

    def same(row: int) -> bool:
        return bool(getattr(rows[row], name) == text)

    above = tuple(takewhile(same, range(at - 1, -1, -1)))
    below = tuple(takewhile(same, range(at + 1, len(rows))))
    return tuple(f"{found['table']}.{row}.{name}" for row in (*reversed(above), at, *below))
