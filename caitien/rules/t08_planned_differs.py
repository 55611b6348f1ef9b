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
from typing import Final

from caitien.domain.finding import Severity
from caitien.domain.folding import one_line
from caitien.domain.paper import PlanRow, ResultRow
from caitien.domain.word_difference import Mark, Piece, word_difference
from caitien.rules.ground import Ground, Hit
from caitien.rules.lines import groups, is_blank, name_of, shortened

SEVERITY = Severity.WARNING
SHOWN = 2  # differences told

_WAYS: Final[tuple[tuple[str, ...], ...]] = (
    ("work",),
    ("target", "work"),
    ("work", "target"),
    ("topic", "work"),
    ("target",),
)
_TYPING = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...", "•": "-"})
_BULLET = re.compile(r"(?m)^\s*[-–—+*•]\s*")
_SPACED = re.compile(r"\s*([-/.,;:()])\s*")


def find(ground: Ground) -> Iterator[Hit]:
    """Result lines whose planned text is not the plan's, whatever the typing.

    A school repeats the work, or the target with it: what most of its lines do is its way, and holds for the others.
    """
    told = [line for plans, results in groups(ground) for line in _lines(plans, results)]
    ways = Counter(next((way for way in _WAYS if line.says(way)), None) for line in told)
    way = max(_WAYS, key=lambda way: ways[way])
    for line in told:
        if not line.says(way):
            difference = word_difference(one_line(line.plan(way)), one_line(line.planned))
            what = f"{name_of(line.row)}: bảng kết quả {_told(difference)}."
            mend = "Chép lại đúng câu của bảng kế hoạch; điều đã đổi ghi ở cột đã điều chỉnh."
            yield Hit(f"{line.path}.planned", what, mend, words=line.planned)


@dataclass(frozen=True, slots=True)
class _Line:
    """A result line, what it says was planned, and the plan lines it goes with."""

    path: str
    row: ResultRow
    planned: str
    plans: tuple[PlanRow, ...]

    def plan(self, names: Sequence[str]) -> str:
        """What the plan lines say in these cells."""
        return "\n".join(getattr(plan, name) for plan in self.plans for name in names)

    def says(self, names: Sequence[str]) -> bool:
        """Whether the result line repeats these cells, whatever the typing."""
        plan = self.plan(names)
        return self.planned == plan or _typed(self.planned) == _typed(plan)


def _lines(plans: Sequence[tuple[str, PlanRow]], results: Sequence[tuple[str, ResultRow]]) -> Iterator[_Line]:
    """The lines of a criterion one by one; where a line was split, all together: the words must still be the plan's."""
    if len(plans) == len(results):
        every = [_Line(path, row, row.planned, (plan,)) for (_, plan), (path, row) in zip(plans, results, strict=True)]
    else:
        path, row = results[0]
        every = [_Line(path, row, "\n".join(each.planned for _, each in results), tuple(plan for _, plan in plans))]
    return (line for line in every if not is_blank(line.planned) and not is_blank(line.plan(("work",))))


def _typed(text: str) -> str:
    """A text whatever its breaks, bullets, quotation marks, dashes and closing mark."""
    plain = one_line(_BULLET.sub("", text)).translate(_TYPING)
    return _SPACED.sub(r"\1", plain).strip(" .;")


def _told(pieces: Sequence[Piece]) -> str:
    """The first differences in words."""
    told = list(_changes(pieces))
    return "; ".join(told[:SHOWN]) + ("; và chỗ khác nữa" if len(told) > SHOWN else "")


def _changes(pieces: Sequence[Piece]) -> Iterator[str]:
    """Each stretch that differs: what is added, left out, or put for what."""
    before = Piece(Mark.SAME, "")
    for piece in (*pieces, Piece(Mark.SAME, "")):
        if piece.mark is Mark.ADDED and before.mark is Mark.REMOVED:
            yield _replaced(before.text.strip(), piece.text.strip())
        elif before.mark is Mark.REMOVED:
            yield f"thiếu {_quoted(before.text)}"
        elif piece.mark is Mark.ADDED:
            yield f"thêm {_quoted(piece.text)}"
        before = piece


def _replaced(old: str, new: str) -> str:
    """One stretch for another; where one goes on with the other, only what it goes on with."""
    for short, long, word in ((old, new, "thêm"), (new, old, "thiếu")):
        if long.startswith(short):
            return f"{word} {_quoted(long.removeprefix(short))}"
    return f"ghi {_quoted(new)} thay cho {_quoted(old)}"


def _quoted(text: str) -> str:
    return f"“{shortened(text.strip())}”"
