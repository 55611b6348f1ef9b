"""Sets of standards (bộ tiêu chuẩn đánh giá): which criteria a school is held to, and since when.

The product ships codes, titles, levels, letters of indicators and which criteria are mandatory; the wording of the
circulars comes from a file the user gives (:func:`load_file`). Nothing here was checked against the gazette, and each
set says so in ``checked_against_gazette``.
"""

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

import msgspec

from caitien.domain.papers.json_faults import decoded, sentence
from caitien.domain.refused import Faults, faults
from caitien.domain.texts.folding import clean

_DATA: Final = Path(__file__).parents[1] / "data" / "standards"
WHOLE: Final = "*"  # the letter of a level's only indicator, which has none on paper


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One indicator (chỉ báo) of a criterion at a level; ``WHOLE`` where it has but one. ``text`` may be unknown."""

    letter: str
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """A criterion (tiêu chí). ``levels`` is empty where only the title is known: such a criterion gives no verdict."""

    code: str  # "1.10"
    title: str
    mandatory: bool = False
    levels: Mapping[int, tuple[Indicator, ...]] = field(default_factory=dict)
    suggested_evidence: str = ""  # minh chứng gợi ý
    quantitative_indicators: tuple[str, ...] = ()  # chỉ số định lượng

    @property
    def worded(self) -> bool:
        """Whether the wording of the indicators is at hand (có nguyên văn)."""
        return any(indicator.text for indicators in self.levels.values() for indicator in indicators)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standard:
    """A standard (tiêu chuẩn) and its criteria."""

    code: int
    title: str
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A clause that makes up level 4 of the 2018 sets (khoản của Điều 22)."""

    code: str
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardSet:
    """A set of standards (bộ tiêu chuẩn), as one circular gives it for some types of schools."""

    id: str  # "tt18-2018"
    circular: str
    school_types: tuple[str, ...]
    valid_from: dt.date
    valid_to: dt.date | None = None  # the last day in force
    checked_against_gazette: bool = False
    standards: tuple[Standard, ...]
    level4: tuple[Clause, ...] = ()

    @property
    def criteria(self) -> Iterator[Criterion]:
        """Every criterion, in the order of the circular."""
        return (criterion for standard in self.standards for criterion in standard.criteria)

    @property
    def worded(self) -> bool:
        """Whether any wording is at hand (có nguyên văn)."""
        return any(criterion.worded for criterion in self.criteria)

    def standard(self, code: int) -> Standard | None:
        """The standard of this number."""
        return next((standard for standard in self.standards if standard.code == code), None)

    def criterion(self, code: str) -> Criterion | None:
        """The criterion of this code ("1.10")."""
        return next((criterion for criterion in self.criteria if criterion.code == code), None)

    def in_force(self, day: dt.date) -> bool:
        """Whether the set was in force on this day (còn hiệu lực)."""
        return self.valid_from <= day <= (self.valid_to or dt.date.max)


@dataclass(frozen=True, slots=True)
class Link:
    """Where a criterion of an older set may have gone (tiêu chí tương ứng): a proposal a person confirms.

    ``review`` marks those with more than one plausible home.
    """

    old: str
    new: tuple[str, ...]
    review: bool


# --- what is shipped --------------------------------------------------------------------------------------------------


@cache
def standard_set(set_id: str) -> StandardSet | None:
    """The shipped set of this id (bộ tiêu chuẩn), read from its file at the first call; None if there is none."""
    if set_id not in set_ids():
        return None
    return msgspec.json.decode((_DATA / f"{set_id}.json").read_bytes(), type=StandardSet, strict=False)


@cache
def criterion_names(set_id: str) -> Mapping[str, str]:
    """Code of a criterion → its title (tên tiêu chí), of a shipped set; empty where there is no such set."""
    found = standard_set(set_id)
    return {criterion.code: criterion.title for criterion in found.criteria} if found else {}


def all_sets() -> tuple[StandardSet, ...]:
    """Every shipped set, oldest first."""
    found = filter(None, map(standard_set, set_ids()))
    return tuple(sorted(found, key=lambda entry: (entry.valid_from, entry.id)))


