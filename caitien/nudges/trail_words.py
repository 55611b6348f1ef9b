"""How what is done about answers without an account is said (cách kể): verbs and fields of the audit trail."""

from typing import Final

from caitien.access.trail.words import Deed, TrailWords

WORDS: Final = TrailWords(
    deeds={
        "answer.hold": (Deed("gửi lời báo, chờ nhận"),),
        "answer.return": (Deed("không nhận lời báo của {person_name}"),),
        "answer.take": (Deed("nhận lời báo của {person_name}"),),
        "answer_link.make": (Deed("làm đường dẫn báo việc cho {person_name}"),),
        "answer_link.revoke": (Deed("thu hồi đường dẫn báo việc của {person_name}"),),
        "answer_sheet.print": (Deed("in phiếu báo việc của {unit}"),),
        "feed.close": (Deed("thu hồi địa chỉ lịch việc của mình"),),
        "feed.open": (Deed("làm địa chỉ lịch việc cho mình"),),
        "letters.stop": (Deed("thôi nhận thư nhắc việc"),),
        "letters.take": (Deed("nhận lại thư nhắc việc"),),
        "unit_link.make": (Deed("làm đường dẫn báo việc chung của {unit}"),),
        "nudge.mail": (Deed("gửi thư nhắc việc"),),
        "nudge.rule": (Deed("đổi lịch nhắc việc của trường"),),
        "nudge.write": (Deed("soạn lời nhắc dán vào nhóm của {unit}"),),
    },
    fields={
        "person_name": "Người",
        "link_for": "Việc",
        "link_until": "Dùng đến",
        "early": "Nhắc trước hạn 14 ngày",
        "near": "Nhắc trước hạn 3 ngày",
        "after": "Nhắc hôm sau ngày hạn",
        "weekly": "Nhắc mỗi tuần",
        "in_summer": "Nhắc cả trong hè",
        "quiet_begins": "Giờ yên từ",
        "quiet_ends": "Giờ yên đến",
        "looks_first": "Lời báo bằng đường dẫn chờ nhận",
        "by_unit": "Đường dẫn chung của tổ",
        "why_returned": "Vì sao không nhận",
        "sheet_lines": "Số dòng",
        "sheet_codes": "Số mã QR",
    },
)
