"""A line of the list of evidence (dòng danh mục minh chứng), as a file says it."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceItem:
    """One line of the list of evidence (dòng danh mục minh chứng), verbatim. ``code`` is "" where the cell is empty."""

    criterion: str = ""  # "1.1", the one it is listed under
    also: tuple[str, ...] = ()  # further criteria the same cell names: "1.1; 3.1"
    code: str = ""  # "[H1-1.1-01]", "MC.1.1.01"
    name: str = ""
    issued: str = ""  # số, ngày ban hành hoặc thời điểm khảo sát
    issuer: str = ""  # nơi ban hành hoặc nhóm, cá nhân thực hiện
    location: str = ""  # định dạng, vị trí, đường dẫn (danh mục 5 cột)
    note: str = ""
    keeper: str = ""  # người phụ trách, as written
    state: str = ""  # trạng thái, as written: "có", "đang", "chưa"
    place: str = ""  # where it stands in its file, in words
    extra: Mapping[str, str] = field(default_factory=dict)  # columns of the school's own, by their headings
