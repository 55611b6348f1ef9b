"""Addresses of these pages (địa chỉ)."""

from typing import Final

from django.urls import URLPattern, path

from caitien.web.work import files, mine, missing, overview, remarks, replaced, timing, waiting

ADDRESSES: Final[list[URLPattern]] = [
    path("tong-quan", overview.overview, name="overview"),
    # one's own work, and what nobody told yet
    path("viec", mine.mine, name="mine"),
    path("viec/mat-mang.js", mine.offline, name="offline"),
    path("viec/con-thieu", missing.missing, name="missing"),
    path("viec/con-thieu/<key:task>/nhac", missing.ask, name="remind"),
    path("viec/tep/<key:pk>", files.file, name="attachment"),
    path("viec/<key:pk>", mine.tell, name="tell"),
    path("viec/loi-bao/<key:pk>/rut-lai", mine.take_back, name="report_take_back"),
    path("ke-hoach/<key:pk>/hoi-ngay", timing.times, name="times"),
    path("ke-hoach/<key:pk>/chu-vua-doi", replaced.replaced, name="replaced"),
    path("ke-hoach/<key:pk>/dong/<key:task>/tra-lai-chu", replaced.restore, name="restore_words"),
    # who is waited for, what people say to each other
    path("cho", waiting.waitings, name="waitings"),
    path("cho/tra-loi/<key:pk>", waiting.answer, name="answer_tie"),
    path("cho/<key:pk>", waiting.waiting, name="waiting"),
    path("cho/<key:pk>/cong-van", waiting.letter, name="letter_add"),
    path("cho/<key:pk>/cong-van/<key:key>", waiting.letter_again, name="letter_correct"),
    path("cho/<key:pk>/het", waiting.end, name="waiting_end"),
    path("ke-hoach/<key:pk>/dong/<key:task>/cho", waiting.begin, name="waiting_open"),
    path("ke-hoach/<key:pk>/dong/<key:task>/trao-doi", remarks.remarks, name="remarks"),
    path("nhac/<key:pk>", remarks.seen, name="mention_seen"),
]
