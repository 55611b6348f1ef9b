"""Evidence (minh chứng): a line of the list, and the codes by which papers cite it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceItem:
    """One line of the list of evidence (dòng danh mục minh chứng), verbatim. ``code`` is "" where the cell is empty."""

    criterion: str = ""  # "1.1", the one it is listed under
    code: str = ""  # "[H1-1.1-01]", "MC.1.1.01"
    name: str = ""
    issued: str = ""  # số, ngày ban hành hoặc thời điểm khảo sát
    issuer: str = ""  # nơi ban hành hoặc nhóm, cá nhân thực hiện
    location: str = ""  # định dạng, vị trí, đường dẫn (danh mục 5 cột)
    note: str = ""
    place: str = ""  # where it stands in its file, in words


class CodeStyle(StrEnum):
    """How a set of standards writes its codes (kiểu mã), as a person would show it."""

    BOX = "[Hn-a.b-cc]"  # the sets of 2018
    POINTS = "MC.a.b.cc"  # Thông tư 57/2026


@dataclass(frozen=True, slots=True)
class EvidenceCode:
    """A well-formed code (mã minh chứng): the code in full, the criterion it is of, its style."""

    text: str
    criterion: str
    style: CodeStyle


_CODE: Final = re.compile(
    r"(?<![\w-])H(?P<box>[1-9]\d?)-(?P<a>[1-9])\.(?P<b>[1-9]\d?)-(?P<number>\d{2,3})(?![\w-])"
    r"|(?<![\w.])MC\.(?P<a57>[1-9])\.(?P<b57>[1-9]\d?)\.(?P<number57>\d{2,3})(?!\w|\.\d)"
)


def codes_in(text: str) -> Iterator[EvidenceCode]:
    """The well-formed codes in a text, in order (các mã trong lời), of either style; linear in the text.

    A box code is given with its brackets, whether it has a pair of its own or shares one: "[H1-1.1-01; H1-1.1-02]".
    """
    if "-" not in text and "MC." not in text:  # most texts, at a glance
        return iter(())
    return map(_code, _CODE.finditer(text))


def _code(found: re.Match[str]) -> EvidenceCode:
    if found["box"]:
        return EvidenceCode(f"[{found[0]}]", f"{found['a']}.{found['b']}", CodeStyle.BOX)
    return EvidenceCode(found[0], f"{found['a57']}.{found['b57']}", CodeStyle.POINTS)


def code_style(framework: str) -> CodeStyle | None:
    """The style a set of standards wants (kiểu mã của bộ tiêu chuẩn), None where the set is unknown."""
    if not framework:
        return None
    return CodeStyle.POINTS if framework.startswith("tt57") else CodeStyle.BOX
