"""The calendar a telephone subscribes to: what is open and theirs, each change, each end, by a secret that can be taken
back."""

import datetime as dt
import secrets

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from icalendar import Calendar, Event

from caitien.access.models import AuditEntry, Membership, Role, School, Unit, UnitMember, User
from caitien.access.people.members import take_out
from caitien.access.secret_links import ALPHABET, LETTERS
from caitien.domain.refused import Stale
from caitien.jobs.chores import do_due
from caitien.nudges.feed.keeping import keep_all
from caitien.nudges.feed.opening import close_feed, feed_at, open_feed
from caitien.nudges.models import Feed, FeedTurn
from caitien.plans.models import Assignment, Plan
from caitien.work.models import Occurrence
from tests.nudges.mornings import given
from tests.people import person

DUE = dt.date(2026, 12, 18)


@pytest.fixture
def turns(plan: Plan, binh: User) -> list[Occurrence]:
    """Three of Bình's, on 18, 19 and 20/12/2026."""
    return [given(plan, binh, row, f"2026-12-{14 + row}") for row in (4, 5, 6)]


def read(secret: str) -> dict[str, Event]:
    """What a telephone reads: events by their names that stay."""
    answered = Client().get(f"/lich/{secret}.ics")
    assert answered.status_code == 200
    calendar = Calendar.from_ical(answered.content)
    events = [each for each in calendar.walk("VEVENT") if isinstance(each, Event)]
    return {str(event["UID"]): event for event in events}


def uid(turn: Occurrence) -> str:
    return f"turn-{turn.pk}@testserver"


@pytest.mark.each_database
def test_as_many_events_as_open_turns_with_a_day_each_of_a_whole_day(binh: User, turns: list[Occurrence], plan: Plan):
    undated = given(plan, binh, 7, "2026-12-18")
    Occurrence.objects.filter(pk=undated.pk).update(due=None)
    events = read(open_feed(binh))
    assert set(events) == {uid(turn) for turn in turns}
    first = events[uid(turns[0])]
    assert first.decoded("DTSTART") == DUE
    assert first["DTSTART"].params["VALUE"] == "DATE"
    assert first.decoded("SEQUENCE") == 0
    assert first["STATUS"] == "CONFIRMED"
    assert turns[0].task.goal.criterion in first["SUMMARY"]
    (alarm,) = first.walk("VALARM")
    assert alarm.decoded("TRIGGER") == dt.timedelta(days=-3)
    assert str(first["URL"]) == f"http://testserver/ke-hoach/{plan.pk}/dong/{turns[0].task_id}"


@pytest.mark.each_database
def test_a_day_that_moves_is_the_same_event_counted_one_up(binh: User, turns: list[Occurrence]):
    secret = open_feed(binh)
    Occurrence.objects.filter(pk=turns[0].pk).update(due=DUE + dt.timedelta(days=5))
    keep_all()
    keep_all()
    event = read(secret)[uid(turns[0])]
    assert event.decoded("DTSTART") == DUE + dt.timedelta(days=5)
    assert event.decoded("SEQUENCE") == 1
    assert read(secret)[uid(turns[1])].decoded("SEQUENCE") == 0


@pytest.mark.each_database
@pytest.mark.parametrize("end", ["done", "given to another", "taken out", "year closed"])
def test_what_ended_is_cancelled_without_its_words_for_a_month(
    binh: User, cuc: User, plan: Plan, turns: list[Occurrence], end: str
):
    secret = open_feed(binh)
    if end == "done":
        Occurrence.objects.filter(pk=turns[0].pk).update(state="done")
    elif end == "given to another":
        Assignment.objects.filter(task=turns[0].task_id).update(user=cuc)
    elif end == "taken out":
        plan.tasks.filter(pk=turns[0].task_id).update(removed_at=timezone.now())
    else:
        Plan.objects.update(state="closed")
    keep_all()
    event = read(secret)[uid(turns[0])]
    assert event["STATUS"] == "CANCELLED"
    assert event.decoded("SEQUENCE") == 1
    assert event["SUMMARY"] == "Việc đã thôi"
    assert not event.walk("VALARM")
    FeedTurn.objects.filter(turn=turns[0].pk).update(ended_at=timezone.now() - dt.timedelta(days=31))
    keep_all()
    assert uid(turns[0]) not in read(secret)


def test_what_is_taken_up_again_is_there_again(binh: User, turns: list[Occurrence]):
    secret = open_feed(binh)
    for state in ("done", "ongoing"):
        Occurrence.objects.filter(pk=turns[0].pk).update(state=state)
        keep_all()
    event = read(secret)[uid(turns[0])]
    assert (event["STATUS"], event.decoded("SEQUENCE")) == ("CONFIRMED", 2)


@pytest.mark.each_database
def test_the_workers_follow_a_verb(binh: User, an: User, turns: list[Occurrence]):
    from caitien.domain.tasks.work_state import WorkState
    from caitien.work.reporting.report import report_progress

    secret = open_feed(binh)
    do_due()
    report_progress(an, turns[0], state=WorkState.DONE, text="Đã sửa 3 phòng học, 12/10", answer="")
    do_due()
    assert read(secret)[uid(turns[0])]["STATUS"] == "CANCELLED"


