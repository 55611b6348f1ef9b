"""Kinds of paper (loại văn bản): whether a file is of improvement, and if not, what it is and what it is good for.

:class:`caitien.domain.paper.Form` says which of the three improvement papers an improvement paper is.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from caitien.domain.field_names import FORM_NAMES


class PaperKind(StrEnum):
    """What a file is (loại văn bản), as told by its title, its subject and its tables."""

    IMPROVEMENT = "cai-tien"  # an improvement plan, a report on one, or Biểu 2: the paper's form says which
    SELF_ASSESSMENT = "tu-danh-gia"  # báo cáo tự đánh giá of the 2018 sets
    SELF_ASSESSMENT_TT57 = "bieu-1"  # the same by Biểu 1 of Thông tư 57/2026
    EVIDENCE_LIST = "danh-muc-minh-chung"
    OTHER_PLAN = "ke-hoach-khac"
    DECISION = "quyet-dinh"
    MINUTES = "bien-ban"
    LETTER = "cong-van"  # công văn, tờ trình, thông báo, giấy mời
    OTHER = "van-ban-khac"  # another paper of a school: report on something else, list, regulation
    FOREIGN = "khong-phai-van-ban-truong"  # nothing tells that a school issued it

    @property
    def is_official(self) -> bool:
        """Whether thể thức (Nghị định 30/2020) can be asked of it."""
        return self not in (PaperKind.EVIDENCE_LIST, PaperKind.FOREIGN)


OFFICIAL: Final = frozenset(kind for kind in PaperKind if kind.is_official)
KIND_NAMES: Final[Mapping[PaperKind, str]] = {
    PaperKind.IMPROVEMENT: "văn bản cải tiến chất lượng",
    PaperKind.SELF_ASSESSMENT: "báo cáo tự đánh giá",
    PaperKind.SELF_ASSESSMENT_TT57: "báo cáo tự đánh giá theo Biểu 1, Thông tư 57/2026",
    PaperKind.EVIDENCE_LIST: "danh mục minh chứng",
    PaperKind.OTHER_PLAN: "kế hoạch khác của nhà trường, không phải kế hoạch cải tiến chất lượng",
    PaperKind.DECISION: "quyết định",
    PaperKind.MINUTES: "biên bản",
    PaperKind.LETTER: "công văn, thông báo hoặc tờ trình",
    PaperKind.OTHER: "văn bản khác của nhà trường, không phải kế hoạch hay báo cáo cải tiến chất lượng",
    PaperKind.FOREIGN: "chưa thấy là văn bản của nhà trường",
}
KIND_USES: Final[Mapping[PaperKind, str]] = {  # what a school may do with a file of another kind
    PaperKind.SELF_ASSESSMENT: "Có thể lấy các điểm yếu trong báo cáo này làm căn cứ lập kế hoạch cải tiến.",
    PaperKind.SELF_ASSESSMENT_TT57: "Có thể lấy các điểm hạn chế trong báo cáo này làm căn cứ lập kế hoạch cải tiến.",
    PaperKind.EVIDENCE_LIST: "Có thể nhập danh mục này vào phần minh chứng.",
    PaperKind.DECISION: "Nếu là quyết định lập hội đồng, có thể lấy tên các thành viên hội đồng từ đây.",
    PaperKind.MINUTES: "Có thể lưu biên bản này làm minh chứng cho một việc của kế hoạch.",
    PaperKind.LETTER: "Có thể lưu văn bản này làm minh chứng hoặc căn cứ của kế hoạch.",
    PaperKind.OTHER_PLAN: "Có thể lưu kế hoạch này làm minh chứng; các dòng của nó không nhận vào kế hoạch cải tiến.",
    PaperKind.OTHER: "Có thể lưu văn bản này làm minh chứng; nó không có dòng kế hoạch cải tiến nào để nhận vào.",
    PaperKind.FOREIGN: "Hãy xem có chọn đúng tệp không.",
}


def kind_name(kind: PaperKind, form: str) -> str:
    """What a file is, as a heading: "Báo cáo tự đánh giá"; an improvement paper by its form."""
    words = FORM_NAMES[form] if kind is PaperKind.IMPROVEMENT else KIND_NAMES[kind]
    return words[0].upper() + words[1:]


def kind_sentence(kind: PaperKind) -> str:
    """What a file is, as a sentence for people."""
    if kind is PaperKind.FOREIGN:
        return "Chưa thấy tệp này là văn bản của nhà trường."
    return f"Đây là {KIND_NAMES[kind]}."


def kind_and_use(kind: PaperKind) -> str:
    """What a file of another kind is and what a school may do with it, for people; "" for an improvement paper."""
    return "" if kind is PaperKind.IMPROVEMENT else f"{kind_sentence(kind)} {KIND_USES[kind]}"
