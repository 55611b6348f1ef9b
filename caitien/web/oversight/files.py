"""Files of a round (tệp của đợt): CSV line by line, in which no text is worked out by a spreadsheet."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from caitien.oversight.chasing import safe

_MARK: Final = "\ufeff"  # by which Excel knows that letters have accents


class _Echo:
    """What a writer of CSV writes to: it hands each line on."""

    def write(self, line: str) -> str:
        """The line."""
        return line


def as_csv(columns: Sequence[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """Rows as CSV (ghi CSV), a line at a time. Linear."""
    writer = csv.writer(_Echo())
    yield _MARK
    yield writer.writerow(columns)
    yield from (writer.writerow([safe(text) for text in row]) for row in rows)
