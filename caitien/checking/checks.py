"""Checking a paper (kiểm tra một văn bản), and whether the check that was kept last is still that of the paper.

Looking writes nothing. What is kept is kept by verbs and by the workers (:mod:`caitien.checking.keep`), under a mark of
all it was worked out from. A look at a paper whose mark is another by now shows the kept check for a moment and says
so, while the workers are at it; where they are not, it works the findings out for itself
(:mod:`caitien.checking.looking`).
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from typing import Any, Final

import msgspec
from django.conf import settings
from django.db.models import DateTimeField, F, QuerySet, Subquery, Value
from django.utils import timezone

from caitien.checking.proofs import NOTHING, PROOFS, Basis, basis_of, listed_of, proved_now
from caitien.domain.finding import Finding
from caitien.domain.paper import Paper
from caitien.domain.papers.cells import mark_of, read_cell
from caitien.domain.papers.paper_json import paper_of
from caitien.domain.times.school_calendar import year_before
from caitien.incoming.correct import corrected_json
from caitien.plans.compose import compose, keys_of_rows
from caitien.plans.models import Check, Found, Plan, Upload
from caitien.prepared import prepared
from caitien.rules import catalogue, check
from caitien.rules.spots import Spot, spot_of

Checked = Upload | Plan
PlacedFinding = tuple[Finding, Spot]  # with its place in the paper
Keys = Mapping[str, list[int]]  # table of a plan's paper → keys of the lines behind its rows

_TABLES: Final = ("plan.items", "results", "problems", "reviews")
_OF_LIST: Final = "evidence."
_A_PLACE: Final = 1_000  # turns in a place of the paper
_A_TABLE: Final = 100_000 * _A_PLACE
_A_RULE: Final = 12  # turns of one rule in a place, where it does not find more


@dataclass(frozen=True, slots=True)
class CheckStatus:
    """Whether the kept check of a paper is that of the paper as it is now (lần kiểm tra đã giữ so với văn bản)."""

    kept: Check | None
    mark: str  # of what a check of now would be worked out from
    lines: str  # of what its rules of one line would be; "" of a file, of which they are not kept apart
    since: datetime  # when the last of it changed
    subject: "_Subject"
    before: int | None  # last year's plan

    @property
    def current(self) -> bool:
        """Whether what is kept is what would be found now."""
        return self.kept is not None and self.kept.mark == self.mark

    @property
    def lines_current(self) -> bool:
        """Whether every line says what it said when it was last looked at by the rules of one line."""
        return self.kept is not None and bool(self.lines) and self.kept.lines == self.lines

    @property
    def will_do(self) -> bool:
        """Whether the kept check will do for a moment: no line says anything else, and the workers have had no time."""
        waited = timezone.now() - self.since
        return self.lines_current and waited < dt.timedelta(seconds=settings.CHECK_PATIENCE)

    def look(self, today: date) -> list[PlacedFinding]:
        """What the rules find now. Eight queries, two more where there is a plan of last year; linear in both."""
        last_year = compose(Plan.objects.get(pk=self.before)) if self.before else None
        return look(self.subject.paper(), today, last_year, self.subject.basis())


def check_status(about: Checked, today: date) -> CheckStatus:
    """The kept check of a plan, or of a file as corrected, beside what a check of now would be worked out from. One
    query for a plan, two for a file."""
    subject = _subject(about)
    year = year_before(subject.school_year) or None
    kept = _kept(about.school_id, year, about.pk, of_file=isinstance(about, Upload))
    row: Any = next(iter(kept), None)
    if row:
        before, before_at, proved = row.before, row.before_at, row.proved_at
        subject = subject if isinstance(about, Upload) else subject.changed_by(row.changed_at)
    else:
        last_year = Plan.objects.filter(school=about.school_id, school_year=year)
        before, before_at = last_year.values_list("pk", "changed_at").first() or (None, None)
        proved = proved_now(about.school_id)
    moments = [subject.changed_at, before_at, proved, timezone.make_aware(datetime.combine(today, dt.time.min))]
    return CheckStatus(
        kept=row,
        mark=check_mark(today, (*subject.moments, proved), before, before_at),
        lines=lines_mark(subject.changed_at) if isinstance(about, Plan) else "",
        since=max(moment for moment in moments if moment),
        subject=subject,
        before=before,
    )


@prepared
def _kept(school: int, last_year: str | None, about: int, *, of_file: bool) -> QuerySet[Check]:
    """The kept check of a paper, with the plan of last year: its key and when it changed, and when evidence did; of a
    plan when that changed, as of the same moment."""
    before = Plan.objects.filter(school=school, school_year=last_year)
    of_plan = Check.objects.filter(plan=about).annotate(changed_at=F("plan__changed_at"))
    kept = Check.objects.filter(upload=about) if of_file else of_plan
    asked = kept.annotate(before=Subquery(before.values("pk")), before_at=Subquery(before.values("changed_at")))
    return asked.annotate(proved_at=proved_at(school)).order_by("pk")[:1]


def proved_at(school: Any) -> Subquery | Value:
    """When the evidence of a school last changed, as a column beside a row (lần đổi minh chứng); None where no floor
    keeps any. ``school``: its key, or an OuterRef."""
    return Subquery(PROOFS[0].changed(school)) if PROOFS else Value(None, DateTimeField())


def check_mark(today: date, moments: Iterable[object], before: int | None, before_at: datetime | None) -> str:
    """A mark of all a check is worked out from (dấu của lần kiểm tra): the day, the rules, every moment the paper
    or its evidence changed, last year's plan and when that changed."""
    last_year = before and (before, before_at)
    return mark_of(f"({', '.join([repr(today), _rules_said(), *map(repr, moments), repr(last_year)])})")


