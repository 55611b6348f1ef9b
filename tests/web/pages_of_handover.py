"""The addresses of this room, for :mod:`tests.web.pages`."""

from typing import Final

from tests.web.page import Page

PAGES: Final[dict[str, Page]] = {
    "merger": Page("school.merge", "/co-quan/sap-nhap"),
    "joined_schools": Page("school.look", "/truong/sap-nhap"),
    "carry_over": Page("plan.carry_over", "/truong/sap-nhap/{joined_plan}"),
    "hand_overs": Page("people.look", "/ban-giao"),
    "hand_over": Page("handover.look", "/ban-giao/{hand_over}"),
    "hand_over_note": Page("handover.note", "/ban-giao/{hand_over}/muc/waits", {"text": "Sở hẹn tháng 12"}),
    "hand_over_sign": Page("handover.sign", "/ban-giao/{hand_over}/ky", {"seen": "x"}),
    "hand_over_withdraw": Page("handover.withdraw", "/ban-giao/{hand_over}/rut", {}),
    "hand_over_issue": Page(
        "paper.issue", "/ban-giao/{hand_over}/ban-hanh", {"number": "7/BB-HS", "date": "05/09/2026", "seen": "x"}
    ),
}
