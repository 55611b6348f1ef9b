"""What each table of a file was taken for, and why (cách hiểu từng bảng)."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from caitien.domain.place import Place


class TableUse(StrEnum):
    """What a table was taken for (bảng được hiểu là gì)."""

    PLAN = "plan"
    RESULTS = "results"
    PROBLEMS = "problems"
    REVIEWS = "reviews"
    ASSESSMENT = "assessment"  # strengths and limitations side by side
    LETTERHEAD = "letterhead"
    FOOT = "foot"
    WORDS = "words"  # lines of text set as a table
    EVIDENCE = "evidence"
    UNKNOWN = "unknown"  # quoted whole in a note


USE_NAMES: Final = {
    TableUse.PLAN: "bảng kế hoạch cải tiến",
    TableUse.RESULTS: "bảng kết quả thực hiện",
    TableUse.PROBLEMS: "bảng vấn đề cần cải tiến",
    TableUse.REVIEWS: "bảng theo dõi, đánh giá",
    TableUse.ASSESSMENT: "ưu điểm, hạn chế đặt cạnh nhau",
    TableUse.LETTERHEAD: "phần đầu văn bản",
    TableUse.FOOT: "nơi nhận và chữ ký",
    TableUse.WORDS: "lời văn đặt trong bảng",
    TableUse.EVIDENCE: "danh mục minh chứng",
    TableUse.UNKNOWN: "bảng chưa hiểu, trích nguyên trong ghi chú",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TableVerdict:
    """What one table was taken for (kết luận về một bảng).

    ``words`` says on which words of its headings, ``reasons`` what else spoke for it, ``against`` what spoke against
    it or against its being one of ours; all are Vietnamese, for people.
    """

    taken_for: TableUse
    place: Place = field(default_factory=Place)
    words: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
