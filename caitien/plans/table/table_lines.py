"""Lines come into a draft and go out of it (thêm dòng, bỏ dòng); what goes is kept word for word, and can come back."""

from collections.abc import Mapping
from operator import attrgetter
from typing import Any, Final

from django.utils import timezone

from caitien.access.action import Done, action
from caitien.access.models import User
from caitien.domain.papers.cells import CRITERION, fit, mark_of
from caitien.domain.refused import Refused, Stale
from caitien.plans.models import Assignment, Goal, Plan, Task
from caitien.plans.table.changes import Changes, key_of
from caitien.plans.table.edit import CLOSED, GONE, NO_CRITERION, subject_values
from caitien.plans.table.leaving import Left, put_back, removed_line, take_out
from caitien.plans.table.lines import folded_of, place_of
from caitien.plans.table.places import COLUMNS, move, places_of_goals, places_of_tasks
from caitien.plans.table.rows import GOAL_CELLS, GOAL_FIELDS, RESULT_FIELDS, TASK_CELLS, TASK_FIELDS

EMPTY: Final = Refused("Dòng mới cần ít nhất tiêu chí hoặc nội dung công việc.")
MOVED: Final = Stale("Dòng này vừa được người khác sửa. Xin xem lại rồi hãy bỏ.")
NOT_REMOVED: Final = Refused("Dòng này không lấy lại được: nó đang ở trong kế hoạch, hoặc đã gộp vào dòng khác.")
_goal_says = attrgetter(*GOAL_FIELDS)
_task_says = attrgetter(*TASK_FIELDS, *RESULT_FIELDS.values(), "state", "state_text", "plan_state", "plan_state_text")
_PART: Final = ("part", "user_id", "unit_id", "outside_id")


@action("plan.edit")
def add_line(_actor: User, plan: Plan, *, values: Mapping[str, str], after: int | None = None) -> Done[Task] | Refused:
    """Add a line to a draft (thêm dòng): fields of a PlanRow → text. Right after the task of that key, of whose
    criterion it is unless ``values`` says another; else after the last line of its criterion, of the level ``values``
    says if lines of that level are there. Its level is that one, else that of the line it stands after. A dozen
    statements."""
    if plan.state in CLOSED:
        return CLOSED[plan.state]
    above = plan.tasks.filter(pk=after).select_related("goal").first() if after else None
    if after and above is None:
        return GONE
    found = _values(plan, above, values)
    if isinstance(found, Refused):
        return found
    level = int(text) if (text := str(values.get("level") or "")).isdecimal() else None
    above = above or _last_before(plan, found, level)
    task = _insert(plan, above, {"level": level or level_beside(plan, above), **found})
    plan.save(update_fields=["changed_at"])
    changes = Changes()
    changes.added([task.goal, task])
    return Done(task, task, changes.before, changes.after)


@action("plan.edit")
def remove_line(_actor: User, plan: Plan, *, task: int, seen: str) -> Done[Task] | Refused:
    """Take a line out of a draft (bỏ dòng). It is kept with all that was reported on it; :func:`bring_back_line` puts
    it back. The audit entry, which is about the plan, tells it word for word. ``seen`` is the :func:`row_mark` the
    person saw."""
    if plan.state in CLOSED:
        return CLOSED[plan.state]
    found = plan.tasks.filter(pk=task).select_related("goal").first()
    if found is None:
        return GONE
    if seen != row_mark(found):
        return MOVED
    left = take_out(plan, [found], timezone.now())
    plan.save(update_fields=["changed_at"])
    told = _changes_of(left)
    return Done(found, plan, told.before, told.after)


@action("plan.edit")
def bring_back_line(_actor: User, plan: Plan, *, task: int) -> Done[Task] | Refused:
    """Put a line back that was taken out (lấy lại dòng đã bỏ), by its key: with its words, its people and all that was
    reported on it, where it stood."""
    if plan.state in CLOSED:
        return CLOSED[plan.state]
    found = removed_line(plan, task)
    if found is None:
        return NOT_REMOVED
    came = put_back(plan, found)
    plan.save(update_fields=["changed_at"])
    changes = Changes()
    changes.added(came)
    return Done(found, found, changes.before, changes.after)


