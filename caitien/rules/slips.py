"""Words that are no Vietnamese (chữ gõ nhầm): found by the table of syllables, explained by the words beside them.

Two doors, both narrow, so that names, foreign words and short forms pass. A word that looks Vietnamese in every letter
and is no syllable is a slip by itself. Any other ("hoach", "HOACH", "họcsinh") is one only where the word beside it
makes a pair that schools write every day, or that the paper itself writes elsewhere.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from caitien.domain.texts.syllables import is_syllable, likely, taken_apart
from caitien.rules.common_pairs import PAIRS, WORDS
from caitien.rules.garbles import in_paper
from caitien.rules.wording import opens_sentence

_REMEMBERED: Final = 20_000  # words
_WORD: Final = re.compile(r"[^\W\d_]+")
_LETTERS: Final = frozenset("aăâbcdđeêghiklmnoôơpqrstuưvxy")  # of the alphabet; f, j, w, z are foreign
_VOWELS: Final = frozenset("aăâeêioôơuưy")
_SHAPE: Final = re.compile(  # one run of vowels; a loan word has several
    r"(?:ngh|ch|gh|gi|kh|ng|nh|ph|qu|th|tr|[bcdđghklmnprstvx])?[aăâeêioôơuưy]{1,4}(?:ch|ng|nh|[cmnpt])?"
)
_KEYS: Final = ("f", "j")  # by which two of the tones are typed
_LOANS: Final = frozenset(("iôt", "iốt", "iôn"))  # written as one syllable, though no syllable of ours begins so
_JOINTS: Final = frozenset("-–./_@&'’+:0123456789\\#")  # beside a word: part of a code, an address, a foreign name
_OFTEN: Final = 3  # times a paper writes a pair before it is certain


@dataclass(frozen=True, slots=True)
class Slip:
    """A word that is none (chữ sai): as written, what was likely meant or "", whether it is sure, the words around."""

    written: str
    meant: str
    is_sure: bool
    around: str


def slips(texts: Collection[str]) -> Mapping[str, list[Slip]]:
    """Text → the slips in it; texts without any are left out.

    Linear. A paper without slips costs one look at its words.
    """
    words = set[str]()
    for text in texts:
        words.update(_WORD.findall(text))
    odd = set(filter(_is_odd, words))
    if not odd:
        return {}
    known = _pairs(texts)
    told = [garble.wrong for garble in in_paper(texts)]
    in_each = ((text, list(dict.fromkeys(_slips(text, odd, known, told)))) for text in texts)
    return {text: here for text, here in in_each if here}


def _slips(text: str, odd: set[str], known: Mapping[str, int], told: list[str]) -> Iterator[Slip]:
    words = list(_WORD.finditer(text))
    if odd.isdisjoint(word[0] for word in words):
        return
    lowered = text.lower()
    for number, word in enumerate(words):
        if word[0] not in odd or _is_joined(word) or _is_told(word[0].lower(), lowered, told):
            continue
        before = words[number - 1] if number and _is_beside(words[number - 1], word) else None
        after = words[number + 1] if number + 1 < len(words) and _is_beside(word, words[number + 1]) else None
        if slip := _slip(word, before, after, known):
            yield slip


def _slip(
    word: re.Match[str], before: re.Match[str] | None, after: re.Match[str] | None, known: Mapping[str, int]
) -> Slip | None:
    """The slip a word is, if it is one where it stands."""
    small = word[0].lower()
    meant = (*likely(small), *_parted(small))
    own = known if _looks_vietnamese(small) else {}  # of what may be foreign only the pairs of every day tell
    pairs = {each: _worth(each, before, after, own) for each in meant}
    best = max(pairs, key=lambda each: pairs[each], default="")
    worth = pairs.get(best, 0)
    if not worth and not _is_vietnamese(word, after):
        return None
    if worth:
        around = word.string[(before or word).start() : (after or word).end()]
        sure = worth >= _OFTEN and sum(other > 0 for other in pairs.values()) == 1
        return Slip(word[0], best, sure, around)
    usual = [each for each in meant if each in WORDS]
    moved = [each for each in usual if _is_same_but_for_place(small, each)]
    if moved:
        return Slip(word[0], moved[0], True, word[0])
    return Slip(word[0], usual[0] if len(usual) == 1 else "", False, word[0])


def _worth(meant: str, before: re.Match[str] | None, after: re.Match[str] | None, known: Mapping[str, int]) -> int:
    """How well a word fits where it stands: how often it is written so, a pair of every day counting as often."""
    pairs = [f"{before[0].lower()} {meant}"] if before else []
    pairs += [f"{meant} {after[0].lower()}"] if after else []
    pairs += [meant] if " " in meant else []
    return max((_OFTEN if pair in PAIRS else known.get(pair, 0) for pair in pairs), default=0)


def _pairs(texts: Iterable[str]) -> Counter[str]:
    """Every two words that stand side by side, in small letters, with how many texts have them."""
    counts: Counter[str] = Counter()
    for text in texts:
        words = _WORD.findall(text.lower())
        counts.update({f"{one} {other}" for one, other in pairwise(words)})
    return Counter({pair: times for pair, times in counts.items() if times > 1})


def _is_beside(one: re.Match[str], other: re.Match[str]) -> bool:
    return one.string[one.end() : other.start()] == " "


def _is_joined(word: re.Match[str]) -> bool:
    """Whether a sign that joins words or figures stands at a word; a full stop that ends a sentence joins nothing."""
    text, start, end = word.string, word.start(), word.end()
    before, after, then = text[start - 1 : start], text[end : end + 1], text[end + 1 : end + 2]
    return before in _JOINTS or (after in _JOINTS and not (after in ".:" and not then.isalnum()))


def _is_told(small: str, lowered: str, told: list[str]) -> bool:
    """Whether another rule speaks of it (P10)."""
    return any(wrong in lowered for wrong in told if small in wrong.split())


@lru_cache(_REMEMBERED)
def _is_odd(word: str) -> bool:
    """Whether a word has a vowel, letters of ours only, and is no syllable."""
    small = word.lower()
    found = taken_apart(_without_key(small))
    letters = set(found.letters) if found and small not in _LOANS else set()
    if len(word) < 3 or not letters & _VOWELS or not letters <= _LETTERS or is_syllable(small):
        return False
    return bool(likely(small)) or bool(_parted(small)) or _looks_vietnamese(small)


@lru_cache(_REMEMBERED)
def _looks_vietnamese(small: str) -> bool:
    """Whether a word has accents and is shaped as one of our syllables: onset, a run of vowels, an ending of ours."""
    found = taken_apart(_without_key(small))
    return not small.isascii() and found is not None and bool(_SHAPE.fullmatch(found.letters))


def _without_key(small: str) -> str:
    """A word with accents without the key of a tone that stands behind it ("vâtj"); f and j are no letters of ours."""
    return small[:-1] if small[-1:] in _KEYS and not small.isascii() else small


def _is_vietnamese(word: re.Match[str], after: re.Match[str] | None) -> bool:
    """Whether a word is ours and no name: in small letters, or first in its sentence before a word in small letters."""
    if not _looks_vietnamese(word[0].lower()):
        return False
    if word[0].islower():
        return True
    first = word[0].istitle() and opens_sentence(word.string, word.start())
    return first and after is not None and after[0].islower()


@lru_cache(_REMEMBERED)
def _parted(small: str) -> tuple[str, ...]:
    """Two words of every day run together: "họcsinh" → "học sinh"."""
    ways = (f"{small[:at]} {small[at:]}" for at in range(2, len(small) - 1))
    return tuple(pair for pair in ways if pair in PAIRS)


def _is_same_but_for_place(small: str, meant: str) -> bool:
    """Whether only the tone stands over another letter: "trừơng" → "trường"."""
    one, other = taken_apart(small), taken_apart(meant)
    return one is not None and other is not None and (one.letters, one.tone) == (other.letters, other.tone)
