"""Keeping what the rules find (giữ kết quả kiểm tra): by verbs and workers, never by a look.

A verb that changes lines of a plan has the rules of one line look at just those lines, in its own transaction
(:class:`LinesChecked`); the rules of the whole paper are the workers' (:func:`check_next`). Rows of findings that stay
as they are are not touched.
"""

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from hashlib import blake2b
from itertools import chain, islice
from typing import Any, Final, TypeVar

import msgspec
from django.db import transaction
from django.db.models import Count, F, Max, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone
from django.utils.timezone import localdate

from caitien.checking.checks import (
    Checked,
    Keys,
    PlacedFinding,
    check_mark,
    check_status,
    found_row,
    found_rows,
    keys_of,
    line_row,
    lines_mark,
    of_paper,
    parted,
    proved_at,
    turn_of,
)
from caitien.checking.proofs import PROOFS
from caitien.domain.finding import Finding
from caitien.domain.paper import Form, Paper, PlanRow, ResultRow
from caitien.domain.papers import paths
from caitien.domain.times.school_calendar import year_before
from caitien.jobs.chores import Chore, Schools, among
from caitien.plans.compose import LEFT_OUT, plan_row, planned_lines, result_lines, result_row
from caitien.plans.models import Check, Found, Plan, Task, Upload
from caitien.prepared import prepared
from caitien.rules import check
from caitien.rules.catalogue import codes_of
from caitien.rules.scope import Scope, alone
from caitien.rules.spots import spot_of

_TABLES: Final = ("plan.items", "results")
_COLUMNS: Final = ("turn", "severity", "code", "row", "mark", "said")
_AT_ONCE: Final = 500  # rows
TRIES: Final = 2  # of a check that holds up nobody; in a plan of 600 lines one takes half a second
_FEW: Final = 3  # lines whose numbers are asked for one by one
_LOOKED_AT: Final = timedelta(days=30)  # for so long a file that came in is worth keeping a check of
V = TypeVar("V")
_log = logging.getLogger(__name__)


# --- the whole paper --------------------------------------------------------------------------------------------------


def keep_check(about: Checked, today: date, tries: int = TRIES) -> Check:
    """Check a paper anew and keep what was found (kiểm tra và giữ), unless that is kept already.

    Who writes in a plan meanwhile does not wait for it: it is checked once more, so many ``tries`` in all, and then
    once with the plan locked. Two queries for a plan, three for a file, while nothing changed; else linear, and what
    differs from what was kept is written: a statement for each 140 findings on SQLite, few on PostgreSQL.
    """
    for _ in range(tries):
        if kept := _kept_unless_overtaken(about, today):
            return kept
        about = Plan.objects.get(pk=about.pk)
    with transaction.atomic():
        locked = Plan.objects.select_for_update(no_key=True).get(pk=about.pk)
        kept = _kept_unless_overtaken(locked, today)
        assert kept is not None  # noqa: S101 - nobody writes in a plan that is locked
        return kept


def _kept_unless_overtaken(about: Checked, today: date) -> Check | None:
    """The check as it is kept by now; None where a verb was faster. What is found is kept in one transaction."""
    status = check_status(about, today)
    if status.kept and status.current:
        return status.kept
    told, keys = status.look(today), keys_of(about)
    wanted = {_said(row): (number, row.turn) for number, row in enumerate(found_rows(told, keys))}
    counts = dict(Counter(finding.severity.value for finding, _ in told))
    values = {"school_id": about.school_id, "mark": status.mark, "lines": status.lines, "counts": counts}
    with transaction.atomic():
        if isinstance(about, Plan) and _changed_meanwhile(about):
            return None
        kept, _ = Check.objects.update_or_create(**of_paper(about), defaults=values)
        old = kept.found.values_list("pk", *_COLUMNS).iterator(chunk_size=_AT_ONCE)
        there = ((pk, _digest(row)) for pk, *row in old)
        _replace(kept, there, wanted, lambda place: found_row(told[place[0]], keys, place[1]))
        return kept


def _changed_meanwhile(plan: Plan) -> bool:
    """Whether a verb was faster than this check; from here on none is, to the end of the transaction. One query."""
    now = Plan.objects.select_for_update(no_key=True).filter(pk=plan.pk).values_list("changed_at", flat=True).first()
    return now is not None and now != plan.changed_at


def _counts(rows: Iterable[Found]) -> dict[str, int]:
    return dict(Counter(row.severity for row in rows))


def _replace(
    kept: Check, old: Iterable[tuple[int, bytes]], wanted: Mapping[bytes, V], made: Callable[[V], Found]
) -> None:
    """Let rows be others: those that stay as they are stay. Two statements and those of batches; of a plan of 10,000
    lines no more than a batch of its findings is ever held as rows.

    ``old``: key and mark of each row that is kept; ``wanted``: mark of each that is to be, and what it is made of.
    """
    there, gone = set[bytes](), list[int]()
    for key, said in old:
        if said in wanted and said not in there:
            there.add(said)
        else:
            gone.append(key)
    if gone:
        Found.objects.filter(pk__in=gone).delete()
    fresh = (made(each) for said, each in wanted.items() if said not in there)
    while batch := list(islice(fresh, _AT_ONCE)):
        for row in batch:
            row.check_made = kept
        Found.objects.bulk_create(batch)


