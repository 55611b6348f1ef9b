"""Which old line is which new line (ghép dòng): for the two tables of a paper, and for a paper that comes in again."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from caitien.domain.folding import fold

LIKE: Final = 0.5  # share of words two texts have in common from which they are the same line, whatever their order
MANY: Final = 400  # pairs of one criterion beyond which texts are no longer compared one by one: keeps the work linear


class Line(NamedTuple):
    """A line to be matched (dòng cần ghép): what it is about, and its words."""

    key: str
    text: str


Lines = Sequence[Line]
Pairs = Iterator[tuple[int, int]]  # new, old


def pair_up(old: Lines, new: Lines) -> list[int | None]:
    """For each new line the index of its old line, or None.

    Only lines of one key (criterion) are paired: first those with the same text, then those most alike, then what is
    left in order. Each old line is used once. Linear in the number of lines.
    """
    found: list[int | None] = [None] * len(new)
    waiting = _by_key(old)
    for key, ours in _by_key(new).items():
        theirs = waiting.get(key, [])
        for step in (_same, _alike, _in_order):
            pairs = dict(step(old, theirs, new, ours))
            for mine, yours in pairs.items():
                found[mine] = yours
            taken = set(pairs.values())
            ours = [index for index in ours if index not in pairs]
            theirs = [index for index in theirs if index not in taken]
    return found


def _by_key(lines: Lines) -> dict[str, list[int]]:
    groups: dict[str, list[int]] = defaultdict(list)
    for index, line in enumerate(lines):
        groups[line.key].append(index)
    return groups


def _same(old: Lines, theirs: list[int], new: Lines, ours: list[int]) -> Pairs:
    places: dict[str, list[int]] = defaultdict(list)
    for index in reversed(theirs):
        places[old[index].text].append(index)
    for index in ours:
        if same := places.get(new[index].text):
            yield index, same.pop()


def _alike(old: Lines, theirs: list[int], new: Lines, ours: list[int]) -> Pairs:
    if len(ours) * len(theirs) > MANY:
        return
    words = {(0, i): frozenset(fold(old[i].text).split()) for i in theirs}
    words |= {(1, i): frozenset(fold(new[i].text).split()) for i in ours}
    scores = sorted((-_likeness(words[0, yours], words[1, mine]), mine, yours) for mine in ours for yours in theirs)
    used: set[tuple[int, int]] = set()
    for score, mine, yours in scores:
        if score <= -LIKE and not used & {(0, yours), (1, mine)}:
            used |= {(0, yours), (1, mine)}
            yield mine, yours


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(len(one | other), 1)


def _in_order(_old: Lines, theirs: list[int], _new: Lines, ours: list[int]) -> Pairs:
    return zip(ours, theirs, strict=False)
