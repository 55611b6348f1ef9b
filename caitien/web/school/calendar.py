"""The calendar of a school year (lịch năm học): proposed, corrected, kept."""

import datetime as dt
from typing import Any, Final

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from caitien.access.schools.describe import calendar_of, keep_year, mark_of
from caitien.domain.refused import Refused
from caitien.domain.texts.folding import one_line
from caitien.domain.times.school_calendar import (
    LONGEST_HOLIDAY_NAME,
    MOST_HOLIDAYS,
    Holiday,
    SchoolCalendar,
    propose_year,
    school_year_at,
    years_around,
)
from caitien.web.fields import Day, Text
from caitien.web.member import MemberRequest, for_members
from caitien.web.sent import say

EMPTY_LINES: Final = 3  # to write more holidays into
UNFINISHED: Final = "Đợt nghỉ này cần tên, ngày đầu và ngày cuối; để trống cả ba nếu muốn bỏ."


class TermsForm(forms.Form):
    """The two terms (hai học kỳ)."""

    first_day = Day("Bắt đầu năm học")
    term_one_ends = Day("Hết học kỳ I")
    term_two_starts = Day("Bắt đầu học kỳ II")
    last_day = Day("Kết thúc năm học")


class HolidayForm(forms.Form):
    """Days off (một đợt nghỉ); an empty line is none."""

    name = Text("Tên đợt nghỉ", LONGEST_HOLIDAY_NAME, required=False)
    first = Day("Từ ngày", required=False)
    last = Day("Đến hết ngày", required=False)

    def clean(self) -> dict[str, Any]:
        """All three or none; a single day may be written once."""
        said = self.cleaned_data
        said["name"], said["last"] = one_line(said.get("name", "")), said.get("last") or said.get("first")
        if not self.errors and any(said.values()) and not all(said.values()):
            raise forms.ValidationError(UNFINISHED)
        return said

    def holiday(self) -> Holiday | None:
        """The same, as a value."""
        said = self.cleaned_data
        return Holiday(said["name"], said["first"], said["last"]) if said["first"] else None


Holidays = forms.formset_factory(
    HolidayForm, extra=0, max_num=MOST_HOLIDAYS + EMPTY_LINES, absolute_max=MOST_HOLIDAYS + EMPTY_LINES
)


@for_members("school.look", post="school.describe")
@require_http_methods(["GET", "POST"])
def calendar(request: MemberRequest) -> HttpResponse:
    """The terms and holidays of a year (lịch năm học): as kept, or as proposed where none is kept. Five queries."""
    year = request.GET.get("nam") or school_year_at(localdate())
    kept = _kept(request, year)
    if request.method == "GET":
        return _render_page(request, year, kept, *_forms_of(kept or propose_year(year)))
    terms, holidays = TermsForm(request.POST), Holidays(request.POST)
    if not (terms.is_valid() and holidays.is_valid()):
        return _render_page(request, year, kept, terms, holidays, "Lịch chưa lưu: xin xem các ô được đánh dấu.")
    days = tuple(filter(None, (form.holiday() for form in holidays)))
    wanted = SchoolCalendar(year=year, holidays=days, **terms.cleaned_data)
    found = keep_year(request.user, request.acting.school, calendar=wanted, seen=request.POST.get("seen", ""))
    if not isinstance(found, Refused):
        say(request, found, f"Đã lưu lịch năm học {year.replace('-', '–')}.")
        return redirect(f"{request.path}?nam={year}")
    return _render_page(request, year, _kept(request, year), terms, holidays, found.reason)


def _kept(request: MemberRequest, year: str) -> SchoolCalendar | None:
    try:
        years_around(year)
    except ValueError as wrong:
        raise Http404(year) from wrong
    return calendar_of(request.acting.school, year)


def _forms_of(calendar: SchoolCalendar) -> tuple[TermsForm, Any]:
    terms = TermsForm(initial={name: getattr(calendar, name) for name in TermsForm.base_fields})
    lines = [{"name": day.name, "first": day.first, "last": day.last} for day in calendar.holidays]
    return terms, Holidays(initial=[*lines, *({} for _ in range(EMPTY_LINES))])


def _render_page(
    request: MemberRequest, year: str, kept: SchoolCalendar | None, terms: TermsForm, days: Any, hindrance: str = ""
) -> HttpResponse:
    context = {
        "year": year,
        "years": years_around(school_year_at(localdate())),
        "kept": kept,
        "shown": kept or propose_year(year),
        "terms": terms,
        "holidays": days,
        "seen": mark_of(kept) if kept else "",
        "hindrance": hindrance,
        "may_describe": request.acting.may("school.describe"),
        "weeks": _weeks(kept or propose_year(year)),
    }
    return render(request, "school/calendar.html", context, status=422 if hindrance else 200)


def _weeks(calendar: SchoolCalendar) -> list[tuple[str, dt.date, dt.date, int]]:
    """Each term with its days and how many weeks it spans (số tuần)."""
    terms = (
        ("Học kỳ I", calendar.first_day, calendar.term_one_ends),
        ("Học kỳ II", calendar.term_two_starts, calendar.last_day),
    )
    return [(name, first, last, round(((last - first).days + 1) / 7)) for name, first, last in terms]
