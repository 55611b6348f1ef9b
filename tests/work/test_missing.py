"""No line can vanish: what is missing, from whom, and asking them."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from caitien.access.models import Membership, OutsideBody, Role, School, Unit, UnitMember, User
from caitien.access.rights import acting_user_of
from caitien.domain.plan_state import PlanState
from caitien.domain.refused import Refused
from caitien.domain.tasks.work_state import WorkState
from caitien.incoming.adopt import adopt
from caitien.plans.models import Assignment, Goal, Plan, Task
from caitien.work.counting.missing import (
    CLOSED,
    LONGEST,
    NOBODY,
    WORDS_TOO_LONG,
    Missing,
    line_name,
    message_for_group,
    missing_of,
    missing_tasks,
    remind,
)
from caitien.work.models import Comment, Mention
from caitien.work.reporting.comments import mentions_for
from caitien.work.reporting.report import report_progress
from caitien.work.schedule import refresh_occurrences
from tests.plans.reports import report
from tests.work.conftest import only_occurrence

pytestmark = pytest.mark.each_database

LATE = date(2027, 6, 1)


def missing(plan: Plan, today: date = date(2026, 11, 19)) -> dict[int, Missing]:
    refresh_occurrences([plan])
    return {each.task.plan_row or 0: each for each in missing_of(plan, list(missing_tasks(plan, today)), today)}


def test_a_line_in_no_column_is_missing(plan: Plan):
    (found,) = missing(plan).values()
    assert (found.task.plan_row, found.no_column, found.overdue) == (0, True, ())


def test_what_is_overdue_with_nothing_told_is_missing_too(plan: Plan):
    found = missing(plan, LATE)
    assert list(found) == [0, 5, 1, 2, 7, 4]  # by criterion, as the page; 3 and 6 are done
    assert not found[1].no_column
    assert found[1].overdue[0].due == date(2027, 5, 31)


def test_who_told_once_is_not_asked_even_where_it_is_late(binh: User, plan: Plan, task: Task):
    report_progress(binh, only_occurrence(task), state=WorkState.ONGOING, text="Đã lắp 5/12 máy")
    assert 4 not in missing(plan, LATE)


def test_a_unit_is_asked_through_its_head_and_a_body_outside_by_name(
    school: School, plan: Plan, task: Task, an: User, binh: User
):
    unit = Unit.objects.create(school=school, name="Tổ Văn phòng")
    UnitMember.objects.create(school=school, unit=unit, user=an, head=True)
    UnitMember.objects.create(school=school, unit=unit, user=binh)
    line = plan.tasks.get(plan_row=0)
    Assignment.objects.create(school=school, task=line, unit=unit)
    body = OutsideBody.objects.create(school=school, name="UBND phường Đồi Thông")
    Assignment.objects.create(school=school, task=line, outside=body)
    whom = missing(plan)[0].whom
    assert whom.people == (an,)
    assert whom.names == ["Tổ Văn phòng", "Nguyễn Thị An", "UBND phường Đồi Thông"]
    UnitMember.objects.update(head=False)
    assert set(missing(plan)[0].whom.people) == {an, binh}


def test_a_tap_asks_everyone_and_says_when_it_was(an: User, binh: User, plan: Plan, task: Task):
    comment = remind(an, task)
    assert isinstance(comment, Comment)
    assert comment.kind == Comment.Kind.REMINDER
    assert [mention.user for mention in comment.mentions.all()] == [binh]
    acting = acting_user_of(binh, plan.school)
    assert acting
    assert [mention.comment for mention in mentions_for(acting, 5)] == [comment]
    assert missing(plan, LATE)[4].asked_at == comment.at


def test_a_line_given_to_nobody_cannot_be_asked_about(an: User, plan: Plan, task: Task):
    assert remind(an, plan.tasks.get(plan_row=1)) == NOBODY
    Plan.objects.filter(pk=plan.pk).update(state=PlanState.CLOSED)
    assert remind(an, task) == CLOSED
    assert isinstance(remind(an, task, "a" * 3_000), Refused)
    assert not Mention.objects.exists()


def test_a_teacher_asks_nobody_the_monitor_does(binh: User, task: Task):
    with pytest.raises(PermissionDenied):
        remind(binh, task)
    Membership.objects.create(user=binh, school=task.school, role=Role.MONITOR)
    assert isinstance(remind(binh, task), Comment)


def test_words_for_the_staff_group_name_each_person_once(an: User, binh: User, plan: Plan, task: Task):
    other = plan.tasks.get(plan_row=7)
    Assignment.objects.create(school=plan.school, task=other, user=binh)
    words = message_for_group(missing(plan, LATE).values(), "https://truong.example.vn/viec")
    assert words.count("Trần Văn Bình") == 1
    assert "- Chưa giao cho ai: 1.1 Công việc thứ 0" in words
    assert words.endswith("Báo tại: https://truong.example.vn/viec")
    assert message_for_group([], "https://truong.example.vn/viec") == ""


def test_what_is_missing_costs_the_same_whatever_the_lines(school: School, django_assert_num_queries):
    for rows in (8, 200):
        plan, _ = adopt(school, report(rows))
        refresh_occurrences([plan])
        with django_assert_num_queries(4):
            assert len(missing_of(plan, list(missing_tasks(plan, LATE)), LATE)) > rows / 2


def test_a_unit_whose_people_left_is_said_to_have_nobody_to_ask(school: School, an: User, binh: User, plan: Plan):
    unit = Unit.objects.create(school=school, name="Tổ Sử – Địa")
    UnitMember.objects.create(school=school, unit=unit, user=binh, head=True)
    line = plan.tasks.get(plan_row=1)
    Assignment.objects.create(school=school, task=line, unit=unit)
    Membership.objects.filter(user=binh).delete()
    refused = remind(an, line)
    assert isinstance(refused, Refused)
    assert "Tổ Sử – Địa" in refused.reason
    Assignment.objects.create(school=school, task=line, user=an, part="support")
    assert isinstance(remind(an, line), Comment)
    assert [mention.user for mention in Mention.objects.all()] == [an]
    assert missing(plan, LATE)[1].whom.silent == ("Tổ Sử – Địa",)


def called(work: str, **said: str) -> Task:
    goal = Goal(criterion="1.1", topic=said.get("topic", ""), target=said.get("target", ""))
    return Task(work=work, planned=said.get("planned", ""), goal=goal)


def test_a_line_is_called_by_its_criterion_and_what_is_done_in_a_few_words():
    assert line_name(called("Sửa mái")) == "1.1 Sửa mái"
    assert line_name(called("", planned="Lợp lại", topic="Mái")) == "1.1 Lợp lại"
    assert line_name(called("", topic="Mái", target="Không dột")) == "1.1 Mái"
    assert line_name(called("", target="Không dột")) == "1.1 Không dột"


def test_a_long_name_ends_with_a_whole_word():
    assert line_name(called("Sửa mái nhà xe"), longest=14) == "1.1 Sửa mái nhà xe"
    assert line_name(called("Sửa mái nhà xe"), longest=13) == "1.1 Sửa mái nhà…"
    assert line_name(called("Sửa mái nhà xe"), longest=8) == "1.1 Sửa mái…"
    assert line_name(called("mái nhà " * 10)) == f"1.1 {'mái nhà ' * 9}mái nhà"
    assert line_name(called("mái nhà " * 11)) == f"1.1 {'mái nhà ' * 9}mái nhà…"


def test_words_to_ask_with_are_as_long_as_a_remark_and_no_longer(an: User, task: Task):
    assert remind(an, task, "a" * (LONGEST + 1)) == WORDS_TOO_LONG
    comment = remind(an, task, "a" * LONGEST)
    assert isinstance(comment, Comment)
    assert comment.text == "a" * LONGEST
