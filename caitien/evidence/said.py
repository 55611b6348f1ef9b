"""What the rules say of items as they stand in the store (quy tắc nói về minh chứng): under each criterion an item is
used for, as the list would print it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.timezone import localdate

from caitien.domain.evidence.listed import EvidenceItem
from caitien.domain.finding import Finding
from caitien.domain.paper import Paper
from caitien.evidence.models import Item
from caitien.rules import check

RULES: Final = ("E01", "E02", "E03", "E04", "E08", "E09")  # of the list itself; the others hold it against a paper
_ROW: Final = "evidence."


@dataclass(frozen=True, slots=True)
class Said:
    """Findings about items by their keys, and those about all that were looked at (lời của quy tắc)."""

    of_item: Mapping[int, tuple[Finding, ...]]
    of_all: tuple[Finding, ...]


def said_of(items: Iterable[Item]) -> Said:
    """What the rules find in items read by :func:`caitien.evidence.reads.with_rows` (soát minh chứng). A code is one
    item's, and an item stands once under a criterion, so what they say of some holds whatever the others are. No query,
    linear."""
    rows = [(item.pk, row) for item in items for row in _rows(item)]
    found: dict[int, list[Finding]] = defaultdict(list)
    of_all = []
    for each in check(Paper(), today=localdate(), evidence=[row for _, row in rows], select=RULES):
        number = each.path.removeprefix(_ROW)
        if each.path.startswith(_ROW) and number.isdecimal():
            found[rows[int(number)][0]].append(each)
        else:
            of_all.append(each)
    return Said({key: tuple(each) for key, each in found.items()}, tuple(of_all))


def _rows(item: Item) -> Iterator[EvidenceItem]:
    """Its lines in the list of each set it has a code in, the criterion of the code first."""
    for code in item.live_codes:  # type: ignore[attr-defined]
        used = [use.criterion for use in item.used if use.framework == code.framework and use.criterion]  # type: ignore[attr-defined]
        for criterion in dict.fromkeys(used):
            yield EvidenceItem(
                criterion=criterion, code=code.text, name=item.name, issued=item.issued, issuer=item.issuer
            )
