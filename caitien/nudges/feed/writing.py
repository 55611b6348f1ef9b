"""Turns as a calendar file (viết tệp .ics, RFC 5545), by icalendar."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Final

from icalendar import Alarm, Calendar, Event

from caitien.nudges.models import FeedTurn

NAME: Final = "Việc ở trường"
ENDED: Final = "Việc đã thôi"
WARNED: Final = timedelta(days=-3)  # before the day
READ_AGAIN: Final = timedelta(hours=6)


def calendar_file(turns: Iterable[FeedTurn], host: str, page_of: Callable[[FeedTurn], str]) -> bytes:
    """The file of a calendar: one event of a whole day a turn, under a name that stays (``turn-12@host``), the same
    bytes for the same turns. ``page_of``: where a turn leads. No query; linear."""
    calendar = Calendar()
    calendar.add("prodid", "-//CaiTien//Viec//VI")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", NAME)
    calendar.add("refresh-interval", READ_AGAIN, parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", "PT6H")
    for turn in sorted(turns, key=lambda each: each.turn):
        calendar.add_component(_event(turn, host, page_of(turn)))
    file: bytes = calendar.to_ical()
    return file


def _event(turn: FeedTurn, host: str, page: str) -> Event:
    event = Event()
    event.add("uid", f"turn-{turn.turn}@{host}")
    event.add("dtstamp", turn.changed_at)
    event.add("last-modified", turn.changed_at)
    event.add("sequence", turn.sequence)
    event.add("dtstart", turn.due)
    event.add("dtend", turn.due + timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("summary", ENDED if turn.ended_at else turn.words)
    event.add("status", "CANCELLED" if turn.ended_at else "CONFIRMED")
    if not turn.ended_at:
        event.add("url", page)
        event.add_component(_alarm(turn.words))
    return event


def _alarm(words: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", words)
    alarm.add("trigger", WARNED)
    return alarm
