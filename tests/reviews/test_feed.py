"""Meetings and reviews stand in the calendars of who belongs to them, follow each change, and are one event with the
single file of each."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from icalendar import Calendar

from caitien.access.models import Role, School, User
from caitien.nudges.feed.keeping import keep_all
from caitien.nudges.feed.opening import open_feed
from caitien.nudges.feed.writing import calendar_file
from caitien.nudges.models import FeedTurn
from caitien.plans.models import Plan
from caitien.reviews.calendar_file import meeting_file, review_file
from caitien.reviews.models import Attendee, Meeting, Panel, PanelMember, Review
from tests.nudges.test_feed import read
from tests.people import person
from tests.work.conftest import paper, plan

__all__ = ["paper", "plan"]
pytestmark = pytest.mark.each_database


@pytest.fixture
def meeting(plan: Plan, an: User, binh: User) -> Meeting:
    """Next week from 14:00 on; Bình is called to it."""
    made = Meeting.objects.create(
        **{"school": plan.school, "plan": plan, "kind": "council", "subject": "Họp hội đồng tự đánh giá", "by": an},
        **{"held_on": timezone.localdate() + dt.timedelta(days=7), "begins": dt.time(14), "place": "Phòng hội đồng"},
    )
    Attendee.objects.create(school=plan.school, meeting=made, name="Trần  Văn Bình")
    return made


@pytest.fixture
def review(plan: Plan, an: User, binh: User) -> Review:
    """Three days from tomorrow; Bình is of the team."""
    team = Panel.objects.create(school=plan.school, school_year=plan.school_year, kind=Panel.Kind.TEAM)
    PanelMember.objects.create(school=plan.school, panel=team, user=binh, name=str(binh), post="monitor")
    days = {"first": timezone.localdate() + dt.timedelta(days=1), "last": timezone.localdate() + dt.timedelta(days=3)}
    return Review.objects.create(
        school=plan.school, plan=plan, kind="special", state="open", name="Đột xuất", by=an, **days
    )


def test_who_is_called_sees_the_meeting_with_its_hours_and_nobody_else(binh: User, an: User, meeting: Meeting):
    event = read(open_feed(binh))[f"meeting-{meeting.pk}@testserver"]
    start = timezone.make_aware(dt.datetime.combine(meeting.held_on, dt.time(14)))
    assert event.decoded("DTSTART") == start
    assert event.decoded("DTEND") == start + dt.timedelta(hours=1)
    assert event["SUMMARY"] == "Họp: Họp hội đồng tự đánh giá, Phòng hội đồng"
    assert str(event["URL"]) == f"http://testserver/hop/{meeting.pk}"
    assert read(open_feed(an)) == {}


def test_a_meeting_moved_counts_one_up_and_one_taken_away_is_cancelled(binh: User, meeting: Meeting):
    secret, name = open_feed(binh), f"meeting-{meeting.pk}@testserver"
    Meeting.objects.update(begins=dt.time(8), ends=dt.time(10, 30))
    keep_all()
    event = read(secret)[name]
    assert event.decoded("SEQUENCE") == 1
    assert event.decoded("DTEND") - event.decoded("DTSTART") == dt.timedelta(hours=2.5)
    Attendee.objects.all().delete()
    keep_all()
    event = read(secret)[name]
    assert (event["STATUS"], event["SUMMARY"], event.decoded("SEQUENCE")) == ("CANCELLED", "Cuộc họp đã thôi", 2)


def test_two_of_one_name_are_not_told_apart_so_neither_is_called(binh: User, school: School, meeting: Meeting):
    person("binh2", "Trần Văn Bình", school, Role.STAFF)
    assert read(open_feed(binh)) == {}


def test_a_name_with_other_accents_is_another_person(school: School, binh: User, meeting: Meeting):
    assert read(open_feed(person("binh3", "Trần Văn Bính", school, Role.STAFF))) == {}


def test_the_team_sees_a_review_of_its_days_once_it_is_open(binh: User, an: User, review: Review):
    event = read(open_feed(binh))[f"review-{review.pk}@testserver"]
    assert (event.decoded("DTSTART"), event.decoded("DTEND")) == (review.first, review.last + dt.timedelta(days=1))
    assert event["SUMMARY"] == "Rà soát: Đột xuất"
    assert read(open_feed(an)) == {}
    Review.objects.update(state="draft")
    (event,) = read(open_feed(binh)).values()
    assert (event["STATUS"], event["SUMMARY"]) == ("CANCELLED", "Đợt rà soát đã thôi")


def test_who_left_the_school_reads_no_word_of_either_even_before_the_workers_came(
    binh: User, other_school: School, meeting: Meeting, review: Review
):
    secret = open_feed(binh)
    binh.memberships.update(school=other_school)
    for _ in range(2):
        events = read(secret).values()
        assert {(str(each["STATUS"]), str(each["SUMMARY"]), "URL" in each) for each in events} == {
            ("CANCELLED", "Cuộc họp đã thôi", False),
            ("CANCELLED", "Đợt rà soát đã thôi", False),
        }
        keep_all()


def test_words_with_line_breaks_stay_words_of_their_meeting(binh: User, meeting: Meeting):
    Meeting.objects.update(subject="Họp\r\nEND:VEVENT\r\nATTACH:http://x.example", place=";,\\" * 80)
    (event,) = read(open_feed(binh)).values()
    assert "ATTACH" not in event
    assert str(event["SUMMARY"]).startswith("Họp: Họp")


def test_what_is_over_stays_for_a_month(binh: User, meeting: Meeting):
    secret, name = open_feed(binh), f"meeting-{meeting.pk}@testserver"
    Meeting.objects.update(held_on=timezone.localdate() - dt.timedelta(days=30), state="issued")
    keep_all()
    assert read(secret)[name]["STATUS"] == "CONFIRMED"
    Meeting.objects.update(held_on=timezone.localdate() - dt.timedelta(days=31))
    keep_all()
    assert read(secret)[name]["STATUS"] == "CANCELLED"


def test_it_is_one_event_with_the_single_file(binh: User, meeting: Meeting, review: Review):
    open_feed(binh)
    file = Calendar.from_ical(calendar_file(FeedTurn.objects.all(), "testserver", lambda _: "http://testserver/"))
    single = [
        Calendar.from_ical(each)
        for each in (meeting_file(meeting, "testserver", ""), review_file(review, "testserver", ""))
    ]
    assert {str(each["UID"]) for each in file.walk("VEVENT")} == {
        str(each["UID"]) for one in single for each in one.walk("VEVENT")
    }
    for one in single:
        (alone,) = one.walk("VEVENT")
        (here,) = [each for each in file.walk("VEVENT") if each["UID"] == alone["UID"]]
        assert (here.decoded("DTSTART"), here.decoded("DTEND")) == (alone.decoded("DTSTART"), alone.decoded("DTEND"))


def test_many_meetings_are_kept_in_as_many_statements_as_one(binh: User, meeting: Meeting, review: Review):
    open_feed(binh)
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            keep_all()
        counts.append(len(asked))
        for number in range(20):
            meeting.pk, meeting.subject = None, f"Họp lần {number}"
            meeting.save(force_insert=True)
            Attendee.objects.create(school=meeting.school, meeting=meeting, name=str(binh))
        keep_all()
    assert counts[0] == counts[1]
