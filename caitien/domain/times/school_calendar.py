"""The calendar of a school year (lịch năm học): two terms and holidays, as days; and a first draft of it.

A draft is what law and custom make likely; province and school decide, and correct it. Nothing here was checked against
a gazette.
"""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

LONGEST_HOLIDAY_NAME: Final = 100  # letters
MOST_HOLIDAYS: Final = 40
DEADLINES: Final[Mapping[str, str]] = {  # papers of a school year that may have a deadline
    "plan": "Kế hoạch cải tiến",
    "report-hk1": "Báo cáo học kỳ I",
    "report": "Báo cáo năm học",
    "self-assessment": "Phê duyệt báo cáo tự đánh giá",
    "public": "Công khai kế hoạch và kết quả cải tiến",
}
LONGEST_SOURCE: Final = 300  # letters
NEW_SCHOOL_YEAR_MONTH: Final = 6  # from June on people speak of the year that begins in autumn
_YEAR: Final = re.compile(r"(20[0-9]{2})-(20[0-9]{2})")
_YEARS: Final = re.compile(r"((?:19|20)[0-9]{2})-((?:19|20)[0-9]{2})")
_DAY: Final = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Holiday:
    """Days off with a name (ngày nghỉ), first and last inclusive."""

    name: str
    first: dt.date
    last: dt.date


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day by which a paper is due (hạn giấy tờ): ``paper`` of :data:`DEADLINES`, and who says so."""

    paper: str
    by: dt.date
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolCalendar:
    """The calendar of one school year (lịch năm học). Every day is inclusive; holidays stand in order."""

    year: str  # "2026-2027"
    first_day: dt.date
    term_one_ends: dt.date
    term_two_starts: dt.date
    last_day: dt.date
    holidays: tuple[Holiday, ...] = ()
    deadlines: tuple[Deadline, ...] = ()  # only those somebody said, each with its source; of a paper one


# --- which year -------------------------------------------------------------------------------------------------------


def school_year_at(day: dt.date) -> str:
    """The school year people speak of on a day (năm học hiện tại): from June on the coming one. "2026-2027"."""
    start = day.year if day.month >= NEW_SCHOOL_YEAR_MONTH else day.year - 1
    return f"{start}-{start + 1}"


def say_year(year: str) -> str:
    """A school year as people write it (ghi năm học): "2026-2027" → "2026–2027"; "" stays."""
    return year.replace("-", "–")


def years_around(year: str) -> tuple[str, str, str]:
    """The school year before, the year itself, and the one after it. ValueError where it is no school year."""
    start = first_year_of(year)
    before, own, after = (f"{each}-{each + 1}" for each in (start - 1, start, start + 1))
    return before, own, after


def years_back(year: str, many: int) -> list[str]:
    """That many school years in a row, the latest first; only the year as written where it is none."""
    try:
        start = first_year_of(year)
    except ValueError:
        return [year]
    return [f"{each}-{each + 1}" for each in range(start, start - many, -1)]


def year_before(school_year: str) -> str:
    """The school year before ("2026-2027" → "2025-2026"); "" where the text is none."""
    years = years_in(school_year)
    return f"{years[0] - 1}-{years[1] - 1}" if years else ""


def first_year_of(year: str) -> int:
    """2026 of "2026-2027"; ValueError where it is no school year."""
    found = _YEAR.fullmatch(year)
    if found is None or int(found[2]) != int(found[1]) + 1:
        raise ValueError(year)
    return int(found[1])


def comes_too_early(day: dt.date, year: str) -> bool:
    """Whether a day lies before the school year that comes before a year (ngày sớm hơn năm học quá xa): no paper of a
    year is made then, so the clock is wrong. Of a year long past papers are made late, and of what is no school year
    nothing is early."""
    try:
        return school_year_at(day) < years_around(year)[0]
    except ValueError:
        return False


def years_in(text: str) -> tuple[int, int] | None:
    """Both calendar years of a school year as papers write it ("2026-2027"), None where the text is none.

    Only years from 1900 to 2099 in plain figures count: what people type may be "0000-0001" or "2023²-2024".
    """
    found = _YEARS.fullmatch(text)
    return (int(found[1]), int(found[2])) if found else None


# --- what stands against it -------------------------------------------------------------------------------------------


def faults_of(calendar: SchoolCalendar) -> tuple[str, ...]:
    """What a calendar cannot be like (lỗi của lịch), in Vietnamese sentences; () where it can be used."""
    return (*_terms_amiss(calendar), *_holidays_amiss(calendar), *_deadlines_amiss(calendar))


def _terms_amiss(calendar: SchoolCalendar) -> Iterator[str]:
    moments = (
        ("ngày bắt đầu", calendar.first_day),
        ("ngày hết học kỳ I", calendar.term_one_ends),
        ("ngày bắt đầu học kỳ II", calendar.term_two_starts),
        ("ngày kết thúc năm học", calendar.last_day),
    )
    for (earlier, first), (later, second) in pairwise(moments):
        if second <= first:
            yield f"{_sentence(later)} ({second:%d/%m/%Y}) cần ở sau {earlier} ({first:%d/%m/%Y})."
    start = first_year_of(calendar.year)
    bounds = dt.date(start, 7, 1), dt.date(start + 1, 8, 31)
    for name, day in moments:
        if not bounds[0] <= day <= bounds[1]:
            yield f"{_sentence(name)} ({day:%d/%m/%Y}) không nằm trong năm học {calendar.year}."


def _sentence(words: str) -> str:
    """Words at the start of a sentence; "học kỳ II" stays as it is."""
    return words[0].upper() + words[1:]


def _holidays_amiss(calendar: SchoolCalendar) -> Iterator[str]:
    if len(calendar.holidays) > MOST_HOLIDAYS:
        yield f"Lịch ghi được tối đa {MOST_HOLIDAYS} đợt nghỉ."
    for holiday in calendar.holidays:
        if not holiday.name or len(holiday.name) > LONGEST_HOLIDAY_NAME:
            yield f"Đợt nghỉ từ {holiday.first:%d/%m/%Y} cần có tên, không quá {LONGEST_HOLIDAY_NAME} chữ cái."
        if holiday.last < holiday.first:
            yield f"{holiday.name or 'Đợt nghỉ'}: ngày cuối ({holiday.last:%d/%m/%Y}) đứng trước ngày đầu."


def _deadlines_amiss(calendar: SchoolCalendar) -> Iterator[str]:
    start = first_year_of(calendar.year)
    for each in calendar.deadlines:
        name = DEADLINES[each.paper]
        if not each.source or len(each.source) > LONGEST_SOURCE:
            yield f"Hạn của {name} cần ghi theo đâu, không quá {LONGEST_SOURCE} chữ cái."
        if not dt.date(start, 6, 1) <= each.by <= dt.date(start + 1, 12, 31):
            yield f"Hạn của {name} ({each.by:%d/%m/%Y}) không thuộc năm học {calendar.year}."


# --- a first draft ----------------------------------------------------------------------------------------------------

# The first day of the lunar year by Hanoi time (mùng 1 Tết), and the tenth of the third lunar month (Giỗ Tổ). In 2030
# the new moon falls between the midnights of Hanoi and Beijing: other countries' tables are a day late.
_LUNAR: Final[Mapping[int, tuple[dt.date, dt.date]]] = {
    tet.year: (tet, ancestors)
    for tet, ancestors in (
        (dt.date(2024, 2, 10), dt.date(2024, 4, 18)),
        (dt.date(2025, 1, 29), dt.date(2025, 4, 7)),
        (dt.date(2026, 2, 17), dt.date(2026, 4, 26)),
        (dt.date(2027, 2, 6), dt.date(2027, 4, 16)),
        (dt.date(2028, 1, 26), dt.date(2028, 4, 4)),
        (dt.date(2029, 2, 13), dt.date(2029, 4, 23)),
        (dt.date(2030, 2, 2), dt.date(2030, 4, 12)),
        (dt.date(2031, 1, 23), dt.date(2031, 4, 1)),
        (dt.date(2032, 2, 11), dt.date(2032, 4, 19)),
        (dt.date(2033, 1, 31), dt.date(2033, 4, 9)),
        (dt.date(2034, 2, 19), dt.date(2034, 4, 28)),
        (dt.date(2035, 2, 8), dt.date(2035, 4, 17)),
        (dt.date(2036, 1, 28), dt.date(2036, 4, 6)),
        (dt.date(2037, 2, 15), dt.date(2037, 4, 24)),
        (dt.date(2038, 2, 4), dt.date(2038, 4, 13)),
        (dt.date(2039, 1, 24), dt.date(2039, 4, 3)),
        (dt.date(2040, 2, 12), dt.date(2040, 4, 20)),
    )
}
_BEFORE_TET: Final = 2 * _DAY  # most schools close two days before and come back on the sixth
_AFTER_TET: Final = 4 * _DAY


def propose_year(year: str) -> SchoolCalendar:
    """A likely calendar (lịch đề xuất), to be corrected: ``propose_year("2026-2027")``.

    It opens on 5/9; term I ends on the last Saturday by 17/1, term II starts the Monday after and ends by 31/5. Days
    off are those of Bộ luật Lao động 2019, điều 112, with the days around Tết that schools take. Lunar days are known
    from 2024 to 2040. ValueError where it is no school year.
    """
    start = first_year_of(year)
    term_one_ends = _saturday_by(dt.date(start + 1, 1, 17))
    return SchoolCalendar(
        year=year,
        first_day=dt.date(start, 9, 5),
        term_one_ends=term_one_ends,
        term_two_starts=term_one_ends + 2 * _DAY,
        last_day=dt.date(start + 1, 5, 31),
        holidays=tuple(sorted(_days_off(start), key=lambda holiday: holiday.first)),
    )


SELF_ASSESSMENT_SOURCE: Final = "Thông tư 57/2026/TT-BGDĐT, Điều 9 khoản 3 điểm d"
PUBLIC_SOURCE: Final = "Thông tư 09/2024/TT-BGDĐT, Điều 15 khoản 1 (chưa đối chiếu công báo)"


def propose_deadlines(year: str, framework: str) -> tuple[Deadline, ...]:
    """The deadlines a source gives (hạn có nguồn) for a year and a set of standards, to be corrected; of every other
    paper no day is claimed. ValueError where it is no school year."""
    after = first_year_of(year) + 1
    assessed = Deadline("self-assessment", dt.date(after, 6, 15), SELF_ASSESSMENT_SOURCE)
    public = Deadline("public", dt.date(after, 6, 30), PUBLIC_SOURCE)
    return (assessed, public) if framework.startswith("tt57-") else (public,)


def _saturday_by(day: dt.date) -> dt.date:
    return day - _DAY * ((day.weekday() - 5) % 7)


def _days_off(start: int) -> Iterator[Holiday]:
    after = start + 1
    yield Holiday("Quốc khánh", dt.date(start, 9, 1), dt.date(start, 9, 2))
    yield Holiday("Tết Dương lịch", dt.date(after, 1, 1), dt.date(after, 1, 1))
    if after in _LUNAR:
        tet, ancestors = _LUNAR[after]
        yield Holiday("Tết Nguyên đán", tet - _BEFORE_TET, tet + _AFTER_TET)
        yield Holiday("Giỗ Tổ Hùng Vương", ancestors, ancestors)
    yield Holiday("Chiến thắng 30/4 và Quốc tế Lao động 1/5", dt.date(after, 4, 30), dt.date(after, 5, 1))
