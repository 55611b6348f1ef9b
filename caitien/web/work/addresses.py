"""Addresses of these pages (địa chỉ)."""

from typing import Final

from django.urls import URLPattern, path

from caitien.web.work import overview, remarks, waiting

ADDRESSES: Final[list[URLPattern]] = [
    path("tong-quan", overview.overview, name="overview"),
    # who is waited for, what people say to each other
    path("cho", waiting.waitings, name="waitings"),
    path("cho/<int:pk>", waiting.waiting, name="waiting"),
    path("cho/<int:pk>/cong-van", waiting.letter, name="letter_add"),
    path("cho/<int:pk>/het", waiting.end, name="waiting_end"),
    path("ke-hoach/<int:pk>/dong/<int:task>/cho", waiting.begin, name="waiting_open"),
    path("ke-hoach/<int:pk>/dong/<int:task>/trao-doi", remarks.remarks, name="remarks"),
    path("nhac/<int:pk>", remarks.seen, name="mention_seen"),
]
