"""Addresses of the site (địa chỉ): words a person can read aloud."""

from allauth.account import views as guard
from allauth.mfa.base import views as factors
from allauth.mfa.recovery_codes import views as spare
from allauth.mfa.totp import views as codes
from allauth.mfa.webauthn import views as keys
from allauth.socialaccount import views as elsewhere
from allauth.socialaccount.providers.openid_connect import views as oidc
from django.urls import path

from caitien.web import looks
from caitien.web.account import account, address, begin, forgotten
from caitien.web.account.again import asked_again
from caitien.web.account.sign_in import SignIn
from caitien.web.evidence.addresses import ADDRESSES as EVIDENCE
from caitien.web.findings import checking, rule_help, settling
from caitien.web.front import first_steps, guide, home, jobs, news, notices, searching
from caitien.web.handover.addresses import ADDRESSES as HAND_OVER
from caitien.web.incoming import dropping, reading
from caitien.web.nudges.addresses import ADDRESSES as NUDGES
from caitien.web.oversight.addresses import ADDRESSES as OVERSIGHT
from caitien.web.papers.addresses import ADDRESSES as PAPERS
from caitien.web.planning import beginning, consulting, plan, tasks
from caitien.web.planning.lifecycle import adjusting, life, story, versions
from caitien.web.planning.line_page import assigning, editing, indicators, line, many, splitting
from caitien.web.planning.parts import adjusting_parts, part_forms, plan_parts
from caitien.web.planning.recommendations import coverage, drafting, needs, needs_in
from caitien.web.planning.table_page import columns, table, table_lines
from caitien.web.publishing.addresses import ADDRESSES as PUBLISHING
from caitien.web.renewal.addresses import ADDRESSES as RENEWAL
from caitien.web.requests.member import for_everyone
from caitien.web.reviews.addresses import ADDRESSES as REVIEWS
from caitien.web.school import (
    archive,
    bodies,
    calendar,
    describe,
    invitation,
    people,
    people_list,
    schools,
    seals,
    site_state,
    trail,
    units,
)
from caitien.web.work.addresses import ADDRESSES as WORK

