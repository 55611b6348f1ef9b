"""The store goes over to another set of standards (chuyển kho sang bộ khác): by the map, each criterion confirmed.

Nothing is numbered before somebody says so. Codes of the old set live on beside the new ones: a paper of those years
cites them. Where no criterion of the new set goes on with an old one, the last that survived before it is proposed, and
what goes there by doubt is marked to be looked at.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from caitien.access.action import Done, action
from caitien.access.models import School, User
from caitien.domain.evidence.codes import code_style, number_above, place_of_code, write_code
from caitien.domain.moved_criteria import Candidates, candidates
from caitien.domain.refused import Refused
from caitien.domain.standards import standard_set
from caitien.evidence.codes.numbering import NO_ROOM, framework_of, hold_store, refold
from caitien.evidence.models import Code, Item, Use

NOTHING: Final = Refused("Không còn minh chứng nào chuyển ngay được. Các tiêu chí còn lại cần thầy cô chọn.")
GONE: Final = Refused("Tiêu chí này không còn minh chứng nào chờ chuyển. Xin tải lại trang.")
NO_SUCH: Final = Refused("Xin chọn một tiêu chí của bộ đang dùng.")
_BATCH: Final = 500
Way = tuple[str, bool]  # the criterion of the new set, whether it is in doubt
Ways = Mapping[tuple[str, str], Way]  # set and criterion they leave → where they go


@dataclass(frozen=True, slots=True)
class Leaving:
    """What still stands under one criterion of an older set (tiêu chí chưa chuyển): how many items are at home there
    and how many are used there, and where they may go; ``proposed`` "" where a person has to choose."""

    framework: str
    criterion: str
    title: str
    homes: int
    uses: int
    candidates: Candidates
    proposed: str

    @property
    def sure(self) -> bool:
        """Whether one tap may take it."""
        return self.candidates.sure and bool(self.proposed)


def waiting(school: School) -> QuerySet[Use]:
    """The uses that stand under another set and did not go over yet (chưa chuyển). No query of its own. "Another" is
    said as two stretches of the index of sets, so that nothing is read where all stand under the own one."""
    own = framework_of(school)
    came_from_own = Use.objects.filter(moved_to=OuterRef("pk"), framework=own)
    other = Q(framework__gt="", framework__lt=own) | Q(framework__gt=own)
    found = Use.objects.filter(other, school=school, moved_to=None).exclude(criterion="")
    return found.exclude(item__state=Item.State.DROPPED).filter(~Exists(came_from_own))


def leaving(school: School) -> list[Leaving]:
    """The criteria of older sets with what waits under each, in their order (các tiêu chí chưa chuyển). One query."""
    own = framework_of(school)
    counted = waiting(school).values("framework", "criterion").order_by()
    rows = counted.annotate(uses=Count("pk"), homes=Count("pk", filter=Q(home=True)))
    found = [_leaving(own, **row) for row in rows]
    return sorted(found, key=lambda each: (each.framework, place_of_code(each.criterion, 0)))


def _leaving(own: str, *, framework: str, criterion: str, uses: int, homes: int) -> Leaving:
    known = standard_set(framework)
    old = known.criterion(criterion) if known else None
    found = candidates(framework, own, criterion)
    proposed = found.proposed if found.codes else last_surviving(framework, own, criterion)
    return Leaving(framework, criterion, old.title if old else "", homes, uses, found, proposed)


def last_surviving(old: str, new: str, criterion: str) -> str:
    """Where a criterion that nothing goes on with may be put (tiêu chí cuối còn lại): with the last one before it that
    something does; "" where there is none. No query."""
    known = standard_set(old)
    codes = [each.code for each in known.criteria] if known else []
    before = codes[: codes.index(criterion)] if criterion in codes else []
    went = (candidates(old, new, each).codes for each in reversed(before))
    return next((found[-1] for found in went if found), "")


@action("evidence.move")
def move_sure(actor: User, school: School) -> Done[int] | Refused:
    """Let everything go over whose way is sure (chuyển các tiêu chí chắc chắn): how many uses. Some twelve statements,
    and one for each 500 rows."""
    hold_store(school)
    ways = {(each.framework, each.criterion): (each.proposed, False) for each in leaving(school) if each.sure}
    return _move(actor, school, ways) if ways else NOTHING


@action("evidence.move")
def move_criterion(actor: User, school: School, *, framework: str, criterion: str, to: str) -> Done[int] | Refused:
    """Let what stands under one criterion go where a person says (chuyển một tiêu chí); marked to be looked at where
    the map was not sure of it. Statements as :func:`move_sure`."""
    hold_store(school)
    row = next((each for each in leaving(school) if (each.framework, each.criterion) == (framework, criterion)), None)
    if row is None:
        return GONE
    known = standard_set(framework_of(school))
    if known is None or known.criterion(to) is None:
        return NO_SUCH
    doubtful = not (row.sure and row.proposed == to)
    return _move(actor, school, {(framework, criterion): (to, doubtful)})


def _move(actor: User, school: School, ways: Ways) -> Done[int] | Refused:
    going = _Going(actor, school, ways)
    if why := going.number():
        return why
    going.save()
    moved = sorted({f"{old} → {to}" for (_, old), (to, _) in ways.items()})
    before = {"framework": ", ".join(sorted({old for old, _ in ways}))}
    told = {"framework": framework_of(school), "evidence_moved": moved, "used": len(going.moved)}
    return Done(len(going.moved), school, before, told)


Key = tuple[Any, ...]


@dataclass(slots=True)
class _Going:
    """Uses on their way into the set in use (đang chuyển), gathered before anything is written."""

    actor: User
    school: School
    ways: Ways
    own: str = field(init=False)
    moved: list[tuple[Use, Use]] = field(default_factory=list, init=False)
    made: list[Use] = field(default_factory=list, init=False)
    changed: list[Use] = field(default_factory=list, init=False)
    codes: list[Code] = field(default_factory=list, init=False)
    _there: dict[Key, Use] = field(default_factory=dict, init=False)
    _at_home: set[int] = field(default_factory=set, init=False)

    def __post_init__(self) -> None:
        """Where each goes. Two queries, linear in the uses."""
        self.own = framework_of(self.school)
        for use in Use.objects.filter(school=self.school, framework=self.own).exclude(criterion=""):
            self._there[_key(use, use.criterion)] = use
            if use.home:
                self._at_home.add(use.item_id)
        for use in waiting(self.school).select_related("item").order_by("item__place", "-home", "pk"):
            if way := self.ways.get((use.framework, use.criterion)):
                self.moved.append((use, self._new(use, *way)))

    def _new(self, use: Use, to: str, doubtful: bool) -> Use:
        key = _key(use, to)
        new = self._there.get(key)
        if new is None:
            about = {name: getattr(use, name) for name in ("item", "school_year", "level", "campus_id", "why")}
            told = {"framework": self.own, "criterion": to, "doubtful": doubtful, "by": self.actor}
            new = self._there[key] = Use(school=self.school, **about, **told)
            self.made.append(new)
        if use.home and use.item_id not in self._at_home:
            self._at_home.add(use.item_id)
            new.home = True
            if new.pk:
                self.changed.append(new)
        return new

    def number(self) -> Refused | None:
        """A code for each accepted item that came home and has none here yet, in the order of the old list. Two
        queries."""
        style = code_style(self.own)
        given = Code.objects.filter(school=self.school, framework=self.own)
        has = set(given.filter(retired_at=None).values_list("item", flat=True))
        numbers: dict[str, set[int]] = defaultdict(set)
        for criterion, ordinal in given.values_list("criterion", "ordinal"):
            numbers[criterion].add(ordinal)
        for use, new in self.moved:
            if not style or not new.home or use.item_id in has or use.item.state != Item.State.ACCEPTED:
                continue
            has.add(use.item_id)
            free = number_above(numbers[new.criterion])
            if free is None:
                return NO_ROOM
            numbers[new.criterion].add(free)
            about = {"framework": self.own, "criterion": new.criterion, "ordinal": free, "by": self.actor}
            text = write_code(style, new.criterion, free)
            self.codes.append(Code(school=self.school, item=use.item, text=text, **about))
        return None

    def save(self) -> None:
        """Write it all."""
        Use.objects.bulk_create(self.made, batch_size=_BATCH)
        Use.objects.bulk_update(self.changed, ["home"], batch_size=_BATCH)
        Code.objects.bulk_create(self.codes, batch_size=_BATCH)
        for use, new in self.moved:
            use.moved_to = new
        Use.objects.bulk_update([use for use, _ in self.moved], ["moved_to"], batch_size=_BATCH)
        refold(_items([use for use, _ in self.moved], self.school))


def _items(uses: Sequence[Use], school: School) -> list[Item]:
    items = {use.item_id: use.item for use in uses}
    for item in items.values():
        item.school = school
    return list(items.values())


def _key(use: Use, criterion: str) -> Key:
    return use.item_id, criterion, use.school_year, use.level, use.campus_id
