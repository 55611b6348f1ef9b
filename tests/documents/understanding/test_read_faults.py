"""The small papers that were read wrongly (../shared/faults/reading): tables and kinds as a person reads them."""

from pathlib import Path

import pytest

from caitien.documents.refusal import Refusal
from caitien.documents.write import write
from caitien.domain.paper import Form, Paper, Status
from caitien.domain.paper_kind import PaperKind
from tests.specimens.reading import read_paper

FAULTS = Path(__file__).parents[4] / "shared" / "faults" / "reading"

pytestmark = pytest.mark.skipif(not FAULTS.exists(), reason="the shared faulty papers are not at hand")


def fault(name: str) -> Paper:
    return read_paper((FAULTS / name).read_bytes(), name)


def lines(paper: Paper) -> tuple[int, int, int, int]:
    return len(paper.plan.items), len(paper.results), len(paper.problems), len(paper.reviews)


def notes(paper: Paper, code: str) -> str:
    return "\n".join(f"{note.text}\n{note.quote}" for note in paper.notes if note.code == code)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a1_tong_hop_tu_danh_gia.docx", PaperKind.SELF_ASSESSMENT),
        ("a2_doi_ngu.docx", PaperKind.FOREIGN),
        ("a4_lich_tuan.docx", PaperKind.OTHER_PLAN),
        ("a6_huong_dan.docx", PaperKind.FOREIGN),
        ("a8_ke_hoach_giao_duc.docx", PaperKind.OTHER_PLAN),
        ("g1_khong_phai_ke_hoach.docx", PaperKind.OTHER),
        ("h1_hoi_dong_duoi_ten_truong.docx", PaperKind.OTHER_PLAN),
        ("f1_bao_cao_tu_danh_gia.docx", PaperKind.SELF_ASSESSMENT),
    ],
)
def test_a_paper_of_another_kind_gives_no_line_and_says_what_it_is(name: str, kind: PaperKind) -> None:
    paper = fault(name)
    assert (paper.kind, lines(paper), paper.framework) == (kind, (0, 0, 0, 0), "")
    assert paper.form is not Form.TT57
    assert notes(paper, "another-kind")


def test_a_schedule_says_that_it_names_nothing_to_improve_and_keeps_its_days() -> None:
    said = notes(fault("a4_lich_tuan.docx"), "unknown-table")
    assert "không dòng nào nêu tiêu chí, mục tiêu hay vấn đề cần cải tiến" in said
    assert "NGÀY 1" in said
    assert "NGÀY 2" in said


def test_a_handbook_says_that_it_has_no_work() -> None:
    said = notes(fault("a6_huong_dan.docx"), "unknown-table")
    assert "không có cột việc làm, người làm hay thời gian" in said
    assert "Tiêu chí 11.5" in said


def test_figures_and_evidence_behind_the_tables_join_nothing() -> None:
    figures, annex = fault("b1_bang_so_lieu_sau_ke_hoach.docx"), fault("annex-evidence-read-as-results.docx")
    assert lines(figures) == (1, 0, 0, 0)
    assert "Khối 2 | 61 | 62 | 57 | 180" in notes(figures, "unknown-table")
    assert lines(annex) == (16, 16, 0, 0)
    assert "danh mục minh chứng" in notes(annex, "unknown-table")


def test_lines_that_begin_small_stay_lines() -> None:
    small = fault("c1_chu_thuong.docx").plan.items
    assert [item.work for item in small] == ["sửa mái nhà xe", "trồng cây bóng mát", "lập tủ sách lớp học"]
    three = [Status.DONE, Status.ONGOING, Status.NOT_STARTED]
    assert [row.status for row in fault("c3_danh_dau_x.docx").results] == three
    assert [row.status for row in fault("c4_bieu_2.docx").plan.items] == three
    assert lines(fault("c5_van_de.docx")) == (0, 0, 2, 0)


def test_a_first_line_is_no_heading_and_a_percentage_no_criterion() -> None:
    results = fault("d1_dong_dau_bi_an.docx").results
    assert len(results) == 3
    assert (results[0].planned, results[0].status) == ("Mua bổ sung sách tham khảo", Status.UNSTATED)
    (item,) = fault("e2_phan_tram_thanh_tieu_chi.docx").plan.items
    assert (item.criterion, item.target) == ("", "2,5% học sinh phải rèn luyện thêm trở xuống")
    assert (item.work, item.owners, item.budget) == ("Mở lớp phụ đạo chiều thứ tư.", "Tổ văn phòng", "12")


@pytest.mark.parametrize("suffix", ["docx", "xlsx"])
@pytest.mark.parametrize(
    "name", ["a4_lich_tuan", "a8_ke_hoach_giao_duc", "g1_khong_phai_ke_hoach", "g2_nhan_trong_loi"]
)
def test_a_paper_of_another_kind_is_written_under_its_own_name_and_reads_back_the_same(name: str, suffix: str) -> None:
    paper = fault(f"{name}.docx")
    data = write(paper, paper.form, suffix)
    assert not isinstance(data, Refusal)
    assert read_paper(data, f"a.{suffix}") == paper
