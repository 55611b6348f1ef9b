"""Saying what a school is (thông tin trường): its facts, its places, the body above it, its calendars."""

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Final

from caitien.access.action import Done, Unchanged, action
from caitien.access.models import Body, Campus, School, SchoolYear, User
from caitien.access.models.school import EVALUATED
from caitien.domain.field_names import SCHOOL_TYPE_NAMES
from caitien.domain.refused import Refused, Stale
from caitien.domain.standards import all_sets, set_ids
from caitien.domain.texts.folding import one_line
from caitien.domain.times.school_calendar import DEADLINES, Deadline, Holiday, SchoolCalendar, faults_of, first_year_of

SEVERAL: Final = "nhieu_cap_hoc"  # the kind of a school with several levels of schooling
LEVELS: Final = ("mam_non", "tieu_hoc", "thcs", "thpt")
LONGEST: Final[Mapping[str, tuple[str, int]]] = {  # field → how it is called, most letters
    "name": ("Tên trường", 250),
    "upper_body": ("Cơ quan chủ quản", 250),
    "place": ("Địa danh", 120),
    "ministry_code": ("Mã trường của Bộ", 40),
}
NO_NAME: Final = Refused("Xin ghi tên trường, ví dụ Trường THPT Hoa Sen.")
UNKNOWN_KIND: Final = Refused("Xin chọn loại trường trong danh sách.")
UNKNOWN_SET: Final = Refused("Xin chọn bộ tiêu chuẩn trong danh sách.")
UNKNOWN_ANSWER: Final = Refused("Xin chọn đã có hay chưa có đoàn đánh giá ngoài.")
NO_BODY: Final = Refused("Cơ quan này không còn trong danh sách. Xin tìm lại.")
NO_CAMPUS_NAME: Final = Refused("Xin ghi tên điểm trường, không quá 250 chữ cái.")
NO_YEAR: Final = Refused("Năm học cần ghi như 2026-2027.")


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolFacts:
    """What a school says of itself (thông tin trường). Codes are those of the Paper; "" where it is not said."""

    name: str
    kind: str = ""
    levels: tuple[str, ...] = ()  # of LEVELS, only where the kind is SEVERAL
    upper_body: str = ""  # as printed on papers
    place: str = ""
    framework: str = ""
    ministry_code: str = ""  # text as the ministry gave it, zeros in front too; of no two schools the same
    evaluated: str = ""  # of EVALUATED: whether an external evaluation took place

    def tidy(self) -> "SchoolFacts":
        """The same on one line each, levels in order and only where the school has several."""
        levels = tuple(level for level in LEVELS if level in self.levels) if self.kind == SEVERAL else ()
        texts = {field: one_line(getattr(self, field)) for field in LONGEST}
        return replace(self, levels=levels, **texts)

    def hindrance(self) -> Refused | None:
        """Why a school cannot be described like that, or None."""
        if not self.name:
            return NO_NAME
        if self.kind and self.kind not in SCHOOL_TYPE_NAMES:
            return UNKNOWN_KIND
        if self.framework and self.framework not in set_ids():
            return UNKNOWN_SET
        if self.evaluated and self.evaluated not in dict(EVALUATED):
            return UNKNOWN_ANSWER
        long = (name for field, (name, most) in LONGEST.items() if len(getattr(self, field)) > most)
        return next((Refused(f"{name} dài quá, xin ghi gọn lại.") for name in long), None)


def facts_of(school: School) -> SchoolFacts:
    """What a school says of itself now. No query."""
    return SchoolFacts(
        name=school.name,
        kind=school.kind,
        levels=tuple(school.levels),
        upper_body=school.upper_body,
        place=school.place,
        framework=school.framework,
        ministry_code=school.ministry_code,
        evaluated=school.evaluated,
    )


def told(facts: SchoolFacts) -> dict[str, Any]:
    """Facts as the audit trail keeps them."""
    return {**asdict(facts), "levels": list(facts.levels)}


def mark_of(facts: SchoolFacts | SchoolCalendar) -> str:
    """A mark of what a person saw (dấu của bản đã xem): another wherever a word is another."""
    return hashlib.sha256(json.dumps(asdict(facts), sort_keys=True, default=str).encode()).hexdigest()[:20]


def set_in_force(kind: str, day: dt.date) -> str:
    """The set of standards schools of this kind are held to on a day (bộ tiêu chuẩn đang có hiệu lực), or ""."""
    fitting = [each for each in all_sets() if kind in each.school_types and each.in_force(day)]
    return fitting[-1].id if fitting else ""


@action("school.describe")
def describe(_actor: User, school: School, *, facts: SchoolFacts, seen: str) -> Done[School] | Refused:
    """Say what the school is (sửa thông tin trường); or why not. Stale where it says other things by now than those
    with the mark ``seen``."""
    before, wanted = facts_of(school), facts.tidy()
    if mark_of(before) != seen:
        return Stale()
    if hindrance := wanted.hindrance() or _code_taken(school, wanted):
        return hindrance
    take_facts(school, wanted)
    return Done(school, school, told(before), told(wanted))


def _code_taken(school: School, facts: SchoolFacts) -> Refused | None:
    """Whether another school bears the ministry's code. One query where one is given."""
    code = facts.ministry_code
    taken = code and School.objects.filter(ministry_code=code).exclude(pk=school.pk).exists()
    return Refused(f"Mã {code} đã là của trường khác. Xin xem lại mã Bộ cấp cho trường mình.") if taken else None


def take_facts(school: School, facts: SchoolFacts) -> None:
    """Put tidy facts on a school and save it. One statement."""
    for field, value in told(facts).items():
        setattr(school, field, value)
    school.save()


