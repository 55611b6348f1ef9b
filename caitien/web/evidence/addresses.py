"""Addresses of these pages (địa chỉ)."""

from typing import Final

from django.urls import URLPattern, path

from caitien.web.evidence import item, items, numbers, of_line

ADDRESSES: Final[list[URLPattern]] = [
    path("minh-chung", items.evidence, name="evidence"),
    path("minh-chung/them", items.add, name="evidence_add"),
    path("minh-chung/danh-so-lai", numbers.numbers, name="evidence_numbers"),
    path("minh-chung/<key:pk>", item.item, name="evidence_item"),
    path("minh-chung/<key:pk>/tep", item.file, name="evidence_file"),
    path("minh-chung/<key:pk>/duong-dan", item.link, name="evidence_link"),
    path("minh-chung/<key:pk>/dung-cho", item.use, name="evidence_use"),
    path("minh-chung/<key:pk>/thoi-dung", item.unuse, name="evidence_unuse"),
    path("minh-chung/<key:pk>/nhan", item.accept, name="evidence_accept"),
    path("minh-chung/<key:pk>/tra-lai", item.give_back, name="evidence_return"),
    path("minh-chung/<key:pk>/gui", item.again, name="evidence_offer_again"),
    path("minh-chung/<key:pk>/bo", item.leave, name="evidence_drop"),
    path("minh-chung/tep/<key:pk>", item.version, name="evidence_version"),
    # what shows a line
    path("minh-chung/tu-tep/<key:pk>", of_line.from_file, name="evidence_from_file"),
    path("ke-hoach/<key:pk>/dong/<key:task>/minh-chung", of_line.offer, name="evidence_offer"),
]
