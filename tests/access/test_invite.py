"""An invites people: one link, one person, once; and nobody comes in by a link that is not theirs to use."""

from datetime import timedelta
from threading import Barrier, Thread
from time import sleep

import pytest
from django.core.exceptions import PermissionDenied
from django.db import OperationalError, connection
from django.utils import timezone

from caitien.access.models import AuditEntry, Body, Invitation, Membership, Role, School, Unit, User
from caitien.access.people.invite import (
    Invited,
    invite,
    invite_officer,
    new_link,
    new_officer_link,
    withdraw,
    withdraw_officer,
)
from caitien.access.people.taking import NAME_TAKEN, OWN, NewAccount, invitation_with, take_invitation
from caitien.access.rights import acting_user_of
from caitien.access.secret_links import hash_of_secret
from caitien.domain.refused import Refused, Stale

pytestmark = pytest.mark.each_database

MAI = NewAccount("mai", "mot-mat-khau-dai", "Đinh Thị Mai")


@pytest.fixture
def invited(an: User, school: School) -> Invited:
    """Mai, invited by An as staff."""
    return made(invite(an, school, name="Đinh Thị Mai", roles=[Role.STAFF], email="mai@example.vn"))


@pytest.fixture
def keeper(db: None) -> User:
    return User.objects.create_superuser("quan", "quan@example.vn", "mat-khau-quan", name="Lê Quân")


def made(found: object) -> Invited:
    assert isinstance(found, Invited), found
    return found


def taken(secret: str, by: User | NewAccount) -> User:
    found = take_invitation(hash_of_secret(secret), by)
    assert isinstance(found, User), found
    return found


def test_a_person_without_an_account_takes_the_invitation_and_is_in_the_school(an: User, school: School):
    unit = Unit.objects.create(school=school, name="Tổ Sinh")
    link = made(
        invite(an, school, name="đinh thị  mai", roles=["staff"], email="Mai@Example.vn", unit=unit.pk, head=True)
    )
    mai = taken(link.secret, MAI)
    acting = acting_user_of(mai)
    assert acting is not None
    assert (acting.school, acting.roles, mai.email_wanted) == (school, {Role.STAFF}, "mai@example.vn")
    assert mai.check_password("mot-mat-khau-dai")
    assert [(place.unit, place.head) for place in mai.units.all()] == [(unit, True)]
    entry = AuditEntry.objects.last()
    assert entry is not None
    assert (entry.verb, entry.actor, entry.role, entry.school) == ("invitation.take", mai, Role.STAFF, school)


def test_a_person_of_another_school_takes_it_with_their_own_account(invited: Invited, chi: User, school: School):
    assert taken(invited.secret, chi) == chi
    assert {place.school for place in chi.memberships.all()} >= {school}
    assert chi.memberships.count() == 2


def test_the_secret_is_kept_as_a_hash_only_and_the_trail_does_not_tell_it(invited: Invited):
    kept = Invitation.objects.values().get()
    assert invited.secret not in str(kept)
    assert invited.secret not in str(list(AuditEntry.objects.values()))


def test_a_link_opens_once(invited: Invited, chi: User):
    taken(invited.secret, MAI)
    assert invitation_with(invited.mark) is None
    assert isinstance(take_invitation(invited.mark, chi), Stale)
    assert chi.memberships.count() == 1


@pytest.mark.parametrize("why", ["wrong", "withdrawn", "expired", "replaced", "sender left", "sender locked out"])
def test_a_link_that_opens_nothing_gives_no_hint(why: str, invited: Invited, an: User):
    secret, row = invited.secret, Invitation.objects.filter(pk=invited.invitation.pk)
    match why:
        case "wrong":
            secret = "không-phải-mã-này"
        case "withdrawn":
            assert isinstance(withdraw(an, invited.invitation), Invitation)
        case "expired":
            row.update(expires_at=timezone.now() - timedelta(seconds=1))
        case "replaced":
            assert isinstance(new_link(an, invited.invitation), Invited)
        case "sender left":
            Membership.objects.filter(user=an).delete()
        case "sender locked out":
            User.objects.filter(pk=an.pk).update(is_active=False)
    assert invitation_with(hash_of_secret(secret)) is None
    assert isinstance(take_invitation(hash_of_secret(secret), MAI), Stale)
    assert not User.objects.filter(username="mai").exists()


def test_the_new_link_opens_and_lasts_from_now(invited: Invited, an: User):
    Invitation.objects.update(expires_at=timezone.now() - timedelta(days=1))
    again = made(new_link(an, invited.invitation))
    assert taken(again.secret, MAI).name == "Đinh Thị Mai"


def test_who_sends_a_link_cannot_take_it(invited: Invited, an: User, school: School):
    assert take_invitation(invited.mark, an) == OWN
    link = made(invite(an, school, name="Ai Đó", roles=[Role.CHAIR]))  # the school has no chair yet
    assert take_invitation(link.mark, an) == OWN
    assert [place.role for place in an.memberships.all()] == [Role.SECRETARY]


def test_a_name_someone_signs_in_with_is_not_given_twice(invited: Invited, binh: User):
    assert take_invitation(invited.mark, NewAccount("BINH", "mot-mat-khau-dai", "Mai")) == NAME_TAKEN
    assert invitation_with(invited.mark) is not None


def test_an_address_of_another_account_stays_with_that_account(an: User, school: School, chi: User):
    link = made(invite(an, school, name="Mai", roles=[Role.STAFF], email=chi.email))
    mai = taken(link.secret, MAI)
    assert (mai.email, mai.email_wanted) == ("", chi.email)  # it is Chi's, and stays hers


