"""How a finding is named, placed, counted and mended: on both sides of each bound."""

import pytest

from caitien.domain.finding import Finding, Fix, Severity
from caitien.domain.paper import Paper, Plan, PlanRow, Section
from caitien.rules.checking import apply_fixes, check, mend
from caitien.rules.empty_words import PRAISE, any_figure, only
from caitien.rules.reasons import has_new_date, has_reason, late_words
from caitien.rules.spots import spot_of
from tests.rules.looking import TODAY


@pytest.mark.parametrize(
    ("letters", "name"), [(73, "Phần " + "a" * 73), (75, "Phần " + "a" * 75), (76, "Phần …"), (0, "Phần lời")]
)
def test_a_name_has_eighty_letters_at_the_most(letters: int, name: str):
    paper = Paper(sections=(Section(heading="a" * letters),))
    assert spot_of(paper, "sections.0.heading").name == name


@pytest.mark.parametrize(
    ("path", "turn", "name", "cell"),
    [
        ("sections.1", (0, 1), "Phần lời, dòng 2", ""),
        ("sections", (0, -1), "Phần lời", ""),
        ("plan.items.0.note", (6, 0), "Bảng kế hoạch, dòng 1", "Ghi chú"),
        ("plan.items.7", (6, 7), "Bảng kế hoạch, dòng 8", ""),
        ("evidence.7.code", (17, 0), "Danh mục minh chứng", None),
        ("recommendations.2", (14, 2), "Kiến nghị, đề xuất, dòng 3", ""),
        ("report.signer", (16, 0), "Thể thức, phần ký và nơi nhận", None),
        ("sections.0.paragraphs.0", (11, 0), "Phần A", "Đoạn 1"),
        ("plan", (5, 0), "Kế hoạch", ""),
        ("strengths.x", (12, 0), "Ưu điểm", ""),
    ],
)
def test_a_path_has_its_turn_in_the_paper(path: str, turn: tuple[int, int], name: str, cell: str | None):
    paper = Paper(plan=Plan(items=(PlanRow(),)), sections=(Section(heading="A", before="end"),))
    spot = spot_of(paper, path)
    assert (spot.turn, spot.name) == (turn, name)
    assert cell is None or spot.cell == cell


def test_rules_are_chosen_by_code_or_family_and_left_out_the_same_way():
    paper = Paper(plan=Plan(items=(PlanRow(criterion="1.1"),)))
    codes = {found.code for found in check(paper, today=TODAY)}
    assert "P01" in codes
    assert {found.code for found in check(paper, today=TODAY, select=("P",))} == {
        code for code in codes if code[0] == "P"
    }
    assert {found.code for found in check(paper, today=TODAY, select=("P01",))} == {"P01"}
    assert {found.code for found in check(paper, today=TODAY, ignore=("P",))} == {
        code for code in codes if code[0] != "P"
    }
    assert check(paper, today=TODAY, select=("P",), ignore=("P",)) == ()


def test_a_fix_is_applied_once_however_often_it_is_asked_for():
    rows = tuple(PlanRow(label=label) for label in ("1.9", "1.9", "Tiêu chí 1.9", "1.8"))
    paper = Paper(strengths="1.9 và Tiêu chí 1.9", plan=Plan(items=rows))
    fixes = [
        Fix("plan.items.0.label", "1.9", "Tiêu chí 1.9"),
        Fix("strengths", "1.9", "Tiêu chí 1.9"),
        Fix("strengths", "x", "y"),
    ]
    mended, applied = apply_fixes(paper, [*fixes, fixes[0]])
    assert [row.label for row in mended.plan.items] == ["Tiêu chí 1.9"] * 3 + ["1.8"]
    assert mended.strengths == "Tiêu chí 1.9 và Tiêu chí 1.9"
    assert applied == tuple(fixes[:2])
    assert apply_fixes(mended, fixes) == (mended, ())


def test_mending_goes_on_until_nothing_is_found_or_nothing_changes():
    def found(paper: Paper) -> list[Finding]:
        length = len(paper.strengths)
        fix = Fix("strengths", "a" * length, "a" * (length - 1)) if length > 1 else None
        told = {"severity": Severity.HINT, "path": "strengths", "words": "", "what": "x.", "mend": "y."}
        return [Finding(code="X01", fix=fix, **told)]

    assert mend(Paper(strengths="aaa"), found)[0].strengths == "a"
    assert len(mend(Paper(strengths="aaa"), found)[1]) == 2
    assert mend(Paper(strengths="a"), found) == (Paper(strengths="a"), ())


@pytest.mark.parametrize(
    ("text", "praise"),
    [
        ("Đã thực hiện, kết quả tốt.", True),
        ("Tốt", True),
        ("Đạt 5 phòng", False),
        ("", False),
        ("...", False),
        ("đất", False),
    ],
)
def test_praise_alone_says_nothing(text: str, praise: bool):
    assert only(text, PRAISE) is praise


def test_reasons_new_dates_and_words_of_lateness_are_told_by_their_words():
    assert [has_reason(text) for text in ("Do mưa", "đo đạc", "thiết bị", "bị hỏng", "")] == [
        True,
        False,
        False,
        True,
        False,
    ]
    assert [has_new_date(text) for text in ("sẽ xong", "tháng 5", "chưa", "")] == [True, True, False, False]
    assert has_reason("x", "chờ vốn")
    assert not has_reason()
    assert [late_words(text) for text in ("Tiến độ Chậm", "chậm nhất 5/10", "trễ", "")] == ["Chậm", "", "trễ", ""]
    assert [any_figure(texts) for texts in (["a", "b1"], ["a"], [])] == [True, False, False]
