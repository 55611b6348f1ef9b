"""Locks are taken in one order: the plan before what hangs on it, the store before its items. So nobody waits for
somebody who waits for them."""

# ruff: noqa: F811 - fixtures are imported
from collections.abc import Callable, Iterator, Sequence
from datetime import time
from threading import Event, Thread
from typing import Any

import pytest
from django.db import OperationalError, connection, models, transaction
from django.db.models import QuerySet

from caitien import prepared
from caitien.access.action import hold
from caitien.access.models import School, User
from caitien.domain.refused import Refused
from caitien.evidence.items.changing import change_item, item_mark
from caitien.evidence.items.dropping import drop_item
from caitien.evidence.items.uses import use_for
from caitien.evidence.models import Item, Store
from caitien.papers.issuing import IssueRequest
from caitien.plans.models import Plan
from caitien.reviews.answering import answer_verdict, conclude_difference
from caitien.reviews.meetings.holding import approve_minutes, end_meeting, write_item
from caitien.reviews.meetings.minutes import issue_minutes, minutes_draft
from caitien.reviews.models import AgendaItem, Meeting, Review, Ruling, SampleLine
from caitien.reviews.rounds import add_to_sample, hand_in_review, open_review, prepare_review
from tests.evidence.made import item_of
from tests.reviews.made import YEAR_END, agrees_with_the_rest, line, opened, sampled, sees
from tests.reviews.test_meetings import (  # noqa: F401 - fixtures
    NONE,
    TODAY,
    VERIFY_AT,
    crew,
    decided,
    hanh,
    held,
    item,
    now,
    plan,
)

pytestmark = [pytest.mark.each_database, pytest.mark.django_db]
UNDER_THE_PLAN = (Review, SampleLine, Meeting, AgendaItem)


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> list[type[models.Model]]:
    """Whose rows were locked, in the order in which they were asked for; also by statements put together before."""
    found: list[type[models.Model]] = []
    lock, rows_of = QuerySet.select_for_update, prepared._Statement.rows

    def noted(rows: Any, *how: Any, **more: Any) -> Any:
        found.append(rows.model)
        return lock(rows, *how, **more)

    def asked_again(statement: prepared._Statement, values: Sequence[object]) -> list[Any]:
        if statement.found.query.select_for_update:
            found.append(statement.found.model)
        return rows_of(statement, values)

    monkeypatch.setattr(prepared._Statement, "rows", asked_again)
    monkeypatch.setattr(QuerySet, "select_for_update", noted)
    return found


def deeds_of_a_review(plan: Plan, crew: list[User], hanh: User) -> Iterator[Callable[[], object]]:
    """What is done to a review, one after the other."""
    review = prepare_review(hanh, plan, wanted=YEAR_END)
    assert isinstance(review, Review)

    def again() -> Review:
        return Review.objects.select_related("plan__school").get(pk=review.pk)

    yield lambda: open_review(hanh, again())
    yield lambda: add_to_sample(hanh, again(), tasks=[line(plan, "1.2").pk])
    yield lambda: sees(crew[0], again(), "5.5", "disagrees", seen="ongoing", text="Chưa xong")
    yield lambda: answer_verdict(hanh, sampled(again(), "5.5"), accepts=True, text="Đúng thế")
    yield lambda: conclude_difference(hanh, sampled(again(), "5.5"), state="ongoing", text="Đang làm")
    agrees_with_the_rest(again())
    yield lambda: hand_in_review(hanh, again())


def deeds_of_a_meeting(plan: Plan, crew: list[User], an: User, hanh: User) -> Iterator[Callable[[], object]]:
    """What is done at a meeting, one after the other."""
    sees(crew[0], opened(plan), "5.5", "disagrees", seen="ongoing", text="Chưa xong")
    meeting = held(plan, an)
    yield lambda: write_item(an, item(meeting, "disputed"), summary="Sổ ghi đến tháng 3", opinions="")
    yield lambda: decided(hanh, item(meeting, "disputed"), "state", state="ongoing")
    for row in meeting.items.filter(decided_at=None).select_related("meeting__plan__school"):
        decided(hanh, row, "none")
    yield lambda: end_meeting(an, now(meeting), ends=time(17))
    yield lambda: approve_minutes(hanh, now(meeting))
    signed = IssueRequest(number="03/BB-THPTHS", date=TODAY, seen=minutes_draft(now(meeting)).mark, verify_at=VERIFY_AT)
    yield lambda: issue_minutes(hanh, now(meeting), wanted=signed, today=TODAY)


def test_the_plan_is_locked_before_the_review_and_its_lines(
    plan: Plan, crew: list[User], hanh: User, taken: list[type[models.Model]]
):
    assert the_plan_came_first(deeds_of_a_review(plan, crew, hanh), taken) == 6


def test_the_plan_is_locked_before_the_meeting_and_its_items(
    plan: Plan, crew: list[User], an: User, hanh: User, taken: list[type[models.Model]]
):
    assert the_plan_came_first(deeds_of_a_meeting(plan, crew, an, hanh), taken) == 5


def the_plan_came_first(deeds: Iterator[Callable[[], object]], taken: list[type[models.Model]]) -> int:
    """That each deed locked the plan before what hangs on it; how many deeds there were."""
    count = 0
    for deed in deeds:
        taken.clear()
        assert not isinstance(deed(), Refused)
        under = [turn for turn, model in enumerate(taken) if model in UNDER_THE_PLAN]
        assert under, "a deed that locks nothing proves nothing"
        assert taken.index(Plan) < under[0], [model.__name__ for model in taken]
        count += 1
    return count


def test_the_store_is_locked_before_its_items(an: User, school: School, plan: Plan, taken: list[type[models.Model]]):
    one, other = item_of(an, school, "Sổ trực"), item_of(an, school, "Sổ mượn máy")
    deeds: list[Callable[[], object]] = [
        lambda: use_for(an, one, line(plan, "1.2")),
        lambda: change_item(an, one, said=_renamed(one), seen=item_mark(one)),
        lambda: drop_item(an, one, reason="Ghi trùng", successor=other.pk),
    ]
    for deed in deeds:
        one.refresh_from_db()
        taken.clear()
        assert not isinstance(deed(), Refused)
        assert taken.index(Store) < taken.index(Item), [model.__name__ for model in taken]


def _renamed(item: Item) -> Any:
    from caitien.evidence.items.changing import ItemText

    return ItemText(name=f"{item.name} năm học này")


@pytest.mark.django_db(transaction=True)
def test_a_ruling_that_waits_for_the_plan_holds_no_line_meanwhile(plan: Plan, crew: list[User], hanh: User):
    review = opened(plan)
    sees(crew[0], review, "5.5", "disagrees", seen="ongoing", text="Chưa xong")
    disputed, begun = sampled(review, "5.5"), Event()
    found: list[object] = []

    def rule() -> None:
        begun.set()
        for _ in range(600):
            try:
                found.append(conclude_difference(hanh, disputed, state="ongoing", text="Đang làm"))
                break
            except OperationalError as trouble:  # SQLite in memory does not wait for its turn as a file does
                if "locked" not in str(trouble):
                    found.append(trouble)
                    break
                Event().wait(0.01)
        connection.close()

    ruling = Thread(target=rule)
    with transaction.atomic():  # as lines become one
        hold(Plan.objects.filter(pk=plan.pk))
        ruling.start()
        begun.wait()
        ruling.join(0.5)  # it comes as far as it can
        SampleLine.objects.filter(pk=disputed.pk).update(position=disputed.position)
    ruling.join()
    assert [type(each) for each in found] == [Ruling]
