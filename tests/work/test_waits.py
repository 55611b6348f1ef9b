"""The open time in which a line waits: found again by its body or its name, else begun anew."""

from datetime import date

import pytest

from caitien.access.models import OutsideBody, School, User
from caitien.incoming.adopt import adopt
from caitien.plans.models import Plan, Task
from caitien.work.models import Occurrence, Update, Waiting
from caitien.work.schedule import refresh_occurrences
from caitien.work.waits import LONGEST_WHOM, begin_waiting, carry_waits, end_waitings, open_again, open_waitings
from tests.plans.reports import report

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


def told(by: User, task: Task) -> Update:
    (occurrence,) = refresh_and_find(task)
    values = {"school_id": task.school_id, "plan_id": task.plan_id, "task": task, "occurrence": occurrence, "by": by}
    return Update.objects.create(**values, was="waiting", state="ongoing", text="Đã nhận đất")


def refresh_and_find(task: Task) -> list[Occurrence]:
    refresh_occurrences([task.plan])
    return list(Occurrence.objects.filter(task=task))


def test_what_ended_with_a_report_goes_on_when_it_is_taken_back(an: User, task: Task):
    first, other = begin_waiting(task, "UBND phường", DAY, an), begin_waiting(task, "Sở Xây dựng", LATER, an)
    update = told(an, task)
    assert end_waitings(task, LATER, "Đã giao đất", update) == [first, other]
    assert open_waitings(task) == []
    again = begin_waiting(task, "sở xây dựng", LATER, an)
    open_again(update)
    assert open_waitings(task) == [first, again]  # what was begun anew meanwhile is not open twice
    first.refresh_from_db()
    assert (first.until, first.outcome, first.ended_with) == (None, "", None)
    open_again(update)
    assert open_waitings(task) == [first, again]


def test_a_wait_by_name_alone_is_not_opened_again_beside_that_for_a_body_called_so(
    an: User, school: School, task: Task
):
    begin_waiting(task, "Phường", DAY, an)
    update = told(an, task)
    end_waitings(task, LATER, "", update)
    body = OutsideBody.objects.create(school=school, name="UBND phường Hồ Xuân", aliases=["Phường"])
    named = begin_waiting(task, "Phường", LATER, an)
    assert named.body == body
    open_again(update)
    assert open_waitings(task) == [named]


def test_waits_go_along_with_their_lines_with_all_their_letters(an: User, school: School, task: Task):
    ended = begin_waiting(task, "Sở Tài chính", DAY, an)
    end_waitings(task, LATER, "Đã cấp")
    wait = begin_waiting(task, "UBND phường", DAY, an, what="Giao đất")
    for number, way in (("15/CV", "sent"), ("203/UBND", "answered")):
        wait.letters.create(school=school, way=way, number=number, date=LATER, summary="Đất", by=an)
    new, _ = adopt(school, report(2, school_year="2027-2028"))
    line = new.tasks.all()[1]
    carry_waits(new, {task.pk: line})
    (carried,) = Waiting.objects.filter(plan=new)
    assert (carried.task, carried.whom, carried.what, carried.since, carried.by) == (
        line,
        "UBND phường",
        "Giao đất",
        DAY,
        an,
    )
    letters = carried.letters.order_by("pk").values_list("way", "number", "date", "summary")
    assert list(letters) == [("sent", "15/CV", LATER, "Đất"), ("answered", "203/UBND", LATER, "Đất")]
    assert wait.letters.count() == 2
    assert {*Waiting.objects.filter(task=task)} == {ended, wait}  # the old waits stay as they were
