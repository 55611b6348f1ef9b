"""What is read of waits: whom for and how long, in which order, the petition, the story; bodies made one."""

# ruff: noqa: F811 - fixtures are imported

from datetime import date, timedelta

import pytest

from caitien.access.models import AuditEntry, OutsideBody, School, User
from caitien.access.schools.units import merge_outside_bodies, remove
from caitien.domain.refused import Refused
from caitien.plans.models import Plan, Task
from caitien.plans.story import story_of
from caitien.story.telling import tell
from caitien.work.models import Waiting
from caitien.work.outside.awaiting import (
    awaited_in,
    ended_waitings,
    longest_waits,
    waitings_in,
    waitings_of,
)
from caitien.work.outside.petitions import petitions_of
from caitien.work.outside.waiting import (
    end_waiting,
    open_waiting,
)
from tests.work.waits_made import SINCE, TODAY, city, task, wait, write  # noqa: F401 - fixtures

pytestmark = [pytest.mark.each_database, pytest.mark.django_db]


def test_bodies_made_one_take_their_waits_along(an: User, school: School, plan: Plan, task: Task, city: OutsideBody):
    other = OutsideBody.objects.create(school=school, name="Ủy ban phường Hồ Xuân")
    second = plan.tasks.select_related("plan", "school").order_by("position")[1]
    wait(an, second, name="Ủy ban phường Hồ Xuân", what="Cấp phép")
    write(an, wait(an, task, name="Ủy ban phường Hồ Xuân", what="Cấp phép"), "sent", "15/CV", SINCE)
    write(an, wait(an, task), "sent", "16/CV", TODAY)
    assert isinstance(remove(an, other), Refused)  # something hangs on it
    merge_outside_bodies(an, school, body=other.pk, into=city.pk)
    (mine,) = waitings_of(task)
    assert mine.body == city
    assert mine.what == "Giao mặt bằng sân sau\nCấp phép"
    assert [letter.number for letter in mine.letters.all()] == ["15/CV", "16/CV"]
    assert {waiting.body for waiting in waitings_in(plan)} == {city}
    kept = Waiting.with_removed.get(task=task, joined_into=mine)  # not deleted: who wrote it down, since when, what
    assert (kept.by, kept.since, kept.what, kept.body) == (an, SINCE, "Cấp phép", city)


def test_whom_the_plan_waits_for_the_longest_first(an: User, plan: Plan, task: Task, city: OutsideBody):
    second = plan.tasks.select_related("plan", "school").order_by("position")[1]
    wait(an, second, name="Sở Xây dựng")
    wait(an, task)
    Waiting.objects.filter(task=second).update(since=date(2026, 9, 10))
    assert [(each.whom, each.count) for each in awaited_in(plan)] == [("Sở Xây dựng", 1), ("UBND phường Hồ Xuân", 1)]


def test_a_petition_says_what_was_written_down_and_nothing_else(an: User, plan: Plan, task: Task, city: OutsideBody):
    found = wait(an, task)
    (bare,) = petitions_of(plan)
    criterion = f"tiêu chí {task.goal.criterion}"
    assert bare.text == (
        f"Kiến nghị UBND phường Hồ Xuân xem xét, giải quyết: Giao mặt bằng sân sau ({criterion}). "
        "Việc này chờ từ ngày 01/10/2026, đến nay chưa xong."
    )
    write(an, found, "sent", "15/CV-HS", date(2026, 10, 5))
    write(an, found, "sent", "", date(2026, 11, 5))
    write(an, found, "answered", "203/UBND", date(2026, 11, 12))
    (whole,) = petitions_of(plan)
    assert whole.text.endswith(
        "Việc này chờ từ ngày 01/10/2026; nhà trường đã gửi văn bản số 15/CV-HS ngày 05/10/2026 và văn bản ngày "
        "05/11/2026, đã được trả lời tại văn bản số 203/UBND ngày 12/11/2026, đến nay chưa xong."
    )
    end_waiting(an, found, until=TODAY, outcome="Đã giao", today=TODAY)
    assert petitions_of(plan) == ()


def test_the_story_of_the_line_tells_it_in_words(an: User, task: Task, city: OutsideBody):
    found = wait(an, task)
    write(an, found, "sent", "15/CV-HS", date(2026, 10, 5))
    end_waiting(an, found, until=TODAY, outcome="Đã giao", today=TODAY)
    ended, letter, told, begun = tell(list(story_of(task)[:4]))
    assert told.deed == "ghi tiến độ của tiêu chí 1.1"
    assert begun.deed == "ghi tiêu chí 1.1 đang chờ UBND phường Hồ Xuân"
    assert letter.deed == "ghi công văn của việc chờ UBND phường Hồ Xuân"
    assert ended.deed == "ghi tiêu chí 1.1 không còn chờ UBND phường Hồ Xuân"
    shown = {change.name: change.after for change in letter.changes}
    assert shown == {"chiều": "gửi đi", "số": "15/CV-HS", "ngày": "05/10/2026"}
    assert letter.spoken == "Xin giao mặt bằng"
    assert AuditEntry.objects.filter(verb="waiting.record").count() == 3


def test_of_a_line_the_open_waits_come_first_and_of_each_the_last_begun(an: User, task: Task):
    names = ("Sở A", "Sở B", "Sở C", "Sở D")
    waits = [
        open_waiting(an, task, name=name, what="Đất", since=SINCE + timedelta(days=days), today=TODAY)
        for days, name in enumerate(names)
    ]
    for ended in (waits[1], waits[3]):
        assert isinstance(ended, Waiting)
        end_waiting(an, ended, until=TODAY, outcome="Đã giao", today=TODAY)
    assert [waiting.whom for waiting in waitings_of(task)] == ["Sở C", "Sở A", "Sở D", "Sở B"]
    assert [waiting.whom for waiting in ended_waitings(task.plan)] == ["Sở D", "Sở B"]
    assert [waiting.whom for waiting in waitings_in(task.plan)] == ["Sở A", "Sở C"]
    assert [waiting.whom for waiting in longest_waits(task.plan, most=2)] == ["Sở A", "Sở C"]
    assert [waiting.whom for waiting in longest_waits(task.plan, most=1)] == ["Sở A"]


def test_a_body_two_lines_wait_for_is_counted_twice_since_the_earlier_day(an: User, plan: Plan, task: Task):
    second = plan.tasks.select_related("plan", "school").order_by("position")[1]
    wait(an, task)
    wait(an, second)
    Waiting.objects.filter(task=second).update(since=date(2026, 9, 10))
    assert [(each.count, each.since) for each in awaited_in(plan)] == [(2, date(2026, 9, 10))]
    plan.tasks.filter(pk=second.pk).update(withdrawn=True)
    assert [(each.count, each.since) for each in awaited_in(plan)] == [(1, SINCE)]


def test_a_petition_lists_three_letters_as_a_sentence_does(an: User, plan: Plan, task: Task):
    found = wait(an, task, what="Giao mặt bằng.\nCấp vốn.")
    for number in (1, 2, 3):
        write(an, found, "sent", f"{number}/CV", SINCE)
    plan.goals.update(criterion="")
    (petition,) = petitions_of(plan)
    listed = "văn bản số 1/CV ngày 01/10/2026, văn bản số 2/CV ngày 01/10/2026 và văn bản số 3/CV ngày 01/10/2026"
    assert petition.text.endswith(f"nhà trường đã gửi {listed}, đến nay chưa xong.")
    assert petition.to == "UBND phường Hồ Xuân"
    assert "(tiêu chí" not in petition.text
