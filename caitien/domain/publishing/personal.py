"""What tells of a person in a text (dữ liệu cá nhân trong lời văn): names, phones, e-mail, numbers of papers and
accounts.

It asks and decides nothing: a hit is settled by a person. Names of the school's own people are found however they are
typed, in capitals, small letters or without accents; others where a surname, a title or capital letters say so. Luật
Bảo vệ dữ liệu cá nhân 91/2025/QH15: consent is never silence (not checked against the gazette).
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise
from typing import Final

from caitien.domain.publishing.proper_names import (
    BETWEEN,
    HEADS,
    NOT_NAMES,
    PLACE_WORDS,
    SHORT_TITLES,
    SUBJECTS,
    SURNAMES,
    TITLES,
)
from caitien.domain.texts.folding import clean, fold

MOST_SYLLABLES: Final = 6  # of a name


class HitKind(StrEnum):
    """What a place in a text may tell (loại)."""

    PERSON = "person"  # of the school's own people
    NAME = "name"
    PHONE = "phone"
    MAIL = "mail"
    NUMBER = "number"  # of an identity card, an insurance, a bank account
    ODD = "odd"  # letters of another script, which may hide a name


HIT_NAMES: Final[Mapping[HitKind, str]] = {
    HitKind.PERSON: "người của trường",
    HitKind.NAME: "giống tên người",
    HitKind.PHONE: "số điện thoại",
    HitKind.MAIL: "thư điện tử",
    HitKind.NUMBER: "số giấy tờ, tài khoản",
    HitKind.ODD: "chữ lạ",
}


@dataclass(frozen=True, slots=True)
class Hit:
    """A place that may tell of a person (chỗ cần xem): the words as they stand."""

    kind: HitKind
    words: str


@dataclass(frozen=True, slots=True)
class KnownNames:
    """What is known beforehand (điều đã biết): names of people, and proper names that are no person's (the school, its
    units, bodies), each as its folded syllables; what people are called by, in small letters."""

    people: Mapping[str, Sequence[tuple[str, ...]]] = field(default_factory=dict)
    given: frozenset[str] = frozenset()
    others: Mapping[str, Sequence[tuple[str, ...]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    folded: str
    start: int
    end: int

    @property
    def small(self) -> str:
        """In small letters, with its accents."""
        return self.text.lower()

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()

    @property
    def loud(self) -> bool:
        """All in capitals, of two letters or more."""
        return len(self.text) > 1 and self.text.isupper()


_WORD: Final = re.compile(r"[^\W\d_]+")
_MAIL: Final = re.compile(
    r"[\w.+-]{1,64}\s?(?:@|\(at\)|\[at\])\s?[\w-]{1,63}(?:\s?\.\s?[\w-]{1,63}){1,4}", re.IGNORECASE
)
_GAP: Final = r"[ .·_\-–—()]{0,3}"
_PHONE: Final = re.compile(rf"(?<!\d)(?<!\d[.,])(?:\+?84|\(?0){_GAP}[1-9](?:{_GAP}\d){{7,9}}(?!\d)")
_AMOUNT: Final = re.compile(
    r"(?<![\d.,])\d{1,3}(?:[.,]\d{3}){1,6}\s?(?:đồng|đ\b|vnđ|vnd|triệu|tỷ|tỉ|nghìn|ngàn|m²|m2)", re.IGNORECASE
)
_NUMBER: Final = re.compile(r"(?<!\d)(?<!\d[.,])\d(?:[ .·_\-–—]?\d){8,}")
_ACCOUNT: Final = re.compile(
    r"(?:stk|tk|tài khoản|cccd|cmnd|mã định danh|bhxh)\D{0,20}(\d[\d .\-]{4,22}\d)", re.IGNORECASE
)
_INITIALS: Final = re.compile(
    r"(?<!\w)(?:[A-ZĐ]\.\s?){1,3}[A-ZĐ][^\W\d_]{1,6}(?!\w)|(?<!\w)[A-ZĐ]\.(?:[A-ZĐ]\.)+[A-ZĐ]?(?!\w)"
)
_SMALL: Final = re.compile(  # typed without capital letters
    r"(?<!\w)(?:nguyễn|trần|lê|phạm|hoàng|huỳnh|phan|vũ|võ|đặng|bùi|đỗ|ngô|dương|đinh) (?:văn|thị) [^\W\d_]+"
)
_JOIN: Final = re.compile(r"[ ’'_\-]{0,2}|\.")


def public_text(text: str) -> str:
    """A text as it may stand before everyone (chữ để công khai): canonical, figures and signs in their plain form, no
    mark that turns the direction of reading. Linear."""
    return clean("".join(map(_plain, clean(text))))


def _plain(letter: str) -> str:
    if letter.isascii() or letter.isalpha():
        return letter
    if unicodedata.category(letter) in {"Cf", "Cc", "Co"}:
        return ""
    figure = unicodedata.decimal(letter, None)
    return letter if figure is None else str(figure)


def known_of(people: Iterable[str], others: Iterable[str] = ()) -> KnownNames:
    """What is known, by first syllable (điều đã biết): of a person their whole name, and its last two syllables."""
    names: set[tuple[str, ...]] = set()
    given = set()
    for name in map(public_text, people):
        whole = _syllables(name)
        names |= {whole, whole[-2:]} if len(whole) > 1 else set()
        given |= {last.lower() for last in _WORD.findall(name)[-1:] if len(last) > 1}
    return KnownNames(_by_first(names), frozenset(given), _by_first({*map(_syllables, others), *NOT_NAMES} - {()}))


def _syllables(text: str) -> tuple[str, ...]:
    return tuple(fold(word) for word in _WORD.findall(public_text(text)))


def _by_first(names: Iterable[tuple[str, ...]]) -> dict[str, list[tuple[str, ...]]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for name in sorted(names, key=len, reverse=True):
        found.setdefault(name[0], []).append(name)
    return found


def hits_in(text: str, known: KnownNames) -> list[Hit]:
    """What in a text may tell of a person (các chỗ cần xem), each wording once. ``text``: of :func:`public_text`.
    Linear in the text, times the names that share a first syllable."""
    found: dict[str, Hit] = {}
    for hit in (*_contacts(text), *_names(text, known), *_odd(text)):
        found.setdefault(hit.words, hit)
    return list(found.values())


def _contacts(text: str) -> Iterator[Hit]:
    yield from (Hit(HitKind.MAIL, match[0].strip()) for match in _MAIL.finditer(text))
    rest = _AMOUNT.sub(lambda match: " " * len(match[0]), text)
    yield from (Hit(HitKind.PHONE, _bare(match[0])) for match in _PHONE.finditer(rest))
    rest = _PHONE.sub(lambda match: "x" * len(match[0]), rest)
    yield from (Hit(HitKind.NUMBER, match[1].strip()) for match in _ACCOUNT.finditer(rest))
    yield from (Hit(HitKind.NUMBER, match[0]) for match in _NUMBER.finditer(rest))


def _bare(number: str) -> str:
    """A number without a bracket that is not shut within it."""
    return (number if ")" in number else number.lstrip("(")).strip(" .-")


def _odd(text: str) -> Iterator[Hit]:
    for match in _WORD.finditer(text):
        foreign = [each for each in match[0] if not each.isascii() and "LATIN" not in unicodedata.name(each, "")]
        if foreign:
            yield Hit(HitKind.ODD, match[0])


# --- names -----------------------------------------------------------------------------------------------------------


def _names(text: str, known: KnownNames) -> Iterator[Hit]:
    words = [word for match in _WORD.finditer(text) for word in _parted(match[0], match.start())]
    taken = [False] * len(words)
    for first, last in _listed(words, text, known.people):
        own = words[first : last + 1]
        if len(own) > 2 or all(word.capital for word in own) or _whole(own, known.people):
            taken[first : last + 1] = [True] * len(own)
            yield Hit(HitKind.PERSON, text[words[first].start : words[last].end])
    for first, last in _listed(words, text, known.others):
        taken[first : last + 1] = [True] * (last + 1 - first)
    yield from (Hit(HitKind.NAME, match[0]) for match in (*_INITIALS.finditer(text), *_SMALL.finditer(text)))
    for run in _runs(words, taken, text):
        hits = [*_of_run(run, words, text)]
        yield from hits or _lone(run, words, text, known.given)


def _parted(text: str, start: int) -> Iterator[_Word]:
    """The syllables of a word, parted where a capital follows a small letter: "TrầnVănBình", but not "ThS"."""
    places = () if text.lower() in SHORT_TITLES else range(1, len(text))
    cuts = [at for at in places if text[at].isupper() and text[at - 1].islower()]
    for first, last in pairwise((0, *cuts, len(text))):
        yield _Word(text[first:last], fold(text[first:last]), start + first, start + last)


def _whole(own: Sequence[_Word], people: Mapping[str, Sequence[tuple[str, ...]]]) -> bool:
    """Whether two syllables are all of someone's name, not its end."""
    pair = tuple(word.folded for word in own)
    return not any(name[-2:] == pair and len(name) > 2 for names in people.values() for name in names)