def _said(row: Found) -> bytes:
    return _digest([getattr(row, name) for name in _COLUMNS])


def _digest(values: Sequence[Any]) -> bytes:
    """A mark of all that a row says (dấu của dòng phát hiện): the same for what is to be kept and what was."""
    return blake2b(msgspec.json.encode(values, order="deterministic"), digest_size=16).digest()


# --- single lines -----------------------------------------------------------------------------------------------------


class LinesChecked:
    """Findings of the rules of one line follow the lines (kiểm tra lại dòng vừa đổi): told to
    :mod:`caitien.plans.table.changed`."""

    def changed(self, plan: Plan, tasks: Sequence[Task], was: datetime, columns: frozenset[str]) -> None:
        """Look at the lines anew, where every line was looked at by then; else the workers do. Of the rules of the
        whole paper they lose what was said about words that are gone. Two statements where nothing differs, seven at
        most, whatever the length of the plan."""
        if not _is_of_words(plan, tasks, columns) or not _went_on(plan, was):
            return
        rows = [line_row(table, task.pk) for task in tasks for table in _TABLES]
        old = _found_of(plan, rows)
        new = [*_still_true(plan, tasks, old), *_found_in(plan, tasks)]
        there, wanted = [(row.pk, _said(row)) for row in old], {_said(row): row for row in new}
        if {said for _, said in there} != wanted.keys():
            kept = Check.objects.get(plan=plan)
            _replace(kept, there, wanted, lambda row: row)
            counts = Counter(kept.counts)
            counts.update(_counts(new))
            counts.subtract(_counts(old))
            kept.counts = dict(+counts)
            kept.save(update_fields=["counts"])


@prepared
def _found_of(plan: Plan, rows: Sequence[str]) -> QuerySet[Found]:
    """What is kept of rows of a plan, by their names."""
    return Found.objects.filter(check_made__plan=plan, row__in=rows)


def _went_on(plan: Plan, was: datetime) -> bool:
    """Let the kept check be of the lines as they are now, where it was of them as they were; whether it was. One
    statement."""
    kept = Check.objects.filter(plan=plan, lines=lines_mark(was))
    return bool(kept.update(lines=lines_mark(plan.changed_at)))


def _is_of_words(plan: Plan, tasks: Iterable[Task], columns: frozenset[str]) -> bool:
    """Whether only words of lines changed, and each line stands in the tables it stood in: no other line has another
    number by now. A report without results tells of its lines in another way (:mod:`caitien.plans.compose`)."""
    moved = columns & {"plan_row", "result_row", "added", "withdrawn", "first", "adjusted"}
    return not moved and not (plan.form == Form.REPORT and any(task.result_row is None for task in tasks))


def _found_in(plan: Plan, tasks: Sequence[Task]) -> list[Found]:
    """What the rules of one line find in lines, each by itself. One query where they find anything in a few lines, two
    in many."""
    looked = [(task, paper, _looked_at(paper)) for task in tasks for paper in [_alone(plan, task)]]
    if PROOFS and any(findings for _, _, findings in looked):  # what shows a line only takes findings away
        shown = {key: codes for each in PROOFS for key, codes in each.shown(plan).items()}
        looked = [(task, paper, _looked_at(paper, shown.get(task.pk, ()))) for task, paper, _ in looked]
    numbers = _numbers(plan, [task for task, _, findings in looked if findings])
    return [
        row for task, paper, findings in looked if findings for row in _placed(task, paper, findings, numbers[task.pk])
    ]


def _alone(plan: Plan, task: Task) -> Paper:
    """The line as a paper of its own: the rows it has in the tables of the plan's own paper."""
    form = Form(plan.form)
    planned, told = bool(planned_lines([task], form)), bool(result_lines(plan, [task], form))
    frame = Paper(form=form, school=plan.school_name, school_year=plan.school_year, framework=plan.framework)
    first = form is Form.REPORT
    return alone(frame, plan_row(task, first=first) if planned else None, result_row(task) if told else None)


def _looked_at(paper: Paper, codes: tuple[str, ...] = ()) -> list[Finding]:
    """What the rules of one line find in the rows of a line that stands alone and that items of these codes show."""
    shown = {f"{table}.0": codes for table in _TABLES if codes}
    found = check(paper, today=date.min, select=codes_of(Scope.LINE), shown=shown)
    return [finding for finding in found if parted(finding.path)[0] in _TABLES]


