"""All that whoever is not signed in can reach of a school (điều người ngoài thấy): its items that are out, by its code.

Each read is one query that is the same whether the school is there, has nothing out, or is not: nothing tells them
apart. The code of a school that was joined to another goes on showing what it had out, and otherwise what that one has.
"""

from typing import Final

from django.db.models import F, Q, QuerySet

from caitien.domain.publishing.page import KIND_NAMES
from caitien.publishing.models import Publication, PublicPlace

MOST: Final = 60  # items listed: three a year for twenty years


def item_at(code: str, year: str, kind: str) -> Publication | None:
    """The item of an address (mục ở địa chỉ), out or taken down; None where nothing was ever there. One query."""
    found = _ever_out(code).filter(school_year=year, kind=kind).select_related("live")
    found = found.defer("hidden", "live__content", "live__settled")
    return found.order_by(F("school__merged_into").asc(nulls_last=True), "pk").first()


def items_at(code: str) -> tuple[list[Publication], Publication | None]:
    """The items of a school that are out (các mục đang công khai), the latest year first; and one of the school it was
    joined to, where that one has some too. One query."""
    related = ("school__public_place", "school__merged_into", "live")
    found = _ever_out(code).filter(live__isnull=False).select_related(*related)
    rows = found.defer("hidden", "live__html", "live__content", "live__settled").order_by("-school_year", "pk")[:MOST]
    turns = {kind.value: turn for turn, kind in enumerate(KIND_NAMES)}
    all_ = sorted(rows, key=lambda row: (_falling(row.school_year), turns[row.kind]))
    own = [row for row in all_ if row.school.public_place.code == code]
    heirs = [row for row in all_ if row.school.public_place.code != code]
    return (own, heirs[0] if heirs else None) if own else (heirs, None)


def _falling(year: str) -> int:
    return -int(year[:4]) if year[:4].isdecimal() else 0


def _ever_out(code: str) -> QuerySet[Publication]:
    place = PublicPlace.objects.filter(code=code)
    theirs = Q(school__in=place.values("school")) | Q(school__in=place.values("school__merged_into"))
    return Publication.objects.filter(theirs, first_on__isnull=False)