@action("school.describe")
def place_under(_actor: User, school: School, *, body: int | None) -> Done[School] | Refused:
    """Say which body stands above the school (chọn cơ quan cấp trên), whose officers then read what was approved."""
    found = Body.objects.filter(pk=body).first() if body else None
    if body and found is None:
        return NO_BODY
    before = {"body": str(school.body or "")}
    school.body = found
    school.save(update_fields=["body"])
    return Done(school, school, before, {"body": str(found or "")})


@action("school.describe")
def say_evaluated(_actor: User, school: School, *, evaluated: str) -> Done[School] | Unchanged[School] | Refused:
    """Say whether the school has had an external evaluation (đã có đoàn đánh giá ngoài chưa): only then its papers say
    "sau đánh giá ngoài". ``evaluated`` is of EVALUATED."""
    if evaluated not in dict(EVALUATED):
        return UNKNOWN_ANSWER
    if school.evaluated == evaluated:
        return Unchanged(school)
    before = {"evaluated": school.evaluated}
    school.evaluated = evaluated
    school.save(update_fields=["evaluated"])
    return Done(school, school, before, {"evaluated": evaluated})


@action("school.protect")
def ask_second_factor(_actor: User, school: School, *, wanted: bool) -> Done[School] | Unchanged[School]:
    """Say whether a second factor is asked of who leads the plan (hỏi lớp bảo vệ thứ hai)."""
    if school.second_factor == wanted:
        return Unchanged(school)
    school.second_factor = wanted
    school.save(update_fields=["second_factor"])
    return Done(school, school, {"second_factor": not wanted}, {"second_factor": wanted})


# --- campuses ---------------------------------------------------------------------------------------------------------


@action("school.describe")
def add_campus(_actor: User, school: School, *, name: str, address: str = "") -> Done[Campus] | Refused:
    """Add one of several places of the school (thêm điểm trường); or why not."""
    name, address = one_line(name), one_line(address)
    if not name or len(name) > 250 or len(address) > 250:
        return NO_CAMPUS_NAME
    if school.campuses.filter(name=name).exists():
        return Refused(f"Trường đã có {name}.")
    campus = Campus.objects.create(school=school, name=name, address=address)
    return Done(campus, school, {}, {"campus": name, "address": address})


@action("school.describe")
def drop_campus(_actor: User, campus: Campus) -> Done[School]:
    """Take a place of the school off its list (bỏ điểm trường)."""
    before = {"campus": campus.name, "address": campus.address}
    campus.delete()
    return Done(campus.school, campus.school, before, {})


# --- calendars --------------------------------------------------------------------------------------------------------


def calendar_of(school: School, year: str) -> SchoolCalendar | None:
    """The calendar the school keeps for a year (lịch năm học), or None where it keeps none yet. One query."""
    kept = SchoolYear.objects.filter(school=school, name=year).first()
    return calendar_in(kept) if kept else None


@action("school.describe")
def keep_year(_actor: User, school: School, *, calendar: SchoolCalendar, seen: str) -> Done[SchoolCalendar] | Refused:
    """Keep the calendar of a year (lưu lịch năm học); or why not.

    ``seen`` is the mark of the kept calendar that was on the page, "" where there was none; Stale where that changed.
    """
    kept = calendar_of(school, calendar.year)
    if (mark_of(kept) if kept else "") != seen:
        return Stale()
    if faults := faults_of(calendar):
        return Refused(" ".join(faults))
    year = write_year(school, calendar)
    return Done(calendar, year, _told_year(kept) if kept else {}, _told_year(calendar))


def write_year(school: School, calendar: SchoolCalendar) -> SchoolYear:
    """Put a faultless calendar into the database, over the one of that year. Two statements."""
    first_year_of(calendar.year)  # a name that is no school year is a mistake of ours
    holidays = sorted(calendar.holidays, key=lambda each: (each.first, each.last))
    values = {field: getattr(calendar, field) for field in _DAYS}
    values["holidays"] = [
        {"name": each.name, "first": each.first.isoformat(), "last": each.last.isoformat()} for each in holidays
    ]
    values["deadlines"] = [
        {"paper": each.paper, "by": each.by.isoformat(), "source": each.source} for each in calendar.deadlines
    ]
    year, _fresh = SchoolYear.objects.update_or_create(school=school, name=calendar.year, defaults=values)
    return year


_DAYS: Final = ("first_day", "term_one_ends", "term_two_starts", "last_day")


def calendar_in(kept: SchoolYear) -> SchoolCalendar:
    """A kept calendar as a value (lịch đã lưu). No query."""
    holidays = (
        Holiday(each["name"], dt.date.fromisoformat(each["first"]), dt.date.fromisoformat(each["last"]))
        for each in kept.holidays
    )
    deadlines = (Deadline(each["paper"], dt.date.fromisoformat(each["by"]), each["source"]) for each in kept.deadlines)
    days = {field: getattr(kept, field) for field in _DAYS}
    return SchoolCalendar(year=kept.name, holidays=tuple(holidays), deadlines=tuple(deadlines), **days)


def _told_year(calendar: SchoolCalendar) -> dict[str, Any]:
    days = {field: getattr(calendar, field).isoformat() for field in _DAYS}
    holidays = [f"{each.name}: {each.first:%d/%m/%Y}–{each.last:%d/%m/%Y}" for each in calendar.holidays]
    deadlines = [f"{DEADLINES[each.paper]}: {each.by:%d/%m/%Y}, {each.source}" for each in calendar.deadlines]
    return {"year": calendar.year, **days, "holidays": holidays, "deadlines": deadlines}
