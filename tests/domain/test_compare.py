"""Two papers are compared cell by cell, and rows find their like."""

from dataclasses import replace
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caitien.domain.comparing.compare import Change, Comparison, Kind, compare
from caitien.domain.paper import (
    Form,
    Letterhead,
    Note,
    Paper,
    Plan,
    PlanRow,
    ResultRow,
    Review,
    Section,
    Source,
    Status,
)
from caitien.domain.texts.word_difference import Mark, Piece, word_difference
from tests.specimens.papers import papers

FANS = PlanRow(criterion="3.2", label="Tiêu chí 3.2", work="Thay sáu quạt trần ở dãy nhà B trước tháng mười.")
DOORS = PlanRow(criterion="3.2", label="Tiêu chí 3.2", work="Sơn lại cửa sổ các phòng học tầng trệt.")
BOOKS = PlanRow(criterion="3.6", label="Tiêu chí 3.6", work="Mua thêm một trăm đầu sách cho thư viện lớp.")


def plan(*rows: PlanRow) -> Paper:
    return Paper(form=Form.PLAN, school="Trường TH Bình Minh", plan=Plan(items=rows))


def seen(found: Comparison) -> list[tuple[str, str]]:
    return [(row.kind.value, row.name) for row in found.rows]


@given(papers)
def test_a_paper_does_not_differ_from_itself(paper: Paper) -> None:
    assert compare(paper, paper).same


@given(papers, papers)
def test_what_one_order_adds_the_other_removes(one: Paper, other: Paper) -> None:
    there, back = compare(one, other), compare(other, one)

    assert there.same == (one == other)
    assert [(change.field, change.after, change.before) for change in there.head] == [
        (change.field, change.before, change.after) for change in back.head
    ]
    for kind, opposite in ((Kind.ADDED, Kind.REMOVED), (Kind.REMOVED, Kind.ADDED), (Kind.CHANGED, Kind.CHANGED)):
        assert there.counts[kind] == back.counts[opposite]
    assert there.unchanged == back.unchanged


def test_where_a_text_came_from_makes_no_difference() -> None:
    moved = replace(FANS, source=Source(table=4, rows=(9,)))
    noted = replace(plan(moved), notes=(Note(code="a", text="b"),))

    assert compare(plan(FANS), noted).same


def test_a_changed_cell_is_shown_with_its_words() -> None:
    eight = replace(FANS, work="Thay tám quạt trần ở dãy nhà B trước tháng mười.")
    found = compare(plan(BOOKS, FANS), plan(BOOKS, eight))

    assert seen(found) == [("changed", "Tiêu chí 3.2")]
    assert found.unchanged == 1
    (change,) = found.rows[0].changes
    assert change == Change("work", FANS.work, eight.work)
    assert change.name == "Công việc, giải pháp"
    assert change.pieces == (
        Piece(Mark.SAME, "Thay "),
        Piece(Mark.REMOVED, "sáu "),
        Piece(Mark.ADDED, "tám "),
        Piece(Mark.SAME, "quạt trần ở dãy nhà B trước tháng mười."),
    )


def test_rows_of_one_criterion_find_their_like_in_any_order() -> None:
    later = replace(DOORS, work="Sơn lại cửa sổ các phòng học tầng trệt và tầng một.")
    found = compare(plan(FANS, DOORS), plan(later, FANS))

    assert seen(found) == [("changed", "Tiêu chí 3.2")]
    assert found.rows[0].changes[0].before == DOORS.work


def test_a_row_under_another_number_is_found_again() -> None:
    renumbered = replace(BOOKS, criterion="4.1", label="Tiêu chí 4.1")
    (row,) = compare(plan(FANS, BOOKS), plan(FANS, renumbered)).rows

    assert (row.kind, [change.field for change in row.changes]) == (Kind.CHANGED, ["criterion", "label"])


def test_rows_that_came_and_went_are_told_with_all_they_say() -> None:
    found = compare(plan(FANS), plan(BOOKS))

    assert seen(found) == [("added", "Tiêu chí 3.6"), ("removed", "Tiêu chí 3.2")]
    assert [change.field for change in found.rows[0].changes] == ["criterion", "label", "work"]
    assert found.rows[1].changes[2] == Change("work", FANS.work, "")


