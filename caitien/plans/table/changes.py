"""What an adoption changes (thay đổi): the rows to save, and every word of before and after for the audit trail."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

from django.db.models import Model

from caitien.plans.models import Goal, ReviewLine, Task

Row = TypeVar("Row", Goal, Task, ReviewLine)
AnyRow = Goal | Task | ReviewLine
_NO_WORDS: Final = {
    "id",
    "school",
    "plan",
    "folded",
    "removed_at",
    "joined_into",
}  # columns that are no words of the paper


@dataclass(slots=True)
class Changes:
    """What an adoption does to the rows of a plan (thay đổi): what to save, and what the audit trail is told."""

    goals: list[Goal] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    reviews: list[ReviewLine] = field(default_factory=list)
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)

    def set(self, row: Row, saved: list[Row], values: Mapping[str, Any], *, moved: bool = False) -> None:
        """Give the row its values; where that changes it, it is new or was moved, it joins those to be saved."""
        changed = self.give(row, values)
        if row.pk is None or changed or moved:
            saved.append(row)

    def give(self, row: Model, values: Mapping[str, Any]) -> bool:
        """Give the row its values, remembering what it said if it was there already; whether anything changed."""
        old = {name: getattr(row, name) for name, value in values.items() if getattr(row, name) != value}
        for name in old:
            setattr(row, name, values[name])
        told = [name for name in old if name not in _NO_WORDS]
        if row.pk and told:
            self.before[key_of(row)] = {name: _plain(old[name]) for name in told}
            self.after[key_of(row)] = {name: _plain(values[name]) for name in told}
        return bool(old)

    def added(self, rows: Sequence[AnyRow]) -> None:
        """Remember all that new rows say, once they have their keys."""
        self.before |= {key_of(row): None for row in rows}
        self.after |= {key_of(row): _filled_columns(row) for row in rows}

    def removed(self, rows: Sequence[AnyRow]) -> None:
        """Remember all that the rows said, before they go."""
        self.before |= {key_of(row): _filled_columns(row) for row in rows}
        self.after |= {key_of(row): None for row in rows}


def key_of(row: Model) -> str:
    """What the audit trail calls a row: "task 17"."""
    return f"{type(row).__name__.lower()} {row.pk}"


def _filled_columns(row: AnyRow) -> dict[str, Any]:
    """Every column of a row that holds something."""
    names = [column.attname for column in row._meta.concrete_fields if column.name not in _NO_WORDS]
    values = {name: getattr(row, name) for name in names}
    return {name: value for name, value in values.items() if value is not False and value not in ("", None, {})}


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
