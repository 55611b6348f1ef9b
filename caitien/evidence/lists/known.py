"""What the store holds, to find a row of a list again (đã có trong kho): by its code, else by its words."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any, Final

from django.db.models import F

from caitien.access.models import Membership, School, Unit, User
from caitien.domain.evidence.codes import EvidenceCode, codes_in
from caitien.domain.evidence.listed import EvidenceItem
from caitien.domain.evidence.words import issued_of, kind_of, usual_openness
from caitien.domain.texts.folding import clean, fold, identity, one_line
from caitien.evidence.models import Code, Item, Use

KEEPER_HEADING: Final = "Người phụ trách"  # of words that name nobody of the school
STATE_HEADING: Final = "Trạng thái"  # of a thing the school does not have yet
_THERE: Final = frozenset({"co", "da", "du", "x", "hoan"})
_WORDS: Final = ("issued", "issuer", "location", "note")


def code_in(text: str) -> EvidenceCode | None:
    """The one code of a cell (mã trong ô), None where it holds none or several."""
    found = list(codes_in(text))
    return found[0] if len(found) == 1 else None


def is_there(state: str) -> bool:
    """Whether a list says the school has the thing (trạng thái “có”); so does one that says nothing."""
    words = fold(state).split()
    return not words or words[0] in _THERE


class KnownItems:
    """The items of a school (kho): four queries, linear in them. What is adopted is told to it row by row."""

    def __init__(self, school: School) -> None:
        self.school = school
        self.items = {item.pk: item for item in Item.objects.filter(school=school).exclude(state=Item.State.DROPPED)}
        self.uses = set(Use.objects.filter(school=school).values_list("item", "framework", "criterion"))
        self.dropped: dict[str, str] = {}  # codes of items that were dropped → their names
        self._by_code: dict[str, int] = {}
        self._by_words: dict[tuple[str, ...], list[int]] = defaultdict(list)
        self._by_code.update(self._codes())
        for item in sorted(self.items.values(), key=lambda each: each.pk):
            self._by_words[_key_of(item)].append(item.pk)
        self.names = _names(school)

    def _codes(self) -> list[tuple[str, int]]:
        """Live codes last: of two bearers of a code the one that bears it now counts."""
        found = Code.objects.filter(school=self.school).order_by(F("retired_at").asc(nulls_last=True), "pk")
        every = list(found.values_list("text", "item", "item__name"))
        self.dropped = {text: name for text, item, name in every if item not in self.items}
        return [(text, item) for text, item, _ in every if item in self.items]

    def with_code(self, code: EvidenceCode | None) -> Item | None:
        """The item that bears a code, or bore it."""
        return self.items.get(self._by_code.get(code.text, 0)) if code else None

    def take_with_words(self, row: EvidenceItem) -> Item | None:
        """The item whose words a row without code repeats; each is found once, so that two alike stay two."""
        there = self._by_words.get(_key(row.name, row.issued, row.issuer), [])
        return self.items[there.pop(0)] if there else None

    def values(self, row: EvidenceItem) -> dict[str, Any]:
        """What a row says as columns of an item: only what it does say."""
        told = {name: clean(getattr(row, name)) for name in _WORDS}
        values: dict[str, Any] = {name: text for name, text in told.items() if text}
        if row.name:
            values["name"] = one_line(row.name)
        extra = {heading: clean(text) for heading, text in row.extra.items() if clean(text)}
        if row.keeper:
            values |= self._keeper(row.keeper) or {}
            extra |= {} if self._keeper(row.keeper) else {KEEPER_HEADING: clean(row.keeper)}
        if not is_there(row.state):
            extra[STATE_HEADING] = clean(row.state)
        return values | ({"extra": extra} if extra else {})

    def _keeper(self, words: str) -> dict[str, Any] | None:
        return self.names.get(identity(words))


def _names(school: School) -> Mapping[str, dict[str, Any]]:
    """Names of the school's people and units → the column that says who keeps an item. Two queries."""
    here = Membership.objects.filter(school=school).values("user")
    people = User.objects.filter(pk__in=here, is_active=True)
    named: dict[str, dict[str, Any]] = {identity(each.name): {"keeper_id": each.pk} for each in people if each.name}
    units = Unit.objects.filter(school=school)
    return named | {identity(unit.name): {"keeper_unit_id": unit.pk} for unit in units}


def new_item(school: School, by: User, row: EvidenceItem, values: Mapping[str, Any]) -> Item:
    """A row as a new item (minh chứng mới), not saved: accepted where the list says it is there, else a draft."""
    item = Item(school=school, by=by, **values)
    item.kind, item.openness = kind_of(item.name).value, usual_openness(item.name).value
    item.state = Item.State.ACCEPTED if is_there(row.state) else Item.State.DRAFT
    read_days(item)
    return item


def read_days(item: Item) -> None:
    """Number and days from the words of its column (đọc số, ngày)."""
    told = issued_of(item.issued)
    item.number, item.first_day, item.last_day = told.number, told.first, told.last


def changes_of(item: Item, values: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """What a row says otherwise than the item it is (khác gì): column → what stands, what the row says."""
    wanted = dict(values)
    if "extra" in wanted:
        wanted["extra"] = {**item.extra, **wanted["extra"]}
    return {name: (getattr(item, name), value) for name, value in wanted.items() if getattr(item, name) != value}


def _key_of(item: Item) -> tuple[str, ...]:
    return _key(item.name, item.issued, item.issuer)


def _key(*words: str) -> tuple[str, ...]:
    return tuple(fold(one_line(each)) for each in words)
