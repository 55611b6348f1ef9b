"""The addresses of a hand-over (địa chỉ)."""

from typing import Final

from django.urls import path

from caitien.web.handover import joined, merger, pages

ADDRESSES: Final = [
    path("ban-giao", pages.hand_overs, name="hand_overs"),
    path("ban-giao/<key:pk>", pages.hand_over, name="hand_over"),
    path("ban-giao/<key:pk>/muc/<slug:kind>", pages.note, name="hand_over_note"),
    path("ban-giao/<key:pk>/ky", pages.sign, name="hand_over_sign"),
    path("ban-giao/<key:pk>/rut", pages.withdraw, name="hand_over_withdraw"),
    path("ban-giao/<key:pk>/ban-hanh", pages.issue, name="hand_over_issue"),
    path("co-quan/sap-nhap", merger.merger, name="merger"),
    path("truong/sap-nhap", joined.joined_schools, name="joined_schools"),
    path("truong/sap-nhap/<key:pk>", joined.carry, name="carry_over"),
]
