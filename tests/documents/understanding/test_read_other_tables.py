"""Tables of other papers are none of ours: quoted whole with the reason, and no line is made of them.

A table stands under no title and under one of the others in turn; ``HYPOTHESIS_PROFILE=searching`` tries every pair.
"""

from collections.abc import Iterable

import pytest

from caitien.domain.paper import Paper
from caitien.domain.table_verdict import TableUse
from tests.depth import SEARCHING
from tests.specimens.layout import body, head
from tests.specimens.other_tables import OTHER_TABLES, Rows
from tests.specimens.pour import piped, txt, word_table, xlsx
from tests.specimens.reading import all_cells, read_paper
from tests.specimens.schools import PLAN, PLAN_COLUMNS, RESULT_COLUMNS, RESULTS, bare, bare_results
from tests.specimens.word import docx, p, table

OTHERS = pytest.mark.parametrize("rows", OTHER_TABLES.values(), ids=OTHER_TABLES.keys())
TITLES = {
    "no title": (),
    "self-assessment": ("BÁO CÁO", "TỰ ĐÁNH GIÁ NĂM HỌC 2025 - 2026"),
    "plan of self-assessment": ("KẾ HOẠCH", "TỰ ĐÁNH GIÁ TRƯỜNG TIỂU HỌC ĐỒI CHÈ"),
    "education plan": ("KẾ HOẠCH", "GIÁO DỤC CỦA NHÀ TRƯỜNG NĂM HỌC 2026 - 2027"),
    "yearly report": ("BÁO CÁO", "TỔNG KẾT NĂM HỌC 2025 - 2026"),
}


def with_each(table: str, others: Iterable[str]) -> list[tuple[str, str]]:
    """A table with each of the others where one searches, else with the first, and with the next of the rest."""
    first, *rest = others
    turn = sorted(OTHER_TABLES).index(table) % len(rest)
    return [(table, other) for other in ((first, *rest) if SEARCHING else (first, rest[turn]))]


UNDER_TITLES = [pair for table in OTHER_TABLES for pair in with_each(table, TITLES)]
BELOW_PLANS = [(table, ("PHỤ LỤC", "")[number % 2]) for number, table in enumerate(OTHER_TABLES)]


def is_quoted(paper: Paper, rows: Rows) -> bool:
    """Whether every word of the table is in the paper's words or notes."""
    kept = "\n".join(
        [
            *(note.quote for note in paper.notes),
            *(text for section in paper.sections for text in section.paragraphs),
            paper.strengths,
            paper.limitations,
        ]
    )
    return all(text in kept for row in rows[1:] for text in row)


def lines(paper: Paper) -> tuple[int, int, int, int]:
    return len(paper.plan.items), len(paper.results), len(paper.problems), len(paper.reviews)


@pytest.mark.parametrize(("name", "title"), UNDER_TITLES)
def test_no_line_is_made_of_a_table_of_another_paper(name: str, title: str) -> None:
    rows = OTHER_TABLES[name]
    paper = read_paper(docx(*(p(line, bold=True) for line in TITLES[title]), word_table(rows)))
    assert lines(paper) == (0, 0, 0, 0)
    assert is_quoted(paper, rows)


@OTHERS
def test_nor_in_a_workbook(rows: Rows) -> None:
    paper = read_paper(xlsx({"Trang 1": rows}), "a.xlsx")
    assert lines(paper) == (0, 0, 0, 0)
    assert is_quoted(paper, rows)


@OTHERS
def test_nor_in_plain_text(rows: Rows) -> None:
    paper = read_paper(txt(piped(rows)), "a.txt")
    assert lines(paper) == (0, 0, 0, 0)


@pytest.mark.parametrize(("name", "between"), BELOW_PLANS)
def test_a_later_table_with_a_heading_of_its_own_joins_neither_plan_nor_results(name: str, between: str) -> None:
    plan = word_table([*head(PLAN_COLUMNS), *body(PLAN, PLAN_COLUMNS)])
    results = word_table([*head(RESULT_COLUMNS), *body(RESULTS, RESULT_COLUMNS)])
    paper = read_paper(
        docx(plan, results, *(p(words) for words in dict.fromkeys((between, ""))), word_table(OTHER_TABLES[name]))
    )
    assert all_cells(paper.plan.items) == all_cells(bare(*PLAN))
    assert all_cells(paper.results) == all_cells(bare_results(*RESULTS))
    assert (paper.problems, paper.reviews) == ((), ())


