"""A new password, wherever one is set: its rules are said before anything is typed, and a refused form keeps all that
was typed but the password."""

import html
import re

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django.fixtures import Settings

from caitien.access.models import School, User
from caitien.access.people.reset import link_for
from caitien.access.schools.open_school import first_code
from caitien.web.account.passwords import RULES, faults_of
from tests.web.conftest import SignIn
from tests.web.people.test_account import enter
from tests.web.people.test_people import invited, opened

SHORT = {"password": "ngan", "again": "ngan"}
TYPED = {
    "name": "Vũ Ngọc Lan",
    "username": "lan.vu",
    "school": "Trường THCS Đồi Thông",
    "kind": "thcs",
    "place": "Bảo Lộc",
    "upper_body": "UBND phường Hồ Xuân",
}
pytestmark = pytest.mark.each_database


@pytest.fixture(autouse=True)
def _no_tries_yet(settings: Settings, tmp_path) -> None:
    settings.VAR = tmp_path / "var"
    cache.clear()


def test_whoever_changes_a_password_reads_its_rules_first(client: Client, an: User):
    enter(client, "an")
    page = client.get("/tai-khoan/mat-khau").content.decode()
    assert page.index(RULES) < page.index('<button type="submit">Đổi mật khẩu')
    refused = client.post(
        "/tai-khoan/mat-khau",
        {"oldpassword": "mat-khau-an", "password1": "12345678", "password2": "12345678"},
    ).content.decode()
    assert "quá dễ đoán" in refused
    assert RULES in refused
    assert '12345678"' not in refused


def test_one_of_200_letters_is_kept_whole_with_its_blanks_and_a_longer_one_is_refused(client: Client, an: User):
    enter(client, "an")
    password = f" {'ơ' * 99}{'🌸' * 99} "
    sent = {"oldpassword": "mat-khau-an", "password1": password, "password2": password}
    longer = {**sent, "password1": f"{password}a", "password2": f"{password}a"}
    assert "Mật khẩu dài quá 200 ký tự" in client.post("/tai-khoan/mat-khau", longer).content.decode()
    assert client.post("/tai-khoan/mat-khau", sent).status_code == 302
    assert an_now().check_password(password)
    assert not an_now().check_password(password.strip())


def an_now() -> User:
    return User.objects.get(username="an")


def test_who_sets_one_by_a_link_reads_them_first(client: Client, binh: User):
    assert RULES in client.post("/mat-khau-moi", {"ma": link_for(binh).secret}, follow=True).content.decode()


def test_the_first_person_reads_them_and_keeps_what_was_typed(client: Client, db: None):
    code = first_code()
    assert RULES in client.post("/bat-dau", {"ma": code}).content.decode()
    refused = client.post("/bat-dau", {**TYPED, **SHORT, "role": "chair", "ma": code})
    kept_all_but_the_password(refused.content.decode(), TYPED)
    assert re.search(r'value="chair"[^>]*checked', refused.content.decode())


def test_who_is_invited_reads_them_and_keeps_what_was_typed(signed_in: SignIn, an: User, client: Client):
    where = invited(signed_in(an))
    assert RULES in opened(client, where).content.decode()
    typed = {name: TYPED[name] for name in ("name", "username")}
    refused = client.post("/loi-moi", {**typed, **SHORT})
    assert refused.status_code == 422
    kept_all_but_the_password(refused.content.decode(), typed)


def test_a_name_with_other_letters_is_refused_as_was_said_before_and_kept(signed_in: SignIn, an: User, client: Client):
    where = invited(signed_in(an))
    assert "Từ 3 ký tự: chữ không dấu" in opened(client, where).content.decode()
    refused = client.post("/loi-moi", {"name": "Đinh Mai", "username": "Cô Mai", "password": "mot-mat-khau-dai"})
    kept_all_but_the_password(refused.content.decode(), {"name": "Đinh Mai", "username": "Cô Mai"})


def test_a_word_of_schools_and_a_year_is_no_password() -> None:
    for weak in ("GiaoVien2026", "Giáo viên 2026!", "mật khẩu 123"):
        assert ["với một trường học" in each.message for each in faults_of(weak, None)] == [True], weak
    assert faults_of("giáo viên hay cười 2026", None) == []


@pytest.mark.parametrize("password", ["nguyen.thi.an", "an@hoxuan.example.vn", "Nguyễn Thị An"])
def test_ones_own_name_and_address_are_no_password(client: Client, school: School, an: User, password: str):
    User.objects.filter(pk=an.pk).update(username="nguyen.thi.an", email="an@hoxuan.example.vn")
    refused = client.post("/mat-khau-moi", {"ma": link_for(User.objects.get(pk=an.pk)).secret}, follow=True)
    refused = client.post("/mat-khau-moi", {"password": password, "again": password})
    assert refused.status_code == 422
    assert "quá giống tên" in refused.content.decode()


def kept_all_but_the_password(page: str, typed: dict[str, str]) -> None:
    """What was typed stands in its fields again; the password in none, and what is wrong with it is said."""
    for words in typed.values():
        assert f'value="{html.escape(words)}"' in page
    assert not re.search(r'type="password"[^>]*value="', page)
    assert 'ngan"' not in page
