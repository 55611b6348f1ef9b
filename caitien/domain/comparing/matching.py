"""Which row of one list is which row of another (ghép dòng): by key, likeness and order, each row at most once.

Rows that share a key belong together: those the same in all they say are matched first, then equal ones, then the
likest, then the rest in order. What is left over is matched by likeness alone, if it is like enough. Pairs of rows are
only looked at in groups of up to ``_PAIRS`` pairs, so the whole is about linear in the number of rows.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, Generic, TypeVar

_PAIRS: Final = 2_500  # 50 rows against 50
_ALIKE: Final = 0.5  # share of words in common that makes rows without a common key the same row

Row = TypeVar("Row")
Links = Iterable[tuple[int, int]]  # number in `before`, number in `after`


@dataclass(frozen=True)
class Traits(Generic[Row]):
    """What is looked at in a row: the key it goes by (may be empty), what makes it equal to another, its words; and
    all it says, where equal rows may differ in the rest: of two such rows one that is gone is not taken for the other.
    """

    key: Callable[[Row], str]
    identity: Callable[[Row], Hashable]
    words: Callable[[Row], frozenset[str]]
    whole: Callable[[Row], Hashable] | None = None


def matched(
    before: Sequence[Row], after: Sequence[Row], traits: Traits[Row]
) -> Iterator[tuple[Row | None, Row | None]]:
    """The rows side by side, in the order of ``after``; those of ``before`` without a partner follow at the end."""
    matching = _Matching(before, after, traits)
    old, new = _grouped(before, traits.key), _grouped(after, traits.key)
    for key in filter(None, new):
        matching.match_keyed(old.get(key, []), new[key])
    matching.match_leftovers()
    yield from ((before[matching.old_of[n]] if n in matching.old_of else None, row) for n, row in enumerate(after))
    yield from ((row, None) for n, row in enumerate(before) if n not in matching.new_of)


def _grouped(rows: Sequence[Row], trait: Callable[[Row], Hashable]) -> dict[Hashable, list[int]]:
    groups: dict[Hashable, list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        groups[trait(row)].append(number)
    return groups


@dataclass(slots=True)
class _Matching(Generic[Row]):
    """Who has found whom so far; rows go by their numbers."""

    before: Sequence[Row]
    after: Sequence[Row]
    traits: Traits[Row]
    new_of: dict[int, int] = field(default_factory=dict)
    old_of: dict[int, int] = field(default_factory=dict)

    def match_keyed(self, old: list[int], new: list[int]) -> None:
        """Match rows that share a key, as many as there are on both sides."""
        self._link_equal(old, new)
        self._link(self._likest(*self._free(old, new), least=0.0))
        self._link(zip(*self._free(old, new), strict=False))

    def match_leftovers(self) -> None:
        """Match what is still free wherever it stands, if it is equal or like enough."""
        self._link_equal(*self._free(range(len(self.before)), range(len(self.after))))
        self._link(self._likest(*self._free(range(len(self.before)), range(len(self.after))), least=_ALIKE))

    def _link(self, links: Links) -> None:
        for old, new in links:
            if old not in self.new_of and new not in self.old_of:
                self.new_of[old], self.old_of[new] = new, old

    def _free(self, old: Iterable[int], new: Iterable[int]) -> tuple[list[int], list[int]]:
        return [n for n in old if n not in self.new_of], [n for n in new if n not in self.old_of]

    def _link_equal(self, old: list[int], new: list[int]) -> None:
        for trait in filter(None, (self.traits.whole, self.traits.identity)):
            self._link(self._equal(*self._free(old, new), trait))

    def _equal(self, old: list[int], new: list[int], trait: Callable[[Row], Hashable]) -> Links:
        waiting: dict[Hashable, list[int]] = defaultdict(list)
        for number in reversed(old):
            waiting[trait(self.before[number])].append(number)
        for number in new:
            found = waiting.get(trait(self.after[number]))
            if found:
                yield found.pop(), number

    def _likest(self, old: list[int], new: list[int], *, least: float) -> Links:
        """Pairs from the likest down, the nearer ones first among the equally like; none if there are too many."""
        if len(old) * len(new) > _PAIRS:
            return []
        words = self.traits.words
        left = [(words(self.before[number]), place, number) for place, number in enumerate(old)]
        right = [(words(self.after[number]), place, number) for place, number in enumerate(new)]
        rated = [(_likeness(a, b), -abs(i - j), -i - j, o, n) for a, i, o in left for b, j, n in right]
        return [(o, n) for likeness, *_, o, n in sorted(rated, reverse=True) if likeness >= least]


def _likeness(left: frozenset[str], right: frozenset[str]) -> float:
    """The share of words in common, from 0 to 1."""
    return len(left & right) / len(left | right) if left or right else 0.0
