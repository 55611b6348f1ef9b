"""A link of a unit: whoever opens it picks their own name; off until a school chooses it."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from caitien.access.models import AuditEntry, Role, School, Unit, User
from caitien.access.people.members import take_out
from caitien.access.schools.units import merge_units, remove
from caitien.domain.refused import Refused
from caitien.domain.tasks.work_state import WorkState
from caitien.nudges.answering import answer, shown_by
from caitien.nudges.links import (
    NO_UNIT,
    NOT_CHOSEN,
    MadeLink,
    make_unit_link,
    open_link,
    open_unit_link,
    revoke_link,
)
from caitien.nudges.models import AnswerLink, NudgeRule
from caitien.plans.models import Task
from caitien.story.telling import tell
from caitien.work.models import Occurrence, Update
from tests.people import person

pytestmark = pytest.mark.each_database


@pytest.fixture
def made(an: User, school: School, unit: Unit, cuc: User) -> MadeLink:
    NudgeRule.objects.create(school=school, by_unit=True)
    return link_of(an, school, unit)


def link_of(an: User, school: School, unit: Unit) -> MadeLink:
    found = make_unit_link(an, school, unit=unit.pk)
    assert isinstance(found, MadeLink)
    return found


def test_it_is_off_until_chosen_and_of_a_unit_of_the_school(an: User, school: School, unit: Unit, chi: User):
    assert make_unit_link(an, school, unit=unit.pk) == NOT_CHOSEN
    NudgeRule.objects.create(school=school, by_unit=True)
    other = Unit.objects.create(school=chi.memberships.get().school, name="Tổ Toán")
    assert make_unit_link(an, school, unit=other.pk) == NO_UNIT
    with pytest.raises(PermissionDenied):
        make_unit_link(chi, school, unit=unit.pk)
    assert not AnswerLink.objects.exists()


def test_one_of_its_people_tells_under_their_own_name_and_the_trail_says_how(
    made: MadeLink, cuc: User, task: Task, occurrence: Occurrence
):
    Occurrence.objects.filter(pk=occurrence.pk).update(due=timezone.localdate(), state=WorkState.ONGOING)
    unit = open_unit_link(made.secret)
    assert unit
    assert unit.people == [cuc]
    opened = unit.by(cuc.pk)
    assert opened
    shown = shown_by(opened, timezone.localdate())
    said = answer(opened, shown, occurrence.pk, None, state=WorkState.DONE, text="Đã sửa 3 phòng", answer="")
    assert isinstance(said, Update)
    assert (said.by, said.via) == (cuc, "unit")
    (told,) = tell([AuditEntry.objects.get(verb="task.report")])
    assert "tự khai tên" in " ".join(map(str, (told, *told.changes)))


def test_nobody_else_can_be_picked(made: MadeLink, binh: User, chi: User, an: User):
    unit = open_unit_link(made.secret)
    assert unit
    assert [unit.by(key) for key in (binh.pk, chi.pk, an.pk, 0, None)] == [None] * 5


def test_who_left_the_school_is_not_there(made: MadeLink, cuc: User, school: School):
    take_out(person("truong", "Lê Văn Trưởng", school, Role.CHAIR), school, person=cuc.pk, seen=[Role.STAFF])
    unit = open_unit_link(made.secret)
    assert unit
    assert unit.people == []


def test_a_new_one_ends_the_old_and_a_link_is_of_one_kind(made: MadeLink, an: User, school: School, unit: Unit):
    again = link_of(an, school, unit)
    assert open_unit_link(made.secret) is None
    assert open_unit_link(again.secret)
    assert open_link(again.secret) is None
    with transaction.atomic(), pytest.raises(IntegrityError):
        AnswerLink.objects.filter(pk=again.link.pk).update(user=an)


def test_it_goes_over_when_units_become_one_and_ends_with_its_unit(
    made: MadeLink, an: User, school: School, unit: Unit
):
    toan = Unit.objects.create(school=school, name="Tổ Toán")
    merge_units(an, school, unit=unit.pk, into=toan.pk)
    opened = open_unit_link(made.secret)
    assert opened
    assert opened.link.unit == toan
    other = Unit.objects.create(school=school, name="Tổ Hoá")
    link_of(an, school, other)
    merge_units(an, school, unit=other.pk, into=toan.pk)
    assert AnswerLink.objects.filter(unit=toan, revoked_at=None).count() == 1
    lone = Unit.objects.create(school=school, name="Tổ Lý")
    secret = link_of(an, school, lone).secret
    remove(an, lone)
    assert open_unit_link(secret) is None


@pytest.mark.parametrize("how", ["revoked", "expired", "switched off", "wrong"])
def test_it_opens_nothing_any_more(made: MadeLink, an: User, how: str):
    if how == "revoked":
        assert not isinstance(revoke_link(an, made.link), Refused)
        assert "Tổ Văn" in str(tell([AuditEntry.objects.get(verb="answer_link.revoke")])[0])
    elif how == "expired":
        AnswerLink.objects.update(expires_at=timezone.now())
    elif how == "switched off":
        NudgeRule.objects.update(by_unit=False)
    assert open_unit_link("" if how == "wrong" else made.secret) is None
