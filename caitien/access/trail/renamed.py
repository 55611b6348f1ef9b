"""People who bear another name than the trail knows (người bị đổi tên): an entry tells who acted, by name, and a name
is changed by its owner alone, who is told of in the trail."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Min

from caitien.access.models import AuditEntry, User


@dataclass(frozen=True, slots=True)
class Renamed:
    """A person whose name was changed by no verb (tên không khớp nhật ký)."""

    person: int
    now: str
    told: str  # the names the trail knows


def renamed_people() -> list[Renamed]:
    """Those who are called now, or were in some entry, what the trail never told (tên không khớp). Three queries; a row
    a person and name."""
    told = _told_names()
    found = []
    for person in User.objects.filter(pk__in=told).order_by("pk"):
        known, borne = told[person.pk]
        if strange := ({*borne, str(person)} - known):
            found.append(Renamed(person.pk, str(person), ", ".join(sorted(strange - {str(person)} or known))))
    return found


def _told_names() -> dict[int, tuple[set[str], set[str]]]:
    """Person → the names they had by what they told themselves, the first one too; and those their entries bear."""
    names: dict[int, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    first: dict[int, tuple[int, str]] = {}
    acted = AuditEntry.objects.order_by().values_list("actor_id", "actor_name")
    for person, name, entry in acted.annotate(first=Min("pk")):
        names[person][1].add(name)
        first[person] = min(first.get(person, (entry, name)), (entry, name))
    for person, (_, name) in first.items():
        names[person][0].add(name)
    own = AuditEntry.objects.filter(verb="account.describe").order_by("pk").values_list("actor_id", "before", "after")
    for person, before, after in own.iterator():
        names[person][0].update(said["name"] for said in (before, after) if said.get("name"))
    return dict(names)
