"""Opening schools (mở trường): by the site's keeper, and by whoever comes first to an empty site."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from caitien.access.action import Done, action
from caitien.access.models import Body, Invitation, Membership, Role, School, User
from caitien.access.people.invite import NO_NAME, Invited, sealed
from caitien.access.people.invite import told as told_invitation
from caitien.access.people.taking import NAME_TAKEN, NewAccount
from caitien.access.reads import waiting_in
from caitien.access.schools.bodies import lock_site
from caitien.access.schools.describe import SchoolFacts, set_in_force, take_facts, told, write_year
from caitien.access.trail.entries import append
from caitien.domain.people.listed import LONGEST_NAME, is_email, proper_email, proper_name
from caitien.domain.refused import Refused, Stale
from caitien.domain.texts.folding import fold, may_be_same
from caitien.domain.times.school_calendar import propose_year, school_year_at

FIRST_ROLES: Final = (Role.SECRETARY, Role.CHAIR)  # what the first person of a school can be
CODE_FILE: Final = "ma-bat-dau.txt"
BAD_ROLE: Final = Refused("Xin chọn vai trò: thư ký hội đồng hoặc hiệu trưởng.")
BAD_EMAIL: Final = Refused("Thư điện tử chưa đúng dạng ten@noi-gui.vn; xin kiểm tra lại, hoặc để trống.")
BEGUN_ALREADY: Final = Stale("Trang này vừa có người bắt đầu. Xin đăng nhập, hoặc xin lời mời của người ấy.")
PEOPLED: Final = Refused("Trường này đã có người; người của trường tự mời thêm.")
NO_BODY: Final = Refused("Cơ quan này không còn trong danh sách. Xin tải lại trang.")


# --- by the keeper ----------------------------------------------------------------------------------------------------


@action("school.open")
def open_school(_actor: User, _keeper: User, *, facts: SchoolFacts, body: int | None) -> Done[School] | Refused:
    """Open a school (mở trường), under a body or under none; or why not. Nobody is in it yet: :func:`invite_first`."""
    facts, above = facts.tidy(), Body.objects.filter(pk=body).first() if body else None
    if hindrance := (NO_BODY if body and above is None else facts.hindrance() or _there_already(facts.name, above)):
        return hindrance
    school = made(facts, above)
    return Done(school, school, {}, {**told(facts), "body": str(above or "")})


@action("school.open")
def invite_first(actor: User, school: School, *, name: str, role: str, email: str = "") -> Done[Invited] | Refused:
    """Invite the first person of a school nobody is in (mời người đầu tiên); or why not. An older such invitation that
    nobody took opens nothing any more."""
    name, email = proper_name(name), proper_email(email)
    if hindrance := _unfit_first(school, name, role, email):
        return hindrance
    waiting_in(school).update(withdrawn_at=timezone.now())
    fresh = sealed(Invitation(school=school, name=name, email=email), actor, [role])
    fresh.invitation.save()
    return Done(fresh, fresh.invitation, {}, told_invitation(fresh.invitation))


def made(facts: SchoolFacts, body: Body | None = None) -> School:
    """A school with the set of standards in force and the calendar of the year, as proposed (trường mới). Four
    statements."""
    today = timezone.localdate()
    school = School(body=body)
    take_facts(school, facts)
    if not facts.framework and (framework := set_in_force(facts.kind, today)):
        school.framework = framework
        school.save(update_fields=["framework"])
    write_year(school, propose_year(school_year_at(today)))
    return school


def _there_already(name: str, body: Body | None) -> Refused | None:
    alike = School.objects.filter(folded=fold(name)[:250], body=body).values_list("name", flat=True)
    return Refused(f"Đã có {name} ở đây.") if any(may_be_same(name, each) for each in alike) else None


def _unfit_first(school: School, name: str, role: str, email: str) -> Refused | None:
    if Membership.objects.filter(school=school, user__is_active=True).exists():
        return PEOPLED
    if not name or len(name) > LONGEST_NAME:
        return NO_NAME
    if role not in FIRST_ROLES:
        return BAD_ROLE
    return BAD_EMAIL if email and not is_email(email) else None


# --- the first person of an empty site --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Begun:
    """What the first person made (đã bắt đầu): their account and their school."""

    person: User
    school: School


def is_empty_site() -> bool:
    """Whether there is no school yet (trang web còn trống). One query."""
    return not School.objects.exists()


def begin(by: NewAccount | User, *, facts: SchoolFacts, role: str) -> Begun | Refused:
    """The first person makes their account and their school (bắt đầu), and keeps the site from now on; or why not.

    ``by`` is their new account, or that of a keeper there already. Stale where there is a school by now: of two at once
    one begins. Account, school, calendar, role and audit entries come in one transaction; the code then opens nothing.
    """
    facts = facts.tidy()
    if hindrance := facts.hindrance() or (None if role in FIRST_ROLES else BAD_ROLE):
        return hindrance
    try:
        with transaction.atomic():
            begun = _begin(by, facts, Role(role))
    except IntegrityError:  # the name was taken in the same moment
        return NAME_TAKEN
    if isinstance(begun, Begun):
        first_code_path().unlink(missing_ok=True)
    return begun


def _begin(by: NewAccount | User, facts: SchoolFacts, role: Role) -> Begun | Refused:
    lock_site()
    if not is_empty_site():
        return BEGUN_ALREADY
    if isinstance(by, NewAccount) and User.objects.filter(username__iexact=by.username).exists():
        return NAME_TAKEN
    person = by if isinstance(by, User) else _keeper(by)
    school = made(facts)
    Membership.objects.create(user=person, school=school, role=role)
    _record(person, school, Role.KEEPER, "school.open", told(facts))
    _record(person, school, role, "people.arrange", {"person": person.pk, "name": str(person), "roles": [role.value]})
    return Begun(person, school)


def _keeper(account: NewAccount) -> User:
    return User.objects.create_superuser(account.username, "", account.password, name=account.name)


def _record(person: User, school: School, role: Role, verb: str, after: dict[str, object]) -> None:
    append(school=school, actor=person, role=role, verb=verb, kind="school", key=str(school.pk), before={}, after=after)


def first_code_path() -> Path:
    """Where the code of the first run lies (tệp mã bắt đầu): readable by the owner of the site's folder only."""
    return Path(settings.VAR) / CODE_FILE


def first_code() -> str:
    """The code that opens the first run (mã bắt đầu), made where there is none yet."""
    path = first_code_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(12))
    except FileExistsError:  # whoever started the site before, or beside us, made it
        pass
    return path.read_text().strip()


def is_first_code(code: str) -> bool:
    """Whether a code opens the first run (mã đúng). The same time for every wrong one."""
    try:
        kept = first_code_path().read_text().strip()
    except FileNotFoundError:
        return False
    return bool(kept) and secrets.compare_digest(code.encode(), kept.encode())
