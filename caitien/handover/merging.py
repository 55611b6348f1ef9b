"""Joining schools (sáp nhập trường) by a decision: what they hold is looked at first, then it happens, all at once.

Nothing is moved and nothing renumbered: each school that is joined stays with its plans, papers, proofs, people and
trail under its own name, to be read, and its addresses and codes go on answering. Its people become people of the new
one; which of its lines go on there, that school says itself (:mod:`caitien.handover.carrying`).
"""

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction
from django.db.models import Count, QuerySet
from django.utils import timezone

from caitien.access.action import Done, action, hold, note
from caitien.access.models import AuditEntry, Invitation, Membership, Role, School, User
from caitien.domain.refused import Refused, Stale
from caitien.domain.texts.folding import clean
from caitien.domain.texts.typed import say_day
from caitien.evidence.models import Guest, Item
from caitien.handover.models import HandOver
from caitien.nudges.models import AnswerLink, HeldAnswer
from caitien.oversight.roster import join_aboard
from caitien.papers.models import Issue
from caitien.plans.models import Plan, Task

MOST: Final = 20  # schools joined at once
LONGEST_NUMBER: Final = 200
PEOPLE: Final = "người"
JOINED: Final = "Trường đã nhập vào trường khác; xin báo ở trường mới."
NONE: Final = Refused("Xin ghi ít nhất một trường nhập vào.")
TOO_MANY: Final = Refused(f"Mỗi lần sáp nhập nhiều nhất {MOST} trường.")
ITSELF: Final = Refused("Trường sau sáp nhập không thể cũng là trường nhập vào. Xin bỏ trường ấy khỏi danh sách dưới.")
DEMO: Final = Refused("Trường mẫu không sáp nhập được.")
GONE_ALREADY: Final = "{} đã nhập vào {} từ trước."
NO_DECISION: Final = Refused("Xin ghi số quyết định sáp nhập.")
NO_CHAIR: Final = Refused("Trường sau sáp nhập chưa có hiệu trưởng. Xin chọn hiệu trưởng trong những người dưới đây.")
OTHER_BY_NOW: Final = Stale("Trong lúc thầy cô xem, số liệu của các trường vừa đổi. Chưa ghi gì; xin xem lại rồi bấm.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Merger:
    """What is to be joined, by which decision (sáp nhập)."""

    predecessors: tuple[int, ...]  # keys of schools
    decision: str  # its number
    decided_on: dt.date
    day: dt.date  # from which the schools are one
    chair: int | None = None  # key of the person, where the new school has none

    @property
    def words(self) -> str:
        """The decision as people cite it."""
        return f"Quyết định số {clean(self.decision)} ngày {say_day(self.decided_on)}"


@dataclass(frozen=True, slots=True)
class Held:
    """What a school holds (điều trường đang có), and what of it ends with the merger: how many, by name."""

    school: School
    kept: Mapping[str, int]
    ends: Mapping[str, int]

    @property
    def people(self) -> int:
        """How many people have a part in it."""
        return self.kept[PEOPLE]


@dataclass(frozen=True, slots=True)
class MergerLook:
    """A merger looked at (sáp nhập đã xem): the new school before, those that join it, who of their people comes new,
    who could be its chair where it has none, and a mark of all that."""

    successor: Held
    joined: Sequence[Held]
    coming: int  # people who are not in the new school yet
    chairs: Sequence[User]
    mark: str


def look_at(successor: School, merger: Merger) -> MergerLook | Refused:
    """What a merger would do (xem trước sáp nhập), or why it cannot be; nothing is written. Some fifteen queries,
    however many schools and rows."""
    joined = list(School.objects.filter(pk__in=merger.predecessors).order_by("folded", "pk"))
    if hindrance := _hindrance(successor, joined, merger):
        return hindrance
    held = _held([successor, *joined])
    coming = _coming(successor, joined).values("user").distinct().count()
    mark = hashlib.sha256(repr((held, coming, merger.words, merger.day)).encode()).hexdigest()[:16]
    return MergerLook(held[0], held[1:], coming, _chairs(successor, joined), mark)


def merge(actor: User, successor: School, *, merger: Merger, seen: str) -> School | Refused:
    """Join schools to another (sáp nhập), as it was seen; or why not. Some thirty statements and four for each school
    joined, however many rows they have; the rows of people are written 500 at a time.

    All the schools are locked first, in order of their keys: of two mergers of the same schools, whichever way round,
    one waits for the other and finds what it left. Whoever writes a row that only names one of them does not wait.
    """
    with transaction.atomic():
        hold(School.objects.filter(pk__in={successor.pk, *merger.predecessors}))
        return _merge(actor, successor, merger=merger, seen=seen)


@action("school.merge")
def _merge(actor: User, successor: School, *, merger: Merger, seen: str) -> Done[School] | Refused:
    joined = list(School.objects.filter(pk__in=merger.predecessors).order_by("pk"))
    look = look_at(successor, merger)
    if isinstance(look, Refused):
        return look
    if look.mark != seen:
        return OTHER_BY_NOW
    if look.chairs and merger.chair not in {each.pk for each in look.chairs}:
        return NO_CHAIR
    _people_come(successor, joined, merger.chair if look.chairs else None)
    _doors_close(joined)
    about = {"merged_into": successor, "merged_on": merger.day, "merged_by": merger.words}
    School.objects.filter(pk__in=[each.pk for each in joined]).update(**about)
    join_aboard(joined, successor)
    told: dict[str, object] = {"merger_decision": merger.words, "merger_day": merger.day.isoformat()}
    for each in joined:
        _tell(actor, each, {**told, "merged_school": str(successor)})
    told |= {"joined_schools": ", ".join(map(str, joined)), "people_come": look.coming}
    return Done(successor, successor, {}, {**told, "joined_kept": "; ".join(map(_said, look.joined))})


def _said(held: Held) -> str:
    """What a school brought, in a sentence of the trail."""
    return f"{held.school}: " + ", ".join(f"{many} {name}" for name, many in held.kept.items())


def predecessors_of(school: School) -> QuerySet[School]:
    """The schools that were joined to one (các trường đã nhập vào), the last first. One query."""
    return School.objects.filter(merged_into=school).order_by("-merged_on", "folded", "pk")


# --- what stands in the way -------------------------------------------------------------------------------------------


def _hindrance(successor: School, joined: Sequence[School], merger: Merger) -> Refused | None:
    if not joined:
        return NONE
    if len(joined) > MOST:
        return TOO_MANY
    if successor in joined:
        return ITSELF
    if any(each.demo for each in (successor, *joined)):
        return DEMO
    if gone := next((each for each in (successor, *joined) if each.merged_into_id), None):
        return Refused(GONE_ALREADY.format(gone, gone.merged_into))
    return None if clean(merger.decision) else NO_DECISION


def _chairs(successor: School, joined: Sequence[School]) -> list[User]:
    """Who could be the chair of a school that has none: those who chair one that is joined."""
    if Membership.objects.filter(school=successor, role=Role.CHAIR).exists():
        return []
    found = User.objects.filter(memberships__school__in=joined, memberships__role=Role.CHAIR)
    return list(found.distinct().order_by("folded", "pk"))


# --- what they hold ---------------------------------------------------------------------------------------------------


def _held(schools: Sequence[School]) -> list[Held]:
    keys = [each.pk for each in schools]
    open_links = AnswerLink.objects.filter(revoked_at=None, expires_at__gt=timezone.now())
    kept = {
        "kế hoạch": _by_school(Plan.objects.all(), keys),
        "dòng kế hoạch": _by_school(Task.objects.all(), keys),
        "văn bản đã ban hành": _by_school(Issue.objects.all(), keys),
        "minh chứng": _by_school(Item.objects.exclude(state=Item.State.DROPPED), keys),
        PEOPLE: _by_school(Membership.objects.all(), keys, "user"),
        "dòng nhật ký": _by_school(AuditEntry.objects.all(), keys, of="chain"),
    }
    ends = {
        "đường dẫn báo việc": _by_school(open_links, keys),
        "lời báo chờ nhận": _by_school(HeldAnswer.objects.filter(state=HeldAnswer.State.WAITING), keys),
        "lời mời đang chờ": _by_school(_waiting(), keys),
        "đường dẫn của đoàn đánh giá": _by_school(Guest.objects.filter(revoked_at=None), keys),
        "bàn giao chưa ký xong": _by_school(HandOver.objects.filter(state=HandOver.State.OPEN), keys),
    }
    return [
        Held(each, {name: found.get(each.pk, 0) for name, found in kept.items()},
             {name: found.get(each.pk, 0) for name, found in ends.items()})
        for each in schools
    ]  # fmt: skip


def _by_school(rows: "QuerySet[Any]", keys: Sequence[int], what: str = "pk", of: str = "school") -> dict[int, int]:
    found = rows.filter(**{f"{of}__in": keys}).order_by().values_list(of).annotate(many=Count(what, distinct=True))
    return dict(found)


def _waiting() -> QuerySet[Invitation]:
    return Invitation.objects.filter(taken_at=None, withdrawn_at=None)


# --- it happens -------------------------------------------------------------------------------------------------------


def _coming(successor: School, joined: Sequence[School]) -> QuerySet[Membership]:
    """The parts, in the schools that are joined, of people who are not in the new one."""
    there = Membership.objects.filter(school=successor).values("user")
    return Membership.objects.filter(school__in=joined).exclude(user__in=there)


def _people_come(successor: School, joined: Sequence[School], chair: int | None) -> None:
    """Everyone of them is of the new school (người về trường mới): who only read reads, the others are staff until the
    new school arranges them. What they were in the old one stays told there."""
    held: dict[int, set[str]] = {}
    for user, role in _coming(successor, joined).values_list("user", "role"):
        held.setdefault(user, set()).add(role)
    rows = [
        Membership(school=successor, user_id=user, role=_new_role(user, roles, chair)) for user, roles in held.items()
    ]
    if chair is not None and chair not in held:
        rows.append(Membership(school=successor, user_id=chair, role=Role.CHAIR))
    Membership.objects.bulk_create(rows, batch_size=500)


def _new_role(user: int, roles: set[str], chair: int | None) -> Role:
    if user == chair:
        return Role.CHAIR
    return Role.READER if roles == {Role.READER} else Role.STAFF


def _doors_close(joined: Sequence[School]) -> None:
    """What lets somebody in without an account, or in another part, ends (khép các đường dẫn); what was told and waits
    is not taken any more, and says so. Five statements."""
    now = timezone.now()
    AnswerLink.objects.filter(school__in=joined, revoked_at=None).update(revoked_at=now)
    HeldAnswer.objects.filter(school__in=joined, state=HeldAnswer.State.WAITING).update(
        state=HeldAnswer.State.RETURNED, why=JOINED, decided_at=now
    )
    _waiting().filter(school__in=joined).update(withdrawn_at=now)
    Guest.objects.filter(school__in=joined, revoked_at=None).update(revoked_at=now)
    HandOver.objects.filter(school__in=joined, state=HandOver.State.OPEN).update(
        state=HandOver.State.WITHDRAWN, ended_at=now
    )


def _tell(actor: User, school: School, told: dict[str, object]) -> None:
    """The last entry of a school's own trail: where it went."""
    note(
        school=school, actor=actor, role=Role.KEEPER, verb="school.merge", kind="school", key=str(school.pk), before={},
        after=told,
    )  # fmt: skip
