"""What the rules say of a plan or a dropped file (phát hiện), as pages ask for it: counted, and row by row.

Kept in the database (:class:`caitien.checking.kept_findings.KeptFindings`) or only just worked out
(:class:`caitien.checking.at_hand.FindingsAtHand`): pages do not tell the two apart.
"""

from abc import ABC, abstractmethod
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import msgspec

from caitien.checking.checks import Checked, PlacedFinding, row_of
from caitien.checking.ways import AT_ONCE, Leading, leading, part_of, task_of
from caitien.domain.finding import SEVERITY_NAMES, Finding, Severity
from caitien.domain.papers.cells import cell_of
from caitien.plans.models import Dismissal, Found, Plan
from caitien.rules import rule
from caitien.rules.spots import Spot


@dataclass(frozen=True, slots=True)
class Seen:
    """A finding as a page shows it (phát hiện trên trang): with its spot, and who passed it over, if anyone did."""

    finding: Finding
    spot: Spot
    mark: str  # its name in addresses and forms, another for every key
    dismissal: Dismissal | None = None
    leads: Leading = AT_ONCE  # how its words can be changed
    task: int | None = None  # key of the plan's line it is about
    part: str = ""  # of a plan: the part beside its lines it is about, by its name in addresses

    @property
    def severity(self) -> str:
        """How much it weighs, in words (lỗi, cảnh báo, gợi ý)."""
        return SEVERITY_NAMES[self.finding.severity]

    @property
    def rule_title(self) -> str:
        """What its rule is called; "" where the rule is gone."""
        known = rule(self.finding.code)
        return known.page.title if known else ""


class Findings(ABC):
    """The findings of a paper (các phát hiện); what a page does not ask for is not read.

    ``counts``: weight → how many. ``passed``: mark → by whom and why it was passed over; ``passed_counts``: weight →
    how many of those there are now. ``behind``: whether the workers are still at the check of the paper as it is now,
    and this is the one before.
    """

    def __init__(
        self,
        about: Checked,
        counts: Mapping[str, int],
        passed: Mapping[str, Dismissal],
        passed_counts: Counter[str],
        *,
        behind: bool = False,
    ) -> None:
        self.behind = behind
        self._about = about
        self._counts = counts
        self._passed = passed
        self._passed_counts = passed_counts
        self._read: dict[str, list[Seen]] = {}

    @cached_property
    def counts(self) -> list[tuple[str, str, int]]:
        """How many are open of each weight: its code, its word, the number. No query."""
        return [
            (weight.value, name, self._counts.get(weight.value, 0) - self._passed_counts[weight.value])
            for weight, name in SEVERITY_NAMES.items()
        ]

    @property
    def how_many_open(self) -> int:
        """How many nobody passed over. No query."""
        return sum(number for _, _, number in self.counts)

    @property
    def worst(self) -> str:
        """The heaviest weight that is open, "" where nothing is. No query."""
        return next((weight for weight, _, number in self.counts if number), "")

    @property
    def how_many_dismissed(self) -> int:
        """How many were passed over with a reason. No query."""
        return self._passed_counts.total()

    def read(self, rows: Iterable[str]) -> None:
        """Have at hand what is said of these rows (đọc trước), named as in Found.row; "" the text outside tables. One
        query of kept ones."""
        wanted = set(rows) - self._read.keys()
        if not wanted:
            return
        found: dict[str, list[Seen]] = defaultdict(list)
        for row in self._in_rows(sorted(wanted)):
            found[row.row].append(self._seen(row))
        self._read |= {row: found[row] for row in wanted}

    def at_row(self, row: str) -> Sequence[Seen]:
        """All that is said of a row and its cells, passed over or not. No query once it was read."""
        self.read([row])
        return self._read[row]

    def at_cell(self, path: str) -> list[Seen]:
        """What is said of one cell of a file. No query once its row was read."""
        return [seen for seen in self.at_row(row_of(path)) if cell_of(seen.finding.path) == path]

    def find(self, mark: str) -> Seen | None:
        """The finding of a mark, or None."""
        row = self._rows.filter(mark=mark).first()
        return self._seen(row) if row else None

    def of_code(self, code: str) -> Seen | None:
        """The first finding of a rule, or None."""
        row = self._rows.filter(code=code).first()
        return self._seen(row) if row else None

    def seen(self, rows: Iterable[Found]) -> list[Seen]:
        """Rows of findings as pages show them. No query of its own."""
        return [self._seen(row) for row in rows]

    @cached_property
    def errors(self) -> tuple[Seen, ...]:
        """The open ones with which a paper cannot go out."""
        return tuple(self.seen(self.open_rows(Severity.ERROR)))

    @cached_property
    def all(self) -> tuple[Seen, ...]:
        """Every one of them; linear, for no page."""
        return tuple(self.seen(self._rows))

    @property
    @abstractmethod
    def _rows(self) -> Any:
        """All of them in the order of the paper: a query set or what answers like one. No query."""

    @abstractmethod
    def open_rows(self, weight: str = "") -> Any:
        """Those nobody passed over, of one weight or of all, in the order of the paper: a query set or what answers
        like one, for :meth:`seen`. No query."""

    @abstractmethod
    def counted(self, weight: str = "", code: str = "") -> Iterable[Mapping[str, Any]]:
        """Of each rule with open findings: its ``code`` and ``severity``, how many ``times`` in how many ``rows``, the
        ``first`` and ``last`` mark, and the ``low`` row, "" where one stands in no row."""

    @abstractmethod
    def first_of_each(self, many: int, weight: str = "") -> Iterable[Found]:
        """The first so many open ones of each rule, in the order of the paper."""

    @abstractmethod
    def dismissed(self, most: int) -> list[Seen]:
        """The first so many of those passed over with a reason."""

    @abstractmethod
    def _in_rows(self, rows: Sequence[str]) -> Iterable[Found]:
        """What is said of these rows, in the order of the paper."""

    def _seen(self, row: Found) -> Seen:
        finding, spot = msgspec.convert(row.said, PlacedFinding)
        leads = leading(self._about, finding.fix.path if finding.fix else finding.path, row.row)
        part = part_of(self._about, finding.path, row.row) if isinstance(self._about, Plan) else ""
        return Seen(finding, spot, row.mark, self._passed.get(row.mark), leads, task_of(row.row), part)
