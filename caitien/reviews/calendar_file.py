"""A meeting or a review as a calendar file (tệp .ics, RFC 5545): one event under a name that stays, by icalendar."""

import datetime as dt

from django.utils import timezone
from icalendar import Calendar, Event

from caitien.reviews.models import Meeting, Review


def meeting_file(meeting: Meeting, host: str, page: str) -> bytes:
    """The file of a meeting (lịch của cuộc họp): its hours where it has an end, else one hour. No query."""
    start = timezone.make_aware(dt.datetime.combine(meeting.held_on, meeting.begins))
    over = meeting.ends if meeting.ends and meeting.ends > meeting.begins else None
    end = timezone.make_aware(dt.datetime.combine(meeting.held_on, over)) if over else start + dt.timedelta(hours=1)
    event = _event(f"meeting-{meeting.pk}@{host}", meeting.made_at, meeting.subject, page)
    event.add("dtstart", start.astimezone(dt.UTC))
    event.add("dtend", end.astimezone(dt.UTC))
    event.add("location", meeting.place)
    return _calendar(event)


def review_file(review: Review, host: str, page: str) -> bytes:
    """The file of a review (lịch của đợt rà soát): whole days, from its first to its last. No query."""
    event = _event(f"review-{review.pk}@{host}", review.made_at, f"Rà soát: {review.name}", page)
    event.add("dtstart", review.first)
    event.add("dtend", review.last + dt.timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    return _calendar(event)


def _event(name: str, at: dt.datetime, words: str, page: str) -> Event:
    event = Event()
    event.add("uid", name)
    event.add("dtstamp", at.astimezone(dt.UTC))
    event.add("summary", words)
    event.add("url", page)
    return event


def _calendar(event: Event) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//CaiTien//Hop//VI")
    calendar.add("version", "2.0")
    calendar.add_component(event)
    file: bytes = calendar.to_ical()
    return file
