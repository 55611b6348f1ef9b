"""Who is asked by mail this morning, about what (soạn thư nhắc): a row for each, which the workers send.

Schools are taken a hundred at a time, and each such round is one transaction: cut off and begun anew it writes nothing
twice, for a person has one mail a day and one nudge a school, way and day.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Final

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from caitien.access.models import User
from caitien.domain.plan_state import PlanState
from caitien.domain.tasks.work_state import SETTLED, WorkState
from caitien.domain.times.nudging import BEFORE, LONGEST_REST, Kind, is_asked
from caitien.jobs.models import Scheduled
from caitien.jobs.scheduled import Schedule, daily
from caitien.nudges.mail.rules import quiets_of, rules_of
from caitien.nudges.models import Digest, Mailbox, Nudge
from caitien.work.counting.filters import drawn_up
from caitien.work.counting.missing import askable
from caitien.work.models import Occurrence

AT: Final = dt.time(6, 45)  # when the mails of a morning go out
SCHOOLS: Final = 100  # at a time
REMEMBERED: Final = dt.timedelta(days=45)  # back to which it counts that somebody was asked
AHEAD: Final = max(BEFORE.values()) + dt.timedelta(days=LONGEST_REST)  # to which a last day may be asked about
COUNTED: Final = (Digest.State.WAITING, Digest.State.HANDED, Digest.State.SENT)  # states in which somebody was asked
SENDING: Final = "nudge-letters"  # name of the schedule that sends: caitien.web.nudges.letters
NO_MAIL: Final = "Trang web chưa nối máy chủ thư nên không soạn thư nhắc; các trường dùng lời dán."
_QUIET: Final = [*(state.value for state in SETTLED), WorkState.WAITING.value]  # nothing is asked about these

Asked = Mapping[tuple[int, int], Sequence[Occurrence]]  # (school, person) → turns, the most pressing first


def plan_morning(now: dt.datetime) -> tuple[int, int]:
    """Write the mails of a morning (soạn thư của buổi sáng): how many people are asked, in how many schools. Some
    fourteen statements a hundred schools and a hundred people."""
    people = schools = 0
    for keys in _rounds(now):
        asked = _asked_by_rule(keys, now)
        with transaction.atomic():
            people += len(write(asked, now))
        schools += len({school for school, _ in asked})
    return people, schools


def open_turns() -> QuerySet[Occurrence]:
    """The turns somebody may be asked about (lượt còn hỏi): open, waiting for nobody, of a plan people work by. No
    query of its own."""
    found = Occurrence.objects.filter(task__withdrawn=False).exclude(state__in=_QUIET)
    return found.exclude(plan__state=PlanState.CLOSED).exclude(drawn_up("plan__"))


def write(asked: Asked, now: dt.datetime, by: User | None = None) -> set[int]:
    """Write the mails that ask these people (ghi thư sẽ gửi), to go out when it is quiet nowhere; their keys.

    Who has a mail that day already is asked with it where it has not gone out, else by none. Eight statements.
    """
    when = _moments(asked, now)
    new = [Digest(user_id=user, day=timezone.localdate(moment), due_at=moment) for user, moment in when.items()]
    Digest.objects.bulk_create(new, ignore_conflicts=True, batch_size=500)
    days = {each.day for each in new}
    waiting = {
        (each.user_id, each.day): each
        for each in Digest.objects.filter(user__in=when, day__in=days, state=Digest.State.WAITING)
    }
    found = {user: waiting.get((user, timezone.localdate(moment))) for user, moment in when.items()}
    _put_off({digest: when[user] for user, digest in found.items() if digest and digest.due_at < when[user]})
    nudges = [_nudge(key, turns, digest, by, now) for key, turns in asked.items() if (digest := found[key[1]])]
    there = set(Nudge.objects.filter(digest__in=waiting.values()).values_list("school", "user"))
    fresh = [each for each in nudges if (each.school_id, each.user_id) not in there]
    Nudge.objects.bulk_create(fresh, ignore_conflicts=True, batch_size=500)
    if fresh:
        _wake(min(when.values()))
    return {each.user_id for each in fresh}


def _put_off(later: Mapping[Digest, dt.datetime]) -> None:
    """A mail that another school asks with too waits for the end of its quiet. One statement, none where none does."""
    for digest, moment in later.items():
        digest.due_at = moment
    if later:
        Digest.objects.bulk_update(later, ["due_at"], batch_size=500)


def reachable(people: Collection[int]) -> set[int]:
    """Those of the people who can be asked by mail (gửi thư được): with an account, a proven address that takes mail,
    and no wish to get none. Two queries."""
    users = User.objects.filter(pk__in=people, is_active=True).exclude(email="")
    boxes = Mailbox.objects.filter(user__in=people).select_related("user")
    return set(users.values_list("pk", flat=True)) - {box.user_id for box in boxes if not box.takes}


# --- who, about what --------------------------------------------------------------------------------------------------


def _rounds(now: dt.datetime) -> Iterator[list[int]]:
    """Keys of the schools that may have something to ask, so many at a time. One query."""
    last = timezone.localdate(now) + AHEAD
    near = (
        open_turns()
        .filter(due__lte=last, school__merged_into=None)
        .order_by("school")
        .values_list("school", flat=True)
        .distinct()
    )
    keys = iter(list(near))
    while round_ := list(islice(keys, SCHOOLS)):
        yield round_


def _asked_by_rule(schools: Collection[int], now: dt.datetime) -> Asked:
    """Whom the rules of these schools ask today. Ten queries."""
    today, rules = timezone.localdate(now), rules_of(schools)
    quiets = quiets_of(rules, today)
    working = [school for school in schools if rules[school].kinds and quiets[school].works_on(today)]
    turns = open_turns().filter(school__in=working, due__lte=today + AHEAD)
    theirs = by_person(turns.only("school", "task", "due").order_by("due", "pk"))
    last = _last_asked(working, now)

    def is_due(who: tuple[int, int], turn: Occurrence) -> bool:
        assert turn.due  # noqa: S101 - those without a day were left out
        kinds, quiet = rules[who[0]].kinds, quiets[who[0]]
        return is_asked(turn.due, today, last.get((who[1], turn.pk)), kinds, quiet)

    soon = today + BEFORE[Kind.NEAR]
    due = {who: {turn.pk for turn in own if is_due(who, turn)} for who, own in theirs.items()}
    return {
        who: [turn for turn in own if turn.pk in due[who] or (turn.due and turn.due <= soon)]
        for who, own in theirs.items()
        if due[who]
    }


def by_person(turns: Iterable[Occurrence]) -> dict[tuple[int, int], list[Occurrence]]:
    """(school, person) → their turns, of who can be asked by mail. Six queries."""
    rows = list(turns)
    whom = askable({turn.task_id for turn in rows})
    reached = reachable({person.pk for each in whom.values() for person in each.people})
    found: dict[tuple[int, int], list[Occurrence]] = defaultdict(list)
    for turn in rows:
        for person in whom[turn.task_id].people if turn.task_id in whom else ():
            if person.pk in reached:
                found[turn.school_id, person.pk].append(turn)
    return found


def _last_asked(schools: Collection[int], now: dt.datetime) -> dict[tuple[int, int], dt.date]:
    """(person, turn) → the day they were asked about it last by mail. One query."""
    sent = Nudge.objects.filter(school__in=schools, channel=Nudge.Channel.MAIL, at__gte=now - REMEMBERED)
    rows = sent.filter(digest__state__in=COUNTED).order_by("day").values_list("user", "day", "about")
    return {(user, turn): day for user, day, about in rows for turn in about}


# --- the rows ---------------------------------------------------------------------------------------------------------


def _moments(asked: Asked, now: dt.datetime) -> dict[int, dt.datetime]:
    """Person → when their mail goes out: not before the hour of the morning, when it is quiet in none of the schools
    that ask. Two queries."""
    local = timezone.localtime(now).replace(tzinfo=None)
    begin = max(local, dt.datetime.combine(local.date(), AT))
    quiets = quiets_of(rules_of({school for school, _ in asked}), local.date())
    found: dict[int, dt.datetime] = {}
    for school, user in asked:
        found[user] = max(found.get(user, begin), quiets[school].next_moment(begin))
    return {user: timezone.make_aware(moment) for user, moment in found.items()}


def _nudge(
    key: tuple[int, int], turns: Sequence[Occurrence], digest: Digest, by: User | None, now: dt.datetime
) -> Nudge:
    about = {"school_id": key[0], "user_id": key[1], "channel": Nudge.Channel.MAIL, "day": digest.day}
    return Nudge(**about, digest=digest, lines=len(turns), about=[turn.pk for turn in turns], by=by, at=now)


def _wake(moment: dt.datetime) -> None:
    """Let the workers send from that moment on. One statement."""
    Scheduled.objects.filter(name=SENDING, due_at__gt=moment).update(due_at=moment)


def _every_morning() -> str:
    if not settings.EMAIL_HOST:
        return NO_MAIL
    people, schools = plan_morning(timezone.now())
    return f"Đã soạn thư nhắc cho {people} người ở {schools} trường." if people else "Hôm nay không phải nhắc ai."


PLANNING: Final = Schedule("nudge-planning", "Soạn thư nhắc việc, mỗi sáng", daily(6, 30), _every_morning)
