"""How what is done in rounds is said (cách kể): verbs, fields and codes of the audit trail."""

from typing import Final

from caitien.access.trail.words import Deed, TrailWords

WORDS: Final = TrailWords(
    deeds={
        "roster.keep": (Deed("cập nhật danh bạ trường của {body_above}"),),
        "round.arrange": (
            Deed("gia hạn cho {asked_school} trong đợt báo cáo {round}", told="extended_to"),
            Deed("miễn cho {asked_school} trong đợt báo cáo {round}", told="exempt"),
            Deed("thôi miễn cho {asked_school} trong đợt báo cáo {round}", told="exempt_ended"),
            Deed("mở đợt báo cáo {round}", told="schools_asked"),
            Deed("chuyển đợt báo cáo {round} sang {round_state}", told="round_state"),
            Deed("soạn đợt báo cáo {round}"),
        ),
        "submission.send": (
            Deed("xác nhận đã xem yêu cầu của đợt báo cáo {round}", told="acknowledged"),
            Deed("nộp văn bản số {number} cho đợt báo cáo {round}"),
        ),
        "submission.invite": (
            Deed("thu hồi đường dẫn nộp của {asked_school} trong đợt báo cáo {round}", told="link_ended"),
            Deed("nhận văn bản {asked_school} gửi qua đường dẫn cho đợt báo cáo {round}", told="receipt"),
            Deed("mở đường dẫn nộp cho {asked_school} trong đợt báo cáo {round}"),
        ),
        "submission.file": (
            Deed("nhập văn bản của {asked_school} cho đợt báo cáo {round}", told="receipt"),
            Deed("chọn trường {asked_school} cho một tệp của đợt báo cáo {round}", told="chosen_for"),
            Deed("để riêng một tệp của đợt báo cáo {round}", told="bulk_aside"),
            Deed("cho đọc lại một tệp của đợt báo cáo {round}", told="bulk_again"),
            Deed("nhập {files_brought} vào đợt báo cáo {round}"),
        ),
        "submission.pass_on": (Deed("chuyển văn bản của {asked_school} lên cấp trên trong đợt báo cáo {round}"),),
        "token.arrange": (
            Deed("thu hồi mã truy cập {token_ended} của {body_above}", told="token_ended"),
            Deed("tạo mã truy cập {token_name} cho {body_above}"),
        ),
        "submission.note": (Deed("ghi chú về {asked_school} trong đợt báo cáo {round}"),),
        "petition.sort": (
            Deed("chuyển kiến nghị trong đợt báo cáo {round} đến {passed_to}", told="passed_to"),
            Deed("đóng kiến nghị trong đợt báo cáo {round}", told="closed_because"),
            Deed("phân loại kiến nghị trong đợt báo cáo {round}"),
        ),
        "petition.answer": (Deed("trả lời {petitions} kiến nghị trong đợt báo cáo {round}"),),
        "submission.judge": (
            Deed("cho soi các văn bản giống nhau của đợt báo cáo {round}", told="lens"),
            Deed("trả lại văn bản nộp cho đợt báo cáo {round}", told="returned_for"),
            Deed("nhận văn bản nộp cho đợt báo cáo {round}"),
        ),
    },
    fields={
        "round": "Đợt báo cáo",
        "round_state": "Trạng thái của đợt",
        "asked_school": "Trường được hỏi",
        "body_above": "Cơ quan",
        "extended_to": "Gia hạn đến",
        "exempt": "Lý do miễn",
        "exempt_ended": "Lý do thôi miễn",
        "schools_asked": "Số trường được hỏi",
        "acknowledged": "Đã xem",
        "link_ended": "Đường dẫn thu hồi",
        "sending_until": "Đường dẫn mở đến hết ngày",
        "returned_for": "Lý do trả lại",
        "again_by": "Nộp lại trước ngày",
        "roster_new": "Trường mới trong danh bạ",
        "roster_changed": "Trường đổi trong danh bạ",
        "receipt": "Mã biên nhận",
        "files_brought": "Tệp nhập",
        "chosen_for": "Tệp được chọn trường",
        "bulk_aside": "Tệp để riêng",
        "bulk_again": "Tệp đọc lại",
        "lens": "Lúc soi",
        "typed": "Số nhập tay",
        "officer_note": "Ghi chú",
        "token_name": "Mã truy cập",
        "token_scopes": "Được đọc",
        "token_ended": "Mã thu hồi",
        "petitions": "Số kiến nghị",
        "petition_kind": "Nhóm kiến nghị",
        "petition_whom": "Gửi ai",
        "passed_to": "Chuyển đến",
        "closed_because": "Vì sao đóng",
        "answer_whose": "Cơ quan trả lời",
        "answer_words": "Nội dung trả lời",
        "school_year": "Năm học",
    },
)
