"""One's own account: name, password, one-time codes, where one is signed in; and the accounts of another site."""

import base64
import hashlib
import hmac
import json
import struct
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client

from caitien.access.models import AuditEntry, Membership, Role, School, User
from caitien.access.people.protect import OTHERS_TOO, is_protected, take_factors_away
from tests.access.conftest import person_in
from tests.web.conftest import SignIn


@pytest.fixture(autouse=True)
def _no_tries_yet() -> None:
    cache.clear()


def code_of(secret: str, at: float) -> str:
    """What an app on a telephone shows (RFC 6238)."""
    digest = hmac.new(base64.b32decode(secret), struct.pack(">Q", int(at) // 30), hashlib.sha1).digest()
    (number,) = struct.unpack(">I", digest[(start := digest[-1] & 15) : start + 4])
    return f"{(number & 0x7FFFFFFF) % 1_000_000:06d}"


def enter(client: Client, username: str) -> None:
    client.post("/dang-nhap", {"login": username, "password": f"mat-khau-{username}"})


def turn_on(client: Client) -> str:
    """Codes on the telephone, set up; the secret in it."""
    page = client.get("/tai-khoan/ma")
    secret: str = page.context["form"].secret
    answered = client.post("/tai-khoan/ma", {"code": code_of(secret, time.time())})
    assert answered["Location"] == "/tai-khoan/ma-du-phong"
    return secret


# --- who one is -------------------------------------------------------------------------------------------------------


def test_an_corrects_her_name_and_address_and_it_is_told(client: Client, an: User):
    enter(client, "an")
    client.post("/tai-khoan", {"name": "Nguyễn Thị  Hoài An", "email": "Hoai.An@example.vn"})
    an.refresh_from_db()
    assert (an.name, an.email, an.folded) == ("Nguyễn Thị Hoài An", "an@example.vn", "an nguyen thi hoai")
    assert an.email_wanted == "hoai.an@example.vn"  # counts once it is proven: test_address.py
    entry = AuditEntry.objects.get(verb="account.describe")
    assert (entry.school, entry.role, entry.before["name"]) == (None, "secretary", "Nguyễn Thị An")


def test_an_empty_name_is_refused(client: Client, an: User):
    enter(client, "an")
    assert client.post("/tai-khoan", {"name": " ", "email": "an@example.vn"}).status_code == 422
    assert not AuditEntry.objects.exists()


def test_on_a_screen_left_open_the_address_is_not_changed_without_the_password(client: Client, an: User):
    client.force_login(an)  # long ago: no password was given in this session
    asked = client.post("/tai-khoan", {"name": "Nguyễn Thị An", "email": "ke-la@example.vn"})
    assert asked["Location"].startswith("/tai-khoan/xac-nhan")
    an.refresh_from_db()
    assert an.address == "an@example.vn"
    wrong = client.post(asked["Location"], {"password": "sai"})
    assert "Mật khẩu chưa đúng." in wrong.content.decode()
    client.post(asked["Location"], {"password": "mat-khau-an"})
    an.refresh_from_db()
    assert an.email_wanted == "ke-la@example.vn"  # what was sent before is done now


def test_another_password_ends_the_sessions_elsewhere(client: Client, an: User):
    elsewhere = Client()
    enter(elsewhere, "an")
    enter(client, "an")
    weak = client.post(
        "/tai-khoan/mat-khau", {"oldpassword": "mat-khau-an", "password1": "12345678", "password2": "12345678"}
    )
    assert "quá dễ đoán" in weak.content.decode()
    sent = {"oldpassword": "mat-khau-an", "password1": "mot-cau-de-nho", "password2": "mot-cau-de-nho"}
    client.post("/tai-khoan/mat-khau", sent)
    an.refresh_from_db()
    assert an.check_password("mot-cau-de-nho")
    assert client.get("/").status_code == 200
    assert elsewhere.get("/").status_code == 302
    assert AuditEntry.objects.get(verb="account.password").actor == an


# --- the second factor ------------------------------------------------------------------------------------------------


def test_with_a_code_on_the_telephone_the_password_alone_opens_nothing(
    client: Client, an: User, django_capture_on_commit_callbacks
):
    enter(client, "an")
    with django_capture_on_commit_callbacks(execute=True):
        secret = turn_on(client)
    assert is_protected(an)
    cache.clear()  # a code is good once, and this minute's was used
    door = Client()
    answered = door.post("/dang-nhap", {"login": "an", "password": "mat-khau-an"})
    assert answered["Location"] == "/dang-nhap/ma"
    assert door.get("/").status_code == 302
    wrong = door.post("/dang-nhap/ma", {"code": "000000"})
    assert "Mã chưa đúng" in wrong.content.decode()
    assert door.post("/dang-nhap/ma", {"code": code_of(secret, time.time())})["Location"] == "/"
    assert door.get("/").status_code == 200
    told = AuditEntry.objects.filter(verb="account.factor").values_list("after", flat=True)
    assert [each["factor"] for each in told] == ["mã dùng một lần", "mã dự phòng"]


def test_a_spare_code_opens_once(client: Client, an: User):
    enter(client, "an")
    turn_on(client)
    spare = client.get("/tai-khoan/ma-du-phong").context["unused_codes"][0]
    for status in (302, 200):
        door = Client()
        enter(door, "an")
        assert door.post("/dang-nhap/ma", {"code": spare}).status_code == status


def test_guessing_codes_is_slowed_down(client: Client, an: User, settings):
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "3/m/key"}
    enter(client, "an")
    turn_on(client)
    door = Client()
    enter(door, "an")
    for _ in range(4):
        answered = door.post("/dang-nhap/ma", {"code": "000000"})
    assert "Quá nhiều lần" in answered.content.decode()


def test_codes_are_turned_off_and_the_spare_ones_go_with_them(client: Client, an: User):
    enter(client, "an")
    turn_on(client)
    client.post("/tai-khoan/ma/tat")
    assert not Authenticator.objects.exists()
    assert client.get("/tai-khoan/ma-du-phong").status_code == 404


def test_the_chair_lets_in_a_teacher_who_lost_the_telephone(client: Client, binh: User, school: School):
    hanh = person_in(school, "hanh", "Võ Thu Hạnh", Role.CHAIR)
    enter(client, "binh")
    turn_on(client)
    chair = Client()
    enter(chair, "hanh")
    chair.post(f"/truong/nguoi/{binh.pk}/go-bao-ve")
    assert not is_protected(binh)
    entry = AuditEntry.objects.get(verb="people.arrange")
    assert (entry.actor, entry.before["factors"], entry.after["factors"]) == (hanh, ["TOTP Authenticator"], [])
    enter(door := Client(), "binh")
    assert door.get("/viec").status_code == 200


def test_a_chair_does_not_weaken_the_door_of_another_school(an: User, school: School, other_school: School):
    hanh = person_in(school, "hanh", "Võ Thu Hạnh", Role.CHAIR)
    Membership.objects.create(user=an, school=other_school, role=Role.STAFF)
    Authenticator.objects.create(user=an, type=Authenticator.Type.TOTP, data={"secret": "x"})
    assert take_factors_away(hanh, school, person=an.pk) == OTHERS_TOO
    assert is_protected(an)


def test_keys_and_sessions_of_another_are_not_there(signed_in: SignIn, an: User, binh: User):
    enter(Client(), "an")
    session = an.usersession_set.get()
    key = Authenticator.objects.create(user=an, type=Authenticator.Type.WEBAUTHN, data={"name": "Khoá"})
    enter(other := Client(), "binh")
    for where in (f"/tai-khoan/khoa/{key.pk}", f"/tai-khoan/khoa/{key.pk}/bo"):
        assert other.get(where).status_code == other.post(where, {"name": "Của tôi"}).status_code == 404
    assert other.post(f"/tai-khoan/phien/{session.pk}/dung").status_code == 404


# --- where one is signed in -------------------------------------------------------------------------------------------


def test_an_sees_where_she_is_signed_in_and_ends_one_or_all_others(an: User):
    agents = {
        "here": "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36",
        "phone": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Safari/604.1",
        "school": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    }
    browsers = {name: Client(headers={"user-agent": agent}) for name, agent in agents.items()}
    for browser in browsers.values():
        enter(browser, "an")
    page = browsers["here"].get("/tai-khoan/phien")
    assert [(place.words, place.here) for place in page.context["places"]] == [
        ("Firefox trên Linux", False),
        ("Safari trên iPhone", False),
        ("Chrome trên Windows", True),
    ]
    browsers["here"].post(f"/tai-khoan/phien/{page.context['places'][1].session.pk}/dung")
    assert [browsers[name].get("/").status_code for name in agents] == [200, 302, 200]
    browsers["here"].post("/tai-khoan/phien")
    assert [browsers[name].get("/").status_code for name in agents] == [200, 302, 302]


# --- the accounts of another site -------------------------------------------------------------------------------------


@pytest.fixture
def elsewhere() -> Iterator[ThreadingHTTPServer]:
    """Another site that vouches for who someone is; ``person`` says whom it has before it."""

    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            root = f"http://127.0.0.1:{self.server.server_address[1]}"
            ends = {f"{name}_endpoint": f"{root}/{name}" for name in ("authorization", "token", "userinfo")}
            known = {**ends, "issuer": root, "jwks_uri": f"{root}/keys"}
            self._say(known if "well-known" in self.path else self.server.person)  # type: ignore[attr-defined]

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["content-length"]))
            self._say({"access_token": "t", "token_type": "Bearer"})

        def _say(self, value: object) -> None:
            self.send_response(200)
            self.send_header("content-type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(value).encode())

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def by_elsewhere(elsewhere: ThreadingHTTPServer, settings):
    """Come in with an account there: a new browser, and where it ends."""
    app = {"provider_id": "ngoai", "name": "tài khoản ngành", "client_id": "caitien", "secret": "x"}
    app["settings"] = {"server_url": f"http://127.0.0.1:{elsewhere.server_address[1]}", "oauth_pkce_enabled": True}
    settings.OIDC_APPS = [app]
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}

    def come(**person: object):
        elsewhere.person = {"sub": "7", "name": "Ai Đó", **person}  # type: ignore[attr-defined]
        client = Client()
        assert "Đăng nhập bằng tài khoản ngành" in client.get("/dang-nhap").content.decode()
        there = parse_qs(urlsplit(client.post("/dang-nhap/bang/ngoai")["Location"]).query)
        assert there["redirect_uri"] == ["http://testserver/dang-nhap/bang/ngoai/ve"]
        return client, client.get("/dang-nhap/bang/ngoai/ve", {"code": "c", "state": there["state"][0]})

    return come


