"""Lines whose official column a report changed (dòng vừa đổi chữ), to read; :mod:`caitien.work.reporting.column`
writes."""

from collections.abc import Iterator
from dataclasses import dataclass

from caitien.domain.papers.cells import mark_of
from caitien.plans.models import Plan, Task
from caitien.plans.table.report_cells import column_words
from caitien.work.models import Update
from caitien.work.reporting.column import replaced_words

SHOWN = 50  # lines at once, the latest first


@dataclass(frozen=True, slots=True)
class Replaced:
    """One line and the report that changed its column (chữ vừa đổi)."""

    task: Task
    update: Update
    old: str
    new: str

    @property
    def mark(self) -> str:
        """The mark of what the column says now."""
        return mark_of(self.new)


def replaced_of(plan: Plan) -> list[Replaced]:
    """The lines of a plan whose column a report changed, the latest first (các dòng vừa đổi chữ). Two queries, linear
    in the updates."""
    last: dict[int, Update] = {}
    for update in Update.objects.filter(plan=plan).select_related("by").order_by("at", "pk"):
        last[update.task_id] = update
    tasks = plan.tasks.filter(pk__in=last, withdrawn=False).select_related("goal", "plan")
    found = [each for task in tasks for each in replaced_in(task, last[task.pk])]
    return sorted(found, key=lambda each: (each.update.at, each.update.pk), reverse=True)[:SHOWN]


def replaced_in(task: Task, last: Update | None) -> Iterator[Replaced]:
    """The same of one line: one, or none. No query with its plan at hand."""
    old = replaced_words(task.plan, task, last)
    if last is not None and old is not None:
        yield Replaced(task, last, old, column_words(task.plan, task))
