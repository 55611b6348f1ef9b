"""A school is opened by the keeper, or by whoever comes first to an empty site with the code; and by nobody twice."""

import os
import stat
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from caitien.access.models import AuditEntry, Body, Membership, Role, School, User
from caitien.access.people.invite import Invited
from caitien.access.people.taking import NAME_TAKEN, NewAccount, invitation_with, take_invitation
from caitien.access.schools.describe import SchoolFacts, calendar_of
from caitien.access.schools.open_school import (
    BAD_ROLE,
    PEOPLED,
    Begun,
    begin,
    first_code,
    first_code_path,
    invite_first,
    is_empty_site,
    is_first_code,
    open_school,
)
from caitien.domain.refused import Refused, Stale
from caitien.domain.times.school_calendar import propose_year, school_year_at

pytestmark = pytest.mark.each_database

FACTS = SchoolFacts(name="Trường THCS Đồi Thông", kind="thcs", place="Bảo Lộc", upper_body="UBND phường Hồ Xuân")
LAN = NewAccount("lan", "mot-cau-de-nho", "Vũ Ngọc Lan")


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path: Path):
    settings.VAR = tmp_path / "var"


@pytest.fixture
def keeper(db: None) -> User:
    return User.objects.create_superuser("quan", "quan@example.vn", "mat-khau-quan", name="Lê Quân")


def test_the_first_person_has_account_school_calendar_and_role_at_once(db: None):
    found = begin(LAN, facts=FACTS, role="secretary")
    assert isinstance(found, Begun)
    assert found.person.check_password("mot-cau-de-nho")
    assert found.person.is_superuser
    assert list(Membership.objects.values_list("user__username", "school__name", "role")) == [
        ("lan", "Trường THCS Đồi Thông", "secretary")
    ]
    year = school_year_at(timezone.localdate())
    assert calendar_of(found.school, year) == propose_year(year)
    assert found.school.framework.startswith("tt57")
    assert [(entry.verb, entry.role, entry.number) for entry in AuditEntry.objects.all()] == [
        ("school.open", "keeper", 1),
        ("people.arrange", "secretary", 2),
    ]


def test_the_code_opens_once_and_is_its_owners_alone(db: None):
    code = first_code()
    assert first_code() == code
    assert is_first_code(code)
    assert not is_first_code(code + "x")
    assert not is_first_code("")
    assert os.name != "posix" or stat.S_IMODE(first_code_path().stat().st_mode) == 0o600
    assert isinstance(begin(LAN, facts=FACTS, role="chair"), Begun)
    assert not first_code_path().exists()
    assert not is_first_code(code)


def test_of_two_first_people_one_begins(db: None):
    assert isinstance(begin(LAN, facts=FACTS, role="chair"), Begun)
    assert isinstance(begin(NewAccount("mai", "mot-cau-de-nho", "Đinh Thị Mai"), facts=FACTS, role="chair"), Stale)
    assert not User.objects.filter(username="mai").exists()
    assert not is_empty_site()


def test_a_beginning_that_cannot_be_leaves_nothing(keeper: User):
    first_code()
    assert begin(LAN, facts=FACTS, role="officer") == BAD_ROLE
    assert isinstance(begin(LAN, facts=SchoolFacts(name=" "), role="chair"), Refused)
    assert begin(NewAccount("QUAN", "mot-cau-de-nho", "Lê Quân"), facts=FACTS, role="chair") == NAME_TAKEN
    assert is_empty_site()
    assert first_code_path().exists()
    assert not AuditEntry.objects.exists()


def test_a_keeper_who_is_there_already_begins_with_their_own_account(keeper: User):
    found = begin(keeper, facts=FACTS, role="chair")
    assert isinstance(found, Begun)
    assert found.person == keeper
    assert User.objects.count() == 1


def test_the_keeper_opens_a_school_and_its_first_person_invites_the_others(keeper: User):
    body = Body.objects.create(name="UBND phường Hồ Xuân")
    school = open_school(keeper, keeper, facts=FACTS, body=body.pk)
    assert isinstance(school, School)
    assert school.body == body
    link = invite_first(keeper, school, name="Vũ Ngọc Lan", role="chair")
    assert isinstance(link, Invited)
    lan = take_invitation(link.mark, LAN)
    assert isinstance(lan, User)
    assert Membership.objects.get(school=school).role == Role.CHAIR
    assert invite_first(keeper, school, name="Đinh Thị Mai", role="chair") == PEOPLED
    assert list(AuditEntry.objects.filter(school=school).values_list("verb", flat=True)) == [
        "school.open",
        "school.open",
        "invitation.take",
    ]


def test_another_link_for_the_first_person_closes_the_older_one(keeper: User):
    school = open_school(keeper, keeper, facts=FACTS, body=None)
    assert isinstance(school, School)
    old, new = (invite_first(keeper, school, name="Vũ Ngọc Lan", role="secretary") for _ in range(2))
    assert isinstance(old, Invited)
    assert isinstance(new, Invited)
    assert invitation_with(old.mark) is None
    assert invitation_with(new.mark) is not None


def test_the_keepers_link_opens_nothing_once_someone_is_in_the_school(keeper: User, an: User, school: School):
    Membership.objects.all().delete()
    link = invite_first(keeper, school, name="Vũ Ngọc Lan", role="chair")
    assert isinstance(link, Invited)
    Membership.objects.create(user=an, school=school, role=Role.SECRETARY)
    assert invitation_with(link.mark) is None


def test_the_trail_tells_under_which_body_a_school_was_opened(keeper: User):
    body = Body.objects.create(name="UBND phường Hồ Xuân")
    for name, under in (("Trường Suối Đá", body), ("Trường Bờ Nam", None)):
        open_school(keeper, keeper, facts=SchoolFacts(name=name), body=under.pk if under else None)
    told = AuditEntry.objects.filter(verb="school.open").order_by("pk").values_list("after__name", "after__body")
    assert list(told) == [("Trường Suối Đá", "UBND phường Hồ Xuân"), ("Trường Bờ Nam", "")]


def test_a_school_stands_once_under_a_body(keeper: User):
    assert isinstance(open_school(keeper, keeper, facts=FACTS, body=None), School)
    again = SchoolFacts(name="trường thcs  đồi thông")
    assert isinstance(open_school(keeper, keeper, facts=again, body=None), Refused)


def test_nobody_but_the_keeper_opens_schools(an: User, school: School):
    with pytest.raises(PermissionDenied):
        open_school(an, an, facts=FACTS, body=None)
    with pytest.raises(PermissionDenied):
        invite_first(an, school, name="Vũ Ngọc Lan", role="chair")
