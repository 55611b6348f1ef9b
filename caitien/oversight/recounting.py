"""Proving the sums of rounds (đếm lại): what is kept is what working all of it out from the papers anew gives."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from django.db import transaction

from caitien.domain.papers.paper_json import paper_of
from caitien.oversight.counting import LineFigures, lines_of
from caitien.oversight.models import Asked, LineFact, LineSaid, RaisedPetition, Round, Submission, Tally
from caitien.oversight.petitions.keeping import keep_petitions
from caitien.oversight.petitions.reading import Read, read_petitions
from caitien.oversight.petitions.tallying import Moves, add_changes, differing_groups, write_groups
from caitien.oversight.reads import said_of
from caitien.oversight.recognition import told_before
from caitien.oversight.sums import PARTS, contribution, raised_by, standing_of, write_facts

Whole = dict[tuple[int, str], dict[str, Counter[str]]]  # (body, kind) → part → sums


class _Anew(NamedTuple):
    """A school of a round as its papers tell it (một trường, đếm lại)."""

    asked: Asked
    read: list[Read]  # its petitions
    lines: list[LineFigures]
    counted: dict[str, Any]


def differing_sums(round_: Round) -> int:
    """How many kept sums of a round are not what its papers say (số liệu lệch): of schools, of bodies by kind, and of
    groups of petitions. Nothing is written. Linear in the lines."""
    schools = 0
    whole: Whole = {}
    groups: Moves = {}
    for each in _counted_anew(round_):
        same = each.asked.counted == each.counted and _as_read(each.asked, each.read) and _as_lines(each)
        schools += not same
        _add(whole, groups, each)
    return schools + _differing(round_, whole) + differing_groups(round_.pk, groups)


def mend_sums(round_: Round) -> None:
    """Work all sums of a round out anew (sửa số liệu lệch), while nothing else changes them. Linear in the lines."""
    with transaction.atomic():
        Round.objects.select_for_update(no_key=True).get(pk=round_.pk)  # whoever writes lines that name it goes on
        list(Asked.objects.select_for_update(no_key=True).filter(round=round_).order_by("pk").values_list("pk"))
        whole: Whole = {}
        groups: Moves = {}
        for each in _counted_anew(round_):
            if not _as_read(each.asked, each.read):
                keep_petitions(each.asked, each.read)
            if not _as_lines(each):
                write_facts(each.asked, each.lines)
        for each in _counted_anew(round_):
            Asked.objects.filter(pk=each.asked.pk).update(counted=each.counted)
            _add(whole, groups, each)
        Tally.objects.filter(round=round_).delete()
        rows = (Tally(round=round_, body_id=body, kind=kind, **_plain(parts)) for (body, kind), parts in whole.items())
        Tally.objects.bulk_create(rows)
        write_groups(round_.pk, groups)


def _counted_anew(round_: Round) -> Iterator[_Anew]:
    """Every school of a round, with the petitions and lines its paper tells and what its submissions put into the sums.
    Two queries for a school."""
    found = Asked.objects.filter(round=round_).select_related("round__body", "body", "row").order_by("pk")
    before = told_before(round_)
    said = said_of(LineSaid.objects.filter(asked__round=round_).values_list("asked", flat=True))
    for asked in found.iterator(chunk_size=200):
        sent = list(Submission.objects.filter(asked=asked).order_by("n"))
        counts = sent[-1] if standing_of(asked, sent[0] if sent else None).counted else None
        typed = counts.typed if counts else None
        standing = standing_of(asked, sent[0] if sent else None, typed=typed is not None)
        paper = paper_of(counts.paper) if counts and typed is None else None
        lines = lines_of(paper, said.get(asked.pk, {})) if paper else []
        steady = asked.row_id in before
        counted = contribution(asked, standing, paper, lines, raised_by(asked), typed, told_before=steady)
        if asked.round.state == Round.State.CLOSED:  # what the list said then
            counted["levels"] = asked.counted.get("levels", {})
        yield _Anew(asked, read_petitions(paper.recommendations) if paper else [], lines, counted)


def _as_lines(anew: _Anew) -> bool:
    """Whether the lines kept of a school, which each figure opens, are those that are counted. One query."""
    names = LineFigures.__slots__
    kept = LineFact.objects.filter(asked=anew.asked).order_by("position").values_list(*names)
    return list(kept) == [tuple(getattr(line, name) for name in names) for line in anew.lines]


def _as_read(asked: Asked, read: Sequence[Read]) -> bool:
    """Whether the petitions kept of a school are those of its paper, each in its place (khớp với văn bản): what an
    officer sorted anew is theirs. One query."""
    kept = RaisedPetition.objects.filter(asked=asked, standing=True).order_by("position")
    told = [(turn, each.words, each.mark) for turn, each in enumerate(read)]
    return list(kept.values_list("position", "words", "mark")) == told


def _add(whole: Whole, groups: Moves, anew: _Anew) -> None:
    for body in anew.counted["at"]:
        parts = whole.setdefault((body, anew.asked.kind), {part: Counter() for part in PARTS})
        for part, sums in parts.items():
            sums.update(anew.counted[part])
    add_changes(groups, {}, anew.counted["groups"], anew.counted["at"])


def _differing(round_: Round, whole: Whole) -> int:
    kept = {(row.body_id, row.kind): row for row in Tally.objects.filter(round=round_)}
    anew = {key: _plain(parts) for key, parts in whole.items()}
    empty: dict[str, dict[str, int]] = {part: {} for part in PARTS}
    told = {key: {part: getattr(row, part) for part in PARTS} for key, row in kept.items()}
    return sum(told.get(key, empty) != anew.get(key, empty) for key in {*told, *anew})


def _plain(parts: dict[str, Counter[str]]) -> dict[str, dict[str, int]]:
    return {part: {key: amount for key, amount in sums.items() if amount} for part, sums in parts.items()}
