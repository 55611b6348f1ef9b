"""What a meeting should speak about (chương trình họp đề xuất): all that waits for somebody to decide, oldest first."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Max, Min

from caitien.domain.tasks.work_state import SETTLED, WorkState
from caitien.domain.texts.folding import one_line
from caitien.plans.models import Adjustment, Plan, Task
from caitien.reviews.differences import differences_of
from caitien.reviews.models import AgendaItem, Meeting, Recommendation, Review, StaffProposal
from caitien.work.models import Letter, Occurrence, Waiting

About = AgendaItem.About
MOST_OF_A_KIND: Final = 10
_QUIET: Final = [*SETTLED, WorkState.WAITING]  # of what stands so nothing is late
LONG_WAIT: Final = dt.timedelta(days=60)
SHORT: Final = 140  # letters of what names a line


@dataclass(frozen=True, slots=True)
class Topic:
    """One thing to speak about (mục đề xuất): its title, and the rows it is about by the names of an AgendaItem."""

    about: AgendaItem.About
    title: str
    rows: dict[str, Any]


def proposed_topics(plan: Plan, today: dt.date) -> list[Topic]:
    """What waits for a decision in a plan (chương trình đề xuất), ten of a kind at most. Fifteen queries."""
    makers = (_overdue, _disputed, _waiting, _answered, _adjustments, _unproved, _recommended, _proposed)
    return [topic for make in makers for topic in make(plan, today)]


def put_on_agenda(meeting: Meeting, today: dt.date) -> int:
    """Add to the agenda what is not on it yet (đưa vào chương trình): how many. Seventeen statements."""
    there = [_key(item) for item in meeting.items.all()]
    first = next_place(meeting)
    fresh = [topic for topic in proposed_topics(meeting.plan, today) if (topic.about, _named(topic.rows)) not in there]
    AgendaItem.objects.bulk_create(
        AgendaItem(
            school_id=meeting.school_id,
            meeting=meeting,
            position=first + turn,
            about=topic.about,
            title=topic.title[:500],
            **topic.rows,
        )
        for turn, topic in enumerate(fresh)
    )
    return len(fresh)


def next_place(meeting: Meeting) -> int:
    """Where the next item stands (chỗ của mục kế tiếp): behind the last, wherever others were taken off. One query."""
    last = meeting.items.aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


_ROWS: Final = ("task", "line", "adjustment", "waiting", "recommendation", "proposal")


def _key(item: AgendaItem) -> tuple[str, tuple[tuple[str, int], ...]]:
    rows = {name: getattr(item, f"{name}_id") for name in _ROWS}
    return About(item.about), tuple(sorted((name, key) for name, key in rows.items() if key))


def _named(rows: dict[str, Any]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted((name, row.pk) for name, row in rows.items()))


# --- what waits -------------------------------------------------------------------------------------------------------


def _overdue(plan: Plan, today: dt.date) -> Iterator[Topic]:
    if plan.drawn_up:
        return
    late = Occurrence.objects.filter(plan=plan, task__withdrawn=False, due__lt=today).exclude(state__in=_QUIET)
    lines = late.values("task").annotate(due=Min("due")).order_by("due", "task")[:MOST_OF_A_KIND]
    days = {row["task"]: (today - row["due"]).days for row in lines}
    tasks = Task.objects.select_related("goal").in_bulk(days)
    for key, late_by in days.items():
        yield Topic(About.OVERDUE, f"{name_of(tasks[key])}: trễ {late_by} ngày", {"task": tasks[key]})


def _disputed(plan: Plan, _today: dt.date) -> Iterator[Topic]:
    running = Review.objects.filter(plan=plan, state__in=(Review.State.OPEN, Review.State.HANDED_IN))
    for review in running.order_by("-last", "-pk")[:1]:
        waiting = [row for row in differences_of(review).rows if not row.settled]
        for row in waiting[:MOST_OF_A_KIND]:
            title = f"{name_of(row.line.task)}: tổ giám sát thấy {row.against.words[0].lower()}{row.against.words[1:]}"
            yield Topic(About.DISPUTED, title, {"line": row.line, "task": row.line.task})


def _waiting(plan: Plan, today: dt.date) -> Iterator[Topic]:
    found = Waiting.objects.filter(plan=plan, until=None, task__withdrawn=False, since__lt=today - LONG_WAIT)
    for row in (
        found.exclude(letters__way=Letter.Way.ANSWERED)
        .select_related("task__goal")
        .order_by("since", "pk")[:MOST_OF_A_KIND]
    ):
        days = (today - row.since).days
        title = f"{name_of(row.task)}: chờ {row.whom} {days} ngày"
        yield Topic(About.WAITING, title, {"waiting": row, "task": row.task})


def _answered(plan: Plan, _today: dt.date) -> Iterator[Topic]:
    found = Waiting.objects.filter(plan=plan, until=None, letters__way=Letter.Way.ANSWERED).distinct()
    for row in found.select_related("task__goal").order_by("since", "pk")[:MOST_OF_A_KIND]:
        yield Topic(About.ANSWERED, f"{name_of(row.task)}: {row.whom} đã trả lời", {"waiting": row, "task": row.task})


def _adjustments(plan: Plan, _today: dt.date) -> Iterator[Topic]:
    found = plan.adjustments.filter(state=Adjustment.State.OPEN).select_related("task__goal").order_by("pk")
    for row in found[:MOST_OF_A_KIND]:
        where = name_of(row.task) if row.task else "kế hoạch"
        title = f"{row.get_kind_display()} {where}: {one_line(row.reason)[:SHORT]}"
        yield Topic(About.ADJUSTMENT, title, {"adjustment": row, **({"task": row.task} if row.task else {})})


def _unproved(plan: Plan, _today: dt.date) -> Iterator[Topic]:
    """Of the last review: one topic for all of them."""
    last = Review.objects.filter(plan=plan, unproved__gt=0).order_by("-last", "-pk").first()
    if last:
        yield Topic(About.UNPROVED, f"{last.unproved} việc báo xong mà chưa có căn cứ (đợt {last.name})", {})


def _recommended(plan: Plan, _today: dt.date) -> Iterator[Topic]:
    found = Recommendation.objects.filter(review__plan=plan, state=Recommendation.State.OPEN).order_by("pk")
    for row in found[:MOST_OF_A_KIND]:
        title = f"{one_line(row.text)[:SHORT]} (gửi {row.to})"
        yield Topic(About.RECOMMENDED, title, {"recommendation": row})


def _proposed(plan: Plan, _today: dt.date) -> Iterator[Topic]:
    found = StaffProposal.objects.filter(plan=plan, state=StaffProposal.State.OPEN).select_related("by", "task__goal")
    for row in found.order_by("pk")[:MOST_OF_A_KIND]:
        rows = {"proposal": row, **({"task": row.task} if row.task else {})}
        yield Topic(About.PROPOSED, f"{row.by}: {one_line(row.text)[:SHORT]}", rows)


def name_of(task: Task) -> str:
    """What people call a line (tên dòng): "3.2 Lợp lại mái"."""
    words = one_line(str(task) or task.goal.topic or task.goal.target)[:SHORT]
    return f"{task.goal.criterion} {words}".strip()
