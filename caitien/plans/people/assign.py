"""Who has a part in a line (phân công): people, units and outside bodies, leading or co-operating.

The words of the paper (``Task.owners``) stay as written; a part says who they mean, so that a line is found among the
work of the one who does it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import QuerySet

from caitien.access.action import Done, action
from caitien.access.models import Membership, OutsideBody, Role, School, User
from caitien.access.reads import body_called
from caitien.domain.people.bodies import is_crowd
from caitien.domain.people.listed import LONGEST_UNIT
from caitien.domain.people.owners import CHAIR_TITLE, OUTSIDE, PERSON, UNIT, KnownParty, Meant, meant_by
from caitien.domain.plan_state import PlanState
from caitien.domain.refused import Refused
from caitien.domain.texts.folding import fold, identity, one_line
from caitien.plans.models import Assignment, Plan, Task
from caitien.plans.table.changes import key_of

PARTS: Final = frozenset(Assignment.Part.values)
TITLES: Final[Mapping[str, tuple[str, ...]]] = {  # what papers call those who have a role
    Role.CHAIR: (CHAIR_TITLE, "Chủ tịch hội đồng", "Chủ tịch hội đồng tự đánh giá"),
    Role.SECRETARY: ("Thư ký hội đồng", "Thư ký hội đồng tự đánh giá"),
}
CLOSED: Final = Refused("Kế hoạch đã kết thúc nên không phân công nữa.")
NOT_OURS: Final = Refused("Người hoặc đơn vị này không còn trong danh sách của trường. Xin tải lại trang.")
GONE: Final = Refused("Phần việc này vừa được người khác bỏ. Xin tải lại trang.")
NOTHING_NEW: Final = Refused("Phân công này đã có từ trước. Chưa có gì thay đổi.")
NO_NAME: Final = Refused(f"Xin ghi tên đơn vị, không quá {LONGEST_UNIT} chữ cái.")


@dataclass(frozen=True, slots=True)
class Party:
    """Someone a part is given to (người nhận việc): by key; an outside body that is not in the list yet by its name."""

    kind: str  # PERSON, UNIT or OUTSIDE of caitien.domain.people.owners, which are columns of an Assignment
    key: int | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """A part of a task to be given (phần việc được giao)."""

    task: int
    part: str
    to: Party


@action("task.assign")
def assign(_actor: User, task: Task, *, part: str, to: Party) -> Done[tuple[Assignment, ...]] | Refused:
    """Give someone a part in a line (giao việc), or another part than they have. An unknown outside body joins the
    school's list. Not once the plan is closed. Ten statements."""
    return _given(task.plan, task, [Given(task.pk, part, to)], alone=True)


@action("task.assign")
def assign_all(_actor: User, plan: Plan, *, given: Sequence[Given]) -> Done[tuple[Assignment, ...]] | Refused:
    """Give many parts of a plan at once (giao cả loạt); what is there already stays. Eleven statements, however many
    the lines and parts of one page."""
    return _given(plan, plan, given)


@action("task.assign")
def unassign(_actor: User, task: Task, *, assignment: int) -> Done[tuple[Assignment, ...]] | Refused:
    """Take a part in a line back (thôi giao)."""
    if task.plan.state == PlanState.CLOSED:
        return CLOSED
    rows = list(_parts(task.assignments.all()))
    row = next((row for row in rows if row.pk == assignment), None)
    if row is None:
        return GONE
    task.assignments.filter(pk=assignment).delete()
    left = [each for each in rows if each.pk != assignment]
    return Done((row,), task, said(rows), said(left))


