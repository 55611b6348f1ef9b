"""The tasks of all plans of a school (các việc của mọi năm): by year, unit, state and words, read page by page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import msgspec
from django.db.models import Exists, OuterRef, Q, QuerySet

from caitien.access.models import School
from caitien.access.rights import SCHOOL, ActingUser
from caitien.plans.models import Assignment, Plan, Task
from caitien.plans.reads import readable_at, saying

KEY: Final = ("-plan__school_year", "position", "pk")  # the newest year first, then as on the page of its plan
_SHOWN: Final = (
    *("school", "position", "work", "planned", "owners", "time", "state", "withdrawn"),
    *("plan__school_year", "goal__criterion", "goal__label", "goal__topic"),
)


class TaskRow(msgspec.Struct):
    """A task as the list has it (một việc trong danh sách): the columns of ``_ROW``, the year of its plan, and how it
    ``stands`` now, told above. A hundred of them cost a fifth of as many tasks with their goals and plans."""

    pk: int
    plan_id: int
    criterion: str
    label: str
    topic: str
    work: str
    planned: str
    owners: str
    time: str
    state: str
    withdrawn: bool
    school_year: str
    stands: str = ""


_ROW: Final = (
    *("pk", "plan", "goal__criterion", "goal__label", "goal__topic"),
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
    found = tasks_in(acting.school, wanted.year or None, wanted.unit or None, in_school=bool(acting.roles & SCHOOL))
    plans = readable_at(acting.school, in_school=bool(acting.roles & SCHOOL))
    plans = plans & Q(school_year=wanted.year) if wanted.year else plans
    return saying(found, wanted.words, within=Q(plan__in=Plan.objects.filter(plans).order_by().values("pk")))


def tasks_in(school: School, year: str | None, unit: int | None, *, in_school: bool) -> QuerySet[Task]:
    """The same by what a person may read of (:func:`caitien.plans.reads.readable_at`), whatever their words."""
    found = (
        Task.objects.filter(in_years(school, year, in_school=in_school)).select_related("plan", "goal").only(*_SHOWN)
    )
    return found if unit is None else given_to(found, unit)


def given_to(tasks: QuerySet[Task], unit: int) -> QuerySet[Task]:
    """Those of the tasks that are given to a unit or one of its people. No query of its own."""
    given = Assignment.objects.filter(task=OuterRef("pk"))
    return tasks.filter(Exists(given.filter(Q(unit=unit) | Q(user__units__unit=unit))))


def in_rows(tasks: QuerySet[Task]) -> QuerySet[Task, Any]:
    """The tasks of :func:`tasks_for` as plain rows, each to be read by :func:`task_rows`. No query of its own."""
    return tasks.values_list(*_ROW, named=True)


def task_rows(rows: Iterable[Any], years: Mapping[int, str]) -> list[TaskRow]:
    """The rows with the names a list calls them by; ``years``: key of a plan → its school year, told by the plans that
    are at hand, so that the database joins none."""
    return [TaskRow(*(*row, years[row.plan])) for row in rows]


def in_years(school: School, year: str | None, *, in_school: bool) -> Q:
    """By what their plans say, not by a list of plans: the database then walks the years in order and sorts nothing."""
    chosen = readable_at(school, "plan__", in_school=in_school)
    return chosen if year is None else chosen & Q(plan__school_year=year)
