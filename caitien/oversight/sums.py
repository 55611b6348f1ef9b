"""The sums of a round, kept by body and kind of school (số liệu cộng sẵn): changed in the transaction of what changed
them, by what a school stands for now less what it stood for before."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from django.db.models import QuerySet

from caitien.access.models import Body
from caitien.domain.paper import Paper
from caitien.domain.papers.paper_json import paper_of
from caitien.oversight.counting import (
    LineFigures,
    Raised,
    Standing,
    figures_of,
    lines_of,
    petition_figures,
    progress_of,
    typed_figures,
)
from caitien.oversight.models import Asked, LineFact, RaisedPetition, Round, Submission, Tally
from caitien.oversight.petitions.keeping import keep_petitions
from caitien.oversight.petitions.reading import read_petitions
from caitien.oversight.petitions.tallying import Moves, add_changes, move_groups, petition_groups
from caitien.oversight.reads import said_of
from caitien.oversight.recognition import level_figures, told_before, years_after

BATCH: Final = 500
_TO_LOOK: Final = frozenset({Asked.State.SUBMITTED, Asked.State.PASSED_ON, Asked.State.RESUBMITTED})
_OUT: Final = frozenset({Asked.State.RETURNED, Asked.State.EXEMPT, Asked.State.UNSEEN, Asked.State.SEEN})
OPEN_PETITIONS: Final = frozenset(
    {RaisedPetition.State.NEW, RaisedPetition.State.SORTED, RaisedPetition.State.PASSED_ON}
)
Sums = Mapping[str, int]
PARTS: Final = ("progress", "figures", "levels", "days")  # of a Tally


def settle(asked: Asked) -> None:
    """Bring what is counted of a school up to date (cập nhật số liệu của trường), in the caller's transaction.

    Its facts are those of its latest submission, none while that is returned or the school is exempt. Two queries for
    each body above it, one for each group of petitions that moves in it, and a dozen more; linear in the lines of one
    paper.
    """
    latest = asked.submissions.order_by("-n").first()
    counts = latest if asked.state not in _OUT else None
    typed = counts.typed if counts else None
    paper = paper_of(counts.paper) if counts and typed is None else None
    lines = lines_of(paper, said_of([asked.pk]).get(asked.pk, {})) if paper else []
    write_facts(asked, lines)
    keep_petitions(asked, read_petitions(paper.recommendations) if paper else [])
    standing = standing_of(asked, _first_of(asked), typed=typed is not None)
    steady = standing.counted and _told_before(asked)
    _count(asked, contribution(asked, standing, paper, lines, raised_by(asked), typed, told_before=steady))


def settle_figures(asked: Asked) -> None:
    """The same where only how the school stands changed, not its paper (chỉ tiến độ đổi): its lines are left alone."""
    typed = "h:schools" in asked.counted["figures"]
    standing = standing_of(asked, _first_of(asked), typed=typed)
    steady = standing.counted and _told_before(asked)
    told = contribution(asked, standing, None, told_before=steady)
    kept = {part: asked.counted.get(part, {}) for part in ("figures", "groups")}
    _count(asked, {**told, **kept})


def settle_petitions(round_: Round, keys: Iterable[int]) -> None:
    """Bring what is counted of petitions up to date for many schools at once (nhiều trường một lượt), by the keys of
    what they are asked: after an answer, or where they were sorted. Linear in them, a query for each sum above them."""
    asked = list(Asked.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=keys).order_by("pk"))
    rows: dict[int, list[RaisedPetition]] = {}
    for row in RaisedPetition.objects.filter(asked__in=asked, standing=True):
        rows.setdefault(row.asked_id, []).append(row)
    told = {}
    for each in asked:
        raised = [_raised(row) for row in rows.get(each.pk, ())]
        figures = _with_petitions(each.counted["figures"], raised)
        told[each.pk] = {"figures": figures, "groups": petition_groups(raised)}
    _move_many(round_, asked, told)


def settle_levels(round_: Round, rows: Iterable[int] | None = None) -> None:
    """Bring what is counted of levels up to date (T5): after the list changed, or an earlier year's figures; of these
    lines of the list alone where they are given. Linear in the schools, a query for each sum above them."""
    found = Asked.objects.select_for_update(of=("self",), no_key=True).filter(round=round_)
    found = found if rows is None else found.filter(row__in=rows)
    asked = list(found.order_by("pk").prefetch_related("row"))  # read once they are locked: see Asked.READ_WITH
    before = told_before(round_, None if rows is None else [each.row_id for each in asked])
    _move_many(round_, asked, {each.pk: {"levels": _levels_of(round_, each, before)} for each in asked})


def settle_listed(rows: Iterable[int]) -> None:
    """The same for every round that asks these lines of the list and is not closed (các đợt chưa đóng): a closed one
    keeps what it had when it closed. Two queries, and those of each round."""
    keys = list(rows)
    asks = Asked.objects.filter(row__in=keys).order_by().values("round")
    _settle_in_turn(Round.objects.filter(pk__in=asks), keys)


def contribution(
    asked: Asked,
    standing: Standing,
    paper: Paper | None,
    lines: Sequence[LineFigures] = (),
    raised: Sequence[Raised] = (),
    typed: Mapping[str, int] | None = None,
    *,
    told_before: bool = False,
) -> dict[str, Any]:
    """What a school puts into the sums (phần của trường), as it is kept: whose sums, progress, figures: of the lines of
    its paper and its petitions, or as ``typed`` for its scan, groups of petitions, what the list tells of its level,
    and the day it first sent on. ``told_before``: it has figures in the two school years before. No query where its
    line of the list is at hand."""
    figures = {**figures_of(lines, paper.framework), **petition_figures(raised)} if paper else {}
    figures |= typed_figures(typed) if typed else {}
    return {
        "at": bodies_above(asked),
        "progress": progress_of(standing),
        "figures": figures,
        "groups": petition_groups(raised) if paper else {},
        "levels": level_figures(asked.row, asked.round.school_year, steady=told_before and standing.counted),
        "days": {standing.first_day.isoformat(): 1} if standing.first_day else {},
    }


def raised_by(asked: Asked) -> list[Raised]:
    """The petitions a school is counted by (kiến nghị của trường). One query."""
    return [_raised(row) for row in RaisedPetition.objects.filter(asked=asked, standing=True)]


def _raised(row: RaisedPetition) -> Raised:
    return Raised(
        row.kind,
        answered=row.answer_id is not None,
        repeated=row.nth > 1,
        money=row.money or 0,
        whom_identity=row.whom_identity,
        open=row.state in OPEN_PETITIONS,
        passed_on=row.state == RaisedPetition.State.PASSED_ON,
    )


def _with_petitions(figures: Sums, raised: Iterable[Raised]) -> dict[str, int]:
    """Figures with other petitions in them (số liệu với kiến nghị mới)."""
    others = {key: amount for key, amount in figures.items() if not key.startswith("p:")}
    return {**others, **petition_figures(raised)}


def standing_of(asked: Asked, first: Submission | None, *, typed: bool = False) -> Standing:
    """How a school stands by its state and its first submission (trường đến đâu). No query."""
    state = asked.state
    return Standing(
        exempt=state == Asked.State.EXEMPT,
        first_day=first.day if first else None,
        due=asked.due,
        to_look=state in _TO_LOOK,
        taken=state == Asked.State.TAKEN,
        returns=asked.returned,
        counted=bool(first) and state not in _OUT,
        typed=typed,
    )


def bodies_above(asked: Asked) -> list[int]:
    """The bodies whose sums a school is part of (các cơ quan được cộng), from that of the round down. No query where
    both bodies are at hand."""
    top = asked.round.body
    below = asked.body.path.removeprefix(top.path).strip("/") if asked.body.path.startswith(top.path) else ""
    return [top.pk, *(int(key) for key in below.split("/") if key)]


def first_tallies(round_: Round, asked: Iterable[Asked]) -> None:
    """The sums of a round that opens (số liệu ban đầu): every school asked, nothing sent. Linear in the schools."""
    sums: dict[tuple[int, str], dict[str, Counter[str]]] = {}
    for each in asked:
        for body in each.counted["at"]:
            parts = sums.setdefault((body, each.kind), {"progress": Counter(), "levels": Counter()})
            for part, told in parts.items():
                told.update(each.counted[part])
    rows = [
        Tally(round=round_, body_id=body, kind=kind, **{part: dict(told) for part, told in parts.items()})
        for (body, kind), parts in sums.items()
    ]
    Tally.objects.bulk_create(rows, batch_size=BATCH)


def sums_of(round_: Round, bodies: Iterable[Body]) -> list[Tally]:
    """The sums of bodies in a round (số liệu của cơ quan), by body and kind of school. One query, whatever lies below
    them."""
    return list(Tally.objects.filter(round=round_, body__in=bodies).select_related("body").order_by("body", "kind"))


def added(sums: Iterable[Sums]) -> Counter[str]:
    """Several sums as one (cộng lại)."""
    whole: Counter[str] = Counter()
    for each in sums:
        whole.update(each)
    return whole


def fact_of(asked: Asked, line: LineFigures) -> LineFact:
    """A counted line as a row, not saved (dòng số)."""
    told = {name: getattr(line, name) for name in LineFigures.__slots__}
    return LineFact(round_id=asked.round_id, asked=asked, school_id=asked.school_id, **told)


def _first_of(asked: Asked) -> Submission | None:
    return asked.submissions.order_by("n").only("day").first()


def write_facts(asked: Asked, lines: Sequence[LineFigures]) -> None:
    """Let the lines kept of a school be these (ghi các dòng số), in the caller's transaction. Two queries."""
    asked.lines.all().delete()
    LineFact.objects.bulk_create((fact_of(asked, line) for line in lines), batch_size=BATCH)


