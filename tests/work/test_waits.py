"""The open time in which a line waits: found again by its body or its name, else begun anew."""

from datetime import date

import pytest

from caitien.access.models import OutsideBody, School, User
from caitien.plans.models import Plan, Task
from caitien.work.models import Waiting
from caitien.work.waits import LONGEST_WHOM, begin_waiting, end_waitings, open_waitings

pytestmark = [pytest.mark.each_database, pytest.mark.django_db]
DAY, LATER = date(2026, 10, 1), date(2026, 11, 1)


@pytest.fixture
def task(plan: Plan) -> Task:
    return plan.tasks.all()[0]


def test_who_is_waited_for_already_is_waited_for_since_the_first_day(an: User, task: Task):
    first = begin_waiting(task, "UBND phường", DAY, an)
    assert begin_waiting(task, "  ubnd  PHƯỜNG", LATER, an) == first
    assert open_waitings(task) == [first]


def test_another_is_waited_for_beside(an: User, task: Task):
    first = begin_waiting(task, "UBND phường", DAY, an)
    second = begin_waiting(task, "Sở Xây dựng", LATER, an)
    assert open_waitings(task) == [first, second]


def test_a_body_is_one_under_all_its_names(an: User, school: School, task: Task):
    body = OutsideBody.objects.create(school=school, name="UBND phường Hồ Xuân", aliases=["Phường"])
    first = begin_waiting(task, "UBND phường Hồ Xuân", DAY, an)
    assert first.body == body
    assert begin_waiting(task, "phường", LATER, an) == first


def test_a_wait_that_ended_is_not_gone_on_with(an: User, task: Task):
    first = begin_waiting(task, "UBND phường", DAY, an)
    end_waitings(task, LATER, "Đã giao đất")
    assert begin_waiting(task, "UBND phường", LATER, an) != first
    first.refresh_from_db()
    assert (first.until, first.outcome) == (LATER, "Đã giao đất")


def test_a_wait_never_ends_before_it_began(an: User, task: Task):
    begin_waiting(task, "UBND phường", LATER, an)
    end_waitings(task, DAY, "")
    assert Waiting.objects.get().until == LATER


def test_a_name_is_kept_as_long_as_it_may_be(an: User, task: Task):
    assert begin_waiting(task, "a" * LONGEST_WHOM, DAY, an).whom == "a" * LONGEST_WHOM
    assert len(begin_waiting(task, "b" * (LONGEST_WHOM + 1), DAY, an).whom) == LONGEST_WHOM
