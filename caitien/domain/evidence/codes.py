"""Codes of evidence (mã minh chứng): how a paper cites an item, in either world of standards.

The sets of 2018 write ``[Hn-a.b-cc]`` (CV 5932/BGDĐT-QLCL of 28/12/2018, as carried by schools' lists), Thông tư
57/2026 ``MC.a.b.cc`` (its Phụ lục IV). Neither was checked against the gazette.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class CodeStyle(StrEnum):
    """How a set of standards writes its codes (kiểu mã), as a person would show it."""

    BOX = "[Hn-a.b-cc]"  # the sets of 2018
    POINTS = "MC.a.b.cc"  # Thông tư 57/2026


@dataclass(frozen=True, slots=True)
class EvidenceCode:
    """A well-formed code (mã minh chứng): the code in full, the criterion it is of, its style, its number there."""

    text: str
    criterion: str
    style: CodeStyle
    ordinal: int


NUMBER: Final = r"(?!0+(?![0-9]))[0-9]{2,3}"  # of an item at its criterion: 01 is the first, no other script's digits
_CODE: Final = re.compile(
    rf"(?<![\w-])H(?P<box>[1-9][0-9]?)-(?P<a>[1-9])\.(?P<b>[1-9][0-9]?)-(?P<number>{NUMBER})(?![\w-])"
    rf"|(?<![\w.])MC\.(?P<a57>[1-9])\.(?P<b57>[1-9][0-9]?)\.(?P<number57>{NUMBER})(?!\w|\.[0-9])"
)
_FORMER: Final = re.compile(
    r"\[?H[0-9]{1,2}-[0-9]{1,2}(?:-[0-9]{1,2}-|\.[0-9]{1,2}\.[0-9]{1,2}-)[0-9]{2,3}\]?"
)  # of TT 42/2012 and older
_NEARLY_BOX: Final = re.compile(r"H0?([0-9]{1,2})[-.]0?([1-9])[-.]0?([1-9][0-9]?)[-.]0*([1-9][0-9]{0,2})")
_NEARLY_POINTS: Final = re.compile(r"MC[.-]?0?([1-9])[.-]0?([1-9][0-9]?)[.-]0*([1-9][0-9]{0,2})")
_STOPS: Final = (".", ";", "!", "?", "…")
_CRITERION: Final = re.compile(r"([1-9])\.([1-9][0-9]?)")
LARGEST: Final = 999  # the highest number a criterion can give


def codes_in(text: str) -> Iterator[EvidenceCode]:
    """The well-formed codes in a text, in order (các mã trong lời), of either style; linear in the text.

    A box code is given with its brackets, whether it has a pair of its own or shares one: "[H1-1.1-01; H1-1.1-02]".
    """
    if "-" not in text and "MC." not in text:  # most texts, at a glance
        return iter(())
    return map(_code, _CODE.finditer(text))


def _code(found: re.Match[str]) -> EvidenceCode:
    if found["box"]:
        criterion = f"{found['a']}.{found['b']}"
        return EvidenceCode(f"[{found[0]}]", criterion, CodeStyle.BOX, int(found["number"]))
    criterion = f"{found['a57']}.{found['b57']}"
    return EvidenceCode(found[0], criterion, CodeStyle.POINTS, int(found["number57"]))


def mended_code(text: str) -> str:
    """A code written nearly as it should be, set right (sửa kiểu mã): zeros Excel dropped or a hand added, blanks,
    small letters, missing brackets; "" where it can be no code of ours."""
    plain = re.sub(r"\s+", "", text).strip("[]").upper()
    if found := _NEARLY_BOX.fullmatch(plain):
        return write_code(CodeStyle.BOX, f"{int(found[2])}.{int(found[3])}", int(found[4]), str(int(found[1])))
    found = _NEARLY_POINTS.fullmatch(plain)
    return write_code(CodeStyle.POINTS, f"{int(found[1])}.{int(found[2])}", int(found[3])) if found else ""


def code_style(framework: str) -> CodeStyle | None:
    """The style a set of standards wants (kiểu mã của bộ tiêu chuẩn), None where the set is unknown."""
    if not framework:
        return None
    return CodeStyle.POINTS if framework.startswith("tt57") else CodeStyle.BOX


def write_code(style: CodeStyle, criterion: str, ordinal: int, box: str = "") -> str:
    """The code of a number at a criterion (viết mã). ``box``: the box it lies in, usually the standard. A number above
    99 has three digits."""
    if style is CodeStyle.POINTS:
        return f"MC.{criterion}.{ordinal:02d}"
    return f"[H{box or criterion.partition('.')[0]}-{criterion}-{ordinal:02d}]"


def number_above(given: Collection[int]) -> int | None:
    """The number the next item of a criterion gets (số tiếp theo): one above the highest ever given, so that none is
    given again. Where that one is the last there is (one typed 999), above the highest that has room above it; None
    where none has. Linear."""
    there = set(given)
    return next(
        (last + 1 for last in sorted({0, *there}, reverse=True) if last < LARGEST and last + 1 not in there), None
    )


def box_of(code: str) -> str:
    """The box of a code of 2018 (hộp minh chứng), "" of another."""
    found = _CODE.search(code)
    return (found["box"] or "") if found else ""


def place_of_code(criterion: str, ordinal: int) -> str:
    """Where an item stands in the list (thứ tự), as text that sorts: 1.10 after 1.9, and those of no criterion last."""
    found = _CRITERION.fullmatch(criterion)
    return f"{int(found[1]):02d}.{int(found[2]):02d}.{ordinal:04d}" if found else "~"


def citing(text: str, codes: Iterable[str]) -> str:
    """A sentence that cites the codes as their world does (dẫn mã): in round brackets before the stop and joined by
    ", " (TT 57), in square ones joined by "; " (2018). Those it cites already are not cited twice."""
    cited = {code.text for code in codes_in(text)}
    new = [code for code in dict.fromkeys(codes) if code not in cited]
    points = ", ".join(code for code in new if not code.startswith("["))
    boxes = "; ".join(code for code in new if code.startswith("["))
    added = " ".join(filter(None, (f"({points})" if points else "", boxes)))
    if not added:
        return text
    whole = text.rstrip()
    said = whole[:-1] if whole.endswith(_STOPS) else whole
    return f"{said.rstrip()} {added}{whole[len(said) :]}".strip()
