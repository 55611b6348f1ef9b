"""Addresses of these pages (địa chỉ): inside, and under ``/ck`` before everyone."""

from typing import Final

from django.urls import URLPattern, path

from caitien.web.publishing import feedback, item, items, outside, tellings

ADDRESSES: Final[list[URLPattern]] = [
    path("pho-bien", tellings.tellings, name="tellings"),
    path("pho-bien/<key:pk>/bo", tellings.take_back, name="telling_take_back"),
    path("pho-bien/<key:pk>/da-doc", tellings.read, name="telling_read"),
    path("pho-bien/<key:pk>/bien-ban", tellings.minutes, name="telling_minutes"),
    path("cong-khai", items.items, name="publications"),
    path("cong-khai/soan", items.begin, name="publication_begin"),
    path("cong-khai/nam-hoc", items.fact, name="year_fact"),
    path("cong-khai/bao-cao-thuong-nien", items.piece, name="yearly_piece"),
    path("cong-khai/gop-y", feedback.feedback, name="feedback"),
    path("cong-khai/gop-y/<key:pk>", feedback.answer, name="feedback_answer"),
    path("cong-khai/<key:pk>", item.item, name="publication"),
    path("cong-khai/<key:pk>/xem-truoc", item.preview, name="publication_preview"),
    path("cong-khai/<key:pk>/xu-ly", item.settle_words, name="publication_settle"),
    path("cong-khai/<key:pk>/dong", item.line, name="publication_line"),
    path("cong-khai/<key:pk>/cot", item.columns, name="publication_columns"),
    path("cong-khai/<key:pk>/trinh", item.ask, name="publication_ask"),
    path("cong-khai/<key:pk>/tra-lai", item.back, name="publication_back"),
    path("cong-khai/<key:pk>/duyet", item.approve, name="publication_approve"),
    path("cong-khai/<key:pk>/go", item.remove, name="publication_remove"),
    path("cong-khai/<key:pk>/lan/<key:number>", item.edition, name="publication_edition"),
    path("cong-khai/<key:pk>/manh", item.fragment, name="publication_fragment"),
    path("cong-khai/<key:pk>/bang-tin", item.board, name="publication_board"),
    path("ck/<slug:code>", outside.public_list, name="public_list"),
    path("ck/<slug:code>/gop-y", outside.public_feedback, name="public_feedback"),
    path("ck/<slug:code>/<slug:year>/<slug:kind>", outside.public_page, name="public_page"),
    path("ck/<slug:code>/<slug:year>/<slug:kind>.pdf", outside.public_pdf, name="public_pdf"),
]
