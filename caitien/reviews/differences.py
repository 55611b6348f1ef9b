"""Where owner and team differ (chênh lệch): what each says, what was answered, what the chair concluded.

Derived from verdicts, replies and rulings; nothing of it is kept by itself. What a ruling was given on is settled;
another dissenting verdict after it opens the line again.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Prefetch, QuerySet

from caitien.plans.models import Assignment
from caitien.reviews.models import Reply, Review, Ruling, SampleLine, Verdict

Says = Verdict.Says
DISSENT: Final = frozenset({Says.DISAGREES, Says.UNVERIFIED})


@dataclass(frozen=True, slots=True)
class Difference:
    """One line on which they differ (một chênh lệch)."""

    line: SampleLine
    verdicts: Sequence[Verdict]  # the last of each monitor
    reply: Reply | None
    ruling: Ruling | None

    @property
    def against(self) -> Verdict:
        """The verdict that differs, the last of them; one that disagrees before one that could not tell."""
        found = [each for each in self.verdicts if each.says in DISSENT]
        return max(found, key=lambda each: (each.says == Says.DISAGREES, each.pk))

    @property
    def settled(self) -> bool:
        """Whether the chair has concluded on it."""
        return self.ruling is not None

    @property
    def owners(self) -> list[Assignment]:
        """Who leads the line."""
        return [each for each in self.line.task.assignments.all() if each.part == Assignment.Part.LEAD]


@dataclass(frozen=True, slots=True)
class Differences:
    """All differences of a review (các chênh lệch), and how many lines are done with nothing to show it."""

    rows: Sequence[Difference]
    unproved: int

    @property
    def open(self) -> int:
        """How many the chair has yet to conclude on."""
        return sum(not row.settled for row in self.rows)


def differences_of(review: Review) -> Differences:
    """The differences of a review, in the order of its sample. Five queries, linear in them."""
    return Differences([_difference(line) for line in _disputed(review)], review.unproved)


def open_differences(review: Review) -> int:
    """How many differences wait for the chair (chưa kết luận). Five queries, linear in them."""
    return differences_of(review).open


def difference_on(line: SampleLine) -> Difference | None:
    """What differs on one line (chênh lệch của một dòng), settled or not; None where nothing does. Five queries."""
    found = _disputed(line.review, line.pk)
    return _difference(found[0]) if found else None


def _disputed(review: Review, *only: int) -> list[SampleLine]:
    """The lines on which somebody's last word differs, each with all that was said of it; ``only`` of some, by key.
    Five queries."""
    parts = Assignment.objects.select_related("user", "unit", "outside").order_by("pk")
    asked = review.verdicts.filter(says__in=DISSENT, **({"line__in": only} if only else {})).values("line")
    found = review.sample.filter(pk__in=asked).select_related("task__goal", "task__plan", "review")
    found = with_all_said(found).prefetch_related(Prefetch("task__assignments", parts))
    return [each for each in found.order_by("position", "pk") if _dissents(each)]


def with_verdicts(lines: QuerySet[SampleLine]) -> QuerySet[SampleLine]:
    """The same lines with what monitors said of each (nhận định), in order, as ``spoken``: a list, since a query set
    for each of 3,000 lines would cost more than all else of a page. One query more."""
    spoken = Verdict.objects.select_related("by", "outsider", "photo").order_by("pk")
    return lines.prefetch_related(Prefetch("verdicts", spoken, to_attr="spoken"))  # type: ignore[no-redef]


def with_all_said(lines: QuerySet[SampleLine]) -> QuerySet[SampleLine]:
    """The same lines with all that was said of each (mọi lời), in order: ``spoken``, ``answered``, ``ruled``. Three
    queries more."""
    replies, rulings = (each.objects.select_related("by").order_by("pk") for each in (Reply, Ruling))
    found = with_verdicts(lines).prefetch_related(Prefetch("replies", replies, to_attr="answered"))  # type: ignore[no-redef]
    return found.prefetch_related(Prefetch("rulings", rulings, to_attr="ruled"))  # type: ignore[no-redef]


def last_of_each(verdicts: Iterable[Verdict]) -> list[Verdict]:
    """The last verdict of each monitor and outsider (nhận định sau cùng của mỗi người). Linear, no query."""
    found: dict[tuple[int, int | None], Verdict] = {}
    for verdict in verdicts:
        found[verdict.by_id, verdict.outsider_id] = verdict
    return list(found.values())


def _dissents(line: SampleLine) -> bool:
    return any(each.says in DISSENT for each in last_of_each(line.spoken))


def _difference(line: SampleLine) -> Difference:
    verdicts = last_of_each(line.spoken)
    since = max(each.at for each in verdicts if each.says in DISSENT)
    reply = line.answered[-1] if line.answered and line.answered[-1].at >= since else None
    ruling = line.ruled[-1] if line.ruled and line.ruled[-1].at >= since else None
    return Difference(line, verdicts, reply, ruling)
