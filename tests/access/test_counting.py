"""Wrong guesses are counted in a table all processes share: kept until their time, no longer, and never lost."""

import datetime as dt

import pytest
from django.utils import timezone

from caitien.access import counting
from caitien.access.counting import LONGEST, CountedCache
from caitien.access.models.counted import Counted

pytestmark = pytest.mark.each_database

BEGUN = dt.datetime(2026, 9, 5, 8, tzinfo=dt.UTC)


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = BEGUN

    def __call__(self) -> dt.datetime:
        return self.now

    def later(self, seconds: float) -> None:
        self.now += dt.timedelta(seconds=seconds)


@pytest.fixture
def clock(db: None, monkeypatch: pytest.MonkeyPatch) -> Clock:
    found = Clock()
    monkeypatch.setattr(timezone, "now", found)
    monkeypatch.setattr(counting.random, "randrange", lambda _: 1)  # nothing is tidied away unless a test says so
    return found


@pytest.fixture
def cache() -> CountedCache:
    return CountedCache("", {"TIMEOUT": 300})


def test_a_value_is_kept_until_its_time_and_no_longer(clock: Clock, cache: CountedCache):
    cache.set("an", {"times": 3}, timeout=60)
    clock.later(59)
    assert cache.get("an") == {"times": 3}
    clock.later(1)
    assert cache.get("an") is None
    assert cache.get("an", "nothing") == "nothing"


@pytest.mark.parametrize(
    ("timeout", "seconds"), [(60, 60), (None, LONGEST.total_seconds()), (10**9, LONGEST.total_seconds())]
)
def test_nothing_is_kept_for_longer_than_thirty_days(clock: Clock, cache: CountedCache, timeout, seconds: float):
    assert dt.timedelta(days=30) == LONGEST
    cache.set("an", 1, timeout=timeout)
    assert Counted.objects.get().expires_at == BEGUN + dt.timedelta(seconds=seconds)


def test_what_says_no_time_is_kept_as_long_as_the_site_says(clock: Clock, cache: CountedCache):
    cache.set("an", 1)
    assert Counted.objects.get().expires_at == BEGUN + dt.timedelta(seconds=300)


def test_what_is_there_is_added_once_and_again_when_its_time_is_over(clock: Clock, cache: CountedCache):
    assert cache.add("an", 1, timeout=60) is True
    assert cache.add("an", 2, timeout=60) is False
    assert cache.get("an") == 1
    clock.later(60)
    assert cache.add("an", 3, timeout=60) is True
    assert cache.get("an") == 3


def test_a_number_goes_up_and_its_time_stays(clock: Clock, cache: CountedCache):
    cache.set("an", 1, timeout=60)
    assert [cache.incr("an"), cache.incr("an", 5), cache.decr("an")] == [2, 7, 6]
    assert cache.get("an") == 6
    assert Counted.objects.get().expires_at == BEGUN + dt.timedelta(seconds=60)
    clock.later(60)
    for missing in ("an", "binh"):
        with pytest.raises(ValueError, match=missing):
            cache.incr(missing)


def test_a_time_is_made_longer_while_it_lasts(clock: Clock, cache: CountedCache):
    cache.set("an", 1, timeout=60)
    clock.later(59)
    assert cache.touch("an", timeout=60) is True
    clock.later(59)
    assert cache.get("an") == 1
    clock.later(1)
    assert cache.touch("an", timeout=60) is False


def test_it_is_forgotten_when_asked(clock: Clock, cache: CountedCache):
    for key in ("an", "binh", "chi"):
        cache.set(key, 1)
    assert cache.delete("an") is True
    assert cache.delete("an") is False
    assert (cache.get("an"), cache.get("binh")) == (None, 1)
    cache.clear()
    assert not Counted.objects.exists()


def test_what_has_expired_is_swept_now_and_then_and_nothing_else(
    clock: Clock, cache: CountedCache, monkeypatch: pytest.MonkeyPatch
):
    for key, seconds in (("an", 60), ("binh", 61)):
        cache.set(key, 1, timeout=seconds)
    clock.later(60)
    cache.set("chi", 1)
    assert Counted.objects.count() == 3
    monkeypatch.setattr(counting.random, "randrange", lambda _: 0)
    cache.set("chi", 2)
    assert Counted.objects.count() == 2
    assert [cache.get(key) for key in ("an", "binh", "chi")] == [None, 1, 2]
