"""One's own name and address, and the second factor of who leads: what counts, from when, and who may take it away."""

import datetime as dt

import pytest
from allauth.mfa.models import Authenticator
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from caitien.access.models import AuditEntry, Body, Invitation, Membership, Role, School, User
from caitien.access.people.account import (
    BAD_EMAIL,
    EMAIL_TAKEN,
    NO_NAME,
    UNPROVEN,
    describe_self,
    email_token,
    prove_by_vouching,
    prove_email,
)
from caitien.access.people.entering import NO_UNIT, SHUT, enter_person
from caitien.access.people.protect import (
    NONE_HELD,
    OTHERS_TOO,
    drop_factors,
    is_protected,
    should_protect,
    take_factors_away,
)
from caitien.access.people.reset import link_for, person_with
from caitien.access.schools.units import add_unit
from caitien.domain.refused import Refused, Stale
from tests.access.conftest import person_in

NEW = "an.moi@example.vn"


def waiting(an: User, email: str = NEW) -> User:
    found = describe_self(an, name=an.name, email=email)
    assert isinstance(found, User)
    return found


# --- name and address -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "email", "why"),
    [
        ("", "", NO_NAME),
        ("Đ" * 151, "", NO_NAME),
        ("Đ" * 150, "", None),
        ("An", "khong-phai-thu", BAD_EMAIL),
        ("An", f"{'a' * 243}@example.vn", None),  # 254 letters
        ("An", f"{'a' * 244}@example.vn", BAD_EMAIL),
        ("An", "", None),
    ],
)
def test_what_one_may_be_called(an: User, name: str, email: str, why: Refused | None):
    found = describe_self(an, name=name, email=email)
    assert found == why if why else isinstance(found, User)


def test_another_address_waits_until_it_is_proven(an: User):
    found = waiting(an)
    assert (found.email, found.email_wanted) == ("an@example.vn", NEW)
    proven = prove_email(found, email_token(found))
    assert isinstance(proven, User)
    assert (proven.email, proven.email_wanted) == (NEW, "")
    told = AuditEntry.objects.filter(verb="account.describe").order_by("pk").values_list("before", "after")
    name = an.name
    assert list(told) == [
        ({"name": name, "email": "an@example.vn"}, {"name": name, "email": "an@example.vn", "email_wanted": NEW}),
        ({"name": name, "email": "an@example.vn", "email_wanted": NEW}, {"name": name, "email": NEW}),
    ]


def test_the_address_one_has_already_waits_for_nothing_and_none_is_none_at_once(an: User):
    assert waiting(waiting(an), "AN@example.vn").email_wanted == ""
    found = waiting(an, "")
    assert (found.email, found.email_wanted) == ("", "")


def test_the_same_again_is_not_told(an: User):
    waiting(an)
    waiting(an)
    assert AuditEntry.objects.filter(verb="account.describe").count() == 1


def test_a_letter_proves_an_address_of_its_own_account_for_a_day(an: User, binh: User, monkeypatch: pytest.MonkeyPatch):
    found = waiting(an)
    token = email_token(found)
    assert prove_email(binh, token) == UNPROVEN
    assert prove_email(found, token + "x") == UNPROVEN
    assert prove_email(found, signing.dumps("odd", salt="caitien.email")) == UNPROVEN
    sent = signing.time.time()
    monkeypatch.setattr(signing.time, "time", lambda: sent + 24 * 3600 + 60)
    assert prove_email(found, token) == UNPROVEN
    monkeypatch.setattr(signing.time, "time", lambda: sent + 24 * 3600 - 60)
    assert isinstance(prove_email(found, token), User)


def test_a_letter_about_an_earlier_wish_proves_nothing(an: User):
    token = email_token(waiting(an))
    found = waiting(an, "khac@example.vn")
    assert prove_email(found, token) == UNPROVEN
    assert prove_email(waiting(an, ""), email_token(waiting(an, ""))) == UNPROVEN  # nothing waits


def test_an_address_of_another_account_does_not_count(an: User, binh: User):
    found = waiting(an, binh.email.upper())
    assert prove_email(found, email_token(found)) == EMAIL_TAKEN
    found.refresh_from_db()
    assert (found.email, found.email_wanted) == ("an@example.vn", binh.email)


def test_another_site_vouches_for_the_address_that_waits(an: User):
    found = waiting(an)
    assert prove_by_vouching(found, ["khac@example.vn"]) == UNPROVEN
    proven = prove_by_vouching(found, ["khac@example.vn", NEW.upper()])
    assert isinstance(proven, User)
    assert proven.email == NEW


# --- the second factor ------------------------------------------------------------------------------------------------


def with_factor(user: User, kind: str = Authenticator.Type.TOTP) -> Authenticator:
    return Authenticator.objects.create(user=user, type=kind, data={})


@pytest.mark.parametrize(
    ("role", "asked"),
    [(role, role in {Role.CHAIR, Role.SECRETARY}) for role in Role if role not in {Role.OFFICER, Role.KEEPER}],
)
def test_of_whom_a_second_factor_is_asked(school: School, role: Role, asked: bool):
    person = person_in(school, "lan", "Vũ Lan", role)
    assert should_protect(person) == asked
    with_factor(person)
    assert not should_protect(person)


