"""Petitions by kind and addressee, kept as sums (nhóm kiến nghị cộng sẵn), moved by what changed."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from django.db.models import F

from caitien.domain.texts.folding import identity
from caitien.oversight.counting import Raised
from caitien.oversight.models import PetitionTally, RaisedPetition
from caitien.oversight.models.petition import LONGEST_WHOM

FIGURES: Final = ("schools", "petitions", "open", "passed_on", "answered", "repeated", "money")
Groups = Mapping[str, Mapping[str, int]]  # by kind:addressee
Moves = dict[tuple[int, str], Counter[str]]  # (body, kind:addressee) → figures


def petition_groups(raised: Iterable[Raised]) -> dict[str, dict[str, int]]:
    """What a school adds to the groups of petitions (phần của trường trong các nhóm). Linear."""
    found: dict[str, Counter[str]] = {}
    for each in raised:
        own = found.setdefault(f"{each.kind}:{each.whom_identity}", Counter(schools=1))
        own.update(
            petitions=1,
            open=each.open,
            passed_on=each.passed_on,
            answered=each.answered,
            repeated=each.repeated,
            money=each.money,
        )
    return {key: {name: amount for name, amount in own.items() if amount} for key, own in found.items()}


def add_changes(moves: Moves, before: Groups, now: Groups, at: Iterable[int]) -> None:
    """Put into ``moves`` what a school changes in the groups of these bodies (phần thay đổi)."""
    changes = list(_changes(before, now))
    for body in at:
        for key, change in changes:
            moves.setdefault((body, key), Counter()).update(change)


def move_groups(round_: int, moves: Moves) -> None:
    """Move the groups of a round (cộng vào các nhóm), rows in one order, after those of Tally. A query for each group
    that moves, four where it is the first of its kind."""
    for (body, key), change in sorted(moves.items()):
        told = {name: F(name) + amount for name, amount in change.items() if amount}
        if told:
            _move(round_, body, key, told)


def name_group(round_: int, whom: str) -> None:
    """Let groups to a body bear its name as an officer writes it (tên nơi nhận). Two queries. A group that somebody
    moves right now keeps the name it has: waiting for it, out of the order in which they are moved, might never end."""
    rows = PetitionTally.objects.filter(round=round_, whom_identity=identity(whom)[:LONGEST_WHOM])
    here = rows.select_for_update(skip_locked=True, no_key=True).values_list("pk", flat=True)
    PetitionTally.objects.filter(pk__in=list(here)).update(whom=whom)


def differing_groups(round_: int, whole: Moves) -> int:
    """How many kept groups of a round are not ``whole`` (nhóm lệch). One query."""
    rows = PetitionTally.objects.filter(round=round_).values("body", "kind", "whom_identity", *FIGURES)
    kept = {(row["body"], f"{row['kind']}:{row['whom_identity']}"): _plain(row) for row in rows}
    anew = {key: _plain(figures) for key, figures in whole.items()}
    return sum(kept.get(key, {}) != anew.get(key, {}) for key in {*kept, *anew})


def write_groups(round_: int, whole: Moves) -> None:
    """Let the groups of a round be these (viết lại các nhóm). Linear in them."""
    PetitionTally.objects.filter(round=round_).delete()
    named = RaisedPetition.objects.filter(round=round_, standing=True).exclude(whom="").order_by("-pk")
    names = dict(named.values_list("whom_identity", "whom").iterator(chunk_size=5_000))
    rows = (
        PetitionTally(**_about(round_, body, key), whom=names.get(key.partition(":")[2], ""), **_plain(figures))
        for (body, key), figures in whole.items()
    )
    PetitionTally.objects.bulk_create(rows, batch_size=500)


def _move(round_: int, body: int, key: str, told: Mapping[str, Any]) -> None:
    about = _about(round_, body, key)
    if not PetitionTally.objects.filter(**about).update(**told):
        named = {name: about[name] for name in ("round_id", "kind", "whom_identity")}
        whom = RaisedPetition.objects.filter(**named, standing=True).values_list("whom", flat=True).first() or ""
        PetitionTally.objects.get_or_create(**about, defaults={"whom": whom})
        PetitionTally.objects.filter(**about).update(**told)


def _about(round_: int, body: int, key: str) -> dict[str, Any]:
    kind, _, whom = key.partition(":")
    return {"round_id": round_, "body_id": body, "kind": kind, "whom_identity": whom}


def _changes(before: Groups, now: Groups) -> Iterator[tuple[str, Counter[str]]]:
    for key in {*before, *now}:
        change = Counter(now.get(key, {}))
        change.subtract(before.get(key, {}))
        if any(change.values()):
            yield key, change


def _plain(figures: Mapping[str, int]) -> dict[str, int]:
    return {name: figures[name] for name in FIGURES if figures.get(name)}
