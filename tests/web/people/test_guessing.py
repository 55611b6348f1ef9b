"""Guessing passwords: counted in the database, by account and by address apart."""

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django.fixtures import Settings

from caitien.access.counting import CountedCache
from caitien.access.models import Counted, User
from caitien.web.account import guessing
from caitien.web.requests.tries import Limit

pytestmark = pytest.mark.each_database


@pytest.fixture(autouse=True)
def _as_on_a_site(settings: Settings, db: None) -> None:
    """The limits and the cache a site has."""
    settings.CACHES = {"default": {"BACKEND": "caitien.access.counting.CountedCache"}}
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "20/m/ip,5/5m/key"}


def enter(browser: Client, password: str, *, login: str = "an", at: str = "203.0.113.1") -> bool:
    """Whether someone at an address comes in."""
    answer = browser.post("/dang-nhap", {"login": login, "password": password}, REMOTE_ADDR=at)
    return answer.status_code == 302


def test_wrong_passwords_are_counted_in_the_database(an: User):
    assert isinstance(cache._connections["default"], CountedCache)
    assert not enter(Client(), "sai")
    assert Counted.objects.count() >= 2


def test_an_account_is_guessed_at_five_times_from_one_address_by_all_its_names_together(an: User):
    for n in range(5):
        assert not enter(Client(), "sai", login=("an", "AN@example.vn")[n % 2])
    assert not enter(Client(), "mat-khau-an")
    assert not enter(Client(), "mat-khau-an", login="an@example.vn")


def test_a_stranger_elsewhere_does_not_lock_the_person_out(an: User):
    for _ in range(8):
        assert not enter(Client(), "sai", at="198.51.100.7")
    assert enter(Client(), "mat-khau-an")


def test_a_flood_of_made_up_names_lifts_no_lock(an: User):
    for _ in range(5):
        enter(Client(), "sai")
    for n in range(400):  # more than Django's own caches keep
        cache.set(f"ten-bia-{n}", [1.0], 300)
    assert not enter(Client(), "mat-khau-an")


def test_guessed_at_from_everywhere_an_account_opens_in_the_browsers_it_knows(
    an: User, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(guessing, "WRONG", Limit(12, 600))
    own = Client()
    assert enter(own, "mat-khau-an")
    own.post("/dang-xuat")
    for n in range(15):
        enter(Client(), "sai", at=f"198.51.100.{n}")
    assert not enter(Client(), "mat-khau-an", at="192.0.2.5")
    assert enter(own, "mat-khau-an")


def test_a_known_browser_is_no_way_to_guess_on(an: User, binh: User):
    own = Client()
    assert enter(own, "mat-khau-an")
    own.post("/dang-xuat")
    for _ in range(5):
        assert not enter(own, "sai")
    assert not enter(own, "mat-khau-an")
    for n in range(6):
        assert not enter(own, "sai", login="binh", at="192.0.2.6"), n
    assert not enter(own, "mat-khau-binh", login="binh", at="192.0.2.6")


def test_the_cache_keeps_adds_touches_and_forgets(db: None):
    assert cache.get("a") is None
    assert cache.add("a", [1, 2.5], 60)
    assert not cache.add("a", 3, 60)
    cache.set("a", {"b": True}, 60)
    assert cache.get("a") == {"b": True}
    assert cache.touch("a", 90)
    cache.set("gone", 1, -1)
    assert (cache.get("gone"), cache.touch("gone")) == (None, False)
    assert cache.add("gone", 2, None)
    assert cache.delete("a")
    assert not cache.delete("a")
    cache.clear()
    assert not Counted.objects.exists()
