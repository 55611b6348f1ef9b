"""The units of a school and the bodies outside it (tổ, đơn vị ngoài trường): named, peopled, merged, let go.

What gives or takes a name is a verb on the school, so that two people never give one name to two; what concerns the
people of one unit is a verb on the unit.
"""

from collections.abc import Sequence

from caitien.access.action import Done, Unchanged, action
from caitien.access.models import Membership, OutsideBody, School, Unit, UnitMember, User
from caitien.access.reads import bodies_meant, unit_named
from caitien.access.schools.dependents import DEPENDENTS, dependents_in_words
from caitien.domain.people.listed import LONGEST_UNIT, unit_kind
from caitien.domain.refused import Refused
from caitien.domain.texts.folding import identity, one_line

NO_NAME = Refused(f"Xin ghi tên, không quá {LONGEST_UNIT} chữ cái.")
NOT_OURS = Refused("Người này không còn ở trường. Xin tải lại trang.")
NOT_IN = Refused("Người này không còn trong tổ. Xin tải lại trang.")
OTHER = Refused("Xin chọn một đơn vị khác của trường để gộp vào.")
GONE = Refused("Đơn vị này không còn nữa. Xin tải lại trang.")


@action("unit.arrange")
def add_unit(_actor: User, school: School, *, name: str, kind: str = "") -> Done[Unit] | Refused:
    """Add a unit (thêm tổ); or why not: one typed differently is the same."""
    name = one_line(name)
    if hindrance := _unfit_unit(school, name):
        return hindrance
    unit = Unit.objects.create(school=school, name=name, kind=kind if kind in Unit.Kind else unit_kind(name))
    return Done(unit, unit, {}, {"name": name, "kind": unit.kind})


@action("unit.arrange")
def rename_unit(_actor: User, school: School, *, unit: int, name: str, kind: str) -> Done[Unit] | Refused:
    """Give a unit another name, or say what sort it is (đổi tên tổ)."""
    found, name = school.units.filter(pk=unit).first(), one_line(name)
    if hindrance := _unfit_unit(school, name, found) if found else GONE:
        return hindrance
    assert found is not None  # noqa: S101 - else GONE
    before = {"name": found.name, "kind": found.kind}
    found.name, found.kind = name, kind if kind in Unit.Kind else found.kind
    found.save()
    return Done(found, found, before, {"name": found.name, "kind": found.kind})


@action("unit.arrange")
def put_in(_actor: User, unit: Unit, *, person: int) -> Done[UnitMember] | Unchanged[UnitMember] | Refused:
    """Put a person of the school into a unit (thêm người vào tổ); once, however often it is asked."""
    if not Membership.objects.filter(school=unit.school_id, user=person).exists():
        return NOT_OURS
    place, fresh = UnitMember.objects.get_or_create(unit=unit, user_id=person, defaults={"school": unit.school})
    if not fresh:
        return Unchanged(place)
    return Done(place, unit, {}, {"unit": unit.name, "in": str(place.user)})


@action("unit.arrange")
def take_out_of(_actor: User, unit: Unit, *, person: int) -> Done[User] | Refused:
    """Take a person out of a unit (đưa ra khỏi tổ); they stay in the school."""
    place = unit.members.select_related("user").filter(user=person).first()
    if place is None:
        return NOT_IN
    place.delete()
    return Done(place.user, unit, {"unit": unit.name, "in": str(place.user), "head": place.head}, {"unit": unit.name})


@action("unit.arrange")
def set_head(_actor: User, unit: Unit, *, person: int | None) -> Done[Unit] | Refused:
    """Say who is the head of a unit (cử tổ trưởng), or that nobody is; a unit has one at most."""
    places = unit.members.select_related("user")
    old, new = places.filter(head=True).first(), places.filter(user=person).first() if person else None
    if person and new is None:
        return NOT_IN
    unit.members.update(head=False)
    if new:
        unit.members.filter(pk=new.pk).update(head=True)
    before = {"unit": unit.name, "head": str(old.user) if old else ""}
    return Done(unit, unit, before, {"unit": unit.name, "head": str(new.user) if new else ""})


@action("unit.arrange")
def add_outside_body(_actor: User, school: School, *, name: str) -> Done[OutsideBody] | Refused:
    """Add a body outside the school (thêm đơn vị ngoài trường), written as the school writes it; or why not."""
    name = one_line(name)
    if hindrance := _unfit_body(school, name):
        return hindrance
    body = OutsideBody.objects.create(school=school, name=name)
    return Done(body, body, {}, {"name": name})


