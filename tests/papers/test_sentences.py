"""Each sentence a paper proposes, said exactly: which figures it names, of whom, of which days."""

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import pytest

from caitien.domain.paper import Form, Status
from caitien.domain.tasks.work_state import WorkState
from caitien.papers.facts import COUNTED, Facts, Figured
from caitien.papers.prose import NAMED, REASONS, plain, propose
from caitien.papers.span import YEAR, Span, own_span, span_of, spans_of
from caitien.papers.span_sources import SpanRemarks
from caitien.plans.models import Goal, Indicator, Task, Version
from caitien.work.outcome import Outcome

SEPTEMBER, OCTOBER, MAY = dt.date(2026, 9, 5), dt.date(2026, 10, 4), dt.date(2027, 5, 31)
WHOLE = Span(YEAR, "năm học 2026–2027")


def line(pk: int, criterion: str = "", standard: int | None = None) -> Task:
    goal = Goal(pk=pk, criterion=criterion or f"1.{pk}", standard=standard)
    return Task(pk=pk, goal=goal, work=f"Việc {pk}")


def facts(
    lines: Mapping[str, Sequence[Task]] | None = None, *, span: Span = WHOLE, reasons: Sequence[str] = (), **known: Any
) -> Facts:
    """What is known of a plan, as far as a test says it; of its lines the first have those reasons."""
    found = {name: list((lines or {}).get(name, ())) for name in COUNTED}
    given = (*reasons, *[""] * len(found["all"]))
    outcomes = {
        task.pk: Outcome(WorkState.ONGOING, begun=True, status=Status.ONGOING, text="", late=False, reason=reason)
        for task, reason in zip(found["all"], given, strict=False)
    }
    values = {"versions": (), "updates": (), "letters": {"sent": 0, "answered": 0}, "figures": (), "petitions": ()}
    return Facts(span=span, outcomes=outcomes, lines=found, **{**values, **known})


def said(known: Facts, slot: str, form: Form = Form.REPORT) -> list[str]:
    return plain(propose(known, form).get(slot, ())).splitlines()


# --- part I -----------------------------------------------------------------------------------------------------------


def test_how_many_lines_of_how_many_standards_a_plan_has():
    some = [line(1, standard=1), line(2, standard=1), line(3, standard=4)]
    assert said(facts({"all": some}), "sections.I") == ["Kế hoạch gồm 3 việc thuộc 2 tiêu chuẩn."]
    some[2].goal.standard = None
    assert said(facts({"all": some}), "sections.I") == ["Kế hoạch gồm 3 việc thuộc 1 tiêu chuẩn."]
    assert said(facts({"all": [line(1)]}), "sections.I") == ["Kế hoạch gồm 1 việc."]


def test_a_plan_that_was_adjusted_says_when_it_was_approved_first_and_last_and_what_changed():
    versions = [Version(number=n, date=day) for n, day in enumerate((SEPTEMBER, OCTOBER, MAY), start=1)]
    approved = "Kế hoạch được phê duyệt ngày 05/09/2026."
    last = "Bản đang thực hiện là bản thứ 3, điều chỉnh ngày 31/05/2027"
    assert said(facts(versions=versions[:1]), "sections.I") == [approved]
    assert said(facts(versions=versions), "sections.I") == [approved, f"{last}."]
    lines = {"changed": [line(1), line(2)], "withdrawn": [line(3)]}
    what = "2 việc đổi nội dung, 1 việc rút ra"
    assert said(facts(lines, versions=versions), "sections.I") == [approved, f"{last}: {what}."]


# --- part II ----------------------------------------------------------------------------------------------------------


def test_how_the_lines_stand_is_told_by_the_last_day_of_the_span():
    lines = {"all": [line(1), line(2), line(3)], "done": [line(1)], "untold": [line(2), line(3)]}
    how = "3 việc của kế hoạch, 1 việc đã hoàn thành, 2 việc chưa rõ trạng thái."
    assert said(facts(lines), "sections.II") == [f"Trong {how}"]
    term = Span("hk1", "học kỳ I", SEPTEMBER, OCTOBER)
    assert said(facts(lines, span=term), "sections.II") == [f"Đến ngày 04/10/2026, trong {how}"]
    assert said(facts(lines), "sections.VIII", Form.TT57) == [f"Trong {how}"]


def test_who_told_is_counted_from_the_first_day_to_the_last():
    updates = [(1, SEPTEMBER), (1, OCTOBER), (2, MAY)]
    reported = {"reported": [line(1), line(2)]}
    told = "Người phụ trách đã báo tiến độ {} lần của {} việc, {}."
    assert said(facts(reported, updates=updates), "sections.II") == [
        told.format(3, 2, "từ ngày 05/09/2026 đến ngày 31/05/2027")
    ]
    one_day = facts({"reported": [line(1)]}, updates=[(1, OCTOBER), (1, OCTOBER)])
    assert said(one_day, "sections.II") == [told.format(2, 1, "ngày 04/10/2026")]


