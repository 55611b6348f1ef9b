"""A list that was read, before any of it is kept (xem trước danh mục): row by row, with what the rules say of it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from django.utils.timezone import localdate
from rapidfuzz import fuzz

from caitien.access.models import School
from caitien.domain.evidence.codes import EvidenceCode, mended_code
from caitien.domain.evidence.listed import EvidenceItem
from caitien.domain.finding import Finding, Severity
from caitien.domain.paper import Paper
from caitien.domain.papers.cells import mark_of
from caitien.domain.standards import standard_set
from caitien.domain.texts.folding import fold
from caitien.evidence.codes.numbering import framework_of, framework_of_code
from caitien.evidence.items.changing import LONGEST, LONGEST_NAME
from caitien.evidence.lists.known import KnownItems, changes_of, code_in
from caitien.evidence.models import Item
from caitien.rules import check

FIELD_WORDS: Final = {
    "name": "Tên",
    "issued": "Số, ngày",
    "issuer": "Nơi ban hành",
    "location": "Nơi lưu",
    "note": "Ghi chú",
    "extra": "Cột riêng",
    "keeper_id": "Người giữ",
    "keeper_unit_id": "Người giữ",
}
LENT_UNKNOWN: Final = "Mã {} ở cột Ghi chú chưa có trong kho hay trong tệp này."
NO_SUCH: Final = "Bộ tiêu chuẩn của dòng này không có tiêu chí {}."
OTHER_NAME: Final = "Trong kho, mã này là “{}”."
WAS_OF: Final = "Mã này từng là của “{}” (đã bỏ), văn bản cũ có thể còn dẫn. Xin để trống mã để nhận mã mới."
NEARLY: Final = 90.0  # of 100: one name, mistyped
TOO_LONG: Final = "Tên hoặc một ô dài quá mức. Xin ghi gọn lại."


class Way(StrEnum):
    """What a row would do (dòng này làm gì)."""

    NEW = "new"
    CHANGED = "changed"
    USED = "used"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Change:
    """One text that differs (chữ khác): what stands, what the row says."""

    name: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row as it would be taken (một dòng): ``said`` by the rules and by the store; ``mended``: as proposed where
    something is amiss, None where the proposal is to leave it out."""

    item: EvidenceItem
    mark: str
    way: Way
    found: tuple[Finding, ...] = ()
    doubts: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    mended: EvidenceItem | None = None

    @property
    def doubtful(self) -> bool:
        """Whether a person looks at it by itself: a hint alone does not ask for that."""
        return bool(self.doubts) or any(each.severity is not Severity.HINT for each in self.found)


def look_at(school: School, items: Sequence[EvidenceItem]) -> list[Row]:
    """Every row of a list with what it would do (xem trước). Six queries, linear in rows and store."""
    known, said = KnownItems(school), rules_say(items)
    there: dict[str, str] = {}
    for item in items:
        if item.name and (code := code_in(item.code)):
            there.setdefault(code.text, item.name)
    rows, seen = [], dict[str, str]()
    for number, item in enumerate(items):
        row = _row(known, item, said[number], there, seen)
        code = code_in(item.code)
        if code and item.name:
            seen.setdefault(code.text, item.name)
        rows.append(replace(row, mark=mark_of(f"{number} {row.mark}")))
    return rows


def rules_say(items: Iterable[EvidenceItem]) -> Mapping[int, list[Finding]]:
    """What the rules of evidence find in a list (quy tắc E), by the number of the row. No query, linear."""
    found: dict[int, list[Finding]] = defaultdict(list)
    for each in check(Paper(), today=localdate(), evidence=items, select={"E"}):
        table, _, number = each.path.partition(".")
        if table == "evidence" and number.isdecimal():
            found[int(number)].append(each)
    return found


