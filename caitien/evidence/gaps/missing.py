"""What is missing (còn thiếu): finished lines and criteria nothing shows, codes without an item, items out of date,
links that do not open; and who owes what. Each is one query by an index, whatever the size of the store."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import chain
from operator import or_
from typing import Any, Final

from django.db.models import Exists, F, Field, Lookup, Max, Min, OuterRef, Q, QuerySet

from caitien.access.models import School
from caitien.domain.evidence.codes import codes_in
from caitien.domain.paper import Status
from caitien.domain.standards import Criterion, standard_set
from caitien.domain.times.school_calendar import years_in
from caitien.evidence.codes.cited import cited_in
from caitien.evidence.models import Code, Expectation, Item, Link, Use
from caitien.plans.models import Indicator, Measurement, Plan, Task
from caitien.work.counting.missing import Askable, askable

ASK: Final = "Việc này đã xong. Có biên bản, ảnh hay sổ nào cho thấy không? Xin đưa vào mục Minh chứng của dòng."
_TEXTS: Final = ("work", "planned", "done", "ongoing", "adjusted", "evidence", "note", "result_note", "indicator")
_LIKE_A_CODE: Final = ("%mc._.%", "%h_-_.%", "%h__-_.%")  # in words without accents: a glance before they are read


@Field.register_lookup
class Like(Lookup):
    """A text as LIKE looks at it (giống mẫu): the database does so itself, while a pattern of SQLite is asked of Python
    row by row."""

    lookup_name = "like"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[str | int, ...]]:
        """``column LIKE pattern``: of small letters alone, where both databases mean the same."""
        left, before = self.process_lhs(compiler, connection)
        right, after = self.process_rhs(compiler, connection)
        return f"{left} LIKE {right}", (*before, *after)


@dataclass(frozen=True, slots=True)
class Owed:
    """A finished line nothing shows yet (việc nợ minh chứng): what was expected, whom to ask, how many are offered."""

    task: Task
    expected: tuple[str, ...]
    whom: Askable
    offered: int


def unshown(plan: Plan) -> QuerySet[Task]:
    """The finished lines without an accepted item and without a reason why none is needed (xong mà chưa có minh chứng),
    in the order of the plan. No query of its own."""
    shown = Use.objects.filter(task=OuterRef("pk"), item__state=Item.State.ACCEPTED)
    needless = Expectation.objects.filter(task=OuterRef("pk"), words="").exclude(reason="")
    expected = Expectation.objects.filter(task=OuterRef("pk")).exclude(words="")
    open_yet = expected.filter(reason="", item=None)
    done = plan.tasks.filter(withdrawn=False, state=Status.DONE)
    settled = Q(Exists(shown)) | Q(Exists(needless)) | (Q(Exists(expected)) & ~Q(Exists(open_yet)))
    return done.exclude(settled).select_related("goal", "plan__school").order_by("position", "pk")


def owed_of(tasks: Sequence[Task]) -> list[Owed]:
    """The same lines with what was expected and whom to ask (ai nợ). Five queries."""
    keys = [task.pk for task in tasks]
    whom, expected, offered = askable(keys), _expected(keys), _offered(keys)
    return [
        Owed(task, tuple(expected.get(task.pk, ())), whom.get(task.pk, Askable()), offered.get(task.pk, 0))
        for task in tasks
    ]


def _expected(tasks: Collection[int]) -> Mapping[int, list[str]]:
    found: dict[int, list[str]] = {}
    rows = Expectation.objects.filter(task__in=tasks, reason="", item=None).exclude(words="").order_by("pk")
    for task, words in rows.values_list("task", "words"):
        found.setdefault(task, []).append(words)
    return found


def _offered(tasks: Collection[int]) -> Mapping[int, int]:
    found: dict[int, int] = {}
    rows = Use.objects.filter(task__in=tasks, item__state=Item.State.OFFERED).values_list("task", flat=True)
    for task in rows:
        found[task] = found.get(task, 0) + 1
    return found


def bare_criteria(school: School, framework: str) -> list[Criterion]:
    """The criteria of a set no accepted item shows (tiêu chí chưa có minh chứng). One query."""
    known = standard_set(framework)
    used = Use.objects.filter(school=school, framework=framework, item__state=Item.State.ACCEPTED)
    has = set(used.values_list("criterion", flat=True).distinct())
    return [each for each in known.criteria if each.code not in has] if known else []


Cites = Mapping[str, int | None]  # code → key of the first line that cites it, None where only the prose does


def cited_by(plan: Plan) -> Cites:
    """Every code the plan's texts cite (mã được dẫn), by its lines in order, then by its prose. Two queries; only lines
    that hold something like a code are read, so that a long plan costs what it cites."""
    cited: dict[str, int | None] = {}
    like = reduce(or_, (Q(folded__like=each) for each in _LIKE_A_CODE))
    lines = plan.tasks.filter(like).order_by("position", "pk").values_list("pk", *_TEXTS)
    for key, *texts in lines:
        for code in chain.from_iterable(map(codes_in, texts)):
            cited.setdefault(code.text, key)
    reviews = list(plan.review_lines.values("content", "result", "adjustment"))
    for text in sorted(cited_in([plan.sections, plan.strengths, plan.limitations, plan.recommendations, reviews])):
        cited.setdefault(text, None)
    return cited


@dataclass(frozen=True, slots=True)
class Cited:
    """A code in the plan that no item bears (dẫn mà không có): and the line that cites it, where it stands in one."""

    code: str
    task: Task | None


def cited_never_listed(plan: Plan, cites: Cites) -> list[Cited]:
    """Codes the plan cites and nobody ever bore (dẫn mà không có trong danh mục). Two queries."""
    there = set(Code.objects.filter(school=plan.school_id, text__in=list(cites)).values_list("text", flat=True))
    missing = {text: key for text, key in cites.items() if text not in there}
    tasks = plan.tasks.select_related("goal").in_bulk({key for key in missing.values() if key})
    return [Cited(text, tasks.get(key) if key else None) for text, key in missing.items()]


def listed_never_cited(plan: Plan, cites: Cites) -> QuerySet[Item]:
    """Accepted items that show no line of the plan and whose code none of its texts cites (có mà chưa dẫn), in their
    order. No query of its own."""
    used = Use.objects.filter(item=OuterRef("pk"), task__plan=plan)
    named = Code.objects.filter(school=plan.school_id, text__in=list(cites)).values("item")
    found = Item.objects.filter(school=plan.school_id, state=Item.State.ACCEPTED).exclude(pk__in=named)
    return found.filter(~Exists(used)).order_by("place", "pk")


def unproved_figures(plan: Plan) -> QuerySet[Indicator]:
    """Indicators of the plan whose figures moved, while a figure has no accepted item (số đã đổi mà chưa có minh
    chứng): an improvement counts as shown with two dated figures that differ, each proved. One query, linear in the
    figures."""
    proved = Use.objects.filter(measurement=OuterRef("pk"), item__state=Item.State.ACCEPTED)
    bare = Measurement.objects.filter(~Exists(proved), indicator=OuterRef("pk"))
    found = Indicator.objects.filter(goal__plan=plan).filter(Exists(bare)).select_related("goal")
    spread = found.annotate(low=Min("measurements__value"), high=Max("measurements__value"))
    return spread.filter(low__lt=F("high")).order_by("goal__position", "pk")


def expired_by(school: School, day: dt.date) -> QuerySet[Item]:
    """Accepted items that do not hold on a day (hết hiệu lực), those that ended first before the others."""
    found = Item.objects.filter(school=school, state=Item.State.ACCEPTED, valid_to__lt=day)
    return found.order_by("valid_to", "pk")


def last_day_of(plan: Plan, today: dt.date) -> dt.date:
    """The day a plan's evidence has to hold on (ngày xét hiệu lực): the last of its year, not today."""
    calendar = plan.school.years.filter(name=plan.school_year).values_list("last_day", flat=True).first()
    years = years_in(plan.school_year)
    return calendar or (dt.date(years[1], 7, 31) if years else today)


def dead_links(school: School) -> QuerySet[Link]:
    """Links that did not open when they were looked at last (đường dẫn hỏng), the latest look first."""
    found = Link.objects.filter(school=school, health=Link.Health.DEAD).exclude(item__state=Item.State.DROPPED)
    return found.select_related("item").order_by(F("looked_at").desc(nulls_last=True), "-pk")
