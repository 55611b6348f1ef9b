"""What stands in a Word file, mark by mark: the text a person sees, and nothing of what Word hides behind it."""

import pytest

from tests.specimens import word
from tests.specimens.layout import body, head
from tests.specimens.pour import word_table
from tests.specimens.reading import all_cells, noted, one_line, read_paper, spoken_of, texts_of
from tests.specimens.schools import PLAN, PLAN_COLUMNS, bare
from tests.specimens.word import (
    BREAK,
    CARRIAGE,
    HARD_HYPHEN,
    RENDERED_BREAK,
    SOFT_HYPHEN,
    TAB,
    Xml,
    cell,
    control,
    custom_xml,
    deleted,
    docx,
    equation,
    field,
    inserted,
    link,
    moved_away,
    moved_here,
    note_mark,
    p,
    row,
    run,
    simple_field,
    smart_tag,
    symbol,
    table,
    text_box,
)

HEAD = ("TT", "Tiêu chí", "Kết quả cần đạt", "Giải pháp", "Người thực hiện", "Thời gian")


def plan_around(work: str, *, target: str = "Bốn phòng học sạch, sáng") -> Xml:
    """A plan of one row whose work cell is the one looked at."""
    return table(HEAD, row("1", "Tiêu chí 3.2", target, work, "Tổ văn phòng", "Tháng 8/2025"))


def work_in(*content: str) -> str:
    """The work read from a cell with this content."""
    return read_paper(docx(plan_around(cell(*content)))).plan.items[0].work


ONE_PARAGRAPH = {
    "a word cut into runs": (("Sơ", "n l", "ại phòng học."), "Sơn lại phòng học."),
    "an insertion": (("Sơn lại ", inserted("bốn "), "phòng học."), "Sơn lại bốn phòng học."),
    "a deletion": (("Sơn lại ", deleted("hai "), inserted("bốn "), "phòng học."), "Sơn lại bốn phòng học."),
    "text moved here": (("Sơn lại ", moved_here("bốn phòng học.")), "Sơn lại bốn phòng học."),
    "text moved away": (("Sơn lại ", moved_away("trong hè "), "bốn phòng học."), "Sơn lại bốn phòng học."),
    "an insertion inside a link inside a control": ((control(link("Sơn ")), inserted(control("lại."))), "Sơn lại."),
    "a content control": (("Sơn ", control("bốn phòng"), "."), "Sơn bốn phòng."),
    "a control in a control": (("Sơn ", control(control("bốn phòng")), "."), "Sơn bốn phòng."),
    "a hyperlink": (("Theo ", link("dự toán"), " đã duyệt."), "Theo dự toán đã duyệt."),
    "a smart tag": (("Xin phường ", smart_tag("Sông Trong"), "."), "Xin phường Sông Trong."),
    "a custom XML element": (("Xin ", custom_xml("phường"), "."), "Xin phường."),
    "a field in five runs": (("Trang ", field(" PAGE \\* MERGEFORMAT ", "12"), " của hồ sơ."), "Trang 12 của hồ sơ."),
    "a simple field": (("Hạn ", simple_field(" DATE ", "15/8"), "."), "Hạn 15/8."),
    "a tab": (("Sơn", run(TAB), "lại."), "Sơn lại."),
    "a line break": (("Sơn lại.", run(BREAK), "Lau kính."), "Sơn lại.\nLau kính."),
    "a carriage return": (("Sơn lại.", run(CARRIAGE), "Lau kính."), "Sơn lại.\nLau kính."),
    "a hyphen that does not break": (("Khối 6", run(HARD_HYPHEN), "7"), "Khối 6-7"),
    "a soft hyphen": (("Phò", run(SOFT_HYPHEN), "ng học."), "Phòng học."),
    "a page end Word remembered": (("Sơn ", run(RENDERED_BREAK, "lại.")), "Sơn lại."),
    "a sign of the Symbol font": (("Đạt ", run(symbol("F0B3", "Symbol")), " 95%"), "Đạt ≥ 95%"),
    "an equation": (("Đạt ", equation("x≥95%")), "Đạt x≥95%"),
    "no-break and thin spaces": (("Sơn\u00a0lại\u2009bốn\u202fphòng.",), "Sơn lại bốn phòng."),
    "letters in pieces (NFD)": (("So\u031bn la\u0323i pho\u0300ng ho\u0323c.",), "Sơn lại phòng học."),
    "zero-width letters": (("Sơn\u200b lại\ufeff.",), "Sơn lại."),
    "markup letters": (("A < B & C > D",), "A < B & C > D"),
}


@pytest.mark.parametrize(("content", "seen"), ONE_PARAGRAPH.values(), ids=ONE_PARAGRAPH.keys())
def test_a_cell_says_what_the_eye_sees(content: tuple[str, ...], seen: str) -> None:
    assert work_in(p(*content)) == seen


