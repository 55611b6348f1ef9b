"""Writing the audit trail and proving it whole (nhật ký): each entry is sealed by the one before, per school."""

import hashlib
import json
from datetime import UTC
from typing import Any

from django.utils import timezone

from caitien.access.models import AuditEntry, AuditHead, Role, School, User
from caitien.access.models.trail import SITE


def append(
    *,
    school: School | None,
    actor: User,
    role: Role,
    verb: str,
    kind: str,
    key: str,
    before: dict[str, Any],
    after: dict[str, Any],
    within: str = "",
) -> AuditEntry:
    """Write the next entry of a chain (ghi một dòng): within the transaction of what it tells of.

    Entries of one school take their turn from here to the end of that transaction. Three statements.
    """
    chain = school.pk if school else SITE
    AuditHead.objects.get_or_create(chain=chain)
    head = AuditHead.objects.select_for_update().get(chain=chain)
    entry = AuditEntry(
        chain=chain,
        number=head.number + 1,
        school=school,
        at=timezone.now(),
        actor=actor,
        role=role,
        verb=verb,
        kind=kind,
        key=key,
        within=within,
        before=_as_kept(before),
        after=_as_kept(after),
    )
    entry.seal = seal_of(entry, head.seal)
    entry.save(force_insert=True)
    head.number, head.seal = entry.number, entry.seal
    head.save(update_fields=["number", "seal"])
    return entry


def _as_kept(said: dict[str, Any]) -> dict[str, Any]:
    """As the database gives it back, keys as texts: the seal is of what can be read again."""
    kept: dict[str, Any] = json.loads(json.dumps(said))
    return kept


def seal_of(entry: AuditEntry, previous: str) -> str:
    """The seal of an entry after one with the seal ``previous`` (dấu niêm): SHA-256 of all it says, and of that."""
    said = [
        previous,
        entry.chain,
        entry.number,
        entry.at.astimezone(UTC).isoformat(),
        entry.actor_id,
        str(entry.role),
        entry.verb,
        entry.kind,
        entry.key,
        entry.within,
        entry.before,
        entry.after,
    ]
    return hashlib.sha256(json.dumps(said, sort_keys=True, separators=(",", ":")).encode()).hexdigest()
