"""Secrets that open a door reach no log and no referrer; the site's address is its own, whatever a request says."""

import logging
import re

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django.fixtures import Settings

from caitien.access.models import User
from caitien.access.secret_links import LETTERS
from caitien.domain.site_address import is_address, is_local
from caitien.web.machine.logs import WithoutSecrets
from caitien.web.machine.site import secret_in, with_secret
from tests.web.conftest import SignIn

pytestmark = pytest.mark.each_database


@pytest.fixture(autouse=True)
def _no_tries_yet() -> None:
    cache.clear()


def link_shown(browser: Client, **more: str) -> str:
    shown = browser.post("/truong/nguoi", {"name": "Đinh Thị Mai", "roles": ["staff"]}, **more).content.decode()
    found = re.search(r'value="(\S+/loi-moi\S+)"', shown)
    assert found, shown
    return found[1]


def test_the_secret_of_an_invitation_stands_where_no_browser_sends_it(signed_in: SignIn, an: User):
    path, _, secret = link_shown(signed_in(an)).partition("#")
    assert path == "http://testserver/loi-moi"
    assert len(secret) == LETTERS


def test_once_opened_no_address_bears_the_secret(signed_in: SignIn, an: User, client: Client):
    secret = secret_in(link_shown(signed_in(an)))
    opened = client.post("/loi-moi", {"ma": secret}, follow=True)
    assert [where for where, _ in opened.redirect_chain] == ["/loi-moi"]
    assert secret not in opened.content.decode()
    assert secret not in str(dict(client.session))
    assert opened["Referrer-Policy"] == "same-origin"


def test_a_link_of_before_still_opens_and_leaves_its_address_at_once(signed_in: SignIn, an: User, client: Client):
    secret = secret_in(link_shown(signed_in(an)))
    moved = client.get(f"/loi-moi/{secret}")
    assert moved["Location"] == "/loi-moi"
    assert "Đinh Thị Mai" in client.get("/loi-moi").content.decode()


def test_a_pasted_link_opens_without_a_script(signed_in: SignIn, an: User, client: Client):
    link = link_shown(signed_in(an))
    assert "Dán nguyên đường dẫn" in client.get("/loi-moi").content.decode()
    assert "Đinh Thị Mai" in client.post("/loi-moi", {"ma": f" {link}\n"}, follow=True).content.decode()


@pytest.mark.parametrize("line", ["Not Found: /loi-moi/bi-mat-01", 'GET "/bat-dau?ma=bi-mat-01" 422'])
def test_a_line_of_the_log_is_written_without_the_secret(line: str):
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, "%s", (line,), None)
    assert WithoutSecrets().filter(record)
    assert "bi-mat" not in record.getMessage()


def test_a_wrong_link_of_before_is_logged_without_its_secret(client: Client, db: None, settings: Settings):
    handler = settings.LOGGING["handlers"]["console"]
    assert handler["filters"] == ["without_secrets", "without_trace"]


def test_the_address_in_links_is_the_sites_own_whatever_host_was_asked(signed_in: SignIn, an: User, settings: Settings):
    settings.ADDRESS = "https://caitien.truong.edu.vn"
    assert link_shown(signed_in(an), HTTP_HOST="localhost").startswith("https://caitien.truong.edu.vn/loi-moi#")
    assert with_secret("/x", "y") == "https://caitien.truong.edu.vn/x#y"


@pytest.mark.parametrize(
    ("address", "local"),
    [
        ("http://localhost:8000", True),
        ("http://127.0.0.1/kiem-chung/", True),
        ("http://[::1]:80", True),
        ("http://0.0.0.0", True),
        ("", True),
        ("http://192.168.1.9:8000", False),
        ("https://caitien.truong.edu.vn", False),
        ("https://localhost.truong.edu.vn", False),
    ],
)
def test_what_opens_on_this_machine_only_is_known(address: str, local: bool):
    assert is_local(address) is local


@pytest.mark.parametrize(
    ("address", "right"),
    [
        ("https://caitien.truong.edu.vn", True),
        ("http://192.168.1.9:8000", True),
        ("caitien.truong.edu.vn", False),
        ("ftp://caitien.truong.edu.vn", False),
        ("https://truong.edu.vn/caitien", False),
        ("https://truong.edu.vn:không", False),
    ],
)
def test_what_can_be_the_address_of_a_site_is_known(address: str, right: bool):
    assert is_address(address) is right
