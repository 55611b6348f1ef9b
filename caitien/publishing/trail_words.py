"""How what is made known and shown is said (cách kể): verbs and fields of the audit trail."""

from typing import Final

from caitien.access.trail.words import Deed, TrailWords

WORDS: Final = TrailWords(
    deeds={
        "telling.record": (
            Deed("ghi phổ biến {told_paper} tới {told_to}", told="told_to"),
            Deed("bỏ lần phổ biến {told_paper}"),
        ),
        "telling.read": (Deed("xác nhận đã đọc {told_paper}"),),
        "publication.prepare": (
            Deed("bắt đầu hoặc trình công khai {public_item}", told="public_item"),
            Deed("soạn mục công khai"),
        ),
        "publication.approve": (
            Deed("duyệt công khai {public_item}, lần {edition}", told="edition"),
            Deed("trả lại mục công khai {public_item}"),
        ),
        "publication.remove": (Deed("gỡ mục công khai {public_item}"),),
        "feedback.answer": (Deed("xử lý một góp ý của người ngoài"),),
    },
    fields={
        "told_paper": "Văn bản",
        "told_to": "Tới ai",
        "told_by": "Cách phổ biến",
        "told_on": "Ngày phổ biến",
        "told_reached": "Số người",
        "told_basis": "Căn cứ phổ biến",
        "public_item": "Mục công khai",
        "edition": "Lần công khai",
        "line_hidden": "Dòng không nêu",
        "columns_left_out": "Cột không nêu",
        "settled": "Xử lý dữ liệu cá nhân",
        "settled_as": "Thay bằng",
        "fact_assessment": "Kết quả tự đánh giá",
        "fact_level": "Mức, công nhận",
        "fact_certificate": "Giấy chứng nhận",
        "feedback_state": "Tình trạng góp ý",
        "feedback_answer": "Trả lời góp ý",
    },
)
