"""Which set of standards a school goes by in a year (bộ tiêu chuẩn của năm), and where an old criterion may have gone.

The map of two sets is a proposal (:func:`caitien.domain.standards.links`); where there is none, titles that are alike
propose. Nothing is decided here: a person confirms each line.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from caitien.domain.comparing.likeness import Subject, likest
from caitien.domain.paper import Form
from caitien.domain.standards import Criterion, Link, StandardSet, all_sets, links, standard_set
from caitien.domain.standing import FRAMEWORK_NAMES
from caitien.domain.texts.folding import fold

POINTS: Final = "tt57-"  # sets whose plan is Biểu 2
_AMENDED: Final = " (sửa đổi)"
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


@dataclass(frozen=True, slots=True)
class Offered:
    """A set a plan may be made under (bộ có thể chọn): ``caution`` says what speaks against it, or ""."""

    id: str
    name: str
    caution: str = ""


def set_name(set_id: str) -> str:
    """What people call a set: "TT 18/2018"; its id where it is none of ours."""
    known = standard_set(set_id)
    if known is None:
        return set_id
    number, _, rest = known.circular.partition("/TT-BGDĐT")
    return f"TT {number}{_AMENDED if 'sửa đổi' in rest else ''}"


def form_of(set_id: str) -> Form:
    """The paper a plan under a set is (mẫu kế hoạch): Biểu 2 under TT 57, else the 9 columns."""
    return Form.TT57 if set_id.startswith(POINTS) else Form.PLAN


def sets_for(kind: str, day: dt.date, old: str) -> tuple[Offered, ...]:
    """The sets a school of this kind may make its plan under on a day (bộ có thể chọn): the one in force first, then
    the one it comes from. Empty where no set is held for the kind and the old one is unknown."""
    fitting = [each for each in all_sets() if each.id in FRAMEWORK_NAMES and _fits(each, kind, old)]
    in_force = [each for each in reversed(fitting) if each.in_force(day)]
    others = [each for each in reversed(fitting) if not each.in_force(day) and each.id != old]
    own = [each for each in fitting if each.id == old and each not in in_force]
    return tuple(_offered(each, day) for each in (*in_force, *own, *others))


def _fits(entry: StandardSet, kind: str, old: str) -> bool:
    """Whether a set is of the kind of school; of a school that says no kind, of what its old set was of."""
    if kind:
        return kind in entry.school_types
    former = standard_set(old)
    return former is None or bool(set(former.school_types) & set(entry.school_types))


def _offered(entry: StandardSet, day: dt.date) -> Offered:
    caution = ""
    if entry.valid_to and entry.valid_to < day:
        caution = f"hết hiệu lực từ sau ngày {entry.valid_to:%d/%m/%Y}; chỉ giữ nếu giấy chứng nhận cũ còn hạn"
    elif day < entry.valid_from:
        caution = f"có hiệu lực từ ngày {entry.valid_from:%d/%m/%Y}, chưa có lúc đầu năm học này"
    return Offered(entry.id, set_name(entry.id), caution)


# --- where a criterion went -------------------------------------------------------------------------------------------


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
