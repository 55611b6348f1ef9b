"""How what is done in monitoring is said (cách kể): verbs, fields and codes of the audit trail."""

from typing import Final

from caitien.access.trail.words import Deed, TrailWords
from caitien.domain.tasks.work_state import WORK_STATE_NAMES
from caitien.reviews.models import Recommendation, Review, Verdict

_STEP: Final = frozenset({"review_state", "review"})

WORDS: Final = TrailWords(
    deeds={
        "panel.arrange": (
            Deed("ghi quyết định lập {panel}", told="decision"),
            Deed("bỏ {member} khỏi {panel}", "đưa {member} vào {panel}", "bỏ {member} khỏi {panel}", told="member"),
            Deed("ghi quyết định lập {panel}"),
        ),
        "panel.name_outsider": (Deed("cử người ngoài {member} vào {panel}"),),
        "review.prepare": (
            Deed("chuẩn bị đợt rà soát {review}", "chuẩn bị đợt rà soát {review}", "bỏ đợt rà soát {review}"),
        ),
        "review.open": (Deed("mở đợt rà soát {review}", implied=_STEP),),
        "review.sample": (Deed("thêm dòng để xem trong đợt {review}"),),
        "verdict.give": (Deed("ghi nhận định về {watched} trong đợt {review}"),),
        "verdict.answer": (Deed("trả lời nhận định về {watched} trong đợt {review}"),),
        "review.hand_in": (Deed("báo tổ giám sát đã xem xong đợt {review}", implied=_STEP),),
        "review.conclude": (
            Deed("kết luận chênh lệch của {watched} trong đợt {review}", told="watched"),
            Deed("kết luận đợt rà soát {review}", implied=_STEP),
        ),
        "review.close": (Deed("đóng đợt rà soát {review}", implied=_STEP),),
        "review.word": (Deed("viết lời báo cáo giám sát đợt {review}"),),
        "recommendation.make": (Deed("kiến nghị sau đợt rà soát {review}"),),
        "recommendation.answer": (Deed("trả lời kiến nghị {recommended}"),),
        "lesson.note": (Deed("ghi bài học sau đợt rà soát {review}"),),
        "review.reopen": (Deed("mở lại đợt rà soát {review}", implied=_STEP),),
    },
    fields={
        "panel": "Danh sách",
        "year": "Năm học",
        "decision": "Số quyết định",
        "member": "Họ tên",
        "post": "Chức danh",
        "position": "Chức vụ",
        "group": "Nhóm",
        "criteria": "Tiêu chí",
        "review": "Đợt",
        "review_state": "Tình trạng đợt",
        "first": "Từ ngày",
        "last": "Đến ngày",
        "content": "Nội dung theo dõi",
        "lines": "Số dòng được xem",
        "seed": "Số bốc",
        "more": "Thêm dòng",
        "watched": "Dòng",
        "says": "Nhận định",
        "seen": "Thấy",
        "how": "Cách xem",
        "photo": "Ảnh",
        "in_name_of": "Thay lời",
        "accepts": "Nhận",
        "ruled": "Trạng thái theo kết luận",
        "conclusion": "Kết luận",
        "reason": "Lý do",
        "method": "Cách làm",
        "remarks": "Nhận xét",
        "recommended": "Kiến nghị",
        "to": "Gửi",
        "by_when": "Trước ngày",
        "recommendation_state": "Tình trạng",
        "answered": "Trả lời",
        "lesson": "Bài học",
        "moment": "Thời điểm",
        "result": "Kết quả thực hiện",
        "reviewer": "Người đánh giá",
    },
    spoken={"verdict.give": "text", "verdict.answer": "text"},
    codes={
        "review_state": dict(Review.State.choices),
        "says": dict(Verdict.Says.choices),
        "how": dict(Verdict.How.choices),
        "recommendation_state": dict(Recommendation.State.choices),
        "seen": WORK_STATE_NAMES,
        "ruled": WORK_STATE_NAMES,
    },
    keys=frozenset({"verdict"}),
)
