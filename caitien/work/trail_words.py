"""How what is done to the year's work is said (cách kể): verbs, fields and codes of the audit trail."""

from typing import Final

from caitien.access.trail.words import Deed, TrailWords
from caitien.domain.tasks.work_state import WORK_STATE_NAMES
from caitien.work.models import Via

_WHOM: Final = frozenset({"whom"})  # the verb says it

WORDS: Final = TrailWords(
    deeds={
        "work.remind": (Deed("nhắc báo tiến độ của {line}"),),
        "work.time": (Deed("định ngày cho {line}"),),
        "evidence.attach": (Deed("kèm tệp {name} vào {line}"),),
        "waiting.record": (
            Deed(
                "sửa lời ghi công văn của việc chờ {whom}",
                "ghi công văn của việc chờ {whom}",
                told="letter",
                implied=_WHOM,
            ),
            Deed("trả lời kiến nghị của trường", told="answered_by"),
            Deed("ghi {line} không còn chờ {whom}", told="until", implied=_WHOM),
            Deed("ghi {line} đang chờ {whom}", implied=_WHOM),
        ),
        "task.restore_words": (Deed("trả lại chữ trong cột kết quả của {line}"),),
        "comment.write": (Deed("viết lời trao đổi về {line}"),),
    },
    fields={
        "turn": "Lượt",
        "work_state": "Việc",
        "work_reason": "Vì",
        "told": "Lời báo",
        "time.first": "Từ ngày",
        "time.due": "Hạn",
        "whom": "Đơn vị",
        "answered_by": "Cơ quan trả lời",
        "what": "Chờ việc gì",
        "since": "Từ ngày",
        "until": "Đến ngày",
        "outcome": "Kết quả",
        "way": "Chiều",
        "summary": "Trích yếu",
        "named": "Nhắc",
        "occurrence": "Lượt",
        "via": "Báo bằng",
        "spoken_for": "Báo thay",
    },
    spoken={"comment.write": "text", "waiting.record": "summary", "work.remind": "text", "task.report": "told"},
    codes={
        "work_state": WORK_STATE_NAMES,
        "way": {"sent": "gửi đi", "answered": "trả lời"},
        "via": {str(via): str(via.label) for via in Via},
    },
    keys=frozenset({"letter"}),
)