def _row(
    known: KnownItems, item: EvidenceItem, found: Sequence[Finding], there: Mapping[str, str], seen: Mapping[str, str]
) -> Row:
    code = code_in(item.code)
    lent = None if item.code else code_in(item.note)
    stands = known.with_code(code or lent) or (None if code or lent else known.take_with_words(item))
    changes = _changes(known, stands, item) if stands and not lent else ()
    strange = () if stands else _strange(known.school, item, code or lent)
    was_of = known.dropped.get(code.text, "") if code and not stands else ""
    former = (WAS_OF.format(was_of[:120]),) if was_of else ()
    doubts = (*strange, *former, *_doubts(item, stands, changes, lent.text if lent else "", there))
    known_already = stands or (code and code.text in seen) or lent
    way = Way.CHANGED if changes else Way.NEW if not known_already else Way.SAME
    if way is Way.SAME and _uses_more(known, stands, item, code.criterion if code else ""):
        way = Way.USED
    mark = mark_of(repr((item.criterion, item.also, item.code, item.name, item.issued, item.issuer, item.note)))
    row = Row(item, mark, way, tuple(found), doubts, changes)
    return (
        replace(row, mended=mended(item, found, lambda each: _bearer(known, each, there, seen)))
        if row.doubtful
        else row
    )


def _bearer(known: KnownItems, code: EvidenceCode, there: Mapping[str, str], seen: Mapping[str, str]) -> str:
    """The name of what bears a code, in this list or in the store, or bore it once and was dropped; "" of none."""
    stands = known.with_code(code)
    kept = stands.name if stands else known.dropped.get(code.text, "")
    return seen.get(code.text, "") or kept or there.get(code.text, "")


def _strange(school: School, item: EvidenceItem, code: EvidenceCode | None) -> tuple[str, ...]:
    """Criteria the row stands under that its set of standards does not have."""
    held = standard_set(framework_of_code(school, code) if code else framework_of(school))
    named = (item.criterion, *item.also, code.criterion if code else "")
    return tuple(NO_SUCH.format(each) for each in dict.fromkeys(named) if each and held and not held.criterion(each))


def _uses_more(known: KnownItems, stands: Item | None, item: EvidenceItem, home: str) -> bool:
    used = {criterion for key, _, criterion in known.uses if stands and key == stands.pk}
    return not {each for each in (item.criterion, *item.also, home) if each} <= used


def _changes(known: KnownItems, stands: Item, item: EvidenceItem) -> tuple[Change, ...]:
    found = changes_of(stands, known.values(item))
    return tuple(Change(FIELD_WORDS[name], _shown(old), _shown(new)) for name, (old, new) in found.items())


def _shown(value: object) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{heading}: {text}" for heading, text in value.items())
    return str(value or "")


def _doubts(
    item: EvidenceItem, stands: Item | None, changes: Sequence[Change], lent: str, there: Mapping[str, str]
) -> Iterable[str]:
    if lent and stands is None and lent not in there:
        yield LENT_UNKNOWN.format(lent)
    if stands and any(each.name == FIELD_WORDS["name"] for each in changes):
        yield OTHER_NAME.format(stands.name[:120])
    if len(item.name) > LONGEST_NAME or max(map(len, (item.issued, item.issuer, item.location, item.note))) > LONGEST:
        yield TOO_LONG


def mended(item: EvidenceItem, found: Sequence[Finding], bearer: Callable[[EvidenceCode], str]) -> EvidenceItem | None:
    """The row as proposed (đề nghị): a code written as it should be; under a code that is another's, that one's name
    where the two are nearly the same (one was mistyped), else a new code; None where it says nothing of its own.
    ``bearer``: the name of the item that bears a code, "" where none does."""
    codes = {each.code for each in found}
    if codes & {"E08", "E09"} or not item.name:
        return None
    named = replace(item, code=mended_code(item.code)) if "E01" in codes else item
    code = code_in(named.code)
    name = bearer(code) if code else ""
    if not name or fold(name) == fold(item.name):
        return named
    return replace(named, name=name) if fuzz.ratio(fold(name), fold(item.name)) >= NEARLY else _with_new_code(named)


def _with_new_code(item: EvidenceItem) -> EvidenceItem:
    """The row without its code, under the criterion its code told where it names none: it gets the next one there."""
    code = code_in(item.code)
    return replace(item, code="", criterion=item.criterion or (code.criterion if code else ""))
