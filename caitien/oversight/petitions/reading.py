"""What a petition says (lời kiến nghị → ai, bao nhiêu, tiêu chí nào): told by its words, set right by an officer."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz

from caitien.domain.texts.figures import read_figure
from caitien.domain.texts.folding import fold, one_line
from caitien.oversight.petitions.kinds import kind_of_petition

LONGEST_WHOM: Final = 250
ALIKE: Final = 85  # of 100: one request in two wordings
MOST_MONEY: Final = 10**15  # đồng; more is a slip of the pen
_MOST_WORDS: Final = 14  # of the name of a body
_LEADS: Final = frozenset(
    ("kính", "kiến", "nghị", "đề", "xuất", "mong", "muốn", "xin", "rất", "nhà", "trường", "được", "trân", "trọng")
)
_BODIES: Final = frozenset(
    ("ubnd", "ủy", "uỷ", "sở", "bộ", "phòng", "ban", "thành", "tỉnh", "hđnd", "hội", "các", "chính", "lãnh", "cấp")
)
_VERBS: Final = frozenset(
    (
        *("xem", "sớm", "quan", "tiếp", "bổ", "hỗ", "đầu", "mở", "tổ", "bàn", "xây", "sửa", "giao", "phê"),
        *("cần", "phối", "cho", "chỉ", "cung", "trang", "bố", "tăng", "có", "ban", "hướng", "tập", "nâng", "cải"),
        *("điều", "duyệt", "tham", "ưu", "thực", "triển", "rà", "tuyển", "mua", "lắp", "giúp", "giải", "cấp", "đẩy"),
    )
)
_NAMES_OF_LEVELS: Final = frozenset(("xã", "phường", "tỉnh", "huyện", "trên", "thành", "có"))
_MONEY: Final = re.compile(r"(?<![0-9.,])([0-9][0-9.,]{0,24})\s{0,3}(ty|ti|trieu|nghin|ngan)\b")
_WORTH: Final = {"ty": 10**9, "ti": 10**9, "trieu": 10**6, "nghin": 10**3, "ngan": 10**3}
_CRITERION: Final = re.compile(r"\btieu chi ([0-9]{1,2}\.[0-9]{1,2})\b")
_NOT_WORDS: Final = re.compile(r"[^a-z]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A petition as its words tell it (kiến nghị đọc được). ``money`` in đồng, None where none is named."""

    words: str
    mark: str
    kind: str
    whom: str
    criterion: str
    money: int | None


def read_petitions(texts: Iterable[str]) -> list[Read]:
    """The petitions of a paper (các kiến nghị), in their order. Linear."""
    return [read_petition(words) for words in texts]


def read_petition(words: str) -> Read:
    """One petition. Linear in its words."""
    found = _CRITERION.search(fold(words))
    return Read(
        words=words,
        mark=mark_of(words),
        kind=kind_of_petition(words),
        whom=whom_of(words),
        criterion=found[1] if found else "",
        money=money_of(words),
    )


def mark_of(words: str) -> str:
    """What two wordings of one petition share (dấu của lời): its letters, without accents, figures and stops."""
    return hashlib.sha256(_NOT_WORDS.sub(" ", fold(words)).strip().encode()).hexdigest()


def alike(one: str, other: str) -> bool:
    """Whether two petitions ask for one thing (cùng một kiến nghị), by their words in any order."""
    return bool(fuzz.token_sort_ratio(fold(one), fold(other), score_cutoff=ALIKE))


def whom_of(words: str) -> str:
    """The body a petition names at its head (gửi ai), as it writes it: "Kiến nghị UBND xã Mơ cấp…" → "UBND xã Mơ"; ""
    where it names none."""
    tokens = one_line(words).split()
    start = next((turn for turn, each in enumerate(tokens) if each.lower() not in _LEADS), len(tokens))
    if start == len(tokens) or tokens[start].lower() not in _BODIES:
        return ""
    named = list(_name(tokens[start : start + _MOST_WORDS + 1]))
    return " ".join(named)[:LONGEST_WHOM] if len(named) <= _MOST_WORDS else ""


def _name(tokens: list[str]) -> Iterator[str]:
    """The words up to the first verb; "cấp xã" and "các cấp" are part of a name."""
    for turn, token in enumerate(tokens):
        before = tokens[turn - 1].lower() if turn else ""
        after = tokens[turn + 1].lower() if turn + 1 < len(tokens) else ""
        makes = token.lower() == "tạo" and after == "điều"  # "tạo điều kiện"; "Đào tạo" is a name
        of_level = token.lower() == "cấp" and (before == "các" or after in _NAMES_OF_LEVELS)
        if turn and (makes or (token.lower() in _VERBS and not of_level)):
            return
        yield token.rstrip(",;:.")
        if token[-1] in ",;:.":
            return


def money_of(words: str) -> int | None:
    """The money a petition names (kinh phí nêu), in đồng: the largest sum in it; None where it names none."""
    found = [
        min(int(figure * _WORTH[unit]), MOST_MONEY)
        for text, unit in _MONEY.findall(fold(words))
        if (figure := read_figure(text.rstrip(".,"))) is not None
    ]
    return max(found, default=None)