@action("unit.arrange")
def rename_outside_body(
    _actor: User, school: School, *, body: int, name: str, aliases: Sequence[str] | None = None
) -> Done[OutsideBody] | Refused:
    """Give a body another name (đổi tên đơn vị ngoài); the old one stays as another way to call it.

    ``aliases``, where given, are its other names from now on.
    """
    found = school.outsidebodys.filter(pk=body).first()
    if found is None:
        return GONE
    name, wanted = one_line(name), [one_line(alias) for alias in aliases or () if alias.strip()]
    unfit = (_unfit_body(school, each, found) for each in (name, *wanted))
    if hindrance := next(filter(None, unfit), None):
        return hindrance
    before = _named(found)
    kept = found.aliases if aliases is None else wanted
    found.aliases = _others(name, [*kept, found.name] if identity(found.name) != identity(name) else kept)
    found.name = name
    found.save()
    return Done(found, found, before, _named(found))


@action("unit.arrange")
def remove(_actor: User, thing: Unit | OutsideBody) -> Done[str] | Refused:
    """Let a unit or a body go (bỏ tổ, bỏ đơn vị); not while something hangs on it: that is merged into another."""
    if used_in := dependents_in_words(thing):
        return Refused(f"{thing.name} đang có phần trong {used_in}. Hãy gộp vào đơn vị khác thay vì bỏ.")
    before, school, name = _named(thing), thing.school, thing.name
    thing.delete()
    return Done(name, school, before, {})


@action("unit.arrange")
def merge_units(_actor: User, school: School, *, unit: int, into: int) -> Done[Unit] | Refused:
    """Make two units one (gộp tổ): people, open invitations and tasks go over; its own head stays the head."""
    both = school.units.select_for_update(no_key=True).filter(pk__in=(unit, into)).order_by("pk").in_bulk()
    if len(both) < 2:
        return OTHER
    old, new = both[unit], both[into]
    before = {**_named(old), "into": new.name}
    _move_dependents(old, new)
    _move_people(old, new)
    old.delete()
    return Done(new, new, before, _named(new))


@action("unit.arrange")
def merge_outside_bodies(_actor: User, school: School, *, body: int, into: int) -> Done[OutsideBody] | Refused:
    """Make two bodies one (gộp đơn vị ngoài): tasks go over, the names of one become other ways to call the other."""
    both = school.outsidebodys.select_for_update(no_key=True).filter(pk__in=(body, into)).order_by("pk").in_bulk()
    if len(both) < 2:
        return OTHER
    old, new = both[body], both[into]
    before = {**_named(old), "into": new.name}
    _move_dependents(old, new)
    new.aliases = _others(new.name, [*new.aliases, old.name, *old.aliases])
    old.delete()
    new.save()
    return Done(new, new, before, _named(new))


def _unfit_unit(school: School, name: str, unit: Unit | None = None) -> Refused | None:
    if not name or len(name) > LONGEST_UNIT:
        return NO_NAME
    same = unit_named(school, name)
    return Refused(f"Trường đã có {same.name}.") if same and same != unit else None


def _unfit_body(school: School, name: str, body: OutsideBody | None = None) -> Refused | None:
    if not name or len(name) > LONGEST_UNIT:
        return NO_NAME
    same = next((each for each in bodies_meant(name, school.outsidebodys.order_by("pk")) if each != body), None)
    if same is None:
        return None
    called = "" if identity(same.name) == identity(name) else f" (còn gọi là {name})"
    return Refused(f"Danh sách đã có {same.name}{called}.")


def _others(name: str, aliases: list[str]) -> list[str]:
    """The other names, each once, the name itself apart (các cách gọi khác)."""
    found = {identity(alias): alias for alias in reversed(aliases) if alias and identity(alias) != identity(name)}
    return [*reversed(found.values())]


def _named(thing: Unit | OutsideBody) -> dict[str, object]:
    """What the audit trail is told of it: its name, who is in it or how else it is called."""
    if isinstance(thing, OutsideBody):
        return {"name": thing.name, "aliases": thing.aliases}
    places = thing.members.select_related("user").order_by("user__folded")
    return {"name": thing.name, "people": [str(place.user) for place in places]}


def _move_dependents(old: Unit | OutsideBody, new: Unit | OutsideBody) -> None:
    for each in DEPENDENTS:
        each.move(old, new)


def _move_people(old: Unit, new: Unit) -> None:
    here = list(new.members.values_list("user", flat=True))
    moving = old.members.exclude(user__in=here)
    if new.members.filter(head=True).exists():
        moving.update(head=False)
    moving.update(unit=new)
    new.school.invitations.filter(unit=old).update(unit=new)
