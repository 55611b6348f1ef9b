"""Who else is in the school (người khác trong trường)."""

import pytest

from caitien.access.models import Membership, Role, School, User


@pytest.fixture
def hanh(school: School) -> User:
    """Chair of the school."""
    return person_in(school, "hanh", "Võ Thu Hạnh", Role.CHAIR)


def person_in(school: School, username: str, name: str, *roles: Role) -> User:
    """Someone in a school, with these roles."""
    user = User.objects.create_user(username, f"{username}@example.vn", f"mat-khau-{username}", name=name)
    Membership.objects.bulk_create(Membership(user=user, school=school, role=role) for role in roles)
    return user