@cache
def set_ids() -> frozenset[str]:
    """The ids of the shipped sets."""
    return frozenset(path.stem for path in _DATA.glob("*.json"))


@cache
def links(old: str, new: str) -> tuple[Link, ...]:
    """How the criteria of one set go over into another (bảng chuyển tiêu chí), proposed; empty if unknown."""
    path = _DATA / "links" / f"{old}_{new}.json"
    if not {old, new} <= set_ids() or not path.exists():
        return ()
    rows = msgspec.json.decode(path.read_bytes())["rows"]
    return tuple(Link(row["from"], tuple(row["to"]), row["review"]) for row in rows)


# --- what the user gives ----------------------------------------------------------------------------------------------


def load_file(data: bytes) -> StandardSet | Faults:
    """A set from a user's file (nhập bộ tiêu chuẩn), in the form of the shipped ones with the wording filled in."""
    record = decoded(data)
    if isinstance(record, str):
        return faults(record)
    try:
        given = msgspec.convert(_canonical(record), StandardSet, strict=False)
    except msgspec.ValidationError as fault:
        return faults(sentence(fault))
    problems = tuple(problem for check in _CHECKS for problem in check(given))
    return faults(*problems) if problems else given


def _canonical(value: object) -> object:
    """A decoded value with every text in canonical form: circulars are copied from PDFs with their accents apart."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, list):
        return [_canonical(part) for part in value]
    if isinstance(value, dict):
        return {name: _canonical(part) for name, part in value.items()}
    return value


def _odd_id(given: StandardSet) -> Iterator[str]:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", given.id):
        yield f"id: “{given.id}” chỉ được gồm chữ thường không dấu, chữ số và dấu nối, ví dụ tt18-2018."


def _no_criteria(given: StandardSet) -> Iterator[str]:
    if not any(given.criteria):
        yield "standards: chưa có tiêu chí nào."


def _dates_reversed(given: StandardSet) -> Iterator[str]:
    if given.valid_to and given.valid_to < given.valid_from:
        yield "valid_to: ngày hết hiệu lực đứng trước ngày có hiệu lực (valid_from)."


def _codes_twice(given: StandardSet) -> Iterator[str]:
    standards = Counter(f"tiêu chuẩn {standard.code}" for standard in given.standards)
    criteria = Counter(f"tiêu chí {criterion.code}" for criterion in given.criteria)
    yield from (f"{name}: có {times} lần." for name, times in (standards + criteria).items() if times > 1)


def _criteria_astray(given: StandardSet) -> Iterator[str]:
    for standard in given.standards:
        for criterion in standard.criteria:
            if not re.fullmatch(rf"{standard.code}\.[1-9]\d?", criterion.code):
                wanted = f"mã cần có dạng {standard.code}.n vì nằm trong tiêu chuẩn {standard.code}"
                yield f"tiêu chí {criterion.code}: {wanted}."


def _indicators_twice(given: StandardSet) -> Iterator[str]:
    for criterion in given.criteria:
        for level, indicators in criterion.levels.items():
            letters = [indicator.letter for indicator in indicators]
            if not letters or len(set(letters)) < len(letters):
                yield f"tiêu chí {criterion.code}, mức {level}: chỉ báo trống hoặc trùng chữ cái."


def _other_criteria_than_shipped(given: StandardSet) -> Iterator[str]:
    shipped = standard_set(given.id)
    if shipped is None:
        return
    ours, theirs = ({criterion.code for criterion in one.criteria} for one in (shipped, given))
    if ours != theirs:
        odd = ", ".join(sorted(ours ^ theirs))
        yield f"Bộ {given.id} đã có sẵn với các tiêu chí khác ({odd}). Hãy đặt id khác, hoặc kiểm tra lại tệp."


_CHECKS: Final[tuple[Callable[[StandardSet], Iterator[str]], ...]] = (
    _odd_id,
    _no_criteria,
    _dates_reversed,
    _codes_twice,
    _criteria_astray,
    _indicators_twice,
    _other_criteria_than_shipped,
)
