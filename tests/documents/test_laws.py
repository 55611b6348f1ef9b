"""The laws of papers: what is written reads back the same, in every format and both families of forms."""

from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from caitien.documents.gate.office import find_office
from caitien.documents.printing.write_as import as_form
from caitien.documents.read import read
from caitien.documents.write import write
from caitien.domain.official_forms.forms import criterion_line
from caitien.domain.paper import Form, Paper, PlanRow
from caitien.domain.papers.paper_json import dumps, loads
from caitien.domain.papers.paper_marks import NO_MARKS, Marks
from tests.depth import SEARCHING
from tests.documents.writing.test_write_as import CHI
from tests.documents.writing.test_write_docx import AN
from tests.generated_papers import papers

SAMPLES = Path(__file__).parents[3] / "shared" / "samples" / "lhp-2023-2024"
FEW, MANY = 15, 500  # papers a law is tried on: they differ in every column, so a fault of one shows in few
GENERATED = settings(
    deadline=None, max_examples=MANY if SEARCHING else FEW, suppress_health_check=[HealthCheck.too_slow]
)

FACTS = {"school_type": "thpt", "school_year": "2026-2027", "framework": "tt18-2018"}
REPORT = replace(AN, **FACTS, report=replace(AN.report, upper_body="UBND PHƯỜNG GÒ MÂY", number="05/BC-THPTGM"))
BIEU_2 = replace(
    CHI,
    **{**FACTS, "school_type": "mam_non", "framework": "tt57-2026-mn"},
    report=replace(CHI.report, upper_body="UBND XÃ ĐÁ DỰNG"),
    plan=replace(CHI.plan, date=CHI.report.date),
)

MARKED = Marks(demo=True, code="7K2M-9QXD-1", address="https://kh.thpt-gomay.example.vn/tra-cuu/7K2M-9QXD-1")

any_paper = st.sampled_from(Form).flatmap(papers)
suffixes = pytest.mark.parametrize("suffix", ["docx", "xlsx"])


def written_and_read(paper: Paper, form: Form, suffix: str, marks: Marks = NO_MARKS) -> Paper:
    data = write(paper, form, suffix, marks)
    assert isinstance(data, bytes), data
    again = read(data, name=f"van-ban.{suffix}")
    assert isinstance(again, Paper), again
    return again


@suffixes
@GENERATED
@given(paper=any_paper)
def test_a_written_paper_reads_back_the_same(suffix: str, paper: Paper) -> None:
    assert written_and_read(paper, paper.form, suffix) == paper


@suffixes
@GENERATED
@given(paper=any_paper, form=st.sampled_from(Form))
def test_a_paper_written_as_another_form_reads_back_as_that_forms_paper(suffix: str, paper: Paper, form: Form) -> None:
    taken = as_form(paper, form)
    both = form is Form.PLAN and any(row.topic or row.indicator for row in taken.plan.items)
    assume(not both)  # nine columns with those of Biểu 2 beside them may be read as either form
    assert written_and_read(paper, form, suffix) == taken


@suffixes
@GENERATED
@given(paper=any_paper)
def test_marks_of_ours_are_neither_in_the_paper_nor_in_its_notes(suffix: str, paper: Paper) -> None:
    marked, plain = (written_and_read(paper, paper.form, suffix, marks) for marks in (MARKED, NO_MARKS))
    assert marked == paper
    assert marked.notes == plain.notes


PETITIONS = (
    "Đề nghĩa lối; bổ sung ghế",
    "Đề nghị Ủy ban nhân dân xã sửa mái nhà bếp",
    "Kiến nghị: Cấp tiền.",
    "Kiến nghị",
    "Hạn chế xe máy trước cổng trường",
    "Ưu điểm: giữ nền nếp. Hạn chế: còn muộn.",
    "Kết luận sớm việc cấp đất",
)


