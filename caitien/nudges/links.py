"""Links that let one person tell of their work without signing in (đường dẫn báo việc).

A link opens one line, or what is this person's in the month; nothing else, and only while they are in the school and
the line is theirs. The secret is shown to whoever makes it and never again: its hash is kept.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from django.db.models import QuerySet
from django.utils import timezone

from caitien.access.action import Done, action
from caitien.access.models import Membership, School, Unit, UnitMember, User
from caitien.access.rights import ActingUser, acting_user_of
from caitien.access.secret_links import fresh_secret, hash_of_secret
from caitien.domain.refused import Refused, Stale
from caitien.domain.texts.typed import say_day
from caitien.nudges.mail.rules import rule_of
from caitien.nudges.models import AnswerLink
from caitien.plans.models import Task
from caitien.work.counting.missing import line_name
from caitien.work.models import Via

LIFE: Final = timedelta(days=14)
NOT_HERE: Final = Refused("Người này không còn ở trường. Xin tải lại trang.")
NO_UNIT: Final = Refused("Tổ này không còn ở trường. Xin tải lại trang.")
NOT_CHOSEN: Final = Refused("Trường chưa cho làm đường dẫn chung của tổ. Xin bật ở trang Nhắc việc trước.")
NOT_THEIRS: Final = Refused("Việc này chưa giao cho người đó hoặc tổ của họ. Xin phân công trước rồi làm đường dẫn.")


@dataclass(frozen=True, slots=True)
class MadeLink:
    """A fresh link and its secret (đường dẫn vừa làm), which is shown this once."""

    link: AnswerLink
    secret: str


@action("answer_link.make")
def make_link(actor: User, school: School, *, person: int, task: Task | None = None) -> Done[MadeLink] | Refused:
    """Make a link for a person of the school (làm đường dẫn báo việc): of one line that is theirs, or of their month.

    The one they had for the same thing opens nothing from now on. Five statements.
    """
    member = Membership.objects.filter(school=school, user=person).select_related("user").first()
    if member is None:
        return NOT_HERE
    if task and not (task.school_id == school.pk and task.is_assigned_to(member.user)):
        return NOT_THEIRS
    (made,) = fresh_links(actor, school, [member.user], task=task).values()
    return Done(made, made.link, {}, _told(made.link))


@action("unit_link.make")
def make_unit_link(actor: User, school: School, *, unit: int) -> Done[MadeLink] | Refused:
    """Make a link for a unit (làm đường dẫn của tổ): whoever opens it picks their own name. The one the unit had opens
    nothing from now on. Refused where the school has not chosen it (``NudgeRule.by_unit``). Four statements."""
    if not rule_of(school).by_unit:
        return NOT_CHOSEN
    found = Unit.objects.filter(school=school, pk=unit).first()
    if found is None:
        return NO_UNIT
    now, secret = timezone.now(), fresh_secret()
    AnswerLink.objects.filter(unit=found, revoked_at=None).update(revoked_at=now)
    about = {"school": school, "unit": found, "by": actor, "made_at": now, "expires_at": now + LIFE}
    link = AnswerLink.objects.create(**about, secret_hash=hash_of_secret(secret))
    return Done(MadeLink(link, secret), link, {}, {"unit": found.name, "link_until": last_day_of(link)})


@action("answer_link.revoke")
def revoke_link(_actor: User, link: AnswerLink) -> Done[AnswerLink] | Refused:
    """Let a link open nothing any more (thu hồi đường dẫn); Stale where it is ended already."""
    if not link.is_open:
        return Stale()
    link.revoked_at = timezone.now()
    link.save(update_fields=["revoked_at"])
    return Done(link, link, {}, {"person_name": link.whom})


def fresh_links(
    by: User,
    school: School,
    people: Iterable[User],
    *,
    task: Task | None = None,
    way: AnswerLink.Way = AnswerLink.Way.SENT,
) -> Mapping[int, MadeLink]:
    """Key of a person → a new link for them (đường dẫn mới), for verbs; those of the same kind before are ended. Two
    statements, however many people."""
    now, whom = timezone.now(), {person.pk: person for person in people}
    before = AnswerLink.objects.filter(school=school, user__in=whom, task=task, way=way, revoked_at=None)
    before.update(revoked_at=now)
    words = {key: fresh_secret() for key in whom}
    about = {"school": school, "task": task, "way": way, "by": by, "made_at": now, "expires_at": now + LIFE}
    links = [AnswerLink(**about, user=whom[key], secret_hash=hash_of_secret(word)) for key, word in words.items()]
    made = AnswerLink.objects.bulk_create(links)
    return {person: MadeLink(link, words[person]) for person, link in zip(whom, made, strict=True)}


@dataclass(frozen=True, slots=True)
class Opened:
    """A link that opens (đường dẫn mở được), and who tells by it as a person of the school; ``via``: how it came."""

    link: AnswerLink
    acting: ActingUser
    via: Via = Via.LINK


@dataclass(frozen=True, slots=True)
class OpenedForUnit:
    """A link of a unit that opens (đường dẫn của tổ mở được), and the people who may pick their name there."""

    link: AnswerLink
    people: Sequence[User]

    def by(self, key: int | None) -> Opened | None:
        """It as opened by one of them (chọn tên), None where the key is nobody's there. Two queries."""
        person = next((each for each in self.people if each.pk == key), None)
        acting = acting_user_of(person, self.link.school) if person else None
        return Opened(self.link, acting, Via.UNIT) if acting else None