def test_binh_comes_in_by_the_account_of_another_site_that_vouches_for_his_address(binh: User, by_elsewhere):
    client, answered = by_elsewhere(email="Binh@example.vn", email_verified=True)
    assert answered["Location"] == "/"
    assert "Trần Văn Bình" in client.get("/viec").content.decode()
    assert binh.check_password("mat-khau-binh")
    client, _ = by_elsewhere(email="doi-dia-chi@example.vn", email_verified=True)  # the same account there
    assert "Trần Văn Bình" in client.get("/viec").content.decode()


@pytest.mark.parametrize(
    "person",
    [
        {"email": "binh@example.vn"},
        {"email": "binh@example.vn", "email_verified": False},
        {"email": "binh@example.vn", "email_verified": "false"},
        {"email": "nguoi-la@example.vn", "email_verified": True},
        {},
    ],
)
def test_nobody_comes_in_by_an_address_nobody_vouches_for_or_knows(binh: User, by_elsewhere, person):
    client, answered = by_elsewhere(**person)
    assert "Chưa có tài khoản với thư này" in answered.content.decode()
    assert client.get("/").status_code == 302
    assert User.objects.count() == 1


def test_the_second_factor_is_asked_of_who_comes_from_another_site_too(client: Client, an: User, by_elsewhere):
    enter(client, "an")
    turn_on(client)
    browser, answered = by_elsewhere(email="an@example.vn", email_verified=True)
    assert answered["Location"] == "/dang-nhap/ma"
    assert browser.get("/").status_code == 302


def test_no_other_site_is_offered_unless_it_was_set(client: Client, an: User):
    assert "Đăng nhập bằng tài khoản" not in client.get("/dang-nhap").content.decode()
    assert client.post("/dang-nhap/bang/ngoai").status_code == 404


def test_a_return_nobody_asked_for_is_told_kindly(client: Client, binh: User, by_elsewhere):
    answered = client.get("/dang-nhap/bang/ngoai/ve", {"code": "c", "state": "doan-bua"})
    assert "Trang kia chưa xác nhận được" in answered.content.decode()
