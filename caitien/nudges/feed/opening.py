"""The secret address of a person's calendar (địa chỉ lịch): made, taken back, opened."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from django.utils import timezone

from caitien.access.models import User
from caitien.access.people.account import record
from caitien.access.secret_links import fresh_secret, hash_of_secret
from caitien.domain.refused import Stale
from caitien.nudges.feed.keeping import keep, parts_in
from caitien.nudges.models import Feed, FeedTurn

MOST: Final = 500  # turns of a calendar


@transaction.atomic
def open_feed(person: User) -> str:
    """Make the address of one's calendar anew (làm địa chỉ lịch): its secret, shown this once. The one before opens
    nothing from now on. No verb: nobody needs a right over their own calendar. Some eighteen statements."""
    secret = fresh_secret()
    made = {"secret_hash": hash_of_secret(secret), "made_at": timezone.now()}
    feed, _ = Feed.objects.update_or_create(user=person, defaults=made)
    keep([feed])
    record(person, "feed.open", {}, {})
    return secret


@transaction.atomic
def close_feed(person: User) -> Feed | Stale:
    """Let the address open nothing any more (thu hồi địa chỉ lịch); Stale where there is none. Eight statements."""
    feed = Feed.objects.select_for_update(no_key=True).filter(user=person).first()
    if feed is None:
        return Stale()
    feed.delete()
    record(person, "feed.close", {}, {})
    return feed


@dataclass(frozen=True, slots=True)
class Shown:
    """What an address opens (lịch mở được): whose, and its turns; those of a school they left have ended."""

    person: User
    turns: Sequence[FeedTurn]


def feed_at(secret: str) -> Shown | None:
    """The calendar a secret opens (mở lịch); None where it is wrong, taken back, or its owner signs in no more. Writes
    nothing. One query where it opens nothing, else three."""
    feed = Feed.objects.filter(secret_hash=hash_of_secret(secret), user__is_active=True).select_related("user").first()
    if feed is None:
        return None
    here = set(parts_in([feed.user_id]).values_list("school", flat=True))
    turns = list(FeedTurn.objects.filter(feed=feed).order_by("-changed_at", "-turn")[:MOST])
    for turn in turns:
        if turn.school_id not in here and turn.ended_at is None:
            turn.ended_at, turn.words, turn.sequence = turn.changed_at, "", turn.sequence + 1
    return Shown(feed.user, turns)


def feed_of(person: User) -> Feed | None:
    """The calendar they have an address for (lịch đã có địa chỉ). One query."""
    return Feed.objects.filter(user=person).first()
