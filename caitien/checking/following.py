"""What was passed over or answered for follows its lines when they become one (bỏ qua theo dòng): told to
:mod:`caitien.plans.table.followers`."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from django.utils.timezone import localdate

from caitien.checking.checks import line_row, mark_at, parted
from caitien.checking.looking import findings_now
from caitien.plans.models import Decision, Dismissal, Plan, Task

_TABLES: Final = ("plan.items", "results")


class DismissalsFollow:
    """Dismissals and decisions about findings of a plan (điều đã bỏ qua, điều đã quyết định)."""

    def follow(self, gone: Sequence[Task], stays: Task) -> None:
        """They are about the line that stays, and hold there while its words are those they were made about. Of two
        dismissals of the same thing one is left, with the reasons of both. Four statements, and two for each that
        moves."""
        dismissals = list(Dismissal.objects.filter(plan=stays.plan_id).order_by("pk"))
        there = {row.mark: row for row in dismissals}
        for row in dismissals:
            mark = next((new for old, new in _marks(row, gone, stays) if old == row.mark), row.mark)
            if mark != row.mark:
                _move(row, mark, there)
        _let_decisions_follow(gone, stays)


def _marks(row: Dismissal, gone: Iterable[Task], stays: Task) -> Iterable[tuple[str, str]]:
    """The mark it has if it is about one of the lines that go, and the one it has about the line that stays."""
    table, _, rest = parted(row.path)
    for task in gone if table in _TABLES else ():
        old, new = (f"{line_row(table, key)}{rest}" for key in (task.pk, stays.pk))
        yield mark_at(row.code, old, row.words), mark_at(row.code, new, row.words)


def _move(row: Dismissal, mark: str, there: dict[str, Dismissal]) -> None:
    same = there.get(mark)
    if same is None:
        row.mark = mark
        row.save(update_fields=["mark"])
        there[mark] = row
        return
    same.reason = "\n".join(dict.fromkeys([same.reason, row.reason]))
    same.save(update_fields=["reason"])
    row.delete()


def _let_decisions_follow(gone: Iterable[Task], stays: Task) -> None:
    """Who answered for an error of a line that goes answers for the same error of the line that stays."""
    decisions = list(Decision.objects.filter(plan=stays.plan_id))
    marks = _marks_found(gone, stays) if decisions else {}
    changed = []
    for row in decisions if marks else ():
        covers = {marks.get(mark, mark): what for mark, what in row.covers.items()}
        if covers != row.covers:
            row.covers = covers
            changed.append(row)
    Decision.objects.bulk_update(changed, ["covers"])


def _marks_found(gone: Iterable[Task], stays: Task) -> Mapping[str, str]:
    """Marks of what the rules find on the lines that go → of the same on the line that stays."""
    rows = {line_row(table, task.pk): line_row(table, stays.pk) for task in gone for table in _TABLES}
    found = findings_now(Plan.objects.get(pk=stays.plan_id), localdate())
    return {
        seen.mark: mark_at(seen.finding.code, f"{after}{parted(seen.finding.path)[2]}", seen.finding.words)
        for before, after in rows.items()
        for seen in found.at_row(before)
    }
