"""How papers name levels, standards and criteria (mức, tiêu chuẩn, tiêu chí), in all the ways schools write them."""

import re
from dataclasses import dataclass

from caitien.documents.understanding.framework import is_title
from caitien.domain.texts.folding import fold, one_line

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5}
_COUNT = r"(?:(?:[ivx]{1,4}|\d{1,2})\s*[.)]\s*)?"  # a running number before the name
_LEVEL = re.compile(rf"^\W*{_COUNT}(?:cac )?(?:tieu chi )?muc(?: do)?\s*+:?\s*(\d|i{{1,3}}v?|iv)(?:\b|$)")
_LEVEL_INSIDE = re.compile(  # in a row merged over the table: "A. Cải tiến để đạt mức 2", "Đối với Mức 1"
    r"^(?:(?:[ivx]{1,4}|\d{1,2}|[a-z])\s*[.)]\s*)?(?:(?:cac|tieu chi|doi voi|cai tien|de|dat|noi dung|theo|o|phan) )+"
    r"muc(?: do)? (\d|i{1,3}|iv)$"
)
_STANDARD = re.compile(
    rf"^\W*{_COUNT}(?:tieu chuan|t\.?\s?chuan|tc(?=\s*\d+\s*(?:[:.-]\s*\D|$)))\s*+(?:so\s*+)?:?\s*"
    r"(\d{1,2}|i{1,3}|iv|v)\b(?!\s*[.,]\s*\d)"
)
CODE = re.compile(
    r"^\W*(?:(?P<word>tieu chi|tieu chuan|t\.?\s?chi|tchi|t/c|tc|chi bao|tieu chi so)\s*+[:.]?\s*)?"
    r"(?P<standard>\d{1,2})\s*[.,]\s*(?P<number>\d{1,2})(?![\d/]|[.,]\d{3}|\s*[%‰])"
)
_FIGURE = re.compile(r"[\W\d_]*(?:(?:x|v|kg|m|cm|m2|đ|tr|em|hs|gv|lớp|cháu|người|phòng|bộ|cái|tiết)\b[\W\d_]*)?")
_REMARK = re.compile(r"(?:muc|chi bao)(?: do)? ?\w{1,3}")
_LONE = re.compile(r"^\W*tieu chi\s*+(?:so\s*+)?:?\s*(\d{1,2})\b(?!\s*[.,]\s*\d)")
_INSIDE = re.compile(r"\btieu chi\s*+(?:so\s*)?(\d{1,2})\s*\.\s*(\d{1,2})(?![\d/])")
_EVERY = re.compile(r"(?<![\d/.])(\d{1,2})\s*\.\s*(\d{1,2})(?![\d/]|\.\d)")
_HEAD = 90  # letters that are looked at; a name stands at the start
SHORT = 240  # letters; a longer text is prose and no name


@dataclass(frozen=True, slots=True)
class Code:
    """A criterion as named in a cell (mã tiêu chí)."""

    criterion: str
    standard: int
    several: bool = False  # the cell names more than one
    inferred: bool = False  # the standard's number was taken from the rows above


def level_of(text: str) -> int | None:
    """The level a group row names ("MỨC 1" → 1), or None."""
    found = _LEVEL.match(fold(text[:_HEAD])) if len(text) <= SHORT else None
    return (_ROMAN.get(found[1]) or int(found[1])) if found and (found[1] in _ROMAN or found[1].isdigit()) else None


def level_inside(text: str) -> int | None:
    """The level that the heading of a whole band of rows names in usual words ("Đối với Mức 1" → 1), or None."""
    found = _LEVEL_INSIDE.match(fold(text).strip(" .:;"))
    return (_ROMAN.get(found[1]) or int(found[1])) if found else None


def standard_of(text: str) -> tuple[int, str] | None:
    """Number and title a group row names ("Tiêu chuẩn 1: Tổ chức…" → 1, "Tổ chức…"), or None."""
    if len(text) > SHORT:
        return None
    line = one_line(text)
    found = _STANDARD.match(fold(line))  # folding keeps the places of letters in canonical text
    if not found:
        return None
    return _ROMAN.get(found[1]) or int(found[1]), line[found.end() :].strip(" .:;–—-)")


def code_of(text: str, standard: int | None = None) -> Code | None:
    """The criterion a cell names at its start ("Tiêu chí 1.10: …", "TC 1.10", "1.10"), or None.

    "Tiêu chí 3" alone is criterion 3 of the standard the rows stand under, and said to be inferred.
    """
    folded = fold(text[:_HEAD])
    found = CODE.match(folded)
    if found:
        number = int(found["standard"]), int(found["number"])
        if 0 in number or (not found["word"] and _is_prose(text, found)):
            return None
        criterion = f"{number[0]}.{number[1]}"
        others = {f"{int(a)}.{int(b)}" for a, b in _EVERY.findall(folded)} if len(text) <= SHORT else {criterion}
        return Code(criterion, number[0], several=len(others | {criterion}) > 1)
    lone = _LONE.match(folded) if standard is not None else None
    if lone and standard is not None:
        return Code(f"{standard}.{int(lone[1])}", standard, inferred=True)
    return None


def is_only_name(text: str, code: Code) -> bool:
    """Whether a cell names a criterion and says nothing else but its title, level or indicator."""
    found = CODE.match(fold(text[:_HEAD]))
    rest = fold(text)[found.end() :].strip(" .:;,-–()") if found else ""
    return not rest or is_title(rest, code.criterion) or _REMARK.fullmatch(rest) is not None


def numbered(number: str, standard: int | None) -> Code | None:
    """The criterion of that number under a standard ("4" under 2 → 2.4), or None without one."""
    return Code(f"{standard}.{int(number)}", standard) if standard is not None and 0 < int(number) < 100 else None


def _is_prose(text: str, found: re.Match[str]) -> bool:
    """Whether a bare number at the start is part of a sentence: "1.5 tỷ đồng", "2,5 điểm"; a code has a full stop, or
    its title behind it."""
    rest = text[found.end() :].lstrip()
    decimal = "," in found[0] and bool(rest) and not is_title(rest, f"{int(found['standard'])}.{int(found['number'])}")
    return decimal or (bool(rest) and rest[0].islower())


def code_inside(text: str) -> str:
    """The criterion a text speaks of ("… theo tiêu chí 1.4 …" → "1.4"), or ""."""
    if "." not in text:
        return ""
    found = _INSIDE.search(fold(text))
    return f"{int(found[1])}.{int(found[2])}" if found else ""


def is_figure(text: str) -> bool:
    """Whether a text is a number, a mark or a tick, maybe with a unit, and no words."""
    return _FIGURE.fullmatch(text.lower()) is not None
