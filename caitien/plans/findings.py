"""What the rules say of a plan or a dropped file (phát hiện): worked out once, kept until something changes."""

from bisect import bisect
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, Final

import msgspec

from caitien.domain.finding import SEVERITY_NAMES, Finding, Severity
from caitien.domain.paper import Form, Paper
from caitien.plans.cells import cell_of, mark_of, read_cell
from caitien.plans.compose import LEFT_OUT, compose
from caitien.plans.correct import corrected_json, paper_of
from caitien.plans.models import Check, Dismissal, Plan, Upload
from caitien.rules import catalogue, check, rule
from caitien.rules.spots import Spot, spot_of

Checked = Upload | Plan
Told = tuple[Finding, Spot]


@dataclass(frozen=True, slots=True)
class Seen:
    """A finding as a page shows it (phát hiện trên trang): with its spot, and who passed it over, if anyone did."""

    finding: Finding
    spot: Spot
    dismissal: Dismissal | None = None

    @property
    def mark(self) -> str:
        """Its name in addresses and forms, another for every key."""
        return mark_of_finding(self.finding)

    @property
    def severity(self) -> str:
        """How much it weighs, in words (lỗi, cảnh báo, gợi ý)."""
        return SEVERITY_NAMES[self.finding.severity]

    @property
    def rule_title(self) -> str:
        """What its rule is called; "" where the rule is gone."""
        known = rule(self.finding.code)
        return known.page.title if known else ""


class Findings:
    """All findings of a paper, in its order (các phát hiện)."""

    def __init__(self, told: Iterable[Told], dismissals: Iterable[Dismissal], left_out: Iterable[int] = ()) -> None:
        passed = {(row.code, row.path, row.words): row for row in dismissals}
        self._left_out = sorted(left_out)  # lines of the plan that are not in the paper's plan table
        self.all = tuple(Seen(finding, spot, passed.get(finding.key)) for finding, spot in told)

    @cached_property
    def open(self) -> tuple[Seen, ...]:
        """Those nobody passed over."""
        return tuple(seen for seen in self.all if seen.dismissal is None)

    @property
    def dismissed(self) -> tuple[Seen, ...]:
        """Those passed over with a reason."""
        return tuple(seen for seen in self.all if seen.dismissal)

    @cached_property
    def errors(self) -> tuple[Seen, ...]:
        """The open ones with which a paper cannot go out."""
        return self.of(Severity.ERROR)

    def of(self, severity: Severity) -> tuple[Seen, ...]:
        """The open ones of one weight."""
        return tuple(seen for seen in self.open if seen.finding.severity is severity)

    @cached_property
    def counts(self) -> list[tuple[str, str, int]]:
        """How many are open of each weight: its code, its word, the number."""
        return [(severity.value, SEVERITY_NAMES[severity], len(self.of(severity))) for severity in Severity]

    @cached_property
    def by_cell(self) -> Mapping[str, list[Seen]]:
        """Path of a cell → what is said of it, passed over or not. Linear."""
        found: dict[str, list[Seen]] = defaultdict(list)
        for seen in self.all:
            found[cell_of(seen.finding.path)].append(seen)
        return found

    @cached_property
    def by_row(self) -> Mapping[str, list[Seen]]:
        """Path of a row ("plan.items.3") → all that is said of it and its cells. Linear."""
        found: dict[str, list[Seen]] = defaultdict(list)
        for seen in self.all:
            found[row_of(seen.finding.path)].append(seen)
        return found

    def plan_path(self, row: int) -> str:
        """The path of a line of the plan in the paper; "" where the paper leaves it out. ``row``: Task.plan_row."""
        above = bisect(self._left_out, row)
        return "" if above and self._left_out[above - 1] == row else f"plan.items.{row - above}"

    def find(self, mark: str) -> Seen | None:
        """The finding of a mark, or None. Linear."""
        return next((seen for seen in self.all if seen.mark == mark), None)


def mark_of_finding(finding: Finding) -> str:
    """The mark of a finding's key, as a dismissal keeps it."""
    return mark_of("\0".join(finding.key))


