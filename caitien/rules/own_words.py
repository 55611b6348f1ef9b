"""What a paper says of itself (văn bản tự nói): which schools it is of, and whether its school year is its own.

The set of standards and the school year of a paper are told by its reader, sometimes from little. Where the paper's own
words gainsay them, rules that build on them would blame it line by line for a mistake it did not make.
"""

import re
from collections.abc import Callable, Iterable
from typing import Final

from caitien.domain.official_forms.standing import school_type_of
from caitien.domain.standards import StandardSet
from caitien.domain.texts.folding import fold

_YOUNG: Final = "mam_non"
_CHILD: Final = re.compile(  # read with its accents: young children, not young teachers
    r"(?<!viên )(?<!tuổi )(?<!sức )(?<!thế hệ )(?<!bộ )(?<!tri )(?<!đoàn )\btrẻ\b(?! hóa| hoá)|\bcác cháu\b"
)
_PUPILS: Final = "học sinh"
_FEW: Final = 5  # times; who says a word less often may mean other people's children
_RATHER: Final = 3  # times as often as the other word
_CITING: Final = re.compile(
    r"^\W*can cu "
    r"|^(?!\W*kem theo ).*"
    r"\b(?:ke hoach|quyet dinh|cong van|bao cao|nghi quyet|thong bao|huong dan|chi thi|ket luan) so\b"
)
_STROKE: Final = re.compile(r" ?[-–—] ?")


def other_schools(standards: StandardSet, school: str, said: Callable[[], Iterable[str]]) -> str:
    """The type of school a paper speaks of where its set is for others (nói về trường khác loại): "mam_non", or "".

    ``said``: all it says, in small letters, piece by piece. By the words for children it uses throughout; by the
    school's own name only where there are few. Linear.
    """
    pupils, children = _times(said(), _PUPILS), _times(said(), "trẻ", "các cháu")
    if _is_said(children, pupils):  # else no word of them need be looked at
        children = sum(len(_CHILD.findall(piece)) for piece in said())
    is_young = _YOUNG in standards.school_types
    if _is_said(children, pupils):
        return "" if is_young else _YOUNG
    if _is_said(pupils, children):
        return _of_pupils(school) if is_young else ""
    named = school_type_of(school)
    known = named and (named == _YOUNG) != is_young
    return named if known else ""


def _times(said: Iterable[str], *words: str) -> int:
    return sum(piece.count(each) for piece in said for each in words)


def _is_said(one: int, other: int) -> bool:
    return one >= _FEW and one >= _RATHER * other


def _of_pupils(school: str) -> str:
    named = school_type_of(school)
    return named if named and named != _YOUNG else "tieu_hoc"


def is_own_year(year: str, subject: str, texts: Iterable[str]) -> bool:
    """Whether a school year is the paper's own (năm học của chính văn bản), not only that of papers it cites.

    ``subject``: what the paper says it is about; ``texts``: all it says. A year that stands in no text was told by
    whoever made the paper: it is its own. Linear.
    """
    if year in _STROKE.sub("-", subject):
        return True
    begins = year.partition("-")[0]
    lines = [line for text in texts if begins in text for line in _STROKE.sub("-", text).split("\n") if year in line]
    return not lines or any(not _CITING.search(fold(line)) for line in lines)
