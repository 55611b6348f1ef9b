"""Addresses of these pages (địa chỉ)."""

from typing import Final

from django.urls import URLPattern, path

from caitien.web.oversight import asks, papers, roster, rounds, sums

SCHOOL: Final = "dot/<key:pk>/truong/<key:asked>"
ADDRESSES: Final[list[URLPattern]] = [
    path("danh-ba", roster.roster, name="roster"),
    path("danh-ba/nhap", roster.roster_file, name="roster_file"),
    path("danh-ba/ghi", roster.roster_keep, name="roster_keep"),
    path("dot", rounds.rounds, name="rounds"),
    path("dot/moi", rounds.round_new, name="round_new"),
    path("dot/<key:pk>", rounds.round_board, name="round"),
    path("dot/<key:pk>/sua", rounds.round_edit, name="round_edit"),
    path("dot/<key:pk>/mo", rounds.round_open, name="round_open"),
    path("dot/<key:pk>/chuyen", rounds.round_move, name="round_move"),
    path("dot/<key:pk>/so-lieu", sums.round_sums, name="round_sums"),
    path("dot/<key:pk>/so-lieu/dong", sums.round_lines, name="round_lines"),
    path("dot/<key:pk>/so-lieu/kien-nghi", sums.round_petitions, name="round_petitions"),
    path(SCHOOL, papers.asked_school, name="asked_school"),
    path(f"{SCHOOL}/nhan", papers.submission_take, name="submission_take"),
    path(f"{SCHOOL}/tra-lai", papers.submission_return, name="submission_return"),
    path(f"{SCHOOL}/chuyen-len", papers.submission_pass_on, name="submission_pass_on"),
    path(f"{SCHOOL}/gia-han", papers.asked_extend, name="asked_extend"),
    path(f"{SCHOOL}/mien", papers.asked_exempt, name="asked_exempt"),
    path(f"{SCHOOL}/so-sanh", papers.submission_compare, name="submission_compare"),
    path("nop", asks.asks, name="asks"),
    path("nop/<key:pk>", asks.ask, name="ask"),
    path("nop/<key:pk>/da-xem", asks.ask_seen, name="ask_seen"),
    path("nop/<key:pk>/nop", asks.submission_send, name="submission_send"),
]
