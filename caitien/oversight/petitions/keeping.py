"""The rows of what a school asks for follow its paper (kiến nghị khớp với văn bản): what was done about one stays."""

from collections.abc import Iterable, Sequence
from typing import Final

from caitien.domain.texts.folding import fold, identity
from caitien.oversight.models import Asked, RaisedPetition
from caitien.oversight.petitions.reading import LONGEST_WHOM, Read, alike

_FROM_PAPER: Final = ("position", "words", "standing", "since", "nth")


def keep_petitions(asked: Asked, read: Sequence[Read]) -> None:
    """Let the rows of a school say what its paper says (các kiến nghị của trường). Five queries, one where it asks
    for nothing and never did; linear in them."""
    old = list(RaisedPetition.objects.filter(asked=asked).order_by("position", "pk"))
    if not old and not read:
        return
    before = _of_earlier_years(asked)
    stays: list[RaisedPetition] = []
    fresh: list[RaisedPetition] = []
    for turn, each in enumerate(read):
        row = _taken_out(old, each.mark)
        (stays if row else fresh).append(_placed(row or _row(asked, each), turn, each.words, before))
    RaisedPetition.objects.filter(asked=asked).update(standing=False)  # places are free while the rows change theirs
    RaisedPetition.objects.filter(pk__in=[row.pk for row in old if row.state == RaisedPetition.State.NEW]).delete()
    RaisedPetition.objects.bulk_update(stays, _FROM_PAPER)
    RaisedPetition.objects.bulk_create(fresh)


def _taken_out(rows: list[RaisedPetition], mark: str) -> RaisedPetition | None:
    """The first row of that mark, which is not among the rows any more."""
    found = next((row for row in rows if row.mark == mark), None)
    if found:
        rows.remove(found)
    return found


def _row(asked: Asked, read: Read) -> RaisedPetition:
    return RaisedPetition(
        round_id=asked.round_id,
        asked=asked,
        school_id=asked.school_id,
        kind=read.kind,
        mark=read.mark,
        whom=read.whom,
        whom_folded=fold(read.whom)[:LONGEST_WHOM],
        whom_identity=identity(read.whom)[:LONGEST_WHOM],
        criterion=read.criterion,
        money=read.money,
    )


def _placed(row: RaisedPetition, turn: int, words: str, before: Iterable[RaisedPetition]) -> RaisedPetition:
    last = next((each for each in before if each.mark == row.mark or alike(each.words, words)), None)
    row.position, row.words, row.standing = turn, words, True
    row.nth = last.nth + 1 if last else 1
    row.since = last.since if last else row.asked.round.school_year
    return row


def _of_earlier_years(asked: Asked) -> list[RaisedPetition]:
    """What the school asked for in rounds of earlier school years (kiến nghị các năm trước), the last year first."""
    found = RaisedPetition.objects.filter(
        asked__row_id=asked.row_id, round__school_year__lt=asked.round.school_year, standing=True
    )
    return list(found.order_by("-round__school_year", "-nth", "pk"))
