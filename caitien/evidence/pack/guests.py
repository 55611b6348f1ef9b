"""Guests of the assessing team (khách của đoàn): let in by a link for sixty days at most, and told of each time."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from caitien.access.action import Done, Unchanged, action
from caitien.access.models import Role, School, User
from caitien.access.rights import acting_user_of
from caitien.access.secret_links import fresh_secret, hash_of_secret
from caitien.access.trail.entries import append
from caitien.domain.refused import Refused
from caitien.domain.texts.folding import one_line
from caitien.evidence.codes.numbering import framework_of
from caitien.evidence.models import Guest

LONGEST: Final = 60  # days
LONGEST_NAME: Final = 250
NO_NAME: Final = Refused("Xin ghi tên khách hoặc tên đoàn.")
TOO_LONG: Final = Refused(f"Chỉ mở cho khách tối đa {LONGEST} ngày. Xin chọn ngày gần hơn; hết hạn vẫn mở lại được.")
BACKWARDS: Final = Refused("Ngày kết thúc đứng trước ngày bắt đầu. Xin xem lại hai ngày.")
PAST: Final = Refused("Ngày kết thúc đã qua. Xin chọn ngày từ hôm nay.")
DEMO: Final = Refused("Đây là trường mẫu để làm thử nên không mở cho khách.")


@dataclass(frozen=True, slots=True)
class LetIn:
    """A guest and the secret of their link (khách và đường dẫn), which is shown this once."""

    guest: Guest
    secret: str


@action("evidence.guest")
def let_in(
    actor: User,
    school: School,
    *,
    name: str,
    body: str,
    first: dt.date,
    last: dt.date,
    criteria: Sequence[str],
    years: Sequence[str],
) -> Done[LetIn] | Refused:
    """Let a guest see chosen criteria for a while (mở cho khách); or why not."""
    name, body = one_line(name)[:LONGEST_NAME], one_line(body)[:LONGEST_NAME]
    if why := _unfit(school, name, first, last):
        return why
    acting, secret = acting_user_of(actor, school), fresh_secret()
    assert acting  # noqa: S101 - the action asked whether they may
    about: dict[str, Any] = {"name": name, "body": body, "first": first, "last": last}
    guest = Guest.objects.create(
        school=school,
        framework=framework_of(school),
        criteria=sorted(criteria),
        years=sorted(years),
        secret_hash=hash_of_secret(secret),
        by=actor,
        role=acting.role_for("evidence.guest"),
        **about,
    )
    told = {"guest": str(guest), "guest_first": first.isoformat(), "guest_last": last.isoformat()}
    return Done(LetIn(guest, secret), guest, {}, told)


def _unfit(school: School, name: str, first: dt.date, last: dt.date) -> Refused | None:
    checks = (
        (school.demo, DEMO),
        (not name, NO_NAME),
        (last < first, BACKWARDS),
        (last < timezone.localdate(), PAST),
        ((last - first).days > LONGEST, TOO_LONG),
    )
    return next((why for wrong, why in checks if wrong), None)


@action("evidence.guest")
def shut_out(_actor: User, guest: Guest) -> Done[None] | Unchanged[None]:
    """Take a guest's access back at once (thu hồi)."""
    if guest.revoked_at:
        return Unchanged(None)
    guest.revoked_at = timezone.now()
    guest.save(update_fields=["revoked_at"])
    return Done(None, guest, {"guest": str(guest)}, {"guest_revoked": str(guest)})


def guest_with(mark: str, today: dt.date) -> Guest | None:
    """The guest whose link has this hash, while it opens (khách còn hạn); None before, after, and once revoked."""
    found = Guest.objects.filter(secret_hash=mark, revoked_at=None, first__lte=today, last__gte=today)
    return found.select_related("school", "by").first()


def note_opening(guest: Guest, what: str) -> None:
    """Tell the trail that a guest opened something (ghi lần mở). It stands under whoever let them in, who answers for
    it: a guest is no user of the site. Five statements."""
    with transaction.atomic():
        Guest.objects.filter(pk=guest.pk).update(opened_at=timezone.now())
        append(
            school=guest.school,
            actor=guest.by,
            role=Role(guest.role),
            verb="evidence.guest",
            kind="guest",
            key=str(guest.pk),
            before={},
            after={"guest": str(guest), "opened": what[:300]},
        )