@OTHERS
def test_nor_one_below_the_plan_on_the_same_sheet(rows: Rows) -> None:
    sheet = [*head(PLAN_COLUMNS), *body(PLAN, PLAN_COLUMNS), [""], *rows]
    paper = read_paper(xlsx({"Kế hoạch": sheet}), "a.xlsx")
    assert all_cells(paper.plan.items) == all_cells(bare(*PLAN))
    assert (paper.results, paper.problems, paper.reviews) == ((), (), ())


def test_the_reason_is_said_with_the_table_and_kept_for_who_asks() -> None:
    paper = read_paper(docx(p("NGÀY 1: THỨ HAI, 24/8"), word_table(OTHER_TABLES["week of an event"])))
    (note,) = (note for note in paper.notes if note.code == "unknown-table")
    assert "không dòng nào nêu tiêu chí, mục tiêu hay vấn đề cần cải tiến" in note.text
    assert "NGÀY 1: THỨ HAI, 24/8" in note.text
    (verdict,) = paper.tables
    assert verdict.taken_for is TableUse.UNKNOWN
    assert "“Người phụ trách” là chủ trì và phối hợp" in verdict.words
    assert any("giờ trong ngày" in words for words in verdict.against)


def test_a_list_of_evidence_is_named_as_what_it_is() -> None:
    paper = read_paper(docx(word_table(OTHER_TABLES["evidence of 2026"])))
    assert [verdict.taken_for for verdict in paper.tables] == [TableUse.EVIDENCE]
    assert "danh mục minh chứng" in paper.notes[-1].text


def test_every_table_of_a_paper_says_what_it_was_taken_for() -> None:
    plan = word_table([*head(PLAN_COLUMNS), *body(PLAN, PLAN_COLUMNS)])
    more = word_table(body(PLAN[:1], PLAN_COLUMNS))
    paper = read_paper(docx(plan, p("(tiếp theo)"), more, word_table([["Ưu điểm", "Hạn chế"], ["Đủ.", "Thiếu."]])))
    assert [verdict.taken_for for verdict in paper.tables] == [TableUse.PLAN, TableUse.PLAN, TableUse.ASSESSMENT]
    assert [verdict.place.table for verdict in paper.tables] == [1, 2, 3]
    assert paper.tables[1].reasons == ("bảng nối tiếp bảng trước",)


WORK = table(
    ("TT", "Nội dung công việc", "Người thực hiện", "Thời gian", "Ghi chú"),
    ("1", "Kiểm tra hồ sơ", "Hiệu trưởng", "10/2026", ""),
    ("2", "Dự giờ", "Tổ trưởng", "11/2026", ""),
)


@pytest.mark.parametrize(
    "sentence",
    [
        "Nhằm cải tiến chất lượng dạy học, nhà trường kiểm tra như sau:",
        "Để góp phần cải tiến chất lượng, các bộ phận thực hiện:",
        "Căn cứ Kế hoạch cải tiến chất lượng số 12/KH-TH;",
    ],
)
def test_a_sentence_on_improvement_makes_no_table_of_another_plan_ours(sentence: str) -> None:
    paper = read_paper(docx(p("KẾ HOẠCH"), p("Kiểm tra nội bộ năm học 2026-2027"), p(sentence), WORK))
    assert paper.plan.items == ()


def test_a_part_of_another_plan_that_is_called_so_holds_one() -> None:
    plan = table(("TT", "Tiêu chí", "Công việc, giải pháp", "Thời gian"), ("1", "Tiêu chí 1.1", "Viết lại", "9/2026"))
    title = (p("KẾ HOẠCH GIÁO DỤC NHÀ TRƯỜNG"), p("Năm học 2026-2027"))
    paper = read_paper(docx(*title, p("I. MỤC TIÊU"), p("Dạy tốt."), p("V. KẾ HOẠCH CẢI TIẾN CHẤT LƯỢNG"), plan))
    assert [item.work for item in paper.plan.items] == ["Viết lại"]
