"""One kind of thing that goes over with a post, or that its next holder must know (một mục bàn giao)."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import QuerySet
from django.utils import timezone

from caitien.domain.texts.typed import say_day

NAMED: Final = 60  # rows of a kind that are told by name


@dataclass(frozen=True, slots=True)
class Item:
    """One kind of thing that goes over (một mục bàn giao): how many, the first by name, what becomes of them."""

    kind: str
    name: str
    count: int
    rows: tuple[str, ...]
    then: str = ""  # what the signatures do about it

    @property
    def more(self) -> int:
        """How many are not told by name."""
        return max(self.count - len(self.rows), 0)  # rows may say that there is none, and what to do


def told(kind: str, name: str, found: QuerySet[Any], say: Callable[[Any], str], then: str = "") -> Item:
    """The rows of a query as an item: the first told by name, all counted. One query, two where not all are told."""
    rows = list(found[: NAMED + 1])
    count = len(rows) if len(rows) <= NAMED else found.count()
    return Item(kind, name, count, tuple(say(row) for row in rows[:NAMED]), then if count else "")


def day_of(day: dt.date | dt.datetime) -> str:
    """A day as a page writes it, of a moment the day here."""
    return say_day(timezone.localtime(day).date() if isinstance(day, dt.datetime) else day)


def until(day: dt.date, today: dt.date) -> str:
    """How far off a day is (còn bao lâu): "còn 12 ngày", "hôm nay", "đã qua 3 ngày"."""
    days = (day - today).days
    if days == 0:
        return "hôm nay"
    return f"còn {days} ngày" if days > 0 else f"đã qua {-days} ngày"
