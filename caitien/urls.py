"""Addresses of the site (địa chỉ): words a person can read aloud."""

from allauth.account.views import AccountInactiveView, LogoutView
from django.urls import path

from caitien.web import checking, drop, home, plan, reading, rule_help, settling
from caitien.web.planning import assigning, consulting, coverage, indicators, line, needs, needs_in, splitting
from caitien.web.school import invitation, people, people_list, units
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
    path("ke-hoach/<int:pk>/lay-y-kien", consulting.consultations, name="consultations"),
    path("ke-hoach/<int:pk>/lay-y-kien/nhan", consulting.returned, name="consultation_return"),
    path("ke-hoach/<int:pk>/lay-y-kien/tu-tep/<int:upload>", consulting.from_upload, name="consult_upload"),
    path("ke-hoach/<int:pk>/lay-y-kien/<int:key>", consulting.consultation, name="consultation"),
    path("ke-hoach/<int:pk>/lay-y-kien/<int:key>/tep", consulting.file, name="consultation_file"),
    path("ke-hoach/<int:pk>/lay-y-kien/<int:key>/quyet-dinh", consulting.decide, name="consultation_decide"),
    # the page of a line: its parts, its split, its indicators
    path("ke-hoach/<int:pk>/phan-cong", assigning.parts, name="parts"),
    path("ke-hoach/<int:pk>/dong/<int:task>", line.line, name="line"),
    path("ke-hoach/<int:pk>/dong/<int:task>/giao", assigning.give, name="line_give"),
    path("ke-hoach/<int:pk>/dong/<int:task>/giao-theo-chu", assigning.accept, name="line_accept"),
    path("ke-hoach/<int:pk>/dong/<int:task>/thoi-giao", assigning.take, name="line_take"),
    path("ke-hoach/<int:pk>/dong/<int:task>/tach", splitting.split, name="line_split"),
    path("ke-hoach/<int:pk>/dong/<int:task>/gop", splitting.join, name="line_join"),
    path("ke-hoach/<int:pk>/dong/<int:task>/chi-so", indicators.define, name="indicator_define"),
    path("ke-hoach/<int:pk>/dong/<int:task>/chi-so/<int:key>", indicators.change, name="indicator_change"),
    path("ke-hoach/<int:pk>/dong/<int:task>/chi-so/<int:key>/do", indicators.write_down, name="indicator_measure"),
    # what a plan answers
    path("khuyen-nghi", needs.needs, name="needs"),
    path("khuyen-nghi/them", needs.add, name="add_need"),
    path("khuyen-nghi/dan", needs_in.paste, name="paste_needs"),
    path("khuyen-nghi/tep", needs_in.file, name="needs_file"),
    path("khuyen-nghi/xem-truoc", needs_in.look, name="needs_look"),
    path("khuyen-nghi/nhan", needs_in.keep, name="keep_needs"),
    path("khuyen-nghi/do-phu", coverage.coverage, name="coverage"),
    path("khuyen-nghi/noi", coverage.match, name="match_needs"),
    path("khuyen-nghi/<int:pk>", needs.need, name="need"),
    path("khuyen-nghi/<int:pk>/bo", needs.remove, name="remove_need"),
    path("ke-hoach/<int:pk>/dong/<int:task>/dap-lai", coverage.tie, name="tie_answer"),
    path("ke-hoach/<int:pk>/dong/<int:task>/thoi-dap-lai", coverage.untie, name="untie_answer"),
    path("giup-do/quy-tac", rule_help.index, name="rules"),
    path("giup-do/quy-tac/<slug:code>", rule_help.page, name="rule"),
    # people and units of the school; the door of an invitation
    path("truong/nguoi", people.people, name="people"),
    path("truong/nguoi/<int:pk>", people.person, name="person"),
    path("truong/nguoi/<int:pk>/dua-ra", people.out, name="person_out"),
    path("truong/nguoi/danh-sach", people_list.people_list, name="people_list"),
    path("truong/nguoi/danh-sach/moi", people_list.people_bring, name="people_bring"),
    path("truong/loi-moi/<int:pk>/duong-dan", people.link, name="invitation_link"),
    path("truong/loi-moi/<int:pk>/rut", people.take_back, name="invitation_withdraw"),
    path("truong/to", units.units, name="units"),
    path("truong/to/<int:pk>", units.unit, name="unit"),
    path("truong/don-vi/<int:pk>", units.outside_body, name="outside_body"),
    path("loi-moi/<str:secret>", invitation.invitation, name="invitation"),
    path("dang-nhap", SignIn.as_view(), name="account_login"),
    path("dang-xuat", LogoutView.as_view(), name="account_logout"),
    path("tam-khoa", AccountInactiveView.as_view(), name="account_inactive"),
]

handler400 = "caitien.web.errors.bad_request"
handler403 = "caitien.web.errors.forbidden"
handler404 = "caitien.web.errors.not_found"
handler500 = "caitien.web.errors.broken"
