"""Inviting from a list (mời theo danh sách): first a look at what each line would do, then all of it at once.

The same list again finds the people and invitations it made, so it updates and never doubles. What is asked of the
database does not grow with the lines, batches of 500 apart.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from caitien.access.action import Done, action
from caitien.access.models import Invitation, Role, School, Unit, UnitMember, User
from caitien.access.people.invite import CHAIR_BY_CHAIR, Invited, in_order, may_give, sealed
from caitien.access.reads import people_of, waiting_in
from caitien.domain.people.listed import (
    LONGEST_NAME,
    LONGEST_UNIT,
    PersonRow,
    by_given_name,
    is_email,
    posts_of,
    unit_key,
    unit_kind,
    unit_meant,
)
from caitien.domain.refused import Refused, Stale
from caitien.domain.texts.folding import fold, identity, may_be_same

BATCH: Final = 500


class Outcome(StrEnum):
    """What a line of the list would do (việc sẽ làm)."""

    INVITE = "invite"
    UPDATE = "update"
    SAME = "same"
    ERROR = "error"


@dataclass(slots=True)
class PersonLine:
    """A line of the list and what it would do (một dòng, và việc sẽ làm); ``why`` says more where it is not plain."""

    row: PersonRow
    roles: list[str]
    head: bool
    outcome: Outcome = Outcome.INVITE
    why: str = ""
    known: "_Known | None" = None


@dataclass(frozen=True, slots=True)
class Roster:
    """A list looked at (danh sách đã xem): its lines, the units it would add, and a mark of all that."""

    lines: list[PersonLine]
    new_units: list[str]

    @property
    def mark(self) -> str:
        """What the person saw (dấu của điều đã xem): another once anything of it would go otherwise."""
        seen = [(line.row.name, line.row.email, line.row.unit, line.outcome.value, line.why) for line in self.lines]
        return hashlib.sha256(repr((seen, self.new_units)).encode()).hexdigest()[:16]

    def count(self, outcome: str) -> int:
        """How many lines go that way."""
        return sum(line.outcome == outcome for line in self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherRoster(Stale):
    """The list would do something else by now than the person was shown (danh sách đã khác): what it would do now."""

    reason: str = "Trong lúc thầy cô xem, trường vừa có thay đổi. Chưa mời ai; xin xem lại rồi bấm Mời."
    roster: Roster


@dataclass(frozen=True, slots=True)
class Brought:
    """What came of a list (kết quả): invitations with their secrets, how many were updated."""

    invited: list[Invited]
    updated: int
    new_units: list[str]


@dataclass(eq=False, slots=True)
class _Known:
    """Someone the school has or waits for (người đã biết)."""

    thing: User | Invitation
    name: str  # its identity
    email: str
    units: frozenset[str]  # keys
    claimed: PersonLine | None = None


@dataclass(slots=True)
class _Existing:
    """What is there already (hiện có): people, open invitations; units and their heads by the key of the unit."""

    known: list[_Known]
    units: dict[str, Unit]
    heads: dict[str, User]


def look_at(actor: User, school: School, rows: Sequence[PersonRow]) -> Roster:
    """What a list would do (xem trước danh sách); nothing is written. Seven statements."""
    return _looked(actor, school, rows, _existing(school))


@action("people.invite")
def bring_in(actor: User, school: School, *, rows: Sequence[PersonRow], seen: str) -> Done[Brought] | Refused:
    """Invite and update as the list says (mời theo danh sách); lines with an error are left out.

    ``seen`` is the mark of the :class:`Roster` the person looked at; where the list would go otherwise by now,
    that is told."""
    existing = _existing(school)
    roster = _looked(actor, school, rows, existing)
    if roster.mark != seen:
        return OtherRoster(roster=roster)
    _add_units(school, roster.new_units, existing)
    invited = _invited(actor, school, roster, existing)
    updates = [line for line in roster.lines if line.outcome is Outcome.UPDATE]
    _update_invitations([line for line in updates if isinstance(_known_person(line), Invitation)], existing)
    _update_people(school, [line for line in updates if isinstance(_known_person(line), User)], existing)
    done = Brought(invited, len(updates), roster.new_units)
    after = {"invited": [each.invitation.name for each in invited], "updated": [line.row.name for line in updates]}
    return Done(done, school, {}, {**after, "units": roster.new_units})


def _existing(school: School) -> _Existing:
    users = list(people_of(school))
    people = [_Known(user, identity(user.name), user.address.lower(), frozenset(_places_of(user))) for user in users]
    waiting = [
        _Known(each, identity(each.name), each.email, frozenset({unit_key(each.unit.name)} if each.unit else ()))
        for each in waiting_in(school).select_related("unit")
    ]
    units = {unit_key(unit.name): unit for unit in school.units.all()}
    heads = {unit: user for user in users for unit, place in _places_of(user).items() if place.head}
    return _Existing(people + waiting, units, heads)


def _places_of(user: User) -> dict[str, UnitMember]:
    return {unit_key(place.unit.name): place for place in user.units.all()}


def _looked(actor: User, school: School, rows: Sequence[PersonRow], existing: _Existing) -> Roster:
    units = [unit.name for unit in existing.units.values()]
    lines = [_line(replace(row, unit=unit_meant(row.unit, units) or row.unit)) for row in rows]
    _refuse_doubles(lines)
    _match([line for line in lines if line.outcome is not Outcome.ERROR], existing.known)
    chair = may_give(actor, school, [Role.CHAIR])
    for line in lines:
        if line.outcome is not Outcome.ERROR:
            _decide(line, chair, existing)
    _ask_about_likeness(lines, existing.known)
    return Roster(lines, _new_units(lines, existing))


def _line(row: PersonRow) -> PersonLine:
    posts = posts_of(row.post)
    line = PersonLine(row, in_order(posts.roles), posts.head)
    if not row.name:
        _fail(line, "Dòng này chưa có họ và tên.")
    elif len(row.name) > LONGEST_NAME:
        _fail(line, f"Họ và tên dài quá {LONGEST_NAME} chữ cái.")
    elif row.email and not is_email(row.email):
        _fail(line, f"“{row.email}” chưa phải một địa chỉ thư điện tử.")
    elif len(row.unit) > LONGEST_UNIT:
        _fail(line, "Tên tổ dài quá.")
    return line


def _match(lines: Sequence[PersonLine], known: Sequence[_Known]) -> None:
    """Who of the known each line means: by address; by name within the unit; by name alone."""
    by_email = {each.email: each for each in known if each.email}
    by_name: dict[str, list[_Known]] = {}
    for each in known:
        by_name.setdefault(each.name, []).append(each)
    for line in lines:
        _claim(line, [by_email[line.row.email]] if line.row.email in by_email else [])
    for within_unit in (True, False):
        for line in lines:
            if line.known is None and line.outcome is not Outcome.ERROR:
                named = by_name.get(identity(line.row.name), [])
                _claim(line, [each for each in named if _may_be(line, each, within_unit=within_unit)])


def _may_be(line: PersonLine, each: _Known, *, within_unit: bool) -> bool:
    """Whether a line of that name can mean them: an address of their own tells two people of one name apart."""
    if each.claimed or (line.row.email and each.email):
        return False
    return not within_unit or bool(line.row.unit and unit_key(line.row.unit) in each.units)


def _claim(line: PersonLine, found: Sequence[_Known]) -> None:
    if len(found) > 1:
        _fail(line, f"Có {len(found)} người tên {line.row.name}; xin ghi thêm thư điện tử hoặc tổ để phân biệt.")
    elif found and found[0].claimed:
        _fail(line, f"Trùng với {found[0].claimed.row.place}.")
    elif found:
        line.known, found[0].claimed = found[0], line


def _decide(line: PersonLine, chair: bool, existing: _Existing) -> None:
    """What becomes of a line that is sound."""
    thing = _known_person(line)
    if isinstance(thing, User):
        _decide_person(line, thing, existing)
        return
    if Role.CHAIR in line.roles and not chair and not (thing and Role.CHAIR in thing.roles):
        _fail(line, CHAIR_BY_CHAIR.reason)
    elif thing is None:
        line.roles = line.roles or [Role.STAFF.value]
    else:
        line.outcome = Outcome.UPDATE if _changes(line, thing) else Outcome.SAME
        line.why = "Lời mời đang chờ nhận."


def _decide_person(line: PersonLine, person: User, existing: _Existing) -> None:
    """Of someone who is in the school the list arranges the unit; roles are given by the chair alone."""
    unit = unit_key(line.row.unit)
    line.head = line.head and existing.heads.get(unit, person) == person  # a unit that has a head keeps it
    place = _places_of(person).get(unit)
    settled = not line.row.unit or (place is not None and (place.head or not line.head))
    line.outcome = Outcome.SAME if settled else Outcome.UPDATE
    held = {part.role for part in person.memberships.all()}
    if set(line.roles) - held - {Role.STAFF.value}:
        line.why = "Vai trò giữ nguyên; hiệu trưởng đổi ở trang của người này."
    line.roles = in_order(held)


def _ask_about_likeness(lines: Iterable[PersonLine], known: Sequence[_Known]) -> None:
    """A new person whose name is another's but for the accents is invited, and the reader asked to look; a name typed
    without accents may be either, and waits for them."""
    alike: dict[str, set[str]] = {}
    for each in known:
        alike.setdefault(by_given_name(each.thing.name), set()).add(each.thing.name)
    for line in lines:
        name, near = line.row.name, alike.get(by_given_name(line.row.name), set())
        if line.outcome is not Outcome.INVITE or not near or identity(name) in map(identity, near):
            continue
        others = ", ".join(sorted(near))
        if any(may_be_same(name, other) for other in near):
            _fail(line, f"Tên này có thể là {others} đã có ở trường; xin ghi đủ dấu.")
        else:
            line.why = f"Trường đã có {others}, tên gần giống; nếu là một người thì bỏ dòng này."


def _changes(line: PersonLine, invitation: Invitation) -> bool:
    row = line.row
    unit = unit_key(invitation.unit.name) if invitation.unit else ""
    line.roles = line.roles or invitation.roles
    return (
        (row.name, row.email or invitation.email) != (invitation.name, invitation.email)
        or (bool(row.unit) and unit_key(row.unit) != unit)
        or line.roles != invitation.roles
        or (line.head and not invitation.head and bool(row.unit or unit))
    )


def _refuse_doubles(lines: Iterable[PersonLine]) -> None:
    """The same person twice in one list counts once: of one address, or of one name in one unit without any."""
    seen: dict[tuple[str, ...], PersonLine] = {}
    for line in lines:
        row = line.row
        mark = (row.email,) if row.email else (identity(row.name), unit_key(row.unit))
        if line.outcome is not Outcome.ERROR and (first := seen.setdefault(mark, line)) is not line:
            _fail(line, f"Trùng với {first.row.place}.")


def _new_units(lines: Iterable[PersonLine], existing: _Existing) -> list[str]:
    """Units the list names that are not there yet, each as it is first written."""
    named: dict[str, str] = {}
    for line in lines:
        if line.row.unit and line.outcome in {Outcome.INVITE, Outcome.UPDATE}:
            named.setdefault(unit_key(line.row.unit), line.row.unit)
    return [name for key, name in named.items() if key not in existing.units]


def _fail(line: PersonLine, why: str) -> None:
    line.outcome, line.why = Outcome.ERROR, why


def _known_person(line: PersonLine) -> User | Invitation | None:
    return line.known.thing if line.known else None


def _add_units(school: School, names: Sequence[str], existing: _Existing) -> None:
    units = [Unit(school=school, name=name, folded=fold(name)[:250], kind=unit_kind(name)) for name in names]
    for unit in Unit.objects.bulk_create(units, batch_size=BATCH):
        existing.units[unit_key(unit.name)] = unit


def _invited(actor: User, school: School, roster: Roster, existing: _Existing) -> list[Invited]:
    made = [_invitation(actor, school, line, existing) for line in roster.lines if line.outcome is Outcome.INVITE]
    Invitation.objects.bulk_create((each.invitation for each in made), batch_size=BATCH)
    return made


def _invitation(actor: User, school: School, line: PersonLine, existing: _Existing) -> Invited:
    row, unit = line.row, _unit(line, existing)
    invitation = Invitation(school=school, name=row.name, email=row.email, unit=unit, head=bool(unit and line.head))
    invitation.folded = by_given_name(row.name)
    return sealed(invitation, actor, line.roles)


def _update_invitations(lines: Iterable[PersonLine], existing: _Existing) -> None:
    changed = [_changed(line, existing) for line in lines]
    Invitation.objects.bulk_update(changed, ["name", "folded", "email", "unit", "head", "roles"], batch_size=BATCH)


def _changed(line: PersonLine, existing: _Existing) -> Invitation:
    invitation = _known_person(line)
    assert isinstance(invitation, Invitation)  # noqa: S101 - only such lines come here
    invitation.name, invitation.folded = line.row.name, by_given_name(line.row.name)
    invitation.email = line.row.email or invitation.email
    invitation.unit = _unit(line, existing) or invitation.unit
    invitation.head, invitation.roles = bool(invitation.unit and (line.head or invitation.head)), line.roles
    return invitation


def _update_people(school: School, lines: Iterable[PersonLine], existing: _Existing) -> None:
    """Put people into the units the list names."""
    places = list(_new_places(school, lines, existing))
    UnitMember.objects.bulk_create(places, batch_size=BATCH, ignore_conflicts=True)
    heads = {place.unit_id: place.user_id for place in places if place.head}
    here = UnitMember.objects.filter(unit__in=heads, user__in=heads.values())
    named = [place for place in here if heads[place.unit_id] == place.user_id]  # some were in the unit before
    UnitMember.objects.filter(pk__in=[place.pk for place in named]).update(head=True)


def _new_places(school: School, lines: Iterable[PersonLine], existing: _Existing) -> Iterator[UnitMember]:
    for line in lines:
        person, unit = _known_person(line), _unit(line, existing)
        if isinstance(person, User) and unit:
            head = line.head and existing.heads.setdefault(unit_key(unit.name), person) == person
            yield UnitMember(school=school, unit=unit, user=person, head=head)


def _unit(line: PersonLine, existing: _Existing) -> Unit | None:
    return existing.units[unit_key(line.row.unit)] if line.row.unit else None
