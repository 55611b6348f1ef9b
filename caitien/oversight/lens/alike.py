"""Which rows say the same (dòng giống nhau): folded words, the same or nearly, within one criterion. Plain values.

Rows are found by an index and never compared each with each: by their words, and by the least of their runs of three
words under each of ``BANDS`` mixings, which two texts of nearly the same words share almost surely. What more schools
write than could have copied is a set phrase of the round and counts neither way.
"""

import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from rapidfuzz import fuzz

from caitien.domain.texts.figures import share
from caitien.domain.texts.folding import fold

FEWEST_WORDS: Final = 8  # of a row that can tell anything
FEWEST_ROWS: Final = 5  # of a paper that can
NEAR: Final = 92.0  # of 100
COPIED: Final = 60  # per cent of the rows of the shorter paper
REPEATED: Final = 90  # of those of the paper
BANDS: Final = 12
PHRASE_SHARE: Final = 20  # a text that more than one school in so many writes is a set phrase …
PHRASE_LEAST: Final = 50  # … from so many schools on
_WORD: Final = re.compile(r"\w+")
_MASK: Final = (1 << 32) - 1
_MIXINGS: Final = tuple((2 * turn + 1) * 0x9E3779B1 & _MASK for turn in range(BANDS))


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a paper (một dòng): where it stands, its criterion with the set it is of, its words folded."""

    path: str
    criterion: str
    words: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two papers that are alike (hai văn bản giống nhau): the rows, by their paths, and of how many."""

    one: int
    other: int
    rows: tuple[tuple[str, str], ...]
    of: int

    @property
    def share(self) -> int:
        """Rows alike, in whole per cent."""
        return share(len(self.rows), self.of) or 0


def row_of(path: str, criterion: str, text: str) -> Row | None:
    """A row that can tell anything, None for a short one (dòng đủ dài). Linear."""
    words = _WORD.findall(fold(text))
    return Row(path, criterion, " ".join(words)) if len(words) >= FEWEST_WORDS else None


def copied(papers: Mapping[int, Sequence[Row]]) -> list[Pair]:
    """For each paper that is like others the one it is most like (văn bản chép). Linear in the rows times the schools
    that may share a phrase; memory in the rows."""
    known = {key: rows for key, rows in _without_phrases(papers).items() if len(rows) >= FEWEST_ROWS}
    alike = _alike(known)
    best: dict[int, Pair] = {}
    for (one, other), rows in alike.items():
        of = min(len(known[one]), len(known[other]))
        if 100 * len(rows) >= COPIED * of:
            for mine, theirs, found in ((one, other, rows), (other, one, {b: a for a, b in rows.items()})):
                pair = Pair(mine, theirs, tuple(sorted(found.items())), of)
                if mine not in best or pair.share > best[mine].share:
                    best[mine] = pair
    return sorted(best.values(), key=lambda pair: (-pair.share, pair.one))


def repeated(now: Sequence[Row], before: Sequence[Row]) -> tuple[tuple[str, str], ...]:
    """The rows of a paper that last year's says as well (dòng lặp năm trước), () where they are too few to tell. Linear
    in the rows of each criterion times those of last year."""
    if len(now) < FEWEST_ROWS:
        return ()
    by_criterion = defaultdict(list)
    for row in before:
        by_criterion[row.criterion].append(row)
    found = [(row.path, same.path) for row in now if (same := _same(row, by_criterion[row.criterion]))]
    return tuple(found) if 100 * len(found) >= REPEATED * len(now) else ()


def _same(row: Row, among: Iterable[Row]) -> Row | None:
    return next((each for each in among if fuzz.ratio(row.words, each.words, score_cutoff=NEAR)), None)


def _without_phrases(papers: Mapping[int, Sequence[Row]]) -> dict[int, list[Row]]:
    schools = Counter(words for rows in papers.values() for words in {row.words for row in rows})
    most = max(PHRASE_LEAST, len(papers) // PHRASE_SHARE)
    return {key: [row for row in rows if schools[row.words] <= most] for key, rows in papers.items()}


def _alike(papers: Mapping[int, Sequence[Row]]) -> dict[tuple[int, int], dict[str, str]]:
    """Pairs of papers → rows of the one → rows of the other that say the same."""
    rows = [(key, row) for key, own in papers.items() for row in own]
    most = max(PHRASE_LEAST, len(papers) // PHRASE_SHARE)
    found: dict[tuple[int, int], dict[str, str]] = defaultdict(dict)
    seen: set[tuple[int, int]] = set()
    for turns in _together(rows):
        for pair in combinations(turns if len(turns) <= most else (), 2):
            (one, row), (other, same) = rows[pair[0]], rows[pair[1]]
            if one != other and pair not in seen:
                seen.add(pair)
                if fuzz.ratio(row.words, same.words, score_cutoff=NEAR):
                    _tie(found[one, other], row.path, same.path)
    return found


def _tie(ties: dict[str, str], path: str, other: str) -> None:
    """One row for one row: a line that many are like counts once."""
    if path not in ties and other not in ties.values():
        ties[path] = other


def _together(rows: Sequence[tuple[int, Row]]) -> Iterator[list[int]]:
    """Rows that may say the same, by their turns: first those of the same words, then the nearly same."""
    same: dict[tuple[str, str], list[int]] = defaultdict(list)
    near: dict[tuple[str, int, int], list[int]] = defaultdict(list)
    for turn, (_, row) in enumerate(rows):
        same[row.criterion, row.words].append(turn)
        for mark in _marks(row):
            near[mark].append(turn)
    yield from same.values()
    yield from near.values()


def _marks(row: Row) -> Iterator[tuple[str, int, int]]:
    """What two rows of nearly the same words of one criterion have in common, almost surely one of these."""
    words = row.words.split()
    runs = {zlib.crc32(" ".join(words[turn : turn + 3]).encode()) for turn in range(len(words) - 2)}
    for band, mixing in enumerate(_MIXINGS):
        yield row.criterion, band, min((run ^ run >> 15) * mixing & _MASK for run in runs)
