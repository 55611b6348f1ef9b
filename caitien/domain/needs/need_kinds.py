"""What usually answers a need (gợi ý theo loại): work and evidence proposed for a weakness or recommendation.

The table is data (``caitien/data/need_kinds.json``), written from what schools commonly do; no circular asks for it. A
proposal is words to begin from: who, when and how much is for people to say.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import msgspec

from caitien.domain.needs.need import NeedKind
from caitien.domain.texts.folding import fold, one_line
from caitien.domain.texts.letters import CAPITALS, SMALLS

_FILE: Final = Path(__file__).parents[2] / "data" / "need_kinds.json"
_AIMS: Final = {
    NeedKind.WEAKNESS.value: "khắc phục: {}",
    NeedKind.RECOMMENDATION.value: "thực hiện khuyến nghị: {}",
}
_SMALL_FIRST: Final = re.compile(rf"[{CAPITALS}][{SMALLS}]*\b(?! [{CAPITALS}])")  # a capital only of the sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class NeedSort:
    """A sort of need (loại việc): words by which it is known, and the work and evidence usual for it."""

    kind: str
    name: str
    signs: tuple[str, ...]
    work: str  # with {aim} where what it is for goes
    evidence: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """Words to begin a line from (gợi ý): to be looked at and changed by a person."""

    sort: str  # its name, in words
    work: str
    evidence: str


def proposal_for(text: str, kind: str) -> Proposal:
    """The work and evidence proposed for a need (gợi ý việc và minh chứng). The sort with most of its words wins, of
    equals the first of the table. Linear in the text."""
    folded = fold(text)
    counts = {sort.kind: _count(sort.kind, folded) for sort in _sorts()}
    sort = max(_sorts(), key=lambda sort: (counts[sort.kind], sort is _sorts()[-1]))
    return Proposal(sort.name, sort.work.format(aim=_AIMS[kind].format(_within(text))), sort.evidence)


def _count(kind: str, folded: str) -> int:
    return sum(syllables for syllables, pattern in _patterns()[kind] if pattern.search(folded))


def _within(text: str) -> str:
    """The words of a need inside a sentence: one line, no mark at the end, a small first letter unless it is a name."""
    words = one_line(text).rstrip(" .;,:")
    return words[:1].lower() + words[1:] if _SMALL_FIRST.match(words) else words


@cache
def _sorts() -> tuple[NeedSort, ...]:
    return msgspec.json.decode(_FILE.read_bytes(), type=tuple[NeedSort, ...])


@cache
def _patterns() -> dict[str, tuple[tuple[int, re.Pattern[str]], ...]]:
    """Kind → its signs, each with how many syllables it has: the longer says more."""
    return {
        sort.kind: tuple((len(sign.split()), re.compile(rf"\b{re.escape(fold(sign))}\b")) for sign in sort.signs)
        for sort in _sorts()
    }
