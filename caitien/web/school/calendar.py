"""The calendar of a school year (lịch năm học): proposed, corrected, kept."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from django import forms
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from caitien.access.models import SchoolYear
from caitien.access.schools.describe import calendar_of, keep_year, mark_of
from caitien.domain.refused import Refused
from caitien.domain.texts.folding import one_line
from caitien.domain.times.school_calendar import (
    DEADLINES,
    LONGEST_HOLIDAY_NAME,
    LONGEST_SOURCE,
    MOST_HOLIDAYS,
    Deadline,
    Holiday,
    SchoolCalendar,
    propose_deadlines,
    propose_year,
    school_year_at,
    years_around,
)
from caitien.plans.reads import plans_for
from caitien.web.requests.fields import Day, Text
from caitien.web.requests.member import MemberRequest, for_members
from caitien.web.requests.sent import say

EMPTY_LINES: Final = 3  # to write more holidays into
UNFINISHED: Final = "Đợt nghỉ này cần tên, ngày đầu và ngày cuối; để trống cả ba nếu muốn bỏ."
NO_SOURCE: Final = "Hạn cần có cả ngày và văn bản nói ngày ấy; để trống cả hai nếu chưa ai yêu cầu."


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


class DeadlineForm(forms.Form):
    """By when a paper is due, and who says so (hạn và nguồn của hạn); a blank line is none."""

    by = Day("Hạn", required=False)
    source = Text("Theo đâu", LONGEST_SOURCE, rows=1, required=False, attrs={"placeholder": "Công văn số…"})

    def clean(self) -> dict[str, Any]:
        """Both or none: a day without a source is claimed by nobody."""
        said = self.cleaned_data
        said["source"] = one_line(said.get("source", ""))
        if not self.errors and bool(said.get("by")) != bool(said["source"]):
            raise forms.ValidationError(NO_SOURCE)
        return said


Holidays = forms.formset_factory(
    HolidayForm, extra=0, max_num=MOST_HOLIDAYS + EMPTY_LINES, absolute_max=MOST_HOLIDAYS + EMPTY_LINES
)


@for_members("school.look", post="school.describe")
@require_http_methods(["GET", "POST"])
def calendar(request: MemberRequest) -> HttpResponse:
    """The terms and holidays of a year (lịch năm học): as kept, or as proposed where none is kept. Six queries."""
    year = request.GET.get("nam") or school_year_at(localdate())
    kept = _kept(request, year)
    if request.method == "GET":
        return _render_page(request, year, kept, _partsof(kept or _proposed(request, year)))
    sent = _Sent(TermsForm(request.POST), Holidays(request.POST), _deadline_forms((), request.POST))
    if not sent.is_valid():
        return _render_page(request, year, kept, sent, "Lịch chưa lưu: xin xem các ô được đánh dấu.")
    wanted = sent.calendar(year)
    found = keep_year(request.user, request.acting.school, calendar=wanted, seen=request.POST.get("seen", ""))
    if not isinstance(found, Refused):
        say(request, found, f"Đã lưu lịch năm học {year.replace('-', '–')}.")
        return redirect(f"{request.path}?nam={year}")
    return _render_page(request, year, _kept(request, year), sent, found.reason)


def _kept(request: MemberRequest, year: str) -> SchoolCalendar | None:
    try:
        years_around(year)
    except ValueError as wrong:
        raise Http404(year) from wrong
    return calendar_of(request.acting.school, year)


def _years(request: MemberRequest, year: str) -> list[str]:
    """The years the page leads to: those around today, those the school has a calendar or a plan of, and the one that
    is open. One query."""
    kept = SchoolYear.objects.filter(school=request.acting.school).order_by().values_list("name", flat=True)
    planned = plans_for(request.acting).order_by().values_list("school_year", flat=True)
    return sorted({*years_around(school_year_at(localdate())), *kept.union(planned), year} - {""})


def _proposed(request: MemberRequest, year: str) -> SchoolCalendar:
    """A likely calendar, with the deadlines that have a source for schools of this one's standards."""
    return replace(propose_year(year), deadlines=propose_deadlines(year, request.acting.school.framework))


@dataclass(frozen=True, slots=True)
class _Sent:
    """The three parts of the page (các phần của trang): terms, days off, deadlines by their papers."""

    terms: TermsForm
    holidays: Any
    deadlines: Mapping[str, DeadlineForm]

    def is_valid(self) -> bool:
        """Whether every part can be kept; each says what is wrong with it."""
        valid = [form.is_valid() for form in (self.terms, self.holidays, *self.deadlines.values())]
        return all(valid)

    def calendar(self, year: str) -> SchoolCalendar:
        """What was sent, as a value."""
        days = tuple(filter(None, (form.holiday() for form in self.holidays)))
        said = {paper: form.cleaned_data for paper, form in self.deadlines.items()}
        deadlines = tuple(Deadline(paper, each["by"], each["source"]) for paper, each in said.items() if each["by"])
        return SchoolCalendar(year=year, holidays=days, deadlines=deadlines, **self.terms.cleaned_data)


def _deadline_forms(deadlines: Iterable[Deadline], sent: QueryDict | None = None) -> dict[str, DeadlineForm]:
    known = {each.paper: {"by": each.by, "source": each.source} for each in deadlines}
    return {paper: DeadlineForm(sent, prefix=f"han-{paper}", initial=known.get(paper)) for paper in DEADLINES}


def _partsof(calendar: SchoolCalendar) -> _Sent:
    terms = TermsForm(initial={name: getattr(calendar, name) for name in TermsForm.base_fields})
    lines = [{"name": day.name, "first": day.first, "last": day.last} for day in calendar.holidays]
    holidays = Holidays(initial=[*lines, *({} for _ in range(EMPTY_LINES))])
    return _Sent(terms, holidays, _deadline_forms(calendar.deadlines))


def _render_page(
    request: MemberRequest, year: str, kept: SchoolCalendar | None, parts: _Sent, hindrance: str = ""
) -> HttpResponse:
    context = {
        "year": year,
        "years": _years(request, year),
        "kept": kept,
        "shown": kept or _proposed(request, year),
        "deadlines": [(DEADLINES[each.paper], each) for each in (kept or _proposed(request, year)).deadlines],
        "terms": parts.terms,
        "holidays": parts.holidays,
        "deadline_forms": [(DEADLINES[paper], form) for paper, form in parts.deadlines.items()],
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
