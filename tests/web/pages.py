"""Every address of the site (mọi địa chỉ): the verb it asks for, where it is, what is sent to it."""

from typing import Final

from tests.web import pages_of_papers, pages_of_renewal, pages_of_work
from tests.web.page import Page

PAGES: Final = {
    **pages_of_work.PAGES,
    **pages_of_papers.PAGES,
    **pages_of_renewal.PAGES,
    "home": Page("plan.look", "/"),
    # a file comes in
    "drop": Page("upload.look", "/nhap"),
    "reading": Page("upload.look", "/nhap/{upload}"),
    "cell": Page("upload.look", "/nhap/{upload}/o?o=strengths"),
    "correct": Page("upload.correct", "/nhap/{upload}/sua?o=strengths", {"text": "Chữ mới"}),
    "adopt": Page("upload.adopt", "/nhap/{upload}/nhan", {}),
    # findings
    "check": Page("finding.look", "/kiem-tra"),
    "check_upload": Page("finding.look", "/nhap/{upload}/kiem-tra"),
    "mend": Page("finding.mend", "/nhap/{upload}/phat-hien/sua", {"mark": "khong-co"}),
    "restore": Page("finding.restore", "/ke-hoach/{plan}/phat-hien/tra-lai", {"key": "1"}),
    "dismiss": Page("finding.dismiss", "/ke-hoach/{plan}/phat-hien/bo-qua", {"mark": "x", "reason": "Đã có công văn"}),
    "take_back": Page("finding.take_back", "/ke-hoach/{plan}/phat-hien/xem-lai", {"mark": "x"}),
    "rules": Page("", "/giup-do/quy-tac"),
    "rule": Page("", "/giup-do/quy-tac/p01"),
    # the plan
    "plan": Page("plan.look", "/ke-hoach"),
    "begin_plan": Page("plan.begin", "/ke-hoach/lap"),
    "plan_cells": Page("plan.look", "/ke-hoach/{plan}/o", {}),
    "plan_lines": Page("plan.look", "/ke-hoach/{plan}/dong?dong={task}"),
    "line_add": Page("plan.edit", "/ke-hoach/{plan}/dong/them", {"after": "{task}"}),
    "line_remove": Page("plan.edit", "/ke-hoach/{plan}/dong/{task}/bo", {"seen": "x"}),
    "line_bring_back": Page("plan.edit", "/ke-hoach/{plan}/dong/lay-lai", {"task": "1"}),
    "tasks": Page("plan.look", "/ke-hoach/viec"),
    "export": Page("plan.export", "/ke-hoach/{plan}/bao-cao.docx"),
    # its life and adjustments
    "life": Page("plan.look", "/ke-hoach/{plan}/phe-duyet"),
    "life_submit": Page("plan.submit", "/ke-hoach/{plan}/phe-duyet/trinh", {}),
    "life_send_back": Page("plan.send_back", "/ke-hoach/{plan}/phe-duyet/tra-lai", {"reason": "Thiếu kinh phí"}),
    "life_take_back": Page("plan.take_back", "/ke-hoach/{plan}/phe-duyet/rut-lai", {}),
    "life_approve": Page("plan.approve", "/ke-hoach/{plan}/phe-duyet/duyet", {"date": "05/09/2026"}),
    "life_close": Page("plan.close", "/ke-hoach/{plan}/phe-duyet/ket-thuc", {}),
    "life_correct": Page(
        "plan.correct_head",
        "/ke-hoach/{plan}/phe-duyet/dinh-chinh",
        {"number": "12/KH-HS", "date": "05/09/2026", "reason": "Vào sổ nhầm", "seen": "1"},
    ),
    "versions": Page("plan.look", "/ke-hoach/{plan}/ban"),
    "version_file": Page("plan.export", "/ke-hoach/{plan}/ban/{version}.docx"),
    "adjustments": Page("plan.look", "/ke-hoach/{plan}/dieu-chinh"),
    "adjustments_decide": Page("adjustment.decide", "/ke-hoach/{plan}/dieu-chinh/quyet-dinh", {}),
    "adjustment_take_back": Page("adjustment.take_back", "/ke-hoach/{plan}/dieu-chinh/{adjustment}/rut-lai", {}),
    "propose": Page("adjustment.propose", "/ke-hoach/{plan}/dong/{task}/dieu-chinh"),
    "propose_withdrawal": Page("adjustment.propose", "/ke-hoach/{plan}/dong/{task}/rut", {"reason": "Hết vốn"}),
    "propose_line": Page("adjustment.propose", "/ke-hoach/{plan}/dieu-chinh/them"),
    # its lines, their parts and indicators
    "line": Page("plan.look", "/ke-hoach/{plan}/dong/{task}"),
    "line_edit": Page("plan.edit", "/ke-hoach/{plan}/dong/{task}/sua"),
    "line_report": Page("task.report", "/ke-hoach/{plan}/dong/{task}/ket-qua"),
    "line_give": Page("task.assign", "/ke-hoach/{plan}/dong/{task}/giao", {"who": "unit {unit}", "part": "lead"}),
    "line_accept": Page("task.assign", "/ke-hoach/{plan}/dong/{task}/giao-theo-chu", {}),
    "line_take": Page("task.assign", "/ke-hoach/{plan}/dong/{task}/thoi-giao", {"assignment": "1"}),
    "parts": Page("task.assign", "/ke-hoach/{plan}/phan-cong"),
    "line_split": Page("plan.edit", "/ke-hoach/{plan}/dong/{task}/tach"),
    "line_join": Page("plan.edit", "/ke-hoach/{plan}/dong/{task}/gop", {}),
    "indicator_define": Page("indicator.define", "/ke-hoach/{plan}/dong/{task}/chi-so", {"name": "Số sách mới"}),
    "indicator_change": Page("indicator.define", "/ke-hoach/{plan}/dong/{task}/chi-so/{indicator}"),
    "indicator_measure": Page(
        "indicator.measure",
        "/ke-hoach/{plan}/dong/{task}/chi-so/{indicator}/do",
        {"value": "1,5", "date": "05/09/2026"},
    ),
    # the round trip
    "consultations": Page("consultation.look", "/ke-hoach/{plan}/lay-y-kien"),
    "consultation": Page("consultation.look", "/ke-hoach/{plan}/lay-y-kien/{consultation}"),
    "consultation_file": Page("consultation.look", "/ke-hoach/{plan}/lay-y-kien/{consultation}/tep"),
    "consultation_return": Page(
        "consultation.take_back", "/ke-hoach/{plan}/lay-y-kien/nhan", {"luot": "{consultation}"}
    ),
    "consultation_decide": Page(
        "suggestion.decide", "/ke-hoach/{plan}/lay-y-kien/{consultation}/quyet-dinh", {"khong": "tat-ca"}
    ),
    "consult_upload": Page("consultation.take_back", "/ke-hoach/{plan}/lay-y-kien/tu-tep/{upload}", {}),
    # needs
    "needs": Page("plan.look", "/khuyen-nghi"),
    "add_need": Page("need.record", "/khuyen-nghi/them", {"kind": "weakness", "text": "Mái nhà xe dột"}),
    "paste_needs": Page("need.record", "/khuyen-nghi/dan", {"kind": "weakness", "list": "- Mái nhà xe dột"}),
    "needs_file": Page("need.record", "/khuyen-nghi/tep", {}),
    "needs_look": Page("need.record", "/khuyen-nghi/xem-truoc"),
    "keep_needs": Page("need.record", "/khuyen-nghi/nhan", {}),
    "need": Page("plan.look", "/khuyen-nghi/{need}"),
    "remove_need": Page("need.record", "/khuyen-nghi/{need}/bo", {"seen": "x"}),
    "coverage": Page("plan.look", "/khuyen-nghi/do-phu"),
    "match_needs": Page("plan.look", "/khuyen-nghi/noi"),
    "draft_line": Page("plan.edit", "/khuyen-nghi/{need}/soan", {"plan": "{plan}"}),
    "tie_answer": Page("need.answer", "/ke-hoach/{plan}/dong/{task}/dap-lai", {"need": "{need}"}),
    "untie_answer": Page("need.answer", "/ke-hoach/{plan}/dong/{task}/thoi-dap-lai", {"need": "{need}"}),
    # background work
    "job": Page("job.look", "/viec-nen/{job}"),
    "job_file": Page("job.look", "/viec-nen/{job}/tep"),
    "job_again": Page("job.look", "/viec-nen/{job}/lam-lai", {}),
    # its story
    "story": Page("plan.look", "/ke-hoach/{plan}/cau-chuyen"),
    "trail": Page("trail.look", "/truong/nhat-ky"),
    # the school, its people and units
    "people": Page("people.look", "/truong/nguoi"),
    "person": Page("people.arrange", "/truong/nguoi/{person}"),
    "factors_out": Page("people.arrange", "/truong/nguoi/{person}/go-bao-ve", {}),
    "person_out": Page("people.arrange", "/truong/nguoi/{person}/dua-ra", {"seen": "staff"}),
    "people_list": Page("people.invite", "/truong/nguoi/danh-sach"),
    "people_bring": Page("people.invite", "/truong/nguoi/danh-sach/moi", {"rows": "", "seen": ""}),
    "invitation_link": Page("people.invite", "/truong/loi-moi/{invitation}/duong-dan", {}),
    "invitation_withdraw": Page("people.invite", "/truong/loi-moi/{invitation}/rut", {}),
    "units": Page("people.look", "/truong/to"),
    "unit": Page("unit.arrange", "/truong/to/{unit}"),
    "outside_body": Page("unit.arrange", "/truong/don-vi/{outside_body}"),
    "school": Page("school.look", "/truong"),
    "campus": Page("school.describe", "/truong/diem", {"name": "Điểm trường Suối Đá"}),
    "campus_out": Page("school.describe", "/truong/diem/{campus}/bo", {}),
    "school_body": Page("school.describe", "/truong/cap-tren"),
    "second_factor": Page("school.protect", "/truong/bao-ve", {"wanted": "khong"}),
    "calendar": Page("school.look", "/truong/lich"),
    # above the schools
    "schools": Page("", "/truong-truc-thuoc"),
    "bodies": Page("site.look", "/co-quan"),
    "body": Page("site.look", "/co-quan/{body}"),
    "body_move": Page("site.look", "/co-quan/{body}/chuyen"),
    "first_person": Page("school.open", "/co-quan/truong/{school}/moi", {"name": "Vũ Lan", "role": "chair"}),
    "officer_link": Page("officer.invite", "/co-quan/loi-moi/{officer_invitation}", {}),
    # one's own account
    "account": Page("", "/tai-khoan"),
    "protect": Page("", "/tai-khoan/them-bao-ve"),
    "account_change_password": Page("", "/tai-khoan/mat-khau"),
    "account_set_password": Page("", "/tai-khoan/mat-khau/dat"),
    "account_reauthenticate": Page("", "/tai-khoan/xac-nhan"),
    "mfa_reauthenticate": Page("", "/tai-khoan/xac-nhan/ma"),
    "mfa_reauthenticate_webauthn": Page("", "/tai-khoan/xac-nhan/khoa"),
    "mfa_index": Page("", "/tai-khoan/bao-ve"),
    "mfa_activate_totp": Page("", "/tai-khoan/ma"),
    "mfa_list_webauthn": Page("", "/tai-khoan/khoa"),
    "mfa_add_webauthn": Page("", "/tai-khoan/khoa/them"),
    "mfa_generate_recovery_codes": Page("", "/tai-khoan/ma-du-phong/moi"),
    "usersessions_list": Page("", "/tai-khoan/phien"),
}
OPEN: Final = {  # to whoever is not signed in
    *("account_login", "account_logout", "account_inactive", "invitation", "begin"),
    *("mfa_authenticate", "mfa_login_webauthn", "socialaccount_login_cancelled"),
    *("openid_connect_login", "openid_connect_callback"),
    *("verify", "verified"),
}
OWN: Final = {  # of what is one's own, or not there: tried in test_account.py and test_schools.py
    *("switch", "session_end", "mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_download_recovery_codes"),
    *("mfa_edit_webauthn", "mfa_remove_webauthn", "mention_seen"),
}
