"""A line taken out comes back through its page, whatever of what hung on it went or changed meanwhile."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from caitien.access.models import Membership, OutsideBody, School, Unit, User
from caitien.access.people.members import roles_in, take_out
from caitien.access.schools.units import merge_outside_bodies, merge_units, remove
from caitien.domain.needs.need import NeedText
from caitien.domain.refused import Refused
from caitien.needs.answers import link_answers
from caitien.needs.needs import need_mark, record_needs, remove_need
from caitien.plans.models import Assignment, Need, Plan, Task
from caitien.plans.table.table_lines import remove_line, row_mark
from caitien.work.models import Waiting
from tests.plans.approving import chair_of
from tests.web.conftest import SignIn

TODAY = date.today()


@pytest.fixture
def task(an: User, binh: User, school: School, plan: Plan) -> Task:
    """A line on which everything hangs that can, and that was taken out."""
    found = plan.tasks.select_related("goal", "plan").order_by("position")[3]
    for name in ("Tổ Toán", "Tổ Văn"):
        unit = Unit.objects.create(school=school, name=name)
        Assignment.objects.create(school=school, task=found, unit=unit)
    Assignment.objects.create(school=school, task=found, user=binh)
    for name in ("Sở Xây dựng", "Ban quản lý dự án"):
        body = OutsideBody.objects.create(school=school, name=name)
        Assignment.objects.create(school=school, task=found, outside=body)
        Waiting.objects.create(
            school=school, plan=plan, task=found, body=body, whom=name, what="thẩm định", since=TODAY, by=an
        )
    need = record_needs(an, school, items=[NeedText(kind="weakness", criterion="3.2", text="Mái dột")]).added[0]
    link_answers(an, need, keys=[found.pk])
    found.refresh_from_db()
    assert not isinstance(remove_line(an, plan, task=found.pk, seen=row_mark(found)), Refused)
    return found


def person_left(chair: User, school: School) -> object:
    person = Membership.objects.get(user__username="binh").user_id
    return take_out(chair, school, person=person, seen=roles_in(school, person))


def units_became_one(chair: User, school: School) -> object:
    old, new = Unit.objects.order_by("pk")
    return merge_units(chair, school, unit=old.pk, into=new.pk)


def unit_went(chair: User, _school: School) -> object:
    return remove(chair, Unit.objects.order_by("pk")[0])


def bodies_became_one(chair: User, school: School) -> object:
    old, new = OutsideBody.objects.order_by("pk")
    return merge_outside_bodies(chair, school, body=old.pk, into=new.pk)


def body_went(chair: User, _school: School) -> object:
    return remove(chair, OutsideBody.objects.order_by("pk")[0])


def need_went(chair: User, _school: School) -> object:
    need = Need.objects.get()
    return remove_need(chair, need, seen=need_mark(need))


@pytest.mark.each_database
@pytest.mark.parametrize(
    "meanwhile", [person_left, units_became_one, unit_went, bodies_became_one, body_went, need_went]
)
def test_a_line_comes_back_whatever_went_meanwhile(
    signed_in: SignIn, an: User, school: School, plan: Plan, task: Task, meanwhile: Callable[[User, School], object]
):
    done = meanwhile(chair_of(school), school)
    desk: Client = signed_in(an)
    assert desk.post(f"/ke-hoach/{plan.pk}/dong/lay-lai", {"dong": task.pk}).url.endswith(f"#viec-{task.pk}")
    for where in (f"/ke-hoach/{plan.pk}/dong/{task.pk}", "/ke-hoach", f"/cho?nam={plan.school_year}", "/khuyen-nghi"):
        assert desk.get(where).status_code == 200
    assert plan.tasks.get(pk=task.pk).work == task.work
    assert isinstance(done, Refused) or not _points_nowhere(task)


def test_the_waits_of_a_removed_line_for_bodies_that_became_one_are_one(
    signed_in: SignIn, an: User, school: School, plan: Plan, task: Task
):
    assert not isinstance(bodies_became_one(chair_of(school), school), Refused)
    signed_in(an).post(f"/ke-hoach/{plan.pk}/dong/lay-lai", {"dong": task.pk})
    assert Waiting.objects.get(task=task, until=None).body == OutsideBody.objects.get()
    assert [part.outside for part in task.assignments.exclude(outside=None)] == [OutsideBody.objects.get()]


def _points_nowhere(task: Task) -> bool:
    """Whether a part of the line names nobody."""
    return any(not (part.user_id or part.unit_id or part.outside_id) for part in task.assignments.all())
