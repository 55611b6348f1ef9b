"""A line that holds several actions becomes several (tách dòng), and one again (gộp lại).

A state, a time, an owner belong to an action, not to a criterion. The goal keeps its first task; the others follow it,
each a row of its own in both tables with the same criterion and target. What is not told apart is repeated on each
line, for a person to correct; no word goes unless a person says so.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import prefetch_related_objects
from django.utils import timezone

from caitien.access.action import Done, action
from caitien.access.models import User
from caitien.domain.paper import Form, Status
from caitien.domain.papers.cells import LONGEST, mark_of
from caitien.domain.plan_state import PlanState
from caitien.domain.refused import Refused, Stale
from caitien.domain.states import STATE_COLUMNS, STATE_WORDS
from caitien.domain.tasks.splitting import MOST, divided, left_out, proposed_split
from caitien.domain.texts.folding import clean, fold
from caitien.plans.models import Assignment, LinePart, LineSplit, Plan, Task
from caitien.plans.table.changes import Changes
from caitien.plans.table.followers import move_all
from caitien.plans.table.joining import SAID, joined, said_by
from caitien.plans.table.leaving import take_out
from caitien.plans.table.lines import folded_of
from caitien.plans.table.places import COLUMNS, make_room

STATES_WAITING: Final[Mapping[str, str]] = {  # states of a plan in which no line is split, and what to do
    PlanState.SUBMITTED: "Kế hoạch đang chờ phê duyệt. Muốn tách hay gộp dòng, xin nhờ hiệu trưởng trả kế hoạch lại.",
    PlanState.APPROVED: "Kế hoạch đã phê duyệt nên dòng không tách hay gộp nữa. Hãy đề nghị điều chỉnh: sửa dòng này, "
    "thêm một dòng cho việc kia.",
    PlanState.CLOSED: "Kế hoạch đã kết thúc nên dòng không tách hay gộp nữa.",
}
MOVED: Final = Stale("Dòng này vừa được người khác sửa, chưa có gì thay đổi. Xin xem lại rồi làm tiếp.")
TOO_FEW: Final = Refused("Cần ít nhất hai việc có chữ để tách.")
TOO_MANY: Final = Refused(f"Một lần tách được nhiều nhất {MOST} việc.")
TOO_LONG: Final = Refused("Một việc dài quá 20.000 chữ cái. Xin ghi gọn lại.")
NO_STATE: Final = Refused("Có chữ ở “Đến nay” thì xin chọn luôn: xong, đang làm hay chưa làm.")


@dataclass(frozen=True, slots=True)
class Piece:
    """One action a line is split into (một việc tách ra): its words, how it stands, and what the results say of it."""

    work: str
    state: str = Status.UNSTATED.value
    outcome: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut(Refused):
    """Words of the line that stand in none of the pieces (chữ còn sót): a person says whether they may go."""

    reason: str = "Các việc tách ra chưa đủ chữ của dòng này. Xin ghi thêm, hoặc xác nhận bỏ phần còn sót."
    words: tuple[str, ...]


def action_text(task: Task) -> str:
    """What a line has people do (chữ của việc): as planned, or as the results repeat it where it is only there."""
    return task.work if task.plan_row is not None else task.planned


def line_mark(*tasks: Task) -> str:
    """A mark of the words a split or a joining goes by (dấu của dòng đã xem)."""
    return mark_of("\0".join(str(getattr(task, name)) for task in tasks for name in ("pk", *SAID)))


def why_not_split(plan: Plan) -> Refused | None:
    """Why no line of the plan is split or joined just now, if so (vì sao chưa tách được)."""
    return Refused(STATES_WAITING[plan.state]) if plan.state in STATES_WAITING else None


def states_told(task: Task) -> bool:
    """Whether the paper says of this line how it stands: in its results, or in a column of Biểu 2."""
    return task.result_row is not None or task.plan.form == Form.TT57


def proposed_pieces(task: Task) -> tuple[Piece, ...]:
    """The split the page proposes (đề nghị tách); () where the line holds one action. No query."""
    works = proposed_split(action_text(task))
    return tuple(Piece(work, *how) for work, how in zip(works, _outcomes(task, works), strict=True))


@action("plan.edit")
def split_task(
    actor: User, plan: Plan, *, task: int, pieces: Sequence[Piece], seen: str, leaving: bool = False
) -> Done[tuple[Task, ...]] | Refused:
    """Split a line into its actions (tách dòng): the tasks they become, the line's own first.

    ``seen`` is the :func:`line_mark` the person saw. Where pieces hold not every word of the line, the answer is what
    is LeftOut, unless ``leaving`` says that it may go. Draft plans only. A dozen statements,
    whatever the length of plan and line.
    """
    found = plan.tasks.select_related("goal", "plan").filter(pk=task).first()
    pieces = [piece for piece in map(_cleaned, pieces) if piece.work]
    if found is None or seen != line_mark(found):
        return why_not_split(plan) or MOVED
    if hindrance := why_not_split(plan) or _unfit(pieces):
        return hindrance
    missing = () if leaving else _missing(found, pieces)
    if missing:
        return LeftOut(words=missing)
    return _split(actor, plan, found, pieces)


@action("plan.edit")
def join_tasks(_actor: User, plan: Plan, *, goal: int, seen: str) -> Done[tuple[Task, ...]] | Refused:
    """Make the lines of a goal one again (gộp lại): word for word as before the split while nobody changed them since;
    of cells somebody wrote into, every different text, one below the other. All that hangs on the lines goes over to
    the first, which stays; the others are kept as taken out.

    ``seen`` is the :func:`line_mark` of its tasks, in their order. Draft plans only.
    """
    tasks = list(plan.tasks.filter(goal=goal).select_related("goal", "plan").order_by("position"))
    if len(tasks) < 2 or seen != line_mark(*tasks):
        return why_not_split(plan) or MOVED
    if hindrance := why_not_split(plan):
        return hindrance
    return _join(plan, tasks)


def _join(plan: Plan, tasks: Sequence[Task]) -> Done[tuple[Task, ...]]:
    first, *gone = tasks
    now = timezone.now()
    splits = list(plan.splits.filter(joined_at=None, parts__task__in=tasks).distinct().order_by("-pk"))
    prefetch_related_objects(splits, "parts")
    changes = Changes()
    changes.removed(gone)
    move_all(gone, first)
    changes.give(first, joined(tasks, splits))
    first.folded = folded_of(first.goal, first)
    take_out(plan, _rows_freed(first, gone), now, into=first)
    plan.splits.filter(pk__in=[split.pk for split in splits]).update(joined_at=now)
    first.refresh_from_db(fields=COLUMNS)
    first.save()
    plan.save()
    return Done((first,), first, changes.before, changes.after)


def _split(actor: User, plan: Plan, task: Task, pieces: Sequence[Piece]) -> Done[tuple[Task, ...]]:
    changes = Changes()
    values, before = _own_values(task, pieces), said_by(task)
    make_room(task, len(pieces) - 1)
    rest = [_follower(task, step, each) for step, each in enumerate(values[1:], start=1)]
    changes.give(task, values[0])
    task.folded = folded_of(task.goal, task)
    task.save()
    rest = Task.objects.bulk_create(rest)
    _copy_assignments(task, rest)
    _remember(actor, task, before, [task, *rest])
    changes.added(rest)
    plan.save()
    return Done((task, *rest), task, changes.before, changes.after)


def _remember(actor: User, task: Task, before: Mapping[str, Any], parts: Sequence[Task]) -> None:
    """What came of what, for the day the lines become one again. Two statements."""
    split = LineSplit.objects.create(school_id=task.school_id, plan_id=task.plan_id, task=task, before=before, by=actor)
    LinePart.objects.bulk_create(
        LinePart(plan_id=task.plan_id, split=split, task=part, place=place, said=said_by(part))
        for place, part in enumerate(parts)
    )


def _own_values(task: Task, pieces: Sequence[Piece]) -> list[dict[str, Any]]:
    """What each of the lines says that the others do not: its action, and how that stands."""
    same = fold(task.planned) == fold(task.work) or task.plan_row is None
    planned = [piece.work for piece in pieces] if same else divided(task.planned, len(pieces))
    texts = ({"planned": words} if task.planned else {} for words in planned)
    return [
        {**({"work": piece.work} if task.plan_row is not None else {}), **text, **_state_cells(task, piece)}
        for piece, text in zip(pieces, texts, strict=True)
    ]


def _state_cells(task: Task, piece: Piece) -> dict[str, str]:
    """The cells that say how a piece stands: the state, and its words in the column of that state alone."""
    if not states_told(task):
        return {}
    state = {"state": piece.state}
    if piece.state != task.state:
        state["state_text"] = STATE_WORDS.get(Status(piece.state), "") if task.state_text else ""
    if task.result_row is None:
        return state
    told = piece.outcome or STATE_COLUMNS.get(piece.state, "")
    return {**state, **{column: told if column == piece.state else "" for column in STATE_COLUMNS}}


def _follower(task: Task, step: int, values: Mapping[str, Any]) -> Task:
    """A line that comes after the one it was split from: the same, save for what is its own."""
    columns = [column.attname for column in Task._meta.concrete_fields if not column.primary_key]
    made = Task(**{name: getattr(task, name) for name in columns})
    for column in COLUMNS:
        row = getattr(task, column)
        setattr(made, column, None if row is None else row + step)
    for name, value in values.items():
        setattr(made, name, value)
    made.folded = folded_of(task.goal, made)
    return made


def _copy_assignments(task: Task, rest: Sequence[Task]) -> None:
    parts = list(task.assignments.all())
    names = ("school_id", "part", "user_id", "unit_id", "outside_id")
    Assignment.objects.bulk_create(
        Assignment(task=other, **{name: getattr(part, name) for name in names}) for other in rest for part in parts
    )


def _cleaned(piece: Piece) -> Piece:
    return Piece(clean(piece.work), piece.state, clean(piece.outcome))


def _unfit(pieces: Sequence[Piece]) -> Refused | None:
    """Why pieces cannot be lines, if so."""
    checks = (
        (len(pieces) < 2, TOO_FEW),
        (len(pieces) > MOST, TOO_MANY),
        (any(len(text) > LONGEST for piece in pieces for text in (piece.work, piece.outcome)), TOO_LONG),
        (any(piece.outcome and piece.state not in STATE_COLUMNS for piece in pieces), NO_STATE),
    )
    return next((hindrance for wrong, hindrance in checks if wrong), None)


def _missing(task: Task, pieces: Sequence[Piece]) -> tuple[str, ...]:
    """The words of the line no piece holds."""
    missing = left_out(action_text(task), [piece.work for piece in pieces])
    told = "\n".join(getattr(task, column) for column in STATE_COLUMNS)
    return missing + (left_out(told, [piece.outcome for piece in pieces]) if task.result_row is not None else ())


def _outcomes(task: Task, works: Sequence[str]) -> list[tuple[str, str]]:
    """How each piece is proposed to stand: one text is told apart or repeated, several go to the likest pieces."""
    told = [(column, getattr(task, column)) for column in STATE_COLUMNS if getattr(task, column)]
    if task.result_row is None or not told:
        return [(task.state, "")] * len(works)
    if len(told) == 1:
        ((column, text),) = told
        return [(column, words) for words in divided(text, len(works))]
    found: list[tuple[str, str]] = [(Status.UNSTATED.value, "")] * len(works)
    for column, text in told:
        free = [place for place, (_, words) in enumerate(found) if not words] or [len(works) - 1]
        place = max(free, key=lambda place: len(_words(text) & _words(works[place])))
        _, words = found[place]
        found[place] = (column, f"{words}\n{text}".strip())
    return found


def _words(text: str) -> set[str]:
    return set(fold(text).split())


def _rows_freed(first: Task, gone: Sequence[Task]) -> list[Task]:
    """The tasks that go, to have their rows of both tables closed. Where the first task has no row in a table and
    one of them has, the first takes that row over."""
    for column in ("plan_row", "result_row"):
        giver = next((task for task in gone if getattr(task, column) is not None), None)
        if giver and getattr(first, column) is None:
            type(first).objects.filter(pk=first.pk).update(**{column: getattr(giver, column)})
            setattr(giver, column, None)
    return list(gone)
