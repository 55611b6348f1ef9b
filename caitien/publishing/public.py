"""All that whoever is not signed in can reach of a school (điều người ngoài thấy): its items that are out, by its code.

Each read is one query that is the same whether the school is there, has nothing out, or is not: nothing tells them
apart.
"""

from typing import Final

from django.db.models import QuerySet

from caitien.domain.publishing.page import KIND_NAMES
from caitien.publishing.models import Publication

MOST: Final = 60  # items listed: three a year for twenty years


def item_at(code: str, year: str, kind: str) -> Publication | None:
    """The item of an address (mục ở địa chỉ), out or taken down; None where nothing was ever there. One query."""
    found = _ever_out(code).filter(school_year=year, kind=kind).select_related("live")
    return found.defer("hidden", "live__content", "live__settled").first()


def items_at(code: str) -> list[Publication]:
    """The items of a school that are out (các mục đang công khai), the latest year first. One query."""
    found = _ever_out(code).filter(live__isnull=False).select_related("school", "live")
    rows = found.defer("hidden", "live__html", "live__content", "live__settled").order_by("-school_year", "pk")[:MOST]
    turns = {kind.value: turn for turn, kind in enumerate(KIND_NAMES)}
    return sorted(rows, key=lambda row: (_falling(row.school_year), turns[row.kind]))


def _falling(year: str) -> int:
    return -int(year[:4]) if year[:4].isdecimal() else 0


def _ever_out(code: str) -> QuerySet[Publication]:
    return Publication.objects.filter(school__public_place__code=code, first_on__isnull=False)
