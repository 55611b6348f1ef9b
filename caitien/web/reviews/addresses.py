"""Addresses of these pages (địa chỉ)."""

from typing import Final

from django.urls import URLPattern, path

from caitien.web.reviews import differences, meetings, panels, proposals, report, reviews

ADDRESSES: Final[list[URLPattern]] = [
    path("ra-soat", reviews.reviews, name="reviews"),
    path("ra-soat/chuan-bi", reviews.prepare, name="review_prepare"),
    path("ra-soat/mat-mang.js", reviews.offline, name="review_offline"),
    path("ra-soat/to", panels.panels, name="panels"),
    path("ra-soat/to/quyet-dinh", panels.decision, name="panel_decision"),
    path("ra-soat/to/them", panels.add, name="panel_add"),
    path("ra-soat/to/nguoi-ngoai", panels.outsider, name="panel_outsider"),
    path("ra-soat/to/<key:pk>/bo", panels.drop, name="panel_drop"),
    path("ra-soat/<key:pk>", reviews.review, name="review"),
    path("ra-soat/<key:pk>/bo", reviews.drop, name="review_drop"),
    path("ra-soat/<key:pk>/mo", reviews.open_it, name="review_open"),
    path("ra-soat/<key:pk>/them-dong", reviews.add_lines, name="review_add_lines"),
    path("ra-soat/<key:pk>/xem-xong", reviews.hand_in, name="review_hand_in"),
    path("ra-soat/<key:pk>/ket-luan", reviews.conclude, name="review_conclude"),
    path("ra-soat/<key:pk>/dong", reviews.close, name="review_close"),
    path("ra-soat/<key:pk>/mo-lai", reviews.reopen, name="review_reopen"),
    path("ra-soat/<key:pk>/dong/<key:line>", reviews.verdict, name="verdict"),
    path("ra-soat/<key:pk>/chenh-lech", differences.differences, name="differences"),
    path("ra-soat/<key:pk>/chenh-lech/<key:line>/tra-loi", differences.reply, name="difference_reply"),
    path("ra-soat/<key:pk>/chenh-lech/<key:line>/ket-luan", differences.rule, name="difference_rule"),
    path("ra-soat/<key:pk>/bao-cao", report.report, name="monitoring_report"),
    path("ra-soat/<key:pk>/bao-cao/tep.docx", report.file, name="monitoring_report_file"),
    path("ra-soat/<key:pk>/bao-cao/loi/<slug:slot>", report.word, name="monitoring_report_word"),
    path("ra-soat/<key:pk>/bao-cao/ban-hanh", report.issue, name="monitoring_report_issue"),
    path("ra-soat/<key:pk>/kien-nghi", report.recommend_it, name="recommend"),
    path("ra-soat/<key:pk>/kien-nghi/<key:key>", report.answer, name="recommendation_answer"),
    path("ra-soat/<key:pk>/bai-hoc", report.lesson, name="lesson"),
    path("hop", meetings.meetings, name="meetings"),
    path("hop/chuan-bi", meetings.prepare, name="meeting_prepare"),
    path("hop/<key:pk>", meetings.meeting, name="meeting"),
    path("hop/<key:pk>/diem-danh", meetings.attendance, name="meeting_attendance"),
    path("hop/<key:pk>/bat-dau", meetings.begin, name="meeting_begin"),
    path("hop/<key:pk>/chuong-trinh", meetings.renew, name="meeting_renew"),
    path("hop/<key:pk>/them-muc", meetings.add, name="meeting_add"),
    path("hop/<key:pk>/ket-thuc", meetings.end, name="meeting_end"),
    path("hop/<key:pk>/thong-qua", meetings.approve, name="meeting_approve"),
    path("hop/<key:pk>/bien-ban.docx", meetings.file, name="meeting_file"),
    path("hop/<key:pk>/ban-hanh", meetings.issue, name="meeting_issue"),
    path("hop/<key:pk>/muc/<key:item>/bo", meetings.drop, name="meeting_item_drop"),
    path("hop/<key:pk>/muc/<key:item>/dien-bien", meetings.write, name="meeting_item_write"),
    path("hop/<key:pk>/muc/<key:item>/ket-luan", meetings.decide, name="meeting_item_decide"),
    path("de-xuat", proposals.proposals, name="proposals"),
    path("de-xuat/gui", proposals.make, name="proposal_make"),
    path("de-xuat/<key:pk>/tra-loi", proposals.answer, name="proposal_answer"),
]