def test_a_unit_s_work_stands_in_the_calendar_of_each_of_its_people(
    binh: User, an: User, plan: Plan, unit: Unit, turns: list[Occurrence]
):
    UnitMember.objects.create(school=plan.school, unit=unit, user=an)
    Assignment.objects.filter(task=turns[0].task_id).update(user=None, unit=unit)
    assert set(read(open_feed(an))) == {uid(turns[0])}
    assert set(read(open_feed(binh))) == {uid(turn) for turn in turns[1:]}


def test_what_a_telephone_has_already_is_not_sent_again(binh: User, turns: list[Occurrence]):
    where = f"/lich/{open_feed(binh)}.ics"
    first = Client().get(where)
    assert first["Content-Type"] == "text/calendar; charset=utf-8"
    assert first["Cache-Control"] == "private, no-cache"
    again = Client().get(where, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    Occurrence.objects.filter(pk=turns[0].pk).update(due=DUE + dt.timedelta(days=1))
    keep_all()
    assert Client().get(where, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_looks_write_nothing_and_ask_no_more_for_many_turns(binh: User, turns: list[Occurrence]):
    where = f"/lich/{open_feed(binh)}.ics"
    counts = []
    for number in (0, 100):
        row = FeedTurn.objects.filter(turn=turns[0].pk).values("school_id", "task", "plan", "due", "words").get()
        FeedTurn.objects.bulk_create(
            FeedTurn(feed_id=binh.pk, turn=10**9 + each, changed_at=timezone.now(), **row) for each in range(number)
        )
        with CaptureQueriesContext(connection) as asked:
            answered = Client().get(where)
            Client().head(where)
        assert not [query for query in asked if not query["sql"].startswith("SELECT")]
        assert not answered.cookies
        counts.append(len(asked))
    assert counts[0] == counts[1] == 6


def test_a_calendar_never_has_more_than_five_hundred_events(binh: User, turns: list[Occurrence]):
    secret = open_feed(binh)
    row = FeedTurn.objects.filter(turn=turns[0].pk).values("school_id", "task", "plan", "due", "words").get()
    FeedTurn.objects.bulk_create(
        FeedTurn(feed_id=binh.pk, turn=10**9 + each, changed_at=timezone.now(), **row) for each in range(600)
    )
    assert len(read(secret)) == 500


def test_a_new_address_ends_the_old_one_and_one_taken_back_opens_nothing(binh: User, turns: list[Occurrence]):
    first = open_feed(binh)
    second = open_feed(binh)
    assert feed_at(first) is None
    assert feed_at(second)
    assert isinstance(close_feed(binh), Feed)
    assert feed_at(second) is None
    assert isinstance(close_feed(binh), Stale)
    assert not FeedTurn.objects.exists()
    kept = f"{list(Feed.objects.values())}{list(AuditEntry.objects.values('before', 'after'))}"
    assert second not in kept


@pytest.mark.each_database
def test_who_left_the_school_reads_no_word_of_it_even_before_the_workers_came(
    binh: User, school: School, other_school: School, turns: list[Occurrence]
):
    Membership.objects.create(user=binh, school=other_school, role=Role.STAFF)
    secret = open_feed(binh)
    chair = person("hieu-truong", "Võ Thu Hạnh", school, Role.CHAIR)
    take_out(chair, school, person=binh.pk, seen=[Role.STAFF])
    for _ in range(2):
        assert {event["SUMMARY"] for event in read(secret).values()} == {"Việc đã thôi"}
        keep_all()
    User.objects.filter(pk=binh.pk).update(is_active=False)
    assert feed_at(secret) is None


@pytest.mark.each_database
def test_made_up_addresses_open_nothing_and_have_to_wait(binh: User, turns: list[Occurrence], client: Client):
    from django.core.cache import cache

    cache.clear()
    open_feed(binh)
    made_up = ["".join(secrets.choice(ALPHABET) for _ in range(LETTERS)) for _ in range(35)]
    met = [client.get(f"/lich/{secret}.ics").status_code for secret in made_up]
    assert met == [404] * 30 + [429] * 5
    assert client.post(f"/lich/{made_up[0]}.ics").status_code == 405


def test_calendars_are_kept_with_as_many_queries_for_forty_people_as_for_one(
    school: School, plan: Plan, turns: list[Occurrence], binh: User
):
    open_feed(binh)
    counts = []
    for number in (0, 40):
        people = User.objects.bulk_create(User(username=f"n-{each}", name=f"Người {each}") for each in range(number))
        Membership.objects.bulk_create(Membership(user=each, school=school, role=Role.STAFF) for each in people)
        Assignment.objects.bulk_create(Assignment(school=school, task=turns[0].task, user=each) for each in people)
        Feed.objects.bulk_create(Feed(user=each, secret_hash=str(each.pk)) for each in people)
        Occurrence.objects.update(due=DUE + dt.timedelta(days=number))
        with CaptureQueriesContext(connection) as asked:
            keep_all([school.pk])
        counts.append(len([query for query in asked if "SAVEPOINT" not in query["sql"]]))
    assert FeedTurn.objects.filter(ended_at=None).count() == 43
    assert counts[1] - counts[0] <= 2, counts
