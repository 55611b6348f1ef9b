"""Pages of a review (đo trang rà soát): of a plan with 3,000 lines against one with 28."""

import datetime as dt
from collections.abc import Callable
from typing import Final

from bench.site import LONG, SHORT, Site

FEW, MANY = 28, 3_000  # lines of the plans of those years
PAGES: Final = {"all lines": "", "differences": "/chenh-lech"}
SNAPSHOT: Final = "review, how 3,000 lines stand is kept"
_SEEN: Final = 12  # lines of each review somebody could not tell of


def review_pages(site: Site) -> dict[str, Callable[[], object]]:
    """Open a review of either plan; what is measured: name → one look at its page, and one snapshot of the long one."""
    opened = {FEW: _opened(site, SHORT), MANY: _opened(site, LONG)}
    looks: dict[str, Callable[[], object]] = {
        f"review, {what}, {count:,} lines": site.looking(site.plans, f"/ra-soat/{key}{tail}")
        for what, tail in PAGES.items()
        for count, key in opened.items()
    }
    return {**looks, SNAPSHOT: _snapshot(opened[MANY])}


def _opened(site: Site, year: str) -> int:
    """A review of the plan of a year, opened by its chair, with some lines a monitor could not tell of; its key."""
    from django.contrib.auth import SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from caitien.access.models import Membership, Role, User
    from caitien.plans.models import Plan
    from caitien.reviews.models import Panel, Review
    from caitien.reviews.panels import Place, add_member, name_panel
    from caitien.reviews.rounds import Wanted, open_review, prepare_review
    from caitien.reviews.verdicts import Seen, give_verdict

    secretary = Membership.objects.select_related("school").get(user=SessionStore(site.plans)[SESSION_KEY])
    school = secretary.school
    chair, monitor = (
        User.objects.get_or_create(username=f"{role}-{school.pk}", defaults={"name": f"Võ Thu {role}"})[0]
        for role in (Role.CHAIR, Role.MONITOR)
    )
    for person, role in ((chair, Role.CHAIR), (monitor, Role.MONITOR)):
        Membership.objects.get_or_create(user=person, school=school, role=role)
    panel = name_panel(chair, school, year=year, kind=Panel.Kind.TEAM, number="", date=None)
    add_member(chair, panel, place=Place(user=monitor, post="head"))  # type: ignore[arg-type]
    first = int(year[:4])
    days = {"first": dt.date(first, 9, 5), "last": dt.date(first + 1, 5, 31)}
    plan = Plan.objects.select_related("school").get(school=school, school_year=year)
    review = prepare_review(chair, plan, wanted=Wanted(kind=Review.Kind.YEAR_END, **days))
    open_review(chair, review)  # type: ignore[arg-type]
    review = Review.objects.select_related("plan__school").get(plan=plan)
    for line in review.sample.order_by("position")[:_SEEN]:
        give_verdict(monitor, review, line=line.pk, seen=Seen(says="unverified", text="Chưa thấy sổ"))
    return review.pk


def _snapshot(key: int) -> Callable[[], object]:
    """How every line of a review stands, kept once and taken back."""
    from django.db import transaction

    from caitien.reviews.models import Review, Snapshot
    from caitien.reviews.snapshots import take_snapshot

    review = Review.objects.select_related("plan__school").get(pk=key)

    def take() -> None:
        with transaction.atomic():
            take_snapshot(review, Snapshot.Moment.CLOSED)
            transaction.set_rollback(True)

    return take