def test_a_second_row_of_the_same_words_counts() -> None:
    assert seen(compare(plan(FANS), plan(FANS, FANS))) == [("added", "Tiêu chí 3.2")]


def test_a_state_a_level_and_a_column_of_ones_own_are_cells_too() -> None:
    before = Paper(results=(ResultRow(criterion="1.5", status=Status.ONGOING, level=1, extra={"Điểm": "7"}),))
    after = Paper(results=(ResultRow(criterion="1.5", status=Status.DONE, level=2, extra={"Điểm": "8"}),))
    (row,) = compare(before, after).rows

    assert [(change.name, change.before, change.after) for change in row.changes] == [
        ("Mức", "1", "2"),
        ("Mức độ thực hiện", "đang làm", "đã xong"),
        ("Điểm", "7", "8"),
    ]


def test_the_letterhead_and_the_prose_are_compared() -> None:
    before = Paper(
        strengths="Tập thể đoàn kết.",
        report=Letterhead(number="07/BC-THBM", recipients=("Phòng VHXH", "Lưu: VT")),
        reviews=(Review(moment="Cuối học kỳ I", result="Đạt 3/5 việc"),),
        sections=(Section(before="plan", part="I", heading="MỤC ĐÍCH", paragraphs=("Một.",)),),
    )
    after = replace(
        before,
        report=replace(before.report, number="08/BC-THBM"),
        reviews=(Review(moment="Cuối học kỳ I", result="Đạt 4/5 việc"),),
        sections=(Section(before="plan", part="I", heading="Mục đích", paragraphs=("Một.", "Hai.")),),
    )
    found = compare(before, after)

    assert found.head == (Change("report.number", "07/BC-THBM", "08/BC-THBM"),)
    assert [(row.table, row.name) for row in found.rows] == [("reviews", "Cuối học kỳ I"), ("sections", "Mục đích")]


@given(st.text("ab .\n", max_size=60), st.text("ab .\n", max_size=60))
def test_the_pieces_join_to_both_texts(before: str, after: str) -> None:
    before, after = before.strip(), after.strip()
    pieces = word_difference(before, after)

    assert "".join(piece.text for piece in pieces if piece.mark != Mark.ADDED) == before
    assert "".join(piece.text for piece in pieces if piece.mark != Mark.REMOVED) == after


def test_a_rewritten_cell_is_shown_whole() -> None:
    assert word_difference(FANS.work, BOOKS.work) == (Piece(Mark.REMOVED, FANS.work), Piece(Mark.ADDED, BOOKS.work))


@pytest.mark.parametrize("words", [300, 3_000, 60_000])
def test_long_cells_stay_quick(words: int) -> None:
    long = "rà soát kế hoạch và bổ sung nguồn lực cho tổ chuyên môn. " * (words // 13)
    start = process_time()
    pieces = word_difference(long.strip(), long.replace("bổ sung", "cắt giảm", 1).strip())

    assert any(piece.mark == Mark.ADDED for piece in pieces)
    assert process_time() - start < 1


def test_three_thousand_rows_against_three_thousand_stay_quick() -> None:
    before = [replace(FANS, criterion=f"{n % 5 + 1}.{n % 6 + 1}", work=f"{FANS.work} Đợt {n}.") for n in range(3_000)]
    after = [replace(row, work=f"{row.work} Bổ sung.") for row in before]
    start = process_time()
    found = compare(plan(*before), plan(*after))

    assert found.counts == {"added": 0, "removed": 0, "changed": 3_000, "unchanged": 0}
    assert process_time() - start < 4


@pytest.mark.parametrize(
    ("field", "name"),
    [
        ("report.signer", "Người ký"),
        ("plan.number", "Số kế hoạch"),
        ("school", "Trường"),
        ("extra.Tổ trưởng", "Tổ trưởng"),
    ],
)
def test_every_cell_is_called_as_people_call_it(field: str, name: str):
    assert Change(field, "", "x").name == name
