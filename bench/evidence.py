"""Pages of evidence (đo trang minh chứng): of a school with 10,000 items against one with 100."""

from collections.abc import Callable
from typing import Final

from bench.site import Site

PAGES: Final = {
    "list": "/minh-chung",
    "search": "/minh-chung?tim=bien+ban",
    "a criterion": "/minh-chung?tc=3.1",
    "the page of a criterion": "/minh-chung/tieu-chi/3.1",
    "gaps": "/minh-chung/con-thieu",
}
FEW, MANY = 100, 10_000
CRITERIA: Final = ("1.1", "1.2", "2.1", "3.1", "4.1")


def evidence_pages(site: Site) -> dict[str, Callable[[], object]]:
    """Fill two schools with items; what is measured: name → one look at the page."""
    for session, count in ((site.plans, FEW), (site.tasks, MANY)):
        fill(session, count)
    return {
        f"evidence, {what}, {count:,} items": site.looking(session, where)
        for what, where in PAGES.items()
        for session, count in ((site.plans, FEW), (site.tasks, MANY))
    }


def fill(session: str, count: int) -> None:
    """Accepted items of the school whose secretary has that session, each with its code and its home."""
    from django.contrib.auth import SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from caitien.access.models import Membership
    from caitien.domain.evidence.codes import place_of_code
    from caitien.evidence.models import Code, Item, Use

    member = Membership.objects.filter(user=SessionStore(session)[SESSION_KEY]).select_related("school", "user")[0]
    own = {"school": member.school, "by": member.user}
    turns = [(CRITERIA[number % 5], number // 5 + 1) for number in range(count)]
    items = Item.objects.bulk_create(
        [
            Item(
                **own,
                state=Item.State.ACCEPTED,
                name=f"Biên bản họp tổ lần {place}",
                folded=f"bien ban hop to lan {place}",
                place=place_of_code(criterion, place),
            )
            for criterion, place in turns
        ],
        batch_size=500,
    )
    about = own | {"framework": "tt57-2026-pt"}
    told = list(zip(items, turns, strict=True))
    Code.objects.bulk_create(
        [
            Code(**about, item=item, criterion=criterion, ordinal=place, text=f"MC.{criterion}.{place:02d}")
            for item, (criterion, place) in told
        ],
        batch_size=500,
    )
    Use.objects.bulk_create(
        [Use(**about, item=item, criterion=criterion, home=True) for item, (criterion, _) in told], batch_size=500
    )