def _listed(
    words: Sequence[_Word], text: str, names: Mapping[str, Sequence[tuple[str, ...]]]
) -> Iterator[tuple[int, int]]:
    """The first and last word of each listed name that stands there, the longest first."""
    at = 0
    while at < len(words):
        length = next((len(name) for name in names.get(words[at].folded, ()) if _stands(words, text, at, name)), 0)
        if length:
            yield at, at + length - 1
        at += length or 1


def _stands(words: Sequence[_Word], text: str, at: int, name: tuple[str, ...]) -> bool:
    own = words[at : at + len(name)]
    return tuple(word.folded for word in own) == name and all(_joined(text, one, other) for one, other in pairwise(own))


def _joined(text: str, one: _Word, other: _Word) -> bool:
    """Whether two words stand beside each other with nothing but a blank, or what parts syllables, between."""
    return bool(_JOIN.fullmatch(text[one.end : other.start].replace("\n", " ")))


def _runs(words: Sequence[_Word], taken: Sequence[bool], text: str) -> Iterator[list[int]]:
    """Words with capital letters that stand beside each other, none of them taken; a lone one too."""
    run: list[int] = []
    for at, word in enumerate(words):
        fits = word.capital and not taken[at]
        if run and not (fits and _joined(text, words[run[-1]], word)):
            yield run
            run = []
        if fits:
            run.append(at)
    if run:
        yield run


