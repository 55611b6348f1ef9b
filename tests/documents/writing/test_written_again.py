"""Law 1 for papers a school wrote its own way: words above the table, a date at the foot, headings of two rows."""

import pytest

from caitien.documents.write import write
from caitien.domain.paper import Paper
from tests.specimens.layout import Spot
from tests.specimens.other_tables import OTHER_TABLES
from tests.specimens.pour import word_table, xlsx
from tests.specimens.reading import read_paper
from tests.specimens.word import Xml, docx, p, table

HEADINGS = ("TT", "Tiêu chí", "Kết quả cần đạt", "Công việc, giải pháp", "Người thực hiện", "Thời gian")
FIRST = ("1", "Tiêu chí 1.1", "Rõ", "Viết lại chiến lược", "An", "9/2026")
SECOND = ("2", "Tiêu chí 1.2", "Đủ", "Họp hội đồng", "Bình", "10/2026")
HEAD = (p("ỦY BAN NHÂN DÂN XÃ MƯỜNG LẠN"), p("TRƯỜNG TIỂU HỌC NẬM KHẨU"))
TITLE = (p("KẾ HOẠCH CẢI TIẾN CHẤT LƯỢNG", bold=True), p("Năm học 2026-2027", bold=True))
STATED = word_table(
    [
        [*(Spot(text, 1, 2) for text in ("TT", "Tiêu chí", "Nội dung kế hoạch")), Spot("Đánh giá", 2)],
        ["Trạng thái", "Diễn giải"],
        ["1", "1.1", "Sửa mái", "Hoàn thành", "Lợp 120 m2"],
    ]
)
PAPERS: dict[str, tuple[Xml, ...]] = {
    "a line above the table that could be of the subject": (
        *HEAD,
        *TITLE,
        table(("Kế hoạch thực hiện",), columns=1),
        table(HEADINGS, FIRST),
    ),
    "a place under the school's name": (*HEAD, p("Điểm trường Bản Phiêng"), *TITLE, table(HEADINGS, FIRST)),
    "the school year said twice": (*HEAD, p("NĂM HỌC 2026-2027"), *TITLE, table(HEADINGS, FIRST)),
    "a page's number between two tables": (*HEAD, *TITLE, table(HEADINGS, FIRST), p("2"), table(SECOND)),
    "place and date at the foot": (
        *HEAD,
        *TITLE,
        table(HEADINGS, FIRST),
        p("Mường Lạn, ngày 10 tháng 9 năm 2026"),
        p("HIỆU TRƯỞNG"),
        p("Lò Văn Pành"),
    ),
    "a heading over two columns of which one is printed": (
        *HEAD,
        p("BÁO CÁO KẾT QUẢ THỰC HIỆN KẾ HOẠCH CẢI TIẾN CHẤT LƯỢNG", bold=True),
        p("Năm học 2026-2027", bold=True),
        STATED,
    ),
}


@pytest.mark.parametrize("suffix", ["docx", "xlsx"])
@pytest.mark.parametrize("blocks", PAPERS.values(), ids=PAPERS.keys())
def test_it_reads_back_as_the_same_paper(blocks: tuple[Xml, ...], suffix: str) -> None:
    paper = read_paper(docx(*blocks))
    assert paper.plan.items or paper.results
    data = write(paper, paper.form, suffix)
    assert isinstance(data, bytes)
    again = read_paper(data, f"a.{suffix}")
    assert isinstance(again, Paper)
    assert again == paper


@pytest.mark.parametrize("suffix", ["docx", "xlsx"])
@pytest.mark.parametrize("name", ["budget", "council", "duties with their term"])
def test_a_workbook_of_another_kind_keeps_its_school(name: str, suffix: str) -> None:
    sheet = [["TRƯỜNG TIỂU HỌC NẬM KHẨU"], ["DANH SÁCH KÈM THEO"], *OTHER_TABLES[name]]
    paper = read_paper(xlsx({"Trang 1": sheet}), "a.xlsx")
    assert paper.school == "Trường Tiểu học Nậm Khẩu"
    data = write(paper, paper.form, suffix)
    assert isinstance(data, bytes)
    assert read_paper(data, f"a.{suffix}").school == paper.school


def test_a_plan_dated_at_its_foot_has_that_date() -> None:
    paper = read_paper(docx(*PAPERS["place and date at the foot"]))
    assert paper.plan.date == paper.report.date is not None