SEVERAL_PARAGRAPHS = {
    "paragraphs": ((p("Sơn lại."), p("Lau kính.")), "Sơn lại.\nLau kính."),
    "a Word list: its bullets are not text": (
        (p("Sơn lại;", numbered=True), p("Lau kính.", numbered=True)),
        "Sơn lại;\nLau kính.",
    ),
    "bullets typed by hand are text": ((p("- Sơn lại;"), p("- Lau kính.")), "- Sơn lại;\n- Lau kính."),
    "empty paragraphs": ((p(), p("Sơn lại."), p(" "), p("Lau kính."), p()), "Sơn lại.\nLau kính."),
    "a paragraph mark added": ((p("Sơn lại.", mark="ins"), p("Lau kính.")), "Sơn lại.\nLau kính."),
    "a paragraph mark struck out joins two": ((p("Sơn lại ", mark="del"), p("bốn phòng.")), "Sơn lại bốn phòng."),
    "a paragraph struck out": ((p(deleted("Lau kính."), mark="del"), p("Sơn lại.")), "Sơn lại."),
    "a paragraph in a control": ((control(p("Sơn lại.")), p("Lau kính.")), "Sơn lại.\nLau kính."),
    "a paragraph in custom XML": ((custom_xml(p("Sơn lại.")), p("Lau kính.")), "Sơn lại.\nLau kính."),
}


@pytest.mark.parametrize(("content", "seen"), SEVERAL_PARAGRAPHS.values(), ids=SEVERAL_PARAGRAPHS.keys())
def test_paragraphs_of_a_cell_stay_paragraphs(content: tuple[Xml, ...], seen: str) -> None:
    assert work_in(*content) == seen


def test_struck_out_words_are_nowhere_but_the_paper_says_there_were_changes() -> None:
    work = cell(p("Sơn ", deleted("mười hai phòng"), inserted("bốn phòng"), "."))
    paper = read_paper(docx(plan_around(work), p(deleted("Câu này đã bỏ."))))
    assert "mười hai" not in "\n".join(texts_of(paper))
    assert "Câu này đã bỏ" not in "\n".join(texts_of(paper))
    assert spoken_of(paper, "thay đổi", "sửa")


def test_a_row_struck_out_is_gone_and_a_row_added_counts() -> None:
    paper = read_paper(
        docx(
            table(
                HEAD,
                row("1", "Tiêu chí 1.1", "Cũ", cell(p(deleted("Bỏ"))), "", "", change="del"),
                row("2", "Tiêu chí 1.2", "Mới", cell(p(inserted("Thêm"))), "", "", change="ins"),
            )
        )
    )
    assert [item.criterion for item in paper.plan.items] == ["1.2"]
    assert paper.plan.items[0].work == "Thêm"


@pytest.mark.parametrize("hidden", [run("chữ ẩn", hidden=True), run("chữ ẩn", style="An")], ids=["run", "style"])
def test_hidden_text_is_noted_and_not_in_the_cell(hidden: Xml) -> None:
    paper = read_paper(docx(plan_around(cell(p("Sơn lại.", hidden)))))
    assert paper.plan.items[0].work == "Sơn lại."
    assert noted(paper, "chữ ẩn")


@pytest.mark.parametrize("kind", ["footnote", "endnote", "comment"])
def test_words_at_the_foot_or_in_the_margin_are_noted_and_not_in_the_cell(kind: str) -> None:
    work = cell(p("Sơn lại.", note_mark(kind)))
    paper = read_paper(docx(plan_around(work), **{f"{kind}s": "Đơn giá theo báo giá tháng Bảy."}))
    assert paper.plan.items[0].work == "Sơn lại."
    assert noted(paper, "Đơn giá theo báo giá tháng Bảy.")


@pytest.mark.parametrize("place", ["header", "footer"])
def test_words_at_the_head_and_foot_of_the_page_are_noted(place: str) -> None:
    paper = read_paper(docx(plan_around("Sơn lại."), **{place: "Hồ sơ cải tiến của trường, quyển 2"}))
    assert noted(paper, "Hồ sơ cải tiến của trường, quyển 2")


def test_a_file_put_in_by_reference_is_spoken_of() -> None:
    page = "<html><body><p>Phần phụ lục nằm ở tệp khác.</p></body></html>"
    paper = read_paper(docx(plan_around("Sơn lại."), word.alt_chunk(), chunk=page))
    assert "Phần phụ lục nằm ở tệp khác." in "\n".join(texts_of(paper)) or spoken_of(paper, "nhúng", "chèn", "khác")


