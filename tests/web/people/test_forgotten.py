"""A forgotten password is not a dead end: a letter, a link by the school, a link by the keeper."""

import datetime as dt
import re

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.cache import cache
from django.test import Client
from pytest_django.fixtures import Settings

from caitien import keeping
from caitien.access.models import AuditEntry, Membership, Role, School, User
from caitien.access.people.protect import is_protected
from caitien.access.people.reset import (
    CHAIR_BY_CHAIR,
    CLOSED,
    OTHERS_TOO,
    OWN,
    ResetLink,
    link_for,
    person_with,
    reset_by_school,
    set_password,
)
from caitien.web.account import forgotten
from caitien.web.account.forgotten import letter_for
from caitien.web.account.passwords import RULES
from tests.access.conftest import person_in
from tests.web.people.test_account import enter

NEW = {"password": "mot-cau-moi-de-nho", "again": "mot-cau-moi-de-nho"}
pytestmark = pytest.mark.each_database


@pytest.fixture(autouse=True)
def _no_tries_yet() -> None:
    cache.clear()


def secret_in(words: str) -> str:
    found = re.search(r"http://testserver/mat-khau-moi#([\w.-]+)", words)
    assert found, words
    return found[1]


def test_the_secretary_makes_a_link_and_binh_sets_a_password_by_it_once(client: Client, an: User, binh: User):
    enter(client, "an")
    assert "24 giờ" in client.get(f"/truong/nguoi/{binh.pk}/mat-khau").content.decode()
    secret = secret_in(client.post(f"/truong/nguoi/{binh.pk}/mat-khau").content.decode())
    entry = AuditEntry.objects.get(verb="people.reset")
    assert (entry.actor, entry.after["name"]) == (an, "Trần Văn Bình")
    door = Client()
    assert "Trần Văn Bình" in door.post("/mat-khau-moi", {"ma": secret}, follow=True).content.decode()
    assert door.post("/mat-khau-moi", NEW)["Location"] == "/dang-nhap"
    binh.refresh_from_db()
    assert binh.check_password(NEW["password"])
    assert Client().post("/mat-khau-moi", {"ma": secret}).status_code == 404


def test_binh_is_told_who_made_a_link_when_he_signs_in_next(client: Client, an: User, binh: User):
    assert isinstance(reset_by_school(an, School.objects.get(), person=binh.pk), ResetLink)
    answer = client.post("/dang-nhap", {"login": "binh", "password": "mat-khau-binh"}, follow=True)
    assert "Nguyễn Thị An đã tạo đường dẫn đặt lại mật khẩu của thầy cô" in answer.content.decode()
    client.post("/dang-xuat")
    again = client.post("/dang-nhap", {"login": "binh", "password": "mat-khau-binh"}, follow=True)
    assert "đã tạo đường dẫn" not in again.content.decode()


def test_a_link_dies_when_the_person_signs_in_after_a_day_and_with_the_password(
    client: Client, binh: User, settings: Settings, monkeypatch: pytest.MonkeyPatch
):
    link = link_for(binh)
    assert person_with(link.secret) == binh
    with monkeypatch.context() as later:
        later.setattr("django.contrib.auth.tokens.PasswordResetTokenGenerator._now", lambda _: _in_a_day())
        assert person_with(link.secret) is None
    enter(client, "binh")
    assert person_with(link.secret) is None
    binh.refresh_from_db()
    link = link_for(binh)
    assert isinstance(set_password(link.secret, "mot-cau-moi"), User)
    assert set_password(link.secret, "mot-cau-khac") == CLOSED


def _in_a_day() -> object:

    return dt.datetime.now() + dt.timedelta(hours=24, minutes=1)


def test_those_signed_in_elsewhere_are_signed_out_and_a_second_factor_stays(client: Client, binh: User):
    enter(client, "binh")
    assert client.get("/viec").status_code == 200
    Authenticator.objects.create(user=binh, type=Authenticator.Type.TOTP, data={"secret": "x"})
    binh.refresh_from_db()
    set_password(link_for(binh).secret, NEW["password"])
    assert client.get("/viec").status_code == 302
    answer = Client().post("/dang-nhap", {"login": "binh", "password": NEW["password"]})
    assert answer["Location"].startswith("/dang-nhap/ma")


def test_a_weak_password_is_told_why_and_the_rules_stand_there_before(client: Client, binh: User):
    page = client.post("/mat-khau-moi", {"ma": link_for(binh).secret}, follow=True)
    assert RULES in page.content.decode()
    answer = client.post("/mat-khau-moi", {"password": "12345678", "again": "khac"})
    assert answer.status_code == 422
    assert "quá dễ đoán" in answer.content.decode()
    assert "chưa giống nhau" in answer.content.decode()


