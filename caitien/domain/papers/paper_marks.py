"""Marks of ours on a printed paper (dấu trên bản in): no words of the paper; said and recognised in one place."""

import re
from dataclasses import dataclass
from typing import Final

DEMO: Final = "BẢN MẪU – KHÔNG CÓ GIÁ TRỊ"
_CODE: Final = "Mã văn bản trên CảiTiến: "
_ADDRESS: Final = "Xem bản mới nhất trên CảiTiến: "
_IS_CODE: Final = r"[0-9A-Z]+(?:-[0-9A-Z]+)*"
_IS_ADDRESS: Final = r"https?://[!-~]+"
_OURS: Final = re.compile(rf"(?:{re.escape(DEMO)}|{re.escape(_CODE)}{_IS_CODE}|{re.escape(_ADDRESS)}{_IS_ADDRESS})")


@dataclass(frozen=True, slots=True)
class Marks:
    """What is put on a paper beside its words (dấu): none of it is part of the Paper, and reading leaves it out.

    ``demo`` marks every page as a sample without value; ``code`` (capitals, figures, dashes) and ``address`` (of the
    page that tells whether this print is the latest) stand with a QR of the address at the paper's end. ValueError
    where code or address could not be told from words of the paper.
    """

    demo: bool = False
    code: str = ""
    address: str = ""

    def __post_init__(self) -> None:
        for text, wanted in ((self.code, _IS_CODE), (self.address, _IS_ADDRESS)):
            if text and not re.fullmatch(wanted, text):
                raise ValueError(text)

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines at the paper's end (dòng cuối văn bản); () where it has no code."""
        if not self.code:
            return ()
        return (f"{_CODE}{self.code}", *([f"{_ADDRESS}{self.address}"] if self.address else []))

    @property
    def scanned(self) -> str:
        """What its QR holds (nội dung mã QR): the address, or the code where there is none."""
        return self.address or self.code


NO_MARKS: Final = Marks()


def is_mark(line: str) -> bool:
    """Whether a line, in canonical form, is a mark of ours (dòng do phần mềm in thêm) and no word of the paper."""
    return _OURS.fullmatch(line) is not None
