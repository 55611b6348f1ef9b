"""Proofs of a line that came from a joined school (minh chứng theo dòng mang sang): copied once, whatever lines they
show. The bytes of their files lie where they lie: a file is found by its hash, whosever it is. Who kept one keeps it,
a unit by the one it became; a person who is not of this school any more is named in words."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Final

from django.db.models import Max, Model
from django.utils import timezone

from caitien.access.models import Membership, School, User
from caitien.domain.evidence.codes import LARGEST, code_style, write_code
from caitien.evidence.codes.numbering import framework_of, hold_store, refold
from caitien.evidence.lists.known import KEEPER_HEADING
from caitien.evidence.models import Code, FileVersion, Item, Link, Part, Use
from caitien.handover.models import CarriedItem
from caitien.plans.models import Task

BATCH: Final = 500
_OWN: Final = {"id", "school", "keeper", "keeper_unit", "successor", "place"}  # columns of an item that are not copied


def carry_proofs(
    actor: User, school: School, source: School, lines: Mapping[int, Task], units: Mapping[int, int]
) -> int:
    """Copy what proves the lines (mang minh chứng sang): key of the old line → the new one, of the old unit → the new
    one; how many came. Some twenty statements, linear in the rows."""
    uses = list(Use.objects.filter(task__in=lines).exclude(item__state=Item.State.DROPPED).order_by("pk"))
    if not uses:
        return 0
    hold_store(school)
    there = _there(school, {use.item_id for use in uses})
    left = Item.objects.filter(pk__in={use.item_id for use in uses} - there.keys())
    old = list(left.select_related("keeper").order_by("place", "pk"))
    fresh = _copies(school, source, old, units)
    _files(school, fresh)
    _codes(actor, school, fresh)
    _criteria(school, fresh)
    items = {**there, **fresh}
    Use.objects.bulk_create(
        (_use(use, school, items[use.item_id], task=lines[use.task_id or 0]) for use in uses), batch_size=BATCH
    )
    refold(fresh.values())
    return len(fresh)


def _there(school: School, keys: Iterable[int]) -> dict[int, Item]:
    """Those that came with another line before: key of the old one → the new one."""
    found = CarriedItem.objects.filter(school=school, old_item__in=keys).select_related("item__school")
    return {each.old_item: each.item for each in found if each.old_item}


def _copies(school: School, source: School, old: Sequence[Item], units: Mapping[int, int]) -> dict[int, Item]:
    names = [each.attname for each in Item._meta.concrete_fields if each.name not in _OWN]
    people = {item.keeper_id for item in old if item.keeper_id}
    here = set(Membership.objects.filter(school=school, user__in=people).values_list("user", flat=True))
    made = {}
    for item in old:
        values = {name: getattr(item, name) for name in names} | _keeper(item, here, units)
        values["note"] = "\n".join(filter(None, (item.note, f"Mang từ {source}.")))
        made[item.pk] = Item(school=school, **values)
    Item.objects.bulk_create(made.values(), batch_size=BATCH)
    CarriedItem.objects.bulk_create(
        (CarriedItem(school=school, item=item, old_item=key, origin=str(source)) for key, item in made.items()),
        batch_size=BATCH,
    )
    return made


def _keeper(item: Item, here: Collection[int], units: Mapping[int, int]) -> dict[str, Any]:
    """Who keeps it here: columns of an item."""
    if item.keeper and item.keeper_id not in here:
        return {"extra": {**item.extra, KEEPER_HEADING: str(item.keeper)}}
    return {"keeper_id": item.keeper_id, "keeper_unit_id": units[item.keeper_unit_id] if item.keeper_unit_id else None}


def _files(school: School, items: Mapping[int, Item]) -> None:
    """Parts, versions of files, links: the same, of the new items."""
    parts = {}
    for part in Part.objects.filter(item__in=items).order_by("pk"):
        parts[part.pk] = Part(school=school, item=items[part.item_id], label=part.label)
    Part.objects.bulk_create(parts.values(), batch_size=BATCH)
    versions = FileVersion.objects.filter(part__in=parts).order_by("pk")
    FileVersion.objects.bulk_create(
        (_like(each, school, part=parts[each.part_id]) for each in versions), batch_size=BATCH
    )
    links = Link.objects.filter(item__in=items).order_by("pk")
    Link.objects.bulk_create((_like(each, school, item=items[each.item_id]) for each in links), batch_size=BATCH)


def _like(row: Any, school: School, **owner: Model) -> Any:
    skipped = {"id", "school", *owner}
    values = {
        each.attname: getattr(row, each.attname) for each in row._meta.concrete_fields if each.name not in skipped
    }
    return type(row)(school=school, **values, **owner)


def _use(use: Use, school: School, item: Item, task: Task | None = None) -> Use:
    names = ("framework", "criterion", "school_year", "level", "home", "why", "by_id", "at")
    return Use(school=school, item=item, task=task, **{name: getattr(use, name) for name in names})


def _criteria(school: School, items: Mapping[int, Item]) -> None:
    """Which criteria they stand under; places of the old school are none of this one."""
    uses = Use.objects.filter(item__in=items, campus=None).exclude(criterion="").order_by("pk")
    Use.objects.bulk_create((_use(use, school, items[use.item_id]) for use in uses), batch_size=BATCH)


def _codes(actor: User, school: School, items: Mapping[int, Item]) -> None:
    """The code each had, as one of the past that still finds it; and the next of this school, in the order of the old
    ones, where it is of the set the school uses. A criterion that has no number left gives none."""
    own, now = framework_of(school), timezone.now()
    style = code_style(own)
    had = list(Code.objects.filter(item__in=items, retired_at=None).order_by("framework", "criterion", "ordinal", "pk"))
    given = Code.objects.filter(school=school, framework=own, criterion__in={each.criterion for each in had})
    last = defaultdict(int, given.order_by().values_list("criterion").annotate(Max("ordinal")))
    rows = []
    for code in had:
        about = {"school": school, "item": items[code.item_id], "criterion": code.criterion, "by": actor}
        # without an ordinal: numbers of this school go on after its own
        rows.append(Code(**about, framework=code.framework, text=code.text, ordinal=0, retired_at=now))
        if style and code.framework == own and last[code.criterion] < LARGEST:
            last[code.criterion] += 1
            text = write_code(style, code.criterion, last[code.criterion])
            rows.append(Code(**about, framework=own, text=text, ordinal=last[code.criterion]))
    Code.objects.bulk_create(rows, batch_size=BATCH)
