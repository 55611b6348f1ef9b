"""Who has a part in a line that goes on in another school, who keeps its proofs, and whom it waits for (phần việc,
người giữ minh chứng, việc chờ theo dòng): looked at before, then copied.

Units and outside bodies are those of that school: found there by their names, opened where it has none of the name. Of
a unit come along those of its people who are of that school and in no unit there yet. Both are deeds of their own, of
whoever may arrange units, told line by line in the trail. A wait that is over stays told where it was.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Prefetch, Q, QuerySet

from caitien.access.action import Done, also
from caitien.access.models import Membership, OutsideBody, School, Unit, UnitMember, User
from caitien.access.reads import body_called
from caitien.domain.people.listed import unit_meant
from caitien.domain.texts.folding import identity
from caitien.evidence.models import Item, Use
from caitien.handover.models import CarriedItem
from caitien.plans.models import Assignment, Plan, Task
from caitien.work.models import Attachment, Letter, Waiting

_OF_LETTER: Final = ("way", "number", "date", "summary", "by_id", "at")
_OF_FILE: Final = ("name", "kind", "sha256", "size", "file", "taken_on", "by_id", "at")


@dataclass(frozen=True, slots=True)
class Along:
    """What goes along with lines (điều đi theo dòng). ``kept``: a line and a unit that keeps a proof of it; ``units``,
    ``bodies``: key of the old one → that of the school it goes to, which has no key yet where it is opened;
    ``members``: key of an old unit → who of it comes along."""

    parts: Sequence[Assignment]
    kept: Sequence[tuple[int, Unit]]
    waits: Sequence[Waiting]
    units: Mapping[int, Unit]
    bodies: Mapping[int, OutsideBody]
    members: Mapping[int, Sequence[UnitMember]]

    def opened(self) -> list[str]:
        """The names of units and bodies the school does not have yet, each once."""
        found = [*self.units.values(), *self.bodies.values()]
        return list(dict.fromkeys(each.name for each in found if each.pk is None))

    def said(self) -> dict[int, list[str]]:
        """What people see of it before (xem trước), by the key of the line: a phrase each. No query."""
        found: dict[int, list[str]] = {}
        for part in self.parts:
            if words := self._of_part(part):
                found.setdefault(part.task_id, []).append(words)
        works = {(part.task_id, part.unit_id) for part in self.parts}
        for task, unit in self.kept:
            if (task, unit.pk) not in works:
                found.setdefault(task, []).append(self._of_unit(unit, "giữ minh chứng"))
        for wait in self.waits:
            letters = len(wait.letters.all())
            with_letters = f", {letters} công văn" if letters else ""
            words = f"đang chờ {wait.whom} từ {wait.since:%d/%m/%Y}{with_letters}{_anew(self._body_of(wait))}"
            found.setdefault(wait.task_id, []).append(words)
        return found

    def _of_part(self, part: Assignment) -> str:
        if part.outside_id:
            return f"{part.outside} {part.get_part_display().lower()}{_anew(self.bodies[part.outside_id])}"
        return self._of_unit(part.unit, part.get_part_display().lower()) if part.unit else ""

    def _of_unit(self, old: Unit, does: str) -> str:
        unit, coming = self.units[old.pk], len(self.members[old.pk])
        people = f", {coming} người của tổ vào cùng" if coming else ""
        return f"{unit} {does}{_anew(unit)}{people}"

    def _body_of(self, wait: Waiting) -> OutsideBody | None:
        return self.bodies[wait.body_id] if wait.body_id else None


def _anew(found: Unit | OutsideBody | None) -> str:
    return " (mở mới ở trường mình)" if found is not None and found.pk is None else ""


def along(tasks: Collection[int], school: School) -> Along:
    """What would go along with these lines into that school (điều sẽ đi theo); nothing is written. Seven queries."""
    here = Membership.objects.filter(school=school).values("user")
    parts = Assignment.objects.filter(Q(user=None) | Q(user__in=here), task__in=tasks)
    rows = list(parts.select_related("user", "unit", "outside").order_by("pk"))
    letters = Prefetch("letters", Letter.objects.select_related("file").order_by("pk"))
    open_ones = Waiting.objects.filter(task__in=tasks, until=None).select_related("body").order_by("since", "pk")
    waits = list(open_ones.prefetch_related(letters))
    kept = _kept_by_units(tasks, school)
    units = {each.unit.pk: each.unit for each in rows if each.unit} | {unit.pk: unit for _, unit in kept}
    bodies = {each.outside.pk: each.outside for each in rows if each.outside}
    bodies |= {each.body.pk: each.body for each in waits if each.body}
    members: dict[int, list[UnitMember]] = {key: [] for key in units}
    for each in _people(units, school).select_related("user").order_by("pk"):
        members[each.unit_id].append(each)
    return Along(rows, kept, waits, _units_there(school, units), _bodies_there(school, bodies), members)


def _kept_by_units(tasks: Collection[int], school: School) -> list[tuple[int, Unit]]:
    """Which units keep what proves the lines, of what did not come along with another line before."""
    came = CarriedItem.objects.filter(school=school, old_item__isnull=False).values("old_item")
    uses = Use.objects.filter(task__in=tasks, item__keeper_unit__isnull=False).exclude(item__in=came)
    rows = uses.exclude(item__state=Item.State.DROPPED).select_related("item__keeper_unit").order_by("task", "pk")
    return list(dict.fromkeys((each.task_id, each.item.keeper_unit) for each in rows))  # type: ignore[misc]  # of a line


def _people(units: Collection[int], school: School) -> QuerySet[UnitMember]:
    """Who of old units comes along into their new ones."""
    here = Membership.objects.filter(school=school).values("user")
    placed = UnitMember.objects.filter(school=school).values("user")
    return UnitMember.objects.filter(unit__in=units, user__in=here).exclude(user__in=placed)


def _units_there(school: School, old: Mapping[int, Unit]) -> dict[int, Unit]:
    there = {each.name: each for each in school.units.order_by("-pk")} if old else {}
    found = {}
    for key, unit in sorted(old.items()):
        name = unit_meant(unit.name, there) or unit.name
        found[key] = there.setdefault(name, Unit(school=school, name=name, folded=unit.folded, kind=unit.kind))
    return found


def _bodies_there(school: School, old: Mapping[int, OutsideBody]) -> dict[int, OutsideBody]:
    there = list(school.outsidebodys.order_by("pk")) if old else []
    found = {}
    for key, body in sorted(old.items()):
        same = body_called(body.name, there)
        if same is None:
            same = OutsideBody(school=school, name=body.name, folded=body.folded, aliases=body.aliases)
            there.append(same)
        found[key] = same
    return found


# --- copied -----------------------------------------------------------------------------------------------------------


def carry_parts(actor: User, plan: Plan, lines: Mapping[int, Task], what: Along) -> dict[int, int]:
    """Let all of it go along (mang theo): key of the old line → the new one, of ``plan``; key of each old unit → that
    of the school, which is held by then: nobody else gives a name. Nine statements, and some for each unit and body
    that is opened or gets people, whose deeds they are. Raises PermissionDenied."""
    school = plan.school
    fresh_units, fresh_bodies = _written(Unit, what.units), _written(OutsideBody, what.bodies)
    units = {key: each.pk for key, each in what.units.items()}
    bodies = {key: each.pk for key, each in what.bodies.items()}
    members = list(_memberships(school, what, {each.pk for each in fresh_units}))
    UnitMember.objects.bulk_create(members, ignore_conflicts=True)
    _tell_units(actor, fresh_units, fresh_bodies, members)
    Assignment.objects.bulk_create(_assignments(school, lines, what.parts, units, bodies))
    _carry_waits(plan, lines, what.waits, bodies)
    return units


def _written(model: type[Any], found: Mapping[int, Any]) -> list[Any]:
    """Those that were not there, written, each once."""
    fresh = list({id(each): each for each in found.values() if each.pk is None}.values())
    model._base_manager.bulk_create(fresh)
    return fresh


def _memberships(school: School, what: Along, opened: Collection[int]) -> Iterator[UnitMember]:
    """Each once in a unit; who led one that is opened leads it still, the first where two become one."""
    placed, led = set[tuple[int, int]](), set[int]()
    for old, rows in what.members.items():
        unit = what.units[old]
        for row in rows:
            if (unit.pk, row.user_id) in placed:
                continue
            placed.add((unit.pk, row.user_id))
            leads = row.head and unit.pk in opened and unit.pk not in led
            led |= {unit.pk} if leads else set()
            yield UnitMember(school=school, unit=unit, user=row.user, head=leads)


def _tell_units(
    actor: User, units: Sequence[Unit], bodies: Sequence[OutsideBody], members: Sequence[UnitMember]
) -> None:
    """What was done to units, as where somebody arranges them: opened, and who came into each."""
    for unit in units:
        also(actor, "unit.arrange", Done(unit, unit, {}, {"name": unit.name, "kind": unit.kind}))
    for body in bodies:
        also(actor, "unit.arrange", Done(body, body, {}, {"name": body.name}))
    came: dict[int, list[UnitMember]] = {}
    for each in members:
        came.setdefault(each.unit_id, []).append(each)
    for rows in came.values():
        unit, head = rows[0].unit, next((str(each.user) for each in rows if each.head), "")
        told = {"unit": unit.name, "in": ", ".join(str(each.user) for each in rows)}
        also(actor, "unit.arrange", Done(unit, unit, {}, {**told, **({"head": head} if head else {})}))


def _assignments(
    school: School,
    lines: Mapping[int, Task],
    parts: Sequence[Assignment],
    units: Mapping[int, int],
    bodies: Mapping[int, int],
) -> list[Assignment]:
    """Of two that have become one, each line's first counts, but who leads leads."""
    found: dict[tuple[int, int | None, int | None, int | None], Assignment] = {}
    for part in parts:
        unit = units[part.unit_id] if part.unit_id else None
        body = bodies[part.outside_id] if part.outside_id else None
        made = Assignment(
            school=school, task=lines[part.task_id], part=part.part, user_id=part.user_id, unit_id=unit, outside_id=body
        )
        first = found.setdefault((part.task_id, part.user_id, unit, body), made)
        first.part = made.part if made.part == Assignment.Part.LEAD else first.part
    return list(found.values())


