"""Units and outside bodies: one name is one thing however it is typed, and nothing that is in use gets lost."""

import pytest
from django.core.exceptions import PermissionDenied

from caitien.access.models import AuditEntry, OutsideBody, Role, School, Unit, User
from caitien.access.reads import outside_body_named, unit_named, units_for
from caitien.access.rights import acting_user_of
from caitien.access.schools.units import (
    add_outside_body,
    add_unit,
    merge_outside_bodies,
    merge_units,
    put_in,
    remove,
    rename_outside_body,
    rename_unit,
    set_head,
    take_out_of,
)
from caitien.domain.refused import Refused
from caitien.plans.models import Assignment, Plan, Task
from tests.access.conftest import person_in

pytestmark = pytest.mark.each_database


@pytest.fixture
def unit(an: User, school: School) -> Unit:
    found = add_unit(an, school, name="Tổ Toán – Tin")
    assert isinstance(found, Unit)
    return found


@pytest.fixture
def ward(an: User, school: School) -> OutsideBody:
    found = add_outside_body(an, school, name="UBND phường Lâm Viên")
    assert isinstance(found, OutsideBody)
    return found


def task(school: School, number: int = 0) -> Task:
    plan, _ = Plan.objects.get_or_create(school=school, school_year="2026-2027")
    goal = plan.goals.create(school=school, position=number)
    return Task.objects.create(school=school, plan=plan, goal=goal, position=number, work="Sửa mái nhà xe")


def give(task: Task, part: str = "lead", **to: object) -> Assignment:
    return Assignment.objects.create(school=task.school, task=task, part=part, **to)


@pytest.mark.parametrize("again", ["tổ toán - tin", "TỔ  TOÁN–TIN", "To Toan - Tin", "Tổ chuyên môn Toán – Tin"])
def test_one_unit_typed_differently_is_the_same(again: str, an: User, school: School, unit: Unit):
    found = add_unit(an, school, name=again)
    assert found == Refused("Trường đã có Tổ Toán – Tin.")
    assert unit_named(school, again) == unit
    assert AuditEntry.objects.count() == 1


def test_units_of_two_schools_may_bear_one_name(unit: Unit, chi: User, other_school: School):
    assert isinstance(add_unit(chi, other_school, name=unit.name), Unit)


def test_what_sort_a_unit_is_shows_in_its_name(an: User, school: School):
    kinds = [add_unit(an, school, name=name).kind for name in ("Tổ Hoá", "Tổ Văn phòng", "Công đoàn trường")]
    assert kinds == ["teaching", "office", "mass"]


@pytest.mark.parametrize("name", ["", "  ", "T" * 251])
def test_a_name_is_wanted_and_a_short_one(name: str, an: User, school: School):
    assert isinstance(add_unit(an, school, name=name), Refused)
    assert isinstance(add_outside_body(an, school, name=name), Refused)


def test_a_unit_is_renamed_but_not_onto_another(an: User, school: School, unit: Unit):
    add_unit(an, school, name="Tổ Lý")
    assert isinstance(rename_unit(an, school, unit=unit.pk, name="tổ lý", kind="teaching"), Refused)
    assert rename_unit(an, school, unit=unit.pk, name="Tổ Toán", kind="other") == unit
    unit.refresh_from_db()
    assert (unit.name, unit.kind) == ("Tổ Toán", "other")


def test_people_go_into_a_unit_and_out_and_one_is_its_head(an: User, binh: User, unit: Unit, chi: User):
    put_in(an, unit, person=binh.pk)
    put_in(an, unit, person=binh.pk)
    put_in(an, unit, person=an.pk)
    assert isinstance(put_in(an, unit, person=chi.pk), Refused)
    assert set_head(an, unit, person=binh.pk) == unit
    assert set_head(an, unit, person=an.pk) == unit
    assert [(str(p.user), p.head) for p in unit.members.order_by("pk")] == [(str(binh), False), (str(an), True)]
    assert take_out_of(an, unit, person=an.pk) == an
    assert isinstance(set_head(an, unit, person=an.pk), Refused)
    assert units_for(acting_user_of(an)).get().size == 1
    assert set_head(an, unit, person=None) == unit
    assert not unit.members.filter(head=True).exists()


def test_the_trail_tells_who_was_head_before_and_who_is_now(an: User, binh: User, unit: Unit):
    for person in (an, binh):
        put_in(an, unit, person=person.pk)
    for head in (binh, an, None):
        set_head(an, unit, person=head.pk if head else None)
        assert [place.user for place in unit.members.filter(head=True)] == ([head] if head else [])
    told = AuditEntry.objects.filter(verb="unit.arrange", after__has_key="head").order_by("pk")
    names = [(entry.before["head"], entry.after["head"]) for entry in told]
    assert names == [("", str(binh)), (str(binh), str(an)), (str(an), "")]