def _numbers(plan: Plan, tasks: Sequence[Task]) -> dict[int, dict[str, int]]:
    """The numbers of the rows of lines: key of a line → table → how many rows stand before it. A query for each line,
    two for many; none for none."""
    if len(tasks) > _FEW:
        keys = keys_of(plan)
        return {task.pk: {table: _at(keys[table], task.pk) for table in _TABLES} for task in tasks}
    return {task.pk: _number(plan, task) for task in tasks}


def _at(keys: Sequence[int], key: int) -> int:
    return keys.index(key) if key in keys else 0


def _number(plan: Plan, task: Task) -> dict[str, int]:
    planned = Q(plan_row__lt=task.plan_row or 0, **{LEFT_OUT[Form(plan.form)]: False})
    told = plan.tasks.aggregate(planned=Count("pk", filter=planned), results=_results_before(task))
    return {"plan.items": told["planned"], "results": told["results"]}


def _results_before(task: Task) -> Count:
    return Count("pk", filter=Q(result_row__lt=task.result_row or 0))


def _placed(task: Task, paper: Paper, findings: Iterable[Finding], numbers: Mapping[str, int]) -> Iterator[Found]:
    """What was found in a line that stands alone, as it stands in its table."""
    times: Counter[tuple[str, str]] = Counter()
    whole = _among_others(paper, numbers)
    for finding in findings:
        table, _, rest = parted(finding.path)
        path = f"{table}.{numbers[table]}{rest}"
        fix = finding.fix and replace(finding.fix, path=path)
        moved = replace(finding, path=path, fix=fix)
        spot = spot_of(whole, path)
        keys: Keys = {table: [*(0,) * numbers[table], task.pk]}
        yield found_row((moved, spot), keys, turn_of(moved, spot, times[table, finding.code]))
        times[table, finding.code] += 1


def _among_others(paper: Paper, numbers: Mapping[str, int]) -> Paper:
    """The same rows with as many blank ones before them as there are lines: a row without a name is called by its
    number."""
    items = (*(PlanRow(),) * numbers["plan.items"], *paper.plan.items)
    results = (*(ResultRow(),) * numbers["results"], *paper.results)
    return replace(paper, plan=replace(paper.plan, items=items), results=results)


def _still_true(plan: Plan, tasks: Sequence[Task], rows: Iterable[Found]) -> Iterator[Found]:
    """What the rules of the whole paper said of lines, but for what is about words that are not there any more. No
    query."""
    of_lines = codes_of(Scope.LINE)
    papers = {task.pk: _alone(plan, task) for task in tasks}
    for row in rows:
        key = int(row.row.rpartition("#")[2])
        if row.code not in of_lines and _stands(row, papers[key]):
            yield row


def _stands(row: Found, paper: Paper) -> bool:
    """Whether the words a finding is about stand in its cell; where it is about a blank, whether that is one still."""
    finding, _ = msgspec.convert(row.said, PlacedFinding)
    table, _, rest = parted(finding.path)
    try:
        text = paths.text_at(paper, f"{table}.0{rest}")
    except LookupError:  # it is about the row as a whole: whether that holds only the whole paper tells
        return False
    return finding.words in text if finding.words.strip() else not text.strip()


# --- what the workers do ----------------------------------------------------------------------------------------------


def check_all_due(schools: Schools = None) -> None:
    """Check the papers of schools that wait for it, and keep what is found (kiểm tra các văn bản đang chờ).

    One that cannot be checked is our own mistake: it is told, and the others are checked all the same.
    """
    today = localdate()
    plans = (Plan.objects.get(pk=key) for key in _due_plans(today, schools))
    for about in chain[Checked](plans, _due_uploads(schools)):
        try:
            keep_check(about, today)
        except Exception:
            _log.exception("check of %s %s", type(about).__name__, about.pk)


def _due_plans(today: date, schools: Schools) -> list[int]:
    """The plans whose kept check is not that of now, those that changed last first. One query."""
    standing = Plan.objects.filter(among(schools)).order_by("-changed_at")
    plans = standing.annotate(proved_at=proved_at(OuterRef("school")))
    rows = list(plans.values_list("pk", "school", "school_year", "changed_at", "proved_at", "checks__mark"))
    by_year = {(school, year): (pk, at) for pk, school, year, at, _, _ in rows if year}
    return [
        pk
        for pk, school, year, at, proved, mark in rows
        if mark != check_mark(today, (at, proved), *(by_year.get((school, year_before(year))) or (None, None)))
    ]


def _due_uploads(schools: Schools) -> QuerySet[Upload]:
    """The files of the last days that were received or corrected since they were last checked. No query of its own."""
    last = Greatest("at", Coalesce(Max("corrections__at"), "at"))
    found = Upload.objects.filter(among(schools), at__gte=timezone.now() - _LOOKED_AT).annotate(last=last)
    return found.filter(Q(checks=None) | Q(checks__at=None) | Q(checks__at__lt=F("last")))


CHECKS: Final = Chore("checks", do=check_all_due)
