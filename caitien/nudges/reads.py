"""What a person may read of how people were asked (đã hỏi ai, lúc nào), scoped to the school."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Q, QuerySet
from django.utils import timezone

from caitien.access.rights import ActingUser
from caitien.nudges.mail.planning import COUNTED
from caitien.nudges.models import Digest, Nudge
from caitien.work.models import Occurrence

LOOKED_AT: Final = 200  # of the last nudges of a school
SHOWN: Final = 30
LATELY: Final = dt.timedelta(days=45)


@dataclass(frozen=True, slots=True)
class AskedOnce:
    """That a person was asked last (lần hỏi gần nhất), and of how many of the lines they told since."""

    nudge: Nudge
    told: int

    def __str__(self) -> str:
        return f"{self.nudge.user}, {self.nudge.lines} việc" + (f", đã báo {self.told}" if self.told else "")

    @property
    def note(self) -> str:
        """By which way, when, by whom (lời ghi)."""
        nudge = self.nudge
        by = f"{nudge.by} hỏi" if nudge.by else "theo lịch nhắc của trường"
        said = f" ({nudge.digest.said})" if nudge.digest and nudge.digest.said else ""
        at = f"{timezone.localtime(nudge.at):%H:%M %d/%m/%Y}"
        return f"{nudge.get_channel_display()} · {nudge.state}{said} · {at} · {by}"


def nudges_for(acting: ActingUser) -> Sequence[AskedOnce]:
    """Who was asked last, by what way and when (đã hỏi ai): each person once, the last thirty. Two queries."""
    rows = Nudge.objects.filter(school=acting.school).select_related("user", "by", "digest").order_by("-at", "-pk")
    last: dict[int, Nudge] = {}
    for row in rows[:LOOKED_AT]:
        last.setdefault(row.user_id, row)
    shown = list(last.values())[:SHOWN]
    told = _told_at({turn for nudge in shown for turn in nudge.about})
    return [AskedOnce(nudge, sum(told[turn] >= nudge.at for turn in nudge.about if turn in told)) for nudge in shown]


def nudges_of(acting: ActingUser) -> QuerySet[Nudge]:
    """What a person was asked in this school (đã hỏi tôi), the last first, what has not reached them left out. No query
    of its own."""
    own = Nudge.objects.filter(school=acting.school, user=acting.user)
    reached = Q(digest=None) | Q(digest__state=Digest.State.SENT)
    return own.filter(reached).select_related("digest", "by").order_by("-at", "-pk")


def asked_of(acting: ActingUser, turns: Collection[int]) -> Mapping[int, dt.datetime]:
    """Turn → when somebody was asked about it last, by text or mail, in six weeks (đã hỏi lúc nào). One query."""
    since = timezone.now() - LATELY
    rows = Nudge.objects.filter(school=acting.school, at__gte=since).exclude(digest__state__in=_NOT_ASKED)
    wanted, found = set(turns), {}
    for at, about in rows.order_by("at").values_list("at", "about"):
        found.update(dict.fromkeys(wanted.intersection(about), at))
    return found


_NOT_ASKED: Final = [state for state in Digest.State if state not in COUNTED]


def _told_at(turns: Collection[int]) -> Mapping[int, dt.datetime]:
    rows = Occurrence.objects.filter(pk__in=turns).values_list("pk", "told_at")
    return {turn: at for turn, at in rows if at}
