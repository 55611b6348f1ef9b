"""Which row a form means by its words (nhận ra dòng của biểu): a criterion by its code, a kind of school by its name or
letters, a commune by its name. Where two would do, neither is taken."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from caitien.domain.texts.folding import fold
from caitien.oversight.forms.row import RowFigures

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


class Rows:
    """The rows of the figures by what they are called (các dòng số liệu): made once, asked for each row of a form."""

    def __init__(self, rows: Sequence[RowFigures]) -> None:
        self._by_code, self._by_name, self._by_place = (defaultdict[str, list[RowFigures]](list) for _ in range(3))
        for row in rows:
            name = _folded(row.label)
            if code := _CODE.match(name):
                self._by_code[code[0]].append(row)
            self._by_name[name].append(row)
            self._by_place[_KIND_OF_PLACE.sub("", name)].append(row)

    def of(self, label: str) -> RowFigures | None:
        """The row a label means (dòng của nhãn), or None where there is none or not one alone."""
        wanted = _folded(label)
        if not wanted:
            return None
        code = _CODE.search(wanted)
        found = (self._by_code.get(code[0]) if code else None) or self._by_name.get(wanted) or self._at(wanted)
        return found[0] if len(found) == 1 else None

    def _at(self, wanted: str) -> Sequence[RowFigures]:
        """Communes of that name; what kind of place it is stands in one of the two alone."""
        alike = self._by_place.get(_KIND_OF_PLACE.sub("", wanted), ())
        told = _KIND_OF_PLACE.match(wanted)
        return [row for row in alike if not (told and _KIND_OF_PLACE.match(_folded(row.label)))]


def _folded(label: str) -> str:
    found = _TURN.sub("", fold(label)).strip(" :.-–+*")
    short = _BEFORE.sub("", found)
    return _LETTERS.get(short, short)
