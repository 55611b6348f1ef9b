"""What a calendar shows as its file (viết tệp .ics, RFC 5545), by icalendar."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, time, timedelta
from typing import Final

from django.utils.timezone import make_aware
from icalendar import Alarm, Calendar, Event

from caitien.nudges.models import FeedTurn

Kind = FeedTurn.Kind
NAME: Final = "Việc ở trường"
ENDED: Final = {Kind.TURN: "Việc đã thôi", Kind.MEETING: "Cuộc họp đã thôi", Kind.REVIEW: "Đợt rà soát đã thôi"}
WARNED: Final = {Kind.TURN: timedelta(days=-3), Kind.MEETING: timedelta(hours=-2), Kind.REVIEW: timedelta(days=-1)}
AN_HOUR: Final = timedelta(hours=1)  # of a meeting whose end nobody wrote
READ_AGAIN: Final = timedelta(hours=6)


def calendar_file(turns: Iterable[FeedTurn], host: str, page_of: Callable[[FeedTurn], str]) -> bytes:
    """A calendar's file: one event of a whole day a turn, of its hours a meeting, of its days a review, under a name
    that stays (``turn-12@host``), the same bytes for the same rows. ``page_of``: where each leads. No query; linear."""
    calendar = Calendar()
    calendar.add("prodid", "-//CaiTien//Viec//VI")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", NAME)
    calendar.add("refresh-interval", READ_AGAIN, parameters={"value": "DURATION"})
    calendar.add("x-published-ttl", "PT6H")
    for turn in sorted(turns, key=lambda each: (each.kind, each.turn)):
        calendar.add_component(_event(turn, host, page_of(turn)))
    file: bytes = calendar.to_ical()
    return file


def _event(turn: FeedTurn, host: str, page: str) -> Event:
    event = Event()
    kind = Kind(turn.kind)
    event.add("uid", f"{kind.value}-{turn.turn}@{host}")
    event.add("dtstamp", turn.changed_at)
    event.add("last-modified", turn.changed_at)
    event.add("sequence", turn.sequence)
    if turn.begins:
        _hours(event, turn, turn.begins)
    else:
        event.add("dtstart", turn.due)
        event.add("dtend", (turn.last or turn.due) + timedelta(days=1))
        event.add("transp", "TRANSPARENT")
    event.add("summary", ENDED[kind] if turn.ended_at else turn.words)
    event.add("status", "CANCELLED" if turn.ended_at else "CONFIRMED")
    if not turn.ended_at:
        event.add("url", page)
        event.add_component(_alarm(turn.words, WARNED[kind]))
    return event


def _hours(event: Event, turn: FeedTurn, begins: time) -> None:
    """From when to when a meeting lasts; an hour where it has no end after its beginning."""
    start = make_aware(datetime.combine(turn.due, begins))
    end = make_aware(datetime.combine(turn.due, turn.ends)) if turn.ends and turn.ends > begins else start + AN_HOUR
    event.add("dtstart", start.astimezone(UTC))
    event.add("dtend", end.astimezone(UTC))


def _alarm(words: str, before: timedelta) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", words)
    alarm.add("trigger", before)
    return alarm
