"""Addresses of these pages (địa chỉ)."""

from typing import Final

from django.urls import URLPattern, path

from caitien.web.nudges import door, group_text, links, sheets

ADDRESSES: Final[list[URLPattern]] = [
    path("b/<str:secret>", door.answer_door, name="answer"),
    path("bao-viec", links.answer_links, name="answer_links"),
    path("bao-viec/duong-dan", links.make, name="answer_link_make"),
    path("bao-viec/duong-dan/<key:pk>/thu-hoi", links.take_back, name="answer_link_revoke"),
    path("bao-viec/nguoi", links.enter, name="person_enter"),
    path("bao-viec/nhom", group_text.group_text, name="group_text"),
    path("bao-viec/phieu", sheets.print_out, name="answer_sheet_print"),
    path("bao-viec/phieu/<key:pk>", sheets.sheet, name="answer_sheet"),
]
