"""What was made known, for the papers of the plan (điều đã phổ biến cho giấy tờ biết): told to
:mod:`caitien.papers.span_sources`."""

from collections.abc import Mapping

from caitien.papers.span import Span
from caitien.papers.span_sources import SpanRemarks
from caitien.plans.models import Plan
from caitien.publishing.models import Telling
from caitien.publishing.tellings import readers_of, sentence_of, staff_of
from caitien.work.outcome import Outcome


class TellingsForPapers:
    """Tellings within a span: a sentence each, for part II of the report."""

    def outcomes_when_closed(self, _plan: Plan, _span: Span) -> Mapping[int, Outcome]:
        """Nothing: how lines stand is none of its matters."""
        return {}

    def remarks(self, plan: Plan, span: Span) -> SpanRemarks:
        """Those of its days. Two queries at most."""
        found = (
            Telling.objects.filter(plan=plan, taken_back_at=None).annotate(readers=readers_of()).order_by("day", "pk")
        )
        within = found.filter(day__gte=span.first, day__lte=span.last) if span.first and span.last else found
        rows = list(within)
        staff = staff_of(plan.school_id) if any(row.way == Telling.Way.HERE for row in rows) else 0
        return SpanRemarks(made_known=[sentence_of(row, _read(row, staff)) for row in rows])


def _read(telling: Telling, staff: int) -> tuple[int, int] | None:
    readers: int = telling.readers  # type: ignore[attr-defined]
    return (min(readers, staff), staff) if telling.way == Telling.Way.HERE else None
