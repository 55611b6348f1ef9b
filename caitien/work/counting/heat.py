"""Standards × criteria × years (bản đồ nhiệt): how far each criterion is, also across a change of sets of standards.

The cells are those of the set the plan goes by. Of an earlier year under another set each cell shows the criteria that
may have gone over into it, by their own codes and figures: nothing is added up across sets, nothing is hidden.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from caitien.domain.standards import StandardSet, links, standard_set
from caitien.domain.tasks.work_state import WorkState
from caitien.plans.models import Plan
from caitien.work.counting.tally import Sums

SHADES = 4  # a cell is as dark as its share is finished: 0 nothing, 4 all


@dataclass(frozen=True, slots=True)
class Share:
    """Lines of one criterion in one year (phần đã xong): finished, of how many, and how many are late."""

    plan: Plan
    code: str
    done: int = 0
    whole: int = 0
    late: int = 0

    @property
    def shade(self) -> int:
        """How dark: 0 to SHADES; whole only when all is finished."""
        return self.done * SHADES // self.whole if self.whole else 0


@dataclass(frozen=True, slots=True)
class Cell:
    """One criterion (một ô): its share this year, and those of earlier years, the latest first."""

    code: str
    title: str
    now: Share
    before: tuple[Share, ...] = ()


@dataclass(frozen=True, slots=True)
class HeatRow:
    """One standard and its criteria (một hàng); ``code`` None: criteria the set does not know."""

    code: int | None
    title: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class HeatMap:
    """The whole map (cả bản đồ). ``astray``: shares of earlier years whose criterion went over into none."""

    rows: tuple[HeatRow, ...]
    astray: tuple[Share, ...] = ()
    earlier: tuple[Plan, ...] = field(default=())

    @property
    def widest(self) -> int:
        """How many cells the longest row has."""
        return max((len(row.cells) for row in self.rows), default=0)


Heirs = Mapping[tuple[str, str], tuple[str, ...]]  # (older set, its criterion) → criteria it goes on in


def heat_of(plans: Sequence[Plan], sums: Mapping[int, Sums], heirs: Heirs | None = None) -> HeatMap:
    """The map of the first plan, with the others behind it (bản đồ của năm, kèm các năm trước). No query; linear.

    ``heirs`` is what the school itself decided of its criteria; without it the shipped map between sets stands.
    """
    plan, *earlier = plans
    now = shares_of(plan, sums[plan.pk])
    found = standard_set(plan.framework)
    behind = [(old, shares_of(old, sums[old.pk])) for old in earlier]
    homes = {old.pk: _homes(old, plan, heirs or {}) for old in earlier}
    rows = tuple(_rows(plan, found, now, behind, homes))
    known = {cell.code for row in rows for cell in row.cells}
    astray = [
        share
        for old, shares in behind
        for code, share in shares.items()
        if not known & set(homes[old.pk].get(code, (code,)))
    ]
    return HeatMap(rows, tuple(astray), tuple(earlier))


def shares_of(plan: Plan, sums: Sums) -> dict[str, Share]:
    """Code of a criterion → its share (phần đã xong theo tiêu chí). No query."""
    counts: dict[str, list[int]] = {}
    for group in sums.groups:
        row = counts.setdefault(group.criterion, [0, 0, 0])
        for place, counted in enumerate((group.state == WorkState.DONE, True, group.late)):
            row[place] += group.count * counted
    return {code: Share(plan, code, *row) for code, row in counts.items()}


def _homes(old: Plan, new: Plan, heirs: Heirs) -> Mapping[str, tuple[str, ...]]:
    """Where the criteria of an earlier plan's set went; a criterion that is not in it stayed what it was."""
    if old.framework == new.framework:
        return {}
    decided = {code: homes for (framework, code), homes in heirs.items() if framework == old.framework}
    return {link.old: link.new for link in links(old.framework, new.framework)} | decided


def _rows(
    plan: Plan,
    found: StandardSet | None,
    now: Mapping[str, Share],
    behind: Sequence[tuple[Plan, Mapping[str, Share]]],
    homes: Mapping[int, Mapping[str, tuple[str, ...]]],
) -> Iterator[HeatRow]:
    def cell(code: str, title: str) -> Cell:
        before = (
            share
            for old, shares in behind
            for share in shares.values()
            if code in homes[old.pk].get(share.code, (share.code,))
        )
        return Cell(code, title, now.get(code, Share(plan, code)), tuple(before))

    for standard in found.standards if found else ():
        cells = tuple(cell(criterion.code, criterion.title) for criterion in standard.criteria)
        yield HeatRow(standard.code, standard.title, cells)
    known = {criterion.code for criterion in found.criteria} if found else set()
    others = tuple(cell(code, "") for code in _in_order(now.keys() - known))
    if others:
        yield HeatRow(None, "Ngoài bộ tiêu chuẩn" if found else "", others)


def _in_order(codes: Iterable[str]) -> list[str]:
    """Codes as people count: 1.2 before 1.10; what names no criterion last."""
    numbers = {code: [int(part) for part in code.split(".") if part.isdecimal()] for code in codes}
    return sorted(numbers, key=lambda code: (not numbers[code], numbers[code], code))
