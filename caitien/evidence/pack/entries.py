"""What the assessing team sees (đoàn thấy gì): the items of a scope, with their files as the pack names them.

Only what the team may see is among them.
"""

from dataclasses import dataclass
from typing import Final

from django.db.models import Exists, OuterRef, Q

from caitien.access.models import School
from caitien.domain.evidence.pack_names import entry_name
from caitien.domain.evidence.words import Openness
from caitien.domain.times.school_calendar import years_in
from caitien.evidence.models import FileVersion, Item, Use
from caitien.evidence.reads import with_rows

SMALL: Final = "xem"  # the folder of small pictures
_SHOWN: Final = (Openness.TEAM.value, Openness.PUBLIC.value)


@dataclass(frozen=True, slots=True)
class Scope:
    """What a pack or a guest is shown (phạm vi): criteria and school years; none of either: all."""

    framework: str
    criteria: tuple[str, ...] = ()
    years: tuple[str, ...] = ()

    def shows(self, criterion: str) -> bool:
        """Whether what is used there may be told."""
        return not self.criteria or criterion in self.criteria

    def shows_part(self, label: str) -> bool:
        """Whether a part of an item may be told: of a series, one of another school year may not."""
        return not self.years or label in self.years or years_in(label) is None


@dataclass(frozen=True, slots=True)
class Packed:
    """One file of the pack (tệp trong gói): where it lies in it, which version of which item it is, and where its small
    picture lies, "" where none was drawn."""

    path: str
    version: FileVersion
    preview: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One item as the pack shows it (minh chứng trong gói)."""

    item: Item
    code: str
    criteria: tuple[str, ...]
    files: tuple[Packed, ...]


def shown_items(school: School, scope: Scope) -> list[Item]:
    """The accepted items the team may see of a scope (đoàn thấy gì), with what a row tells. Six queries, linear."""
    used = Use.objects.filter(item=OuterRef("pk"), framework=scope.framework).exclude(criterion="")
    if scope.criteria:
        used = used.filter(criterion__in=scope.criteria)
    found = Item.objects.filter(Exists(used), school=school, state=Item.State.ACCEPTED, openness__in=_SHOWN)
    if scope.years:
        of_years = Use.objects.filter(item=OuterRef("pk"), task__plan__school_year__in=scope.years)
        any_year = Use.objects.filter(item=OuterRef("pk"), task__isnull=False)
        labelled = Q(parts__label__in=scope.years)
        found = found.filter(Exists(of_years) | ~Exists(any_year) | labelled).distinct()
    return list(with_rows(found).order_by("place", "pk"))


def entries_of(school: School, scope: Scope) -> list[Entry]:
    """The same with their files: the last version of each part (các tệp). No query more."""
    taken: set[str] = set()
    return [_entry(item, scope, taken) for item in shown_items(school, scope)]


def _entry(item: Item, scope: Scope, taken: set[str]) -> Entry:
    live = item.live_codes  # type: ignore[attr-defined]
    code = next((each.text for each in live if each.framework == scope.framework), "")
    uses = item.used  # type: ignore[attr-defined]
    used = (use.criterion for use in uses if use.framework == scope.framework and use.criterion)
    criteria = dict.fromkeys(filter(scope.shows, used))
    files = []
    parts = [each for each in item.kept_parts if scope.shows_part(each.label)]  # type: ignore[attr-defined]
    for part in parts:
        for version in part.kept_files[:1]:
            path = entry_name(code, item.name, part.label, version.kind, taken)
            taken.add(path)
            files.append(Packed(path, version, f"{SMALL}/{len(taken):04d}.jpg" if version.preview else ""))
    return Entry(item, code, tuple(criteria), tuple(files))
