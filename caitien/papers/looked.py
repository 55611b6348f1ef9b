"""What rooms above know of a span (điều đợt rà soát cho biết): how lines stood when it was closed, what was concluded,
what is to be done otherwise. They say so here, unasked: papers know none of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from caitien.papers.span import Span
from caitien.plans.models import Plan
from caitien.work.outcome import Outcome


@dataclass(frozen=True, slots=True)
class Looked:
    """What was said of the days of a span by those who looked (điều đã rà soát): conclusions, lessons and what was made
    known, in order."""

    conclusions: Sequence[str] = ()
    lessons: Sequence[str] = ()
    told: Sequence[str] = ()  # what was made known to whom


class Lookout(Protocol):
    """One room that looks at plans (một nơi rà soát)."""

    def frozen(self, plan: Plan, span: Span) -> Mapping[int, Outcome]:
        """How lines stood when the review of just that span was closed; none where there is no such review."""

    def looked(self, plan: Plan, span: Span) -> Looked:
        """What was said of its days."""


LOOKOUTS: Final[list[Lookout]] = []  # each room adds its own when the site starts


def frozen_in(plan: Plan, span: Span) -> dict[int, Outcome]:
    """How lines stood by the review of the span (tình trạng lúc đóng đợt), where one was closed. A query a room."""
    return {key: outcome for lookout in LOOKOUTS for key, outcome in lookout.frozen(plan, span).items()}


def looked_at(plan: Plan, span: Span) -> Looked:
    """All that was said of its days (kết luận và bài học). Two queries a room."""
    found = [lookout.looked(plan, span) for lookout in LOOKOUTS]
    return Looked(
        [text for each in found for text in each.conclusions],
        [text for each in found for text in each.lessons],
        [text for each in found for text in each.told],
    )
