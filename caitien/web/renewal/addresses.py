"""Addresses of these pages (địa chỉ)."""

from typing import Final

from django.urls import URLPattern, path

from caitien.web.renewal import new_year, standards

ADDRESSES: Final[list[URLPattern]] = [
    path("nam-moi", new_year.new_year, name="renewal"),
    path("nam-moi/<key:pk>/bat-dau", new_year.begin, name="renewal_begin"),
    path("nam-moi/<key:pk>/nhan", new_year.take, name="renewal_take"),
    path("nam-moi/<key:pk>/lam-lai", new_year.undo_everything, name="renewal_undo_all"),
    path("nam-moi/<key:pk>/dong/<key:task>", new_year.decide, name="renewal_decide"),
    path("nam-moi/<key:pk>/dong/<key:task>/xem-lai", new_year.undo, name="renewal_undo"),
    path("nam-moi/<key:pk>/bo-tieu-chuan", standards.standards, name="standards"),
    path("nam-moi/<key:pk>/bo-tieu-chuan/bat-dau", standards.begin, name="standards_begin"),
    path("nam-moi/<key:pk>/bo-tieu-chuan/nhan", standards.take, name="standards_take"),
    path("nam-moi/<key:pk>/bo-tieu-chuan/tra-lai", standards.undo_everything, name="standards_undo_all"),
    path("nam-moi/<key:pk>/bo-tieu-chuan/dong/<key:goal>", standards.move, name="standards_move"),
    path("nam-moi/<key:pk>/bo-tieu-chuan/dong/<key:goal>/xem-lai", standards.undo, name="standards_undo"),
]