def known_in(school: School) -> list[KnownParty]:
    """Everyone a part may be given to (ai có thể nhận việc): people with their titles, units, outside bodies.

    Three queries.
    """
    titles: dict[User, list[str]] = defaultdict(list)
    for place in Membership.objects.filter(school=school).select_related("user").order_by("user__folded", "user_id"):
        titles[place.user] += TITLES.get(place.role, ())
    people = [KnownParty(PERSON, user.pk, str(user), tuple(others)) for user, others in titles.items()]
    units = [KnownParty(UNIT, unit.pk, unit.name) for unit in school.units.order_by("kind", "folded")]
    bodies = [
        KnownParty(OUTSIDE, body.pk, body.name, tuple(body.aliases)) for body in school.outsidebodys.order_by("folded")
    ]
    return [*people, *units, *bodies]


def parts_of(task: Task) -> list[Assignment]:
    """Who has a part in a line (ai có phần), who leads first. One query."""
    return list(_parts(task.assignments.all()))


def proposed(task: Task, known: Sequence[KnownParty], parts: Iterable[Assignment]) -> tuple[Meant, ...]:
    """Whom the words of a line mean that have no part in it yet (đề nghị phân công). No query."""
    there = {party_of(part) for part in parts}
    return tuple(
        meant
        for meant in meant_by(task.owners, known)
        if not any(Party(each.kind, each.key) in there for each in meant.found)
    )


def unassigned(plan: Plan) -> QuerySet[Task]:
    """The lines whose words name somebody while nobody has a part in them (chưa phân công), in the page's order."""
    found = plan.tasks.filter(assignments=None, withdrawn=False).exclude(owners="")
    return found.select_related("goal").order_by("position")


def given_in_part(plan: Plan, known: Sequence[KnownParty]) -> list[tuple[Task, tuple[Meant, ...]]]:
    """The lines of which somebody has a part while their words ask for more (mới giao một phần), in the page's order,
    each with whom it still asks for. Two queries; linear in the lines that are given to somebody."""
    found = plan.tasks.filter(withdrawn=False, assignments__isnull=False).exclude(owners="").distinct()
    lines = found.select_related("goal").prefetch_related("assignments").order_by("position")
    return [(task, asked) for task in lines if (asked := still_asked(task, known, task.assignments.all()))]


def still_asked(task: Task, known: Sequence[KnownParty], parts: Iterable[Assignment]) -> tuple[Meant, ...]:
    """Whom the words of a line name besides those who have a part in it (còn ai). A part nobody's name in the words
    explains is taken for the answer to a name nobody was known by: the paper's "Tổ CNTT" may be the school's tổ Tin
    học. Crowds are asked about nowhere. No query."""
    there = {party_of(part) for part in parts}
    open_, explained = [], set()
    for meant in meant_by(task.owners, known):
        met = there & {Party(each.kind, each.key) for each in meant.found}
        explained |= met
        if not met and not meant.crowd and not is_crowd(meant.words):
            open_.append(meant)
    return tuple(open_) if len(open_) > len(there - explained) else ()


def party_of(part: Assignment) -> Party:
    """Who has a part, as one it can be given to. No query."""
    return next(Party(kind, key) for kind in (PERSON, UNIT, OUTSIDE) if (key := getattr(part, f"{kind}_id")))


def said(parts: Iterable[Assignment]) -> dict[str, list[str]]:
    """What the audit trail is told of the parts of a line: who leads, who co-operates, by name."""
    found: dict[str, list[str]] = {part: [] for part in Assignment.Part.values}
    for part in parts:
        found[part.part].append(str(part.who))
    return found


def _given(
    plan: Plan, about: Task | Plan, given: Sequence[Given], *, alone: bool = False
) -> Done[tuple[Assignment, ...]] | Refused:
    tasks = plan.tasks.in_bulk([each.task for each in given])
    hindrance = _why_refused(plan, given, tasks)
    to = hindrance or _parties(plan.school, [each.to for each in given])
    if isinstance(to, Refused):
        return to
    before = _by_task(Assignment.objects.filter(task__in=tasks))
    made = _write(plan, given, to, before)
    if not made:
        return NOTHING_NEW
    after = _by_task(Assignment.objects.filter(task__in=tasks))
    touched = {part.task_id for part in made}
    was, now = ({key_of(tasks[key]): said(rows.get(key, ())) for key in touched} for rows in (before, after))
    if alone:
        ((_, first),), ((_, last),) = was.items(), now.items()
        return Done(made, about, first, last)
    return Done(made, about, was, now)


