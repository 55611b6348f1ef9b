"""Who sees and does what: every address, for the secretary, a teacher there, another school, no school, and nobody."""

import pytest
from django.test import Client
from django.urls import get_resolver

from caitien.access.models import User
from caitien.plans.models import Goal, Plan, Upload
from tests.web.conftest import SignIn

# name of the address → what it answers: secretary, teacher, someone of another school, someone of no school
ANSWERS = {
    "home": (200, 200, 200, 403),
    "drop": (200, 200, 200, 403),
    "plan": (200, 200, 200, 403),
    "reading": (200, 200, 404, 403),
    "cell": (200, 200, 404, 403),
    "export": (200, 200, 404, 403),
    "check": (200, 200, 200, 403),
    "check_upload": (200, 200, 404, 403),
    "rules": (200, 200, 200, 200),
    "rule": (200, 200, 200, 200),
    "mend": (302, 403, 404, 403),
    "restore": (302, 403, 404, 403),
    "dismiss": (302, 403, 404, 403),
    "take_back": (302, 403, 404, 403),
    "correct": (302, 403, 404, 403),
    "adopt": (302, 403, 404, 403),
}
POSTED = {
    "correct": {"text": "Chữ mới"},
    "adopt": {},
    "mend": {"mark": "khong-co"},
    "restore": {"key": "1"},
    "dismiss": {"mark": "khong-co", "reason": "Đã có công văn riêng"},
    "take_back": {"mark": "khong-co"},
}
OPEN_TO_ALL = {"account_login", "account_logout", "account_inactive"}


def address(name: str, upload: Upload, plan: Plan) -> str:
    return {
        "home": "/",
        "drop": "/nhap",
        "plan": "/ke-hoach",
        "reading": f"/nhap/{upload.pk}",
        "cell": f"/nhap/{upload.pk}/o?o=strengths",
        "correct": f"/nhap/{upload.pk}/sua?o=strengths",
        "adopt": f"/nhap/{upload.pk}/nhan",
        "check": "/kiem-tra",
        "check_upload": f"/nhap/{upload.pk}/kiem-tra",
        "rules": "/giup-do/quy-tac",
        "rule": "/giup-do/quy-tac/p01",
        "mend": f"/nhap/{upload.pk}/phat-hien/sua",
        "restore": f"/ke-hoach/{plan.pk}/phat-hien/tra-lai",
        "dismiss": f"/ke-hoach/{plan.pk}/phat-hien/bo-qua",
        "take_back": f"/nhap/{upload.pk}/phat-hien/xem-lai",
        "export": f"/ke-hoach/{plan.pk}/bao-cao.docx",
    }[name]


def answer(client: Client, name: str, upload: Upload, plan: Plan) -> int:
    where = address(name, upload, plan)
    return (client.post(where, POSTED[name]) if name in POSTED else client.get(where)).status_code


def test_every_address_of_the_site_is_in_the_table():
    names = {pattern.name for pattern in get_resolver().url_patterns}
    assert names == ANSWERS.keys() | OPEN_TO_ALL


@pytest.mark.parametrize("name", ANSWERS)
def test_each_person_gets_what_the_table_says(
    name: str, signed_in: SignIn, upload: Upload, plan: Plan, an: User, binh: User, chi: User, dung: User
):
    found = tuple(answer(signed_in(person), name, upload, plan) for person in (an, binh, chi, dung))
    assert found == ANSWERS[name]


@pytest.mark.parametrize("name", ANSWERS)
def test_nobody_gets_further_than_the_sign_in_page(name: str, client: Client, upload: Upload, plan: Plan):
    where = address(name, upload, plan)
    answered = client.post(where, POSTED[name]) if name in POSTED else client.get(where)
    assert answered.status_code == 302
    assert answered["Location"].startswith("/dang-nhap?next=")


def test_a_teacher_who_drops_a_file_is_told_whose_work_it_is(signed_in: SignIn, binh: User):
    answered = signed_in(binh).post("/nhap", {"file": _file()})
    assert answered.status_code == 403
    assert not Upload.objects.exists()


def test_nothing_of_another_school_shows_on_any_page(signed_in: SignIn, chi: User, upload: Upload, plan: Plan):
    browser = signed_in(chi)
    for where in ("/", "/nhap", "/ke-hoach", "/kiem-tra", "/ke-hoach?tim=phong", f"/ke-hoach?nam={plan.school_year}"):
        words = browser.get(where).content.decode()
        assert "Hoa Sen" not in words
        assert "Kết quả cần đạt thứ" not in words
        assert "báo cáo.docx" not in words


def test_what_was_refused_changed_nothing(signed_in: SignIn, binh: User, chi: User, upload: Upload):
    for person in (binh, chi):
        browser = signed_in(person)
        browser.post(f"/nhap/{upload.pk}/nhan")
        browser.post(f"/nhap/{upload.pk}/sua?o=strengths", {"text": "Chữ mới"})
    assert not Goal.objects.exists()
    assert not upload.corrections.exists()


def test_the_bytes_people_drop_have_no_address(signed_in: SignIn, an: User, upload: Upload):
    browser = signed_in(an)
    for where in (f"/{upload.file.name}", f"/media/{upload.file.name}", f"/files/{upload.file.name}"):
        assert browser.get(where).status_code == 404


def _file():
    from django.core.files.uploadedfile import SimpleUploadedFile

    return SimpleUploadedFile("báo cáo.txt", "Tiêu chí 1.1".encode())
