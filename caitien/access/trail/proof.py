"""Proving the audit trail whole (kiểm tra nhật ký): every seal worked out anew, every number and end looked at."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.db.models import Max

from caitien.access.models import AuditEntry, AuditHead, School
from caitien.access.models.trail import SITE
from caitien.access.trail.entries import is_marked, seal_of

BATCH: Final = 1_000  # entries in memory at once
SKEW: Final = timedelta(minutes=1)  # how far the clocks of machines that share a database may differ
SHOWN: Final = 20  # odd rows of a chain that are named

CHANGED: Final = "nội dung hoặc dấu niêm không còn như lúc ghi"
GONE: Final = "dòng này đã mất khỏi nhật ký"
STRAY: Final = "dòng này xen vào nhật ký, không theo thứ tự"
MOVED: Final = "dòng này ghi tên một trường khác"
END_CHANGED: Final = "dấu niêm cuối nhật ký không khớp dòng này"
AFTER_END: Final = "dòng này đứng sau chỗ nhật ký đã khép"
END_MOVED: Final = "nhật ký từng dài hơn dòng này: chỗ khép nhật ký không còn như lúc ghi"
HEADLESS: Final = "nhật ký này đã mất"
SCHOOL_GONE: Final = "trường của nhật ký này không còn trong cơ sở dữ liệu"
BACKWARDS: Final = "ngày giờ sớm hơn dòng đứng trước nó: đồng hồ của máy chủ đã bị chỉnh lùi"


@dataclass(frozen=True, slots=True)
class Break:
    """A row of a chain that is not as it was written (chỗ đứt), or is odd: its number there, and what differs."""

    number: int
    what: str


@dataclass(frozen=True, slots=True)
class Chain:
    """One chain as it was found (chuỗi nhật ký): whose, how many of its rows are proved, where it breaks."""

    school: str  # its name; "" for the chain of the site
    rows: int
    broken: Break | None
    key: int = SITE  # of the school
    seal: str = ""  # of its last proved row
    odd: tuple[Break, ...] = ()  # rows whose seal fits, and whose time cannot be true


def prove() -> Iterator[Chain]:
    """Look through every chain, school by school (kiểm tra mọi chuỗi). People may go on working meanwhile.

    Every school has a chain, and the site has one where there is a school. Linear in the entries, memory for one batch;
    four queries a chain besides the batches. What nobody can see here is a database put back whole to an older state,
    or a trail sealed anew by someone who holds the key: for that the last seals are to be kept elsewhere
    (:mod:`caitien.access.trail.seals`).
    """
    names = dict(School.objects.values_list("pk", "name"))
    ends = AuditHead.objects.values_list("chain").union(AuditEntry.objects.order_by().values_list("chain"))
    chains = {*names, *(chain for (chain,) in ends), *([SITE] if names else [])}
    for chain in sorted(chains):
        yield _proved(chain, names)


def _proved(chain: int, names: dict[int, str]) -> Chain:
    school = "" if chain == SITE else names.get(chain, f"số {chain}")
    head = _head(chain)
    number, seal, at, odd = 0, "", None, list[Break]()
    rows = AuditEntry.objects.filter(chain=chain, number__lte=head.number).order_by("number")
    for entry in rows.iterator(chunk_size=BATCH):
        if what := _wrong(entry, number + 1, seal):
            return Chain(school, number, Break(min(entry.number, number + 1), what), chain, seal, tuple(odd))
        if at and entry.at < at - SKEW and len(odd) < SHOWN:
            odd.append(Break(entry.number, BACKWARDS))
        number, seal, at = entry.number, entry.seal, entry.at
    broken = _wrong_end(chain, head, number, seal) or _wrong_head(chain, head, names)
    return Chain(school, number, broken, chain, seal, tuple(odd))


def _wrong(entry: AuditEntry, number: int, previous: str) -> str:
    """What is wrong with an entry that ought to bear the number, or ""."""
    if entry.number != number:
        return GONE if entry.number > number else STRAY
    if (entry.school_id or SITE) != entry.chain:
        return MOVED
    return "" if entry.seal == seal_of(entry, previous) else CHANGED


def _wrong_end(chain: int, head: AuditHead, number: int, seal: str) -> Break | None:
    """What is wrong where the chain ends: its last rows are missing, or its head names another row as the last."""
    if number < head.number:
        return Break(number + 1, GONE)
    if seal != head.seal:
        return Break(number, END_CHANGED)
    last = AuditEntry.objects.filter(chain=chain).aggregate(last=Max("number"))["last"] or 0
    if last > number and _head(chain).number < last:  # else written while we looked
        return Break(number + 1, AFTER_END)
    return None


def _wrong_head(chain: int, head: AuditHead, names: dict[int, str]) -> Break | None:
    """What is wrong with the head of a chain that ends where the head says: its mark is not ours, so somebody put an
    older end in its place or took head and rows away; or it is the chain of a school that is no more."""
    if not is_marked(head):
        return Break(head.number, END_MOVED if head.number else HEADLESS)
    return None if chain == SITE or chain in names else Break(head.number, SCHOOL_GONE)


def _head(chain: int) -> AuditHead:
    return AuditHead.objects.filter(chain=chain).first() or AuditHead(chain=chain)