def test_a_table_inside_a_cell_is_read_in_its_place() -> None:
    inner = table(("Khối 6", "Hai phòng"), ("Khối 7", "Ba phòng"))
    words = one_line(work_in(p("Sơn lại:"), inner, p("Xong trước hè.")))
    order = [words.index(part) for part in ("Sơn lại:", "Khối 6", "Hai phòng", "Khối 7", "Ba phòng", "Xong trước hè.")]
    assert order == sorted(order)


@pytest.mark.parametrize("box", [text_box, word.old_text_box], ids=["shape and VML", "VML"])
def test_a_text_box_is_read_once(box: type) -> None:
    paper = read_paper(docx(p(box(p("Khung ghi chú của thư ký."))), plan_around("Sơn lại.")))
    assert "\n".join(texts_of(paper)).count("Khung ghi chú của thư ký.") == 1


def test_a_text_box_inside_a_cell_loses_nothing() -> None:
    paper = read_paper(docx(plan_around(cell(p("Sơn lại.", text_box(p("Chỉ phòng phía tây.")))))))
    assert paper.plan.items[0].work.startswith("Sơn lại.")
    assert "\n".join(texts_of(paper)).count("Chỉ phòng phía tây.") == 1


WRAPPED = {
    "rows in a control": table(HEAD, control(row("1", "1.1", "Mục tiêu", "Việc", "An", "Hè"))),
    "rows in nested controls": table(HEAD, control(control(row("1", "1.1", "Mục tiêu", "Việc", "An", "Hè")))),
    "a cell in a control": table(HEAD, row("1", control(cell("1.1")), "Mục tiêu", "Việc", control(cell("An")), "Hè")),
    "the whole table in a control": control(table(HEAD, row("1", "1.1", "Mục tiêu", "Việc", "An", "Hè"))),
    "rows in custom XML": table(HEAD, custom_xml(row("1", "1.1", "Mục tiêu", "Việc", "An", "Hè"))),
}


@pytest.mark.parametrize("block", WRAPPED.values(), ids=WRAPPED.keys())
def test_controls_around_rows_and_cells_are_seen_through(block: Xml) -> None:
    (item,) = read_paper(docx(block)).plan.items
    assert (item.criterion, item.target, item.work, item.owners, item.time) == ("1.1", "Mục tiêu", "Việc", "An", "Hè")


def test_rows_that_skip_grid_columns_keep_their_columns() -> None:
    paper = read_paper(
        docx(
            table(
                HEAD,
                row("Tiêu chí 1.1", "Mục tiêu", "Việc", "An", "Hè", before=1),
                row("2", "Tiêu chí 1.2", "Mục tiêu hai", "Việc hai", after=2),
            )
        )
    )
    assert [(i.criterion, i.target, i.work, i.owners, i.time) for i in paper.plan.items] == [
        ("1.1", "Mục tiêu", "Việc", "An", "Hè"),
        ("1.2", "Mục tiêu hai", "Việc hai", "", ""),
    ]


def test_strict_office_files_read_the_same() -> None:
    data = docx(word_table([*head(PLAN_COLUMNS), *body(PLAN, PLAN_COLUMNS)]), strict=True)
    assert all_cells(read_paper(data).plan.items) == all_cells(bare(*PLAN))


def test_each_row_knows_its_table_and_row() -> None:
    data = docx(table(("a", "b")), word_table([*head(PLAN_COLUMNS), *body(PLAN, PLAN_COLUMNS)]))
    sources = [item.source for item in read_paper(data).plan.items]
    assert [source.table for source in sources] == [2] * len(PLAN)
    assert [source.rows for source in sources] == [(number,) for number in range(2, 2 + len(PLAN))]
    assert sources[0].place("work").column == 4


def test_a_page_end_in_a_row_is_one_however_many_cells_it_cuts() -> None:
    """Word remembers it in every cell that goes on, and twice where a cell goes on over two pages."""
    heads = ("TT", "Tiêu chí", "Kết quả cần đạt", "Công việc", "Chủ trì", "Thời gian")

    def line(number: int, *marks: int) -> str:
        texts = (str(number), f"Tiêu chí 1.{number}", "Mái lành", f"Sơn phòng {number}", "Tổ Toán", "Hằng năm")
        breaks = (*marks, *[0] * len(texts))
        return row(*(cell(text, *[run(RENDERED_BREAK)] * many) for text, many in zip(texts, breaks, strict=False)))

    body = table(row(*map(cell, heads)), line(1), line(2, 1, 1, 1, 1), line(3, 0, 2, 1), line(4))
    paper = read_paper(docx(p("KẾ HOẠCH CẢI TIẾN CHẤT LƯỢNG"), body))
    assert [item.source.page for item in paper.plan.items] == [1, 1, 2, 4]