def row_mark(task: Task) -> str:
    """A mark of every word of a line (dấu của dòng đã xem). No query where the goal is at hand."""
    return mark_of("\0".join(map(str, (task.pk, *_goal_says(task.goal), *_task_says(task)))))


def _values(plan: Plan, above: Task | None, typed: Mapping[str, str]) -> dict[str, Any] | Refused:
    """What the new line says: of its subject as the line above it, unless it names another."""
    texts: dict[str, Any] = {}
    for name in (*GOAL_CELLS, *TASK_CELLS):
        text = fit(f"plan.items.0.{name}", typed.get(name) or "")
        if isinstance(text, Refused):
            return text
        texts[name] = text
    if not any(texts.values()) and above is None:
        return EMPTY
    criterion = texts.pop("criterion")
    if criterion and not CRITERION.fullmatch(criterion):
        return Refused(NO_CRITERION.format(criterion))
    if above and criterion in ("", above.goal.criterion):
        same = ("criterion", "label", "standard", "standard_title", "level")
        return {**texts, **{name: getattr(above.goal, name) for name in same}}
    return {**texts, **subject_values(plan, criterion)}


def _last_before(plan: Plan, values: Mapping[str, Any], level: int | None) -> Task | None:
    """The line a new one stands after, by standard and criterion (dòng đứng trước): of its own level where that is
    told and the plan has it. Two queries, linear."""
    wanted = place_of(values["criterion"], values["standard"])
    rows = list(plan.tasks.order_by("position").values_list("pk", "goal__criterion", "goal__standard", "goal__level"))
    of_level = [row for row in rows if level is not None and row[3] == level] or rows
    keys = [pk for pk, criterion, standard, _ in of_level if place_of(criterion, standard) <= wanted]
    return plan.tasks.select_related("goal").filter(pk=keys[-1]).first() if keys else None


def level_beside(plan: Plan, above: Task | None) -> int | None:
    """The level of the place a new line gets in the plan's table (mức của chỗ mới): that of the line above it there,
    or of the first line where none is. One query."""
    rows = plan.tasks.filter(plan_row__isnull=False)
    nearest = rows.filter(position__lte=above.position).order_by("-position") if above else rows.none()
    levels = nearest.values_list("goal__level", flat=True)[:1] or rows.order_by("plan_row")[:1].values_list(
        "goal__level", flat=True
    )
    return next(iter(levels), None)


def _insert(plan: Plan, above: Task | None, values: Mapping[str, Any]) -> Task:
    goal = Goal(school_id=plan.school_id, plan=plan, **{name: values[name] for name in values if name in _GOAL})
    goal.position = above.goal.position + 1 if above else 0
    task = Task(school_id=plan.school_id, plan=plan, **{name: values[name] for name in values if name not in _GOAL})
    task.position, task.plan_row = (above.position + 1 if above else 0), _plan_row(plan, above)
    _open(plan, task)
    move(places_of_goals(plan), "position", goal.position)
    goal.save()
    task.goal, task.folded = goal, folded_of(goal, task)
    task.save()
    return task


_GOAL: Final = frozenset(GOAL_FIELDS)


def _plan_row(plan: Plan, above: Task | None) -> int:
    """After the plan row of the nearest line above that has one. One query."""
    if above is None:
        return 0
    rows = plan.tasks.filter(position__lte=above.position, plan_row__isnull=False)
    last = rows.order_by("-position").values_list("plan_row", flat=True).first()
    return 0 if last is None else last + 1


def _open(plan: Plan, task: Task) -> None:
    """Make room in the page and in the tables where the line will stand. Three statements."""
    for column in COLUMNS:
        row = getattr(task, column)
        if row is not None:
            move(places_of_tasks(plan), column, row)


def _changes_of(left: Left) -> Changes:
    """All that a line and its people say, as it goes."""
    told = Changes()
    left.told(told)
    for task in left.tasks:
        parts = list(Assignment.with_removed.filter(task=task).values(*_PART))
        if parts:
            told.before[key_of(task)]["assignments"] = parts
    return told
