"""How monitoring stands (theo dõi đang ở đâu): for the first page of a monitor, a chair, a secretary, and for the
overview of the last two."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from caitien.access.rights import ActingUser
from caitien.domain.times.school_calendar import SchoolCalendar
from caitien.plans.models import Plan
from caitien.reviews.calendar import Proposed, proposed_reviews
from caitien.reviews.differences import DISSENT
from caitien.reviews.models import Recommendation, Review, Ruling, SampleLine, StaffProposal, Verdict


@dataclass(frozen=True, slots=True)
class Monitoring:
    """What of monitoring waits for a person (việc theo dõi đang chờ): the lines they have yet to look at, with their
    review; for who writes the papers the next review of the year, and how much is open."""

    running: Review | None = None
    mine: int = 0
    next: Proposed | None = None
    missing: bool = False
    differences: int = 0
    recommendations: int = 0
    recommended_in: int | None = None  # key of the review whose recommendation waits longest
    proposals: int = 0

    @property
    def any(self) -> bool:
        """Whether there is anything to say."""
        return bool(self.running or self.mine or self.next or self.recommendations or self.proposals)


def monitoring_of(acting: ActingUser, plan: Plan, calendar: SchoolCalendar | None, today: dt.date) -> Monitoring:
    """How monitoring stands for a person. Six queries at most."""
    reviews = list(Review.objects.filter(plan=plan).order_by("-last", "-pk"))
    running = next((each for each in reviews if each.state in (Review.State.OPEN, Review.State.HANDED_IN)), None)
    mine = _left(running, acting) if running and acting.may_some("verdict.give") else 0
    if not acting.may("review.prepare"):
        return Monitoring(running=running if mine else None, mine=mine)
    asked = (each for each in proposed_reviews(calendar, reviews) if each.review is None)
    following = next((each for each in asked if not plan.drawn_up), None)
    waiting = Recommendation.objects.filter(review__plan=plan, state=Recommendation.State.OPEN).order_by("pk")
    recommended = list(waiting.values_list("review", flat=True))
    return Monitoring(
        running=running,
        mine=mine,
        next=following,
        missing=bool(following and following.missing_on(today)),
        differences=_open_differences(running) if running else 0,
        recommendations=len(recommended),
        recommended_in=next(iter(recommended), None),
        proposals=StaffProposal.objects.filter(plan=plan, state=StaffProposal.State.OPEN).count(),
    )


def _left(review: Review, acting: ActingUser) -> int:
    """The lines a person has yet to look at."""
    if not review.running:
        return 0
    spoken = Verdict.objects.filter(line=OuterRef("pk"))
    return SampleLine.objects.filter(~Exists(spoken), review=review, monitor=acting.user).count()


def _open_differences(review: Review) -> int:
    """The lines a verdict differs on that the chair has not concluded on since; one that took it back counts until the
    page of differences is opened."""
    dissent = Verdict.objects.filter(line=OuterRef("pk"), says__in=DISSENT).order_by("-at")
    ruled = Ruling.objects.filter(line=OuterRef("pk"), at__gte=OuterRef("doubted_at"))
    lines = review.sample.annotate(doubted_at=dissent.values("at")[:1]).filter(doubted_at__isnull=False)
    return lines.filter(~Exists(ruled)).count()
