"""Official papers that are none of improvement (văn bản hành chính khác): minutes, the monitoring team's report, lists.

As plain as :class:`caitien.domain.paper.Paper`, and simpler: parts of prose and tables in order. Nobody reads them back
from Word; they are composed, printed and kept. What each kind says of itself is a table here: Nghị định 30/2020.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any, Final

import msgspec

from caitien.domain.paper import Letterhead

Json = dict[str, object]


ADDRESSED: Final = "Kính gửi:"  # how the heading that says to whom a letter goes begins


class OfficialKind(StrEnum):
    """Which paper (loại văn bản), as the key of what is issued."""

    MONITORING = "giam-sat"  # report of the monitoring team on a review
    MINUTES = "bien-ban"
    HAND_OVER = "ban-giao"  # minutes of a post that went from one person to another
    COUNCIL = "hoi-dong"  # list of the council, and who looks after which criteria
    PUBLIC = "cong-khai"  # what everyone may see, printed
    YEARLY_PIECE = "thuong-nien"  # a piece of the yearly report, to be pasted
    LETTER = "cong-van"  # a body above answers what its schools asked for
    SUMMARY = "tong-hop"  # a body above sums up what its schools sent


@dataclass(frozen=True, slots=True)
class OfficialForm:
    """What a kind says of itself (mẫu): its name, its symbol, who signs where, its last sentence.

    ``dated``: whether place and date stand at the top; minutes tell their day in their words. ``signed``: whether it is
    issued and signed, under a letterhead; else it is a print of what was, with its title and parts alone.
    ``letter``: an official letter (công văn) has no name; its subject stands below its number, and the heading of its
    first part says to whom it goes.
    """

    name: str  # as in a sentence
    title: str
    symbol: str  # "" where it bears no number of its own
    signer_title: str
    left_title: str = ""
    closing: str = ""
    dated: bool = True
    signed: bool = True
    letter: bool = False


OFFICIAL_FORMS: Final[Mapping[OfficialKind, OfficialForm]] = {
    OfficialKind.MONITORING: OfficialForm(
        name="báo cáo kết quả giám sát",
        title="BÁO CÁO",
        symbol="BC",
        signer_title="TỔ TRƯỞNG",
        closing="Trên đây là báo cáo kết quả giám sát của tổ giám sát./.",
    ),
    OfficialKind.MINUTES: OfficialForm(
        name="biên bản cuộc họp",
        title="BIÊN BẢN",
        symbol="BB",
        signer_title="CHỦ TRÌ",
        left_title="THƯ KÝ",
        dated=False,
    ),
    OfficialKind.HAND_OVER: OfficialForm(
        name="biên bản bàn giao",
        title="BIÊN BẢN",
        symbol="BB",
        signer_title="BÊN NHẬN",
        left_title="BÊN GIAO",
        dated=False,
    ),
    OfficialKind.COUNCIL: OfficialForm(
        name="danh sách hội đồng tự đánh giá", title="DANH SÁCH", symbol="", signer_title="CHỦ TỊCH HỘI ĐỒNG"
    ),
    OfficialKind.PUBLIC: OfficialForm(
        name="trang công khai", title="CÔNG KHAI", symbol="", signer_title="", signed=False
    ),
    OfficialKind.YEARLY_PIECE: OfficialForm(
        name="phần của báo cáo thường niên", title="", symbol="", signer_title="", signed=False
    ),
    OfficialKind.LETTER: OfficialForm(
        name="công văn trả lời", title="", symbol="", signer_title="THỦ TRƯỞNG CƠ QUAN", letter=True
    ),
    OfficialKind.SUMMARY: OfficialForm(
        name="báo cáo tổng hợp", title="BÁO CÁO", symbol="BC", signer_title="THỦ TRƯỞNG CƠ QUAN"
    ),
}
OFFICIAL_NAMES: Final[Mapping[str, str]] = {  # what a school issues: not what a body above writes
    kind.value: form.name
    for kind, form in OFFICIAL_FORMS.items()
    if form.signed and kind not in {OfficialKind.SUMMARY, OfficialKind.LETTER}
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialTable:
    """A table (bảng): headings with their share of the width in mm, and rows as texts."""

    headings: tuple[tuple[str, int], ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialPart:
    """A part (phần): its heading, its paragraphs, then its table, if any."""

    heading: str = ""
    paragraphs: tuple[str, ...] = ()
    table: OfficialTable | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialPaper:
    """What such a paper says (văn bản), verbatim; ``left_signer`` signs beside the signer of the letterhead, annexes
    (phụ lục) follow the signature on pages of their own."""

    kind: OfficialKind
    school: str = ""
    school_year: str = ""
    report: Letterhead = field(default_factory=Letterhead)
    left_signer: str = ""
    parts: tuple[OfficialPart, ...] = ()
    annexes: tuple[OfficialPart, ...] = ()

    @property
    def form(self) -> OfficialForm:
        """What its kind says of itself."""
        return OFFICIAL_FORMS[self.kind]


def official_json(paper: OfficialPaper) -> Json:
    """The paper as plain JSON values (văn bản → JSON), keys in the order of the fields."""
    return {name: _plain(value) for name, value in asdict(paper).items()}


def official_of(content: Json) -> OfficialPaper:
    """The paper of such JSON (JSON → văn bản). Raises msgspec.ValidationError where it is none."""
    return msgspec.convert(content, OfficialPaper)


def _plain(value: Any) -> Any:
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value.value if isinstance(value, StrEnum) else value