def row_of(path: str) -> str:
    """The row a path is in: "plan.items.3.time" → "plan.items.3"; "" for the prose and the letterhead."""
    start = next((table for table in _ROWS if path.startswith(f"{table}.")), None)
    return f"{start}.{path.removeprefix(f'{start}.').partition('.')[0]}" if start else ""


_ROWS: Final = ("plan.items", "results", "problems", "reviews")


def findings_of(about: Checked, today: date) -> Findings:
    """What is wrong with a plan as it stands, or with a file as corrected (các phát hiện).

    Three queries for a plan, four for a file or an adjusted plan, while nothing changed; else the paper is checked
    anew, linear in it, and the result kept.
    """
    dismissals = Dismissal.objects.filter(**of_paper(about)).select_related("by")
    return Findings(_told(about, today), dismissals, _left_out(about))


def _left_out(about: Checked) -> Iterable[int]:
    """The lines of a plan that its own paper does not show. One query once it was adjusted, else none."""
    if isinstance(about, Upload) or about.version_number < 2:
        return ()
    hidden = {LEFT_OUT[Form(about.form)]: True, "plan_row__isnull": False}
    rows = about.tasks.filter(**hidden).values_list("plan_row", flat=True)
    return [row for row in rows if row is not None]


def of_paper(about: Checked) -> dict[str, Any]:
    """Which paper: the column a row about it names."""
    return {"upload" if isinstance(about, Upload) else "plan": about}


def paper_now(about: Checked) -> Paper:
    """The paper as it stands: the plan composed, or the file as corrected. Two queries at most."""
    return _subject(about).paper()


@dataclass(frozen=True, slots=True)
class _Subject:
    """What is checked: the year it is of, all its moments of change, and the paper, made only when needed."""

    school_year: str
    moments: tuple[object, ...]
    paper: Callable[[], Paper]


def _subject(about: Checked) -> _Subject:
    if isinstance(about, Plan):
        return _Subject(about.school_year, (about.changed_at,), lambda: compose(about))
    corrections = list(about.corrections.order_by("path"))
    now = corrected_json(about, corrections)
    moments = about.at, *((row.path, row.at) for row in corrections)
    return _Subject(read_cell(now, "school_year"), moments, lambda: paper_of(now))


def _told(about: Checked, today: date) -> tuple[Told, ...]:
    subject = _subject(about)
    before = plan_before(about.school_id, subject.school_year)
    mark = mark_of(repr((today, rules_now(), *subject.moments, before and (before.pk, before.changed_at))))
    kept = Check.objects.filter(**of_paper(about)).first()
    if kept and kept.mark == mark:
        return msgspec.convert(kept.found, tuple[Told, ...])
    told = look(subject.paper(), today, compose(before) if before else None)
    values = {"school_id": about.school_id, "mark": mark, "found": msgspec.to_builtins(told)}
    Check.objects.update_or_create(**of_paper(about), defaults=values)
    return told


def look(paper: Paper, today: date, last_year: Paper | None) -> tuple[Told, ...]:
    """What the rules find in a paper, each with its spot, in the paper's order (kiểm tra). No query, linear."""
    told = [(found, spot_of(paper, found.path)) for found in check(paper, today=today, last_year=last_year)]
    return tuple(sorted(told, key=lambda pair: pair[1].turn))  # stable: in a place, in the order of the catalogue


def rules_now() -> tuple[tuple[str, str], ...]:
    """Which rules there are: after an upgrade papers are checked anew."""
    return tuple((each.code, each.page.title) for each in catalogue())


def plan_before(school: int, school_year: str) -> Plan | None:
    """The school's plan of the year before (kế hoạch năm trước), which a year's paper is compared with. One query."""
    return Plan.objects.filter(school=school, school_year=year_before(school_year) or None).first()


def year_before(school_year: str) -> str:
    """The school year before ("2026-2027" → "2025-2026"); "" where the text is none."""
    first, _, second = school_year.partition("-")
    return f"{int(first) - 1}-{int(second) - 1}" if first.isdecimal() and second.isdecimal() else ""
