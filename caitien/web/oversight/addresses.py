"""Addresses of these pages (địa chỉ)."""

from typing import Final

from django.urls import URLPattern, path

from caitien.web.oversight import asks, bulk, chasing, lens, papers, roster, rounds, sending, sums

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
    path("dot/<key:pk>/nhac", chasing.round_chase, name="round_chase"),
    path("dot/<key:pk>/truong.csv", chasing.round_csv, name="round_csv"),
    path("dot/<key:pk>/so-lieu", sums.round_sums, name="round_sums"),
    path("dot/<key:pk>/so-lieu/dong", sums.round_lines, name="round_lines"),
    path("dot/<key:pk>/so-lieu/kien-nghi", sums.round_petitions, name="round_petitions"),
    path("dot/<key:pk>/nhap", bulk.bulk, name="bulk"),
    path("dot/<key:pk>/nhap/<key:file>/chon", bulk.bulk_choose, name="bulk_choose"),
    path("dot/<key:pk>/nhap/<key:file>/so", bulk.bulk_type, name="bulk_type"),
    path("dot/<key:pk>/nhap/<key:file>/viec", bulk.bulk_deed, name="bulk_deed"),
    path("dot/<key:pk>/nhap/<key:file>/tep", bulk.bulk_file, name="bulk_file"),
    path("dot/<key:pk>/giong-nhau", lens.lens, name="lens"),
    path("dot/<key:pk>/giong-nhau/soi", lens.lens_ask, name="lens_ask"),
    path("dot/<key:pk>/giong-nhau/<key:found>", lens.likeness, name="likeness"),
    path(SCHOOL, papers.asked_school, name="asked_school"),
    path(f"{SCHOOL}/nhan", papers.submission_take, name="submission_take"),
    path(f"{SCHOOL}/tra-lai", papers.submission_return, name="submission_return"),
    path(f"{SCHOOL}/chuyen-len", papers.submission_pass_on, name="submission_pass_on"),
    path(f"{SCHOOL}/gia-han", papers.asked_extend, name="asked_extend"),
    path(f"{SCHOOL}/mien", papers.asked_exempt, name="asked_exempt"),
    path(f"{SCHOOL}/tep/<key:n>", papers.submission_file, name="submission_file"),
    path(f"{SCHOOL}/so-sanh", papers.submission_compare, name="submission_compare"),
    path(f"{SCHOOL}/duong-dan", papers.asked_link, name="asked_link"),
    path(f"{SCHOOL}/thu-hoi", papers.asked_link_end, name="asked_link_end"),
    path("nop-tep", sending.sending_door, name="sending_door"),
    path("nop-tep/tep", sending.sending, name="sending"),
    path("nop-tep/tep/<key:pk>", sending.sending_look, name="sending_look"),
    path("nop", asks.asks, name="asks"),
    path("nop/<key:pk>", asks.ask, name="ask"),
    path("nop/<key:pk>/da-xem", asks.ask_seen, name="ask_seen"),
    path("nop/<key:pk>/nop", asks.submission_send, name="submission_send"),
]
