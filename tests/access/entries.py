"""Entries to try the trail with (dòng nhật ký để thử)."""

from caitien.access.models import AuditEntry, Role, School, User
from caitien.access.trail import append


def say(actor: User, school: School | None, *names: str) -> list[AuditEntry]:
    """An entry a name, one after the other in the chain of the school, or of the site."""
    return [
        append(
            school=school,
            actor=actor,
            role=Role.SECRETARY,
            verb="school.describe",
            kind="school",
            key=str(school.pk if school else 0),
            before={},
            after={"name": name},
        )
        for name in names
    ]
