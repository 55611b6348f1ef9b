"""Which action answers which problem (hoạt động ứng với điểm hạn chế), in Biểu 2.

The form asks for no criterion beside an action, so a tie is a criterion both name, or two syllables in a row that both
say ("bếp ăn", "dự giờ"): Vietnamese says a thing in two syllables. Pairs every school says of everything, and those of
more than half of the problems, tie nothing. Linear in the paper: pairs are looked up, rows are not compared in twos.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from caitien.domain.paper import PlanRow, Problem
from caitien.domain.texts.folding import fold

Ties = frozenset[str]

_CLAUSE: Final = re.compile(r"[^\w\s]+")
_CRITERION: Final = re.compile(r"\btieu chi (\d\.\d{1,2})\b")
_EVERYWHERE: Final = frozenset(
    """giao vien|hoc sinh|nha truong|nam hoc|can bo|nhan vien|hieu truong|pho hieu|hoc ky|giao duc|chat luong|nang cao
    |to chuc|thuc hien|xay dung|ke hoach|con thieu|chua co|chua duoc|con it|con han|han che|ti le|ty le|so luong|it nhat
    |cua truong|toan truong|trong truong|trong nam|cac to|cac lop|chuyen mon|bao dam|dam bao|phu trach|cai tien|hang nam
    |hang thang|thang 9|thang 5|cuoi nam|va hoc|va nhan|bo giao|dong bo|moi nam|moi hoc|mot so|so voi|duoc su|su dung
    |nguon luc|tieu chi|hien nay|truong chua|chua dat|con chua|tre em""".replace("\n", "")
    .replace(" |", "|")
    .split("|")
)


@dataclass(frozen=True, slots=True)
class Loose:
    """The lines without a partner (dòng chưa có dòng ứng với nó), with their paths."""

    problems: tuple[tuple[str, Problem], ...]
    actions: tuple[tuple[str, PlanRow], ...]


def loose(problem_rows: Iterable[tuple[str, Problem]], action_rows: Iterable[tuple[str, PlanRow]]) -> Loose:
    """Problems no action answers, and actions that answer none.

    A problem and an action left over together may well belong together in other words: then neither is loose.
    """
    problems = [(path, row, _of_problem(row)) for path, row in problem_rows if row.limitation or row.baseline]
    actions = [(path, row, _of_action(row)) for path, row in action_rows if row.topic or row.target or row.work]
    if not problems or not actions:
        return Loose((), ())
    common = _common([ties for *_, ties in problems])
    answered = frozenset().union(*(ties for *_, ties in actions)) - common
    asked = frozenset().union(*(ties for *_, ties in problems)) - common
    left = tuple((path, row) for path, row, ties in problems if not ties & answered)
    over = tuple((path, row) for path, row, ties in actions if not ties & asked)
    return Loose(left if not over else (), over if not left else ())


def _of_problem(row: Problem) -> Ties:
    return _ties(row.criterion, row.baseline, row.limitation, row.cause)


def _of_action(row: PlanRow) -> Ties:
    return _ties(row.criterion, row.topic, row.target, row.work, row.indicator, row.evidence, row.note)


def _ties(criterion: str, *texts: str) -> Ties:
    named = {f"tiêu chí {criterion}"} if criterion else set()
    return frozenset(named.union(*map(_ties_in, texts)))


def _ties_in(text: str) -> Iterator[str]:
    folded = fold(text.replace("\n", ". "))
    yield from (f"tiêu chí {code}" for code in _CRITERION.findall(folded))
    for clause in _CLAUSE.split(folded):
        words = clause.split()
        yield from (pair for pair in map(" ".join, pairwise(words)) if pair not in _EVERYWHERE)


def _common(problems: Collection[Ties]) -> Ties:
    """What more than half of the problems say, where there are three or more."""
    if len(problems) < 3:
        return frozenset()
    counts = Counter(pair for ties in problems for pair in ties if not pair.startswith("tiêu chí"))
    return frozenset(pair for pair, times in counts.items() if times * 2 > len(problems))
