"""The lists of evidence that are written (danh mục minh chứng): their exact columns, and what each row says.

The 7 columns of the sets of 2018 (CV 5932/BGDĐT-QLCL) and the 5 of Thông tư 57/2026, Phụ lục IV; neither was checked
against the gazette. A list sent up has exactly those; the school's inner list has more behind them.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from caitien.domain.evidence.codes import CodeStyle
from caitien.domain.evidence.listed import EvidenceItem
from caitien.domain.paper import Letterhead


class Reach(StrEnum):
    """How far a list goes (danh mục cho ai): out of the school in the ministry's columns, or within it with all."""

    SENT = "sent"
    INNER = "inner"


@dataclass(frozen=True, slots=True)
class ListColumn:
    """One column (cột): the field it shows, its heading, how wide beside the others."""

    field: str
    heading: str
    width: int


BOX_COLUMNS: Final = (
    ListColumn("criterion", "Tiêu chí", 14),
    ListColumn("number", "Số TT", 8),
    ListColumn("code", "Mã minh chứng", 20),
    ListColumn("name", "Tên minh chứng", 60),
    ListColumn(
        "issued",
        "Số, ngày ban hành hoặc thời điểm khảo sát, điều tra, phỏng vấn, quan sát,…",
        36,
    ),
    ListColumn("issuer", "Nơi ban hành hoặc nhóm, cá nhân thực hiện", 34),
    ListColumn("note", "Ghi chú", 24),
)
POINT_COLUMNS: Final = (
    ListColumn("number", "TT", 8),
    ListColumn("code", "Mã minh chứng", 20),
    ListColumn("name", "Tên minh chứng", 70),
    ListColumn("location", "Định dạng, vị trí lưu trữ hoặc đường dẫn điện tử", 50),
    ListColumn("note", "Ghi chú", 30),
)
_KEEPER: Final = ListColumn("keeper", "Người phụ trách", 24)
_STATE: Final = ListColumn("state", "Trạng thái", 16)
_BOX_INNER: Final = (ListColumn("location", "Vị trí lưu trữ hoặc đường dẫn điện tử", 30), _KEEPER, _STATE)
_POINT_INNER: Final = (
    _KEEPER,
    _STATE,
    ListColumn("criterion", "Tiêu chí sử dụng", 16),
    ListColumn("issued", "Số, ngày ban hành hoặc thời điểm", 28),
    ListColumn("issuer", "Nơi ban hành", 28),
)
OWN: Final = "extra."  # before the heading of a column of the school's own
_OWN_WIDTH: Final = 18
TITLE: Final = "Danh mục minh chứng"


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceList:
    """A list to be written (danh mục): its head, its rows in order; ``links``: code → the address it leads to."""

    style: CodeStyle
    reach: Reach
    school: str
    head: Letterhead
    rows: tuple[EvidenceItem, ...]
    subject: str = ""
    links: dict[str, str] = field(default_factory=dict)


def columns_of(wanted: EvidenceList) -> tuple[ListColumn, ...]:
    """The columns of a list (các cột): the ministry's, and of an inner one also ours and the school's own."""
    sent, inner = (BOX_COLUMNS, _BOX_INNER) if wanted.style is CodeStyle.BOX else (POINT_COLUMNS, _POINT_INNER)
    if wanted.reach is Reach.SENT:
        return sent
    headings = dict.fromkeys(heading for row in wanted.rows for heading in row.extra)
    return (*sent, *inner, *(ListColumn(f"{OWN}{heading}", heading, _OWN_WIDTH) for heading in headings))


def texts_of(rows: Iterable[EvidenceItem], columns: Sequence[ListColumn]) -> Iterator[tuple[str, ...]]:
    """The cells of each row (các ô). Linear."""
    for number, row in enumerate(rows, start=1):
        yield tuple(_text(row, column.field, number) for column in columns)


def _text(row: EvidenceItem, name: str, number: int) -> str:
    if name == "number":
        return str(number)
    if name == "criterion":
        return "; ".join(filter(None, (row.criterion, *row.also)))
    if name.startswith(OWN):
        return row.extra.get(name.removeprefix(OWN), "")
    text: str = getattr(row, name)
    return text
