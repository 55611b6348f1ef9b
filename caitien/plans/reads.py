"""What a person may read (đọc trong phạm vi): every list and object of this floor, scoped to the school first."""

from collections.abc import Iterable, Sequence
from typing import Any, overload

from django.db.models import Exists, Lookup, OuterRef, Q, QuerySet, TextField

from caitien.access.models import School, User
from caitien.access.rights import SCHOOL, ActingUser
from caitien.domain.field_names import STATUS_NAMES
from caitien.domain.plan_state import PlanState
from caitien.domain.texts.folding import fold
from caitien.plans.models import Assignment, Goal, Plan, Task, Upload
from caitien.prepared import prepared


def uploads_for(acting: ActingUser) -> QuerySet[Upload]:
    """The files dropped in the school (tệp đã nhập), newest first."""
    return Upload.objects.filter(school=acting.school).select_related("school", "by").order_by("-at")


def plans_for(acting: ActingUser) -> QuerySet[Plan]:
    """The plans of the school (các kế hoạch), newest year first; an officer above it reads those approved."""
    return Plan.objects.filter(readable(acting)).order_by("-school_year")


def read_plans(acting: ActingUser) -> list[Plan]:
    """The same, read (các kế hoạch). One query."""
    return _plans(acting.school, in_school=bool(acting.roles & SCHOOL))


@prepared
def _plans(school: School, *, in_school: bool) -> QuerySet[Plan]:
    return Plan.objects.filter(readable_at(school, in_school=in_school)).order_by("-school_year")


def readable(acting: ActingUser, plan: str = "") -> Q:
    """Which plans a person may read (được đọc), to filter plans by, or with ``plan`` ("plan__") what hangs on them."""
    return readable_at(acting.school, plan, in_school=bool(acting.roles & SCHOOL))


def readable_at(school: School, plan: str = "", *, in_school: bool) -> Q:
    """The same at a school, for a person who is ``in_school`` or looks from above."""
    approved = Q(**{f"{plan}state__in": (PlanState.APPROVED, PlanState.CLOSED)})
    return Q(**{f"{plan}school": school}) & (Q() if in_school else approved)


def tasks_of(plan: Plan, *, words: str = "", state: str = "") -> QuerySet[Task]:
    """The tasks of a plan in the page's order, only those with the words and in the state; accents do not matter."""
    found = plan.tasks.select_related("goal").order_by("position")
    found = found.filter(state=state) if state in STATUS_NAMES else found
    return saying(found, words, within=Q(plan=plan))


class LinesInOrder(Sequence[Task]):
    """All lines of a plan in the page's order, as :func:`tasks_of` has them, each told whose it is as
    :func:`telling_whose` does (các dòng của kế hoạch): read by the slice. ``count``: how many there are. One query a
    slice."""

    def __init__(self, plan: Plan, acting: ActingUser, count: int) -> None:
        self._plan, self._user, self._whose = plan, acting.user, not acting.may("task.report")
        self._count = count

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, which: int) -> Task: ...

    @overload
    def __getitem__(self, which: slice) -> list[Task]: ...

    def __getitem__(self, which: int | slice) -> Task | list[Task]:
        if isinstance(which, int):
            return self[which : which + 1][0]
        begin, end, _ = which.indices(self._count)
        return _in_order(self._plan, self._user, whose=self._whose, begin=begin, end=end)


@prepared
def _in_order(plan: Plan, user: User, *, whose: bool, begin: int, end: int) -> QuerySet[Task]:
    found = Task.objects.filter(plan=plan).select_related("goal").order_by("position")
    return (_telling(found, user) if whose else found)[begin:end]


def saying(tasks: QuerySet[Task], words: str, *, within: Q) -> QuerySet[Task]:
    """Those of the tasks that say all of the words (dòng có các chữ), accents aside; ``within`` says where to look.

    Looked for apart from the rest of the row: on SQLite the words of the lines lie together in an index
    (``words_of_lines``), where their rows lie pages apart. No query of its own; linear in the words of the lines.
    """
    if not (patterns := patterns_of(words)):
        return tasks
    return tasks.filter(pk__in=saying_each(Task.objects.filter(within), patterns).values("pk"))


def patterns_of(words: str) -> list[str]:
    """What each of the words looks like in a line that says it (mẫu tìm), for :func:`saying_each`: without accents."""
    signs = str.maketrans({sign: f"\\{sign}" for sign in "\\%_"})
    return [f"%{word.translate(signs)}%" for word in dict.fromkeys(fold(words).split())]


def saying_each(tasks: QuerySet[Task], patterns: Iterable[str]) -> QuerySet[Task]:
    """Those of the tasks whose words have something of each pattern. No query of its own."""
    for pattern in patterns:
        tasks = tasks.filter(folded__like=pattern)
    return tasks


@TextField.register_lookup
class _Like(Lookup):
    """Whether a text is like a pattern (giống mẫu). Django's own ``contains`` makes the pattern in one way of a value
    and in another of the place of one: :mod:`caitien.prepared` knows no value."""

    lookup_name = "like"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        text, before = self.process_lhs(compiler, connection)
        pattern, behind = self.process_rhs(compiler, connection)
        return f"{text} LIKE {pattern} ESCAPE '\\'", (*before, *behind)


@prepared
def problems_of(plan: Plan) -> QuerySet[Goal]:
    """The problems a plan under Biểu 2 starts from (các vấn đề). One query."""
    return Goal.objects.filter(plan=plan, kind=Goal.Kind.PROBLEM).order_by("position")


def lines_for(acting: ActingUser) -> QuerySet[Task]:
    """The lines of the plans of the school (các dòng), each with its goal and plan."""
    return Task.objects.filter(plan__in=plans_for(acting)).select_related("goal", "plan__school")


def telling_whose(tasks: QuerySet[Task], acting: ActingUser) -> QuerySet[Task]:
    """The same lines, each with ``theirs``: whether it is given to the person, or to a unit of theirs (việc được giao).
    As they are where that decides nothing: who may report on every line. No query of its own."""
    if acting.may("task.report"):
        return tasks
    return _telling(tasks, acting.user)


def _telling(tasks: QuerySet[Task], user: User) -> QuerySet[Task]:
    given = Q(user=user) | Q(unit__members__user=user)
    return tasks.annotate(theirs=Exists(Assignment.objects.filter(given, task=OuterRef("pk"))))
