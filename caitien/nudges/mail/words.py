"""What a mail asks (lời của thư nhắc), worked out when it goes out: of what is still open then, and still theirs."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.utils import timezone

from caitien.access.models import User
from caitien.domain.texts.folding import one_line
from caitien.nudges.mail.planning import open_turns, reachable
from caitien.nudges.models import Digest, Nudge
from caitien.work.counting.missing import Askable, askable, line_name
from caitien.work.models import Occurrence

LINE: Final = 120  # letters of a line's name


@dataclass(frozen=True, slots=True)
class AskedLine:
    """One thing a mail asks about (một việc trong thư)."""

    words: str
    due: dt.date | None
    days_late: int  # 0 where it is not late

    def __str__(self) -> str:
        day = f"hạn {self.due:%d/%m/%Y}" if self.due else "chưa có hạn"
        return f"{self.words}, {day}"


@dataclass(frozen=True, slots=True)
class Letter:
    """The words of one mail (lời của một thư): to whom, of which school which lines, the most pressing first."""

    digest: Digest
    person: User
    asked: Sequence[tuple[str, Sequence[AskedLine]]]
    nudges: Sequence[Nudge]  # as they go out
    nothing_left: Sequence[int]  # keys of nudges of which nothing is open any more

    @property
    def name(self) -> str:
        """Whom it greets: no letter nobody sees, which would turn others around."""
        return one_line(str(self.person))

    @property
    def lines(self) -> list[AskedLine]:
        """All it asks about."""
        return [line for _, lines in self.asked for line in lines]


def letters_of(digests: Sequence[Digest]) -> Mapping[int, Letter]:
    """Key of a mail → its words; of those that have nothing left to ask, or nobody to ask, none. Eight queries."""
    nudges = list(Nudge.objects.filter(digest__in=digests).select_related("school", "user").order_by("school", "pk"))
    turns = _turns({key for nudge in nudges for key in nudge.about})
    whom = askable({turn.task_id for turn in turns.values()})
    reached = reachable({digest.user_id for digest in digests})
    of_digest: dict[int | None, list[tuple[Nudge, list[Occurrence]]]] = defaultdict(list)
    for nudge in nudges:
        own = [turns[key] for key in nudge.about if key in turns]
        theirs = [turn for turn in own if nudge.user in whom.get(turn.task_id, Askable()).people]
        of_digest[nudge.digest_id].append((nudge, theirs if nudge.user_id in reached else []))
    found = (_letter(digest, of_digest[digest.pk]) for digest in digests)
    return {letter.digest.pk: letter for letter in found if letter.asked}


def _turns(keys: set[int]) -> Mapping[int, Occurrence]:
    return {turn.pk: turn for turn in open_turns().filter(pk__in=keys).select_related("task__goal")}


def _letter(digest: Digest, asked: Sequence[tuple[Nudge, Sequence[Occurrence]]]) -> Letter:
    """Its words, and the nudges as they are kept once it goes out."""
    now = timezone.now()
    left = {nudge: [_line(turn, timezone.localdate(now)) for turn in turns] for nudge, turns in asked if turns}
    for nudge, turns in asked:
        nudge.about, nudge.lines, nudge.at = [turn.pk for turn in turns], len(turns), now
        nudge.text = "\n".join(str(line) for line in left.get(nudge, ()))
    gone = [nudge.pk for nudge, turns in asked if not turns]
    return Letter(
        digest, digest.user, [(one_line(str(nudge.school)), lines) for nudge, lines in left.items()], list(left), gone
    )


def _line(turn: Occurrence, today: dt.date) -> AskedLine:
    words = " · ".join(filter(None, (line_name(turn.task, LINE), one_line(turn.name))))
    late = (today - turn.due).days if turn.due else 0
    return AskedLine(words, turn.due, max(late, 0))
