"""What an officer of a commune has to do today (việc hôm nay của xã): whom to chase, what to look at, who mends."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Count, OuterRef, QuerySet, Subquery

from caitien.access.rights import ActingUser
from caitien.oversight.chasing import NOT_SENT, Chase, chases
from caitien.oversight.models import Asked, Note, Round, Submission, Verdict
from caitien.oversight.reads import asked_for, decides, rounds_for

MOST: Final = 60  # schools the desk shows, and is chased from; a commune has some twenty
MOST_LISTED: Final = 20  # papers to look at, and schools that mend
FRESH: Final = (Asked.State.SUBMITTED, Asked.State.RESUBMITTED)
_SENT: Final = (*FRESH, Asked.State.PASSED_ON, Asked.State.TAKEN, Asked.State.RETURNED)


@dataclass(frozen=True, slots=True)
class Back:
    """A school whose paper went back (trường bị trả lại): why, and by when it is to come again."""

    asked: Asked
    reasons: Sequence[str]
    again_by: dt.date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A round as a body sees it today (bàn làm việc): how many schools stand how, and the three things to do.

    ``schools`` each with ``note``, the last one about it; ``chase`` is empty where there are too many to chase from one
    page.
    """

    states: Mapping[str, int]
    fresh: Sequence[str]  # the states in which a paper waits for this body
    schools: Sequence[Asked]
    chase: Sequence[Chase]
    to_look: Sequence[Asked]
    returned: Sequence[Back]

    def _count(self, states: Iterable[str]) -> int:
        return sum(self.states.get(state, 0) for state in states)

    @property
    def total(self) -> int:
        """How many schools are asked, without the exempt."""
        return sum(self.states.values()) - self._count([Asked.State.EXEMPT])

    @property
    def sent(self) -> int:
        """How many schools sent something."""
        return self._count(_SENT)

    @property
    def missing(self) -> int:
        """How many sent nothing."""
        return self._count(NOT_SENT)

    @property
    def waiting(self) -> int:
        """How many papers wait for this body."""
        return self._count(self.fresh)

    @property
    def back(self) -> int:
        """How many schools mend."""
        return self._count([Asked.State.RETURNED])


def open_rounds(acting: ActingUser, today: dt.date) -> list[Round]:
    """The rounds one works in now (đợt đang mở), the one that is due next first. One query."""
    rounds = rounds_for(acting).filter(state=Round.State.OPEN, opens__lte=today).order_by("due", "pk")
    return list(rounds[:MOST])


def desk_of(acting: ActingUser, round_: Round) -> Desk:
    """What is to be done in a round (việc của cơ quan trong đợt). Six queries; what is shown does not grow with the
    schools."""
    found = asked_for(acting, round_)
    counted = found.order_by().values_list("state").annotate(amount=Count("pk"))
    states = {str(state): int(amount) for state, amount in counted}
    fresh = (*FRESH, Asked.State.PASSED_ON) if decides(acting, round_) else FRESH
    awaited = sum(states.get(state, 0) for state in (*NOT_SENT, Asked.State.RETURNED))
    return Desk(
        states=states,
        fresh=fresh,
        schools=list(_noted(found)[:MOST]),
        chase=chases(found) if awaited <= MOST else [],
        to_look=list(found.filter(state__in=fresh)[:MOST_LISTED]),
        returned=_reasons(found.filter(state=Asked.State.RETURNED)[:MOST_LISTED]),
    )


def _noted(asked: QuerySet[Asked]) -> QuerySet[Asked]:
    last = Note.objects.filter(asked=OuterRef("pk")).order_by("-pk").values("words")[:1]
    return asked.annotate(note=Subquery(last))


def _reasons(returned: Iterable[Asked]) -> list[Back]:
    """Why each went back, by the verdict on its last submission. Two queries."""
    rows = list(returned)
    newest = Submission.objects.filter(asked=OuterRef("submission__asked")).order_by("-n").values("pk")[:1]
    said = Verdict.objects.filter(submission__asked__in=rows, submission=Subquery(newest))
    by_asked = {each.submission.asked_id: each for each in said.select_related("submission")}
    return [
        Back(each, [reason["words"] for reason in by_asked[each.pk].reasons], by_asked[each.pk].again_by)
        for each in rows
        if each.pk in by_asked
    ]
