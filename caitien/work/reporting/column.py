"""What a report makes of the official column (lời báo và cột kết quả): words that stand there stay unless the sender
chooses otherwise, and who keeps the paper puts back what was replaced."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from caitien.access.action import Done, Unchanged, action
from caitien.access.models import User
from caitien.domain.paper import Status
from caitien.domain.papers.cells import mark_of
from caitien.domain.refused import Refused, Stale
from caitien.domain.states import STATE_COLUMNS, STATE_WORDS
from caitien.domain.tasks.work_state import WORK_STATE_NAMES, WorkState
from caitien.domain.tasks.work_words import line_of, occurrence_line, with_reason, without_reason, woven
from caitien.plans.models import Plan, Task
from caitien.plans.table.report_cells import CLOSED, column_words, write_state_to_report
from caitien.work.models import Occurrence, Update

PLAIN: Final = frozenset({"", *STATE_COLUMNS.values(), *STATE_WORDS.values()})  # what stands where nobody wrote words
OTHER_WORDS: Final = Stale("Cột kết quả vừa được ghi khác, nên chưa trả lại chữ nào. Xin xem lại.")
WITHDRAWN: Final = Refused("Dòng này đã rút khỏi kế hoạch nên giữ nguyên chữ.")


class Way(StrEnum):
    """What a report does to the words that stand in the column (cách ghi vào cột)."""

    ADD = "add"  # they stay, the sentence comes after them
    REPLACE = "replace"  # the sentence takes their place
    KEEP = "keep"  # they stay alone; the sentence stands in the story


def standing_words(plan: Plan, task: Task) -> str:
    """The words people wrote into a line's official column (chữ đang có), "" where only its state stands. No query."""
    words = column_words(plan, task)
    return "" if words in PLAIN else words


def words_after(
    stood: str, occurrences: Sequence[Occurrence], was: WorkState, old_reason: str, *, said: str, way: Way, first: bool
) -> str:
    """What the column says once ``occurrences[0]``, as it stands now, was told of (chữ của cột sau lời báo). Linear.

    Of a task of one occurrence it is the sentence, else a line for each occurrence told of. ``was`` and ``old_reason``:
    how it stood before; a reason that held for that state only leaves the column with it.
    """
    told = occurrences[0]
    new = with_reason(WorkState(told.state), said, told.reason)
    if len(occurrences) == 1:
        return _one("" if stood in PLAIN else stood, was, old_reason, new, way)
    names = [each.name for each in sorted(occurrences, key=lambda each: each.number)]
    own = line_of(stood, told.name, names)
    before = "" if own in WORK_STATE_NAMES.values() else own
    line = occurrence_line(told.name, WorkState(told.state), _one(before, was, old_reason, new, way))
    room = "" if (first and way is Way.REPLACE) or stood in PLAIN else stood
    return room if way is Way.KEEP and room else woven(room, names, line)


def _one(stood: str, was: WorkState, old_reason: str, new: str, way: Way) -> str:
    if way is Way.REPLACE:
        return new
    base = without_reason(was, stood, old_reason)
    new = "" if way is Way.KEEP or new in base else new
    return "\n".join(filter(None, (base, new)))


# --- put back ---------------------------------------------------------------------------------------------------------


def replaced_words(plan: Plan, task: Task, last: Update | None) -> str | None:
    """The words the last report found in the column (chữ trước lời báo), where it says something else now and people
    wrote them; else None. No query."""
    if last is None or last.stood in PLAIN:
        return None
    return last.stood if last.stood != column_words(plan, task) else None


@action("task.restore_words")
def restore_words(_actor: User, task: Task, *, seen: str) -> Done[Task] | Unchanged[Task] | Refused:
    """Put back the words of the column a report replaced (trả lại chữ của cột); the state stays, and the report.

    ``seen`` is the mark (:func:`caitien.domain.papers.cells.mark_of`) of the column the person was shown. Refused
    where it says something else by now, or the plan takes no results. A dozen statements.
    """
    plan = task.plan
    if plan.state in CLOSED or task.withdrawn:
        return CLOSED.get(plan.state, WITHDRAWN)
    last = Update.objects.filter(task=task).order_by("-at", "-pk").first()
    words = replaced_words(plan, task, last)
    if words is None:
        return Unchanged(task)
    if seen != mark_of(column_words(plan, task)):
        return OTHER_WORDS
    sheet = write_state_to_report(plan, task, Status(task.state), words)
    return Done(task, task, sheet.before, sheet.after)
