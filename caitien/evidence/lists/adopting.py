"""A list is taken into the store (nhận danh mục): rows that come again change what differs, none is doubled."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from caitien.access.action import Done, Unchanged, action
from caitien.access.models import School, User
from caitien.domain.evidence.codes import EvidenceCode, code_style, codes_in, number_above, write_code
from caitien.domain.evidence.listed import EvidenceItem
from caitien.evidence.codes.numbering import framework_of, framework_of_code, hold_store, refold
from caitien.evidence.lists.known import KnownItems, changes_of, code_in, is_there, new_item, read_days
from caitien.evidence.models import Code, Item, Use

_BATCH: Final = 200


@dataclass(slots=True)
class Adopted:
    """What came of a list (đã nhận): items that are new, that say something else now, uses that are new, rows that said
    nothing new."""

    added: list[Item] = field(default_factory=list)
    changed: list[Item] = field(default_factory=list)
    used: int = 0
    same: int = 0


@action("evidence.adopt")
def adopt_list(
    actor: User, school: School, *, rows: Sequence[EvidenceItem], name: str = ""
) -> Done[Adopted] | Unchanged[Adopted]:
    """Take rows of a list into the store (nhận danh mục), each found again by its code or its words. An item without a
    code gets the next one of its criterion. Some fifteen statements, and one for each 200 rows."""
    hold_store(school)
    taking = _Taking(actor, school)
    taking.reserve(rows)
    for row in rows:
        taking.take(row)
    taking.save()
    done = taking.done
    if not (done.added or done.changed or done.used):
        return Unchanged(done)
    before = {f"evidence {key}": old for key, old in taking.before.items()}
    after = {f"evidence {key}": new for key, new in taking.after.items()}
    told = {"file": name, "evidence_added": [item.name for item in done.added], "used": done.used}
    return Done(done, school, before, after | {key: value for key, value in told.items() if value})


class _Taking:
    """One list being taken in (một lần nhận): what is to be written, gathered before anything is."""

    def __init__(self, actor: User, school: School) -> None:
        self.actor, self.school = actor, school
        self.known, self.framework = KnownItems(school), framework_of(school)
        self.done = Adopted()
        self.before: dict[int, dict[str, Any]] = {}
        self.after: dict[int, dict[str, Any]] = {}
        self._new_by_code: dict[str, Item] = {}
        self._codes: list[Code] = []
        self._uses: list[Use] = []
        self._homes: set[int] = set()  # ids of objects: of new items that have a home already
        self._touched: dict[int, Item] = {}
        self._numbers: dict[str, set[int]] = defaultdict(set)  # criterion of the set in use → those given, or to be

    def reserve(self, rows: Sequence[EvidenceItem]) -> None:
        """Keep the codes the list names for the rows that name them (giữ mã): a row without one that stands above them
        gets none of these. One query."""
        given = Code.objects.filter(school=self.school, framework=self.framework)
        for criterion, ordinal in given.values_list("criterion", "ordinal"):
            self._numbers[criterion].add(ordinal)
        for code in filter(None, (code_in(row.code) for row in rows)):
            if framework_of_code(self.school, code) == self.framework:
                self._numbers[code.criterion].add(code.ordinal)

    def take(self, row: EvidenceItem) -> None:
        """One row: an item that is new, one that is there, or one more use of it."""
        code = code_in(row.code)
        lent = None if row.code else code_in(row.note)
        item = self._with_code(code or lent) or (None if code or lent else self.known.take_with_words(row))
        new = item is None
        if item is None:
            item = self._add(row, code)
        elif not lent and item.pk:
            self._change(item, row)
        more = self._use(item, row, code or lent)
        if not new and not more and item.pk not in self._touched:
            self.done.same += 1

    def _with_code(self, code: EvidenceCode | None) -> Item | None:
        return (self._new_by_code.get(code.text) or self.known.with_code(code)) if code else None

    def _add(self, row: EvidenceItem, code: EvidenceCode | None) -> Item:
        item = new_item(self.school, self.actor, row, self.known.values(row))
        self.done.added.append(item)
        if code:
            self._give(item, framework_of_code(self.school, code), code)
        elif row.criterion:
            self._give(item, self.framework, self._next(row.criterion))
        return item

    def _give(self, item: Item, framework: str, code: EvidenceCode | None) -> None:
        if code is None:
            return
        self._new_by_code[code.text] = item
        about = {"framework": framework, "text": code.text, "criterion": code.criterion, "ordinal": code.ordinal}
        self._codes.append(Code(school=self.school, item=item, by=self.actor, **about))

    def _next(self, criterion: str) -> EvidenceCode | None:
        """The next code of a criterion, above those given and those of this list."""
        style, ordinal = code_style(self.framework), number_above(self._numbers[criterion])
        if style is None or ordinal is None:
            return None
        self._numbers[criterion].add(ordinal)
        return next(codes_in(write_code(style, criterion, ordinal)), None)

    def _change(self, item: Item, row: EvidenceItem) -> None:
        changes = changes_of(item, self.known.values(row))
        if item.state == Item.State.DRAFT and row.state and is_there(row.state):
            changes["state"] = (item.state, Item.State.ACCEPTED.value)
        if not changes:
            return
        for name, (_, value) in changes.items():
            setattr(item, name, value)
        read_days(item)
        self._touched[item.pk] = item
        self.before.setdefault(item.pk, {}).update({_told(name): old for name, (old, _) in changes.items()})
        self.after.setdefault(item.pk, {}).update({_told(name): new for name, (_, new) in changes.items()})

    def _use(self, item: Item, row: EvidenceItem, code: EvidenceCode | None) -> int:
        """The criteria the row stands under, and that of its code; how many of them are new."""
        framework = framework_of_code(self.school, code) if code else self.framework
        own = [code.criterion] if code and code.criterion not in (row.criterion, *row.also) else []
        more = 0
        for criterion in filter(None, (*own, row.criterion, *row.also)):
            key = (item.pk or -id(item), framework, criterion)
            if key in self.known.uses:
                continue
            self.known.uses.add(key)
            home = self._is_home(item, criterion, code)
            about = {"framework": framework, "criterion": criterion, "home": home, "by": self.actor}
            self._uses.append(Use(school=self.school, item=item, **about))
            more += 1
        self.done.used += more if item.pk else 0
        return more

    def _is_home(self, item: Item, criterion: str, code: EvidenceCode | None) -> bool:
        if item.pk or id(item) in self._homes or (code and code.criterion != criterion):
            return False
        self._homes.add(id(item))
        return True

    def save(self) -> None:
        """Write it all: items, their codes and uses, what changed, what they are found by."""
        Item.objects.bulk_create(self.done.added, batch_size=_BATCH)
        for code in self._codes:
            code.item = code.item  # its key is known by now
        for use in self._uses:
            use.item = use.item
        Code.objects.bulk_create(self._codes, batch_size=_BATCH)
        Use.objects.bulk_create(self._uses, batch_size=_BATCH)
        self.done.changed = list(self._touched.values())
        columns = ["name", "issued", "number", "first_day", "last_day", "issuer", "location", "note", "extra", "state"]
        Item.objects.bulk_update(self.done.changed, [*columns, "keeper", "keeper_unit"], batch_size=_BATCH)
        refold([*self.done.added, *self.done.changed])


def _told(name: str) -> str:
    return {"state": "evidence_state", "keeper_id": "keeper", "keeper_unit_id": "keeper"}.get(name, name)
