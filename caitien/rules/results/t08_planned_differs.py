"""Kế hoạch trong bảng kết quả khác bảng kế hoạch.

Vì sao: Hai bảng của cùng một văn bản nói về cùng một việc; khác chữ thì người đọc không biết đâu là kế hoạch đã
duyệt.
Sai: Bảng kế hoạch: Mở hai lớp bơi. Bảng kết quả: Hằng năm, mở hai lớp bơi.
Đúng: Cùng một câu ở cả hai bảng; điều đã đổi ghi ở cột kế hoạch đã điều chỉnh
Sửa: Chép lại đúng câu của bảng kế hoạch; nếu kế hoạch đã đổi thì ghi vào cột đã điều chỉnh.
Nguồn: kinh nghiệm: cột thứ ba của bảng kết quả là kế hoạch đã lập đầu năm.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from rapidfuzz.distance import Indel

from caitien.domain.finding import Severity
from caitien.domain.paper import PlanRow, ResultRow
from caitien.rules.context import Hit, RuleContext
from caitien.rules.lines import groups, is_blank, name_of, shortened

SEVERITY = Severity.WARNING
SHOWN = 2  # differences told
REWRITTEN = 0.6  # of the words differ: told as one text for another

_WAYS: Final[tuple[tuple[str, ...], ...]] = (
    ("work",),
    ("target", "work"),
    ("work", "target"),
    ("topic", "work"),
    ("target",),
)
_TYPING = re.compile(r"[\s;:\"“”'‘’\-–—+*•…]+|\.(?!\d)")  # breaks, bullets, quotation marks, dashes, closing marks


def find(context: RuleContext) -> Iterator[Hit]:
    """Result lines whose planned text is not the plan's, whatever the typing.

    A school repeats the work, or the target with it: what most of its lines do is its way, and holds for the others.
    """
    told = [line for plans, results in groups(context) for line in _lines(plans, results)]
    ways = Counter(way for line in told for way in line.ways)
    way = max(_WAYS, key=lambda way: ways[way])
    for line in told:
        if way not in line.ways:
            differs = _differences_in_words(line.plan(way).split(), line.planned.split())
            what = f"{name_of(line.row)}: bảng kết quả {differs}."
            mend = "Chép lại đúng câu của bảng kế hoạch; điều đã đổi ghi ở cột đã điều chỉnh."
            yield Hit(f"{line.path}.planned", what, mend, words=line.planned)


@dataclass(frozen=True)
class _Line:
    """A result line, what it says was planned, and the plan lines it goes with."""

    path: str
    row: ResultRow
    planned: str
    plans: tuple[PlanRow, ...]

    def plan(self, names: Sequence[str]) -> str:
        """What the plan lines say in these cells."""
        return "\n".join(getattr(plan, name) for plan in self.plans for name in names)

    @cached_property
    def ways(self) -> frozenset[tuple[str, ...]]:
        """The cells that put together are what was planned, whatever the typing."""
        planned = _typed(self.planned)
        cells = [{name: _typed(getattr(plan, name)) for name in ("topic", "target", "work")} for plan in self.plans]
        return frozenset(way for way in _WAYS if planned == "".join(cell[name] for cell in cells for name in way))


def _typed(text: str) -> str:
    return _TYPING.sub("", text)


def _lines(plans: Sequence[tuple[str, PlanRow]], results: Sequence[tuple[str, ResultRow]]) -> Iterator[_Line]:
    """The lines of a criterion one by one; where a line was split, all together: the words must still be the plan's."""
    if len(plans) == len(results):
        every = [_Line(path, row, row.planned, (plan,)) for (_, plan), (path, row) in zip(plans, results, strict=True)]
    else:
        path, row = results[0]
        every = [_Line(path, row, "\n".join(each.planned for _, each in results), tuple(plan for _, plan in plans))]
    return (line for line in every if not is_blank(line.planned) and not is_blank(line.plan(("work",))))


def _differences_in_words(old: list[str], new: list[str]) -> str:
    """The first differences in words."""
    if Indel.normalized_distance(old, new) > REWRITTEN:
        return _change(old, new)
    told = list(_changes(old, new))
    return "; ".join(told[:SHOWN]) + ("; và chỗ khác nữa" if len(told) > SHOWN else "")


def _changes(old: list[str], new: list[str]) -> Iterator[str]:
    """Each stretch that differs: the words between two stretches in common."""
    i = j = 0
    for block in Indel.opcodes(old, new).as_matching_blocks():
        if (block.a, block.b) != (i, j):
            yield _change(old[i : block.a], new[j : block.b])
        i, j = block.a + block.size, block.b + block.size


def _change(old: list[str], new: list[str]) -> str:
    """One stretch for another; where one goes on with the other, only what it goes on with."""
    before, after = " ".join(old), " ".join(new)
    for short, long, word in ((before, after, "thêm"), (after, before, "thiếu")):
        if long.startswith(short):
            return f"{word} {_quoted(long.removeprefix(short))}"
    return f"ghi {_quoted(after)} thay cho {_quoted(before)}"


def _quoted(text: str) -> str:
    return f"“{shortened(text.strip())}”"
