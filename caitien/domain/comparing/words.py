"""Where two texts differ word by word (khác nhau ở đâu): the words that were to stand there, and those that do."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz.distance import Indel

from caitien.domain.texts.folding import clean

FULLY: Final = 6_000  # words on either side, between what both begin and end with, that are compared one by one
BEFORE: Final = 6  # words told before a difference, so that a person finds the place
HEAD: Final = 60  # words from the top in which a whole line may stand before or behind another
FOOT: Final = 80  # words from the end in which two signers stand beside each other, and who gets the paper
_LONGEST: Final = 60  # words told of one
_LETTERS: Final = 600  # letters of them


@dataclass(frozen=True, slots=True)
class Difference:
    """A place where they differ (chỗ khác): what was to stand there, what does, and the words before it."""

    wanted: str
    found: str
    before: str


def differences(wanted: Sequence[str], found: Sequence[str], *, two_sign: bool = False) -> list[Difference]:
    """Where ``found`` is not ``wanted`` (các chỗ khác), from the top; [] where they say the same.

    Capitals and small letters are one: a heading is printed in capitals that the file has not. So is a line of the head
    wherever it stands among the first :data:`HEAD` words. Of a paper that ``two_sign`` beside each other the columns of
    the last :data:`FOOT` words may be read one after the other or line by line; which name stands left is not told.
    Linear where the two agree at their ends; else at most :data:`FULLY` by :data:`FULLY` words are compared, and of
    longer parts only that they differ is told, as one.
    """
    mine, theirs = ([clean(word).casefold() for word in each] for each in (wanted, found))
    first = _same(mine, theirs)
    last = _same(mine[first:][::-1], theirs[first:][::-1])
    ends = len(mine) - last, len(theirs) - last
    if first == ends[0] == ends[1]:
        return []
    if max(ends) - first > FULLY:
        return [_told(wanted, found, (first, ends[0], first, ends[1]))]
    steps = Indel.opcodes(mine[first : ends[0]], theirs[first : ends[1]])
    places = [
        (first + step.src_start, first + step.src_end, first + step.dest_start, first + step.dest_end)
        for step in steps
        if step.tag != "equal"
    ]
    left = _without_moves(_joined(places), mine, theirs)
    return [_told(wanted, found, place) for place in (_without_columns(left, mine, theirs) if two_sign else left)]


def _same(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words from the start are the same."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (mine, theirs) in pairs if mine != theirs), min(len(one), len(other)))


Place = tuple[int, int, int, int]  # from, to among the wanted words; from, to among those found


def _joined(places: list[Place]) -> list[Place]:
    """A word that gives way to another is one difference, though it is told as one gone and one come."""
    whole: list[Place] = []
    for place in places:
        if whole and whole[-1][1] == place[0] and whole[-1][3] == place[2]:
            whole[-1] = (whole[-1][0], place[1], whole[-1][2], place[3])
        else:
            whole.append(place)
    return whole


def _without_moves(places: list[Place], mine: Sequence[str], theirs: Sequence[str]) -> list[Place]:
    """Without lines of the head that stand elsewhere in it: its two columns are read the one way or the other."""
    gone = {tuple(mine[place[0] : place[1]]): place for place in places if place[2] == place[3] and place[1] <= HEAD}
    come = {tuple(theirs[place[2] : place[3]]): place for place in places if place[0] == place[1] and place[3] <= HEAD}
    lines = [line for line in gone.keys() & come.keys() if len(line) > 1]
    moved = {place for line in lines for place in (gone[line], come[line])}
    return [place for place in places if place not in moved]


def _without_columns(places: list[Place], mine: Sequence[str], theirs: Sequence[str]) -> list[Place]:
    """Without words of the foot that only stand elsewhere in it: the longest stretch of places in which what is gone,
    in its order, is what came. The foot is short, so every stretch may be looked at."""
    foot = [place for place in places if len(mine) - place[0] <= FOOT and len(theirs) - place[2] <= FOOT]
    for many in range(len(foot), 1, -1):
        for first in range(len(foot) - many + 1):
            moved = foot[first : first + many]
            gone = [word for place in moved for word in mine[place[0] : place[1]]]
            if gone == [word for place in moved for word in theirs[place[2] : place[3]]]:
                return [place for place in places if place not in moved]
    return places


def _told(wanted: Sequence[str], found: Sequence[str], place: Place) -> Difference:
    before = wanted[max(0, place[0] - BEFORE) : place[0]]
    return Difference(_said(wanted[place[0] : place[1]]), _said(found[place[2] : place[3]]), _said(before))


def _said(words: Sequence[str]) -> str:
    """Words as they are told: canonical, and no more of them than a page can show."""
    told = clean(" ".join(words[:_LONGEST]))
    return f"{told[:_LETTERS]} …" if len(words) > _LONGEST or len(told) > _LETTERS else told