def _carry_waits(plan: Plan, lines: Mapping[int, Task], waits: Sequence[Waiting], bodies: Mapping[int, int]) -> None:
    """Since when, for what, by which letters, with their files, whose bytes lie where they lie."""
    fresh: dict[tuple[int, int | str], Waiting] = {}
    letters, files = list[Letter](), dict[int, Attachment]()
    for old in waits:
        body, task = bodies[old.body_id] if old.body_id else None, lines[old.task_id]
        about: dict[str, Any] = {name: getattr(old, name) for name in ("whom", "what", "since", "by_id", "at")}
        made = Waiting(school_id=plan.school_id, plan=plan, task=task, body_id=body, **about)
        wait = fresh.setdefault((old.task_id, body or identity(old.whom)), made)
        if wait is not made:  # two names of one body: the earlier day, the words of both
            wait.what = "\n".join(dict.fromkeys([*wait.what.splitlines(), *made.what.splitlines()]))
        for letter in old.letters.all():
            file = _file(plan, task, letter.file, files) if letter.file else None
            words: dict[str, Any] = {name: getattr(letter, name) for name in _OF_LETTER}
            letters.append(Letter(school_id=plan.school_id, waiting=wait, file=file, **words))
    Waiting.objects.bulk_create(fresh.values())
    Attachment.objects.bulk_create(files.values())
    Letter.objects.bulk_create(letters)


def _file(plan: Plan, task: Task, old: Attachment, files: dict[int, Attachment]) -> Attachment:
    values: dict[str, Any] = {name: getattr(old, name) for name in _OF_FILE}
    return files.setdefault(old.pk, Attachment(school_id=plan.school_id, task=task, **values))
