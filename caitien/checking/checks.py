"""Checking a paper and keeping what was found (kiểm tra một văn bản): once, until something changes."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

import msgspec
from django.db import transaction
from django.db.models import Subquery

from caitien.domain.cells import mark_of, read_cell
from caitien.domain.finding import Finding
from caitien.domain.paper import Paper
from caitien.domain.paper_json import paper_of
from caitien.domain.times.school_calendar import years_in
from caitien.incoming.correct import corrected_json
from caitien.plans.compose import compose, keys_of_rows
from caitien.plans.models import Check, Found, Plan, Upload
from caitien.rules import catalogue, check
from caitien.rules.spots import Spot, spot_of

Checked = Upload | Plan
Told = tuple[Finding, Spot]

_TABLES: Final = ("plan.items", "results", "problems", "reviews")


def checked(about: Checked, today: date) -> Check:
    """The check of a plan as it stands, or of a file as corrected (lần kiểm tra).

    One query for a plan, two for a file, while nothing changed. Else the paper is checked anew, linear in it, and what
    was found kept: a statement for each 140 findings on SQLite, few on PostgreSQL.
    """
    subject = _subject(about)
    last_year = Plan.objects.filter(school=about.school_id, school_year=year_before(subject.school_year) or None)
    kept = (
        Check.objects.filter(**of_paper(about))
        .annotate(before=Subquery(last_year.values("pk")), before_at=Subquery(last_year.values("changed_at")))
        .first()
    )
    if kept and kept.mark == _mark(subject, today, kept.before, kept.before_at):
        return kept
    before = last_year.first()
    mark = _mark(subject, today, before.pk if before else None, before.changed_at if before else None)
    return _keep(about, mark, look(subject.paper(), today, compose(before) if before else None))


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


def year_before(school_year: str) -> str:
    """The school year before ("2026-2027" → "2025-2026"); "" where the text is none."""
    years = years_in(school_year)
    return f"{years[0] - 1}-{years[1] - 1}" if years else ""


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


def _mark(subject: _Subject, today: date, before: int | None, before_at: datetime | None) -> str:
    """A mark of all a check is worked out from; ``before``: last year's plan, and when it last changed."""
    return mark_of(repr((today, rules_now(), *subject.moments, before and (before, before_at))))


def look(paper: Paper, today: date, last_year: Paper | None) -> list[Told]:
    """What the rules find in a paper, each with its spot, in the paper's order (kiểm tra). No query, linear."""
    told = [(found, spot_of(paper, found.path)) for found in check(paper, today=today, last_year=last_year)]
    return sorted(told, key=lambda pair: pair[1].turn)  # stable: in a place, in the order of the catalogue


def rules_now() -> tuple[tuple[str, str], ...]:
    """Which rules there are: after an upgrade papers are checked anew."""
    return tuple((each.code, each.page.title) for each in catalogue())


def _keep(about: Checked, mark: str, told: list[Told]) -> Check:
    counts = Counter(finding.severity.value for finding, _ in told)
    values = {"school_id": about.school_id, "mark": mark, "counts": counts}
    keys = keys_of_rows(about) if isinstance(about, Plan) else {}
    with transaction.atomic():
        kept, _ = Check.objects.update_or_create(**of_paper(about), defaults=values)
        kept.found.all().delete()
        Found.objects.bulk_create(_rows(kept, told, keys))
    return kept


def _rows(kept: Check, told: Iterable[Told], keys: Mapping[str, list[int]]) -> Iterator[Found]:
    for turn, (finding, spot) in enumerate(told):
        place = _place(finding.path, keys)
        yield Found(
            check_made=kept,
            turn=turn,
            severity=finding.severity.value,
            code=finding.code,
            row=row_of(place),
            mark=mark_at(finding.code, place, finding.words),
            said=msgspec.to_builtins((finding, spot)),
        )


def mark_of_finding(finding: Finding, keys: Mapping[str, list[int]]) -> str:
    """The mark of a finding (dấu của phát hiện): of its code, its line and its words, wherever the line stands by then.

    ``keys``: table → keys of the lines behind its rows, as :func:`caitien.plans.compose.keys_of_rows` gives them.
    """
    return mark_at(finding.code, _place(finding.path, keys), finding.words)


def mark_at(code: str, place: str, words: str) -> str:
    """The same of a place that is told already."""
    return mark_of("\0".join((code, place, words)))


def _place(path: str, keys: Mapping[str, list[int]]) -> str:
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
