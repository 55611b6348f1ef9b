"""The addresses of this room, for :mod:`tests.web.pages`."""

from typing import Final

from tests.web.page import Page

_REVIEW: Final = "/ra-soat/{review}"
_DIFFERENCE: Final = _REVIEW + "/chenh-lech/{sample_line}"
_ITEM: Final = "/hop/{meeting}/muc/{agenda_item}"
_DAYS: Final = {"first": "01/10/2026", "last": "31/10/2026"}

PAGES: Final[dict[str, Page]] = {
    "reviews": Page("review.look", "/ra-soat"),
    "review_prepare": Page(
        "review.prepare", "/ra-soat/chuan-bi", {"plan": "{plan}", "kind": "month", "name": "Tháng 10", **_DAYS}
    ),
    "review_offline": Page("verdict.look", "/ra-soat/mat-mang.js"),
    "panels": Page("verdict.look", "/ra-soat/to"),
    "panel_decision": Page("panel.arrange", "/ra-soat/to/quyet-dinh", {"plan": "{plan}", "kind": "team"}),
    "panel_add": Page("panel.arrange", "/ra-soat/to/them", {"plan": "{plan}", "kind": "team", "user": "{person}"}),
    "panel_outsider": Page(
        "panel.name_outsider", "/ra-soat/to/nguoi-ngoai", {"plan": "{plan}", "name": "Lê Văn Ngoài"}
    ),
    "panel_roster": Page("verdict.look", "/ra-soat/to/{council}/danh-sach.docx"),
    "panel_drop": Page("panel.arrange", "/ra-soat/to/{panel_member}/bo", {}),
    "review": Page("review.look", _REVIEW),
    "review_calendar": Page("review.look", f"{_REVIEW}/lich.ics"),
    "review_drop": Page("review.prepare", f"{_REVIEW}/bo", {}),
    "review_open": Page("review.open", f"{_REVIEW}/mo", {}),
    "review_add_lines": Page("review.sample", f"{_REVIEW}/them-dong", {"task": "{task}"}),
    "review_hand_in": Page("review.hand_in", f"{_REVIEW}/xem-xong", {}),
    "review_conclude": Page("review.conclude", f"{_REVIEW}/ket-luan", {"conclusion": "Còn 3 việc"}),
    "review_close": Page("review.close", f"{_REVIEW}/dong", {"moment": "Cuối năm"}),
    "review_reopen": Page("review.reopen", f"{_REVIEW}/mo-lai", {"reason": "Tìm thấy sổ"}),
    "verdict": Page("verdict.give", _REVIEW + "/dong/{sample_line}", {"says": "agrees"}),
    "differences": Page("verdict.look", f"{_REVIEW}/chenh-lech"),
    "difference_reply": Page("verdict.answer", f"{_DIFFERENCE}/tra-loi", {"accepts": "1"}),
    "monitoring_report": Page("verdict.look", f"{_REVIEW}/bao-cao"),
    "monitoring_report_file": Page("verdict.look", f"{_REVIEW}/bao-cao/tep.docx"),
    "monitoring_report_word": Page("review.word", f"{_REVIEW}/bao-cao/loi/remarks", {"text": "Sổ ghi đủ"}),
    "monitoring_report_issue": Page("paper.issue", f"{_REVIEW}/bao-cao/ban-hanh", {"number": "1/BC-X"}),
    "recommend": Page("recommendation.make", f"{_REVIEW}/kien-nghi", {"text": "Mua sổ", "to": "Kế toán"}),
    "recommendation_answer": Page(
        "recommendation.answer", _REVIEW + "/kien-nghi/{recommendation}", {"state": "taken", "answer": "Tháng 12 mua"}
    ),
    "lesson": Page("lesson.note", f"{_REVIEW}/bai-hoc", {"text": "Ghi sổ từ đầu năm", "cause": "planning"}),
    "meetings": Page("meeting.look", "/hop"),
    "meeting_prepare": Page("meeting.write", "/hop/chuan-bi", {"plan": "{plan}", "kind": "council"}),
    "meeting": Page("meeting.look", "/hop/{meeting}"),
    "meeting_calendar": Page("meeting.look", "/hop/{meeting}/lich.ics"),
    "meeting_attendance": Page("meeting.write", "/hop/{meeting}/diem-danh", {}),
    "meeting_call": Page("meeting.write", "/hop/{meeting}/nguoi-du", {"names": "Lê Thị Cúc, Tổ trưởng"}),
    "meeting_leave": Page("meeting.write", "/hop/{meeting}/nguoi-du/{attendee}/bo", {}),
    "meeting_mend": Page("meeting.approve", "/hop/{meeting}/sua-bien-ban", {"reason": "Ghi nhầm giờ"}),
    "meeting_begin": Page("meeting.write", "/hop/{meeting}/bat-dau", {}),
    "meeting_renew": Page("meeting.write", "/hop/{meeting}/chuong-trinh", {}),
    "meeting_add": Page("meeting.write", "/hop/{meeting}/them-muc", {"title": "Nhà để xe"}),
    "meeting_end": Page("meeting.write", "/hop/{meeting}/ket-thuc", {"ends": "16:30"}),
    "meeting_approve": Page("meeting.approve", "/hop/{meeting}/thong-qua", {}),
    "meeting_file": Page("meeting.look", "/hop/{meeting}/bien-ban.docx"),
    "meeting_issue": Page("paper.issue", "/hop/{meeting}/ban-hanh", {"number": "1/BB-X"}),
    "meeting_item_write": Page("meeting.write", _ITEM + "/dien-bien", {"summary": "Còn hai phòng"}),
    "meeting_item_decide": Page("meeting.decide", _ITEM + "/ket-luan", {"decision": "Nghe", "consequence": "none"}),
    "meeting_item_drop": Page("meeting.write", _ITEM + "/bo", {}),
    "proposals": Page("proposal.make", "/de-xuat"),
    "proposal_make": Page("proposal.make", "/de-xuat/gui", {"plan": "{plan}", "text": "Mở cửa trưa"}),
    "proposal_take_back": Page("proposal.take_back", "/de-xuat/{proposal}/rut-lai", {}),
    "proposal_answer": Page("proposal.answer", "/de-xuat/{proposal}/tra-loi", {"state": "taken", "answer": "Vâng"}),
    "difference_rule": Page("review.conclude", f"{_DIFFERENCE}/ket-luan", {"text": "Giữ lời"}),
}
