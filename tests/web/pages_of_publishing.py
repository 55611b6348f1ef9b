"""The addresses of this room, for :mod:`tests.web.pages`; those before everyone are in test_outside.py."""

from typing import Final

from tests.web.page import Page

ITEM: Final = "/cong-khai/{publication}"
PAGES: Final[dict[str, Page]] = {
    "tellings": Page("telling.look", "/pho-bien"),
    "telling_read": Page("telling.read", "/pho-bien/{telling}/da-doc", {}),
    "telling_minutes": Page("telling.look", "/pho-bien/{board}/bien-ban"),
    "telling_take_back": Page("telling.record", "/pho-bien/{board}/bo", {"reason": ""}),
    "publications": Page("publication.look", "/cong-khai"),
    "publication_begin": Page("publication.prepare", "/cong-khai/soan", {"kind": "ke-hoach", "year": "2026-2027"}),
    "year_fact": Page("publication.prepare", "/cong-khai/nam-hoc", {"year": "2026-2027", "level": "Mức độ 1"}),
    "yearly_piece": Page("publication.prepare", "/cong-khai/bao-cao-thuong-nien"),
    "feedback": Page("feedback.look", "/cong-khai/gop-y"),
    "feedback_answer": Page("feedback.answer", "/cong-khai/gop-y/{feedback}", {"answer": "Đã trồng cây"}),
    "publication": Page("publication.look", ITEM),
    "publication_preview": Page("publication.look", f"{ITEM}/xem-truoc"),
    "publication_settle": Page("publication.prepare", f"{ITEM}/xu-ly", {"words": "x", "decision": "no_name"}),
    "publication_line": Page("publication.prepare", f"{ITEM}/dong", {"line": "x", "reason": "Việc nội bộ"}),
    "publication_columns": Page("publication.prepare", f"{ITEM}/cot", {"column": "time"}),
    "publication_ask": Page("publication.prepare", f"{ITEM}/trinh", {}),
    "publication_back": Page("publication.approve", f"{ITEM}/tra-lai", {}),
    "publication_approve": Page("publication.approve", f"{ITEM}/duyet", {"seen": "x"}),
    "publication_remove": Page("publication.remove", f"{ITEM}/go", {"reason": ""}),
    "publication_edition": Page("publication.look", f"{ITEM}/lan/1"),
    "publication_fragment": Page("publication.look", f"{ITEM}/manh"),
    "publication_board": Page("publication.look", f"{ITEM}/bang-tin"),
}