def _of_run(run: Sequence[int], words: Sequence[_Word], text: str) -> Iterator[Hit]:
    """The name in a run, if it looks like one."""
    run = _without_abbreviations(run, words)
    if not run:
        return
    own_title = len(run) > 1 and words[run[0]].small in TITLES
    titled = own_title or _titled(run[0], words, text)
    run = run[1:] if own_title else run
    start = _surname(run, words)
    if (titled and not _of_subjects(run, words)) or (start is None and _looks_like_one(run, words)):
        start = 0
    if start is not None:
        own = run[start : start + MOST_SYLLABLES]
        yield Hit(HitKind.NAME, text[words[own[0]].start : words[own[-1]].end])


def _lone(run: Sequence[int], words: Sequence[_Word], text: str, given: frozenset[str]) -> Iterator[Hit]:
    """One capital letter alone that somebody of the school is called by: within a sentence, or alone in a list."""
    word = words[run[0]]
    if len(run) > 1 or word.small not in given or word.folded in SUBJECTS:
        return
    begins = not text[: word.start].rstrip(" ") or text[: word.start].rstrip(" ")[-1] in ".!?;+•-\n"
    ends = not text[word.end :].strip() or text[word.end :].lstrip(" ")[0] in ",;/()&+\n"
    if ends or not begins:
        yield Hit(HitKind.PERSON, word.text)


def _of_subjects(run: Sequence[int], words: Sequence[_Word]) -> bool:
    return all(words[at].folded in SUBJECTS for at in run)


def _without_abbreviations(run: Sequence[int], words: Sequence[_Word]) -> Sequence[int]:
    """The run without abbreviations at its ends (UBND, THPT), unless it is all in capitals."""
    if all(words[at].loud or len(words[at].text) == 1 for at in run):
        return run
    kept = list(run)
    while kept and words[kept[0]].loud:
        kept.pop(0)
    while kept and words[kept[-1]].loud:
        kept.pop()
    return kept


def _titled(at: int, words: Sequence[_Word], text: str) -> bool:
    """Whether a title stands before the word: "cô", "thầy giáo", "đồng chí", "đ/c"."""
    before = at - 1
    while before >= 0 and words[before].folded in BETWEEN and _joined(text, words[before], words[before + 1]):
        before -= 1
    if before < 0:
        return False
    shortened = text[words[before].end : words[before + 1].start] == ". " and words[before].small in SHORT_TITLES
    if not (shortened or _joined(text, words[before], words[before + 1])):
        return False
    lead = text[max(0, words[before].start - 5) : words[before].end].lower()
    return words[before].small in TITLES or lead.endswith(("đ/c", "đồng chí"))


def _surname(run: Sequence[int], words: Sequence[_Word]) -> int | None:
    """Where in the run a surname stands with a name behind it, None where none does."""
    loud = all(words[at].loud for at in run)
    for place, at in enumerate(run[:-1]):
        if words[at].folded not in SURNAMES or _of_subjects(run[place:], words):
            continue
        if (words[at].small in HEADS and not place) or (loud and len(run) - place < 3):
            continue
        return place
    return None


def _looks_like_one(run: Sequence[int], words: Sequence[_Word]) -> bool:
    """Whether capital letters alone make it look like a name: two to five syllables, no office, no place."""
    if not 2 <= len(run) <= 5 or any(words[at].loud for at in run):
        return False
    before = words[run[0] - 1].small if run[0] else ""
    return not (words[run[0]].small in HEADS or before in PLACE_WORDS or _of_subjects(run, words))
