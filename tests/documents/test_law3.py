"""Law 3 over every sample and every kind of specimen: each sentence of a file is in the Paper or in its notes."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.documents.formats.test_read_docx import HEAD, ONE_PARAGRAPH, SEVERAL_PARAGRAPHS, WRAPPED, plan_around
from tests.documents.formats.test_read_xlsx import PLAN_GRID, RESULT_GRID, TOPS
from tests.documents.understanding.test_read_headings import GROUPS, two_rows
from tests.documents.understanding.test_read_letterhead import FEET, HEADS, PLAN_TABLE, RESULT_TABLE
from tests.documents.understanding.test_read_prose import LAYOUTS
from tests.documents.understanding.test_read_rows import STANDARD_ROWS
from tests.documents.understanding.test_read_states import WIDE, WIDE_LINES
from tests.specimens import letterheads as heads
from tests.specimens.law3 import lost
from tests.specimens.layout import Grid, Spot, body, grouped, head, numbering
from tests.specimens.pour import piped, tabbed, txt, word_table, xlsx
from tests.specimens.reading import read_paper
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
    TITLES,
)
from tests.specimens.word import cell, docx, note_mark, old_text_box, p, run, table, text_box
from tests.specimens.wordings import ACTION_WORDINGS, PLAN_WORDINGS, PROBLEM_WORDINGS, RESULT_WORDINGS, REVIEW_WORDINGS

SAMPLES = Path(__file__).parents[3] / "shared" / "samples"
ALL_WORDINGS = (PLAN_WORDINGS, RESULT_WORDINGS, PROBLEM_WORDINGS, ACTION_WORDINGS, REVIEW_WORDINGS)
LET_OFF = {
    *HEAD,
    *(" ".join(text.split()) for wordings in ALL_WORDINGS for many in wordings.values() for text in many),
    *(text for text, _ in GROUPS.values()),
    "ND Kế hoạch cải tiến chất lượng giáo dục năm học 2023 - 2024",
}

Specimen = tuple[bytes, str]


def word_marks() -> Iterator[tuple[str, Specimen]]:
    for name, (content, _) in ONE_PARAGRAPH.items():
        yield name, (docx(plan_around(cell(p(*content)))), "a.docx")
    for name, (content, _) in SEVERAL_PARAGRAPHS.items():
        yield name, (docx(plan_around(cell(*content))), "a.docx")
    for name, block in WRAPPED.items():
        yield name, (docx(block), "a.docx")
    noted = {
        "footnotes": "Một câu ở chân trang.",
        "comments": "Một lời bàn.",
        "header": "Đầu trang.",
        "footer": "Cuối trang.",
    }
    marks = (note_mark("footnote"), note_mark("comment"), run("Chữ ẩn giữa dòng.", hidden=True))
    yield (
        "words outside the body",
        (docx(plan_around(cell(p("Sơn lại.")), target="Sạch"), p("Câu dẫn. ", *marks), **noted), "a.docx"),
    )
    boxes = p(text_box(p("Khung chữ thứ nhất.")), old_text_box(p("Khung chữ thứ hai.")))
    yield "text boxes", (docx(boxes, plan_around("Sơn lại.")), "a.docx")
    inner = table(("Khối 6", "Hai phòng"), ("Khối 7", "Ba phòng"))
    yield "a table in a cell", (docx(plan_around(cell(p("Sơn lại:"), inner, p("Xong trước hè.")))), "a.docx")


def word_papers() -> Iterator[tuple[str, Specimen]]:
    for name, letterhead in HEADS.items():
        yield f"head: {name}", (docx(letterhead, heads.title(), PLAN_TABLE, heads.foot()), "a.docx")
    for name, foot in FEET.items():
        yield f"foot: {name}", (docx(heads.as_table(), heads.title(), PLAN_TABLE, foot), "a.docx")
    for name, lines in LAYOUTS.items():
        yield (
            f"prose: {name}",
            (docx(heads.as_table(), heads.title("BÁO CÁO"), PLAN_TABLE, RESULT_TABLE, *lines, heads.foot()), "a.docx"),
        )
    for name, form in STANDARD_ROWS.items():
        grid: Grid = [*head(PLAN_COLUMNS), [Spot(form.format(TITLES[1]), 9)], *body(PLAN[:2], PLAN_COLUMNS)]
        yield f"standard: {name}", (docx(word_table(grid)), "a.docx")
    grid = [*two_rows(RESULT_COLUMNS, GROUPS), *numbering(RESULT_COLUMNS), *grouped(RESULTS, RESULT_COLUMNS)]
    yield "two header rows", (docx(word_table(grid)), "a.docx")
    yield "a wide table", (docx(word_table([*head(WIDE), *WIDE_LINES])), "a.docx")


STRAY = {
    "a table of something else": table(
        ("TT", "Họ và tên", "Nhiệm vụ"), ("1", "Lò Thị Ngân", "Ghi sổ theo dõi hằng tuần")
    ),
    "a table of one column": table(("Ba việc lớn của năm",), ("Thư viện mở thêm giờ",)),
    "prose before everything": "Hội đồng họp ngày 28/8 và thống nhất các nội dung sau.",
    "prose after everything": "Trên đây là toàn bộ nội dung. Kính đề nghị phường xem xét./.",
    "a second school's name": "Trường kết nghĩa với Trường THCS Bến Đá từ năm 2019.",
    "a heading nobody knows": "X. NHỮNG ĐIỀU CÒN TRĂN TRỞ",
}


def stray_pieces() -> Iterator[tuple[str, Specimen]]:
    for name, block in STRAY.items():
        yield f"{name}, before", (docx(heads.as_table(), heads.title(), block, PLAN_TABLE, heads.foot()), "a.docx")
        yield (
            f"{name}, between",
            (docx(heads.as_table(), heads.title("BÁO CÁO"), PLAN_TABLE, block, RESULT_TABLE), "a.docx"),
        )
        yield f"{name}, after", (docx(heads.as_table(), heads.title(), PLAN_TABLE, block), "a.docx")
        yield (
            f"{name}, at the very end",
            (docx(heads.as_table(), heads.title(), PLAN_TABLE, heads.foot(), block), "a.docx"),
        )
        yield f"{name}, at the very beginning", (docx(block, heads.as_table(), heads.title(), PLAN_TABLE), "a.docx")


def odd_rows() -> Iterator[tuple[str, Specimen]]:
    whole: Grid = [*head(PLAN_COLUMNS), *grouped(PLAN, PLAN_COLUMNS)]
    rows: dict[str, list[str | Spot]] = {
        "a remark over the whole width": [Spot("Các tiêu chí khác giữ như năm trước.", 9)],
        "a sum": [Spot("Tổng cộng", 6), "241.500.000 đồng", "", ""],
        "a signature inside the table": ["", "Người lập biểu", "", "", "", "", "", "", "Lò Thị Ngân"],
        "a line in the first column": ["Ghi thêm bằng tay", "", "", "", "", "", "", "", ""],
        "a line in the last column": ["", "", "", "", "", "", "", "", "Cô Mận giữ bản gốc"],
        "a cell beyond the header": ["6", "Tiêu chí 5.3", "Đích", "Việc", "An", "Hè", "", "", "", "Ô thừa bên phải"],
        "a standard with a remark beside it": [
            "4",
            "Tiêu chuẩn 4: Quan hệ giữa nhà trường, gia đình và xã hội",
            "Chưa có việc",
            *[""] * 6,
        ],
        "a level with a remark": [Spot("MỨC 2 (chỉ các tiêu chí chưa đạt)", 9)],
    }
    for name, extra in rows.items():
        for where, grid in (
            ("at the end", [*whole, extra]),
            ("in the middle", [*whole[:4], extra, *whole[4:]]),
            ("first", [whole[0], extra, *whole[1:]]),
        ):
            yield f"{name}, {where}", (docx(word_table(grid)), "a.docx")
            yield f"{name}, {where}, in a workbook", (xlsx({"KH": grid}), "a.xlsx")
            yield f"{name}, {where}, as text", (txt(tabbed(grid)), "a.txt")


def biểu_2() -> Iterator[tuple[str, Specimen]]:
    tables = [
        (
            "IV. Các vấn đề trọng tâm của trường ta",
            word_table([*head(PROBLEM_COLUMNS), *body(PROBLEMS, PROBLEM_COLUMNS)]),
        ),
        ("V. Việc phải làm trong năm", word_table([*head(ACTION_COLUMNS), *body(ACTIONS, ACTION_COLUMNS)])),
        ("VI. Ai theo dõi, khi nào", word_table([*head(REVIEW_COLUMNS), *body(REVIEWS, REVIEW_COLUMNS)])),
    ]
    blocks = [block for title, part in tables for block in (title, part, "Một câu dặn thêm ở dưới bảng.")]
    opening = (
        "I. THÔNG TIN CHUNG",
        "Trường có 14 lớp, 512 học sinh.",
        "II. CĂN CỨ",
        "Biên bản họp ngày 28/8.",
        "III. MỤC ĐÍCH",
        "Làm ít mà chắc.",
    )
    yield (
        "Biểu 2",
        (
            docx(
                heads.as_table(),
                heads.title(),
                *opening,
                *blocks,
                "VII. TỔ CHỨC THỰC HIỆN",
                "Mỗi tổ một người.",
                heads.foot(),
            ),
            "a.docx",
        ),
    )


def other_formats() -> Iterator[tuple[str, Specimen]]:
    for name, top in TOPS.items():
        yield f"workbook: {name}", (xlsx({"KH": [*top, *PLAN_GRID], "KQ": RESULT_GRID}), "a.xlsx")
    notes = [["Phường hẹn trả lời trong tháng Mười."], ["Cô Mận giữ bản có dấu."]]
    yield "workbook: a sheet of notes", (xlsx({"KH": PLAN_GRID, "Ghi chú": notes}), "a.xlsx")
    yield (
        "workbook: a line below the table",
        (xlsx({"KH": [*PLAN_GRID, [""], ["", "Người lập: Lò Thị Ngân"]]}), "a.xlsx"),
    )
    yield "text: tabs", (txt("Mở đầu bằng một câu.", tabbed(PLAN_GRID), "Kết thúc bằng một câu."), "a.txt")
    yield "text: pipes", (txt("Mở đầu bằng một câu.", piped(PLAN_GRID), "Kết thúc bằng một câu."), "a.txt")
    yield (
        "text: no table at all",
        (txt("Trường THCS Đồi Thông", "Năm học 2025 - 2026", "Chỉ có lời, không có bảng."), "a.txt"),
    )


@pytest.mark.parametrize("specimens", [word_marks, word_papers, stray_pieces, odd_rows, biểu_2, other_formats])
def test_no_sentence_of_a_specimen_is_lost(specimens: Callable[[], Iterator[tuple[str, Specimen]]]) -> None:
    gone = {what: lost(read_paper(data, name), data, name, LET_OFF) for what, (data, name) in specimens()}
    assert not {what: sentences for what, sentences in gone.items() if sentences}


REAL = SAMPLES / "lhp-2023-2024"
at_hand = pytest.mark.skipif(not REAL.is_dir(), reason="the samples (shared/samples) are not at hand")


@at_hand
@pytest.mark.parametrize("form", ["docx", "xlsx", "txt"])
def test_no_sentence_of_the_real_report_is_lost(form: str) -> None:
    data = (REAL / f"report.{form}").read_bytes()
    assert lost(read_paper(data, f"report.{form}"), data, f"report.{form}", LET_OFF) == []


@at_hand
def test_no_sentence_of_the_real_report_is_lost_in_print() -> None:
    # Lines of a PDF run across cells; the sentences of the Word file it was printed from tell what must be there.
    paper = read_paper((REAL / "report.pdf").read_bytes(), "report.pdf")
    assert lost(paper, (REAL / "report.docx").read_bytes(), "report.docx", LET_OFF) == []


def test_the_words_over_a_column_are_not_lost_either() -> None:
    own = {"budget": "Kinh phí năm nay (triệu đồng)", "target": "Kết quả cần đạt đến ngày 31/5/2027"}
    data = docx(word_table([*head(PLAN_COLUMNS | own), *body(PLAN[:2], PLAN_COLUMNS)]))
    assert lost(read_paper(data), data, "a.docx", LET_OFF) == []


def test_the_law_itself_sees_a_lost_sentence() -> None:
    data = docx("Câu này có mà câu kia mất.", PLAN_TABLE)
    poorer = read_paper(docx(PLAN_TABLE))
    assert lost(poorer, data, "a.docx", LET_OFF) == ["câu này có mà câu kia mất"]
