"""What several rows share on paper is told once and mended everywhere."""

from dataclasses import replace
from datetime import date

from caitien.domain.finding import Fix
from caitien.domain.paper import Paper, Plan, PlanRow
from caitien.rules import apply_fixes, check
from caitien.rules.context import RuleContext
from caitien.rules.groups import shared, titled

SHORT, WHOLE = "Cán bộ quản lý, giáo viên, nhân viên", "Cán bộ quản lý, giáo viên, nhân viên và học sinh"
TODAY = date(2026, 5, 20)


def row(criterion: str, title: str, label: str = "") -> PlanRow:
    return PlanRow(criterion=criterion, label=label, standard=int(criterion[0]), standard_title=title)


def paper_of(*rows: PlanRow) -> Paper:
    return Paper(framework="tt18-2018", plan=Plan(items=rows))


def test_a_title_is_told_once_a_group_and_again_in_the_next_group() -> None:
    paper = paper_of(row("2.1", SHORT), row("2.2", SHORT), row("3.1", "Cơ sở"), row("2.3", SHORT))
    assert [group.path for group in titled(RuleContext(paper=paper, today=TODAY))] == [
        "plan.items.0.standard_title",
        "plan.items.2.standard_title",
        "plan.items.3.standard_title",
    ]


def test_a_title_stands_on_its_neighbours_and_on_no_row_further_off() -> None:
    paper = paper_of(row("2.1", SHORT), row("2.2", SHORT), row("3.1", "Cơ sở"), row("2.3", SHORT))
    assert shared(paper, "plan.items.1.standard_title") == (
        "plan.items.0.standard_title",
        "plan.items.1.standard_title",
    )
    assert shared(paper, "plan.items.1.criterion") == ("plan.items.1.criterion",)


def test_one_fix_mends_a_title_on_every_row_and_a_second_time_changes_nothing() -> None:
    paper = paper_of(*(row(f"2.{number}", SHORT) for number in range(1, 5)))
    (found,) = check(paper, today=TODAY, select=["S05"])
    assert found.fix
    mended, _ = apply_fixes(paper, [found.fix])
    assert {item.standard_title for item in mended.plan.items} == {WHOLE}
    assert apply_fixes(mended, [found.fix]) == (mended, ())


def test_a_word_put_before_a_code_is_not_put_there_twice() -> None:
    paper = paper_of(row("1.1", "", "1.1"), row("1.1", "", "1.1"), row("1.2", "", "Tiêu chí 1.2"))
    fix = Fix("plan.items.0.label", "1.1", "Tiêu chí 1.1")
    mended, applied = apply_fixes(paper, [fix])
    assert [item.label for item in mended.plan.items] == ["Tiêu chí 1.1", "Tiêu chí 1.1", "Tiêu chí 1.2"]
    assert applied == (fix,)
    assert apply_fixes(mended, [fix]) == (mended, ())


def test_letters_typed_apart_from_their_marks_are_found_and_joined() -> None:
    item = replace(row("1.1", ""), work="Kê\u0301 hoạch tháng")  # what JSON and files cannot bring, a database can
    (found,) = check(paper_of(item), today=TODAY, select=["P12"])
    assert found.words == "Kê\u0301"
    assert found.fix
    mended, _ = apply_fixes(paper_of(item), [found.fix])
    assert mended.plan.items[0].work == "Kế hoạch tháng"