@pytest.mark.parametrize(
    ("sent", "answered", "what"),
    [
        (2, 0, "gửi 2 văn bản"),
        (0, 3, "nhận 3 văn bản trả lời"),
        (2, 3, "gửi 2 văn bản và nhận 3 văn bản trả lời"),
    ],
)
def test_what_was_written_to_others_and_what_came_back(sent: int, answered: int, what: str):
    known = facts({"lettered": [line(1)]}, letters={"sent": sent, "answered": answered})
    assert said(known, "sections.II") == [f"Về 1 việc có phần của đơn vị khác, nhà trường đã {what}."]


def test_what_reviews_concluded_ends_with_one_full_stop():
    remarks = SpanRemarks(
        conclusions=("Làm đúng hẹn.", "Nên sớm hơn"), made_known=("Đã phổ biến.",), lessons=("Hỏi sớm.",)
    )
    known = facts(remarks=remarks)
    assert said(known, "sections.II") == ["Làm đúng hẹn.", "Nên sớm hơn.", "Đã phổ biến."]
    assert said(known, "limitations") == ["Rút kinh nghiệm: Hỏi sớm."]


# --- strengths and limitations ----------------------------------------------------------------------------------------


def figured(first: int, last: int, target: int | None, unit: str = "%") -> Figured:
    aim = None if target is None else Decimal(target)
    indicator = Indicator(name="Học sinh mượn sách", unit=unit, target=aim)
    return Figured(line(7), indicator, (SEPTEMBER, Decimal(first)), (MAY, Decimal(last)))


@pytest.mark.parametrize(
    ("first", "last", "target", "slot"),
    [
        (40, 55, 70, "strengths"),
        (40, 30, 70, "limitations"),
        (90, 80, 70, "strengths"),  # from above, too
        (60, 80, 70, "sections.II"),  # as near as before
        (40, 55, None, "sections.II"),  # nobody said what is aimed at
    ],
)
def test_a_figure_stands_where_it_speaks(first: int, last: int, target: int | None, slot: str):
    known = facts(figures=[figured(first, last, target)])
    aim = "" if target is None else " (cần đạt 70%)"
    words = f"Học sinh mượn sách: ngày 05/09/2026 là {first}%, ngày 31/05/2027 là {last}%{aim}."
    assert {name: plain(proposal) for name, proposal in propose(known, Form.REPORT).items()} == {slot: words}


@pytest.mark.parametrize(("unit", "words"), [("%", "55%"), ("", "55"), ("cuốn", "55 cuốn")])
def test_a_unit_stands_apart_from_its_figure_and_a_per_cent_does_not(unit: str, words: str):
    assert f"là {words} (" in plain(propose(facts(figures=[figured(40, 55, 70, unit)]), Form.REPORT)["strengths"])


def test_the_last_figure_leads_to_its_line():
    (proposal,) = propose(facts(figures=[figured(40, 55, 70)]), Form.REPORT)["strengths"]
    figures = [piece for piece in proposal if not isinstance(piece, str)]
    assert [(each.text, each.task) for each in figures] == [("55%", 7)]
    (done, whole) = [
        piece
        for piece in propose(facts({"all": [line(1)], "done": [line(1)]}), Form.REPORT)["strengths"][0]
        if not isinstance(piece, str)
    ]
    assert (done.task, whole.task) == (None, None)


@pytest.mark.parametrize(("many", "more"), [(NAMED, ""), (NAMED + 1, " và 1 tiêu chí khác")])
def test_of_many_criteria_the_first_ten_are_named(many: int, more: str):
    late = [line(number) for number in range(1, many + 1)]
    named = "; ".join(f"Tiêu chí 1.{number}" for number in range(1, 11))
    assert NAMED == 10
    (sentence,) = said(facts({"late": late}), "limitations")
    assert sentence.endswith(f" việc chậm so với thời hạn: {named}{more}.")


def test_a_criterion_with_two_late_lines_is_named_once():
    assert said(facts({"late": [line(1, "1.3"), line(2, "1.3")]}), "limitations") == [
        "2 việc chậm so với thời hạn: Tiêu chí 1.3."
    ]


def test_the_first_twenty_reasons_are_told_each_with_one_full_stop():
    lines = {"all": [line(number) for number in range(1, 31)]}
    reasons = ["Hết vốn.", "", *(f"Lý do {number}" for number in range(3, 25))]
    told = said(facts(lines, reasons=reasons), "limitations")
    assert REASONS == 20
    assert told[:2] == ["Tiêu chí 1.1: Hết vốn.", "Tiêu chí 1.3: Lý do 3."]
    assert (len(told), told[-1]) == (20, "Tiêu chí 1.21: Lý do 21.")


# --- spans ------------------------------------------------------------------------------------------------------------


def test_a_year_without_a_calendar_is_one_span():
    assert [each.key for each in spans_of(None)] == [YEAR]
    assert span_of(None, YEAR) == spans_of(None)[0]
    assert spans_of(None)[0].whole
    assert not Span("hk1", "học kỳ I").whole


def test_a_span_of_ones_own_may_be_one_day_and_never_runs_backwards():
    day = own_span("2026-10-04", "2026-10-04")
    assert day
    assert (day.key, day.first, day.last) == ("2026-10-04_2026-10-04", OCTOBER, OCTOBER)
    assert day.name == "từ ngày 04/10/2026 đến ngày 04/10/2026"
    assert own_span("2026-10-05", "2026-10-04") is None
    assert span_of(None, day.key) == day
