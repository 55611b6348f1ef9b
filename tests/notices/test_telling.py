"""What a deed is to its people: told to them and to nobody else, kept for 90 days, read by opening."""

import datetime as dt

import pytest
from django.utils import timezone

from caitien.access.models import School, Unit, UnitMember, User
from caitien.access.rights import RIGHTS, ActingUser, acting_user_of
from caitien.domain.refused import Refused
from caitien.notices.models import Notice
from caitien.notices.reads import notices_for, read, unread_of
from caitien.notices.telling import WHOM
from caitien.plans.life.life import send_back_plan, submit_plan
from caitien.plans.models import Assignment, Plan
from caitien.plans.people.assign import Given, Party, assign, assign_all, unassign
from caitien.work.reporting.comments import write_comment
from tests.plans.approving import approved, chair_of

pytestmark = pytest.mark.each_database
LEAD = Assignment.Part.LEAD


def told(person: User) -> list[str]:
    return list(Notice.objects.filter(user=person).order_by("pk").values_list("text", flat=True))


def acting(person: User) -> ActingUser:
    found = acting_user_of(person)
    assert found
    return found


def test_every_verb_that_is_told_is_one_of_the_table():
    assert set(WHOM) <= set(RIGHTS)


def test_who_is_given_work_is_told_once_however_many_lines(an: User, binh: User, plan: Plan):
    tasks = list(plan.tasks.order_by("position")[:4])
    assign_all(an, plan, given=[Given(task.pk, LEAD, Party("user", binh.pk)) for task in tasks])
    assert len(told(binh)) == 1
    assert "giao thầy cô 4 việc" in told(binh)[0]
    assert told(an) == []


def test_a_unit_that_is_given_work_is_told_by_its_people_and_a_part_taken_back_is_no_news(
    an: User, binh: User, school: School, plan: Plan
):
    unit = Unit.objects.create(school=school, name="Tổ Toán", folded="to toan")
    UnitMember.objects.create(school=school, unit=unit, user=binh)
    task = plan.tasks.select_related("plan").first()
    assert task
    assign(an, task, part=LEAD, to=Party("unit", unit.pk))
    assert len(told(binh)) == 1
    unassign(an, task, assignment=task.assignments.get().pk)
    assert len(told(binh)) == 1


def test_who_is_named_is_told_and_led_to_the_line(an: User, binh: User, plan: Plan):
    task = plan.tasks.select_related("plan", "school").first()
    assert task
    write_comment(an, task, text="@Trần Văn Bình xem giúp số liệu")
    (notice,) = notices_for(acting(binh))
    assert (notice.page, notice.keys) == ("line", [plan.pk, task.pk])


def test_a_plan_that_is_submitted_is_told_to_the_chair_and_its_return_to_who_submitted(an: User, plan: Plan):
    chair = chair_of(plan.school)
    assert not isinstance(submit_plan(an, plan), Refused)
    assert "trình kế hoạch" in told(chair)[0]
    send_back_plan(chair, plan, reason="Thiếu kinh phí")
    assert told(an) == [f"{chair} trả lại kế hoạch: Thiếu kinh phí"]


def test_an_approved_plan_is_told_to_the_council(an: User, plan: Plan):
    approved(plan)
    assert any("phê duyệt kế hoạch" in text for text in told(an))


def test_nothing_is_told_of_a_deed_that_was_refused(an: User, binh: User, plan: Plan):
    assert isinstance(assign_all(an, plan, given=[]), Refused)
    assert told(binh) == []


def test_news_is_read_by_opening_and_forgotten_after_90_days(an: User, binh: User, plan: Plan):
    task = plan.tasks.select_related("plan", "school").first()
    assert task
    write_comment(an, task, text="@Trần Văn Bình một")
    write_comment(an, task, text="@Trần Văn Bình hai")
    assert unread_of(binh, plan.school) == 2
    read(acting(binh), notices_for(acting(binh))[0].pk)
    assert unread_of(binh, plan.school) == 1
    Notice.objects.update(at=timezone.now() - dt.timedelta(days=91))
    assert (unread_of(binh, plan.school), list(notices_for(acting(binh)))) == (0, [])
    write_comment(an, task, text="@Trần Văn Bình ba")
    assert len(told(binh)) == 1


def test_nobody_reads_for_another_or_sees_their_news(an: User, binh: User, plan: Plan):
    task = plan.tasks.select_related("plan", "school").first()
    assert task
    write_comment(an, task, text="@Trần Văn Bình một")
    read(acting(an), Notice.objects.get().pk)
    assert unread_of(binh, plan.school) == 1
    assert not notices_for(acting(an))
