"""A draft as sheets of paper: which way they lie, which words are whose, fifty rows a page, what is said of each."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from caitien.checking.findings import Seen
from caitien.documents.printing.write_body import LineKind
from caitien.domain.finding import Finding, Severity
from caitien.domain.paper import Form, Paper
from caitien.papers.checking import DraftFindings
from caitien.papers.drafting import Wording
from caitien.papers.preview import Block, Cell, Row, Source, Table, preview_pages_of
from caitien.papers.slots import Slot
from caitien.plans.models import Task
from caitien.rules.spots import Spot
from tests.plans.reports import report

SECTION = "sections.I"
OVERVIEW = (("Đã xong 3 việc.", None),)


def table(source: Source, name: str, *, of: str = "", page: int = 1) -> Table:
    """The table of a name on the sheets, with ``page`` asked of the table ``of``."""
    parts = [part for each in preview_pages_of(source, table=of, page=page) for part in each.parts]
    (found,) = [part for part in parts if isinstance(part, Table) and part.name == name]
    return found


def blocks(source: Source) -> list[Block]:
    return [part for each in preview_pages_of(source) for part in each.parts if isinstance(part, Block)]


def rows(many: int) -> Source:
    """A report whose results all stand under one merged row."""
    paper = report(many)
    under_one = tuple(replace(each, level=None, standard=1) for each in paper.results)
    return Source(replace(paper, results=under_one), Form.REPORT)


def numbers(found: Sequence[Row]) -> list[str]:
    return [row.cells[0].text for row in found if row.cells]


def seen(path: str, code: str = "P01") -> Seen:
    finding = Finding(code=code, severity=Severity.WARNING, path=path, what="Có chỗ sai.", mend="Xin sửa.")
    return Seen(finding, Spot((0, 0), "Chỗ này"), f"{code} {path}")


# --- which way the sheets lie -----------------------------------------------------------------------------------------


def test_in_a_report_the_tables_lie_on_their_side_and_prose_stands_upright():
    paper = report(3)
    before = replace(paper.sections[0], paragraphs=("Họp đầu năm.",) * 5)
    pages = preview_pages_of(Source(replace(paper, sections=(before,)), Form.REPORT))
    assert [page.landscape for page in pages] == [False, True, False]
    assert [sum(isinstance(part, Table) for part in page.parts) for page in pages] == [0, 2, 0]


def test_a_sheet_with_nothing_on_it_is_not_shown():
    """The only heading before the table goes over to the sheet of the table: none is left before."""
    assert [page.landscape for page in preview_pages_of(Source(report(3), Form.REPORT))] == [True, False]


def test_bieu_2_lies_on_its_side_from_its_first_word_to_its_last():
    (only,) = preview_pages_of(Source(report(3), Form.TT57))
    assert only.landscape
    first, last = only.parts[0], only.parts[-1]
    assert isinstance(first, Block)
    assert isinstance(last, Block)
    assert first.lines[0].kind is LineKind.HEADING
    assert last.lines[-1].kind is LineKind.CLOSING


# --- prose ------------------------------------------------------------------------------------------------------------


def test_the_lines_of_one_slot_stand_together_and_the_forms_own_apart():
    found = blocks(Source(report(3), Form.REPORT))
    assert [[line.path for line in block.lines] for block in found] == [
        ["sections.0.heading"],
        ["", ""],
        ["sections.0.paragraphs.0"],
        [""],
        [""],
        ["strengths"],
        ["limitations"],
        ["", ""],
    ]
    assert found[2].lines[0].text == "Họp đầu năm."


def test_a_slot_is_written_where_its_last_words_end():
    """The sentences of the form stand between a section's heading and its words: one place to write, not two."""
    wordings = {
        SECTION: Wording(Slot(SECTION, "I. Việc xây dựng kế hoạch"), "Họp đầu năm.", "plan", ()),
        "strengths": Wording(Slot("strengths", "Ưu điểm"), "Việc gì cũng có ngày, có số.", "plan", ()),
    }
    found = blocks(Source(report(3), Form.REPORT, wordings))
    assert [(block.wording.slot.key if block.wording else "", block.opens) for block in found] == [
        (SECTION, False),
        ("", False),
        (SECTION, True),
        ("", False),
        ("", False),
        ("strengths", True),
        ("", False),
        ("", False),
    ]


def test_a_proposal_stands_behind_the_words_the_form_puts_before_it():
    proposal = (("Việc gì cũng có ngày, có số.",),)
    wording = Wording(Slot("strengths", "Ưu điểm"), "", "proposed", proposal)  # type: ignore[arg-type]
    (block,) = [each for each in blocks(Source(report(3), Form.REPORT, {"strengths": wording})) if each.wording]
    assert block.paragraphs == [("+ Ưu điểm: ", proposal[0])]


def test_what_is_said_of_prose_stands_beside_its_words_once():
    said = [seen("sections.0.paragraphs.0"), seen("strengths"), seen("report.number")]
    found = blocks(Source(report(3), Form.REPORT, findings=DraftFindings(tuple(said))))
    assert [block.said for block in found if block.said] == [(said[0],), (said[1],)]


