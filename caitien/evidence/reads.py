"""What a person may see of the evidence of their school (đọc kho minh chứng): lists scoped to it first."""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from caitien.access.rights import ActingUser
from caitien.domain.texts.folding import fold
from caitien.evidence.codes.numbering import framework_of
from caitien.evidence.models import Code, FileVersion, Item, Link, Part, Use

IN_ORDER: Final = ("place", "pk")
EXPIRED: Final = "expired"  # told from a day, no state of its own
DOUBTFUL: Final = "look"  # came to its criterion by a map that was not sure
STATES: Final = {**dict(Item.State.choices), EXPIRED: "Hết hiệu lực", DOUBTFUL: "Cần xem lại tiêu chí"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What the list is narrowed to (bộ lọc). ``keeper``: "user 3" or "unit 4"; ``unused``: shows no line of a plan."""

    words: str = ""
    criterion: str = ""
    school_year: str = ""
    keeper: str = ""
    state: str = ""
    unused: bool = False

    @property
    def any(self) -> bool:
        """Whether it is narrowed at all."""
        return self != Filters()


_SHOWN_WITH: Final = (
    *("task__goal", "task__plan", "campus", "need"),
    *("measurement__indicator", "verdict__review"),
)


def items_for(acting: ActingUser) -> QuerySet[Item]:
    """The items of the school (các minh chứng), in the order of their codes, dropped ones among them."""
    return Item.objects.filter(school=acting.school).order_by(*IN_ORDER)


def listed(acting: ActingUser, wanted: Filters, today: dt.date) -> QuerySet[Item]:
    """Those a list shows (danh sách), each with what a row tells: codes, uses, files, keeper. Five queries a page."""
    found = _in_state(items_for(acting), wanted.state, today)
    if wanted.state == DOUBTFUL:
        found = found.filter(pk__in=Use.objects.filter(school=acting.school, doubtful=True).values("item"))
    for word in fold(wanted.words).split():
        found = found.filter(folded__contains=word)
    if wanted.criterion:
        found = found.filter(pk__in=used_for(acting, wanted.criterion))
    if wanted.school_year:
        year = wanted.school_year
        found = found.filter(
            _used(school_year=year) | _used(task__plan__school_year=year) | Q(parts__label=year)
        ).distinct()
    kind, _, key = wanted.keeper.partition(" ")
    if kind in {"user", "unit"} and key.isdecimal():
        found = found.filter(**{"keeper" if kind == "user" else "keeper_unit": int(key[:18])})
    if wanted.unused:
        found = found.filter(~Exists(Use.objects.filter(item=OuterRef("pk"), task__isnull=False)))
    return with_rows(found)


def used_for(acting: ActingUser, criterion: str) -> QuerySet[Use, int]:
    """Keys of the items that show a criterion of the set in use (dùng cho tiêu chí): "3.1" of another set is another
    thing. By an index of the school's uses: asked item by item it would grow with the store."""
    found = Use.objects.filter(school=acting.school, framework=framework_of(acting.school), criterion=criterion)
    return found.values_list("item", flat=True)


def _used(**how: object) -> Exists:
    return Exists(Use.objects.filter(item=OuterRef("pk"), **how))


def _in_state(found: QuerySet[Item], state: str, today: dt.date) -> QuerySet[Item]:
    if state == EXPIRED:
        return found.filter(state=Item.State.ACCEPTED, valid_to__lt=today)
    standing = [each for each in Item.State.values if each != Item.State.DROPPED]
    return found.filter(state__in=[state] if state in Item.State.values else standing)


def with_rows(found: QuerySet[Item]) -> QuerySet[Item]:
    """The same items with what a row tells of each: ``live_codes``, ``used``, ``kept_parts`` with their
    ``kept_files``, the last first, and ``kept_links``. As lists: a query set for each row would cost more than all else
    of it."""
    live = Code.objects.filter(retired_at=None).order_by("-at", "-pk")
    uses = Use.objects.select_related(*_SHOWN_WITH).order_by("-home", "criterion", "pk")
    files = Prefetch("versions", FileVersion.objects.order_by("-number"), to_attr="kept_files")
    return found.select_related("keeper", "keeper_unit").prefetch_related(
        Prefetch("codes", live, to_attr="live_codes"),
        Prefetch("uses", uses, to_attr="used"),
        Prefetch("parts", Part.objects.order_by("label", "pk").prefetch_related(files), to_attr="kept_parts"),
        Prefetch("links", Link.objects.order_by("pk"), to_attr="kept_links"),
    )
