"""Typing into the parts of a draft beside its lines (sửa phần ngoài bảng): cell by cell, no word overwritten unseen.

A cell is a part, by its name in addresses, and a field of :attr:`caitien.plans.parts.part.PlanPart.fields`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from caitien.access.action import Done, Unchanged, action
from caitien.access.models import User
from caitien.domain.papers.cells import fit, mark_of
from caitien.domain.plan_state import PlanState
from caitien.domain.refused import Clash, Refused
from caitien.plans.models import Goal, Plan, ReviewLine
from caitien.plans.parts.part import PROBLEM, SECTION, PlanPart, parts_named
from caitien.plans.table.changes import key_of
from caitien.plans.table.edit import CLOSED, NO_CELL

GONE: Final = Refused("Phần này không còn trong kế hoạch.")
_TYPED_AS: Final[Mapping[tuple[str, str], str]] = {  # a cell → the path of one that takes any words, to be fitted by
    (PROBLEM, "standard"): "problems.0.standard_title",
    (PROBLEM, "criterion"): "problems.0.label",
    (SECTION, "paragraphs"): "sections.0.paragraphs.0",
}


@dataclass(frozen=True, slots=True)
class PartEdit:
    """What a person typed into a cell of a part (chữ gõ vào ô); ``seen`` is the mark of what they saw there, "" where
    they saw nothing and mean it whatever stands there."""

    part: str
    field: str
    text: str
    seen: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartClash(Clash):
    """Someone else changed the cell meanwhile (người khác vừa sửa ô này): what it says now, and what was typed."""

    part: str
    field: str

    @property
    def mark(self) -> str:
        """The mark of what it says now: who sends it has seen it."""
        return mark_of(self.now)


@dataclass(frozen=True, slots=True)
class PartMisfit(Refused):
    """What was typed cannot stand in the cell (chữ không hợp ô)."""

    part: str
    field: str


@dataclass(frozen=True, slots=True)
class PartsEdited:
    """What came of an edit (kết quả sửa): cells that now say what was typed, as kept; those that met another's words;
    those that do not fit."""

    kept: tuple[PartEdit, ...] = ()
    clashes: tuple[PartClash, ...] = ()
    misfits: tuple[PartMisfit, ...] = ()


@dataclass(slots=True)
class PartSheet:
    """Parts at hand while they are written into (các phần đang sửa), and what the audit trail is to be told."""

    plan: Plan
    parts: Mapping[str, PlanPart]
    kept: list[PartEdit] = field(default_factory=list)
    clashes: list[PartClash] = field(default_factory=list)
    misfits: list[PartMisfit] = field(default_factory=list)
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)
    rows: dict[Goal | ReviewLine, set[str]] = field(default_factory=dict)  # rows that changed → their columns

    @property
    def edited(self) -> PartsEdited:
        """What the person is told."""
        return PartsEdited(tuple(self.kept), tuple(self.clashes), tuple(self.misfits))

    def write(self, cell: PartEdit, allowed: Iterable[str] | None = None) -> None:
        """Let a cell say what was typed, or note why not; ``allowed``: the fields one may write, all where None."""
        part = self.parts.get(cell.part)
        if part is None:
            return self.misfits.append(PartMisfit(GONE.reason, cell.part, cell.field))
        open_fields = part.fields if allowed is None else allowed
        text = fit_part(part, cell.field, cell.text) if cell.field in open_fields else NO_CELL
        if isinstance(text, Refused):
            return self.misfits.append(PartMisfit(text.reason, cell.part, cell.field))
        now = part.text(cell.field)
        if cell.seen not in ("", mark_of(now)) and now != text:
            return self.clashes.append(PartClash(part=cell.part, field=cell.field, now=now, typed=text))
        return self._keep(part, cell, now, text)

    def _keep(self, part: PlanPart, cell: PartEdit, now: str, text: str) -> None:
        if now != text:
            self._tell(part, cell.field, text)
        said = part.text(cell.field)
        self.kept.append(PartEdit(cell.part, cell.field, said, mark_of(said)))

    def _tell(self, part: PlanPart, name: str, text: str) -> None:
        """Write, and remember each column before and after: of a row by its key, of the plan by the path."""
        if part.row is None:
            key = part.path(name)
            self.before.setdefault(key, part.text(name))
            part.write(name, text)
            self.after[key] = part.text(name)
            return
        row, key = part.row, key_of(part.row)
        old = {column: getattr(row, column) for column in part.written(name, text)}
        columns = part.write(name, text)
        changed = [column for column in columns if getattr(row, column) != old[column]]
        if not changed:  # the same in other words: "1.3" where "Tiêu chí 1.3" stands
            return
        self.before[key] = {**{column: old[column] for column in changed}, **self.before.get(key, {})}
        self.after[key] = {**self.after.get(key, {}), **{column: getattr(row, column) for column in changed}}
        self.rows.setdefault(row, set()).update(changed)

    def save(self) -> Plan | Goal | ReviewLine:
        """Write what changed; what the audit entry is about: the row of a single cell, else the plan. A statement for
        each row that changed, one for the plan."""
        for row, columns in self.rows.items():
            row.save(update_fields=[*columns])
        self.plan.save(update_fields=["letterhead", "sections", "changed_at"])
        return next(iter(self.rows)) if len(self.kept) == 1 and self.rows else self.plan


def sheet_of(plan: Plan, cells: Sequence[PartEdit]) -> PartSheet:
    """The parts those cells are of (các phần để sửa). Two queries at most."""
    return PartSheet(plan, parts_named(plan, {cell.part for cell in cells}))


@action("plan.edit")
def edit_parts(
    _actor: User, plan: Plan, cells: Sequence[PartEdit]
) -> Done[PartsEdited] | Unchanged[PartsEdited] | Refused:
    """Keep what was typed into head, problems, reviews and prose of a draft (sửa phần ngoài bảng). Cells that
    clash or do not fit are told; the others are kept. Sending the same again changes nothing. Half a dozen
    statements, and one for each row that changes."""
    if plan.state in CLOSED:
        return CLOSED[PlanState(plan.state)]
    sheet = sheet_of(plan, cells)
    for cell in cells:
        sheet.write(cell)
    if not sheet.after:
        return Unchanged(sheet.edited)
    return Done(sheet.edited, sheet.save(), sheet.before, sheet.after)


def fit_part(part: PlanPart, name: str, text: str) -> str | Refused:
    """What was typed, as the cell keeps it (chữ hợp ô), or why it cannot be."""
    return fit(_TYPED_AS.get((part.kind, name), f"{part.kind}.0.{name}"), text)