def open_link(secret: str) -> Opened | None:
    """What a secret opens (mở đường dẫn); None where it is wrong, ended, of who left the school, or of a line that is
    theirs no more. One query where it is wrong or ended, three where it opens."""
    link = _open(secret)
    acting = acting_user_of(link.user, link.school) if link and link.user else None
    if link is None or acting is None:
        return None
    if link.task and (link.task.removed_at or not link.task.is_assigned_to(acting.user)):
        return None
    return Opened(link, acting)


def open_unit_link(secret: str) -> OpenedForUnit | None:
    """What a secret of a unit opens (mở đường dẫn của tổ); None where it is wrong or ended, or the school lets no unit
    have one any more. One query where it is wrong or ended, three where it opens."""
    link = _open(secret)
    if link is None or link.unit is None or not rule_of(link.school).by_unit:
        return None
    members = UnitMember.objects.filter(unit=link.unit, user__memberships__school=link.school_id)
    people = [each.user for each in members.select_related("user").order_by("user__folded", "user").distinct()]
    return OpenedForUnit(link, people)


def _open(secret: str) -> AnswerLink | None:
    rows = AnswerLink.objects.select_related("user", "unit", "school", "task__plan")
    return rows.filter(secret_hash=hash_of_secret(secret), revoked_at=None, expires_at__gt=timezone.now()).first()


def links_for(acting: ActingUser) -> QuerySet[AnswerLink]:
    """The links of the school that still open (đường dẫn đang dùng), each with its person and line. No query of its
    own."""
    open_now = AnswerLink.objects.filter(school=acting.school, revoked_at=None, expires_at__gt=timezone.now())
    return open_now.select_related("user", "unit", "by", "task__goal")


def about_of(link: AnswerLink) -> str:
    """What a link is for, in a few words (đường dẫn cho việc gì). No query where its line is at hand."""
    if link.unit_id:
        return "ai mở thì tự chọn tên"
    return line_name(link.task) if link.task else "việc trong tháng"


def last_day_of(link: AnswerLink) -> str:
    """The last day it opens, as people here write it (dùng đến hết ngày)."""
    return say_day(timezone.localtime(link.expires_at).date())


def _told(link: AnswerLink) -> dict[str, Any]:
    """What the audit trail is told of a link: never its secret."""
    return {"person_name": link.whom, "link_for": about_of(link), "link_until": last_day_of(link)}
