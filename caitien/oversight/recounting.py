"""Proving the sums of rounds (đếm lại): what is kept is what working all of it out from the papers anew gives."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from django.db import transaction

from caitien.domain.papers.paper_json import paper_of
from caitien.oversight.models import Asked, RaisedPetition, Round, Submission, Tally
from caitien.oversight.petitions.keeping import keep_petitions
from caitien.oversight.petitions.reading import Read, read_petitions
from caitien.oversight.recognition import told_before
from caitien.oversight.sums import PARTS, contribution, raised_by, standing_of

Whole = dict[tuple[int, str], dict[str, Counter[str]]]  # (body, kind) → part → sums


def differing_sums(round_: Round) -> int:
    """How many kept sums of a round are not what its papers say (số liệu lệch): of schools, and of bodies by kind.
    Nothing is written. Linear in the lines."""
    schools = 0
    whole: Whole = {}
    for asked, read, counted in _counted_anew(round_):
        schools += asked.counted != counted or not _as_read(asked, read)
        _add(whole, asked.kind, counted)
    return schools + _differing(round_, whole)


def mend_sums(round_: Round) -> None:
    """Work all sums of a round out anew (sửa số liệu lệch), while nothing else changes them. Linear in the lines."""
    with transaction.atomic():
        Round.objects.select_for_update(no_key=True).get(pk=round_.pk)  # whoever writes lines that name it goes on
        list(Asked.objects.select_for_update(no_key=True).filter(round=round_).order_by("pk").values_list("pk"))
        whole: Whole = {}
        for asked, read, _ in _counted_anew(round_):
            if not _as_read(asked, read):
                keep_petitions(asked, read)
        for asked, _, counted in _counted_anew(round_):
            Asked.objects.filter(pk=asked.pk).update(counted=counted)
            _add(whole, asked.kind, counted)
        Tally.objects.filter(round=round_).delete()
        rows = (Tally(round=round_, body_id=body, kind=kind, **_plain(parts)) for (body, kind), parts in whole.items())
        Tally.objects.bulk_create(rows)


def _counted_anew(round_: Round) -> Iterator[tuple[Asked, list[Read], dict[str, Any]]]:
    """Every school of a round, with the petitions its paper tells and what its submissions put into the sums. Two
    queries for a school."""
    found = Asked.objects.filter(round=round_).select_related("round__body", "body", "row").order_by("pk")
    before = told_before(round_)
    for asked in found.iterator(chunk_size=200):
        sent = list(Submission.objects.filter(asked=asked).order_by("n"))
        counts = sent[-1] if standing_of(asked, sent[0] if sent else None).counted else None
        typed = counts.typed if counts else None
        standing = standing_of(asked, sent[0] if sent else None, typed=typed is not None)
        paper = paper_of(counts.paper) if counts and typed is None else None
        counted = contribution(asked, standing, paper, raised_by(asked), typed, told_before=asked.row_id in before)
        if asked.round.state == Round.State.CLOSED:  # what the list said then
            counted["levels"] = asked.counted.get("levels", {})
        yield asked, read_petitions(paper.recommendations) if paper else [], counted


def _as_read(asked: Asked, read: Sequence[Read]) -> bool:
    """Whether the petitions kept of a school are those of its paper, each in its place (khớp với văn bản): what an
    officer sorted anew is theirs. One query."""
    kept = RaisedPetition.objects.filter(asked=asked, standing=True).order_by("position")
    told = [(turn, each.words, each.mark) for turn, each in enumerate(read)]
    return list(kept.values_list("position", "words", "mark")) == told


def _add(whole: Whole, kind: str, counted: dict[str, Any]) -> None:
    for body in counted["at"]:
        parts = whole.setdefault((body, kind), {part: Counter() for part in PARTS})
        for part, sums in parts.items():
            sums.update(counted[part])


def _differing(round_: Round, whole: Whole) -> int:
    kept = {(row.body_id, row.kind): row for row in Tally.objects.filter(round=round_)}
    anew = {key: _plain(parts) for key, parts in whole.items()}
    empty: dict[str, dict[str, int]] = {part: {} for part in PARTS}
    told = {key: {part: getattr(row, part) for part in PARTS} for key, row in kept.items()}
    return sum(told.get(key, empty) != anew.get(key, empty) for key in {*told, *anew})


def _plain(parts: dict[str, Counter[str]]) -> dict[str, dict[str, int]]:
    return {part: {key: amount for key, amount in sums.items() if amount} for part, sums in parts.items()}