def test_a_unit_in_use_is_not_lost(an: User, school: School, unit: Unit):
    give(task(school), unit=unit)
    found = remove(an, unit)
    assert isinstance(found, Refused)
    assert "1 dòng kế hoạch" in found.reason
    assert Unit.objects.filter(pk=unit.pk).exists()


def test_a_unit_nothing_hangs_on_goes_and_the_trail_names_its_people(an: User, binh: User, unit: Unit):
    put_in(an, unit, person=binh.pk)
    assert remove(an, unit) == "Tổ Toán – Tin"
    entry = AuditEntry.objects.last()
    assert entry is not None
    assert entry.before == {"name": "Tổ Toán – Tin", "people": ["Trần Văn Bình"]}


def test_merged_units_keep_their_people_their_tasks_and_one_head(an: User, binh: User, school: School, unit: Unit):
    other = add_unit(an, school, name="Tổ Tin")
    lan = person_in(school, "lan", "Hồ Lan", Role.STAFF)
    for each, person in ((unit, binh), (unit, lan), (other, lan)):
        put_in(an, each, person=person.pk)
    set_head(an, unit, person=binh.pk)
    set_head(an, other, person=lan.pk)
    shared, alone = task(school, 1), task(school, 2)
    give(shared, unit=unit)
    give(shared, part="support", unit=other)
    give(alone, unit=unit)
    assert merge_units(an, school, unit=unit.pk, into=other.pk) == other
    assert [(str(p.user), p.head) for p in other.members.order_by("user__folded")] == [
        ("Trần Văn Bình", False),
        ("Hồ Lan", True),
    ]
    assert {(a.task, a.part) for a in other.assignments.all()} == {(shared, "lead"), (alone, "lead")}
    assert not Unit.objects.filter(pk=unit.pk).exists()


def test_a_merged_body_lives_on_as_another_name(an: User, school: School, ward: OutsideBody):
    short = add_outside_body(an, school, name="UBND P. Lâm Viên")
    give(task(school), outside=short)
    assert isinstance(remove(an, short), Refused)
    assert merge_outside_bodies(an, school, body=short.pk, into=ward.pk) == ward
    ward.refresh_from_db()
    assert ward.aliases == ["UBND P. Lâm Viên"]
    assert ward.assignments.count() == 1
    assert outside_body_named(school, "ubnd p. lam vien") == ward
    assert add_outside_body(an, school, name="Ubnd P. Lâm Viên") == Refused(
        "Danh sách đã có UBND phường Lâm Viên (còn gọi là Ubnd P. Lâm Viên)."
    )


def test_the_old_name_of_a_body_stays_as_another_name_until_it_is_struck_out(
    an: User, school: School, ward: OutsideBody
):
    rename_outside_body(an, school, body=ward.pk, name="Uỷ ban phường Lâm Viên")
    ward.refresh_from_db()
    assert (ward.name, ward.aliases) == ("Uỷ ban phường Lâm Viên", ["UBND phường Lâm Viên"])
    rename_outside_body(an, school, body=ward.pk, name="uỷ ban phường Lâm Viên", aliases=[])
    ward.refresh_from_db()
    assert (ward.name, ward.aliases) == ("uỷ ban phường Lâm Viên", [])


def test_nothing_is_merged_into_itself_or_into_another_school(
    an: User, school: School, unit: Unit, ward: OutsideBody, chi: User, other_school: School
):
    theirs = add_unit(chi, other_school, name="Tổ Toán")
    for into in (unit.pk, theirs.pk):
        assert isinstance(merge_units(an, school, unit=unit.pk, into=into), Refused)
    assert isinstance(merge_outside_bodies(an, school, body=ward.pk, into=ward.pk), Refused)
    assert Unit.objects.count() == 2


@pytest.mark.parametrize("person", ["binh", "chi"])
def test_nobody_else_arranges_units(person: str, unit: Unit, school: School, request: pytest.FixtureRequest):
    who = request.getfixturevalue(person)
    for deed in (
        lambda: add_unit(who, school, name="Tổ Mới"),
        lambda: put_in(who, unit, person=who.pk),
        lambda: remove(who, unit),
        lambda: merge_units(who, school, unit=unit.pk, into=0),
    ):
        with pytest.raises(PermissionDenied):
            deed()
    assert Unit.objects.get() == unit
