"""The addresses of this room, for :mod:`tests.web.pages`."""

from typing import Final

from tests.web.page import Page

PAGES: Final[dict[str, Page]] = {
    "answer_links": Page("answer_link.look", "/bao-viec"),
    "answer_link_revoke": Page("answer_link.revoke", "/bao-viec/duong-dan/{answer_link}/thu-hoi", {}),
    "answer_link_make": Page("answer_link.make", "/bao-viec/duong-dan", {"person": "{person}"}),
    "unit_link_make": Page("unit_link.make", "/bao-viec/duong-dan/to", {"unit": "{unit}"}),
    "held_answers": Page("answer_link.look", "/bao-viec/cho-nhan"),
    "held_file": Page("answer_link.look", "/bao-viec/cho-nhan/{held_answer}/tep"),
    "answer_take": Page("answer.take", "/bao-viec/cho-nhan/{held_answer}/nhan", {}),
    "answer_return": Page("answer.return", "/bao-viec/cho-nhan/{held_answer}/khong-nhan", {"why": "Chưa rõ"}),
    "person_enter": Page("people.enter", "/bao-viec/nguoi", {"name": "Đỗ Thị Cúc"}),
    "group_text": Page("nudge.write", "/bao-viec/nhom", {"unit": "{unit}"}),
    "answer_sheet_print": Page("answer_sheet.print", "/bao-viec/phieu", {"unit": "{unit}"}),
    "nudge_mail": Page("nudge.mail", "/viec/con-thieu/gui-thu", {"plan": "{plan}"}),
    "nudge_rules": Page("school.look", "/truong/nhac-viec"),
    "reminders": Page("work.look", "/tai-khoan/lich"),
    "feed_make": Page("work.look", "/tai-khoan/lich/dia-chi", {}),
    "feed_revoke": Page("work.look", "/tai-khoan/lich/thu-hoi", {}),
    "letters_choose": Page("work.look", "/tai-khoan/lich/thu", {"nhan": "0"}),
    "answer_sheet": Page("answer_link.look", "/bao-viec/phieu/{answer_sheet}"),
}
