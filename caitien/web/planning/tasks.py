"""All tasks of the school (các việc): what have we promised in any year, and whose is it?"""

from collections import Counter
from collections.abc import Collection
from itertools import groupby
from typing import Any, Final

from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from caitien.access.models import School
from caitien.access.reads import read_units
from caitien.access.rights import SCHOOL, ActingUser
from caitien.domain.tasks.work_state import WORK_STATE_NAMES
from caitien.domain.texts.folding import clean
from caitien.domain.texts.typed import read_key
from caitien.plans.models import Task
from caitien.plans.reads import patterns_of, read_plans, saying_each
from caitien.plans.tasks import KEY, TaskRow, Wanted, in_rows, in_years, task_rows, tasks_in
from caitien.prepared import prepared
from caitien.web.machine.row_engine import rendered
from caitien.web.requests.member import MemberRequest, for_members
from caitien.web.requests.paging import Mark, beside, stretch_of
from caitien.web.templatetags.spoken import school_year
from caitien.work.counting.filters import saying_state, standing_in
from caitien.work.counting.tally import all_sums

TASKS_A_PAGE: Final = 100
_RARE: Final = 10  # a state less than one line in so many stands in


@for_members("plan.look")
@require_GET
def tasks(request: MemberRequest) -> HttpResponse:
    """A page of the list; the address says which tasks. Nine queries while nothing changed."""
    units = read_units(request.acting)
    wanted = _wanted(request.GET)
    plans = read_plans(request.acting)
    sums = all_sums([plan for plan in plans if wanted.year in ("", plan.school_year)], localdate())
    counts = sum((Counter(each.by_state) for each in sums.values()), Counter[str]())
    rare = counts[wanted.state] * _RARE < counts.total()
    page = stretch_of(_Listed(request.acting, wanted, rare=rare), KEY[-1], TASKS_A_PAGE, request.GET)
    years = groupby(saying_state(page.rows), key=lambda task: task.school_year)
    context = {
        "wanted": wanted,
        "units": units,
        "years": [plan.school_year for plan in plans],
        "states": WORK_STATE_NAMES,
        "counts": counts,
        "page": page,
        "lines": rendered("planning/tasks_rows.html", years=[(school_year(year), list(own)) for year, own in years]),
    }
    return render(request, "planning/tasks.html", context)


def _wanted(asked: QueryDict) -> Wanted:
    unit, state = asked.get("to", ""), asked.get("tt", "")
    return Wanted(
        year=clean(asked.get("nam", ""))[:20],
        unit=read_key(unit) or 0,
        state=state if state in WORK_STATE_NAMES else "",
        words=clean(asked.get("tim", ""))[:200],
    )


class _Listed:
    """The tasks an address asks for in the order of the list (danh sách được hỏi), read a page at a time. ``rare``:
    whether few stand in the state that is asked for."""

    def __init__(self, acting: ActingUser, wanted: Wanted, *, rare: bool) -> None:
        self._school, self._in_school = acting.school, bool(acting.roles & SCHOOL)
        self._wanted, self._rare = wanted, rare

    def mark_of(self, pk: int) -> Mark | None:
        """Where a task stands in the list, None where there is none. One query."""
        return next(iter(_place(self._school, pk, in_school=self._in_school)), None)

    def read(self, mark: Mark | None, most: int, *, back: bool) -> list[TaskRow]:
        """So many tasks after a mark, or before it. One query; two where only words are asked for: the keys of a page,
        looked for in the order of the list until it is full, and the page."""
        wanted, in_school = self._wanted, self._in_school
        where: tuple[Any, ...] = (self._school, wanted.year or None, *(mark or (None, None, None)))
        patterns, state = patterns_of(wanted.words), wanted.state
        if patterns and not state and not wanted.unit:
            keys = _keys(*where, *patterns, in_school=in_school, back=back, most=most)
            rows = {row.pk: row for row in task_rows(_of_keys(keys))}
            return [rows[key] for key in keys if key in rows]
        where, rare = (*where, wanted.unit or None), bool(state) and self._rare
        return task_rows(_rows(*where, *patterns, in_school=in_school, state=state, rare=rare, back=back, most=most))


@prepared
def _place(school: School, pk: int, *, in_school: bool) -> QuerySet[Any, tuple[Any, ...]]:
    found = Task.objects.filter(in_years(school, None, in_school=in_school), pk=pk)
    return found.values_list(*(column.removeprefix("-") for column in KEY))


@prepared
def _keys(
    school: School,
    year: str | None,
    mark_year: str | None,
    mark_position: int | None,
    mark_pk: int | None,
    *patterns: str,
    in_school: bool,
    back: bool,
    most: int,
) -> QuerySet[Any, int]:
    found = saying_each(Task.objects.filter(in_years(school, year, in_school=in_school)), patterns)
    mark = None if mark_pk is None else (mark_year, mark_position, mark_pk)
    return beside(found, KEY, mark, back=back).values_list("pk", flat=True)[:most]


@prepared
def _of_keys(keys: Collection[int]) -> QuerySet[Task, Any]:
    return in_rows(Task.objects.filter(pk__in=keys))


@prepared
def _rows(
    school: School,
    year: str | None,
    mark_year: str | None,
    mark_position: int | None,
    mark_pk: int | None,
    unit: int | None,
    *patterns: str,
    in_school: bool,
    state: str,
    rare: bool,
    back: bool,
    most: int,
) -> QuerySet[Task, Any]:
    found = tasks_in(school, year, unit, in_school=in_school)
    if state:
        found = standing_in(found, state, rare_in=school if rare else None)
    if patterns:
        said = saying_each(Task.objects.filter(in_years(school, year, in_school=in_school)), patterns)
        found = found.filter(pk__in=said.values("pk"))
    mark = None if mark_pk is None else (mark_year, mark_position, mark_pk)
    return in_rows(beside(found, KEY, mark, back=back))[:most]
