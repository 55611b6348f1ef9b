"""Mending a paper: certain words for wrong ones, once, and nothing else."""

import pytest

from caitien.domain.finding import Finding, Fix, Severity
from caitien.domain.paper import Paper, Plan, PlanRow
from caitien.rules import apply_fixes, mend

AT = "strengths"


@pytest.mark.parametrize(
    ("text", "old", "new", "right"),
    [
        ("Giờ họp lý, chỗ họp lý", "họp lý", "hợp lý", "Giờ hợp lý, chỗ hợp lý"),
        ("1.9", "1.9", "Tiêu chí 1.9", "Tiêu chí 1.9"),  # the new words hold the old
        ("Tiêu chí 1.9 như 1.9", "1.9", "Tiêu chí 1.9", "Tiêu chí 1.9 như Tiêu chí 1.9"),
        ("nhân viên và học sinh", "nhân viên và học sinh", "nhân viên", "nhân viên"),  # the old words hold the new
        ("Rất vui!", "!", "", "Rất vui"),
    ],
)
def test_a_fix_puts_the_new_words_for_the_old_and_only_once(text: str, old: str, new: str, right: str) -> None:
    fix = Fix(AT, old, new)
    mended, applied = apply_fixes(Paper(strengths=text), [fix])
    assert (mended.strengths, applied) == (right, (fix,))
    assert apply_fixes(mended, [fix]) == (mended, ())


def test_a_fix_whose_words_are_gone_changes_nothing() -> None:
    paper = Paper(strengths="Giờ hợp lý")
    assert apply_fixes(paper, [Fix(AT, "họp lý", "hợp lý"), Fix(AT, "Giờ", "Giờ")]) == (paper, ())


def test_a_title_is_mended_on_every_row_of_its_standard_and_told_once() -> None:
    rows = tuple(PlanRow(standard=number, standard_title=f"Tên {number}") for number in (1, 2, 2, 2))
    mended, applied = apply_fixes(
        Paper(plan=Plan(items=rows)), [Fix("plan.items.2.standard_title", "Tên 2", "Tên đúng")]
    )
    assert [row.standard_title for row in mended.plan.items] == ["Tên 1", "Tên đúng", "Tên đúng", "Tên đúng"]
    assert len(applied) == 1


def test_mending_goes_on_until_nothing_certain_is_left() -> None:
    def one_at_a_time(paper: Paper) -> tuple[Finding, ...]:
        """A fix opens the way for the next: "a" → "b" → "c"."""
        steps = {"a": "b", "b": "c"}
        if paper.strengths not in steps:
            return ()
        fix = Fix(AT, paper.strengths, steps[paper.strengths])
        return (Finding(code="P99", severity=Severity.HINT, path=AT, what="Sai.", mend="Sửa.", fix=fix),)

    paper, changes = mend(Paper(strengths="a"), one_at_a_time)
    assert paper.strengths == "c"
    assert [(fix.old, fix.new) for fix in changes] == [("a", "b"), ("b", "c")]
