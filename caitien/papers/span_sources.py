"""What rooms above know of a span (điều nơi khác biết về một kỳ): how lines stood when its review was closed, what was
concluded, what was learned, what was made known. Each room registers a source here: papers know none of these rooms."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from caitien.papers.span import Span
from caitien.plans.models import Plan
from caitien.work.outcome import Outcome


@dataclass(frozen=True, slots=True)
class SpanRemarks:
    """What was said of the days of a span (điều được nói về kỳ): sentences, in order."""

    conclusions: Sequence[str] = ()
    lessons: Sequence[str] = ()
    made_known: Sequence[str] = ()  # what was made known to whom


class SpanSource(Protocol):
    """One room that knows something of spans (một nguồn)."""

    def outcomes_when_closed(self, plan: Plan, span: Span) -> Mapping[int, Outcome]:
        """Key of a line → how it stood when the review of just that span was closed; none where there is no such
        review."""

    def remarks(self, plan: Plan, span: Span) -> SpanRemarks:
        """What was said of its days."""


SPAN_SOURCES: Final[list[SpanSource]] = []  # each room adds its own when the site starts


def outcomes_when_closed(plan: Plan, span: Span) -> dict[int, Outcome]:
    """How lines stood when the review of the span was closed (tình trạng lúc đóng đợt); empty where none was. Queries:
    those of each source."""
    return {key: outcome for each in SPAN_SOURCES for key, outcome in each.outcomes_when_closed(plan, span).items()}


def remarks_on(plan: Plan, span: Span) -> SpanRemarks:
    """All that was said of the days of a span (kết luận, bài học, điều đã phổ biến). Queries: those of each source."""
    found = [each.remarks(plan, span) for each in SPAN_SOURCES]
    return SpanRemarks(
        [text for each in found for text in each.conclusions],
        [text for each in found for text in each.lessons],
        [text for each in found for text in each.made_known],
    )
