"""What people are in the school: given and taken by its chair, who is never the last to go."""

import pytest
from django.core.exceptions import PermissionDenied

from caitien.access.models import AuditEntry, Role, School, Unit, UnitMember, User
from caitien.access.people.invite import Invited, invite
from caitien.access.people.members import arrange_roles, roles_in, take_out
from caitien.access.people.taking import invitation_with
from caitien.access.reads import people_for, waiting_in
from caitien.access.rights import RIGHTS, SCHOOL, acting_user_of
from caitien.domain.refused import Refused, Stale
from tests.access.conftest import person_in

pytestmark = pytest.mark.each_database


def test_the_chair_gives_and_takes_roles(hanh: User, binh: User, school: School):
    assert arrange_roles(hanh, school, person=binh.pk, roles=["monitor", "member"], seen=["staff"]) == binh
    assert roles_in(school, binh.pk) == ["member", "monitor"]
    entry = AuditEntry.objects.get()
    assert (entry.before["roles"], entry.after["roles"], entry.school) == (["staff"], ["member", "monitor"], school)


def test_what_another_chair_changed_meanwhile_is_not_overwritten(hanh: User, binh: User, school: School):
    arrange_roles(hanh, school, person=binh.pk, roles=["member"], seen=["staff"])
    assert isinstance(arrange_roles(hanh, school, person=binh.pk, roles=["reader"], seen=["staff"]), Stale)
    assert isinstance(take_out(hanh, school, person=binh.pk, seen=["staff"]), Stale)
    assert roles_in(school, binh.pk) == ["member"]


def test_the_school_keeps_its_last_chair(hanh: User, school: School):
    for found in (
        arrange_roles(hanh, school, person=hanh.pk, roles=["member"], seen=["chair"]),
        take_out(hanh, school, person=hanh.pk, seen=["chair"]),
    ):
        assert isinstance(found, Refused)
    assert roles_in(school, hanh.pk) == ["chair"]
    other = person_in(school, "tung", "Lê Tùng", Role.CHAIR)
    assert take_out(hanh, school, person=other.pk, seen=["chair"]) == other


@pytest.mark.parametrize("roles", [[], ["officer"], ["staff", "keeper"]])
def test_only_roles_of_a_school_are_given(roles: list[str], hanh: User, binh: User, school: School):
    assert isinstance(arrange_roles(hanh, school, person=binh.pk, roles=roles, seen=["staff"]), Refused)
    assert roles_in(school, binh.pk) == ["staff"]


@pytest.mark.parametrize("person", ["an", "binh", "chi"])
def test_nobody_but_the_chair_arranges_roles_not_even_their_own(
    person: str, binh: User, school: School, request: pytest.FixtureRequest
):
    who = request.getfixturevalue(person)
    with pytest.raises(PermissionDenied):
        arrange_roles(who, school, person=who.pk, roles=["chair"], seen=roles_in(school, who.pk))
    with pytest.raises(PermissionDenied):
        take_out(who, school, person=binh.pk, seen=["staff"])


def test_the_chair_has_every_right_of_a_school_so_nobody_raises_their_own():
    """But to say whether a line is true: that is for who was named to the team, and the chair concludes from it."""
    for verb, right in RIGHTS.items() - {("verdict.give", RIGHTS["verdict.give"])}:
        if (right.roles | right.if_assigned) & SCHOOL:
            assert Role.CHAIR in right.roles, verb


def test_who_is_taken_out_sees_nothing_from_now_on_and_keeps_their_past(hanh: User, an: User, school: School):
    UnitMember.objects.create(school=school, unit=Unit.objects.create(school=school, name="Tổ Văn"), user=an)
    link = invite(an, school, name="Đinh Thị Mai", roles=["staff"])
    assert isinstance(link, Invited)
    assert take_out(hanh, school, person=an.pk, seen=["secretary"]) == an
    assert acting_user_of(an, school) is None
    assert not an.units.exists()
    assert AuditEntry.objects.filter(actor=an).count() == 1
    assert AuditEntry.objects.get(verb="people.arrange").before["units"] == ["Tổ Văn"]
    assert not waiting_in(school).exists()
    assert invitation_with(link.mark) is None


def test_someone_of_another_school_is_not_arranged(hanh: User, chi: User, school: School):
    assert isinstance(arrange_roles(hanh, school, person=chi.pk, roles=["chair"], seen=[]), Stale)
    assert isinstance(take_out(hanh, school, person=chi.pk, seen=[]), Stale)
    assert chi.memberships.count() == 1


def test_people_are_listed_by_given_name_and_found_without_accents(an: User, binh: User, chi: User, school: School):
    acting = acting_user_of(an)
    assert acting is not None
    assert list(people_for(acting)) == [an, binh]
    assert list(people_for(acting, words="van binh")) == [binh]
    assert list(people_for(acting, words="TRẦN")) == [binh]
    assert list(people_for(acting, words="chi")) == []
