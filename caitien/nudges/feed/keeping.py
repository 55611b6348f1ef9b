"""What calendars show follows the work (lịch theo việc), by the workers: a look at a calendar writes nothing.

After each burst of changes in a school the calendars of its people are worked out anew and compared with what they
showed: what moved or was renamed counts one up, what is done, taken away or theirs no more ends, and is told as
cancelled for a month, so that a telephone that slept takes it out.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, Final

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from caitien.access.models import Membership, UnitMember
from caitien.domain.plan_state import PlanState
from caitien.domain.tasks.work_state import SETTLED
from caitien.domain.texts.folding import one_line
from caitien.jobs.chores import Chore, Schools
from caitien.nudges.models import Feed, FeedTurn
from caitien.plans.models import Assignment
from caitien.work.counting.filters import drawn_up
from caitien.work.counting.missing import line_name
from caitien.work.models import Occurrence

ROUND: Final = 100  # calendars at a time
MOST: Final = 400  # turns of one that go on; those that ended stand beside them
TOLD_FOR: Final = dt.timedelta(days=30)  # that a turn has ended
LONGEST: Final = 250  # letters
_SHOWN: Final = ("school_id", "task", "plan", "due", "words")
_COLUMNS: Final = (
    "school", "task", "plan", "due", "last", "begins", "ends", "words", "sequence", "changed_at", "ended_at",
)  # fmt: skip
_SETTLED: Final = [state.value for state in SETTLED]

Key = tuple[str, int]  # a kind of FeedTurn, and the key of the occurrence, meeting or review
Shown = Mapping[Key, Mapping[str, Any]]  # what is shown of each, by columns of FeedTurn
Source = Callable[[Sequence[int], dt.date], Mapping[int, Shown]]  # people, a day → what each of them is to see
SOURCES: Final[list[Source]] = []  # what stands in calendars besides work: each floor above adds its own


def keep_all(schools: Schools = None) -> None:
    """Let the calendars of the people of those schools follow (lịch theo việc). Nine statements a hundred, those
    of SOURCES, and one query."""
    feeds = Feed.objects.order_by("pk")
    if schools is not None:
        feeds = feeds.filter(Q(user__memberships__school__in=schools) | Q(turns__school__in=schools)).distinct()
    waiting = iter(list(feeds))
    while round_ := list(islice(waiting, ROUND)):
        with transaction.atomic():
            keep(round_)


CALENDARS: Final = Chore("calendars", keep_all)


def keep(feeds: Sequence[Feed]) -> None:
    """Let these calendars show what is open (cập nhật lịch). Nine statements and those of SOURCES, linear in what they
    show."""
    now, people = timezone.now(), [feed.pk for feed in feeds]
    wanted = _wanted(people, timezone.localdate(now))
    shown: dict[int, dict[Key, FeedTurn]] = {person: {} for person in people}
    for row in FeedTurn.objects.filter(feed__in=people):
        shown[row.feed_id][row.kind, row.turn] = row
    changed = [row for person in people for row in _changed(person, wanted[person], shown[person], now)]
    FeedTurn.objects.bulk_update([row for row in changed if row.pk], _COLUMNS, batch_size=200)
    FeedTurn.objects.bulk_create([row for row in changed if not row.pk], ignore_conflicts=True, batch_size=200)
    FeedTurn.objects.filter(feed__in=people, ended_at__lt=now - TOLD_FOR).delete()


def _changed(person: int, wanted: Shown, shown: Mapping[Key, FeedTurn], now: dt.datetime) -> Iterator[FeedTurn]:
    """The rows of one calendar that are new or other than before."""
    for (kind, key), says in wanted.items():
        row = shown.get((kind, key))
        if row is None:
            yield FeedTurn(feed_id=person, kind=kind, turn=key, changed_at=now, **says)
        elif row.ended_at or any(getattr(row, name) != value for name, value in says.items()):
            yield _moved(row, now, ended_at=None, **says)
    for there, row in shown.items():
        if there not in wanted and row.ended_at is None:
            yield _moved(row, now, ended_at=now, words="")


def _moved(row: FeedTurn, now: dt.datetime, **says: Any) -> FeedTurn:
    for name, value in {**says, "sequence": row.sequence + 1, "changed_at": now}.items():
        setattr(row, name, value)
    return row


# --- what is theirs ---------------------------------------------------------------------------------------------------


def _wanted(people: Sequence[int], today: dt.date) -> Mapping[int, Shown]:
    """Person → what their calendar shows: their turns, and what the floors above add."""
    found: dict[int, dict[Key, Mapping[str, Any]]] = {
        person: dict(turns) for person, turns in _turns(people, today).items()
    }
    for source in SOURCES:
        for person, more in source(people, today).items():
            found[person].update(more)
    return found


def _turns(people: Sequence[int], today: dt.date) -> Mapping[int, Shown]:
    """Person → what is open, has a day and is theirs or of a unit of theirs, in the schools they are in; of very many
    the nearest to today. Four queries."""
    owners = _owners(people)
    found: dict[int, list[Occurrence]] = {person: [] for person in people}
    here = set(parts_in(people).values_list("user", "school"))
    for turn in _open(list(owners)):
        for person in owners[turn.task_id]:
            if (person, turn.school_id) in here:
                found[person].append(turn)
    kind = FeedTurn.Kind.TURN.value
    return {person: {(kind, turn.pk): _says(turn) for turn in _nearest(own, today)} for person, own in found.items()}


def parts_in(people: Sequence[int]) -> QuerySet[Membership]:
    """The parts these people have in schools that stand (phần của mỗi người): in one that was joined to another nobody
    reports any more. No query of its own."""
    return Membership.objects.filter(user__in=people, school__isnull=False, school__merged_into=None)


def _owners(people: Sequence[int]) -> Mapping[int, set[int]]:
    """Key of a line → those of the people who carry it out. Two queries."""
    of_unit: dict[int, set[int]] = defaultdict(set)
    for unit, person in UnitMember.objects.filter(user__in=people).values_list("unit", "user"):
        of_unit[unit].add(person)
    given = Assignment.objects.filter(Q(user__in=people) | Q(unit__in=list(of_unit)))
    owners: dict[int, set[int]] = defaultdict(set)
    wanted = set(people)
    for task, person, unit in given.values_list("task", "user", "unit"):
        owners[task] |= {person} & wanted | of_unit.get(unit, set())
    return owners


def _open(tasks: Sequence[int]) -> Iterator[Occurrence]:
    found = Occurrence.objects.filter(task__in=tasks, due__isnull=False, task__withdrawn=False)
    found = found.exclude(state__in=_SETTLED).exclude(plan__state=PlanState.CLOSED).exclude(drawn_up("plan__"))
    return found.select_related("task__goal").order_by("due", "pk").iterator()


def _nearest(turns: Sequence[Occurrence], today: dt.date) -> Sequence[Occurrence]:
    return sorted(turns, key=lambda turn: abs((turn.due or today) - today))[:MOST]


def _says(turn: Occurrence) -> dict[str, Any]:
    words = " · ".join(filter(None, (line_name(turn.task, 160), one_line(turn.name))))
    values = (turn.school_id, turn.task_id, turn.plan_id, turn.due, words[:LONGEST])
    return dict(zip(_SHOWN, values, strict=True))
