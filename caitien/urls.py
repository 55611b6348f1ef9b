"""Addresses of the site (địa chỉ): words a person can read aloud."""

from allauth.account.views import AccountInactiveView, LogoutView
from django.urls import path

from caitien.web import checking, drop, home, plan, reading, rule_help, settling
from caitien.web.sign_in import SignIn

urlpatterns = [
    path("", home.home, name="home"),
    path("nhap", drop.drop, name="drop"),
    path("nhap/<int:pk>", reading.reading, name="reading"),
    path("nhap/<int:pk>/o", reading.cell, name="cell"),
    path("nhap/<int:pk>/sua", reading.correct, name="correct"),
    path("nhap/<int:pk>/nhan", reading.adopt, name="adopt"),
    path("nhap/<int:pk>/kiem-tra", checking.upload, name="check_upload"),
    path("kiem-tra", checking.plan, name="check"),
    path("<slug:kind>/<int:pk>/phat-hien/sua", settling.mend, name="mend"),
    path("<slug:kind>/<int:pk>/phat-hien/tra-lai", settling.restore, name="restore"),
    path("<slug:kind>/<int:pk>/phat-hien/bo-qua", settling.dismiss, name="dismiss"),
    path("<slug:kind>/<int:pk>/phat-hien/xem-lai", settling.take_back, name="take_back"),
    path("ke-hoach", plan.plan, name="plan"),
    path("ke-hoach/<int:pk>/<slug:form>.<slug:suffix>", plan.export, name="export"),
    path("giup-do/quy-tac", rule_help.index, name="rules"),
    path("giup-do/quy-tac/<slug:code>", rule_help.page, name="rule"),
    path("dang-nhap", SignIn.as_view(), name="account_login"),
    path("dang-xuat", LogoutView.as_view(), name="account_logout"),
    path("tam-khoa", AccountInactiveView.as_view(), name="account_inactive"),
]

handler400 = "caitien.web.errors.bad_request"
handler403 = "caitien.web.errors.forbidden"
handler404 = "caitien.web.errors.not_found"
handler500 = "caitien.web.errors.broken"