def lines_mark(changed_at: datetime) -> str:
    """A mark of all that rules of one line look at, in a plan that was last changed then (dấu của các dòng)."""
    return mark_of(f"({_rules_said()}, {changed_at!r})")


def of_paper(about: Checked) -> dict[str, Any]:
    """Which paper: the column a row about it names."""
    return {"upload" if isinstance(about, Upload) else "plan": about}


def paper_now(about: Checked) -> Paper:
    """The paper as it stands: the plan composed, or the file as corrected. Two queries at most."""
    return _subject(about).paper()


def row_of(path: str) -> str:
    """The row a path is in: "plan.items.3.time" → "plan.items.3"; "" for the prose and the letterhead."""
    table, number, _ = parted(path)
    return f"{table}.{number}" if table else ""


def plan_before(school: int, school_year: str) -> Plan | None:
    """The school's plan of the year before (kế hoạch năm trước), which a year's paper is compared with. One query."""
    return Plan.objects.filter(school=school, school_year=year_before(school_year) or None).first()


@dataclass(frozen=True, slots=True)
class _Subject:
    """What is checked: the year it is of, all its moments of change, and the paper, made only when needed."""

    school_year: str
    moments: tuple[object, ...]
    changed_at: datetime
    paper: Callable[[], Paper]
    basis: Callable[[], Basis]

    def changed_by(self, moment: datetime) -> "_Subject":
        """A plan as it stood when its kept check was read: somebody may have written since the plan was read, and the
        check follows each line. Taken by the older moment, it would pass for that of other lines."""
        return replace(self, moments=(moment,), changed_at=moment)


def _subject(about: Checked) -> _Subject:
    if isinstance(about, Plan):
        basis = lambda: basis_of(about, keys_of_rows(about)) if PROOFS else NOTHING  # noqa: E731
        return _Subject(about.school_year, (about.changed_at,), about.changed_at, lambda: compose(about), basis)
    corrections = list(about.corrections.order_by("path"))
    now = corrected_json(about, corrections)
    moments = about.at, *((row.path, row.at) for row in corrections)
    last = max([about.at, *(row.at for row in corrections)])
    listed = lambda: listed_of(about.school_id)  # noqa: E731
    return _Subject(read_cell(now, "school_year"), moments, last, lambda: paper_of(now), listed)


