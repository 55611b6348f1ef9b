"""Meetings and reviews in the calendars of who belongs to them (cuộc họp, đợt rà soát trong lịch): told to
:mod:`caitien.nudges.feed.keeping`."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, Final

from caitien.access.models import Membership
from caitien.domain.texts.folding import identity
from caitien.nudges.feed.keeping import LONGEST, Key, Shown, parts_in
from caitien.nudges.models import FeedTurn
from caitien.reviews.models import Attendee, Meeting, PanelMember, Review
from caitien.reviews.models.panel import Panel

STAYS: Final = dt.timedelta(days=30)  # that what is over still stands in a calendar
Kind = FeedTurn.Kind


def gatherings(people: Sequence[int], today: dt.date) -> Mapping[int, Shown]:
    """Person → the meetings they are called to and the reviews of their team, from a month ago on, in the schools they
    are in (lịch họp, lịch rà soát). Five queries, linear in the people and the attendees of their schools' meetings."""
    since = today - STAYS
    found: dict[int, dict[Key, dict[str, Any]]] = defaultdict(dict)
    for person, meeting in _called(people, since):
        found[person][Kind.MEETING.value, meeting.pk] = _of_meeting(meeting)
    for person, review in _of_their_team(people, since):
        found[person][Kind.REVIEW.value, review.pk] = _of_review(review)
    return found


def _called(people: Sequence[int], since: dt.date) -> list[tuple[int, Meeting]]:
    """Each of the people with each meeting whose list has their name, where nobody else of the school has the same. Two
    queries."""
    schools = parts_in(people).values("school")
    ahead = Meeting.objects.filter(school__in=schools, held_on__gte=since)
    attendees = list(Attendee.objects.filter(meeting__in=ahead).select_related("meeting"))
    named: dict[tuple[int | None, str], set[int]] = defaultdict(set)
    for place in Membership.objects.filter(school__in={each.school_id for each in attendees}).select_related("user"):
        named[place.school_id, identity(str(place.user))].add(place.user_id)
    wanted, called = set(people), []
    for each in attendees:
        same = named[each.school_id, identity(each.name)]
        called += [(person, each.meeting) for person in same & wanted if len(same) == 1]
    return called


def _of_their_team(people: Sequence[int], since: dt.date) -> list[tuple[int, Review]]:
    """Each of the people with each review of the team they are of, once it was opened. Three queries."""
    places = PanelMember.objects.filter(user__in=people, panel__kind=Panel.Kind.TEAM).select_related("panel")
    teams: dict[tuple[int, str], set[int]] = defaultdict(set)
    for place in places:
        if place.user_id:
            teams[place.school_id, place.panel.school_year].add(place.user_id)
    here = set(parts_in(people).values_list("user", "school"))
    reviews = Review.objects.filter(school__in={school for school, _ in teams}, last__gte=since)
    return [
        (person, review)
        for review in reviews.exclude(state=Review.State.DRAFT).select_related("plan")
        for person in teams[review.school_id, review.plan.school_year]
        if (person, review.school_id) in here
    ]


def _of_meeting(meeting: Meeting) -> dict[str, Any]:
    words = f"Họp: {meeting.subject}, {meeting.place}"[:LONGEST]
    where = {"school_id": meeting.school_id, "task": 0, "plan": meeting.plan_id, "words": words}
    return {**where, "due": meeting.held_on, "last": None, "begins": meeting.begins, "ends": meeting.ends}


def _of_review(review: Review) -> dict[str, Any]:
    words = f"Rà soát: {review.name}"[:LONGEST]
    where = {"school_id": review.school_id, "task": 0, "plan": review.plan_id, "words": words}
    return {**where, "due": review.first, "last": review.last, "begins": None, "ends": None}
