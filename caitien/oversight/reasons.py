"""Why a paper goes back (lý do trả lại): kinds people know, the rules that can find each, and the cell it is about."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from caitien.domain.refused import Refused

REASONS: Final[Mapping[str, str]] = {
    "part": "thiếu phần hoặc bảng",
    "head": "thiếu số, ngày hoặc chữ ký",
    "state": "dòng chưa rõ trạng thái",
    "tables": "hai bảng lệch nhau",
    "set": "sai năm học, sai bộ tiêu chuẩn hoặc sai mẫu",
    "name": "sai tên trường",
    "praise": "chỉ khen, chưa có số liệu",
    "other": "lý do khác",
}
_FOUND_BY: Final[Mapping[str, str]] = {  # rule → reason
    **dict.fromkeys(("P08",), "part"),
    **dict.fromkeys(("P01", "P02", "P06"), "head"),
    **dict.fromkeys(("T01",), "state"),
    **dict.fromkeys(("T08", "T09"), "tables"),
    **dict.fromkeys(("S09", "S10"), "set"),
    **dict.fromkeys(("P13", "P19"), "name"),
    **dict.fromkeys(("T04",), "praise"),
}
ADVICE: Final = frozenset({"praise"})  # no ground to send a paper back by itself
LONGEST_WORDS: Final = 1_000
MOST: Final = 60

NO_REASON: Final = Refused("Chưa có lý do nào nên chưa trả lại. Xin chọn ít nhất một lý do, hoặc ghi lý do khác.")
ADVICE_ONLY: Final = Refused("“Chỉ khen, chưa có số liệu” là lời nhắc, chưa đủ để trả lại. Xin thêm một lý do khác.")
BAD_REASON: Final = Refused("Có lý do không đọc được. Xin tải lại trang rồi chọn lại.")


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason (một lý do): its kind, what to mend, and the path of the cell, "" the paper as a whole."""

    kind: str
    words: str
    path: str = ""

    def as_json(self) -> dict[str, str]:
        """As it is kept."""
        return {"kind": self.kind, "words": self.words, "path": self.path}


def reason_kind(code: str) -> str:
    """The reason a rule's finding can be (mã quy tắc → lý do); "" where it is none."""
    return _FOUND_BY.get(code, "")


def unfit(reasons: Iterable[Reason]) -> Refused | None:
    """Why a paper cannot go back for these (chưa trả lại được), or None."""
    given = list(reasons)
    if not given:
        return NO_REASON
    if len(given) > MOST or any(each.kind not in REASONS or not 0 < len(each.words) <= LONGEST_WORDS for each in given):
        return BAD_REASON
    return ADVICE_ONLY if all(each.kind in ADVICE for each in given) else None