def test_a_screen_left_open_makes_no_link(client: Client, an: User, binh: User):
    client.force_login(an)
    asked = client.post(f"/truong/nguoi/{binh.pk}/mat-khau")
    assert asked["Location"].startswith("/tai-khoan/xac-nhan")
    assert not AuditEntry.objects.filter(verb="people.reset").exists()


def test_whose_account_is_more_than_the_schools_gets_no_link_there(
    an: User, binh: User, school: School, other_school: School
):
    hanh = person_in(school, "hanh", "Võ Thu Hạnh", Role.CHAIR)
    assert reset_by_school(an, school, person=hanh.pk) == CHAIR_BY_CHAIR
    assert reset_by_school(an, school, person=an.pk) == OWN
    second = person_in(school, "thu", "Lê Thu", Role.CHAIR)
    assert isinstance(reset_by_school(second, school, person=hanh.pk), ResetLink)
    Membership.objects.create(user=binh, school=other_school, role=Role.STAFF)
    assert reset_by_school(an, school, person=binh.pk) == OTHERS_TOO


def test_a_letter_goes_to_a_known_address_and_the_page_says_the_same_to_all(
    client: Client, an: User, settings: Settings, monkeypatch: pytest.MonkeyPatch
):
    settings.EMAIL_HOST = "thu.example.vn"
    asked: list[str] = []
    monkeypatch.setattr(forgotten, "_send_to", asked.append)
    said = [
        client.post("/quen-mat-khau", {"login": login}, follow=True).content.decode() for login in ("an", "khong-ai")
    ]
    assert all("Nếu tài khoản có thư điện tử đã xác nhận" in each for each in said)
    letter = letter_for("AN@example.vn")
    assert letter is not None
    assert letter.to == ["an@example.vn"]
    assert person_with(secret_in(letter.body)) == an
    assert letter_for("khong-ai") is None
    User.objects.filter(pk=an.pk).update(email="")
    assert letter_for("an") is None


def test_letters_are_not_asked_for_without_end(
    client: Client, an: User, settings: Settings, monkeypatch: pytest.MonkeyPatch
):
    settings.EMAIL_HOST = "thu.example.vn"
    monkeypatch.setattr(forgotten, "_send_to", lambda _login: None)
    answers = [client.post("/quen-mat-khau", {"login": "khong-ai"}).status_code for _ in range(4)]
    assert answers == [302, 302, 302, 429]


def test_where_no_letters_go_out_the_page_says_whom_to_ask(client: Client, db: None, settings: Settings):
    settings.EMAIL_HOST = ""
    page = client.get("/quen-mat-khau").content.decode()
    assert "<form" not in page.split("<main")[1]
    assert "hiệu trưởng hoặc thư ký" in page
    assert "caitien people reset" in page


def test_the_keeper_lets_a_lone_chair_in_again(school: School, capsys: pytest.CaptureFixture[str], client: Client):
    hanh = person_in(school, "hanh", "Võ Thu Hạnh", Role.CHAIR)
    Authenticator.objects.create(user=hanh, type=Authenticator.Type.TOTP, data={"secret": "x"})
    assert keeping.reset_person("Hanh", second_factor=True) == 0
    secret = secret_in(capsys.readouterr().out)
    client.post("/mat-khau-moi", {"ma": secret})
    client.post("/mat-khau-moi", NEW)
    hanh.refresh_from_db()
    assert hanh.check_password(NEW["password"])
    assert not is_protected(hanh)
    assert set(AuditEntry.objects.values_list("verb", flat=True)) == {
        "account.factor",
        "account.reset",
        "account.password",
    }


def test_the_keeper_is_told_where_there_is_no_such_person(db: None, capsys: pytest.CaptureFixture[str]):
    assert keeping.reset_person("khong-ai", second_factor=False) == 2
    assert "Không có ai" in capsys.readouterr().out


def test_a_person_told_by_letter_reads_who_made_the_link(client: Client, an: User, binh: User, settings: Settings):
    settings.EMAIL_HOST = "thu.example.vn"
    enter(client, "an")
    client.post(f"/truong/nguoi/{binh.pk}/mat-khau")
    (letter,) = mail.outbox
    assert letter.to == ["binh@example.vn"]
    assert "Nguyễn Thị An vừa tạo đường dẫn" in letter.body


def test_a_link_of_the_command_says_whose_its_local_address_is(
    school: School, settings: Settings, capsys: pytest.CaptureFixture[str]
):
    person_in(school, "hanh", "Võ Thu Hạnh", Role.CHAIR)
    settings.ADDRESS = "http://localhost:8000"
    assert keeping.reset_person("hanh", second_factor=False) == 0
    assert "là địa chỉ đặt ở cửa sổ lệnh này" in capsys.readouterr().out
