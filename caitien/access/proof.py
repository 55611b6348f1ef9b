"""Proving the audit trail whole (kiểm tra nhật ký): every seal worked out anew, every number and end looked at."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.db.models import Max

from caitien.access.models import AuditEntry, AuditHead, School
from caitien.access.models.trail import SITE
from caitien.access.trail import seal_of

BATCH: Final = 1_000  # entries in memory at once

CHANGED: Final = "nội dung hoặc dấu niêm không còn như lúc ghi"
GONE: Final = "dòng này đã mất khỏi nhật ký"
STRAY: Final = "dòng này xen vào nhật ký, không theo thứ tự"
MOVED: Final = "dòng này ghi tên một trường khác"
END_CHANGED: Final = "dấu niêm cuối nhật ký không khớp dòng này"
AFTER_END: Final = "dòng này đứng sau chỗ nhật ký đã khép"


@dataclass(frozen=True, slots=True)
class Break:
    """The first row of a chain that is not as it was written (chỗ đứt): its number there, and what differs."""

    number: int
    what: str


@dataclass(frozen=True, slots=True)
class Chain:
    """One chain as it was found (chuỗi nhật ký): whose, how many of its rows are proved, where it breaks."""

    school: str  # its name; "" for the chain of the site
    rows: int
    broken: Break | None


def prove() -> Iterator[Chain]:
    """Look through every chain, school by school (kiểm tra mọi chuỗi). People may go on working meanwhile.

    Linear in the entries, memory for one batch; four queries a chain besides the batches. What nobody can see here is
    a chain rewritten from some row to its end, head and all: for that the last seal is to be kept elsewhere.
    """
    ends = AuditHead.objects.values_list("chain").union(AuditEntry.objects.order_by().values_list("chain"))
    names = dict(School.objects.values_list("pk", "name"))
    for (chain,) in ends.order_by("chain"):
        yield _proved(chain, "" if chain == SITE else names.get(chain, f"số {chain}"))


def _proved(chain: int, school: str) -> Chain:
    head = _head(chain)
    number, seal = 0, ""
    rows = AuditEntry.objects.filter(chain=chain, number__lte=head.number).order_by("number")
    for entry in rows.iterator(chunk_size=BATCH):
        if what := _wrong(entry, number + 1, seal):
            return Chain(school, number, Break(min(entry.number, number + 1), what))
        number, seal = entry.number, entry.seal
    return Chain(school, number, _wrong_end(chain, head, number, seal))


def _wrong(entry: AuditEntry, number: int, previous: str) -> str:
    """What is wrong with an entry that ought to bear the number, or ""."""
    if entry.number != number:
        return GONE if entry.number > number else STRAY
    if (entry.school_id or SITE) != entry.chain:
        return MOVED
    return "" if entry.seal == seal_of(entry, previous) else CHANGED


def _wrong_end(chain: int, head: AuditHead, number: int, seal: str) -> Break | None:
    """What is wrong where the chain ends: rows cut off, a head put elsewhere."""
    if number < head.number:
        return Break(number + 1, GONE)
    if seal != head.seal:
        return Break(number, END_CHANGED)
    last = AuditEntry.objects.filter(chain=chain).aggregate(last=Max("number"))["last"] or 0
    if last > number and _head(chain).number < last:  # else written while we looked
        return Break(number + 1, AFTER_END)
    return None


def _head(chain: int) -> AuditHead:
    return AuditHead.objects.filter(chain=chain).first() or AuditHead(chain=chain)
