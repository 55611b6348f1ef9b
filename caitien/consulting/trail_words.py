"""How what is done to the round trip with a unit is said (cách kể): verbs, fields and codes of the audit trail."""

from typing import Final

from caitien.access.trail.words import Deed, TrailWords

WORDS: Final = TrailWords(
    deeds={
        "consultation.send": (Deed("gửi kế hoạch lấy ý kiến {to}"),),
        "consultation.take_back": (Deed("nhận lại tệp góp ý"),),
        "suggestion.decide": (Deed("xem góp ý"),),
    },
    fields={
        "to": "Gửi",
        "suffix": "Dạng tệp",
        "undecided": "Góp ý bỏ lại, chưa xem",
        "suggestions": "Các góp ý",
        "answer": "Ý kiến",
    },
)