def test_of_two_paragraphs_in_one_path_what_is_said_stands_there_once():
    said = seen("strengths")
    paper = replace(report(3), strengths="Có ngày.\nCó số.")
    (block,) = [each for each in blocks(Source(paper, Form.REPORT, findings=DraftFindings((said,)))) if each.said]
    assert (len(block.lines), block.said) == (2, (said,))


# --- tables -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("many", "pages"), [(1, 1), (50, 1), (51, 2), (100, 2), (101, 3)])
def test_a_long_table_is_shown_fifty_rows_a_page(many: int, pages: int):
    found = table(rows(many), "results")
    assert (found.page, found.pages, found.total) == (1, pages, many)
    assert numbers(found.rows) == [str(number) for number in range(1, min(many, 50) + 1)]


def test_a_table_nobody_filled_is_one_page():
    found = table(Source(Paper(form=Form.TT57), Form.TT57), "reviews")
    assert (found.page, found.pages, found.total, len(found.rows)) == (1, 1, 2, 2)


@pytest.mark.parametrize(
    ("asked", "page", "first", "last"),
    [(-1, 1, "1", "50"), (0, 1, "1", "50"), (2, 2, "51", "100"), (3, 3, "101", "120"), (4, 3, "101", "120")],
)
def test_the_page_that_is_asked_for_or_the_nearest_there_is(asked: int, page: int, first: str, last: str):
    found = table(rows(120), "results", of="results", page=asked)
    shown = numbers(found.rows)
    assert (found.page, shown[0], shown[-1]) == (page, first, last)


def test_of_the_other_table_the_first_page_is_shown():
    assert table(rows(120), "plan", of="results", page=2).page == 1


def test_rows_that_go_on_from_the_page_before_say_again_what_they_stand_under():
    source = rows(120)
    merged = "Tiêu chuẩn 1: Tổ chức của nhà trường"
    first = table(source, "results").rows
    assert [row.group for row in first if row.group] == [merged]
    for page in (2, 3):
        later = table(source, "results", of="results", page=page).rows
        assert [row.group for row in later if row.group] == [f"{merged} (tiếp)"]
        assert later[0].group


def test_a_merged_row_that_begins_with_the_page_is_said_there_once_and_not_on_the_page_before():
    source = rows(60)
    results = source.paper.results
    second = tuple(replace(each, standard=2, standard_title="Đội ngũ") for each in results[50:])
    source = replace(source, paper=replace(source.paper, results=(*results[:50], *second)))
    for page, merged in ((1, "Tiêu chuẩn 1: Tổ chức của nhà trường"), (2, "Tiêu chuẩn 2: Đội ngũ")):
        found = table(source, "results", of="results", page=page).rows
        assert [row.group for row in found if row.group] == [merged]


def test_rows_under_no_merged_row_go_on_without_one():
    paper = rows(60).paper
    bare = tuple(replace(each, standard=None, standard_title="") for each in paper.results)
    found = table(Source(replace(paper, results=bare), Form.REPORT), "results", of="results", page=2)
    assert [row.group for row in found.rows] == [""] * 10


def test_each_row_leads_to_its_own_line_on_whichever_page():
    tasks = [Task(pk=pk) for pk in range(1, 60)]  # one line fewer than rows: the last row is no line of the plan
    source = replace(rows(60), lines={"results": tasks})
    for page, first in ((1, 1), (2, 51)):
        found = [row for row in table(source, "results", of="results", page=page).rows if row.cells]
        assert [row.task.pk if row.task else None for row in found] == [
            pk if pk < 60 else None for pk in range(first, min(first + 50, 61))
        ]
    assert not any(row.task for row in table(source, "plan").rows)


def test_a_table_is_as_wide_as_the_sheet():
    for name in ("plan", "results"):
        found = table(rows(3), name)
        assert len(found.widths) == len(found.columns)
        assert sum(float(width.removesuffix("%")) for width in found.widths) == pytest.approx(100, abs=0.5)


def test_what_is_said_of_a_cell_stands_in_it_and_of_a_row_beside_it():
    cell, whole, elsewhere = seen("results.1.done", "T02"), seen("results.1", "T01"), seen("results.2.done")
    source = replace(rows(3), findings=DraftFindings((cell, whole, elsewhere)))
    second = [row for row in table(source, "results").rows if row.cells][1]
    headed = {each.heading: each.said for each in second.cells if each.said}
    assert headed == {"Những công việc đã triển khai xong theo đúng kế hoạch": (cell,)}
    assert second.said == (whole,)
    assert second.all_said == [whole, cell]  # rule by rule


def test_what_is_said_of_the_plan_finds_its_row_in_the_plans_table():
    said = seen("plan.items.2.time")
    third = [row for row in table(replace(rows(3), findings=DraftFindings((said,))), "plan").rows if row.cells][2]
    assert [each.said for each in third.cells if isinstance(each, Cell) and each.said] == [(said,)]
