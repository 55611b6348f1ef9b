"""Where a criterion of one set of standards went in another (tiêu chí đi về đâu): a proposal, never a decision.

The map of two sets is a proposal (:func:`caitien.domain.standards.links`); where there is none, titles that are alike
propose. A person confirms each.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from caitien.domain.comparing.likeness import Subject, likest
from caitien.domain.standards import Criterion, Link, StandardSet, all_sets, links, standard_set
from caitien.domain.texts.folding import fold

_MOST: Final = 3  # candidates by title


class Basis(StrEnum):
    """What a proposal rests on (căn cứ của đề nghị)."""

    SAME = "same"  # the set stays
    MAP = "map"  # of the two sets
    AKIN = "akin"  # of another set, whose criterion has the same title
    TITLE = "title"  # titles that share words
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Candidates:
    """Where a criterion may have gone (tiêu chí có thể): the likeliest first; ``sure`` where one tap may take it."""

    codes: tuple[str, ...]
    basis: Basis
    sure: bool = False

    @property
    def proposed(self) -> str:
        """The one that is filled in; "" where a person has to choose."""
        known = self.basis is not Basis.TITLE and len(self.codes) == 1
        return self.codes[0] if known else ""


def candidates(old: str, new: str, criterion: str) -> Candidates:
    """Where a criterion of one set may have gone in another (tiêu chí mới có thể). Worked out once for two sets."""
    if old == new:
        return Candidates((criterion,) if criterion else (), Basis.SAME, sure=True)
    return _all_candidates(old, new).get(criterion, _NOTHING)


_NOTHING: Final = Candidates((), Basis.NONE)


@cache
def _all_candidates(old: str, new: str) -> Mapping[str, Candidates]:
    former, later = standard_set(old), standard_set(new)
    if former is None or later is None:
        return {}
    mapped = {link.old: _by_map(link) for link in links(old, new)} or dict(_through_others(former, new))
    alike = _by_title(former, later)
    return {each.code: mapped.get(each.code) or alike.get(each.code, _NOTHING) for each in former.criteria}


def _by_map(link: Link, *, akin: bool = True) -> Candidates:
    return Candidates(link.new, Basis.MAP if akin else Basis.AKIN, akin and not link.review and len(link.new) == 1)


def _through_others(former: StandardSet, new: str) -> Iterator[tuple[str, Candidates]]:
    """By the map of a set that has a criterion of the same title: its own circular before it was amended, for sure;
    another circular's only as a proposal to be looked at."""
    for other in all_sets():
        titles = {fold(each.title): each.code for each in other.criteria}
        by_code = {link.old: link for link in links(other.id, new)}
        akin = former.id.startswith(f"{other.id}-")
        for each in former.criteria:
            link = by_code.get(titles.get(fold(each.title), ""))
            if link:
                yield each.code, _by_map(link, akin=akin)


def _by_title(former: StandardSet, later: StandardSet) -> Mapping[str, Candidates]:
    old, new = list(former.criteria), list(later.criteria)
    found: dict[str, list[str]] = {}
    for like in likest(_subjects(old), _subjects(new), most=_MOST):
        found.setdefault(old[like.asked].code, []).append(new[like.offered].code)
    return {code: Candidates(tuple(codes), Basis.TITLE) for code, codes in found.items()}


def _subjects(criteria: Iterable[Criterion]) -> list[Subject]:
    return [Subject(number, "", each.title) for number, each in enumerate(criteria)]
