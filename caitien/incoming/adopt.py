"""A paper becomes the plan (nhận văn bản): a row one goal with one task; coming in again, it updates them."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Final

import msgspec
from django.utils import timezone

from caitien.access.action import Done, action, keep_up
from caitien.access.models import School, User
from caitien.domain.comparing.matching import matched
from caitien.domain.paper import Paper
from caitien.domain.paper_kind import PaperKind, kind_and_use
from caitien.domain.papers.cells import mark_of
from caitien.domain.papers.paper_json import paper_of
from caitien.domain.plan_state import PlanState
from caitien.domain.refused import Refused, Stale
from caitien.incoming.adopt_parts import fit_problems, fit_reviews
from caitien.incoming.correct import corrected_json
from caitien.plans.models import Correction, Goal, Plan, ReviewLine, Task, Upload
from caitien.plans.parts.part import RECORDED
from caitien.plans.table.changes import Changes, Row, key_of
from caitien.plans.table.leaving import LAST_REMOVED, removed_lines, take_out
from caitien.plans.table.lines import TRAITS, Line, drafts_of, folded_of, line_of
from caitien.plans.table.rows import GOAL_FIELDS, RESULT_FIELDS

NO_DRAFT: Final = Refused("Kế hoạch của năm học này không còn là bản đang soạn, nên tệp chưa nhận vào được.")
NO_YEAR: Final = Refused("Xin điền năm học trước khi nhận: kế hoạch nào cũng thuộc về một năm học.")
NO_LINES: Final = Refused("Tệp không có dòng kế hoạch hay kết quả nào để nhận.")
MOVED: Final = Stale("Trong lúc thầy cô xem, tệp hoặc kế hoạch vừa được người khác sửa. Xin xem lại rồi bấm Nhận vào.")


@action("upload.adopt")
def adopt_paper(_actor: User, upload: Upload, *, seen: str = "") -> Done[Plan] | Refused:
    """Take what the file says, as corrected, into the school's plan of that year (nhận vào).

    A plan of that school year is updated row by row, its goals and tasks keeping their keys; what the file no longer
    has is taken out, and a line that was taken out before and comes again word for word is the line it was. ``seen`` is
    the :func:`adoption_mark` of what the person was shown. Refused where the file, its corrections or the plan say
    something else by now, the plan is no draft, or the file makes no plan (:func:`why_no_plan`). Linear work; the
    number of statements grows only with what one statement may carry.
    """
    corrections = list(upload.corrections.all())
    paper = paper_of(corrected_json(upload, corrections))
    there = upload.school.plans.select_for_update(no_key=True).filter(school_year=paper.school_year).first()
    if there and there.state != PlanState.DRAFT:
        return NO_DRAFT
    if seen and seen != adoption_mark(upload, corrections, there):
        return MOVED
    lines = bool(paper.plan.items or paper.results or paper.problems or paper.reviews)
    if amiss := why_no_plan(paper.school_year, paper.kind, has_lines=lines):
        return amiss
    plan, changes = adopt(upload.school, paper)
    upload.plan, upload.adopted_at, upload.put_aside_at = plan, timezone.now(), None
    upload.save(update_fields=["plan", "adopted_at", "put_aside_at"])
    after = {"upload": upload.pk, "sha256": upload.sha256, **changes.after}
    return Done(plan, plan, changes.before, after)


def why_no_plan(school_year: str, kind: PaperKind, *, has_lines: bool) -> Refused | None:
    """Why a paper can become no plan (vì sao không nhận được), or None: it must hold a line and say its year.

    No year is asked for where no line would go into it."""
    if not has_lines:
        return Refused(kind_and_use(kind)) if kind_and_use(kind) else NO_LINES
    return None if school_year else NO_YEAR


def adoption_mark(upload: Upload, corrections: Iterable[Correction], plan: Plan | None) -> str:
    """A mark of all that an adoption goes by (dấu của bản xem trước): it differs once any of it was changed."""
    moments = [upload.at, plan and plan.changed_at, *sorted(row.at for row in corrections)]
    return mark_of(repr([moment and moment.isoformat() for moment in moments]))


def adopt(school: School, paper: Paper) -> tuple[Plan, Changes]:
    """The paper as the plan of that school and school year: ``compose(adopt(school, paper)[0]) == paper``, and its
    headings are the paper's."""
    changes = Changes()
    plan = _plan_of(school, paper, changes)
    _fit_lines(plan, drafts_of(paper), changes)
    fit_problems(plan, paper, changes)
    fit_reviews(plan, paper, changes)
    fresh = [row for row in (*changes.goals, *changes.tasks, *changes.reviews) if row.pk is None]
    _save(Goal, changes.goals)
    _save(Task, changes.tasks)
    _save(ReviewLine, changes.reviews)
    if fresh:
        changes.after["added"] = [key_of(row) for row in fresh]
    keep_up(plan)
    return plan, changes


