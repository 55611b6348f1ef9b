"""Which line may answer which need (độ giống nhau): by criterion, and by the things both speak of.

Vietnamese says a thing in two syllables ("bếp ăn", "dự giờ"), so texts are compared by pairs of neighbouring syllables.
A pair weighs the more, the fewer texts have it: "nhà trường" tells nothing, "mái dột" tells all. Pairs are looked up,
texts are not compared in twos: about linear in all the words.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from caitien.domain.texts.folding import fold

_CLAUSE: Final = re.compile(r"[^\w\s%]+|\n")
_SYLLABLE: Final = re.compile(r"\w+")
_SURE: Final = 0.3  # of the weight of a need's words, under the same criterion
_LEAST: Final = {True: 0.0, False: 0.3}  # of its words in common, by whether the criterion is the same
_SHOWN: Final = 3  # things in common that are named


@dataclass(frozen=True, slots=True)
class Subject:
    """A text to be compared (lời để so): its key, its criterion or "", its words."""

    key: int
    criterion: str
    text: str


@dataclass(frozen=True, slots=True)
class Likeness:
    """Why two texts may belong together (chỗ giống nhau). ``share`` is of the first one's words, from 0 to 1."""

    asked: int
    offered: int
    criterion: str  # "" where it is not the same
    words: tuple[str, ...]  # what both speak of, the rarest first
    share: float

    @property
    def sure(self) -> bool:
        """Whether both criterion and words say so (khá chắc); else a person should look well."""
        return bool(self.criterion) and self.share >= _SURE


def likest(asked: Sequence[Subject], offered: Sequence[Subject], *, most: int = 3) -> list[Likeness]:
    """For each of the first the likest of the second, so many at most (đề nghị ghép), in the order of the first.

    Those of the same criterion come first, even where they share no word; others need a good share of the words.
    """
    asked_pairs = {each.key: dict(_pairs(each.text)) for each in asked}
    offered_pairs = {each.key: dict(_pairs(each.text)) for each in offered}
    weights = _weights({pair for pairs in asked_pairs.values() for pair in pairs}, offered_pairs.values(), len(offered))
    index: dict[str, list[Subject]] = defaultdict(list)
    by_criterion: dict[str, list[Subject]] = defaultdict(list)
    for each in offered:
        by_criterion[each.criterion].append(each)
        for pair in offered_pairs[each.key]:
            if weights.get(pair):
                index[pair].append(each)
    found: list[Likeness] = []
    for each in asked:
        here = by_criterion.get(each.criterion, []) if each.criterion else []
        compared = _compared(each, here, asked_pairs[each.key], index, weights)
        found += sorted(compared, key=lambda like: (not like.criterion, -like.share, like.offered))[:most]
    return found


def _compared(
    asked: Subject,
    of_its_criterion: Iterable[Subject],
    pairs: Mapping[str, str],
    index: Mapping[str, list[Subject]],
    weights: Mapping[str, float],
) -> Iterator[Likeness]:
    common: dict[Subject, list[str]] = {each: [] for each in of_its_criterion}
    for pair in sorted(pairs, key=lambda pair: (-weights[pair], pair)):
        for each in index.get(pair, ()):
            common.setdefault(each, []).append(pair)
    whole = sum(weights[pair] for pair in pairs) or 1.0
    for each, shared in common.items():
        same = bool(asked.criterion) and asked.criterion == each.criterion
        share = sum(weights[pair] for pair in shared) / whole
        if share >= _LEAST[same]:
            words = tuple(pairs[pair] for pair in shared[:_SHOWN])
            yield Likeness(asked.key, each.key, asked.criterion if same else "", words, share)


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    """Neighbouring syllables of a clause: folded, and as written."""
    for clause in _CLAUSE.split(text.lower()):
        for pair in pairwise(_SYLLABLE.findall(clause)):
            words = " ".join(pair)
            yield fold(words), words


def _weights(pairs: Iterable[str], offered: Iterable[Iterable[str]], count: int) -> Mapping[str, float]:
    """The fewer of the offered texts say a thing, the heavier it is; what more than half of them say weighs nothing."""
    said = Counter(pair for text in offered for pair in text)
    most = max(2, count / 2)
    return {pair: math.log1p(count / max(1, said[pair])) if said[pair] <= most else 0.0 for pair in pairs}
