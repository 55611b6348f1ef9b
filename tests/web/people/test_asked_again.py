"""Deeds that weaken an account ask who is there to sign in again: a screen left open is no key."""

import time

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from caitien.access.models import Role, School, User
from caitien.access.people.protect import is_protected
from tests.access.conftest import person_in
from tests.web.conftest import SignIn
from tests.web.people.test_account import enter, turn_on

pytestmark = pytest.mark.each_database


@pytest.fixture
def hanh(school: School) -> User:
    """Chair, with a code on her telephone."""
    chair = person_in(school, "hanh", "Võ Thu Hạnh", Role.CHAIR)
    Authenticator.objects.create(user=chair, type=Authenticator.Type.TOTP, data={"secret": "x"})
    return chair


def grow_old(browser: Client) -> None:
    """An hour has passed since someone signed in here."""
    session = browser.session
    for record in session["account_authentication_methods"]:
        record["at"] = time.time() - 3600
    session.save()


def test_a_chair_does_not_take_her_own_guard_off_on_a_screen_left_open(signed_in: SignIn, hanh: User):
    screen = signed_in(hanh)
    asked = screen.post(f"/truong/nguoi/{hanh.pk}/go-bao-ve")
    assert asked["Location"].startswith("/tai-khoan/xac-nhan")
    assert is_protected(hanh)
    screen.post(asked["Location"], {"password": "sai"})
    assert is_protected(hanh)
    screen.post(asked["Location"], {"password": "mat-khau-hanh"})
    assert not is_protected(hanh)


def test_nor_anothers(signed_in: SignIn, hanh: User, binh: User):
    Authenticator.objects.create(user=binh, type=Authenticator.Type.TOTP, data={"secret": "x"})
    signed_in(hanh).post(f"/truong/nguoi/{binh.pk}/go-bao-ve")
    assert is_protected(binh)


def test_nor_turns_off_that_her_school_asks_for_guards(signed_in: SignIn, hanh: User, school: School):
    asked = signed_in(hanh).post("/truong/bao-ve", {"wanted": "khong"})
    assert asked["Location"].startswith("/tai-khoan/xac-nhan")
    school.refresh_from_db()
    assert school.second_factor


@pytest.mark.parametrize("where", ["/tai-khoan/ma-du-phong", "/tai-khoan/ma-du-phong/tep", "/tai-khoan/ma/tat"])
def test_spare_codes_are_not_read_and_codes_not_turned_off_on_a_screen_left_open(client: Client, an: User, where: str):
    enter(client, "an")
    turn_on(client)
    assert client.get(where).status_code == 200
    grow_old(client)
    assert client.get(where)["Location"].startswith("/tai-khoan/xac-nhan")


@pytest.mark.parametrize("where", ["/tai-khoan/ma", "/tai-khoan/khoa/them"])
def test_no_stranger_puts_a_guard_of_their_own_on_a_screen_left_open(client: Client, an: User, where: str):
    enter(client, "an")
    grow_old(client)
    assert client.get(where)["Location"].startswith("/tai-khoan/xac-nhan")
    assert client.post(where, {"code": "123456", "name": "Khoá lạ"})["Location"].startswith("/tai-khoan/xac-nhan")
    assert not is_protected(an)
