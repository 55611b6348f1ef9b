"""What several rules ask of a text is worked out once a check, so that another rule costs little."""

from collections import Counter
from datetime import date

import pytest

from caitien.domain.paper import Paper, Plan, PlanRow
from caitien.rules import check, times
from caitien.rules.context import RuleContext
from caitien.rules.times import Spans

TIME = "Từ 10/2026 đến 5/2027"


def test_a_time_is_read_once_a_check_however_many_lines_and_rules_ask(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: Counter[str] = Counter()
    read = times.meant_span

    def counted(text: str, start: int | None) -> times.Span | None:
        asked[text] += 1
        return read(text, start)

    monkeypatch.setattr(times, "meant_span", counted)
    rows = tuple(PlanRow(criterion=f"1.{row}", work=f"Việc {row}", time=TIME) for row in range(1, 9))
    check(Paper(school_year="2026-2027", plan=Plan(items=rows)), today=date(2026, 9, 5))
    assert asked == {TIME: 1}


def test_a_text_without_a_year_is_not_read_for_named_days(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(times, "named_spans", lambda _: pytest.fail("read though it names no year"))
    assert Spans().named("Từ tháng 9 đến tháng 5, 45 phút mỗi tuần") is None


def test_each_text_of_a_paper_is_kept_once_and_its_places_are_found_when_asked_for() -> None:
    rows = (PlanRow(work="Dự giờ", time=TIME), PlanRow(work="Dự giờ"))
    context = RuleContext(paper=Paper(plan=Plan(items=rows), school_year="2026-2027"), today=date(2026, 9, 5))
    assert context.written == ("Dự giờ", TIME)
    assert context.places(["Dự giờ"]) == {"Dự giờ": ["plan.items.0.work", "plan.items.1.work"]}
    assert list(context.in_figures(lambda small: [small])) == [(TIME.lower(), ["plan.items.0.time"])]
    assert list(context.every_text) == ["Dự giờ", TIME, "2026-2027"]