def adopt_beside(plan: Plan, paper: Paper) -> None:
    """What may still change in an approved plan, of the paper composed from it (sửa ngoài bảng kế hoạch): head,
    prose, what came of reviews, and the texts of the results. Its lines, number and date stay."""
    Changes().give(plan, {**_prose(paper), "number": plan.number, "date": plan.date})
    plan.save()
    for line, told in zip(plan.review_lines.order_by("position"), paper.reviews, strict=True):
        if Changes().give(line, {name: getattr(told, name) for name in RECORDED}):
            line.save(update_fields=RECORDED)
    tasks = list(plan.tasks.filter(result_row__isnull=False).select_related("goal").order_by("result_row"))
    for task, row in zip(tasks, paper.results, strict=False):  # a plan that is no report shows none
        Changes().give(task, {column: _as_json(getattr(row, name)) for name, column in RESULT_FIELDS.items()})
        task.folded = folded_of(task.goal, task)
    Task.objects.bulk_update(tasks, [*RESULT_FIELDS.values(), "folded"])


def _prose(paper: Paper) -> dict[str, Any]:
    return {
        "framework": paper.framework,
        "form": paper.form.value,
        "school_name": paper.school,
        "school_type": paper.school_type,
        "number": paper.plan.number,
        "date": paper.plan.date,
        "letterhead": _as_json(paper.report),
        "strengths": paper.strengths,
        "limitations": paper.limitations,
        "recommendations": list(paper.recommendations),
        "sections": _as_json(paper.sections),
        "headings": {table: dict(own) for table, own in paper.headings.items()},
    }


def _plan_of(school: School, paper: Paper, changes: Changes) -> Plan:
    prose = _prose(paper)
    plans = Plan.objects.select_for_update(no_key=True)
    plan, fresh = plans.get_or_create(school=school, school_year=paper.school_year, defaults=prose)
    if not fresh:
        changes.give(plan, prose)
        plan.save()  # even unchanged: it was looked at anew
    return plan


def _fit_lines(plan: Plan, lines: list[Line], changes: Changes) -> None:
    there = [line_of(vars(task.goal), vars(task), task) for task in _tasks_of(plan)]
    gone: list[Task] = []
    goals: dict[int, Goal] = {}
    pairs = matched(there, lines, TRAITS)
    removed = _Removed(plan)
    for position, (old, new) in enumerate(pairs):
        task: Task = old.of if old else (removed.again(new) if new else None) or _new_task(plan)
        if new is None:
            gone.append(task)
            continue
        place = {"position": position, "removed_at": None}
        moved = _fit_goal(task, {**new.of.goal, **place}, goals, changes)
        changes.set(task, changes.tasks, {**new.of.task, **place}, moved=moved)
    changes.added(removed.came)
    if gone:
        take_out(plan, gone, timezone.now()).told(changes)


class _Removed:
    """Lines that were taken out of the plan before: one that comes in again word for word is the same line, with all
    that was reported on it. One query, made when first asked."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.lines: dict[tuple[str, str], list[Task]] | None = None
        self.came: list[Goal | Task] = []  # what stands again

    def again(self, line: Line) -> Task | None:
        """The line as it was; the last removed of several."""
        if self.lines is None:
            self.lines = defaultdict(list)
            for task in removed_lines(self.plan).order_by(*LAST_REMOVED).reverse():
                there = line_of(vars(task.goal), vars(task), task)
                self.lines[there.key, there.text].append(task)
        alike = self.lines.get((line.key, line.text))
        if not alike:
            return None
        task = alike.pop()
        self.came += [task.goal, task] if task.goal.removed_at else [task]
        return task


def _fit_goal(task: Task, values: dict[str, Any], goals: dict[int, Goal], changes: Changes) -> bool:
    """Give a task's goal its values; whether the task goes over to another goal.

    Lines that were split share a goal while the paper says the same of all of them; one of which it says something else
    gets a goal of its own. ``goals``: those that have their values, by key.
    """
    first = goals.get(task.goal_id) if task.goal_id else None
    shared = first is not None and all(getattr(first, name) == values[name] for name in GOAL_FIELDS)
    if first and shared:
        task.goal = first
        return False
    if first:
        task.goal = _new_goal(task.plan)
    changes.set(task.goal, changes.goals, values)
    goals |= {task.goal.pk: task.goal} if task.goal.pk else {}
    return first is not None


def _tasks_of(plan: Plan) -> Iterable[Task]:
    return plan.tasks.select_related("goal").order_by("position")


def _new_goal(plan: Plan) -> Goal:
    return Goal(school_id=plan.school_id, plan=plan)


def _new_task(plan: Plan) -> Task:
    return Task(school_id=plan.school_id, plan=plan, goal=_new_goal(plan))


def _save(model: type[Row], rows: list[Row]) -> None:
    """New rows and changed ones, each kind in as few statements as the database allows."""
    fresh = [row for row in rows if row.pk is None]
    changed = [row for row in rows if row.pk is not None]
    model.objects.bulk_create(fresh)
    columns = [column.name for column in model._meta.concrete_fields if not column.primary_key]
    model.objects.bulk_create(changed, update_conflicts=True, unique_fields=["id"], update_fields=columns)


def _as_json(value: Any) -> Any:
    """As the database gives it back: lists, not tuples."""
    return msgspec.json.decode(msgspec.json.encode(value))
