"""How what is done about a hand-over is said (cách kể)."""

from typing import Final

from caitien.access.trail.words import Deed, TrailWords
from caitien.handover.models import HandOver

WORDS: Final = TrailWords(
    deeds={
        "school.merge": (
            Deed("nhận {joined_schools} nhập vào trường", told="joined_schools"),
            Deed("nhập trường vào {merged_school}"),
        ),
        "plan.carry_over": (Deed("mang {carried_lines} dòng từ {carried_from} sang kế hoạch"),),
        "handover.begin": (Deed("lập bàn giao từ {giver_name} sang {taker_name}"),),
        "handover.note": (Deed("ghi chú vào bàn giao"),),
        "handover.sign": (
            Deed("ký bàn giao; việc chuyển từ {giver_name} sang {taker_name}", told="handed_over"),
            Deed("ký bàn giao từ {giver_name} sang {taker_name}"),
        ),
        "handover.withdraw": (Deed("rút bàn giao từ {giver_name} sang {taker_name}"),),
    },
    fields={
        "giver_name": "Người giao",
        "taker_name": "Người nhận",
        "handing_reason": "Lý do bàn giao",
        "handed_note": "Ghi chú",
        "handed_over": "Đã bàn giao",
        "handed_roles": "Vai trò",
        "handed_lines": "Số việc chuyển sang người nhận",
        "handed_items": "Số minh chứng đổi người giữ",
        "handed_links": "Số đường dẫn thu hồi",
        "leaves": "Người giao rời trường",
        "merger_decision": "Căn cứ",
        "merger_day": "Từ ngày",
        "joined_schools": "Các trường nhập vào",
        "merged_school": "Nhập vào",
        "joined_kept": "Giữ nguyên",
        "people_come": "Số người về trường",
        "carried_from": "Từ trường",
        "carried_lines": "Số dòng mang sang",
        "carried_proofs": "Số minh chứng mang theo",
        "carried_waits": "Số lần chờ mang theo",
        "carried_names": "Tổ, đơn vị mở mới",
    },
    codes={"handing_reason": dict(HandOver.Reason.choices)},
    keys=frozenset({"handed_mark"}),
)
