"""Which role a person acts in: the first that gives the right, on everything before on what is assigned to them."""

from collections.abc import Collection

import pytest

from caitien.access.models import Role
from caitien.access.rights import RIGHTS, ActingUser

ROLES = [role for role in Role if role not in (Role.OFFICER, Role.KEEPER)]


def acting(*roles: Role) -> ActingUser:
    return ActingUser(user=None, at=None, roles=frozenset(roles))  # type: ignore[arg-type] - of neither is asked here


@pytest.mark.parametrize(
    "held", [(role,) for role in ROLES] + [(Role.SECRETARY, Role.STAFF), (Role.MEMBER, Role.MONITOR)]
)
def test_the_role_of_a_verb_is_one_that_is_held_and_gives_the_right(held: Collection[Role]):
    for verb, right in RIGHTS.items():
        own = set(held) & right.roles or set(held) & right.if_assigned
        assert acting(*held).may_some(verb) == bool(own), verb
        if own:
            assert acting(*held).role_for(verb) == next(role for role in Role if role in own), verb


def test_who_holds_a_right_to_everything_acts_in_that_role_and_not_in_one_that_is_only_assigned():
    verb = next(
        verb for verb, right in RIGHTS.items() if Role.STAFF in right.if_assigned and Role.SECRETARY in right.roles
    )
    assert acting(Role.STAFF, Role.SECRETARY).role_for(verb) == Role.SECRETARY
    assert acting(Role.STAFF).role_for(verb) == Role.STAFF


@pytest.mark.parametrize(("roles", "alone"), [((Role.STAFF,), True), ((Role.STAFF, Role.MEMBER), False), ((), False)])
def test_who_has_a_part_in_the_work_alone_only_works(roles: Collection[Role], alone: bool):
    assert acting(*roles).only_works is alone
