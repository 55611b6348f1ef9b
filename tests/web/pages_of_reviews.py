"""The addresses of this room, for :mod:`tests.web.pages`."""

from typing import Final

from tests.web.page import Page

_REVIEW: Final = "/ra-soat/{review}"
_DIFFERENCE: Final = _REVIEW + "/chenh-lech/{sample_line}"
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
    "panel_drop": Page("panel.arrange", "/ra-soat/to/{panel_member}/bo", {}),
    "review": Page("review.look", _REVIEW),
    "review_drop": Page("review.prepare", f"{_REVIEW}/bo", {}),
    "review_open": Page("review.open", f"{_REVIEW}/mo", {}),
    "review_add_lines": Page("review.sample", f"{_REVIEW}/them-dong", {"task": "{task}"}),
    "review_hand_in": Page("review.hand_in", f"{_REVIEW}/xem-xong", {}),
    "review_conclude": Page("review.conclude", f"{_REVIEW}/ket-luan", {"conclusion": "Còn 3 việc"}),
    "review_close": Page("review.close", f"{_REVIEW}/dong", {}),
    "review_reopen": Page("review.reopen", f"{_REVIEW}/mo-lai", {"reason": "Tìm thấy sổ"}),
    "verdict": Page("verdict.give", _REVIEW + "/dong/{sample_line}", {"says": "agrees"}),
    "differences": Page("verdict.look", f"{_REVIEW}/chenh-lech"),
    "difference_reply": Page("verdict.answer", f"{_DIFFERENCE}/tra-loi", {"accepts": "1"}),
    "difference_rule": Page("review.conclude", f"{_DIFFERENCE}/ket-luan", {"text": "Giữ lời"}),
}
