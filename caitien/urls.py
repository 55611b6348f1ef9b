"""Addresses of the site (địa chỉ): words a person can read aloud."""

from allauth.account import views as guard
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as spare
from allauth.mfa.totp import views as codes
from allauth.mfa.webauthn import views as keys
from allauth.socialaccount import views as elsewhere
from allauth.socialaccount.providers.openid_connect import views as oidc
from django.urls import path

from caitien.web import checking, drop, home, jobs, plan, reading, rule_help, settling
from caitien.web.account import account, begin
from caitien.web.account.sign_in import SignIn
from caitien.web.member import for_everyone
from caitien.web.papers.addresses import ADDRESSES as PAPERS
from caitien.web.planning import (
    adjusting,
    assigning,
    beginning,
    consulting,
    coverage,
    drafting,
    editing,
    indicators,
    life,
    line,
    needs,
    needs_in,
    splitting,
    story,
    table,
    table_lines,
    tasks,
    versions,
)
from caitien.web.renewal.addresses import ADDRESSES as RENEWAL
from caitien.web.school import bodies, calendar, describe, invitation, people, people_list, schools, trail, units
from caitien.web.work.addresses import ADDRESSES as WORK

urlpatterns = [
    *WORK,
    *PAPERS,
    *RENEWAL,
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
    path("ke-hoach/lap", beginning.begin, name="begin_plan"),
    path("ke-hoach/<int:pk>/o", table.cells, name="plan_cells"),
    path("ke-hoach/<int:pk>/dong", table.lines, name="plan_lines"),
    path("ke-hoach/<int:pk>/dong/them", table_lines.add, name="line_add"),
    path("ke-hoach/<int:pk>/dong/lay-lai", table_lines.bring_back, name="line_bring_back"),
    path("ke-hoach/<int:pk>/dong/<int:task>/bo", table_lines.remove, name="line_remove"),
    path("ke-hoach/viec", tasks.tasks, name="tasks"),
    path("ke-hoach/<int:pk>/<slug:form>.<slug:suffix>", plan.export, name="export"),
    path("ke-hoach/<int:pk>/lay-y-kien", consulting.consultations, name="consultations"),
    path("ke-hoach/<int:pk>/lay-y-kien/nhan", consulting.returned, name="consultation_return"),
    path("ke-hoach/<int:pk>/lay-y-kien/tu-tep/<int:upload>", consulting.from_upload, name="consult_upload"),
    path("ke-hoach/<int:pk>/lay-y-kien/<int:key>", consulting.consultation, name="consultation"),
    path("ke-hoach/<int:pk>/lay-y-kien/<int:key>/tep", consulting.file, name="consultation_file"),
    path("ke-hoach/<int:pk>/lay-y-kien/<int:key>/quyet-dinh", consulting.decide, name="consultation_decide"),
    # its life and adjustments, its story
    path("ke-hoach/<int:pk>/phe-duyet", life.life, name="life"),
    path("ke-hoach/<int:pk>/phe-duyet/trinh", life.submit, name="life_submit"),
    path("ke-hoach/<int:pk>/phe-duyet/rut-lai", life.take_back, name="life_take_back"),
    path("ke-hoach/<int:pk>/phe-duyet/tra-lai", life.send_back, name="life_send_back"),
    path("ke-hoach/<int:pk>/phe-duyet/duyet", life.approve, name="life_approve"),
    path("ke-hoach/<int:pk>/phe-duyet/ket-thuc", life.close, name="life_close"),
    path("ke-hoach/<int:pk>/phe-duyet/dinh-chinh", life.correct, name="life_correct"),
    path("ke-hoach/<int:pk>/ban", versions.versions, name="versions"),
    path("ke-hoach/<int:pk>/ban/<int:number>.<slug:suffix>", versions.version_file, name="version_file"),
    path("ke-hoach/<int:pk>/dieu-chinh", adjusting.adjustments, name="adjustments"),
    path("ke-hoach/<int:pk>/dieu-chinh/quyet-dinh", adjusting.decide, name="adjustments_decide"),
    path("ke-hoach/<int:pk>/dieu-chinh/them", adjusting.propose_line, name="propose_line"),
    path("ke-hoach/<int:pk>/dieu-chinh/<int:key>/rut-lai", adjusting.take_back, name="adjustment_take_back"),
    path("ke-hoach/<int:pk>/dong/<int:task>/dieu-chinh", adjusting.propose, name="propose"),
    path("ke-hoach/<int:pk>/dong/<int:task>/rut", adjusting.withdraw, name="propose_withdrawal"),
    path("ke-hoach/<int:pk>/cau-chuyen", story.story, name="story"),
    # the page of a line: its parts, its split, its indicators
    path("ke-hoach/<int:pk>/phan-cong", assigning.parts, name="parts"),
    path("ke-hoach/<int:pk>/dong/<int:task>", line.line, name="line"),
    path("ke-hoach/<int:pk>/dong/<int:task>/sua", editing.edit, name="line_edit"),
    path("ke-hoach/<int:pk>/dong/<int:task>/ket-qua", editing.report, name="line_report"),
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
    path("khuyen-nghi/<int:pk>/soan", drafting.draft, name="draft_line"),
    path("ke-hoach/<int:pk>/dong/<int:task>/dap-lai", coverage.tie, name="tie_answer"),
    path("ke-hoach/<int:pk>/dong/<int:task>/thoi-dap-lai", coverage.untie, name="untie_answer"),
    path("giup-do/quy-tac", rule_help.index, name="rules"),
    path("giup-do/quy-tac/<slug:code>", rule_help.page, name="rule"),
    # background work
    path("viec-nen/<int:pk>", jobs.job, name="job"),
    path("viec-nen/<int:pk>/tep", jobs.job_file, name="job_file"),
    path("viec-nen/<int:pk>/lam-lai", jobs.job_again, name="job_again"),
    # people and units of the school; the door of an invitation
    path("truong/nguoi", people.people, name="people"),
    path("truong/nguoi/<int:pk>", people.person, name="person"),
    path("truong/nguoi/<int:pk>/dua-ra", people.out, name="person_out"),
    path("truong/nguoi/danh-sach", people_list.people_list, name="people_list"),
    path("truong/nguoi/danh-sach/moi", people_list.people_bring, name="people_bring"),
    path("truong/loi-moi/<int:pk>/duong-dan", people.link, name="invitation_link"),
    path("truong/loi-moi/<int:pk>/rut", people.take_back, name="invitation_withdraw"),
    path("truong/nhat-ky", trail.trail, name="trail"),
    path("truong/to", units.units, name="units"),
    path("truong/to/<int:pk>", units.unit, name="unit"),
    path("truong/don-vi/<int:pk>", units.outside_body, name="outside_body"),
    path("loi-moi/<str:secret>", invitation.invitation, name="invitation"),
    # the school itself; from school to school; the bodies above
    path("truong", describe.school, name="school"),
    path("truong/diem", describe.campus, name="campus"),
    path("truong/diem/<int:pk>/bo", describe.campus_out, name="campus_out"),
    path("truong/cap-tren", describe.body_above, name="school_body"),
    path("truong/bao-ve", describe.second_factor, name="second_factor"),
    path("truong/nguoi/<int:pk>/go-bao-ve", describe.factors_out, name="factors_out"),
    path("truong/lich", calendar.calendar, name="calendar"),
    path("doi-truong", schools.switch, name="switch"),
    path("truong-truc-thuoc", schools.schools, name="schools"),
    path("co-quan", bodies.bodies, name="bodies"),
    path("co-quan/<int:pk>", bodies.body, name="body"),
    path("co-quan/<int:pk>/chuyen", bodies.move, name="body_move"),
    path("co-quan/truong/<int:pk>/moi", bodies.first_person, name="first_person"),
    path("co-quan/loi-moi/<int:pk>", bodies.officer_link, name="officer_link"),
    # the door
    path("bat-dau", begin.first_run, name="begin"),
    path("dang-nhap", SignIn.as_view(), name="account_login"),
    path("dang-nhap/ma", factors.authenticate, name="mfa_authenticate"),
    path("dang-nhap/khoa", keys.login_webauthn, name="mfa_login_webauthn"),
    path("dang-nhap/huy", elsewhere.login_cancelled, name="socialaccount_login_cancelled"),
    path("dang-nhap/bang/<slug:provider_id>", oidc.login, name="openid_connect_login"),
    path("dang-nhap/bang/<slug:provider_id>/ve", oidc.callback, name="openid_connect_callback"),
    path("dang-xuat", guard.logout, name="account_logout"),
    path("tam-khoa", guard.account_inactive, name="account_inactive"),
    # one's own account
    path("tai-khoan", account.account, name="account"),
    path("tai-khoan/them-bao-ve", account.protect, name="protect"),
    path("tai-khoan/mat-khau", for_everyone(guard.password_change), name="account_change_password"),
    path("tai-khoan/mat-khau/dat", for_everyone(guard.password_set), name="account_set_password"),
    path("tai-khoan/xac-nhan", for_everyone(guard.reauthenticate), name="account_reauthenticate"),
    path("tai-khoan/xac-nhan/ma", for_everyone(factors.reauthenticate), name="mfa_reauthenticate"),
    path("tai-khoan/xac-nhan/khoa", for_everyone(keys.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
    path("tai-khoan/bao-ve", for_everyone(account.to_account), name="mfa_index"),
    path("tai-khoan/ma", for_everyone(codes.activate_totp), name="mfa_activate_totp"),
    path("tai-khoan/ma/tat", for_everyone(codes.deactivate_totp), name="mfa_deactivate_totp"),
    path("tai-khoan/ma-du-phong", for_everyone(spare.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("tai-khoan/ma-du-phong/tep", for_everyone(spare.download_recovery_codes), name="mfa_download_recovery_codes"),
    path("tai-khoan/ma-du-phong/moi", for_everyone(spare.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("tai-khoan/khoa", for_everyone(account.to_account), name="mfa_list_webauthn"),
    path("tai-khoan/khoa/them", for_everyone(keys.add_webauthn), name="mfa_add_webauthn"),
    path("tai-khoan/khoa/<int:pk>", for_everyone(keys.edit_webauthn), name="mfa_edit_webauthn"),
    path("tai-khoan/khoa/<int:pk>/bo", for_everyone(keys.remove_webauthn), name="mfa_remove_webauthn"),
    path("tai-khoan/phien", account.sessions, name="usersessions_list"),
    path("tai-khoan/phien/<int:pk>/dung", account.end_session, name="session_end"),
]

handler400 = "caitien.web.errors.bad_request"
handler403 = "caitien.web.errors.forbidden"
handler404 = "caitien.web.errors.not_found"
handler500 = "caitien.web.errors.broken"
