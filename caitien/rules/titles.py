"""Titles of standards compared (so tên tiêu chuẩn): the right one, one cut short, or another school type's."""

import re
from functools import lru_cache
from typing import Final

from caitien.domain.field_names import SCHOOL_TYPE_NAMES
from caitien.domain.standards import StandardSet, all_sets
from caitien.domain.texts.folding import fold

_REMEMBERED: Final = 512  # titles; a paper has a handful, its rows repeat them
_WORD: Final = re.compile(r"\w+")
_SMALL: Final = frozenset(("va", "cua", "cac"))  # what a title may lose without losing anything


@lru_cache(_REMEMBERED)
def words_of(title: str) -> tuple[str, ...]:
    """A title's words for comparing: no accents, no capitals, no punctuation."""
    return tuple(_WORD.findall(fold(title)))


@lru_cache(_REMEMBERED)
def is_shortened(title: str, right: str) -> bool:
    """Whether a title is the right one with words that count left out."""
    printed, whole = words_of(title), words_of(right)
    rest = iter(whole)
    in_order = all(word in rest for word in printed)
    return in_order and bool(set(whole) - set(printed) - _SMALL)


@lru_cache(_REMEMBERED)
def other_type(title: str, standard: int, own: str) -> str:
    """The type of school, in words, whose set gives this standard that title, whole or shortened; "" where none does.

    ``own`` is the id of the paper's set; sets for the same types of schools are passed over.
    """
    ours = next((each for each in all_sets() if each.id == own), None)
    others = (each for each in all_sets() if ours and _is_other_type(each, ours))
    return next((_type_name(each) for each in others if _is_title(title, standard, each)), "")


def _is_other_type(one: StandardSet, ours: StandardSet) -> bool:
    """Whether a set is for other schools in the same years: an older set has other titles for all types alike."""
    same_years = (one.valid_to is None) == (ours.valid_to is None)
    return same_years and not set(one.school_types) & set(ours.school_types)


def _is_title(title: str, standard: int, among: StandardSet) -> bool:
    theirs = among.standard(standard)
    return theirs is not None and (words_of(title) == words_of(theirs.title) or is_shortened(title, theirs.title))


def _type_name(among: StandardSet) -> str:
    return SCHOOL_TYPE_NAMES[among.school_types[0]].lower()
