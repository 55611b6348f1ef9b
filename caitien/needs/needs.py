"""What the school is to better (khuyến nghị, điểm yếu): found, kept, changed, taken out."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from caitien.access.action import Done, Unchanged, action
from caitien.access.models import School, User
from caitien.access.rights import ActingUser
from caitien.domain.needs.need import (
    KIND_NAMES,
    LONGEST_NEED,
    LONGEST_SOURCE,
    NeedText,
    same_words,
    standard_of_criterion,
)
from caitien.domain.papers.cells import mark_of
from caitien.domain.refused import Refused, Stale
from caitien.domain.texts.folding import clean, fold
from caitien.plans.models import Need
from caitien.plans.table.changes import key_of

_CRITERION: Final = re.compile(r"\d{1,2}\.\d{1,2}")
_WORDS: Final = ("kind", "criterion", "text", "given_by", "date")

CHANGED: Final = Stale("Người khác vừa sửa điều này. Xin xem chữ mới rồi sửa lại nếu cần.")
NOT_REMOVED: Final = Stale("Điều này vừa được người khác sửa nên chưa bỏ. Xin xem lại chữ mới.")
TWICE: Final = Refused("Đã có một điều cùng loại, cùng tiêu chí, cùng lời. Xin xem lại danh sách.")
IN_ORDER: Final = ("place", "criterion", "pk")  # those under no standard first

# --- reads ------------------------------------------------------------------------------------------------------------


def needs_for(acting: ActingUser, *, kind: str = "", criterion: str = "", words: str = "") -> QuerySet[Need]:
    """The needs of the school (khuyến nghị, điểm yếu), by standard and criterion; accents do not matter in words."""
    found = Need.objects.filter(school=acting.school).annotate(place=Coalesce("standard", 0)).order_by(*IN_ORDER)
    found = found.filter(kind=kind) if kind in KIND_NAMES else found
    found = found.filter(criterion=criterion) if criterion else found
    for word in fold(words).split():
        found = found.filter(folded__contains=word)
    return found


# --- what is kept -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Recorded:
    """What came of a list that was kept (đã ghi): needs that are new, that say something else now, that stay."""

    added: tuple[Need, ...] = ()
    updated: tuple[Need, ...] = ()
    unchanged: tuple[Need, ...] = ()


class KnownNeeds:
    """The needs a school has, to find one that comes again (đã có chưa). One query."""

    def __init__(self, needs: Iterable[Need]) -> None:
        self._by_words: dict[tuple[str, str], list[Need]] = {}
        for need in needs:
            self.add(need)

    def add(self, need: Need) -> None:
        """One more is known from now on."""
        self._by_words.setdefault((need.kind, need.folded), []).append(need)

    def has(self, item: NeedText) -> bool:
        """Whether there is this very one."""
        alike = self._by_words.get((item.kind, same_words(item.text)), [])
        return any(need.criterion == item.criterion for need in alike)

    def says(self, item: NeedText) -> bool:
        """Whether one says all of this already, so that keeping it would change nothing."""
        need = self.find(item)
        return need is not None and need.text == clean(item.text) and item.criterion in ("", need.criterion)

    def find(self, item: NeedText) -> Need | None:
        """The need this one is: the same words of the same kind under the same criterion, or where one names none."""
        alike = self._by_words.get((item.kind, same_words(item.text)), [])
        exact = next((need for need in alike if need.criterion == item.criterion), None)
        return exact or next((need for need in alike if not item.criterion or not need.criterion), None)

    def of_another_kind(self, item: NeedText) -> Need | None:
        """A need of the same words that was kept as the other kind."""
        words = same_words(item.text)
        others = (self._by_words.get((kind, words), []) for kind in KIND_NAMES if kind != item.kind)
        return next((need for needs in others for need in needs), None)


@action("need.record")
def record_needs(
    actor: User, school: School, *, items: Sequence[NeedText], given_by: str = "", day: date | None = None
) -> Done[Recorded] | Unchanged[Recorded]:
    """Keep a list of needs (ghi khuyến nghị, điểm yếu); those that come again update what is kept, none is doubled.

    Every item has a kind and words that :func:`fitting` found good. Three statements and one a need that changes;
    nothing is written where nothing changes.
    """
    known = KnownNeeds(school.needs.all())
    added: dict[int, Need] = {}
    updated: dict[int, Need] = {}
    unchanged: dict[int, Need] = {}
    before: dict[str, Any] = {}
    for item in items:
        values = _values(item, given_by, day)
        need = known.find(item)
        if need is None:
            need = Need(school=school, by=actor, **values)
            known.add(need)
            added[id(need)] = need
            continue
        old = _for_the_trail(need)
        if _give(need, {name: value for name, value in values.items() if value}) and id(need) not in added:
            before.setdefault(key_of(need), old)
            updated[id(need)] = need
            unchanged.pop(id(need), None)
        elif id(need) not in added and id(need) not in updated:
            unchanged[id(need)] = need
    Need.objects.bulk_create(added.values())
    for need in updated.values():
        need.save()
    done = Recorded(*(tuple(rows.values()) for rows in (added, updated, unchanged)))
    after = {key_of(need): _for_the_trail(need) for need in (*done.added, *done.updated)}
    return Done(done, school, before, after) if after else Unchanged(done)


@action("need.record")
def edit_need(
    _actor: User, need: Need, *, item: NeedText, given_by: str, day: date | None, seen: str
) -> Done[Need] | Refused:
    """Let a need say something else (sửa), or say why it cannot: another one says that already, or someone changed it
    since. ``seen`` is the :func:`need_mark` of what the person saw."""
    if seen != need_mark(need):
        return CHANGED
    if KnownNeeds(need.school.needs.exclude(pk=need.pk)).has(item):
        return TWICE
    before = _for_the_trail(need)
    _give(need, _values(item, given_by, day))
    need.save()
    return Done(need, need, before, _for_the_trail(need))


@action("need.record")
def remove_need(_actor: User, need: Need, *, seen: str) -> Done[None] | Refused:
    """Take a need out (bỏ), and the links to lines with it; the audit trail keeps its words and which lines they were.

    Refused where it says something else by now than the person saw."""
    if seen != need_mark(need):
        return NOT_REMOVED
    lines = sorted(need.answers.values_list("goal", flat=True))
    before = _for_the_trail(need) | {"lines": lines}
    Need.objects.filter(pk=need.pk).delete()
    return Done(None, need, before, {})


def need_mark(need: Need) -> str:
    """A mark of what a person saw of a need (dấu của chữ đã thấy)."""
    return mark_of(repr([str(getattr(need, name)) for name in _WORDS]))


def fitting(item: NeedText, given_by: str = "") -> Refused | None:
    """Why a need cannot be kept as it is (chưa ghi được), or None."""
    checks = (
        (not item.text, "Chưa có nội dung. Hãy ghi một câu cho biết điều gì cần cải tiến."),
        (len(item.text) > LONGEST_NEED, "Nội dung dài quá 4.000 chữ cái. Hãy tách thành nhiều điều."),
        (item.kind not in KIND_NAMES, "Hãy chọn đây là khuyến nghị hay điểm yếu."),
        (
            bool(item.criterion) and not _CRITERION.fullmatch(item.criterion),
            f"“{item.criterion[:40]}” chưa phải mã tiêu chí. Ghi như 3.2, hoặc để trống nếu chưa rõ.",
        ),
        (len(given_by) > LONGEST_SOURCE, "Nguồn dài quá 500 chữ cái. Hãy ghi gọn tên và số văn bản."),
    )
    return next((Refused(said) for wrong, said in checks if wrong), None)


def _values(item: NeedText, given_by: str, day: date | None) -> dict[str, Any]:
    text = clean(item.text)
    return {
        "kind": item.kind,
        "criterion": item.criterion,
        "standard": standard_of_criterion(item.criterion),
        "text": text,
        "folded": same_words(text),
        "given_by": clean(given_by),
        "date": day,
    }


def _give(need: Need, values: Mapping[str, Any]) -> bool:
    """Give a need its values; whether that changes it."""
    changed = [name for name, value in values.items() if getattr(need, name) != value]
    for name in changed:
        setattr(need, name, values[name])
    return bool(changed)


def _for_the_trail(need: Need) -> dict[str, Any]:
    """All that a need says, as the audit trail is told."""
    values = {name: getattr(need, name) for name in _WORDS}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items() if value}
