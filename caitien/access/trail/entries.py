"""Writing the audit trail (nhật ký): each entry is sealed by the one before, per school, by a key outside the database.

The end of each chain is a head that bears a mark made with the same key, so that whoever can write into the database,
but does not hold the key, can neither seal an entry nor put a head back. A head is made when its school is, never
later: a chain taken away whole cannot be begun anew. A mark that does not fit is left as it is: the break stays.
"""

import json
from datetime import UTC
from typing import Any, Final

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from caitien.access.models import AuditEntry, AuditHead, Role, School, User
from caitien.access.models.trail import SITE
from caitien.prepared import prepared

ACTOR_NAME: Final = 150  # letters, as of a person


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
    head = locked_head(school.pk if school else SITE)
    founded = is_marked(head)
    entry = AuditEntry(
        chain=head.chain,
        number=head.number + 1,
        school=school,
        at=timezone.now(),
        actor=actor,
        actor_name=str(actor)[:ACTOR_NAME],
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
    head.mark = mark_of(head) if founded else head.mark
    head.save(update_fields=["number", "seal", "mark"])
    return entry


def found_chain(chain: int) -> None:
    """Begin the chain of a new school (mở nhật ký của trường), and with the first of them that of the site. Three
    statements."""
    if chain != SITE and not AuditHead.objects.exists():
        found_chain(SITE)
    head = AuditHead(chain=chain)
    AuditHead.objects.get_or_create(chain=chain, defaults={"mark": mark_of(head)})


def locked_head(chain: int) -> AuditHead:
    """The end of a chain, locked until the transaction ends (cuối chuỗi). One query.

    One that is not there is made without a mark, and never gets one: it was taken away. Only before the first school
    the chain of the site may begin so.
    """
    found = _head(chain)
    head = found[0] if found else None
    if head is None:
        if AuditHead.objects.exists():
            AuditHead.objects.get_or_create(chain=chain)
        else:
            found_chain(chain)
        head = AuditHead.objects.select_for_update(no_key=True).get(chain=chain)
    return head


@prepared
def _head(chain: int) -> QuerySet[AuditHead]:
    return AuditHead.objects.select_for_update(no_key=True).filter(chain=chain)


def _as_kept(said: dict[str, Any]) -> dict[str, Any]:
    """As the database gives it back, keys as texts: the seal is of what can be read again."""
    kept: dict[str, Any] = json.loads(json.dumps(said))
    return kept


def seal_of(entry: AuditEntry, previous: str) -> str:
    """The seal of an entry after one with the seal ``previous`` (dấu niêm): of all it says, and of that; by the key."""
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
        entry.actor_name,
    ]
    return _keyed("entry", said)


def mark_of(head: AuditHead) -> str:
    """What proves that a chain ends where its head says (dấu cuối chuỗi)."""
    return _keyed("head", [head.chain, head.number, head.seal])


def is_marked(head: AuditHead) -> bool:
    """Whether a head is as it was written (cuối chuỗi còn nguyên)."""
    return constant_time_compare(head.mark, mark_of(head))


def _keyed(what: str, said: list[Any]) -> str:
    words = json.dumps(said, sort_keys=True, separators=(",", ":"))
    return salted_hmac(f"caitien.trail.{what}", words, secret=settings.TRAIL_KEY, algorithm="sha256").hexdigest()
