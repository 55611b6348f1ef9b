"""Law 1 over papers of schools: what was read of the small faulty papers, and of the samples, is written and read back
the same, but for the title a form gives a paper that has none."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from caitien.documents.read import read
from caitien.documents.write import write
from caitien.domain.official_forms.forms import FORMS
from caitien.domain.paper import Form, Paper
from caitien.domain.papers.column_headings import unit_of
from tests.specimens.pour import word_table
from tests.specimens.reading import read_paper
from tests.specimens.word import docx, p

SHARED = Path(__file__).parents[3] / "shared"
_NOT_PAPERS = (".json", ".tsv")
FILES = [
    path
    for path in sorted([*SHARED.glob("faults/reading/*"), *SHARED.glob("samples/lhp-2023-2024/report.*")])
    if path.suffix not in _NOT_PAPERS and path.name != "README.md"
]


def titled(paper: Paper) -> Paper:
    """The paper as its form prints it: with the form's title where it has none."""
    own = paper.report.title or (FORMS[paper.form].title if paper.is_of_improvement else "")
    return replace(paper, report=replace(paper.report, title=own))


def units(paper: Paper) -> Mapping[str, Mapping[str, str]]:
    found = {
        table: {field: unit for field, heading in own.items() if (unit := unit_of(heading))}
        for table, own in paper.headings.items()
    }
    return {table: own for table, own in found.items() if own}


@pytest.mark.skipif(not FILES, reason="needs the papers beside the repository (../shared)")
@pytest.mark.parametrize("suffix", ["docx", "xlsx"])
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_paper_read_from_a_file_is_written_and_read_back_the_same(path: Path, suffix: str) -> None:
    paper = read(path.read_bytes(), name=path.name)
    assert isinstance(paper, Paper), paper
    data = write(paper, paper.form, suffix)
    assert isinstance(data, bytes), data
    again = read_paper(data, f"a.{suffix}")
    assert again == titled(paper)
    assert units(again) == units(paper)
    assert again.headings == paper.headings or paper.form is Form.TT57, "Biểu 2 prints its own headings"


def test_all_of_them_are_tried() -> None:
    if not SHARED.exists():
        pytest.skip("needs the papers beside the repository (../shared)")
    assert len(FILES) > 44


GRID = (("TT", "Tiêu chí", "Công việc", "Người thực hiện", "Thời gian"), ("1", "1.1", "Sửa mái", "Bảo vệ", "Tháng 9"))


def test_year_and_school_below_a_bold_subject_are_of_it_though_they_are_not_bold() -> None:
    paper = read_paper(
        docx(
            p("KẾ HOẠCH CẢI TIẾN CHẤT LƯỢNG", bold=True),
            p("Năm học 2026 – 2027"),
            p("Trường THCS Đồi Thông"),
            p("Nhà trường cải tiến chất lượng theo kết quả tự đánh giá"),
            word_table(GRID),
        )
    )
    assert paper.report.subject == "CẢI TIẾN CHẤT LƯỢNG\nNăm học 2026 – 2027\nTrường THCS Đồi Thông"
    assert [each.paragraphs for each in paper.sections] == [
        ("Nhà trường cải tiến chất lượng theo kết quả tự đánh giá",)
    ]
    data = write(paper, paper.form, "docx")
    assert isinstance(data, bytes)
    assert read_paper(data, "a.docx") == paper  # its subject is bold by its style
