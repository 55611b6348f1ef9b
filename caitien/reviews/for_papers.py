"""What reviews know of a span, for the papers of the plan (điều rà soát cho giấy tờ biết): told to
:mod:`caitien.papers.span_sources`."""

from collections.abc import Mapping, Sequence

from caitien.domain.texts.folding import one_line
from caitien.papers.span import TERM_ONE, Span
from caitien.papers.span_sources import SpanRemarks
from caitien.plans.models import Plan
from caitien.reviews.differences import DISSENT
from caitien.reviews.models import Lesson, Review, Snapshot, Verdict
from caitien.reviews.snapshots import snapshot_of, stood_at
from caitien.work.outcome import Outcome


class ReviewsForPapers:
    """Closed reviews: how lines stood then, what was concluded, what is to be done otherwise."""

    def outcomes_when_closed(self, plan: Plan, span: Span) -> Mapping[int, Outcome]:
        """Of term I, the snapshot its review was closed with: the report on it says that, whenever it is written. Two
        queries, linear."""
        if span.key != TERM_ONE:
            return {}
        closed = Review.objects.filter(plan=plan, kind=Review.Kind.TERM_ONE, state=Review.State.CLOSED).first()
        snapshot = snapshot_of(closed, Snapshot.Moment.CLOSED) if closed else None
        return stood_at(snapshot) if snapshot else {}

    def remarks(self, plan: Plan, span: Span) -> SpanRemarks:
        """Of its closed reviews whose last day lies within the span: how many were held and how many lines were
        differed on, what was concluded, what was learned. Three queries."""
        found = Review.objects.filter(plan=plan, state=Review.State.CLOSED).order_by("last", "pk")
        within = found.filter(last__gte=span.first, last__lte=span.last) if span.first and span.last else found
        reviews = list(within)
        said = [f"Đợt rà soát {each.name}: {one_line(each.conclusion)}" for each in reviews if each.conclusion]
        lessons = Lesson.objects.filter(review__in=reviews).order_by("pk").values_list("text", flat=True)
        return SpanRemarks([*_sum_of(reviews), *said], [one_line(text) for text in lessons])


def _sum_of(reviews: Sequence[Review]) -> list[str]:
    """How many reviews were held, and on how many lines owner and team differed; each was concluded on before its
    review closed. One query."""
    if not reviews:
        return []
    doubted = Verdict.objects.filter(review__in=reviews, says__in=DISSENT).values("line").distinct().count()
    told = (
        f"{doubted} việc hai bên khác nhau, không còn việc nào chưa kết luận"
        if doubted
        else "hai bên không khác nhau ở việc nào"
    )
    return [f"Đã rà soát {len(reviews)} đợt, {told}"]
