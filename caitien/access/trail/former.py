"""The trail a school brought along (nhật ký trước đây), proved: by what its own trail was told on the day it came."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from datetime import UTC

from caitien.access.models import AuditEntry, FormerEntry, School
from caitien.access.trail.entries import seal_of

VERB = "school.bring_in"
BATCH = 1_000


def digest_of(entries: Iterable[FormerEntry]) -> tuple[int, str]:
    """How many they are, and one hash over all of them in their order (dấu của nhật ký trước đây). Linear."""
    found, count = hashlib.sha256(), 0
    for each in entries:
        said = [
            each.chain, each.number, each.at.astimezone(UTC).isoformat(), each.actor_key, each.actor_name, each.role,
            each.verb, each.kind, each.key, each.within, each.before, each.after, each.seal,
        ]  # fmt: skip
        found.update(json.dumps(said, sort_keys=True, separators=(",", ":")).encode())
        count += 1
    return count, found.hexdigest()


def former_of(school: int, came: int) -> Iterator[FormerEntry]:
    """The entries a school brought along with one of its moves, oldest first."""
    rows = FormerEntry.objects.filter(school=school, came=came).order_by("number")
    return rows.iterator(chunk_size=BATCH)


def former_astray() -> Iterator[str]:
    """The schools whose former trail is not as it came (nhật ký trước đây bị sửa), by name. Linear in those trails."""
    told = AuditEntry.objects.filter(verb=VERB).select_related("school").order_by("pk")
    for entry in told.iterator(chunk_size=BATCH):
        for came, count, digest in entry.after["former_trail"]:
            if digest_of(former_of(entry.chain, came)) != (count, digest):
                yield str(entry.school)


def seals_fit(entries: Iterable[FormerEntry], last: str) -> bool:
    """Whether the seals of a former trail are by the key of this site (khớp khoá của trang web này), to the seal it
    ended with: the school comes back to where it was, or the key came along. Linear."""
    seal, number = "", 0
    for each in entries:
        as_it_was = AuditEntry(
            chain=each.chain, number=each.number, at=each.at, actor_id=each.actor_key, actor_name=each.actor_name,
            role=each.role, verb=each.verb, kind=each.kind, key=each.key, within=each.within, before=each.before,
            after=each.after,
        )  # fmt: skip
        if each.number != number + 1 or each.seal != seal_of(as_it_was, seal):
            return False
        seal, number = each.seal, each.number
    return seal == last


def school_came(school: School) -> bool:
    """Whether a school brought a trail along (trường chuyển đến). One query."""
    return FormerEntry.objects.filter(school=school).exists()
