"""Addresses of these pages (địa chỉ)."""

from typing import Final

from django.urls import URLPattern, path

from caitien.web.evidence import (
    change_set,
    criterion,
    door,
    gaps,
    item,
    items,
    list_in,
    list_out,
    numbers,
    of_line,
    pack,
)

ADDRESSES: Final[list[URLPattern]] = [
    path("minh-chung", items.evidence, name="evidence"),
    path("minh-chung/them", items.add, name="evidence_add"),
    path("minh-chung/danh-so-lai", numbers.numbers, name="evidence_numbers"),
    path("minh-chung/chuyen-bo", change_set.change_set, name="evidence_set"),
    path("minh-chung/<key:pk>", item.item, name="evidence_item"),
    path("minh-chung/<key:pk>/tep", item.file, name="evidence_file"),
    path("minh-chung/<key:pk>/duong-dan", item.link, name="evidence_link"),
    path("minh-chung/<key:pk>/dung-cho", item.use, name="evidence_use"),
    path("minh-chung/<key:pk>/thoi-dung", item.unuse, name="evidence_unuse"),
    path("minh-chung/<key:pk>/dung-cho/dung", item.settle, name="evidence_settle"),
    path("minh-chung/<key:pk>/nhan", item.accept, name="evidence_accept"),
    path("minh-chung/<key:pk>/tra-lai", item.give_back, name="evidence_return"),
    path("minh-chung/<key:pk>/gui", item.again, name="evidence_offer_again"),
    path("minh-chung/<key:pk>/bo", item.leave, name="evidence_drop"),
    path("minh-chung/tep/<key:pk>", item.version, name="evidence_version"),
    path("minh-chung/xem/<key:pk>", item.preview, name="evidence_preview"),
    path("minh-chung/tieu-chi/<str:code>", criterion.criterion, name="evidence_criterion"),
    path("minh-chung/con-thieu", gaps.missing, name="evidence_gaps"),
    path("minh-chung/con-thieu/bat-buoc", gaps.require, name="evidence_require"),
    path("minh-chung/con-thieu/<key:task>/hoi", gaps.ask, name="evidence_ask"),
    # the assessing team
    path("minh-chung/goi", pack.for_team, name="evidence_pack"),
    path("minh-chung/goi.zip", pack.download, name="evidence_pack_zip"),
    path("minh-chung/khach", pack.invite, name="evidence_guest"),
    path("minh-chung/khach/<key:pk>/thu-hoi", pack.revoke, name="evidence_guest_out"),
    path("doan", door.door, name="evidence_door"),
    path("doan/minh-chung", door.shown, name="evidence_shown"),
    path("doan/minh-chung.zip", door.everything, name="evidence_shown_all"),
    path("doan/tep/<key:pk>", door.file, name="evidence_shown_file"),
    # lists
    path("minh-chung/nhap", list_in.list_in, name="evidence_list_in"),
    path("minh-chung/nhap/tep", list_in.file, name="evidence_list_file"),
    path("minh-chung/nhap/dan", list_in.paste, name="evidence_list_paste"),
    path("minh-chung/nhap/nhan", list_in.keep, name="evidence_list_keep"),
    path("minh-chung/danh-muc.<slug:suffix>", list_out.list_out, name="evidence_list_out"),
    # what shows a line
    path("minh-chung/tu-tep/<key:pk>", of_line.from_file, name="evidence_from_file"),
    path("ke-hoach/<key:pk>/dong/<key:task>/minh-chung", of_line.offer, name="evidence_offer"),
    path("ke-hoach/<key:pk>/dong/<key:task>/du-kien", of_line.expected, name="evidence_expected"),
]