@pytest.mark.parametrize("said", [{"second_factor": False}, {"demo": True}])
def test_a_school_may_turn_it_off_and_one_to_try_out_never_asks(school: School, said: dict[str, bool]):
    School.objects.filter(pk=school.pk).update(**said)
    assert not should_protect(person_in(school, "lan", "Vũ Lan", Role.CHAIR))


def test_of_an_officer_it_is_asked_whatever_a_school_says(dung: User):
    assert not should_protect(dung)
    Membership.objects.create(user=dung, body=Body.objects.create(name="UBND phường Hồ Xuân"), role=Role.OFFICER)
    assert should_protect(dung)


def test_codes_to_recover_with_are_no_factor_of_their_own(an: User):
    with_factor(an, Authenticator.Type.RECOVERY_CODES)
    assert not is_protected(an)
    with_factor(an)
    assert is_protected(an)


def test_the_chair_takes_the_factor_of_who_lost_their_telephone(an: User, binh: User, hanh: User, school: School):
    assert take_factors_away(hanh, school, person=binh.pk) == NONE_HELD
    with_factor(binh)
    with_factor(binh, Authenticator.Type.RECOVERY_CODES)
    with pytest.raises(PermissionDenied):
        take_factors_away(an, school, person=binh.pk)
    assert take_factors_away(hanh, school, person=binh.pk) == binh
    assert not Authenticator.objects.filter(user=binh).exists()
    entry = AuditEntry.objects.get(verb="people.arrange")
    assert (len(entry.before["factors"]), entry.after["factors"]) == (1, [])


def test_nobodys_door_elsewhere_is_weakened(hanh: User, binh: User, chi: User, school: School, other_school: School):
    assert isinstance(take_factors_away(hanh, school, person=chi.pk), Stale)
    with_factor(binh)
    Membership.objects.create(user=binh, school=other_school, role=Role.STAFF)
    assert take_factors_away(hanh, school, person=binh.pk) == OTHERS_TOO
    Membership.objects.filter(school=other_school, user=binh).delete()
    User.objects.filter(pk=binh.pk).update(is_superuser=True)
    assert take_factors_away(hanh, school, person=binh.pk) == OTHERS_TOO
    assert is_protected(binh)


def test_the_keeper_takes_it_from_anyone_and_it_is_told(an: User):
    assert drop_factors(an) == []
    assert not AuditEntry.objects.exists()
    with_factor(an)
    assert len(drop_factors(an)) == 1
    entry = AuditEntry.objects.get()
    assert (entry.verb, entry.school, len(entry.before["factors"]), entry.after) == (
        "account.factor",
        None,
        1,
        {"factors": []},
    )


# --- a link to set a password, a person without an account ------------------------------------------------------------


def test_a_link_is_of_one_person_who_may_sign_in(an: User, binh: User):
    secret = link_for(an).secret
    assert person_with(secret) == an
    key, _, token = secret.partition(".")
    for odd in (f"{binh.pk}.{token}", f"{key}.x", f"{key}", "", f"x.{token}", f"{'9' * 19}.{token}", f"٣.{token}"):
        assert person_with(odd) is None
    assert person_with(f"{'0' * (18 - len(key))}{key}.{token}") == an
    User.objects.filter(pk=an.pk).update(is_active=False)
    assert person_with(secret) is None


def test_a_person_who_signs_in_nowhere_is_entered_once(an: User, school: School):
    unit = add_unit(an, school, name="Tổ Văn phòng")
    assert not isinstance(unit, Refused)
    entered = enter_person(an, school, name="  lê  thị MAI ", unit=unit.pk)
    assert isinstance(entered, User)
    assert (entered.name, entered.is_active, entered.has_usable_password()) == ("lê thị MAI", False, False)
    assert entered.username.startswith(SHUT)
    assert [place.unit for place in entered.units.all()] == [unit]
    assert [part.role for part in entered.memberships.all()] == [Role.STAFF]
    again = enter_person(an, school, name="Lê Thị Mai")
    assert isinstance(again, Refused)
    assert "lê thị MAI" in again.reason


@pytest.mark.parametrize("letters", [0, 1, 150, 151])
def test_who_is_entered_has_a_name_of_a_line(an: User, school: School, letters: int):
    found = enter_person(an, school, name="đ" * letters)
    assert isinstance(found, User) == (letters in {1, 150})
    if isinstance(found, User):
        assert not found.units.exists()


def test_who_is_entered_comes_into_a_unit_of_the_school(an: User, chi: User, school: School, other_school: School):
    theirs = add_unit(chi, other_school, name="Tổ Lý")
    assert not isinstance(theirs, Refused)
    assert enter_person(an, school, name="Lê Thị Mai", unit=theirs.pk) == NO_UNIT
    assert not User.objects.filter(name="Lê Thị Mai").exists()


def test_an_invitation_opens_until_its_moment(an: User, school: School, monkeypatch: pytest.MonkeyPatch):
    until = dt.datetime(2026, 9, 5, 8, tzinfo=dt.UTC)
    invitation = Invitation(school=school, name="Mai", expires_at=until)
    for seconds, over in ((-1, False), (0, True), (1, True)):
        monkeypatch.setattr(timezone, "now", lambda now=until + dt.timedelta(seconds=seconds): now)
        assert invitation.expired == over
