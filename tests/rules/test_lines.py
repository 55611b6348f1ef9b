"""Lines of tables: what a column is, and which lines of the two tables belong together."""

from datetime import date

from caitien.domain.paper import Paper, Plan, PlanRow, ResultRow, Source
from caitien.rules.context import RuleContext
from caitien.rules.lines import is_blank, is_blank_throughout, is_missing, name_of, pairs, shortened


def context_of(plans: list[str], results: list[str]) -> RuleContext:
    rows = tuple(PlanRow(criterion=code, work=f"việc {n}") for n, code in enumerate(plans))
    told = tuple(ResultRow(criterion=code, planned=f"việc {n}") for n, code in enumerate(results))
    return RuleContext(paper=Paper(plan=Plan(items=rows), results=told), today=date(2026, 5, 20))


def rows_of(*budgets: str, **columns: int) -> list[tuple[str, PlanRow]]:
    source = Source(columns=columns)
    return [(f"plan.items.{n}", PlanRow(budget=text, source=source)) for n, text in enumerate(budgets)]


def test_dots_and_dashes_fill_no_cell() -> None:
    assert is_blank(" ……/ - ")
    assert not is_blank("0")


def test_a_column_is_blank_only_where_a_table_has_a_habit() -> None:
    assert is_blank_throughout(rows_of("", "-", ""), "budget")
    assert not is_blank_throughout(rows_of("", "", "2 triệu"), "budget")
    assert not is_blank_throughout(rows_of("", ""), "budget")


def test_a_column_the_file_does_not_have_is_missing_not_blank() -> None:
    assert is_missing(rows_of("", "", time=3), "budget")
    assert not is_missing(rows_of("", "", budget=5), "budget")
    assert not is_missing(rows_of("", ""), "budget")


def test_lines_pair_by_criterion_and_order_where_both_tables_hold_as_many() -> None:
    context = context_of(["1.1", "2.1", "2.1", "3.1"], ["2.1", "1.1", "2.1", "3.1", "3.1"])
    assert [(plan, result) for (plan, _), (result, _) in pairs(context)] == [
        ("plan.items.0", "results.1"),
        ("plan.items.1", "results.0"),
        ("plan.items.2", "results.2"),
    ]


def test_a_line_is_called_what_people_call_it() -> None:
    assert name_of(PlanRow(criterion="1.10")) == "Tiêu chí 1.10"
    assert name_of(PlanRow(topic="Thư viện mở giờ trưa")) == "Dòng “Thư viện mở giờ trưa”"
    assert name_of(PlanRow()) == "Dòng này"
    assert shortened("một hai ba, bốn", 12) == "một hai ba…"
