"""The first run: an empty site leads whoever holds its code to their own school; everyone else to where the code is."""

from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client

from caitien.access.models import AuditEntry, Membership, Role, School, SchoolYear, User
from caitien.access.schools.open_school import first_code, first_code_path

SCHOOL = {"school": "Trường THCS Đồi Thông", "kind": "thcs", "place": "Bảo Lộc", "upper_body": "UBND phường Hồ Xuân"}
PERSON = {
    "name": "Vũ Ngọc Lan",
    "username": "lan",
    "password": "mot-cau-de-nho",
    "again": "mot-cau-de-nho",
    "role": "secretary",
}


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path: Path):
    settings.VAR = tmp_path / "var"
    cache.clear()


@pytest.fixture
def code(db: None) -> str:
    return first_code()


def test_lan_opens_her_school_and_is_asked_for_last_years_report(client: Client, code: str):
    page = client.post("/bat-dau", {"ma": code})
    assert "Tên trường" in page.content.decode()
    arrived = client.post("/bat-dau", {**SCHOOL, **PERSON, "ma": code}, follow=True)
    words = arrived.content.decode()
    assert arrived.redirect_chain == [("/", 302)]
    assert "Chào Lan" in words
    assert "Kéo thả báo cáo năm trước vào đây" in words
    assert Membership.objects.get().role == Role.SECRETARY
    assert SchoolYear.objects.get().school == School.objects.get()
    assert AuditEntry.objects.count() == 2
    assert not first_code_path().exists()


def test_the_way_in_is_shut_behind_the_first(client: Client, code: str):
    client.post("/bat-dau", {**SCHOOL, **PERSON, "ma": code})
    other = Client()
    assert other.post("/bat-dau", {"ma": code})["Location"] == "/"
    other.post("/bat-dau", {**SCHOOL, **PERSON, "username": "mai", "ma": code})
    assert School.objects.count() == User.objects.count() == 1


def test_without_the_code_the_page_says_where_it_is_and_makes_nothing(client: Client, db: None):
    assert client.get("/", follow=True).redirect_chain[-1][0] == "/bat-dau"
    asked = client.get("/bat-dau").content.decode()
    assert "var/ma-bat-dau.txt" in asked
    assert first_code() not in asked
    wrong = client.post("/bat-dau", {**SCHOOL, **PERSON, "ma": "khong-dung"})
    assert wrong.status_code == 422
    assert "Mã này không mở được" in wrong.content.decode()
    assert not User.objects.exists()


def test_guessing_the_code_is_slowed_down(client: Client, db: None):
    answers = [client.post("/bat-dau", {"ma": f"thu-{each}"}).status_code for each in range(21)]
    assert answers == [422] * 20 + [429]


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        ({"school": ""}, "id_school"),
        ({"kind": "dai_hoc"}, "Xin chọn một mục trong danh sách."),
        ({"again": "khac"}, "Hai lần gõ chưa giống nhau."),
        ({"password": "12345678", "again": "12345678"}, "quá dễ đoán"),
        ({"username": "Vũ Lan"}, "chữ không dấu"),
    ],
)
def test_what_is_amiss_is_told_and_what_was_typed_stays(client: Client, code: str, sent: dict[str, str], why: str):
    answered = client.post("/bat-dau", {**SCHOOL, **PERSON, **sent, "ma": code})
    words = answered.content.decode()
    assert answered.status_code == 422
    assert why in words
    assert 'value="Vũ Ngọc Lan"' in words
    assert not School.objects.exists()


def test_a_keeper_made_on_the_command_line_signs_in_and_begins_with_that_account(client: Client, db: None):
    User.objects.create_superuser("quan", "", "mot-cau-de-nho", name="Lê Quân")
    assert client.get("/dang-nhap").status_code == 200
    arrived = client.post("/dang-nhap", {"login": "quan", "password": "mot-cau-de-nho"}, follow=True)
    assert arrived.redirect_chain[-1][0] == "/bat-dau"
    assert "Tên đăng nhập" not in arrived.content.decode()
    client.post("/bat-dau", {**SCHOOL, "role": "chair"})
    assert Membership.objects.get().user.username == "quan"


def test_a_school_of_several_levels_keeps_them(client: Client, code: str):
    several = {**SCHOOL, "kind": "nhieu_cap_hoc", "levels": ["thpt", "thcs"]}
    client.post("/bat-dau", {**several, **PERSON, "ma": code})
    assert School.objects.get().levels == ["thcs", "thpt"]


def test_the_code_opens_nothing_from_an_address_which_logs_and_histories_keep(client: Client, code: str):
    told = client.get("/bat-dau", {"ma": code}).content.decode()
    assert "Trang này chưa có trường nào" in told
    assert 'method="post" data-key' in told
