"""Lines whose progress is still to be reported (còn thiếu), whom to ask about each, and asking them (nhắc)."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Q, QuerySet
from django.utils import timezone

from caitien.access.action import Done, action
from caitien.access.models import Membership, UnitMember, User
from caitien.domain.paper import Status
from caitien.domain.plan_state import PlanState
from caitien.domain.refused import Refused
from caitien.domain.tasks.work_state import SETTLED, WorkState
from caitien.domain.texts.folding import clean, one_line
from caitien.plans.models import Assignment, Plan, Task
from caitien.work.counting.filters import drawn_up
from caitien.work.models import Comment, Mention, Occurrence

LONGEST: Final = 2_000  # letters of a reminder
ASK: Final = "Việc này đến đâu rồi? Xin báo giúp một câu."
NOBODY: Final = Refused("Dòng này chưa giao cho ai trong trường nên chưa nhắc được. Xin phân công trước.")
NOBODY_THERE: Final = "{} hiện không còn ai trong trường để nhắc. Xin phân công lại dòng này rồi nhắc."
CLOSED: Final = Refused("Kế hoạch đã kết thúc nên không nhắc nữa.")
WORDS_TOO_LONG: Final = Refused("Lời nhắc dài quá. Xin viết gọn lại.")
_QUIET: Final = [*(state.value for state in SETTLED), WorkState.WAITING.value]  # nothing is late about these


@dataclass(frozen=True, slots=True)
class Askable:
    """Whom one may ask about a line (hỏi ai): people, those of units by their heads, and bodies outside by name."""

    people: tuple[User, ...] = ()
    units: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()  # people and units nobody of the school can be asked through any more

    @property
    def names(self) -> list[str]:
        """Everyone by name, units and bodies too."""
        return [*self.units, *(str(person) for person in self.people), *self.outside]


@dataclass(frozen=True, slots=True)
class Missing:
    """A line of which something is to be told (dòng còn thiếu): it sits in no column, or an occurrence is overdue
    untold."""

    task: Task
    no_column: bool
    overdue: tuple[Occurrence, ...]
    whom: Askable
    asked_at: dt.datetime | None = None  # the last time someone asked


def overdue_untold(occurrences: QuerySet[Occurrence], today: dt.date) -> QuerySet[Occurrence]:
    """The occurrences whose last day has passed with nothing told here (quá hạn mà chưa ai báo)."""
    return occurrences.filter(due__lt=today, told_at=None).exclude(state__in=_QUIET).exclude(drawn_up("plan__"))


def missing_tasks(plan: Plan, today: dt.date) -> QuerySet[Task]:
    """The lines of a plan of which something is to be told (dòng còn thiếu), in its order; occurrences kept up
    first."""
    late = overdue_untold(Occurrence.objects.filter(plan=plan), today)
    found = plan.tasks.filter(withdrawn=False).filter(Q(state=Status.UNSTATED) | Q(pk__in=late.values("task")))
    return found.select_related("goal").order_by("position", "pk")


def missing_of(plan: Plan, tasks: Sequence[Task], today: dt.date) -> list[Missing]:
    """What is missing of each of these lines, and whom to ask (thiếu gì, của ai). Five queries, linear."""
    keys = [task.pk for task in tasks]
    late: dict[int, list[Occurrence]] = defaultdict(list)
    for occurrence in overdue_untold(Occurrence.objects.filter(plan=plan, task__in=keys), today).order_by("number"):
        late[occurrence.task_id].append(occurrence)
    whom, asked = askable(keys), _asked(keys)
    return [
        Missing(
            task=task,
            no_column=task.state == Status.UNSTATED,
            overdue=tuple(late.get(task.pk, ())),
            whom=whom.get(task.pk, Askable()),
            asked_at=asked.get(task.pk),
        )
        for task in tasks
    ]


def _asked(tasks: Collection[int]) -> dict[int, dt.datetime]:
    rows = Comment.objects.filter(task__in=tasks, kind=Comment.Kind.REMINDER).order_by("at").values_list("task", "at")
    return dict(rows)


def askable(tasks: Collection[int]) -> Mapping[int, Askable]:
    """Key of a task → whom one may ask about it (hỏi ai): of a unit its head, all its people where it has none.

    Who left the school is asked no more. Three queries.
    """
    parts = Assignment.objects.filter(task__in=tasks).select_related("user", "unit", "outside").order_by("part", "pk")
    of_task: dict[int, list[Assignment]] = defaultdict(list)
    for part in parts:
        of_task[part.task_id].append(part)
    schools = {part.school_id for part in parts}
    there = set(Membership.objects.filter(school__in=schools).values_list("school", "user"))
    units = _speakers({part.unit_id for part in parts if part.unit_id}, there)
    return {task: _askable(rows, units, there) for task, rows in of_task.items()}


def _speakers(units: Collection[int], there: Collection[tuple[int, int]]) -> Mapping[int, list[User]]:
    members: dict[int, list[UnitMember]] = defaultdict(list)
    for member in UnitMember.objects.filter(unit__in=units).select_related("user").order_by("user__folded", "pk"):
        if (member.school_id, member.user_id) in there:
            members[member.unit_id].append(member)
    heads = {unit: [each.user for each in rows if each.head] for unit, rows in members.items()}
    return {unit: heads[unit] or [each.user for each in rows] for unit, rows in members.items()}


def _askable(
    parts: Iterable[Assignment], units: Mapping[int, Sequence[User]], there: Collection[tuple[int, int]]
) -> Askable:
    people: dict[int, User] = {}
    names: list[str] = []
    outside: list[str] = []
    silent: list[str] = []
    for part in parts:
        if part.outside:
            outside.append(part.outside.name)
            continue
        who = units.get(part.unit.pk, ()) if part.unit else [part.user] if part.user else ()
        asked = {user.pk: user for user in who if (part.school_id, user.pk) in there}
        people |= asked
        if part.unit:
            names.append(part.unit.name)
        if not asked:
            silent.append(str(part.who))
    return Askable(tuple(people.values()), tuple(names), tuple(outside), tuple(silent))


# --- to ask -----------------------------------------------------------------------------------------------------------


@action("work.remind")
def remind(actor: User, task: Task, text: str = "") -> Done[Comment] | Refused:
    """Ask how a line stands (nhắc báo tiến độ): a remark that names everyone to be asked. A dozen statements."""
    words, whom = clean(text) or ASK, askable([task.pk]).get(task.pk, Askable())
    people, trouble = whom.people, _why_refused(task, words, whom)
    if trouble:
        return trouble
    comment = Comment.objects.create(
        **{"school_id": task.school_id, "plan_id": task.plan_id, "task": task, "kind": Comment.Kind.REMINDER},
        **{"text": words, "by": actor, "at": timezone.now()},
    )
    names = [Mention(school_id=task.school_id, comment=comment, user=person) for person in people]
    Mention.objects.bulk_create(names)
    return Done(comment, task, {}, {"people": [str(person) for person in people], "text": words})


def _why_refused(task: Task, words: str, whom: Askable) -> Refused | None:
    if task.plan.state == PlanState.CLOSED:
        return CLOSED
    if len(words) > LONGEST:
        return WORDS_TOO_LONG
    if whom.silent and not whom.people:
        return Refused(NOBODY_THERE.format(", ".join(whom.silent)))
    return None if whom.people else NOBODY


def message_for_group(missing: Iterable[Missing], address: str) -> str:
    """Words to paste into a staff group (tin nhắn dán vào nhóm): who is asked about which lines, and where to tell.

    ``address``: of the page on which one's own work stands.
    """
    by_name: dict[str, list[str]] = defaultdict(list)
    for each in missing:
        for name in each.whom.names or ["Chưa giao cho ai"]:
            by_name[name].append(line_name(each.task))
    lines = [f"- {name}: {'; '.join(works)}" for name, works in by_name.items()]
    return "\n".join(["Nhờ thầy cô báo giúp tiến độ các việc sau:", *lines, f"Báo tại: {address}"]) if lines else ""


def line_name(task: Task, longest: int = 80) -> str:
    """A line in a few words (tên ngắn của dòng): its criterion and what is done. No query where its goal is at hand."""
    work = one_line(task.work or task.planned or task.goal.topic or task.goal.target)
    short = work if len(work) <= longest else f"{work[:longest].rsplit(' ', 1)[0]}…"
    return f"{task.goal.criterion} {short}".strip()
