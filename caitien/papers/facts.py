"""What the database knows that a paper may tell (điều có trong dữ liệu): counts that know their rows, dates, figures.

Nothing else enters a proposed sentence (:mod:`caitien.papers.prose`).
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from django.utils import timezone

from caitien.domain.paper import Status
from caitien.domain.tasks.work_state import WorkState
from caitien.papers.compose import Composed
from caitien.papers.span import Span
from caitien.papers.span_sources import SpanRemarks, remarks_on
from caitien.plans.models import Indicator, Measurement, Plan, Task, Version
from caitien.work.models import Letter, Update
from caitien.work.outcome import Outcome
from caitien.work.outside.petitions import Petition, petitions_of


@dataclass(frozen=True, slots=True)
class Figured:
    """An indicator with two dated figures or more (chỉ số có hai số đo): the first and the last by the day."""

    task: Task  # a line of its goal
    indicator: Indicator
    first: tuple[dt.date, Decimal]
    last: tuple[dt.date, Decimal]

    @property
    def nearer(self) -> bool | None:
        """Whether the last figure is nearer to the target than the first; None: as near, or there is no target."""
        target = self.indicator.target
        if target is None:
            return None
        before, now = abs(target - self.first[1]), abs(target - self.last[1])
        return None if before == now else now < before


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a plan by the end of a span (dữ liệu của một kỳ). ``lines``: what is counted → the lines."""

    span: Span
    outcomes: Mapping[int, Outcome]
    lines: Mapping[str, Sequence[Task]]
    versions: Sequence[Version]  # the earliest first
    updates: Sequence[tuple[int, dt.date]]  # of the span: key of the task, day
    letters: Mapping[str, int]  # of the span: way → how many
    figures: Sequence[Figured]
    petitions: Sequence[Petition]
    remarks: SpanRemarks = field(default_factory=SpanRemarks)  # what reviews concluded, what was made known


Is = Callable[[Task, Outcome], bool]
_BY_OUTCOME: Final[Mapping[str, Is]] = {
    "done": lambda _, outcome: outcome.status is Status.DONE,
    "ongoing": lambda _, outcome: outcome.status is Status.ONGOING,
    "not_started": lambda _, outcome: outcome.status is Status.NOT_STARTED,
    "untold": lambda _, outcome: outcome.status is Status.UNSTATED,
    "late": lambda _, outcome: outcome.late,
    "waiting": lambda _, outcome: outcome.state is WorkState.WAITING,
    "put_off": lambda _, outcome: outcome.state in {WorkState.POSTPONED, WorkState.DROPPED},
    "changed": lambda task, _: bool(task.first) and not task.added,
    "added": lambda task, _: task.added,
}
COUNTED: Final[Mapping[str, str]] = {  # what is counted → what the page of its rows is called
    "all": "Các việc của kế hoạch",
    "done": "Việc đã hoàn thành",
    "ongoing": "Việc đang triển khai hoặc chậm",
    "not_started": "Việc chưa triển khai",
    "untold": "Việc chưa rõ trạng thái",
    "late": "Việc chậm so với thời hạn",
    "waiting": "Việc chờ đơn vị khác",
    "put_off": "Việc hoãn hoặc không làm nữa",
    "changed": "Dòng đã điều chỉnh",
    "added": "Dòng thêm sau khi phê duyệt",
    "withdrawn": "Dòng đã rút khỏi kế hoạch",
    "reported": "Việc đã báo tiến độ trong kỳ",
    "lettered": "Việc có văn bản gửi và trả lời trong kỳ",
    "measured": "Việc có chỉ số đã đo",
}


def facts_of(plan: Plan, composed: Composed) -> Facts:
    """What the database knows for a paper (dữ liệu để viết lời). Nine queries, linear."""
    span, tasks = composed.span, composed.tasks
    updates = _updates(plan, span)
    letters = [letter for letter in _letters(plan) if _within(letter.date, span)]
    figures = _figures(plan, span, tasks)
    named = {
        "reported": {pk for pk, _ in updates},
        "lettered": {letter.waiting.task_id for letter in letters},
        "measured": {figured.task.pk for figured in figures},
    }
    by_way = {way.value: sum(letter.way == way for letter in letters) for way in Letter.Way}
    versions = [version for version in plan.versions.defer("paper").order_by("number") if _by(version.date, span)]
    petitions = [petition for petition in petitions_of(plan) if _by(petition.waiting.since, span)]
    lines = _counted(composed) | {name: [task for task in tasks if task.pk in keys] for name, keys in named.items()}
    return Facts(span, composed.outcomes, lines, versions, updates, by_way, figures, petitions, remarks_on(plan, span))


def _counted(composed: Composed) -> dict[str, Sequence[Task]]:
    told = [(task, composed.outcomes[task.pk]) for task in composed.tasks if task.pk in composed.outcomes]
    found: dict[str, Sequence[Task]] = {
        name: [task for task, outcome in told if holds(task, outcome)] for name, holds in _BY_OUTCOME.items()
    }
    return found | {"all": [task for task, _ in told], "withdrawn": [task for task in composed.tasks if task.withdrawn]}


def _by(day: dt.date, span: Span) -> bool:
    return span.last is None or day <= span.last


def _within(day: dt.date, span: Span) -> bool:
    return _by(day, span) and (span.first is None or span.first <= day)


def _updates(plan: Plan, span: Span) -> list[tuple[int, dt.date]]:
    told = Update.objects.filter(plan=plan).order_by("at", "pk").values_list("task_id", "at")
    days = ((task, timezone.localdate(at)) for task, at in told)
    return [(task, day) for task, day in days if _within(day, span)]


def _letters(plan: Plan) -> Iterable[Letter]:
    return Letter.objects.filter(waiting__plan=plan).select_related("waiting").order_by("date", "pk")


def _figures(plan: Plan, span: Span, tasks: Iterable[Task]) -> list[Figured]:
    """The indicators of the plan that were measured twice by the last day, a figure at the start being one."""
    measured: dict[int, dict[dt.date, Decimal]] = defaultdict(dict)  # of one day the figure written last counts
    for found in Measurement.objects.filter(indicator__goal__plan=plan).order_by("date", "pk"):
        measured[found.indicator_id][found.date] = found.value
    of_goal: dict[int, Task] = {}
    for task in tasks:
        of_goal.setdefault(task.goal_id, task)
    figures = []
    for indicator in Indicator.objects.filter(goal__plan=plan).order_by("goal__position", "pk"):
        by_day = _at_start(indicator) | measured[indicator.pk]
        values = sorted((day, value) for day, value in by_day.items() if _by(day, span))
        if len(values) > 1 and indicator.goal_id in of_goal:
            figures.append(Figured(of_goal[indicator.goal_id], indicator, values[0], values[-1]))
    return figures


def _at_start(indicator: Indicator) -> dict[dt.date, Decimal]:
    if indicator.baseline is None or indicator.baseline_date is None:
        return {}
    return {indicator.baseline_date: indicator.baseline}
