"""How what is done about answers without an account is said (cách kể): verbs and fields of the audit trail."""

from typing import Final

from caitien.access.trail.words import Deed, TrailWords

WORDS: Final = TrailWords(
    deeds={
        "answer_link.make": (Deed("làm đường dẫn báo việc cho {person_name}"),),
        "answer_link.revoke": (Deed("thu hồi đường dẫn báo việc của {person_name}"),),
        "answer_sheet.print": (Deed("in phiếu báo việc của {unit}"),),
        "nudge.write": (Deed("soạn lời nhắc dán vào nhóm của {unit}"),),
    },
    fields={
        "person_name": "Người",
        "link_for": "Việc",
        "link_until": "Dùng đến",
        "sheet_lines": "Số dòng",
        "sheet_codes": "Số mã QR",
    },
)
