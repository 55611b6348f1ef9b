"""A person who has no account is entered by name, is given work, and signs in nowhere."""

import pytest
from django.contrib.auth import authenticate
from django.core.exceptions import PermissionDenied

from caitien.access.models import AuditEntry, Membership, Role, School, Unit, User
from caitien.access.people.entering import NO_UNIT, enter_person
from caitien.access.people.invite import NO_NAME
from caitien.domain.refused import Refused


def test_who_was_entered_is_of_the_staff_and_of_the_unit(cuc: User, school: School, unit: Unit):
    assert list(Membership.objects.filter(user=cuc).values_list("school", "role")) == [(school.pk, Role.STAFF)]
    assert [place.unit for place in cuc.units.all()] == [unit]
    assert AuditEntry.objects.get(verb="people.enter").after == {"entered": "Đỗ Thị Cúc", "unit": "Tổ Văn"}


def test_they_sign_in_nowhere(cuc: User):
    assert not cuc.is_active
    assert not cuc.has_usable_password()
    for password in ("", "mat-khau", cuc.username):
        assert authenticate(username=cuc.username, password=password) is None


def test_the_same_name_is_not_entered_twice_however_it_is_typed(cuc: User, an: User, school: School):
    again = enter_person(an, school, name="  đỗ thị   CÚC ")
    assert isinstance(again, Refused)
    assert "Cúc" in again.reason
    assert school.people.count() == 2


def test_a_name_is_asked_for_and_a_unit_must_be_of_the_school(an: User, school: School, other_school: School):
    elsewhere = Unit.objects.create(school=other_school, name="Tổ Toán")
    assert enter_person(an, school, name=" ") == NO_NAME
    assert enter_person(an, school, name="Lê Văn Tám", unit=elsewhere.pk) == NO_UNIT
    assert school.people.count() == 1


def test_a_teacher_enters_nobody(binh: User, school: School):
    with pytest.raises(PermissionDenied):
        enter_person(binh, school, name="Lê Văn Tám")
