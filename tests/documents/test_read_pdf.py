"""PDF printed from Word: rows over the page end, repeated headers, merged cells; white space is not compared."""

import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from caitien.domain.paper import Form, Paper, Status
from tests.specimens import letterheads as heads
from tests.specimens.layout import AnyRow, Grid, Spot, body, grouped, head, hung, numbering
from tests.specimens.pour import word_table
from tests.specimens.reading import cells, one_line, read_paper
from tests.specimens.schools import (
    ACTION_COLUMNS,
    ACTIONS,
    PLAN,
    PLAN_COLUMNS,
    PROBLEM_COLUMNS,
    PROBLEMS,
    RESULT_COLUMNS,
    RESULTS,
    REVIEW_COLUMNS,
    REVIEWS,
    bare,
    plan_row,
    result_row,
)
from tests.specimens.word import PAGE_BREAK, docx, p, run

pytestmark = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed")

LONG = tuple(
    plan_row(
        f"{standard}.{number}",
        level=None,
        target=f"Đích thứ {number} của tiêu chuẩn {standard}: lớp học sạch, đủ sáng và có góc đọc sách cho học sinh.",
        work=f"Việc thứ nhất của tiêu chí {standard}.{number} làm trong tháng đầu, tổ trưởng phân công cho từng người. "
        "Việc thứ hai làm khi đã có kinh phí, báo cáo hội đồng bằng văn bản. Việc thứ ba là tự kiểm tra rồi sửa "
        "ngay chỗ chưa được, không đợi đến cuối năm học mới làm.",
        owners=f"Tổ {number}; phó hiệu trưởng phụ trách",
        time=f"Tháng {number + 2}/2025",
        budget=f"{number * 3} triệu đồng" if number % 2 else "",
        note="" if number % 3 else "Làm cuốn chiếu",
    )
    for standard in (1, 2, 3)
    for number in range(1, 7)
)
PLAN_GRID: Grid = [*head(PLAN_COLUMNS), *grouped(PLAN, PLAN_COLUMNS)]
LONG_GRID: Grid = [*head(PLAN_COLUMNS), *numbering(PLAN_COLUMNS), *grouped(LONG, PLAN_COLUMNS)]
HEAD_AND_TITLE = (heads.as_table(), heads.title())
TWO_ROWS: Grid = [
    [
        *(Spot(text, down=2) for text in ("TT", "Tiêu chuẩn, tiêu chí")),
        Spot("Nội dung kế hoạch", 2),
        Spot("Kết quả thực hiện", 3),
        Spot("Ghi chú", down=2),
    ],
    [RESULT_COLUMNS[name] for name in ("planned", "adjusted", "done", "ongoing", "not_started")],
]
MANY_RESULTS = tuple(
    result_row(
        f"{standard}.{number}",
        Status.DONE if number % 2 else Status.ONGOING,
        level=None,
        planned=f"Việc của tiêu chí {standard}.{number}: sửa bàn ghế, quét vôi, thay bóng đèn ở các phòng còn tối.",
        **{"done" if number % 2 else "ongoing": f"Đã làm {number * 10} phần trăm khối lượng, có biên bản kèm theo."},
    )
    for standard in (1, 2, 3, 4)
    for number in (1, 2, 3, 4)
)
HUNG = tuple(
    plan_row("3.1", level=None, target="Sân trường sạch và phẳng", work=work, time=time)
    for work, time in (
        ("Lát lại gạch vỡ", "Quý III"),
        ("Trồng sáu cây bàng", "Quý IV"),
        ("Kẻ lại vạch sân", "Tháng 12"),
    )
)
PAPERS = {
    "plan": docx(
        *HEAD_AND_TITLE,
        word_table(PLAN_GRID, repeat=1),
        p(),
        heads.foot(),
        landscape=True,
    ),
    "long": docx(
        word_table(LONG_GRID, repeat=1),
        landscape=True,
    ),
    "no-repeat": docx(word_table([*head(PLAN_COLUMNS), *body(LONG, PLAN_COLUMNS)]), landscape=True),
    "portrait": docx(word_table([*head(PLAN_COLUMNS), *grouped(LONG[:6], PLAN_COLUMNS)], repeat=1)),
    "results": docx(word_table([*TWO_ROWS, *grouped(MANY_RESULTS, RESULT_COLUMNS)], repeat=2), landscape=True),
    "both": docx(
        *HEAD_AND_TITLE,
        "I. Kế hoạch",
        word_table(PLAN_GRID, repeat=1),
        "II. Kết quả",
        word_table([*head(RESULT_COLUMNS), *grouped(RESULTS, RESULT_COLUMNS)], repeat=1),
        "- Nhận xét, đánh giá:",
        "+ Ưu điểm: Các tổ vào việc sớm.",
        "+ Hạn chế: Sổ theo dõi ghi chưa đều tay.",
        "- Kiến nghị, đề xuất:",
        "+ Phường bố trí tiền mua máy tính.",
        heads.foot(),
        landscape=True,
    ),
    "hung": docx(word_table([*head(PLAN_COLUMNS), *hung(HUNG, PLAN_COLUMNS)]), landscape=True),
    "pages": docx(
        word_table([*head(PLAN_COLUMNS), *body(PLAN[:2], PLAN_COLUMNS)]),
        p(run(PAGE_BREAK)),
        word_table([*head(PLAN_COLUMNS), *body(PLAN[2:], PLAN_COLUMNS)]),
        landscape=True,
    ),
    "bieu-2": docx(
        *HEAD_AND_TITLE,
        "III. MỤC ĐÍCH, YÊU CẦU",
        "Làm ít mà chắc.",
        "IV. TÓM TẮT CÁC VẤN ĐỀ TRỌNG TÂM CẦN CẢI TIẾN",
        word_table([*head(PROBLEM_COLUMNS), *body(PROBLEMS, PROBLEM_COLUMNS)]),
        "V. KẾ HOẠCH CẢI TIẾN CHẤT LƯỢNG",
        word_table([*head(ACTION_COLUMNS), *numbering(ACTION_COLUMNS), *body(ACTIONS, ACTION_COLUMNS)]),
        "VI. THEO DÕI VÀ ĐÁNH GIÁ THỰC HIỆN",
        word_table([*head(REVIEW_COLUMNS), *body(REVIEWS, REVIEW_COLUMNS)]),
        heads.foot(),
        landscape=True,
    ),
}


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with each paper printed to PDF, all in one start of LibreOffice."""
    folder = tmp_path_factory.mktemp("pdf")
    for name, data in PAPERS.items():
        (folder / f"{name}.docx").write_bytes(data)
    sources = [str(folder / f"{name}.docx") for name in PAPERS]
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *sources]
    subprocess.run(command, check=True, capture_output=True, timeout=110)
    return folder


def read_pdf(folder: Path, name: str) -> Paper:
    return read_paper((folder / f"{name}.pdf").read_bytes(), f"{name}.pdf")


def flat(rows: Iterable[AnyRow]) -> list[dict[str, object]]:
    """Cells of rows with white space collapsed."""
    return [{name: one_line(v) if isinstance(v, str) else v for name, v in cells(row).items()} for row in rows]


def test_a_plan_on_a_page_or_two(printed: Path) -> None:
    paper = read_pdf(printed, "plan")
    assert flat(paper.plan.items) == flat(PLAN)
    assert (paper.report.number, paper.report.place, str(paper.report.date)) == (
        "15/KH-THCSĐT",
        "Sông Trong",
        "2025-09-05",
    )
    assert (paper.school_type, paper.school_year, paper.form) == ("thcs", "2025-2026", Form.PLAN)
    assert (paper.report.signer, paper.report.signer_title) == ("Đỗ Hoa Sim", "HIỆU TRƯỞNG")
    assert paper.report.recipients == heads.RECIPIENTS


@pytest.mark.parametrize("name", ["long", "no-repeat"])
def test_rows_that_cross_the_end_of_a_page(printed: Path, name: str) -> None:
    wanted = LONG if name == "long" else bare(*LONG)
    assert flat(read_pdf(printed, name).plan.items) == flat(wanted)


def test_nine_narrow_columns_on_an_upright_page(printed: Path) -> None:
    assert flat(read_pdf(printed, "portrait").plan.items) == flat(LONG[:6])


def test_two_header_rows_repeated_on_every_page(printed: Path) -> None:
    assert flat(read_pdf(printed, "results").results) == flat(MANY_RESULTS)


def test_a_whole_report(printed: Path) -> None:
    paper = read_pdf(printed, "both")
    assert flat(paper.plan.items) == flat(PLAN)
    assert flat(paper.results) == flat(RESULTS)
    assert one_line(paper.strengths) == "Các tổ vào việc sớm."
    assert one_line(paper.limitations) == "Sổ theo dõi ghi chưa đều tay."
    assert [one_line(text) for text in paper.recommendations] == ["Phường bố trí tiền mua máy tính."]


def test_actions_under_a_criterion_merged_downward(printed: Path) -> None:
    assert flat(read_pdf(printed, "hung").plan.items) == flat(replace(row, standard_title="") for row in HUNG)


def test_a_table_for_each_page(printed: Path) -> None:
    assert flat(read_pdf(printed, "pages").plan.items) == flat(bare(*PLAN))


def test_biểu_2(printed: Path) -> None:
    paper = read_pdf(printed, "bieu-2")
    assert flat(paper.problems) == flat(PROBLEMS)
    assert flat(paper.plan.items) == flat(ACTIONS)
    assert flat(paper.reviews) == flat(REVIEWS)
    assert paper.form is Form.TT57
