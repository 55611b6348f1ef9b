"""Which row a form means by its words (nhận ra dòng của biểu): a criterion by its code, a kind of school by its name or
letters, a commune by its name. Where two would do, neither is taken."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from caitien.domain.texts.folding import fold
from caitien.oversight.forms.values import RowFigures

_TOTAL: Final = re.compile(  # "cong" alone is also công: "Công nghệ thông tin" adds nothing up
    r"^(?:(?:tong|cong)(?= *(?:$|\())|(?:tong cong|(?:tong|cong) (?:so|chung|toan|cac|luot))\b"
    r"|toan (?:tinh|thanh pho|xa|phuong|huyen|nganh)\b)"
)
_TURN: Final = re.compile(r"^(?:\d{1,3}|[ivx]{1,4}|[a-h])[.)]\s+")
_CODE: Final = re.compile(r"(?<![\d.])\d{1,2}\.\d{1,2}[a-z]?(?![\d])")
_BEFORE: Final = re.compile(r"^(?:cac )?(?:truong |cap hoc |cap |ubnd |uy ban nhan dan )+")
_KIND_OF_PLACE: Final = re.compile(r"^(?:xa|phuong|thi tran|dac khu) ")
_LETTERS: Final[Mapping[str, str]] = {
    "mn": "mam non",
    "th": "tieu hoc",
    "thcs": "trung hoc co so",
    "thpt": "trung hoc pho thong",
    "gdtx": "giao duc thuong xuyen",
    "lien cap": "nhieu cap hoc",
    "nhieu cap": "nhieu cap hoc",
}


def says_total(label: str) -> bool:
    """Whether a row adds the others up (dòng cộng)."""
    return bool(_TOTAL.match(_folded(label)))


def row_for(label: str, rows: Sequence[RowFigures]) -> RowFigures | None:
    """The row a label means (dòng của nhãn), or None where there is none or not one alone. Linear in the rows."""
    wanted = _folded(label)
    if not wanted:
        return None
    for same in (_same_code, _same_name, _same_place):
        found = [row for row in rows if same(wanted, _folded(row.label))]
        if len(found) == 1:
            return found[0]
        if found:
            return None
    return None


def _folded(label: str) -> str:
    found = _TURN.sub("", fold(label)).strip(" :.-–+*")
    short = _BEFORE.sub("", found)
    return _LETTERS.get(short, short)


def _same_code(label: str, row: str) -> bool:
    code, own = _CODE.search(label), _CODE.match(row)
    return bool(code and own and code[0] == own[0])


def _same_name(label: str, row: str) -> bool:
    return label == row


def _same_place(label: str, row: str) -> bool:
    """A commune whose name stands without what kind of place it is."""
    return _KIND_OF_PLACE.sub("", label) == _KIND_OF_PLACE.sub("", row) and (
        not _KIND_OF_PLACE.match(label) or not _KIND_OF_PLACE.match(row)
    )
