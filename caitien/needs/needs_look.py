"""A list that was read, before anything of it is kept (xem trước): what is doubtful, what is plain, what is there."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from caitien.access.models import School
from caitien.domain.needs.need import KIND_NAMES, NeedText
from caitien.domain.papers.cells import mark_of
from caitien.domain.standards import standard_set
from caitien.needs.needs import KnownNeeds, fitting

OTHER_KIND: Final = "Đã có điều này, nhưng ghi là {}."
NOT_IN_SET: Final = "Bộ tiêu chuẩn đang dùng không có tiêu chí {}."


@dataclass(frozen=True, slots=True)
class Look:
    """What would come of a list (xem trước): to be looked at first, plain, and already there word for word."""

    doubtful: tuple[NeedText, ...]
    plain: tuple[NeedText, ...]
    known: tuple[NeedText, ...]


def look_at(school: School, items: Sequence[NeedText]) -> Look:
    """Sort what was read (xem trước). One query; linear in the items."""
    known = KnownNeeds(school.needs.all())
    there = [item for item in items if known.says(item)]
    new = [_doubted(school, known, item) for item in items if not known.says(item)]
    return Look(
        tuple(item for item in new if item.doubts),
        tuple(item for item in new if not item.doubts),
        tuple(there),
    )


def item_mark(item: NeedText) -> str:
    """The mark of an item among those read (dấu của một điều)."""
    return mark_of(repr((item.kind, item.criterion, item.text, item.place)))


def _doubted(school: School, known: KnownNeeds, item: NeedText) -> NeedText:
    standards = standard_set(school.framework)
    other = known.of_another_kind(item)
    hindrance = fitting(item) if item.kind else None
    foreign = bool(standards and item.criterion and not standards.criterion(item.criterion))
    more = (
        OTHER_KIND.format(KIND_NAMES[other.kind]) if other else "",
        NOT_IN_SET.format(item.criterion) if foreign else "",
        hindrance.reason if hindrance else "",
    )
    return replace(item, doubts=(*item.doubts, *filter(None, more)))