@pytest.mark.django_db(transaction=True)
def test_taken_twice_at_once_it_is_taken_once(invited: Invited, school: School):
    start, found = Barrier(2), []

    def take(name: str) -> None:
        start.wait()
        while True:
            try:
                found.append(take_invitation(invited.mark, NewAccount(name, "mot-mat-khau-dai", "Mai")))
                break
            except OperationalError:  # SQLite in memory does not wait for its turn as a file does
                sleep(0.01)
        connection.close()

    threads = [Thread(target=take, args=(name,)) for name in ("mai1", "mai2")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(isinstance(each, Refused) for each in found) == [False, True]
    assert User.objects.filter(username__startswith="mai").count() == 1
    assert school.memberships.filter(user__username__startswith="mai").count() == 1


def test_the_first_chair_may_be_invited_by_the_secretary_the_next_by_a_chair_alone(
    an: User, hanh: User, school: School
):
    assert isinstance(invite(an, school, name="Người Khác", roles=[Role.CHAIR, Role.STAFF]), Refused)
    assert made(invite(hanh, school, name="Người Khác", roles=[Role.CHAIR]))
    Membership.objects.filter(role=Role.CHAIR).delete()
    assert made(invite(an, school, name="Người Thứ Ba", roles=[Role.CHAIR]))


def test_of_two_first_chairs_invited_by_the_secretary_one_comes_in(an: User, school: School):
    one, other = (made(invite(an, school, name=name, roles=[Role.CHAIR])) for name in ("Người Một", "Người Hai"))
    taken(one.secret, NewAccount("mot", "mot-mat-khau-dai", "Người Một"))
    assert isinstance(take_invitation(other.mark, NewAccount("hai", "mot-mat-khau-dai", "Người Hai")), Stale)


def test_the_secretary_cannot_take_over_the_link_of_a_chair(an: User, hanh: User, school: School):
    link = made(invite(hanh, school, name="Người Khác", roles=[Role.CHAIR]))
    assert isinstance(new_link(an, link.invitation), Refused)
    assert invitation_with(link.mark) is not None


@pytest.mark.parametrize(
    ("values", "word"),
    [
        ({"name": " "}, "họ và tên"),
        ({"name": "M" * 151}, "150"),
        ({"email": "mai@"}, "Thư điện tử"),
        ({"roles": []}, "vai trò"),
        ({"roles": ["officer"]}, "vai trò"),
        ({"roles": ["keeper", "staff"]}, "vai trò"),
        ({"email": "binh@example.vn"}, "đã là người của trường"),
    ],
)
def test_what_cannot_be_sent_is_told(values: dict, word: str, an: User, binh: User, school: School):
    found = invite(an, school, **{"name": "Đinh Thị Mai", "roles": ["staff"], **values})
    assert isinstance(found, Refused)
    assert word in found.reason
    assert not Invitation.objects.exists()
    assert not AuditEntry.objects.exists()


def test_the_same_person_is_not_invited_twice(invited: Invited, an: User, school: School):
    for name, email in (("Mai khác", "mai@example.vn"), ("Lò Ban", ""), ("LÒ BAN", "")):
        found = invite(an, school, name=name, roles=["staff"], email=email)
    assert isinstance(found, Refused)
    assert Invitation.objects.count() == 2


@pytest.mark.parametrize("person", ["binh", "chi", "dung"])
def test_nobody_else_invites_renews_or_withdraws(
    person: str, invited: Invited, school: School, request: pytest.FixtureRequest
):
    who = request.getfixturevalue(person)
    for deed in (
        lambda: invite(who, school, name="Bạn", roles=["staff"]),
        lambda: new_link(who, invited.invitation),
        lambda: withdraw(who, invited.invitation),
    ):
        with pytest.raises(PermissionDenied):
            deed()
    assert invitation_with(invited.mark) is not None


def test_what_was_taken_is_neither_renewed_nor_withdrawn(invited: Invited, an: User):
    taken(invited.secret, MAI)
    assert isinstance(new_link(an, invited.invitation), Stale)
    assert isinstance(withdraw(an, invited.invitation), Stale)


def test_a_keeper_invites_an_officer_of_a_body(keeper: User, dung: User, school: School):
    body = Body.objects.create(name="Sở Giáo dục và Đào tạo Sông Núi")
    school.body = body
    school.save()
    link = made(invite_officer(keeper, body, name="Phạm Quốc Dũng", email="dung@example.vn"))
    link = made(new_officer_link(keeper, link.invitation))
    taken(link.secret, dung)
    acting = acting_user_of(dung, school)
    assert acting is not None
    assert acting.roles == {Role.OFFICER}
    assert isinstance(withdraw_officer(keeper, link.invitation), Stale)


def test_a_secretary_has_no_hand_on_an_officers_invitation(keeper: User, an: User):
    link = made(invite_officer(keeper, Body.objects.create(name="Sở Sông Núi"), name="Dũng"))
    assert isinstance(new_link(an, link.invitation), Stale)
    assert isinstance(withdraw(an, link.invitation), Stale)
    with pytest.raises(PermissionDenied):
        new_officer_link(an, link.invitation)
    assert invitation_with(link.mark) is not None


def test_a_secretary_invites_nobody_to_a_body(an: User):
    with pytest.raises(PermissionDenied):
        invite_officer(an, Body.objects.create(name="Sở Sông Núi"), name="Dũng")