@pytest.mark.parametrize("suffix", ["docx", "xlsx"])
@pytest.mark.parametrize("petition", PETITIONS)
@pytest.mark.parametrize("before", [(), ("Sửa nhà vệ sinh.",)], ids=["first", "second"])
def test_a_petition_that_begins_like_a_label_is_kept(suffix: str, petition: str, before: tuple[str, ...]) -> None:
    paper = replace(REPORT, recommendations=(*before, petition, "Mua thêm bàn ghế."))
    assert written_and_read(paper, paper.form, suffix) == paper


CELLS = [each.name for each in fields(PlanRow) if each.name not in ("criterion", "standard_title", "status_text")]


def texts(row: PlanRow) -> set[str]:
    """What stands in the cells of a line, but for its standard, its level and its state."""
    cells = (getattr(row, name) for name in CELLS)
    return {criterion_line(row.criterion, row.label), *row.extra.values(), *filter(_is_text, cells)} - {""}


def _is_text(cell: object) -> bool:
    return type(cell) is str


@GENERATED
@given(paper=any_paper, form=st.sampled_from(Form))
def test_no_cell_of_a_plan_is_lost_in_another_form(paper: Paper, form: Form) -> None:
    taken = as_form(paper, form).plan.items

    for row, other in zip(paper.plan.items, taken, strict=False):
        assert texts(row) <= texts(other)
    assert len(taken) == len(paper.plan.items or (paper.results if form is not paper.form else ()))


@GENERATED
@given(paper=any_paper)
def test_a_paper_goes_through_json_unchanged(paper: Paper) -> None:
    assert loads(dumps(paper)) == paper


@suffixes
@pytest.mark.parametrize("name", ["report.docx", "report.xlsx", "report.txt"])
@pytest.mark.skipif(not SAMPLES.exists(), reason="needs the samples beside the repository (../shared)")
def test_a_real_report_written_again_reads_back_the_same(name: str, suffix: str) -> None:
    paper = read((SAMPLES / name).read_bytes(), name=name)
    assert isinstance(paper, Paper)
    assert written_and_read(paper, paper.form, suffix) == paper
    assert written_and_read(paper, paper.form, suffix, MARKED) == paper


@pytest.mark.skipif(find_office() is None, reason="LibreOffice (soffice) is not installed on this machine")
@pytest.mark.parametrize("marks", [NO_MARKS, MARKED], ids=["plain", "marked"])
@pytest.mark.parametrize("paper", [REPORT, BIEU_2], ids=["bao-cao", "bieu-2"])
def test_a_printed_paper_reads_back_the_same(paper: Paper, marks: Marks) -> None:
    again = written_and_read(paper, paper.form, "pdf", marks)
    assert again == paper
    assert not again.notes


@pytest.mark.skipif(find_office() is None, reason="LibreOffice (soffice) is not installed on this machine")
@pytest.mark.skipif(not SAMPLES.exists(), reason="needs the samples beside the repository (../shared)")
def test_marks_change_nothing_of_what_a_printed_real_report_reads_as() -> None:
    paper = read((SAMPLES / "report.docx").read_bytes(), name="report.docx")
    assert isinstance(paper, Paper)
    marked, plain = (written_and_read(paper, Form.REPORT, "pdf", marks) for marks in (MARKED, NO_MARKS))
    assert marked == plain
    assert [note.text for note in marked.notes] == [note.text for note in plain.notes]


@pytest.mark.skipif(not SAMPLES.exists(), reason="needs the samples beside the repository (../shared)")
def test_every_cell_of_the_expected_report_is_printed_and_read_again() -> None:
    expected = loads((SAMPLES / "expected.json").read_bytes())
    assert isinstance(expected, Paper)
    again = written_and_read(expected, Form.REPORT, "docx")
    title, framework = again.report.title, again.framework  # printed by the form, told from the codes
    assert again == replace(expected, framework=framework, report=replace(expected.report, title=title))
