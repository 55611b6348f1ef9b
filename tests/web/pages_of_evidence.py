"""The addresses of this room, for :mod:`tests.web.pages`."""

from typing import Final

from tests.web.page import Page

PAGES: Final[dict[str, Page]] = {
    "evidence": Page("evidence.look", "/minh-chung"),
    "evidence_add": Page("evidence.add", "/minh-chung/them", {"name": "Biên bản kiểm kê phòng máy"}),
    "evidence_numbers": Page("evidence.renumber", "/minh-chung/danh-so-lai"),
    "evidence_set": Page("evidence.move", "/minh-chung/chuyen-bo"),
    "evidence_item": Page("evidence.look", "/minh-chung/{item}"),
    "evidence_file": Page("evidence.change", "/minh-chung/{item}/tep", {"label": "2025-2026"}),
    "evidence_link": Page("evidence.change", "/minh-chung/{item}/duong-dan", {"url": "https://vi-du.vn/bien-ban"}),
    "evidence_use": Page("evidence.use", "/minh-chung/{item}/dung-cho", {"task": "{task}"}),
    "evidence_unuse": Page("evidence.use", "/minh-chung/{item}/thoi-dung", {"use": "1"}),
    "evidence_settle": Page("evidence.use", "/minh-chung/{item}/dung-cho/dung", {"use": "1"}),
    "evidence_accept": Page("evidence.decide", "/minh-chung/{offered}/nhan", {}),
    "evidence_return": Page("evidence.decide", "/minh-chung/{offered}/tra-lai", {"back": "Ảnh mờ"}),
    "evidence_offer_again": Page("evidence.change", "/minh-chung/{item}/gui", {}),
    "evidence_drop": Page("evidence.drop", "/minh-chung/{item}/bo", {"gone": "Ghi hai lần"}),
    "evidence_version": Page("evidence.look", "/minh-chung/tep/{version_of_item}"),
    "evidence_list_in": Page("evidence.adopt", "/minh-chung/nhap"),
    "evidence_list_file": Page("evidence.adopt", "/minh-chung/nhap/tep", {}),
    "evidence_list_paste": Page("evidence.adopt", "/minh-chung/nhap/dan", {"list": "Tên"}),
    "evidence_list_keep": Page("evidence.adopt", "/minh-chung/nhap/nhan", {"viec": "thoi"}),
    "evidence_list_out": Page("evidence.look", "/minh-chung/danh-muc.docx"),
    "evidence_preview": Page("evidence.look", "/minh-chung/xem/{version_of_item}"),
    "evidence_criterion": Page("evidence.look", "/minh-chung/tieu-chi/1.4"),
    "evidence_gaps": Page("evidence.look", "/minh-chung/con-thieu"),
    "evidence_require": Page("evidence.require", "/minh-chung/con-thieu/bat-buoc", {"bat-buoc": "1"}),
    "evidence_ask": Page("work.remind", "/minh-chung/con-thieu/{task}/hoi", {}),
    "evidence_expected": Page("evidence.expect", "/ke-hoach/{plan}/dong/{task}/du-kien", {"viec": "lai", "muc": "1"}),
    "evidence_pack": Page("evidence.guest", "/minh-chung/goi"),
    "evidence_pack_zip": Page("evidence.guest", "/minh-chung/goi.zip?tc=1.4"),
    "evidence_guest": Page("evidence.guest", "/minh-chung/khach", {"name": "Đoàn số 3"}),
    "evidence_guest_out": Page("evidence.guest", "/minh-chung/khach/{guest}/thu-hoi", {}),
    "evidence_from_file": Page("evidence.offer", "/minh-chung/tu-tep/{attachment}", {}),
    "evidence_offer": Page("evidence.offer", "/ke-hoach/{plan}/dong/{task}/minh-chung"),
}
