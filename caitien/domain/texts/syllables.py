"""Vietnamese syllables (âm tiết tiếng Việt): whether a word can be one, by a table of onsets, rhymes and tones.

A syllable is an onset, a rhyme and one of six tones. A rhyme that ends in c, ch, p or t bears the rising or the heavy
tone only. The tone of an "oa", "oe", "uy" may stand on either vowel ("hòa", "hoà"): both are taught. Every syllable of
the language fits; so do some nobody says, as no table of words is kept.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

_REMEMBERED: Final = 20_000  # words; a paper has a thousand different ones
_TONES: Final = {"\u0300": "f", "\u0301": "s", "\u0303": "x", "\u0309": "r", "\u0323": "j"}  # mark → its usual key
_MARKS: Final = {key: mark for mark, key in _TONES.items()}
_STOPPED: Final = frozenset(("s", "j"))  # the tones of a rhyme that ends in a stop
_LONGEST: Final = 7  # letters: "nghiêng"

_ONSETS: Final = ("ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", *"bcdđghklmnprstvx", "")
_BEFORE_FRONT: Final = frozenset(("gh", "ngh", "k"))  # written before e, ê, i and y only
_BEFORE_BACK: Final = frozenset(("g", "ng", "c"))  # and these nowhere before them
_FRONT: Final = frozenset("eêiy")
_G_AND_I: Final = frozenset(("i", "in", "im", "it", "ip", "ich", "inh"))  # "gì", "gìn": g before i all the same

_RHYMES: Final = {  # vowels → the letters a rhyme of theirs may end in, "-" for none
    "a": "- c ch i m n ng nh o p t u y",
    "ă": "c m n ng p t",
    "â": "c m n ng p t u y",
    "e": "- c m n ng o p t",
    "ê": "- ch m n nh p t u",
    "i": "- a ch m n nh p t u",
    "o": "- c i m n ng p t",
    "ô": "- c i m n ng p t",
    "ơ": "- i m n p t",
    "u": "- a c i m n ng p t",
    "ư": "- a c i m ng t u",
    "y": "- ch n nh p t",
    "iê": "c m n ng p t u",
    "yê": "m n ng t u",
    "oa": "- c ch i m n ng nh o p t y",
    "oă": "c m n ng p t",
    "oe": "- m n ng o t",
    "oo": "c ng",
    "uâ": "n ng t y",
    "uê": "- ch n nh",
    "uô": "c i m n ng t",
    "uơ": "-",
    "uy": "- a ch n nh p t u",
    "uyê": "n t",
    "ươ": "c i m n ng p t u",
}
_SECOND: Final = frozenset(("iê", "yê", "oă", "uâ", "uê", "uô", "uơ", "uyê", "ươ"))  # the tone stands on the last vowel
_EITHER: Final = frozenset(("oa", "oe", "oo", "uy"))


@dataclass(frozen=True, slots=True)
class _Rhyme:
    """A rhyme (vần): where its tone may stand, and whether it ends in a stop."""

    tone_at: tuple[int, ...]  # the place new books teach first
    is_stopped: bool


def _rhymes() -> Iterator[tuple[str, _Rhyme]]:
    for vowels, ends in _RHYMES.items():
        for end in ends.split():
            end = end.strip("-")
            last = len(vowels) - 1
            at = (last, 0) if vowels in _EITHER else (last,) if vowels in _SECOND else (0,)
            if vowels in _EITHER and not end:
                at = (0, last)  # "hòa" as most papers write it
            yield vowels + end, _Rhyme(at, end in ("c", "ch", "p", "t"))


_BY_RHYME: Final = dict(_rhymes())


@dataclass(frozen=True, slots=True)
class Written:
    """A word taken apart (chữ đã tách): its letters without the tone, which tone, and over which letter."""

    letters: str
    tone: str = ""
    at: int = -1


def taken_apart(word: str) -> Written | None:
    """The letters of a word and its tone (tách thanh); None where it bears more than one. Small letters, NFC or not."""
    letters: list[str] = []
    tone, at = "", -1
    for mark in unicodedata.normalize("NFD", word):
        if mark not in _TONES:
            letters.append(mark)
            continue
        if tone:
            return None
        tone, at = _TONES[mark], len(unicodedata.normalize("NFC", "".join(letters))) - 1
    return Written(unicodedata.normalize("NFC", "".join(letters)), tone, at)


@lru_cache(_REMEMBERED)
def is_syllable(word: str) -> bool:
    """Whether a word can be one Vietnamese syllable (là một âm tiết), whatever its capitals."""
    if not 0 < len(word) <= _LONGEST:
        return False
    found = taken_apart(word.lower())
    return found is not None and any(_fits(found, onset, rhyme) for onset, rhyme in _parted(found.letters))


def _parted(letters: str) -> Iterator[tuple[str, _Rhyme]]:
    """The ways letters part into onset and rhyme, as they are spelt."""
    for onset in _ONSETS:
        rest = letters[len(onset) :]
        if letters.startswith(onset) and rest in _BY_RHYME and _is_spelt(onset, rest):
            yield onset, _BY_RHYME[rest]


def _is_spelt(onset: str, rhyme: str) -> bool:
    front = rhyme[0] in _FRONT
    if onset in _BEFORE_FRONT:
        return front
    if onset in _BEFORE_BACK:
        return not front or (onset == "g" and (rhyme in _G_AND_I or rhyme.startswith("iê")))
    if onset == "qu":
        return rhyme[0] not in "uo" or rhyme.startswith("oa")
    return onset != "gi" or rhyme[0] not in "iy"


def _fits(word: Written, onset: str, rhyme: _Rhyme) -> bool:
    if rhyme.is_stopped and word.tone not in _STOPPED:
        return False
    return not word.tone or word.at - len(onset) in rhyme.tone_at


# --- what was meant ---------------------------------------------------------------------------------------------------

_SPELT_ALIKE: Final = (("ngh", "ng"), ("ng", "ngh"), ("gh", "g"), ("g", "gh"), ("k", "c"), ("c", "k"))
_ALIKE: Final = ("aăâ", "eê", "oôơ", "uư", "dđ")  # letters told apart by their marks alone


def likely(word: str) -> tuple[str, ...]:
    """The syllables a word may have been meant as (chữ có thể định viết), the likeliest kind of slip first.

    A tone over the wrong letter, left out or left as its key, a mark forgotten or put too many, a letter doubled or two
    exchanged. In small letters; () where it is one already, or no single slip explains it.
    """
    small = word.lower()
    found = taken_apart(small)
    if is_syllable(small) or found is None:
        return ()
    meant: dict[str, None] = {}
    if not found.tone and small[-1] in _MARKS:  # the key of the tone, typed too late: "vâtj"
        meant.update(dict.fromkeys(_written(found.letters[:-1], small[-1])))
    for letters in (found.letters, *_with_other_marks(found.letters), *_mistyped(found.letters)):
        for tone in dict.fromkeys((found.tone, "s", "j", "f", "r", "x", "")):
            keeps = tone == found.tone or (letters == found.letters)
            meant.update(dict.fromkeys(_written(letters, tone) if keeps else ()))
    return tuple(meant)


def _written(letters: str, tone: str) -> Iterator[str]:
    """Letters as a syllable of a tone, if they make one."""
    for onset, rhyme in _parted(letters):
        if rhyme.is_stopped and tone not in _STOPPED:
            continue
        at = len(onset) + rhyme.tone_at[0] + 1
        yield unicodedata.normalize("NFC", letters[:at] + _MARKS.get(tone, "") + letters[at:])
        return


def _with_other_marks(letters: str) -> Iterator[str]:
    if "uơ" in letters or "ưo" in letters:  # the one mark typed for both
        yield letters.replace("uơ", "ươ").replace("ưo", "ươ")
    for at, letter in enumerate(letters):
        for kin in _ALIKE:
            if letter in kin:
                yield from (letters[:at] + other + letters[at + 1 :] for other in kin if other != letter)


def _mistyped(letters: str) -> Iterator[str]:
    for wrong, right in _SPELT_ALIKE:
        if letters.startswith(wrong):
            yield right + letters[len(wrong) :]
    for at in range(1, len(letters)):
        if letters[at] == letters[at - 1]:
            yield letters[:at] + letters[at + 1 :]
        else:
            yield letters[: at - 1] + letters[at] + letters[at - 1] + letters[at + 1 :]
