"""All tasks of the school (các việc): what have we promised in any year, and whose is it?"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from itertools import groupby
from typing import Any, Final

from django.db.models import Q, QuerySet
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
from caitien.plans.models import Plan, Task
from caitien.plans.reads import patterns_of, read_plans, saying_each
from caitien.plans.tasks import KEY, TaskRow, Wanted, given_to, in_rows, in_years, task_rows
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
    page = stretch_of(_Listed(request.acting, wanted, plans, rare=rare), KEY[-1], TASKS_A_PAGE, request.GET)
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
    """The tasks an address asks for in the order of the list (danh sách được hỏi), read a page at a time; of the
    ``plans`` the person may read. ``rare``: whether few stand in the state that is asked for.

    The year a page begins in is asked by its plan, which both databases walk in order by an index and stop; only where
    that fills no page the years beyond are asked, all at once: PostgreSQL puts each of those in order first.
    """

    def __init__(self, acting: ActingUser, wanted: Wanted, plans: Sequence[Plan], *, rare: bool) -> None:
        self._school, self._in_school = acting.school, bool(acting.roles & SCHOOL)
        self._wanted, self._rare = wanted, rare
        self._plans = {plan.school_year: plan for plan in plans if wanted.year in ("", plan.school_year)}

    def mark_of(self, pk: int) -> Mark | None:
        """Where a task stands in the list, None where there is none. One query."""
        mark = next(iter(_place(self._school, pk, in_school=self._in_school)), None)
        return mark if mark and mark[0] in self._plans else None

    def read(self, mark: Mark | None, most: int, *, back: bool) -> list[TaskRow]:
        """So many tasks after a mark, or before it. One query of the year it stands in, one of those beyond where that
        fills no page; where only words are asked for one more, since keys are found before rows are read."""
        if not self._plans:
            return []
        year, position, pk = mark or (next(iter(self._plans)), None, None)
        patterns, state = patterns_of(self._wanted.words), self._wanted.state
        by_keys = bool(patterns) and not state and not self._wanted.unit
        ask = self._keys if by_keys else self._rows
        found = ask(self._plans[str(year)], None, position, pk, patterns, most, back=back)
        if len(found) < most and len(self._plans) > 1:
            found = [*found, *ask(None, year, None, None, patterns, most - len(found), back=back)]
        if not by_keys:
            return self._named(found)
        rows = {row.pk: row for row in self._named(_of_keys(found))}
        return [rows[key] for key in found if key in rows]

    def _named(self, rows: Iterable[Any]) -> list[TaskRow]:
        return task_rows(rows, {plan.pk: year for year, plan in self._plans.items()})

    def _keys(self, *where: Any, back: bool) -> list[Any]:
        *place, patterns, most = where
        return _keys(self._school, *place, *patterns, in_school=self._in_school, back=back, most=most)

    def _rows(self, *where: Any, back: bool) -> list[Any]:
        *place, patterns, most = where
        wanted = self._wanted
        return _rows(
            *(self._school, *place, wanted.unit or None, *patterns),
            in_school=self._in_school,
            state=wanted.state,
            rare=bool(wanted.state) and self._rare,
            back=back,
            most=most,
        )


@prepared
def _place(school: School, pk: int, *, in_school: bool) -> QuerySet[Any, tuple[Any, ...]]:
    found = Task.objects.filter(in_years(school, None, in_school=in_school), pk=pk)
    return found.values_list(*(column.removeprefix("-") for column in KEY))


def _in(school: School, plan: Plan | None, beyond: str | None, *, in_school: bool, back: bool) -> QuerySet[Task]:
    """The tasks of a plan, or of all years beyond one: older ones, newer ones where the list is read back."""
    if plan is not None:
        return Task.objects.filter(plan=plan)
    years = Q(**{f"plan__school_year__{'gt' if back else 'lt'}": beyond})
    return Task.objects.filter(in_years(school, None, in_school=in_school), years)


def _in_turn(found: QuerySet[Task], plan: Plan | None, position: int | None, pk: int | None, *, back: bool) -> Any:
    """The same in the order of the list, after a place in the plan or before it."""
    mark = None if pk is None else (position, pk)
    return beside(found, KEY if plan is None else KEY[1:], mark, back=back)


@prepared
def _keys(
    school: School,
    plan: Plan | None,
    beyond: str | None,
    position: int | None,
    pk: int | None,
    *patterns: str,
    in_school: bool,
    back: bool,
    most: int,
) -> QuerySet[Any, int]:
    found = saying_each(_in(school, plan, beyond, in_school=in_school, back=back), patterns)
    keys: QuerySet[Any, int] = _in_turn(found, plan, position, pk, back=back).values_list("pk", flat=True)[:most]
    return keys


@prepared
def _of_keys(keys: Collection[int]) -> QuerySet[Task, Any]:
    return in_rows(Task.objects.filter(pk__in=keys))


@prepared
def _rows(
    school: School,
    plan: Plan | None,
    beyond: str | None,
    position: int | None,
    pk: int | None,
    unit: int | None,
    *patterns: str,
    in_school: bool,
    state: str,
    rare: bool,
    back: bool,
    most: int,
) -> QuerySet[Task, Any]:
    every = _in(school, plan, beyond, in_school=in_school, back=back)
    found = every if unit is None else given_to(every, unit)
    if state:
        found = standing_in(found, state, rare_in=school if rare else None)
    if patterns:
        found = found.filter(pk__in=saying_each(every, patterns).values("pk"))
    return in_rows(_in_turn(found, plan, position, pk, back=back))[:most]
