"""Keeping the list of schools of a body (danh bạ): first a look at what each line would do, then all of it at once.

A school is known by its code and by nothing else: two of one name are two schools. What a list does not name stays.
"""

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

from caitien.access.action import Done, action
from caitien.access.models import Body, School, User
from caitien.domain.refused import Refused, Stale
from caitien.domain.schools_listed import (
    LONGEST_CODE,
    LONGEST_CONTACT,
    LONGEST_NAME,
    SchoolRow,
    commune_key,
    is_code,
    kind_of_words,
    level_of_words,
)
from caitien.domain.texts.folding import fold, identity
from caitien.domain.texts.typed import read_day
from caitien.oversight.models import RosterSchool
from caitien.oversight.sums import settle_listed

BATCH: Final = 500
_KEPT: Final = (
    *("name", "kind", "commune", "place", "contact", "level", "national", "recognised_until", "school"),
    "joined_to",
)


class Outcome(StrEnum):
    """What a line of the list would do (việc sẽ làm)."""

    NEW = "new"
    CHANGE = "change"
    SAME = "same"
    ERROR = "error"


@dataclass(slots=True)
class SchoolLine:
    """A line of the list and what it would do (một dòng, và việc sẽ làm); ``why`` says more where it is not plain."""

    row: SchoolRow
    outcome: Outcome = Outcome.NEW
    why: list[str] = field(default_factory=list)
    known: RosterSchool | None = None
    told: dict[str, Any] = field(default_factory=dict)  # column → what it would hold

    @property
    def school(self) -> School | None:
        """The school aboard that bears the code (trường đang dùng phần mềm)."""
        return self.told.get("school")


