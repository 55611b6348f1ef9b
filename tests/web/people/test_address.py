"""An address counts once it is proven, and the page of the account tells nobody whether one is known."""

import re

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django.fixtures import Settings

from caitien.access.models import User
from caitien.access.people.account import EMAIL_TAKEN, UNPROVEN, describe_self, email_token, prove_email
from caitien.web.account import address
from caitien.web.account.address import proof_for
from tests.web.people.test_account import by_elsewhere, elsewhere, enter  # noqa: F401 - fixtures among them

pytestmark = pytest.mark.each_database
NEW = "hoai.an@example.vn"


@pytest.fixture(autouse=True)
def _no_letter_goes_out(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.clear()
    settings.EMAIL_HOST = "thu.example.vn"
    monkeypatch.setattr(address, "_send", lambda _letter: None)


def write(browser: Client, email: str) -> str:
    return browser.post("/tai-khoan", {"name": "Nguyễn Thị An", "email": email}, follow=True).content.decode()


def opens(login: str, whose: str = "an") -> bool:
    return Client().post("/dang-nhap", {"login": login, "password": f"mat-khau-{whose}"}).status_code == 302


def secret_of(person: User) -> str:
    person.refresh_from_db()
    letter = proof_for(person)
    found = re.search(r"http://testserver/tai-khoan/thu#(\S+)", letter.body)
    assert found
    assert letter.to == [person.email_wanted]
    return found[1]


def test_a_new_address_opens_nothing_until_its_letter_was_read(client: Client, an: User):
    enter(client, "an")
    assert f"Xin mở thư vừa gửi tới {NEW}" in write(client, NEW)
    assert (opens(NEW), opens("an@example.vn")) == (False, True)
    assert f"Đã xác nhận {NEW}" in client.post("/tai-khoan/thu", {"ma": secret_of(an)}, follow=True).content.decode()
    assert (opens(NEW), opens("an@example.vn")) == (True, False)


def test_the_page_says_the_same_of_an_address_that_is_known_and_of_one_that_is_not(
    client: Client, an: User, binh: User
):
    enter(client, "an")
    said = [write(client, email).replace(email, "…") for email in ("binh@example.vn", "khong-ai@example.vn")]
    messages = [re.findall(r'class="message[^>]*>([^<]*)', each) for each in said]
    assert messages[0] == messages[1] != []
    assert (opens("binh@example.vn"), opens("binh@example.vn", "binh")) == (False, True)


def test_a_letter_opened_before_signing_in_counts_afterwards(client: Client, an: User):
    describe_self(an, name=an.name, email=NEW)
    asked = client.post("/tai-khoan/thu", {"ma": secret_of(an)}, follow=True)
    assert asked.redirect_chain[-1][0].startswith("/dang-nhap")
    enter(client, "an")
    client.get("/tai-khoan/thu")
    an.refresh_from_db()
    assert (an.email, an.email_wanted) == (NEW, "")


def test_a_letter_proves_nothing_for_another_account_another_address_or_after_a_day(
    an: User, binh: User, monkeypatch: pytest.MonkeyPatch
):
    describe_self(an, name=an.name, email=NEW)
    an.refresh_from_db()
    token = email_token(an)
    assert prove_email(binh, token) == UNPROVEN
    assert prove_email(an, token + "x") == UNPROVEN
    with monkeypatch.context() as later:
        later.setattr("caitien.access.people.account.PROOF_LIFE", -1)
        assert prove_email(an, token) == UNPROVEN
    describe_self(an, name=an.name, email="khac@example.vn")
    assert prove_email(an, token) == UNPROVEN


def test_an_address_that_counts_elsewhere_is_not_taken_over(an: User, binh: User):
    describe_self(an, name=an.name, email=binh.email)
    an.refresh_from_db()
    assert prove_email(an, email_token(an)) == EMAIL_TAKEN
    an.refresh_from_db()
    assert an.email == "an@example.vn"


def test_an_address_given_up_counts_no_more(an: User):
    describe_self(an, name=an.name, email="")
    an.refresh_from_db()
    assert (an.email, an.address) == ("", "")


def test_another_site_that_vouches_proves_the_address_it_is_joined_by(by_elsewhere, an: User):  # noqa: F811
    describe_self(an, name=an.name, email=NEW)
    client, answered = by_elsewhere(email=NEW, email_verified=True)
    assert "Chưa có tài khoản với thư này" in answered.content.decode()
    client = Client()
    enter(client, "an")
    assert "Nối với tài khoản ngành" in client.get("/tai-khoan").content.decode()
    there = client.post("/dang-nhap/bang/ngoai", {"process": "connect"})["Location"]
    state = re.search(r"state=([^&]+)", there)
    assert state
    assert client.get("/dang-nhap/bang/ngoai/ve", {"code": "c", "state": state[1]})["Location"] == "/tai-khoan"
    an.refresh_from_db()
    assert (an.email, an.email_wanted) == (NEW, "")
    assert by_elsewhere(email=NEW, email_verified=True)[1]["Location"] in {"/", "/tai-khoan/them-bao-ve?next=%2F"}
