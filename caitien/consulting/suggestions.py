"""What came back suggested, beside what the plan says now (góp ý): to read; caitien.consulting.deciding decides."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from caitien.consulting.consult import row_now
from caitien.domain.comparing.compare import Change
from caitien.domain.comparing.returned import cells_of
from caitien.domain.field_names import FIELD_NAMES
from caitien.domain.official_forms.forms import criterion_line
from caitien.domain.papers.cells import mark_of
from caitien.domain.texts.word_difference import Piece, word_difference
from caitien.plans.models import Consultation, Suggestion

Kind = Suggestion.Kind


@dataclass(frozen=True)
class Shown:
    """A suggestion beside what the plan says now (góp ý trên trang).

    ``now`` is None where its line is gone. ``rivals`` are other open suggestions of other files for the same cell that
    want something else.
    """

    row: Suggestion
    now: str | None
    rivals: tuple[Suggestion, ...] = ()

    @property
    def name(self) -> str:
        """What people call the cell (tên ô)."""
        return Change(self.row.field, "", "").name

    @property
    def open(self) -> bool:
        """Whether it waits for a decision."""
        return self.row.state == Suggestion.State.OPEN

    @property
    def gone(self) -> bool:
        """Whether the line it is about is no longer in the plan."""
        return self.row.kind != Kind.ADD and self.now is None

    @property
    def moved(self) -> bool:
        """Whether the plan itself says something else by now than was sent, and not what is suggested."""
        return self.now is not None and self.now not in (self.row.was, self.row.text)

    @property
    def settled(self) -> bool:
        """Whether the plan says by now what is suggested."""
        return self.row.kind == Kind.CHANGE and self.now == self.row.text

    @property
    def contested(self) -> bool:
        """Whether it wants a look of its own: never accepted together with others."""
        return self.gone or self.moved or bool(self.rivals)

    @property
    def mark(self) -> str:
        """The mark of what the plan says now, to be seen by who decides."""
        return mark_of(self.now or "")

    @cached_property
    def pieces(self) -> tuple[Piece, ...]:
        """The words that were changed in the file."""
        return word_difference(self.row.was, self.row.text)

    @cached_property
    def pieces_now(self) -> tuple[Piece, ...]:
        """The words that changed in the plan since the file was sent."""
        return word_difference(self.row.was, self.now or "")

    @property
    def line(self) -> str:
        """The line it is about (dòng): its criterion and the first words of its work."""
        if self.row.task is None:
            return str(self.row.values.get("label") or criterion_line(self.row.values.get("criterion", ""), ""))
        goal = self.row.task.goal
        return criterion_line(goal.criterion, goal.label) or goal.topic

    @property
    def values(self) -> list[tuple[str, str]]:
        """What a new line says, cell by cell."""
        said = {FIELD_NAMES[name]: value for name, value in self.row.values.items() if name in _TOLD}
        return [*said.items(), *self.row.values.get("extra", {}).items()]


_TOLD = frozenset({"topic", "target", "work", "indicator", "owners", "time", "budget", "support", "evidence", "note"})


def suggestions_of(consultation: Consultation, *, waiting: bool = False) -> QuerySet[Suggestion]:
    """The suggestions of a file in the order of the paper; only those that wait, if asked for."""
    found = consultation.suggestions.select_related("task__goal", "decided_by").order_by("position", "pk")
    return found.filter(state=Suggestion.State.OPEN) if waiting else found


def shown(consultation: Consultation, rows: Sequence[Suggestion]) -> list[Shown]:
    """Suggestions beside what the plan says now, and what others suggest for the same cells. One query."""
    rivals = _rivals(consultation, rows)
    return [Shown(row, text_now(row), rivals.get(row.pk, ())) for row in rows]


def text_now(row: Suggestion) -> str | None:
    """What the plan says now where a suggestion wants something else (chữ hiện nay); None where the line is gone."""
    if row.kind == Kind.ADD:
        return ""
    if row.task is None or row.task.withdrawn or row.task.removed_at:
        return None
    cells = cells_of(row.table, row_now(row.task, row.table))
    if row.kind == Kind.WITHDRAW:
        return next((cells[name] for name in ("work", "topic", "target", "planned") if cells.get(name)), "")
    return cells.get(row.field, "")


def _rivals(consultation: Consultation, rows: Sequence[Suggestion]) -> dict[int, tuple[Suggestion, ...]]:
    """Open suggestions of other files of the plan that touch the same cells otherwise, by key of ours."""
    others = Suggestion.objects.filter(
        consultation__plan_id=consultation.plan_id,
        task_id__in={row.task_id for row in rows if row.task_id},
        state=Suggestion.State.OPEN,
    ).exclude(consultation=consultation)
    by_cell: dict[Any, list[Suggestion]] = defaultdict(list)
    for other in others.select_related("consultation").defer("consultation__paper", "consultation__rows"):
        by_cell[other.task_id, other.table].append(other)
    return {
        row.pk: tuple(other for other in by_cell[row.task_id, row.table] if _clash(row, other))
        for row in rows
        if row.state == Suggestion.State.OPEN
    }


def _clash(row: Suggestion, other: Suggestion) -> bool:
    """A line left out clashes with whatever else is wanted of it, a cell with another text for it."""
    if Kind.WITHDRAW in (row.kind, other.kind):
        return row.kind != other.kind
    return row.field == other.field and row.text != other.text
