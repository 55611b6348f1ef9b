"""Addresses of these pages (địa chỉ)."""

from typing import Final

from django.urls import URLPattern, path

from caitien.web.papers import draft, issued, papers, proof, signed, words

ADDRESSES: Final[list[URLPattern]] = [
    path("giay-to", papers.papers, name="papers"),
    path("giay-to/soan", papers.begin, name="paper_begin"),
    path("giay-to/<key:pk>", draft.draft, name="paper"),
    path("giay-to/<key:pk>/loi", words.words, name="paper_words"),
    path("giay-to/<key:pk>/loi-de-xuat", words.follow, name="paper_follow"),
    path("giay-to/<key:pk>/dong", draft.rows, name="paper_rows"),
    path("giay-to/<key:pk>/tep.<slug:suffix>", draft.file, name="paper_file"),
    path("giay-to/<key:pk>/bo", draft.drop, name="paper_drop"),
    path("giay-to/<key:pk>/quyet-dinh", draft.answer, name="paper_answer"),
    path("giay-to/<key:pk>/trinh-ky", draft.hand, name="paper_hand"),
    path("giay-to/<key:pk>/tra-lai", draft.back, name="paper_back"),
    path("giay-to/<key:pk>/ban-hanh", draft.issue, name="paper_issue"),
    path("giay-to/da-ban-hanh/<key:pk>", issued.issued, name="issued"),
    path("giay-to/da-ban-hanh/<key:pk>/tep.<slug:suffix>", issued.file, name="issued_file"),
    path("giay-to/da-ban-hanh/<key:pk>/pdf", issued.pdf, name="issued_pdf"),
    path("giay-to/da-ban-hanh/<key:pk>/thay", issued.correct, name="paper_correct"),
    path("giay-to/da-ban-hanh/<key:pk>/ban-ky", signed.take, name="signed_take"),
    path("giay-to/ban-ky/<key:pk>", signed.file, name="signed_file"),
    path("giay-to/ban-ky/<key:pk>/go", signed.drop, name="signed_drop"),
    path("kiem-chung", proof.ask, name="verify"),
    path("kiem-chung/<str:code>", proof.proof, name="verified"),
]
