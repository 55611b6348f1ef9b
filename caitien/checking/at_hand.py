"""Findings that were only just worked out and are not kept (phát hiện vừa tính): read as kept ones are, of no database.

A look writes nothing; where what is kept is not what would be found now, and nobody is at it, the look works it out for
itself and forgets it again.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from django.db.models import Q

from caitien.checking.checks import Checked, of_paper
from caitien.checking.findings import Findings, Seen
from caitien.plans.models import Dismissal, Found

_TESTS: Final[Mapping[str, Callable[[Any, Any], bool]]] = {
    "": lambda one, other: bool(one == other),
    "gt": lambda one, other: bool(one > other),
    "lt": lambda one, other: bool(one < other),
}


class RowsAtHand(Sequence[Found]):
    """Rows that stand in no table (dòng trong bộ nhớ), asked as a query set is asked by
    :mod:`caitien.web.requests.paging`."""

    def __init__(self, rows: Iterable[Found]) -> None:
        self._rows = list(rows)

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, at: Any) -> Any:
        return self._rows[at]

    def __iter__(self) -> Iterator[Found]:
        return iter(self._rows)

    def filter(self, *conditions: Q, **values: Any) -> "RowsAtHand":
        """Those that meet plain conditions, all of them: a column equals, is more or is less than a value."""
        wanted = [pair for each in conditions for pair in each.children] + list(values.items())
        return RowsAtHand(row for row in self._rows if all(_meets(row, *pair) for pair in wanted))

    def first(self) -> Found | None:
        """The first, None where there is none."""
        return next(iter(self._rows), None)

    def order_by(self, column: str) -> "RowsAtHand":
        """The same in the order of a column, falling where a "-" stands before it."""
        name = column.removeprefix("-")
        return RowsAtHand(sorted(self._rows, key=lambda row: getattr(row, name), reverse=column != name))


def _meets(row: Found, asked: str, value: Any) -> bool:
    column, _, test = asked.partition("__")
    return _TESTS[test](getattr(row, column), value)


class FindingsAtHand(Findings):
    """The findings of a paper as it is now (các phát hiện vừa tính). One query, at the start: what was passed over."""

    def __init__(self, about: Checked, rows: Iterable[Found]) -> None:
        found = list(rows)
        passed = {row.mark: row for row in Dismissal.objects.filter(**of_paper(about)).select_related("by")}
        passed_counts = Counter(row.severity for row in found if row.mark in passed)
        super().__init__(about, Counter(row.severity for row in found), passed, passed_counts)
        self._all = RowsAtHand(found)
        self._by_row: dict[str, list[Found]] = defaultdict(list)
        for row in found:
            self._by_row[row.row].append(row)

    @property
    def _rows(self) -> RowsAtHand:
        return self._all

    def open_rows(self, weight: str = "") -> RowsAtHand:
        """Those nobody passed over, of one weight or of all. No query."""
        rows = (row for row in self._rows if row.mark not in self._passed)
        return RowsAtHand(row for row in rows if weight in ("", row.severity))

    def counted(self, weight: str = "", code: str = "") -> Iterable[Mapping[str, Any]]:
        """Of each rule with open findings how many there are. No query."""
        of_rule: dict[tuple[str, str], list[Found]] = defaultdict(list)
        for row in self.open_rows(weight):
            if code in ("", row.code):
                of_rule[row.code, row.severity].append(row)
        return [_counted(*key, rows) for key, rows in of_rule.items()]

    def first_of_each(self, many: int, weight: str = "") -> Iterable[Found]:
        """The first so many open ones of each rule, in the order of the paper. No query."""
        times: Counter[str] = Counter()
        for row in self.open_rows(weight):
            times[row.code] += 1
            if times[row.code] <= many:
                yield row

    def dismissed(self, most: int) -> list[Seen]:
        """The first so many of those passed over with a reason. No query."""
        return self.seen([row for row in self._rows if row.mark in self._passed][:most])

    def _in_rows(self, rows: Sequence[str]) -> Iterable[Found]:
        return [found for row in rows for found in self._by_row.get(row, ())]


def _counted(code: str, severity: str, rows: Sequence[Found]) -> Mapping[str, Any]:
    marks, places = [row.mark for row in rows], {row.row for row in rows}
    return {
        "code": code,
        "severity": severity,
        "times": len(rows),
        "rows": len(places),
        "first": min(marks),
        "last": max(marks),
        "low": min(places),
    }
