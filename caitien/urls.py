"""Addresses of the site (địa chỉ): words a person can read aloud."""

from allauth.account.views import AccountInactiveView, LogoutView
from django.urls import path

from caitien.web import drop, home, plan, reading
from caitien.web.sign_in import SignIn

urlpatterns = [
    path("", home.home, name="home"),
    path("nhap", drop.drop, name="drop"),
    path("nhap/<int:pk>", reading.reading, name="reading"),
    path("nhap/<int:pk>/o", reading.cell, name="cell"),
    path("nhap/<int:pk>/sua", reading.correct, name="correct"),
    path("nhap/<int:pk>/nhan", reading.adopt, name="adopt"),
    path("ke-hoach", plan.plan, name="plan"),
    path("ke-hoach/<int:pk>/<slug:form>.<slug:suffix>", plan.export, name="export"),
    path("dang-nhap", SignIn.as_view(), name="account_login"),
    path("dang-xuat", LogoutView.as_view(), name="account_logout"),
    path("tam-khoa", AccountInactiveView.as_view(), name="account_inactive"),
]

handler400 = "caitien.web.errors.bad_request"
handler403 = "caitien.web.errors.forbidden"
handler404 = "caitien.web.errors.not_found"
handler500 = "caitien.web.errors.broken"
