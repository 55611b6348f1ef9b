"""A draft goes over into another set of standards (chuyển bộ tiêu chuẩn): line by line, each confirmed by a person.

The words of the lines stay; what they said of their old criterion is kept beside them. Until the plan is approved every
step can be taken back, one by one or all.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from caitien.access.action import Done, Unchanged, action
from caitien.access.models import User
from caitien.domain.paper import Form
from caitien.domain.refused import Refused, Stale
from caitien.plans.models import Goal, Plan, Task
from caitien.plans.table.changes import Changes, key_of
from caitien.plans.table.leaving import take_out_goals
from caitien.plans.table.lines import folded_of
from caitien.renewal.begin import OTHER_SET, take
from caitien.renewal.carry import SUBJECT, drafted, former, keep_new_problems, subject_of
from caitien.renewal.deciding import fitting_criterion
from caitien.renewal.models import Renewal, Renumbering
from caitien.renewal.moves import CLOSED, Move, hindrance_of, move_of, moves_of, targets_of
from caitien.renewal.order import order_of, put_in_order, sort_by_criterion
from caitien.renewal.sets import form_of
from caitien.renewal.stories import case_of_goal, stories_of
from caitien.renewal.wording import problem_of, topic_of

EVERY_TASK: Final = Prefetch("tasks", Task.with_removed.all())  # lines taken out come back under the right criterion
NOT_BEGUN: Final = Refused("Kế hoạch này không ở giữa việc chuyển bộ tiêu chuẩn. Xin tải lại trang.")
BEGUN: Final = Refused(
    "Kế hoạch này đang chuyển sang bộ khác. Muốn đổi bộ, xin chuyển xong mọi dòng, hoặc trả về bộ cũ trước."
)
GONE: Final = Refused("Dòng này không còn trong kế hoạch, hoặc đã theo bộ mới rồi. Xin tải lại trang.")
DONE: Final = Refused("Dòng này vừa được chuyển rồi. Muốn đổi, xin bấm “Xem lại”.")
MOVED: Final = Stale("Tiêu chí của dòng này vừa được người khác sửa. Xin xem lại rồi chọn.")
NOTHING_READY: Final = Refused("Không còn dòng nào chuyển ngay được: các dòng còn lại đều cần thầy cô chọn.")
NOT_MOVED: Final = Refused("Dòng này chưa chuyển nên không có gì để trả lại. Xin tải lại trang.")


@dataclass(slots=True)
class _Going:
    """A line that goes over (dòng đang chuyển)."""

    goal: Goal
    criterion: str
    was: dict[str, Any]
    topic: str = ""  # drafted, where it had none
    problem: Goal | None = None
    tasks: list[Task] = field(default_factory=list)


@action("renewal.decide")
def begin_move(actor: User, plan: Plan, *, framework: str) -> Done[Renewal] | Unchanged[Renewal] | Refused:
    """Put a draft under another set of standards (bắt đầu chuyển bộ): its lines go over one by one afterwards. A plan
    of the 9 columns becomes Biểu 2 under TT 57. The same begun again is the one there is."""
    there = move_of(plan)
    if there and there.framework == framework:
        return Unchanged(there)
    if there and not moves_of(there).over:
        return BEGUN
    if hindrance := hindrance_of(plan):
        return hindrance
    if framework not in {each.id for each in targets_of(plan)}:
        return OTHER_SET
    old = plan.framework
    plan.made_by.filter(source=None, ended_at=None).update(ended_at=timezone.now())
    before = take(plan, {"framework": framework, "form": str(form_of(framework))})
    plan.made_by.filter(source__isnull=False).update(framework=framework)  # lines still to come go there as well
    renewal = Renewal.objects.create(
        school_id=plan.school_id,
        plan=plan,
        framework_from=old,
        framework=framework,
        was={**before, **order_of(plan)},
        by=actor,
    )
    return Done(renewal, plan, before, {"moving": True, "framework": framework, "form": plan.form})


@action("renewal.decide")
def move_line(actor: User, plan: Plan, *, goal: int, criterion: str | None, seen: str) -> Done[Move] | Refused:
    """Put a line under a criterion of the new set, "" none (chuyển dòng); None: the one that is proposed. ``seen`` is
    the :attr:`caitien.renewal.moves.Move.mark` the person saw."""
    renewal = _open_move(plan)
    if isinstance(renewal, Refused):
        return renewal
    moves = moves_of(renewal)
    row = moves.row(goal)
    wanted = _wanted(renewal, row, criterion, seen)
    if row is None or isinstance(wanted, Refused):
        return wanted if isinstance(wanted, Refused) else GONE
    changes = _move(actor, renewal, [(row.goal, wanted)], last=len(moves.doubtful) + len(moves.ready) == 1)
    return Done(row, plan, changes.before, {"renumbered": True, **changes.after})


@action("renewal.decide")
def move_ready(actor: User, plan: Plan) -> Done[int] | Refused:
    """Move all lines that have one place to go to (chuyển các dòng chắc chắn): how many."""
    renewal = _open_move(plan)
    if isinstance(renewal, Refused):
        return renewal
    moves = moves_of(renewal)
    ready = [(row.goal, row.candidates.proposed) for row in moves.ready]
    if not ready:
        return NOTHING_READY
    changes = _move(actor, renewal, ready, last=not moves.doubtful)
    return Done(len(ready), plan, changes.before, {"renumbered": True, **changes.after})


@action("renewal.decide")
def undo_move_line(_actor: User, plan: Plan, *, goal: int) -> Done[None] | Refused:
    """Put a line back under its old criterion (trả dòng về tiêu chí cũ)."""
    renewal = _open_move(plan)
    if isinstance(renewal, Refused):
        return renewal
    rows = list(plan.renumberings.filter(goal=goal, renewal=renewal))
    if not rows:
        return NOT_MOVED
    changes = _move_back(plan, rows)
    plan.save(update_fields=["changed_at"])
    return Done(None, plan, changes.before, {"moved_back": True, **changes.after})


@action("renewal.decide")
def undo_move(_actor: User, plan: Plan) -> Done[None] | Refused:
    """Put the plan back under its old set, every line under its old criterion, in the old order (trả về bộ cũ). Where
    it had moved before, that move can be taken back next."""
    renewal = _open_move(plan)
    if isinstance(renewal, Refused):
        return renewal
    since = Renumbering.with_removed.filter(plan=plan, framework=renewal.framework_from, at__gte=renewal.at)
    changes = _move_back(plan, list(since))
    put_in_order(plan, renewal.was)
    own = {name: renewal.was[name] for name in ("framework", "form")}
    before = take(plan, own)
    plan.made_by.filter(source__isnull=False).update(framework=renewal.framework_from)
    renewal.delete()
    Renewal.objects.filter(pk__in=list(_ended_moves(plan)[:1])).update(ended_at=None)
    return Done(None, plan, {**before, **changes.before}, {"moved_all_back": True, **own, **changes.after})


def _ended_moves(plan: Plan) -> QuerySet[Renewal, int]:
    """Keys of the moves before this one, the last first."""
    return Renewal.objects.filter(plan=plan, source=None).order_by("-pk").values_list("pk", flat=True)


def _open_move(plan: Plan) -> Renewal | Refused:
    found = move_of(plan)
    if found is None:
        return NOT_BEGUN
    found.plan = plan
    return CLOSED.get(plan.state) or found


def _wanted(renewal: Renewal, row: Move | None, criterion: str | None, seen: str) -> str | Refused:
    if row is None:
        return GONE
    if row.done:
        return DONE
    if seen != row.mark:
        return MOVED
    chosen = row.candidates.proposed or None if criterion is None else criterion
    return fitting_criterion(renewal.framework, chosen)


# --- over -------------------------------------------------------------------------------------------------------------


def _move(actor: User, renewal: Renewal, wanted: Sequence[tuple[Goal, str]], *, last: bool) -> Changes:
    """Put goals under their new criteria; once the last went, the plan stands in the order of the new set."""
    plan = renewal.plan
    going = [_going(plan, goal, criterion) for goal, criterion in wanted]
    if plan.form == Form.TT57:
        _draft(plan, going)
    changes = Changes()
    for each in going:
        values = subject_of(each.criterion) | ({"topic": each.topic} if each.topic else {})
        changes.give(each.goal, values)
        told = changes.after.setdefault(key_of(each.goal), {})  # nothing yet where it keeps its number in the new set
        told["former"] = _renumbering(actor, renewal, each).words
    _save(going)
    changes.added([each.problem for each in going if each.problem])
    Renumbering.objects.bulk_create([_renumbering(actor, renewal, each) for each in going])
    if last:
        sort_by_criterion(plan)
    plan.save(update_fields=["changed_at"])
    return changes


def _going(plan: Plan, goal: Goal, criterion: str) -> _Going:
    tasks = list(goal.tasks.all())
    was = {name: getattr(goal, name) for name in SUBJECT}
    first = next(iter(tasks), Task())
    drafted_topic = "" if goal.topic or plan.form != Form.TT57 else topic_of("", first.work, goal.target)
    return _Going(goal, criterion, was, drafted_topic, tasks=tasks)


def _draft(plan: Plan, going: Sequence[_Going]) -> None:
    """Section IV of Biểu 2 for those of which something is known."""
    stories = stories_of(plan)
    for each in going:
        texts = problem_of(case_of_goal(each.goal, stories))
        each.problem = drafted(plan, each.criterion, texts)
    keep_new_problems(plan, [each for each in going if each.problem])


def _renumbering(actor: User, renewal: Renewal, each: _Going) -> Renumbering:
    row = former(actor, renewal, each.goal, each.was)
    row.topic, row.problem = each.topic, each.problem
    return row


def _save(going: Iterable[_Going]) -> None:
    tasks: list[Task] = []
    for each in going:
        for task in each.tasks:
            task.folded = folded_of(each.goal, task)
            tasks.append(task)
    Goal.with_removed.bulk_update([each.goal for each in going], [*SUBJECT, "topic"])
    Task.with_removed.bulk_update(tasks, ["folded"])


# --- back -------------------------------------------------------------------------------------------------------------


def _move_back(plan: Plan, rows: Sequence[Renumbering]) -> Changes:
    """Goals under their old criteria again; what was drafted for them goes, unless someone has changed it."""
    was: Mapping[int, Renumbering] = {row.goal_id: row for row in rows}
    goals = list(Goal.with_removed.filter(pk__in=was).prefetch_related(EVERY_TASK))
    problems = list(plan.goals.filter(pk__in=[row.problem_id for row in rows if row.problem_id]))
    changes = Changes()
    changes.removed(problems)
    for goal in goals:
        row = was[goal.pk]
        topic = {"topic": ""} if row.topic and goal.topic == row.topic else {}
        changes.give(goal, {name: getattr(row, name) for name in SUBJECT} | topic)
    _save([_Going(goal, goal.criterion, {}, tasks=list(goal.tasks.all())) for goal in goals])
    take_out_goals(plan, problems, timezone.now())
    Renumbering.with_removed.filter(pk__in=[row.pk for row in rows]).delete()
    return changes
