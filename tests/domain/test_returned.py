"""A file comes back: what was changed in it, whatever was moved, renumbered, left out or added around it."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis.strategies import sampled_from

from caitien.domain.comparing.returned import PLAN, RESULTS, AnotherPaper, Edit, Edits, edits_of
from caitien.domain.paper import Form, Note, Paper, PlanRow, ResultRow, Status
from tests.generated_papers import papers
from tests.plans.reports import report, with_plan_row, without_row


def edits(returned: Paper, sent: Paper | None = None, **said: bool) -> list[Edit]:
    found = edits_of(sent or report(), returned, **said)
    assert isinstance(found, Edits)
    return list(found.edits)


def with_items(paper: Paper, *items: PlanRow) -> Paper:
    return replace(paper, plan=replace(paper.plan, items=items))


def with_result(paper: Paper, index: int, **texts: object) -> Paper:
    results = list(paper.results)
    results[index] = replace(results[index], **texts)
    return replace(paper, results=tuple(results))


@settings(max_examples=30)
@given(sampled_from(Form).flatmap(papers))
def test_a_file_nobody_touched_suggests_nothing(paper: Paper):
    found = edits_of(paper, paper)
    if isinstance(found, Edits):
        assert (found.edits, found.aside) == ((), ())
    else:
        assert not paper.plan.items + paper.results


def test_a_changed_cell_and_an_emptied_one_are_told_with_their_old_words():
    returned = with_plan_row(with_plan_row(report(), 3, owners="Tổ Toán"), 7, time="")
    assert edits(returned) == [
        Edit("change", PLAN, 3, "owners", "Tổ văn phòng", "Tổ Toán"),
        Edit("change", PLAN, 7, "time", "Hằng năm", ""),
    ]


def test_rows_in_another_order_are_the_same_rows():
    paper = report()
    items = with_plan_row(paper, 5, time="Trước 30/11").plan.items
    (found,) = edits(with_items(paper, *reversed(items)))
    assert (found.row, found.field, found.text) == (5, "time", "Trước 30/11")


def test_a_line_put_in_between_that_renumbers_those_after_it_is_one_new_line():
    sent = with_items(
        Paper(school_year="2026-2027"),
        PlanRow(criterion="3.2", work="Lợp lại mái nhà để xe cho học sinh"),
        PlanRow(criterion="3.3", work="Thay quạt trần các phòng tầng hai"),
        PlanRow(criterion="3.4", work="Trồng hàng cây che nắng sân tập"),
    )
    first, second, third = sent.plan.items
    returned = with_items(
        sent,
        first,
        PlanRow(criterion="3.3", work="Đặt bình nước uống ở mỗi dãy nhà"),
        replace(second, criterion="3.4", work="Thay quạt trần các phòng tầng hai và tầng ba"),
        replace(third, criterion="3.5"),
    )
    assert [(edit.kind, edit.row, edit.field, edit.text) for edit in edits(returned, sent)] == [
        ("add", None, "", ""),
        ("change", 1, "criterion", "3.4"),
        ("change", 1, "work", "Thay quạt trần các phòng tầng hai và tầng ba"),
        ("change", 2, "criterion", "3.5"),
    ]


def test_a_line_left_out_of_both_tables_is_left_out_once():
    assert edits(without_row(report(), 4)) == [Edit("withdraw", PLAN, 4)]


def test_a_new_line_stands_where_it_was_put_and_brings_its_words():
    paper = report(3)
    fresh = PlanRow(criterion="1.9", work="Mở góc đọc ngoài trời", extra={"Điểm yếu": "Thư viện chật"})
    items = paper.plan.items
    (found,) = edits(with_items(paper, items[0], fresh, *items[1:]), paper)
    assert (found.kind, found.row) == ("add", None)
    assert found.values == {
        "criterion": "1.9",
        "work": "Mở góc đọc ngoài trời",
        "extra": {"Điểm yếu": "Thư viện chật"},
    }


def test_what_is_said_of_the_outcome_is_told_by_its_column_and_not_twice_by_the_state():
    returned = with_result(report(), 1, status=Status.DONE, ongoing="", done="Kết quả thứ 1")
    assert [(edit.table, edit.field, edit.text) for edit in edits(returned)] == [
        (RESULTS, "done", "Kết quả thứ 1"),
        (RESULTS, "ongoing", ""),
    ]


def test_a_column_of_no_name_of_ours_is_compared_too():
    sent = with_plan_row(report(), 0, extra={"Điểm yếu": "Mái dột"})
    (found,) = edits(with_plan_row(report(), 0, extra={"Điểm yếu": "Mái dột nặng"}), sent)
    assert (found.field, found.was, found.text) == ("extra.Điểm yếu", "Mái dột", "Mái dột nặng")


def test_blanks_are_no_change_where_the_format_does_not_keep_them():
    sent = with_plan_row(report(), 0, work="Sửa mái\nSơn tường")
    returned = with_plan_row(report(), 0, work="Sửa mái Sơn tường")
    assert len(edits(returned, sent)) == 1
    assert edits(returned, sent, lines_kept=False) == []


def test_what_was_changed_outside_the_tables_is_told_beside_them():
    returned = replace(report(), strengths="Việc gì cũng có người lo.", results=())
    found = edits_of(report(), returned)
    assert isinstance(found, Edits)
    assert found.edits == ()
    assert [(aside.name, aside.text) for aside in found.aside] == [
        ("Bảng kết quả", ""),
        ("Ưu điểm", "Việc gì cũng có người lo."),
    ]


@pytest.mark.parametrize(
    ("returned", "word"),
    [
        (report(school_year="2025-2026"), "năm học 2025-2026"),
        (replace(report(), school="Trường THCS Bờ Suối"), "Bờ Suối"),
        (replace(report(), school="Trường THPT Hòa Sen"), "Hòa Sen"),  # only looks like Hoa Sen
        (replace(report(), plan=replace(report().plan, items=()), results=()), "không thấy bảng"),
        (
            with_items(replace(report(), results=()), PlanRow(work="Nấu bữa trưa"), PlanRow(work="Rửa bát")),
            "không giống",
        ),
    ],
)
def test_another_paper_is_told_in_a_plain_sentence(returned: Paper, word: str):
    found = edits_of(report(), returned)
    assert isinstance(found, AnotherPaper)
    assert word in found.reason


@pytest.mark.parametrize("name", ["TRƯỜNG THPT HOA SEN", "Truong THPT Hoa Sen", ""])
def test_a_name_in_capitals_or_without_accents_is_the_same_schools(name: str):
    assert not isinstance(edits_of(report(), replace(report(), school=name)), AnotherPaper)


def test_three_thousand_lines_are_weighed_in_a_moment():
    paper = report(3_000)
    assert len(edits(with_plan_row(paper, 2_999, time="Tháng 5"), paper)) == 1


def named(*works: str) -> Paper:
    return with_items(Paper(school_year="2026-2027"), *(PlanRow(work=work) for work in works))


@pytest.mark.parametrize(("others", "another"), [(3, False), (4, True)])
def test_a_quarter_of_the_rows_must_be_ours(others: int, another: bool):
    strange = [f"z{number} y{number} x{number}" for number in range(others)]
    sent = named("lợp lại mái nhà xe", *(f"a{number} b{number} c{number}" for number in range(others)))
    found = edits_of(sent, named("lợp lại mái nhà xe", *strange))
    assert isinstance(found, AnotherPaper) is another


def test_where_a_new_line_was_put_is_where_it_is_told():
    sent = named("lợp mái nhà xe", "thay quạt trần", "trồng hàng cây")
    first, second, third = sent.plan.items
    fresh = [PlanRow(work="đặt bình nước uống"), PlanRow(indicator="12 lượt")]
    found = edits(with_items(sent, fresh[0], first, second, fresh[1], third, PlanRow(time="Tháng 9")), sent)
    assert [(edit.kind, edit.values) for edit in found] == [
        ("add", {"work": "đặt bình nước uống"}),
        ("add", {"indicator": "12 lượt"}),
    ]
    kept = edits(with_items(sent, first, third, fresh[0]), sent)
    assert [(edit.kind, edit.row) for edit in kept] == [("withdraw", 1), ("add", None)]


def test_a_line_with_no_words_of_what_is_to_be_done_is_weighed_like_any_other():
    sent = with_items(
        named("lợp mái nhà xe"), PlanRow(criterion="1.1", work="lợp mái"), PlanRow(criterion="1.2", time="Hè")
    )
    first, bare = sent.plan.items
    assert edits(sent, sent) == []
    assert edits(with_items(sent, first, replace(bare, time="Tháng 9")), sent) == [
        Edit("change", PLAN, 1, "time", "Hè", "Tháng 9")
    ]


def test_what_a_new_result_says_and_what_is_gone_is_told_beside_the_tables():
    sent = report(3)
    fresh = ResultRow(label="Việc thêm", planned="Mở góc đọc", done="Đã mở", note="x")
    found = edits_of(sent, replace(sent, results=(*sent.results[1:], fresh)))
    assert isinstance(found, Edits)
    assert [(aside.name, aside.was, aside.text) for aside in found.aside] == [
        ("Dòng mới trong bảng kết quả, Việc thêm", "", "Mở góc đọc\nĐã mở\nx"),
        (
            f"Dòng không còn trong bảng kết quả, {sent.results[0].label or sent.results[0].criterion}",
            sent.results[0].planned,
            "",
        ),
    ]


def test_a_heading_that_reads_otherwise_is_told_once():
    items = tuple(PlanRow(criterion="1.1", work=f"việc số {n}", standard=1, standard_title="Tổ chức") for n in range(3))
    sent = with_items(Paper(school_year="2026-2027"), *items)
    found = edits_of(sent, with_items(sent, *(replace(row, standard=2, level=None) for row in items)))
    assert isinstance(found, Edits)
    assert [(aside.was, aside.text) for aside in found.aside] == [("1", "2")]
    assert found.edits == ()


def test_a_note_of_the_reader_is_told_where_the_file_sent_had_none_such():
    note = Note(code="x", text="Có chữ lạ.", quote="chữ")
    sent = replace(report(2), notes=(replace(note, quote="cũ"),))
    found = edits_of(sent, replace(sent, notes=(*sent.notes, note, replace(note, quote=""))))
    assert isinstance(found, Edits)
    assert [(aside.name, aside.was, aside.text) for aside in found.aside] == [("Có chữ lạ.", "", "chữ")]


def test_a_missing_table_is_told_with_its_rows():
    found = edits_of(report(4), replace(report(4), results=()))
    assert isinstance(found, Edits)
    assert [(aside.name, aside.was) for aside in found.aside] == [("Bảng kết quả", "4 dòng")]
