"""Dropping a file, seeing what was understood, correcting it, adopting it, reading the plan: without a browser."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from caitien.access.models import School, User
from caitien.documents.read import read
from caitien.documents.write import write
from caitien.domain.paper import Form, Letterhead, Paper
from caitien.incoming.receive import receive_paper
from caitien.plans.compose import compose
from caitien.plans.models import Plan, Task, Upload
from tests.plans.reports import report, with_plan_row, without_row
from tests.specimens.other_tables import OTHER_TABLES
from tests.specimens.pour import word_table
from tests.specimens.word import docx, p
from tests.web.conftest import SignIn, exported
from tests.web.page import on_one_line


def words(client: Client, where: str) -> str:
    answered = client.get(where)
    assert answered.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answered.content.decode()))


def word_file(paper: Paper, name: str = "báo cáo.docx") -> SimpleUploadedFile:
    data = write(paper, Form.REPORT, ".docx")
    assert isinstance(data, bytes)
    return SimpleUploadedFile(name, data)


def test_a_dropped_file_is_read_at_once_and_changes_nothing_yet(signed_in: SignIn, an: User):
    browser = signed_in(an)
    answered = browser.post("/nhap", {"file": word_file(report())})
    upload = Upload.objects.get()
    assert answered["Location"] == f"/nhap/{upload.pk}"
    found = words(browser, answered["Location"])
    assert "28 dòng kế hoạch" in found
    assert "28 dòng kết quả" in found
    assert "năm học 2026–2027" in found
    assert not Plan.objects.exists()


def test_adopting_opens_the_plan_and_dropping_the_same_file_again_finds_nothing_new(signed_in: SignIn, an: User):
    browser = signed_in(an)
    for _ in range(2):
        reading = browser.post("/nhap", {"file": word_file(report())})["Location"]
    assert Upload.objects.count() == 1
    browser.post(f"{reading}/nhan")
    assert Plan.objects.count() == 1
    assert Task.objects.count() == 28
    assert "đang đúng như tệp này" in words(browser, reading)


def test_a_second_report_of_the_year_shows_only_what_differs(signed_in: SignIn, an: User, plan: Plan):
    browser = signed_in(an)
    other = with_plan_row(compose(plan), 7, owners="Tổ Sinh học")
    found = words(browser, browser.post("/nhap", {"file": word_file(other)})["Location"])
    assert "Khác với kế hoạch đang có" in found
    assert "Sinh học" in found
    assert "1 dòng sửa" in found
    assert found.count("dòng sửa, kế hoạch Chủ trì") == 1


def test_lines_that_would_go_are_said_beside_the_button_and_after_it(signed_in: SignIn, an: User, plan: Plan):
    browser = signed_in(an)
    shorter = without_row(replace(compose(plan), report=Letterhead()), 4)
    where = browser.post("/nhap", {"file": word_file(shorter)})["Location"]
    found = words(browser, where)
    assert "2 dòng đang có trong kế hoạch không có trong tệp này và sẽ bỏ ra" in found
    assert "dòng bỏ, kế hoạch" in found
    adopted = browser.post(f"{where}/nhan", follow=True).content.decode()
    assert "Đã nhận vào kế hoạch năm học 2026–2027: 2 dòng bỏ" in adopted


def test_a_correction_shows_at_once_what_adopting_would_now_change(signed_in: SignIn, an: User, plan: Plan):
    where = f"/nhap/{Upload.objects.get().pk}/sua?o=plan.items.3.owners&phan=plan"
    body = signed_in(an).post(where, {"text": "Tổ Toán"}, headers={"HX-Request": "true"}).content.decode()
    assert re.search(r'<section id="khac" hx-swap-oob="true">.*<ins>Toán</ins>', on_one_line(body))


def test_a_file_that_cannot_be_read_is_answered_in_one_sentence(signed_in: SignIn, an: User):
    answered = signed_in(an).post("/nhap", {"file": SimpleUploadedFile("ảnh.docx", b"\x89PNG\r\n\x1a\n" + b"0" * 64)})
    assert answered.status_code == 422
    assert "ảnh.docx: " in answered.content.decode()
    assert "Kế hoạch của trường không thay đổi gì" in answered.content.decode()
    assert not Upload.objects.exists()


@pytest.mark.parametrize(
    ("files", "said"),
    [({}, "Chưa có tệp nào"), ({"file": SimpleUploadedFile("rỗng.docx", b"")}, "Tệp này rỗng")],
)
def test_no_file_and_an_empty_file_are_told_apart(signed_in: SignIn, an: User, files: dict, said: str):
    answered = signed_in(an).post("/nhap", files)
    assert (answered.status_code, said in answered.content.decode()) == (422, True)


def test_a_file_too_large_is_turned_away_before_it_is_taken_in(signed_in: SignIn, an: User, settings):
    settings.UPLOAD_LIMIT = 1_000
    file = SimpleUploadedFile("lớn.docx", b"0" * 2_000)
    assert "lớn hơn mức" in signed_in(an).post("/nhap", {"file": file}).content.decode()
    huge = signed_in(an).post("/nhap", data="", content_type="multipart/form-data", CONTENT_LENGTH="9999999")
    assert (huge.status_code, "Tệp lớn quá" in huge.content.decode()) == (413, True)


def test_a_cell_is_corrected_without_javascript(signed_in: SignIn, an: User, upload: Upload):
    browser = signed_in(an)
    where = "?o=plan.items.3.owners&phan=plan"
    assert "Tổ văn phòng" in words(browser, f"/nhap/{upload.pk}/o{where}")
    answered = browser.post(f"/nhap/{upload.pk}/sua{where}", {"text": "Tổ Toán"})
    assert answered["Location"] == f"/nhap/{upload.pk}?phan=plan#dong-plan-3"
    assert "Tổ Toán Trong tệp: Tổ văn phòng" in words(browser, f"/nhap/{upload.pk}?phan=plan")


def test_htmx_gets_the_line_alone_and_the_new_counts(signed_in: SignIn, an: User, upload: Upload):
    answered = signed_in(an).post(
        f"/nhap/{upload.pk}/sua?o=results.0.ongoing&phan=results", {"text": "Đang chờ"}, headers={"HX-Request": "true"}
    )
    body = on_one_line(answered.content.decode())
    assert body.startswith('<tr id="dong-results-0">')
    assert 'id="tom-tat"' in body
    assert "<html" not in body


def test_what_does_not_fit_comes_back_with_the_reason_and_what_was_typed(signed_in: SignIn, an: User, upload: Upload):
    answered = signed_in(an).post(f"/nhap/{upload.pk}/sua?o=plan.date", {"text": "ngày mai"})
    body = answered.content.decode()
    assert answered.status_code == 422
    assert "chưa phải một ngày" in body
    assert ">ngày mai</textarea>" in body
    assert not upload.corrections.exists()


def test_a_path_that_is_no_cell_is_no_page(signed_in: SignIn, an: User, upload: Upload):
    assert signed_in(an).get(f"/nhap/{upload.pk}/o?o=notes.0.text").status_code == 404


def test_without_a_school_year_nothing_is_adopted(signed_in: SignIn, an: User, upload: Upload):
    browser = signed_in(an)
    browser.post(f"/nhap/{upload.pk}/sua?o=school_year", {"text": ""})
    answered = browser.post(f"/nhap/{upload.pk}/nhan", follow=True)
    assert "Xin điền năm học" in answered.content.decode()
    assert not Plan.objects.exists()


def test_the_search_does_not_mind_accents(signed_in: SignIn, an: User, plan: Plan):
    browser = signed_in(an)
    assert browser.get("/ke-hoach?tim=ket qua can dat thu 13").content.count(b'<tr id="viec-') == 1
    assert "Không có việc nào" in words(browser, "/ke-hoach?tim=voi bay")


def test_the_state_is_a_word_in_the_address(signed_in: SignIn, an: User, plan: Plan):
    assert signed_in(an).get("/ke-hoach?tt=unstated").content.count(b'<tr id="viec-') == 1


@pytest.mark.parametrize("suffix", ["docx", "xlsx"])
def test_the_report_that_comes_down_says_what_the_plan_says(signed_in: SignIn, an: User, plan: Plan, suffix: str):
    answered = exported(signed_in(an), f"/ke-hoach/{plan.pk}/bao-cao.{suffix}")
    assert answered["Content-Disposition"] == f'attachment; filename="bao-cao-2026-2027.{suffix}"'
    found = read(answered.content, name=f"x.{suffix}")
    assert isinstance(found, Paper)
    assert (found.plan.items, found.results) == (report().plan.items, report().results)


def test_no_page_lets_anything_in_from_elsewhere(signed_in: SignIn, an: User, plan: Plan):
    policy = signed_in(an).get("/ke-hoach")["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_a_page_that_is_not_there_says_so_kindly(client: Client, db: None):
    answered = client.get("/khong-co")
    assert (answered.status_code, "Không có trang này" in answered.content.decode()) == (404, True)


def test_a_form_left_open_too_long_is_told_so():
    client = Client(enforce_csrf_checks=True)
    answered = client.post("/dang-nhap", {"login": "an", "password": "x"})
    assert (answered.status_code, "Trang đã mở quá lâu" in answered.content.decode()) == (403, True)


def test_our_own_mistake_is_told_without_system_words(signed_in: SignIn, an: User, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("caitien.web.front.home.plans_for", lambda _standing: 1 / 0)
    browser = signed_in(an)
    browser.raise_request_exception = False
    answered = browser.get("/")
    assert (answered.status_code, "Máy chủ vừa gặp trục trặc" in answered.content.decode()) == (500, True)


def test_the_real_sample_goes_through_the_pages(signed_in: SignIn, an: User):
    sample = Path(__file__).parents[4] / "shared/samples/lhp-2023-2024/report.docx"
    if not sample.exists():
        pytest.skip("the samples are not beside the repository")
    browser = signed_in(an)
    with sample.open("rb") as file:
        reading = browser.post("/nhap", {"file": file})["Location"]
    plan = browser.post(f"{reading}/nhan")["Location"]
    assert plan == "/ke-hoach?nam=2023-2024"
    assert compose(Plan.objects.get()) == read(sample.read_bytes(), name="report.docx")


def test_the_page_says_what_another_paper_is_and_how_each_table_was_taken(signed_in: SignIn, an: User):
    browser = signed_in(an)
    data = docx(p("BIÊN BẢN", bold=True), p("Họp tổ", bold=True), word_table(OTHER_TABLES["week of an event"]))
    reading = browser.post("/nhap", {"file": SimpleUploadedFile("bien-ban.docx", data)})["Location"]
    said = words(browser, reading)
    assert "Đây là biên bản. Có thể lưu biên bản này làm minh chứng" in said
    assert "Máy đã hiểu từng bảng ra sao" in said
    assert "thời gian là giờ trong ngày, như một lịch" in said


def test_a_paper_without_lines_is_asked_for_no_year_and_shows_no_states(signed_in: SignIn, an: User):
    browser = signed_in(an)
    data = docx(p("BIÊN BẢN", bold=True), p("Họp tổ", bold=True), p("Nội dung: bàn việc dạy."))
    said = words(browser, browser.post("/nhap", {"file": SimpleUploadedFile("bien-ban.docx", data)})["Location"])
    assert "Tệp không có dòng nào để nhận vào kế hoạch." in said
    assert "Xin điền năm học trước khi nhận" not in said
    assert "Đã xong" not in said
    assert "Chưa thấy tên trường trong tệp." in said
    assert "Tên trường trong tệp khác" not in said


@pytest.mark.parametrize(
    ("name", "asked"),
    [("Trường THPT Hòa Sen", True), ("TRƯỜNG THPT HOA SEN", False), ("Truong THPT Hoa Sen", False)],
)
def test_a_paper_of_a_school_whose_name_only_looks_alike_is_asked_about(
    signed_in: SignIn, an: User, school: School, name: str, asked: bool
):
    paper = replace(report(3), school=name)
    upload = receive_paper(an, school, name="báo cáo.docx", data=b"of another", paper=paper)
    said = words(signed_in(an), f"/nhap/{upload.pk}")
    assert ("Tên trường trong tệp khác tên trường của thầy cô" in said) is asked