def _told_before(asked: Asked) -> bool:
    return asked.row_id in told_before(asked.round, [asked.row_id])


def _levels_of(round_: Round, asked: Asked, before: Collection[int]) -> dict[str, int]:
    counted = bool(asked.counted["progress"].get("counted"))
    return level_figures(asked.row, round_.school_year, steady=counted and asked.row_id in before)


def _count(asked: Asked, counted: dict[str, Any]) -> None:
    """Let the sums and the school say what it stands for; where it has figures now and had none, or the other way, the
    rounds of the years after follow. One query more then, mostly."""
    had = asked.counted["progress"].get("counted") if asked.counted else None
    _apply(asked, counted)
    asked.counted = counted
    asked.save(update_fields=["counted"])
    if had != counted["progress"].get("counted"):
        later = Round.objects.filter(school_year__in=years_after(asked.round.school_year), asked__row=asked.row_id)
        _settle_in_turn(later, [asked.row_id])


def _settle_in_turn(rounds: QuerySet[Round], rows: Sequence[int]) -> None:
    """Of several rounds, those of earlier years first, in which a school that sends something begins: whoever locks
    rows of two rounds takes them in one order."""
    for round_ in rounds.exclude(state=Round.State.CLOSED).order_by("school_year", "pk"):
        settle_levels(round_, rows)