def _why_refused(plan: Plan, given: Sequence[Given], tasks: Collection[int]) -> Refused | None:
    if plan.state == PlanState.CLOSED:
        return CLOSED
    whole = all(each.task in tasks and each.part in PARTS for each in given)
    return None if whole and given else NOT_OURS


def _parties(school: School, wanted: Sequence[Party]) -> dict[Party, int] | Refused:
    """The key of each, a new outside body written first; or why there is none. Four statements, five with a new one."""
    ours = {(each.kind, each.key) for each in known_in(school)}
    keys = {party: party.key for party in wanted if party.key is not None}
    if any((party.kind, key) not in ours for party, key in keys.items()):
        return NOT_OURS
    new = {party: one_line(party.name) for party in wanted if party.key is None}
    if any(party.kind != OUTSIDE or not name or len(name) > LONGEST_UNIT for party, name in new.items()):
        return NO_NAME
    return keys | _bodies(school, new) if new else keys


def _bodies(school: School, new: Mapping[Party, str]) -> dict[Party, int]:
    """The outside bodies of those names, also by another way to call them; those not there yet are added."""
    there = list(school.outsidebodys.order_by("pk"))
    missing = {identity(name): name for name in new.values() if body_called(name, there) is None}
    fresh = [OutsideBody(school=school, name=name, folded=fold(name)[:250]) for name in missing.values()]
    OutsideBody.objects.bulk_create(fresh, ignore_conflicts=True)  # someone else may be adding the same
    there = list(school.outsidebodys.order_by("pk")) if fresh else there
    found = {party: body_called(name, there) for party, name in new.items()}
    return {party: body.pk for party, body in found.items() if body}


def _by_task(rows: QuerySet[Assignment]) -> dict[int, list[Assignment]]:
    found: dict[int, list[Assignment]] = defaultdict(list)
    for part in _parts(rows):
        found[part.task_id].append(part)
    return found


def _parts(rows: QuerySet[Assignment]) -> QuerySet[Assignment]:
    return rows.select_related("user", "unit", "outside").order_by("part", "pk")


def _write(
    plan: Plan, given: Sequence[Given], keys: Mapping[Party, int], there: Mapping[int, Sequence[Assignment]]
) -> tuple[Assignment, ...]:
    """The parts that are new or other than before, written; of a party named twice in a line the first counts."""
    rows = {(part.task_id, party_of(part)): part for parts in there.values() for part in parts}
    fresh: dict[tuple[int, Party], Assignment] = {}
    moved: dict[tuple[int, Party], Assignment] = {}
    for each in given:
        spot = each.task, Party(each.to.kind, keys[each.to])
        if spot in rows and rows[spot].part != each.part and spot not in moved:
            rows[spot] = moved[spot] = _copy(rows[spot], each.part)
        elif spot not in rows and spot not in fresh:
            whose: dict[str, Any] = {f"{each.to.kind}_id": keys[each.to]}
            fresh[spot] = Assignment(school_id=plan.school_id, task_id=each.task, part=each.part, **whose)
    Assignment.objects.bulk_update(moved.values(), ["part"])
    Assignment.objects.bulk_create(fresh.values(), ignore_conflicts=True)
    return (*moved.values(), *fresh.values())


def _copy(part: Assignment, as_part: str) -> Assignment:
    """The same row with another part; the one read before still tells what was."""
    made = Assignment.objects.model(
        **{column.attname: getattr(part, column.attname) for column in part._meta.concrete_fields}
    )
    made.part = as_part
    return made