urlpatterns = [
    *WORK,
    *HAND_OVER,
    *EVIDENCE,
    *PAPERS,
    *RENEWAL,
    *REVIEWS,
    *OVERSIGHT,
    *NUDGES,
    *PUBLISHING,
    path("", home.home, name="home"),
    path("co-gi-moi", news.news, name="news"),
    path("nhap", dropping.drop, name="drop"),
    path("nhap/<key:pk>", reading.reading, name="reading"),
    path("nhap/<key:pk>/o", reading.cell, name="cell"),
    path("nhap/<key:pk>/sua", reading.correct, name="correct"),
    path("nhap/<key:pk>/nhan", reading.adopt, name="adopt"),
    path("nhap/<key:pk>/de-rieng", dropping.aside, name="put_aside"),
    path("nhap/<key:pk>/kiem-tra", checking.upload, name="check_upload"),
    path("kiem-tra", checking.plan, name="check"),
    path("<slug:kind>/<key:pk>/phat-hien/<slug:mark>/loi", settling.said, name="said"),
    path("<slug:kind>/<key:pk>/phat-hien/sua", settling.mend, name="mend"),
    path("<slug:kind>/<key:pk>/phat-hien/tra-lai", settling.restore, name="restore"),
    path("<slug:kind>/<key:pk>/phat-hien/bo-qua", settling.dismiss, name="dismiss"),
    path("<slug:kind>/<key:pk>/phat-hien/bo-qua-nhom", settling.dismiss_all, name="dismiss_group"),
    path("<slug:kind>/<key:pk>/phat-hien/xem-lai-nhom", settling.take_all_back, name="take_group_back"),
    path("<slug:kind>/<key:pk>/phat-hien/xem-lai", settling.take_back, name="take_back"),
    path("ke-hoach", plan.plan, name="plan"),
    path("ke-hoach/lap", beginning.begin, name="begin_plan"),
    path("ke-hoach/cot", columns.choose, name="plan_columns"),
    path("ke-hoach/<key:pk>/o", table.cells, name="plan_cells"),
    path("ke-hoach/<key:pk>/dong", table.lines, name="plan_lines"),
    path("ke-hoach/<key:pk>/dong/them", table_lines.add, name="line_add"),
    path("ke-hoach/<key:pk>/nhieu-dong", many.many, name="plan_many"),
    path("ke-hoach/<key:pk>/dong/da-bo", table_lines.removed, name="lines_removed"),
    path("ke-hoach/<key:pk>/dong/lay-lai", table_lines.bring_back, name="line_bring_back"),
    path("ke-hoach/<key:pk>/dong/<key:task>/bo", table_lines.remove, name="line_remove"),
    # its parts beside the lines
    path("ke-hoach/<key:pk>/phan", plan_parts.plan_parts, name="plan_parts"),
    path("ke-hoach/<key:pk>/phan/o", plan_parts.cells, name="part_cells"),
    path("ke-hoach/<key:pk>/phan/dong", plan_parts.rows, name="part_rows"),
    path("ke-hoach/<key:pk>/phan/them", part_forms.add, name="part_add"),
    path("ke-hoach/<key:pk>/phan/hai-dot", part_forms.usual_reviews, name="usual_reviews"),
    path("ke-hoach/<key:pk>/phan/dot-da-lam", part_forms.held, name="review_held"),
    path("ke-hoach/<key:pk>/phan/da-bo", part_forms.removed, name="parts_removed"),
    path("ke-hoach/<key:pk>/phan/lay-lai", part_forms.bring_back, name="part_bring_back"),
    path("ke-hoach/<key:pk>/phan/<str:part>/sua", part_forms.edit, name="part_edit"),
    path("ke-hoach/<key:pk>/phan/<str:part>/ghi", part_forms.record, name="part_record"),
    path("ke-hoach/<key:pk>/phan/<str:part>/bo", part_forms.remove, name="part_remove"),
    path("ke-hoach/viec", tasks.tasks, name="tasks"),
    path("ke-hoach/<key:pk>/<slug:form>.<slug:suffix>", plan.export, name="export"),
    path("ke-hoach/<key:pk>/lay-y-kien", consulting.consultations, name="consultations"),
    path("ke-hoach/<key:pk>/lay-y-kien/nhan", consulting.returned, name="consultation_return"),
    path("ke-hoach/<key:pk>/lay-y-kien/tu-tep/<key:upload>", consulting.from_upload, name="consult_upload"),
    path("ke-hoach/<key:pk>/lay-y-kien/<key:key>", consulting.consultation, name="consultation"),
    path("ke-hoach/<key:pk>/lay-y-kien/<key:key>/tep", consulting.file, name="consultation_file"),
    path("ke-hoach/<key:pk>/lay-y-kien/<key:key>/quyet-dinh", consulting.decide, name="consultation_decide"),
    # its life and adjustments, its story
    path("ke-hoach/<key:pk>/phe-duyet", life.life, name="life"),
    path("ke-hoach/<key:pk>/phe-duyet/trinh", life.submit, name="life_submit"),
    path("ke-hoach/<key:pk>/phe-duyet/rut-lai", life.take_back, name="life_take_back"),
    path("ke-hoach/<key:pk>/phe-duyet/tra-lai", life.send_back, name="life_send_back"),
    path("ke-hoach/<key:pk>/phe-duyet/duyet", life.approve, name="life_approve"),
    path("ke-hoach/<key:pk>/phe-duyet/ket-thuc", life.close, name="life_close"),
    path("ke-hoach/<key:pk>/phe-duyet/dinh-chinh", life.correct, name="life_correct"),
    path("ke-hoach/<key:pk>/ban", versions.versions, name="versions"),
    path("ke-hoach/<key:pk>/ban/<key:number>.<slug:suffix>", versions.version_file, name="version_file"),
    path("ke-hoach/<key:pk>/dieu-chinh", adjusting.adjustments, name="adjustments"),
    path("ke-hoach/<key:pk>/dieu-chinh/quyet-dinh", adjusting.decide, name="adjustments_decide"),
    path("ke-hoach/<key:pk>/dieu-chinh/them", adjusting.propose_line, name="propose_line"),
    path("ke-hoach/<key:pk>/dieu-chinh/phan", adjusting_parts.parts, name="adjust_parts"),
    path("ke-hoach/<key:pk>/dieu-chinh/phan-moi/<slug:kind>", adjusting_parts.propose_new, name="propose_new_part"),
    path("ke-hoach/<key:pk>/dieu-chinh/phan/<str:part>/rut", adjusting_parts.withdraw, name="propose_part_out"),
    path("ke-hoach/<key:pk>/dieu-chinh/phan/<str:part>", adjusting_parts.propose, name="propose_part"),
    path("ke-hoach/<key:pk>/dieu-chinh/<key:key>/rut-lai", adjusting.take_back, name="adjustment_take_back"),
    path("ke-hoach/<key:pk>/dong/<key:task>/dieu-chinh", adjusting.propose, name="propose"),
    path("ke-hoach/<key:pk>/dong/<key:task>/rut", adjusting.withdraw, name="propose_withdrawal"),
    path("ke-hoach/<key:pk>/cau-chuyen", story.story, name="story"),
    path("ke-hoach/<key:pk>/co-gi-moi", story.news, name="plan_news"),
    # the page of a line: its parts, its split, its indicators
    path("ke-hoach/<key:pk>/phan-cong", assigning.parts, name="parts"),
    path("ke-hoach/<key:pk>/dong/<key:task>", line.line, name="line"),
    path("ke-hoach/<key:pk>/dong/<key:task>/sua", editing.edit, name="line_edit"),
    path("ke-hoach/<key:pk>/dong/<key:task>/ket-qua", editing.report, name="line_report"),
    path("ke-hoach/<key:pk>/dong/<key:task>/giao", assigning.give, name="line_give"),
    path("ke-hoach/<key:pk>/dong/<key:task>/giao-theo-chu", assigning.accept, name="line_accept"),
    path("ke-hoach/<key:pk>/dong/<key:task>/thoi-giao", assigning.take, name="line_take"),
    path("ke-hoach/<key:pk>/dong/<key:task>/tach", splitting.split, name="line_split"),
    path("ke-hoach/<key:pk>/dong/<key:task>/gop", splitting.join, name="line_join"),
    path("ke-hoach/<key:pk>/dong/<key:task>/chi-so", indicators.define, name="indicator_define"),
    path("ke-hoach/<key:pk>/dong/<key:task>/chi-so/<key:key>", indicators.change, name="indicator_change"),
    path("ke-hoach/<key:pk>/dong/<key:task>/chi-so/<key:key>/do", indicators.write_down, name="indicator_measure"),
    # what a plan answers
    path("khuyen-nghi", needs.needs, name="needs"),
    path("khuyen-nghi/them", needs.add, name="add_need"),
    path("khuyen-nghi/dan", needs_in.paste, name="paste_needs"),
    path("khuyen-nghi/tep", needs_in.file, name="needs_file"),
    path("khuyen-nghi/xem-truoc", needs_in.look, name="needs_look"),
    path("khuyen-nghi/nhan", needs_in.keep, name="keep_needs"),
    path("khuyen-nghi/do-phu", coverage.coverage, name="coverage"),
    path("khuyen-nghi/noi", coverage.match, name="match_needs"),
    path("khuyen-nghi/<key:pk>", needs.need, name="need"),
    path("khuyen-nghi/<key:pk>/bo", needs.remove, name="remove_need"),
    path("khuyen-nghi/<key:pk>/soan", drafting.draft, name="draft_line"),
    path("ke-hoach/<key:pk>/dong/<key:task>/dap-lai", coverage.tie, name="tie_answer"),
    path("ke-hoach/<key:pk>/dong/<key:task>/thoi-dap-lai", coverage.untie, name="untie_answer"),
    path("huong-dan", guide.guide, name="guide"),
    path("huong-dan/ba-buoc", first_steps.steps, name="first_steps"),
    path("huong-dan/<slug:slug>", guide.guide_page, name="guide_page"),
    path("tim", searching.search, name="search"),
    path("tin", notices.notices, name="notices"),
    path("tin/da-doc", notices.read_all, name="notices_read"),
    path("tin/<key:pk>", notices.open_notice, name="notice_open"),
    path("giao-dien", looks.looks, name="looks"),
    path("giup-do/quy-tac", rule_help.index, name="rules"),
    path("giup-do/quy-tac/<slug:code>", rule_help.page, name="rule"),
    # background work
    path("viec-nen/<key:pk>", jobs.job, name="job"),
    path("viec-nen/<key:pk>/tep", jobs.job_file, name="job_file"),
    path("viec-nen/<key:pk>/lam-lai", jobs.job_again, name="job_again"),
    # people and units of the school; the door of an invitation
    path("truong/nguoi", people.people, name="people"),
    path("truong/nguoi/<key:pk>", people.person, name="person"),
    path("truong/nguoi/<key:pk>/mat-khau", forgotten.reset_person, name="person_reset"),
    path("truong/nguoi/<key:pk>/dua-ra", people.out, name="person_out"),
    path("truong/nguoi/danh-sach", people_list.people_list, name="people_list"),
    path("truong/nguoi/danh-sach/moi", people_list.people_bring, name="people_bring"),
    path("truong/loi-moi/<key:pk>/duong-dan", people.link, name="invitation_link"),
    path("truong/loi-moi/<key:pk>/rut", people.take_back, name="invitation_withdraw"),
    path("truong/nhat-ky", trail.trail, name="trail"),
    path("truong/nhat-ky/truoc-day", archive.former_trail, name="former_trail"),
    path("truong/ban-luu", archive.archive, name="archive"),
    path("truong/ban-luu/lap", archive.ask_archive, name="ask_archive"),
    path("truong/to", units.units, name="units"),
    path("truong/to/<key:pk>", units.unit, name="unit"),
    path("truong/don-vi/<key:pk>", units.outside_body, name="outside_body"),
    path("loi-moi", invitation.invitation, name="invitation"),
    path("loi-moi/<str:secret>", invitation.invitation_of_old, name="invitation_of_old"),
    # the school itself; from school to school; the bodies above
    path("truong", describe.school, name="school"),
    path("truong/diem", describe.campus, name="campus"),
    path("truong/diem/<key:pk>/bo", describe.campus_out, name="campus_out"),
    path("truong/danh-gia-ngoai", describe.evaluated, name="school_evaluated"),
    path("truong/cap-tren", describe.body_above, name="school_body"),
    path("truong/bao-ve", describe.second_factor, name="second_factor"),
    path("truong/nguoi/<key:pk>/go-bao-ve", describe.factors_out, name="factors_out"),
    path("truong/lich", calendar.calendar, name="calendar"),
    path("doi-truong", schools.switch, name="switch"),
    path("truong-truc-thuoc", schools.schools, name="schools"),
    path("co-quan", bodies.bodies, name="bodies"),
    path("co-quan/nhat-ky", seals.seals, name="seals"),
    path("co-quan/tinh-trang", site_state.site_state, name="site_state"),
    path("co-quan/tinh-trang/sao-luu", site_state.back_up_now, name="back_up_now"),
    path("co-quan/nhat-ky/dau-niem.txt", seals.seals_file, name="seals_file"),
    path("co-quan/<key:pk>", bodies.body, name="body"),
    path("co-quan/<key:pk>/chuyen", bodies.move, name="body_move"),
    path("co-quan/truong/<key:pk>/ban-luu", archive.kept, name="archive_kept"),
    path("co-quan/truong/<key:pk>/moi", bodies.first_person, name="first_person"),
    path("co-quan/loi-moi/<key:pk>", bodies.officer_link, name="officer_link"),
    # the door
    path("bat-dau", begin.first_run, name="begin"),
    path("dang-nhap", SignIn.as_view(), name="account_login"),
    path("quen-mat-khau", forgotten.forgotten, name="forgotten"),
    path("mat-khau-moi", forgotten.password_link, name="password_link"),
    path("dang-nhap/ma", factors.authenticate, name="mfa_authenticate"),
    path("dang-nhap/khoa", keys.login_webauthn, name="mfa_login_webauthn"),
    path("dang-nhap/huy", elsewhere.login_cancelled, name="socialaccount_login_cancelled"),
    path("dang-nhap/bang/<slug:provider_id>", oidc.login, name="openid_connect_login"),
    path("dang-nhap/bang/<slug:provider_id>/ve", oidc.callback, name="openid_connect_callback"),
    path("dang-xuat", guard.logout, name="account_logout"),
    path("tam-khoa", guard.account_inactive, name="account_inactive"),
    # one's own account
    path("tai-khoan", account.account, name="account"),
    path("tai-khoan/thu", address.email_proof, name="email_proof"),
    path("tai-khoan/them-bao-ve", account.protect, name="protect"),
    path("tai-khoan/mat-khau", for_everyone(guard.password_change), name="account_change_password"),
    path("tai-khoan/mat-khau/dat", for_everyone(asked_again(guard.password_set)), name="account_set_password"),
    path("tai-khoan/xac-nhan", for_everyone(guard.reauthenticate), name="account_reauthenticate"),
    path("tai-khoan/xac-nhan/ma", for_everyone(factors.reauthenticate), name="mfa_reauthenticate"),
    path("tai-khoan/xac-nhan/khoa", for_everyone(keys.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
    path("tai-khoan/bao-ve", for_everyone(account.to_account), name="mfa_index"),
    path("tai-khoan/ma", for_everyone(codes.activate_totp), name="mfa_activate_totp"),
    path("tai-khoan/ma/tat", for_everyone(codes.deactivate_totp), name="mfa_deactivate_totp"),
    path("tai-khoan/ma-du-phong", for_everyone(asked_again(spare.view_recovery_codes)), name="mfa_view_recovery_codes"),
    path(
        "tai-khoan/ma-du-phong/tep",
        for_everyone(asked_again(spare.download_recovery_codes)),
        name="mfa_download_recovery_codes",
    ),
    path("tai-khoan/ma-du-phong/moi", for_everyone(spare.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("tai-khoan/khoa", for_everyone(account.to_account), name="mfa_list_webauthn"),
    path("tai-khoan/khoa/them", for_everyone(keys.add_webauthn), name="mfa_add_webauthn"),
    path("tai-khoan/khoa/<key:pk>", for_everyone(keys.edit_webauthn), name="mfa_edit_webauthn"),
    path("tai-khoan/khoa/<key:pk>/bo", for_everyone(keys.remove_webauthn), name="mfa_remove_webauthn"),
    path("tai-khoan/phien", account.sessions, name="usersessions_list"),
    path("tai-khoan/phien/<key:pk>/dung", account.end_session, name="session_end"),
]

handler400 = "caitien.web.errors.bad_request"
handler403 = "caitien.web.errors.forbidden"
handler404 = "caitien.web.errors.not_found"
handler500 = "caitien.web.errors.broken"