def _move_many(round_: Round, asked: Sequence[Asked], told: Mapping[int, Mapping[str, Any]]) -> None:
    """Parts of what many schools stand for, by their keys (nhiều trường một lượt); only what moves is written."""
    moved = [each for each in asked if any(each.counted.get(part, {}) != now for part, now in told[each.pk].items())]
    changes: dict[tuple[int, str], dict[str, Counter[str]]] = {}
    groups: Moves = {}
    for each in moved:
        for part, now in told[each.pk].items():
            before = each.counted.get(part, {})
            if part == "groups":
                add_changes(groups, before, now, each.counted["at"])
                continue
            for body in each.counted["at"]:
                own = changes.setdefault((body, each.kind), {})
                own.setdefault(part, Counter()).update(dict(_changes(before, now)))
        each.counted = {**each.counted, **told[each.pk]}
    Asked.objects.bulk_update(moved, ["counted"], batch_size=BATCH)
    for (body, kind), moves in sorted(changes.items(), key=lambda change: change[0]):
        tally = Tally.objects.select_for_update(no_key=True).get(round=round_, body_id=body, kind=kind)
        for part, change in moves.items():
            setattr(tally, part, _moved(getattr(tally, part), change.items()))
        tally.save(update_fields=list(moves))
    move_groups(round_.pk, groups)


def _apply(asked: Asked, counted: Mapping[str, Any]) -> None:
    """Take out what the school stood for, put in what it stands for; rows are locked in one order by all."""
    before = asked.counted or {"at": []}
    groups: Moves = {}
    for body in sorted({*before["at"], *counted["at"]}):
        tally = _tally_of(asked, body)
        for part in PARTS:
            setattr(tally, part, _moved(getattr(tally, part), _changes(*_both(before, counted, part, body))))
        tally.save(update_fields=PARTS)
        add_changes(groups, *_both(before, counted, "groups", body), [body])
    move_groups(asked.round_id, groups)


def _both(before: Mapping[str, Any], now: Mapping[str, Any], part: str, body: int) -> tuple[Any, Any]:
    """What a school stood for and stands for in the sums of a body."""
    return tuple(told.get(part, {}) if body in told["at"] else {} for told in (before, now))


def _tally_of(asked: Asked, body: int) -> Tally:
    about: dict[str, Any] = {"round_id": asked.round_id, "body_id": body, "kind": asked.kind}
    rows = Tally.objects.select_for_update(no_key=True).filter(**about)
    found = rows.first()
    if found is None:  # the first of its kind below this body
        Tally.objects.get_or_create(**about)
        found = rows.get()
    return found


def _changes(before: Sums, now: Sums) -> Iterator[tuple[str, int]]:
    return ((key, now.get(key, 0) - before.get(key, 0)) for key in {*before, *now})


def _moved(sums: Sums, changes: Iterable[tuple[str, int]]) -> dict[str, int]:
    moved = dict(sums)
    for key, change in changes:
        moved[key] = moved.get(key, 0) + change
    return {key: amount for key, amount in moved.items() if amount}
