"""Words of a state (chữ về mức độ thực hiện): Biểu 2's own three, and what schools write instead."""

import re
from collections.abc import Mapping
from typing import Final

from caitien.domain.paper import Status
from caitien.domain.texts.choices import ticked
from caitien.domain.texts.folding import fold

STATE_WORDS: Final[Mapping[Status, str]] = {  # the only three Biểu 2 of Thông tư 57/2026 knows
    Status.DONE: "Hoàn thành",
    Status.ONGOING: "Đang thực hiện",
    Status.NOT_STARTED: "Chưa hoàn thành",
}
STATE_COLUMNS: Final = {  # the official columns, and what stands there when a person only names the state
    Status.NOT_STARTED.value: "Chưa thực hiện.",
    Status.ONGOING.value: "Đang thực hiện.",
    Status.DONE.value: "Đã hoàn thành.",
}
_OWN: Final = {word: status for status, word in STATE_WORDS.items()}

_NOT_BEGUN: Final = r"\b(chua|khong) (hoan thanh|thuc hien|trien khai|bat dau|lam|xong|dat|tien hanh)\b"
_UNDER_WAY: Final = (
    r"\bdang (?!cho\b|doi\b)",
    r"\b(mot phan|phan lon|co ban|do dang|cham tien do)\b",
    r"\b(gan|sap) (xong|hoan thanh)|tiep tuc (thuc hien|trien khai)",
    r"(?<![\d.,])[1-9]\d?([.,]\d+)? ?%",
)

# Tried on the folded text, in order. The form's own "Chưa hoàn thành" stands whatever follows it. A part, a percentage
# below 100 or "cơ bản" is under way, never done. "Đã triển khai" without "xong", "không đạt", "chưa rõ" and "chờ …" say
# none of the three: they stay unstated, for a person to judge.
_SIGNS: Final = tuple(
    (re.compile(pattern), status)
    for pattern, status in (
        (r"^(khong dat|chua ro|chua xac dinh)\b", Status.UNSTATED),
        (r"^chua hoan thanh\b|^0 ?%", Status.NOT_STARTED),
        *((pattern, Status.ONGOING) for pattern in _UNDER_WAY),
        (_NOT_BEGUN, Status.NOT_STARTED),
        (r"\bda (hoan thanh|hoan tat|thuc hien|lam|xong|dat|trien khai xong)\b", Status.DONE),
        (r"^(hoan thanh|hoan tat|xong|dat|lam xong|thuc hien xong|trien khai xong)\b|^100 ?%", Status.DONE),
    )
)


_SHARE: Final = re.compile(  # "đã hoàn thành 2/3 công việc"
    r"\b(?:hoan thanh|xong|thuc hien|lam|dat)(?: duoc| xong)? (?P<part>\d{1,6}) ?/ ?(?P<whole>\d{1,6})\b(?! ?[/-])"
)


def status_of(text: str) -> Status:
    """The state some words tell (nhận mức độ từ chữ), UNSTATED where they do not say it plainly.

    "Đang thực hiện - 40%" → ONGOING, "Chưa bắt đầu" → NOT_STARTED, "Đã xong" → DONE, "Không đạt" → UNSTATED. Of boxes
    to tick, the one that is ticked tells; where none is, or several are, nothing is told.
    """
    if not text:
        return Status.UNSTATED
    chosen = ticked(text)
    if chosen is not None:
        return status_of(chosen[0]) if len(chosen) == 1 else Status.UNSTATED
    folded = fold(text)
    share = _SHARE.search(folded)
    if share and int(share["part"]) < int(share["whole"]):
        return Status.ONGOING
    return next((status for sign, status in _SIGNS if sign.search(folded)), Status.UNSTATED)


def state_cell(status: Status, words: str) -> str:
    """What the column "Mức độ thực hiện" prints (ô mức độ): the form's own word, then the paper's where they differ."""
    own = STATE_WORDS.get(status, "")
    return own if words in ("", own) else "\n".join(filter(None, [own, words]))


def read_state_cell(text: str) -> tuple[Status, str]:
    """The state and its words from such a cell (đọc ô mức độ): ``read_state_cell(state_cell(s, w)) == (s, w)``.

    That holds where words are there whenever a state is, and words without a state are not a state's words.
    A cell without the form's own word in its first paragraph is judged by :func:`status_of`.
    """
    first, _, rest = text.partition("\n")
    if first in _OWN:
        return _OWN[first], rest or first
    return status_of(text), text


_NOTHING: Final = frozenset(("", "-", "--", "...", "…", "khong", "khong co", "0", "/", "☐", "□", "◻", "o"))


def says_something(text: str) -> bool:
    """Whether the text of a state's column tells that state; a dash, an empty box or "không" does not."""
    return fold(text).strip(" .") not in _NOTHING and fold(text) not in _NOTHING
