"""Findings of one rule together (gộp theo quy tắc), the gravest first: what a person can bear to read.

A report may have a hundred findings of twenty kinds. Each kind is told once, with why and what to do, and its places.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from caitien.domain.finding import SEVERITY_NAMES, Finding, Severity
from caitien.rules.catalogue import Page, rule
from caitien.rules.spots import Spot

MEND_FIRST: Final = 3  # groups named as those to begin with
_AT_SIGNING: Final = frozenset(("P01", "P02"))  # number and date, which the office gives a paper that is ready
_RANK: Final[Mapping[Severity, int]] = {severity: turn for turn, severity in enumerate(Severity)}
_ROWS: Final = ("plan.items.", "results.", "problems.", "reviews.", "evidence.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """What a group of findings is called (đầu nhóm): its rule, how much it weighs, how many places it has."""

    code: str
    severity: Severity
    times: int
    only_rows: bool  # whether every place is a row of a table, each another

    @property
    def weight(self) -> str:
        """How much it weighs, in words (lỗi, cảnh báo, gợi ý)."""
        return SEVERITY_NAMES[self.severity]

    @property
    def page(self) -> Page | None:
        """What its rule says for itself; None where the rule is gone."""
        known = rule(self.code)
        return known.page if known else None

    @property
    def title(self) -> str:
        """What is wrong, as one line: "Kết quả chỉ khen, không có số liệu"."""
        return self.page.title if self.page else self.code

    @property
    def number(self) -> str:
        """How many places: "21 dòng", "3 chỗ"."""
        return f"{self.times} {'dòng' if self.only_rows else 'chỗ'}"

    @property
    def turn(self) -> tuple[int, bool, int, str]:
        """Its place among the others: the gravest first, of those what is mended before signing, then the one with the
        most places."""
        return _RANK[self.severity], self.code in _AT_SIGNING, -self.times, self.code


@dataclass(frozen=True, slots=True)
class RuleGroup:
    """The findings of one rule (nhóm phát hiện), each with its spot, in the order of the paper."""

    heading: Heading
    found: tuple[tuple[Spot, Finding], ...]


def grouped(found: Iterable[tuple[Spot, Finding]]) -> tuple[RuleGroup, ...]:
    """Findings by their rules, the gravest first (gộp phát hiện). Linear but for the sorting of the groups."""
    by_rule: dict[str, list[tuple[Spot, Finding]]] = {}
    for pair in found:
        by_rule.setdefault(pair[1].code, []).append(pair)
    groups = (RuleGroup(_heading(code, pairs), tuple(pairs)) for code, pairs in by_rule.items())
    return tuple(sorted(groups, key=lambda group: group.heading.turn))


def _heading(code: str, pairs: Sequence[tuple[Spot, Finding]]) -> Heading:
    rows = Counter(row_of(finding.path) for _, finding in pairs)
    only_rows = "" not in rows and rows.total() == len(rows)
    return Heading(code=code, severity=pairs[0][1].severity, times=len(pairs), only_rows=only_rows)


def row_of(path: str) -> str:
    """The row of a table a path is in, or "": "results.3.done" → "results.3"."""
    table = next((each for each in _ROWS if path.startswith(each)), "")
    return table + path.removeprefix(table).partition(".")[0] if table else ""
