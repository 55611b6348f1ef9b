"""Entries to try the trail with (dòng nhật ký để thử)."""

from typing import Any

from django.db import transaction

from caitien.access.models import AuditEntry, Role, School, User
from caitien.access.trail.entries import append


@transaction.atomic
def tell(actor: User, school: School | None, *, before: dict[Any, Any], after: dict[Any, Any]) -> AuditEntry:
    """The next entry of the chain of the school, or of the site."""
    return append(
        school=school,
        actor=actor,
        role=Role.SECRETARY,
        verb="school.describe",
        kind="school",
        key=str(school.pk if school else 0),
        before=before,
        after=after,
    )


def say(actor: User, school: School | None, *names: str) -> list[AuditEntry]:
    """An entry a name, one after the other."""
    return [tell(actor, school, before={}, after={"name": name}) for name in names]
