"""The tasks of all plans of a school (các việc của mọi năm): by year, unit, state and words, read page by page."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

import msgspec
from django.db.models import Exists, OuterRef, Q, QuerySet

from caitien.access.rights import ActingUser
from caitien.plans.models import Assignment, Plan, Task
from caitien.plans.reads import readable, saying

KEY: Final = ("-plan__school_year", "position", "pk")  # the newest year first, then as on the page of its plan
_SHOWN: Final = (
    *("school", "position", "work", "planned", "owners", "time", "state", "withdrawn"),
    *("plan__school_year", "goal__criterion", "goal__label", "goal__topic"),
)


class TaskRow(msgspec.Struct):
    """A task as the list has it (một việc trong danh sách): the columns of ``_ROW``, and how it ``stands`` now, told
    above. A hundred of them cost a fifth of as many tasks with their goals and plans."""

    pk: int
    plan_id: int
    school_year: str
    criterion: str
    label: str
    topic: str
    work: str
    planned: str
    owners: str
    time: str
    state: str
    withdrawn: bool
    stands: str = ""


_ROW: Final = (
    *("pk", "plan", "plan__school_year", "goal__criterion", "goal__label", "goal__topic"),
    *("work", "planned", "owners", "time", "state", "withdrawn"),
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which tasks are asked for (điều kiện tìm); "" and 0 mean any."""

    year: str = ""
    unit: int = 0
    state: str = ""
    words: str = ""

    @property
    def any(self) -> bool:
        """Whether something is asked for at all."""
        return bool(self.year or self.unit or self.state or self.words)


def tasks_for(acting: ActingUser, wanted: Wanted) -> QuerySet[Task]:
    """The tasks a person may read that are as wanted, with what a list shows of them; to be ordered by ``KEY``. How
    they stand is told above: :func:`caitien.work.counting.filters.saying_state`.

    Without words a page of it costs the same however many there are; words are looked for in every task of the years.
    """
    found = Task.objects.filter(_in_years(acting, wanted)).select_related("plan", "goal").only(*_SHOWN)
    if wanted.unit:
        given = Assignment.objects.filter(task=OuterRef("pk"))
        found = found.filter(Exists(given.filter(Q(unit=wanted.unit) | Q(user__units__unit=wanted.unit))))
    plans = Plan.objects.filter(_in_years(acting, wanted, "")).order_by()
    return saying(found, wanted.words, within=Q(plan__in=plans.values("pk")))


def in_rows(tasks: QuerySet[Task]) -> QuerySet[Task, Any]:
    """The tasks of :func:`tasks_for` as plain rows, each to be read by :func:`task_rows`. No query of its own."""
    return tasks.values_list(*_ROW, named=True)


def task_rows(rows: Iterable[Iterable[Any]]) -> list[TaskRow]:
    """The rows with the names a list calls them by."""
    return [TaskRow(*row) for row in rows]


def _in_years(acting: ActingUser, wanted: Wanted, plan: str = "plan__") -> Q:
    """By what their plans say, not by a list of plans: the database then walks the years in order and sorts nothing."""
    chosen = readable(acting, plan)
    return chosen & Q(**{f"{plan}school_year": wanted.year}) if wanted.year else chosen
