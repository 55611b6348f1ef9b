"""Addresses of these pages (địa chỉ)."""

from typing import Final

from django.urls import URLPattern, path

from caitien.web.nudges import by_mail, door, feed, group_text, held, links, mine, rules, sheets, stopping

ADDRESSES: Final[list[URLPattern]] = [
    path("b/<str:secret>", door.answer_door, name="answer"),
    path("to/<str:secret>", door.unit_door, name="unit_answer"),
    path("thoi-nhac/<str:token>", stopping.stop, name="letters_stop"),
    path("lich/<str:secret>.ics", feed.feed, name="feed"),
    path("tai-khoan/lich", mine.reminders, name="reminders"),
    path("tai-khoan/lich/dia-chi", mine.make_feed, name="feed_make"),
    path("tai-khoan/lich/thu-hoi", mine.take_feed_back, name="feed_revoke"),
    path("tai-khoan/lich/thu", mine.choose, name="letters_choose"),
    path("truong/nhac-viec", rules.rules, name="nudge_rules"),
    path("viec/con-thieu/gui-thu", by_mail.send, name="nudge_mail"),
    path("bao-viec", links.answer_links, name="answer_links"),
    path("bao-viec/duong-dan", links.make, name="answer_link_make"),
    path("bao-viec/duong-dan/<key:pk>/thu-hoi", links.take_back, name="answer_link_revoke"),
    path("bao-viec/duong-dan/to", links.make_for_unit, name="unit_link_make"),
    path("bao-viec/cho-nhan", held.held_answers, name="held_answers"),
    path("bao-viec/cho-nhan/<key:pk>/nhan", held.take, name="answer_take"),
    path("bao-viec/cho-nhan/<key:pk>/khong-nhan", held.give_back, name="answer_return"),
    path("bao-viec/cho-nhan/<key:pk>/tep", held.file, name="held_file"),
    path("bao-viec/nguoi", links.enter, name="person_enter"),
    path("bao-viec/nhom", group_text.group_text, name="group_text"),
    path("bao-viec/phieu", sheets.print_out, name="answer_sheet_print"),
    path("bao-viec/phieu/<key:pk>", sheets.sheet, name="answer_sheet"),
]