def look(paper: Paper, today: date, last_year: Paper | None, basis: Basis = NOTHING) -> list[PlacedFinding]:
    """What the rules find in a paper, each with its spot, in the paper's order (kiểm tra). What they find in the list
    of evidence is told beside the list. No query, linear."""
    found = check(paper, today=today, last_year=last_year, evidence=basis.listed, shown=basis.shown)
    told = [(each, spot_of(paper, each.path)) for each in found if not each.path.startswith(_OF_LIST)]
    return sorted(told, key=lambda pair: pair[1].turn)  # stable: in a place, in the order of the catalogue


def rules_now() -> tuple[tuple[str, str], ...]:
    """Which rules there are: after an upgrade papers are checked anew."""
    return tuple((each.code, each.page.title) for each in catalogue())


@cache
def _rules_said() -> str:
    """The same as it stands in marks: told once a process, for it is long and every look at a plan asks."""
    return repr(rules_now())


def keys_of(about: Checked) -> Keys:
    """The lines behind the rows of a plan's paper; of a file there are none. Two queries of a plan."""
    return keys_of_rows(about) if isinstance(about, Plan) else {}


def found_rows(told: Iterable[PlacedFinding], keys: Keys) -> Iterator[Found]:
    """What was found as rows to be kept (dòng phát hiện), none of them saved, in the order of the paper; no two have
    the same turn. No query."""
    last, times = -1, 0
    place: tuple[object, str] = ("", "")
    for finding, spot in told:
        times = times + 1 if place == (spot.turn, finding.code) else 0
        place = spot.turn, finding.code
        last = max(turn_of(finding, spot, times), last + 1)
        yield found_row((finding, spot), keys, last)


def turn_of(finding: Finding, spot: Spot, times: int) -> int:
    """Where a finding stands among all of a paper (thứ tự): by its place, then its rule. ``times``: how many of the
    rule stand in that place before it. The same whatever is found elsewhere."""
    table, index = spot.turn
    rule = _ranks()[finding.code] * _A_RULE + times
    return table * _A_TABLE + min(index + 1, 99_999) * _A_PLACE + min(rule, _A_PLACE - 1)


@cache
def _ranks() -> Mapping[str, int]:
    return {each.code: rank for rank, each in enumerate(catalogue())}


def found_row(told: PlacedFinding, keys: Keys, turn: int) -> Found:
    """One finding as a row to be kept."""
    finding, _ = told
    place = _place(finding.path, keys)
    return Found(
        turn=turn,
        severity=finding.severity.value,
        code=finding.code,
        row=row_of(place),
        mark=mark_at(finding.code, place, finding.words),
        said=msgspec.to_builtins(told),
    )


def mark_of_finding(finding: Finding, keys: Keys) -> str:
    """The mark of a finding (dấu của phát hiện): of its code, its line and its words, wherever the line stands by then.

    ``keys``: table → keys of the lines behind its rows, as :func:`caitien.plans.compose.keys_of_rows` gives them.
    """
    return mark_at(finding.code, _place(finding.path, keys), finding.words)


def mark_at(code: str, place: str, words: str) -> str:
    """The same of a place that is told already."""
    return mark_of("\0".join((code, place, words)))


def _place(path: str, keys: Keys) -> str:
    """The path with the key of its line in place of its number: "plan.items.3.time" → "plan.items.#17.time"."""
    table, number, rest = parted(path)
    if table not in keys or not number.isdecimal() or int(number) >= len(keys[table]):
        return path
    return f"{line_row(table, keys[table][int(number)])}{rest}"


def line_row(table: str, key: int) -> str:
    """The row of a plan's line in a table of its paper, as Found.row names it."""
    return f"{table}.#{key}"


def parted(path: str) -> tuple[str, str, str]:
    """Table, row and the rest, dot and all: "results.3.note" → "results", "3", ".note"; blanks for no row's path."""
    table = next((name for name in _TABLES if path.startswith(f"{name}.")), "")
    number, dot, rest = path.removeprefix(f"{table}.").partition(".") if table else ("", "", "")
    return table, number, dot + rest