@dataclass(frozen=True, slots=True)
class RosterLook:
    """A list looked at (danh bạ đã xem): its lines, and a mark of all that."""

    lines: list[SchoolLine]

    @property
    def mark(self) -> str:
        """What the person saw (dấu của điều đã xem): another once anything of it would go otherwise."""
        seen = [(line.row.code, line.row.name, line.outcome.value, line.why) for line in self.lines]
        return hashlib.sha256(repr(seen).encode()).hexdigest()[:16]

    def count(self, outcome: str) -> int:
        """How many lines go that way."""
        return sum(line.outcome == outcome for line in self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherRoster(Stale):
    """The list would do something else by now than the person was shown (danh bạ đã khác): what it would do now."""

    reason: str = "Trong lúc thầy cô xem, danh bạ vừa có thay đổi. Chưa ghi gì; xin xem lại rồi bấm Ghi vào danh bạ."
    look: RosterLook


@dataclass(frozen=True, slots=True)
class _Existing:
    """What is there already (hiện có): lines and schools by code, communes by the key of their name."""

    rows: Mapping[str, RosterSchool]
    schools: Mapping[str, School]
    communes: Mapping[str, list[Body]]


def look_at(body: Body, rows: Sequence[SchoolRow]) -> RosterLook:
    """What a list would do (xem trước danh bạ); nothing is written. Three queries and one for 500 lines."""
    existing = _existing(body, rows)
    lines = [SchoolLine(row) for row in rows]
    _refuse_faults(lines)
    codes = {line.row.code for line in lines if line.outcome is not Outcome.ERROR} | set(existing.rows)
    for line in lines:
        if line.outcome is not Outcome.ERROR:
            _decide(line, existing, codes)
    _tell_same_names(lines)
    return RosterLook(lines)


@action("roster.keep")
def keep_roster(
    _actor: User, body: Body, *, rows: Sequence[SchoolRow], seen: str, today: dt.date
) -> Done[RosterLook] | Refused:
    """Add and change as the list says (ghi vào danh bạ); lines with an error are left out, former names are kept.

    ``seen`` is the mark of the :class:`RosterLook` the person looked at; where the list would go otherwise by now, that
    is told. Linear in the lines.
    """
    look = look_at(body, rows)
    if look.mark != seen:
        return OtherRoster(look=look)
    new = [line for line in look.lines if line.outcome is Outcome.NEW]
    changed = [line for line in look.lines if line.outcome is Outcome.CHANGE]
    RosterSchool.objects.bulk_create((_made(body, line) for line in new), batch_size=BATCH)
    RosterSchool.objects.bulk_update(
        [_changed(line, today) for line in changed if line.known],
        [*_KEPT[:-1], "folded", "former_names"],
        batch_size=BATCH,
    )
    _join(body, [*new, *changed])
    settle_listed(line.known.pk for line in changed if line.known)
    told = {"roster_new": len(new), "roster_changed": len(changed), "body_above": body.name}
    return Done(look, body, {}, told)


def tie_aboard(bodies: Iterable[Body]) -> int:
    """Tie lines to schools that came aboard since, by their code (nối trường mới dùng phần mềm); how many. Two queries
    a body."""
    tied = 0
    for body in bodies:
        open_ = {row.code: row for row in RosterSchool.objects.filter(body=body, school=None)}
        found = School.objects.filter(body__path__startswith=body.path, ministry_code__in=open_)
        for school in found:
            tied += RosterSchool.objects.filter(pk=open_[school.ministry_code].pk, school=None).update(school=school)
    return tied


def join_aboard(schools: Iterable[School], into: School) -> None:
    """Schools aboard were joined to another (trường sáp nhập): their lines stay, and say where they went in each list
    that has the new school too; rounds to come ask that one. Two queries and one a list."""
    keys = [each.pk for each in schools]
    for row in RosterSchool.objects.filter(school=into, body__roster__school__in=keys).distinct():
        RosterSchool.objects.filter(body=row.body_id, school__in=keys, joined_to=None).update(joined_to=row)


def _existing(body: Body, rows: Sequence[SchoolRow]) -> _Existing:
    there = {row.code: row for row in RosterSchool.objects.filter(body=body).select_related("school", "joined_to")}
    codes = sorted({row.code for row in rows if row.code})
    schools: dict[str, School] = {}
    for start in range(0, len(codes), BATCH):
        some = School.objects.filter(body__path__startswith=body.path, ministry_code__in=codes[start : start + BATCH])
        schools |= {school.ministry_code: school for school in some}
    communes: dict[str, list[Body]] = {}
    for each in Body.objects.filter(path__startswith=body.path).exclude(pk=body.pk):
        communes.setdefault(commune_key(each.name), []).append(each)
    return _Existing(there, schools, communes)


def _refuse_faults(lines: Iterable[SchoolLine]) -> None:
    seen: dict[str, SchoolRow] = {}
    for line in lines:
        row = line.row
        if fault := _fault(row):
            line.outcome, line.why = Outcome.ERROR, [fault]
        elif (first := seen.setdefault(row.code, row)) is not row:
            line.outcome, line.why = Outcome.ERROR, [f"Mã {row.code} đã có ở {first.place}."]


def _fault(row: SchoolRow) -> str:
    if not row.code:
        return "Dòng này chưa có mã trường. Trường chỉ được nhận ra bằng mã, không bằng tên."
    if not is_code(row.code) or len(row.code) > LONGEST_CODE:
        return f"“{row.code[:40]}” chưa phải mã trường: chỉ gồm chữ số và chữ cái không dấu."
    if not row.name:
        return "Dòng này chưa có tên trường."
    if len(row.name) > LONGEST_NAME or len(row.contact) > LONGEST_CONTACT or len(row.commune) > LONGEST_NAME:
        return f"Tên trường, xã phường hoặc liên hệ dài quá {LONGEST_NAME} chữ cái."
    return ""


def _decide(line: SchoolLine, existing: _Existing, codes: set[str]) -> None:
    """What becomes of a line that is sound. A blank cell of the list says nothing: what is kept stays."""
    row, known = line.row, existing.rows.get(line.row.code)
    if row.joined_to and (row.joined_to not in codes or row.joined_to == row.code):
        line.outcome, line.why = Outcome.ERROR, [f"Không có trường mang mã {row.joined_to} để nhập vào."]
        return
    line.known, line.told = known, _told(line, existing)
    changed = [name for name in line.told if known is None or getattr(known, name) != line.told[name]]
    joins = row.joined_to and (known is None or known.joined_to is None or known.joined_to.code != row.joined_to)
    line.outcome = Outcome.NEW if known is None else Outcome.CHANGE if changed or joins else Outcome.SAME
    if known and "name" in changed:
        line.why.append(f"Tên đang ghi: {known.name}.")
    if joins:
        line.why.append(f"Nhập vào trường mã {row.joined_to}; từ đợt sau không hỏi riêng trường này.")


def _told(line: SchoolLine, existing: _Existing) -> dict[str, Any]:
    row, told = line.row, dict[str, Any](name=line.row.name)
    if kind := kind_of_words(row.kind, row.name):
        told["kind"] = kind
    if row.contact:
        told["contact"] = row.contact
    told |= _recognition(line)
    if row.commune:
        told |= {"place": row.commune, "commune": _commune(line, existing)}
    if school := existing.schools.get(row.code):
        told["school"] = school
    return told


def _recognition(line: SchoolLine) -> dict[str, Any]:
    """What the list says of levels; what cannot be read is told, and what is kept stays."""
    row = line.row
    read = {
        "level": (row.level, level_of_words(row.level, 4)),
        "national": (row.national, level_of_words(row.national, 2)),
        "recognised_until": (row.until, read_day(row.until)),
    }
    for text, value in read.values():
        if text and value is None:
            line.why.append(f"Chưa hiểu “{text[:40]}”; xin ghi mức bằng một số, ngày như 31/05/2027.")
    return {name: value for name, (_, value) in read.items() if value is not None}


def _commune(line: SchoolLine, existing: _Existing) -> Body | None:
    """The body a commune's name means, where exactly one below bears it; else the school stands straight above."""
    found = existing.communes.get(commune_key(line.row.commune), [])
    if len(found) != 1:
        why = "có nhiều cơ quan cùng tên" if found else "chưa có trong cây cơ quan"
        line.why.append(f"{line.row.commune} {why}; trường sẽ đứng thẳng dưới cơ quan này.")
    return found[0] if len(found) == 1 else None


def _tell_same_names(lines: Iterable[SchoolLine]) -> None:
    """Two of one name stay two; the reader is told."""
    named: dict[str, list[SchoolLine]] = {}
    for line in lines:
        if line.outcome is not Outcome.ERROR:
            named.setdefault(identity(line.row.name), []).append(line)
    for group in named.values():
        for line in group if len(group) > 1 else ():
            line.why.append(f"Có {len(group)} trường cùng tên; mỗi mã là một trường.")


def _made(body: Body, line: SchoolLine) -> RosterSchool:
    return RosterSchool(body=body, code=line.row.code, folded=fold(line.row.name)[:LONGEST_NAME], **line.told)


def _changed(line: SchoolLine, today: dt.date) -> RosterSchool:
    known = line.known
    assert known is not None  # noqa: S101 - only such lines come here
    if known.name != line.told["name"]:
        known.former_names = [*known.former_names, {"name": known.name, "until": today.isoformat()}]
    for name, value in line.told.items():
        setattr(known, name, value)
    known.folded = fold(known.name)[:LONGEST_NAME]
    return known


def _join(body: Body, lines: Iterable[SchoolLine]) -> None:
    """Schools that were joined to others: the line stays, with where it went."""
    joins = {line.row.code: line.row.joined_to for line in lines if line.row.joined_to}
    named = RosterSchool.objects.filter(body=body, code__in={*joins, *joins.values()})
    rows = {row.code: row for row in named}
    for code, into in joins.items():
        rows[code].joined_to = rows[into]
    RosterSchool.objects.bulk_update([rows[code] for code in joins], ["joined_to"], batch_size=BATCH)
