"""Forms filled in inside Word, ticks in every shape, words crossed out, drawn or pictured."""

from collections.abc import Callable

import pytest

from caitien.domain.paper import Note, Paper, Status
from tests.specimens.reading import noted, read_paper, texts_of
from tests.specimens.word import Xml, cell, control, deleted, docx, p, row, run, symbol, table, text_box
from tests.specimens.word_forms import (
    box,
    embedded,
    old_box,
    old_field,
    old_list,
    old_picture,
    picture,
    placeholder,
    placeholder_cell,
    shape_with_words,
    struck,
    word_art,
)
from tests.specimens.zipped import with_parts

HEAD = ("TT", "Tiêu chí", "Kết quả cần đạt", "Giải pháp", "Người thực hiện", "Thời gian")
RESULTS = ("TT", "Tiêu chí", "Nội dung kế hoạch", "Đã hoàn thành", "Đang thực hiện", "Chưa thực hiện", "Ghi chú")


def plan_with(time: str = "Hè", *, work: str = "Sơn lại.", owner: str = "Tổ văn phòng") -> Xml:
    return table(HEAD, row("1", "Tiêu chí 3.2", "Phòng sạch", work, owner, time))


def time_in(*content: str) -> str:
    """What is read from a cell of times with this content."""
    return read_paper(docx(plan_with(cell(*content)))).plan.items[0].time


def notes(paper: Paper, code: str) -> list[Note]:
    return [note for note in paper.notes if note.code == code]


# Ticks

TICKS = {
    "a box of today's Word": box(True),
    "a box with a sign of its own": box(True, "✔"),
    "a box of an old form": old_box(True),
    "a box of an old form ticked from the beginning": old_box(None, default=True),
    "a box of an old form with a result": old_box(True, result="x"),
    "a sign of Wingdings": run(symbol("F0FC")),
    "a ticked box of Wingdings": run(symbol("F0FE")),
    "a sign of Wingdings 2": run(symbol("F050", "Wingdings 2")),
    "a sign of Webdings": run(symbol("F061", "Webdings")),
    "a letter set in Wingdings": run("ü", font="Wingdings"),
    "a letter set in Wingdings 2": run("R", font="Wingdings 2"),
    "a private letter set in Wingdings": run("\uf0fc", font="Wingdings"),
    "a private letter set in no such font": run("\uf0fe", font="Times New Roman"),
    "a root sign": run("√"),
    "a heavy tick": run("✔"),
    "an emoji": run("✅"),
    "an emoji with a selector": run("☑\ufe0f"),
    "an x": run("x"),
    "a plus": run("+"),
}
EMPTY_BOXES = {
    "a box of today's Word": box(False),
    "a box with a sign of its own": box(False, "○"),
    "a box of an old form": old_box(False),
    "a box of an old form never touched": old_box(None),
    "a box of Wingdings": run(symbol("F0A8")),
    "a letter set in Wingdings": run("o", font="Wingdings"),
    "a letter set in Wingdings 2": run("£", font="Wingdings 2"),
    "a square": run("□"),
}


def ticked(tick: Xml, empty: Xml, column: int) -> Paper:
    """A report of one line with a box in each column of a state."""
    boxes = [cell(p(tick if each == column else empty)) for each in range(3)]
    return read_paper(docx(p("BÁO CÁO"), table(RESULTS, row("1", "Tiêu chí 3.2", "Sơn lại", *boxes, ""))))


@pytest.mark.parametrize("tick", TICKS.values(), ids=TICKS.keys())
def test_a_tick_tells_the_state_of_its_column(tick: Xml) -> None:
    for column, status in enumerate((Status.DONE, Status.ONGOING, Status.NOT_STARTED)):
        (found,) = ticked(tick, run(""), column).results
        assert found.status is status


@pytest.mark.parametrize("empty", EMPTY_BOXES.values(), ids=EMPTY_BOXES.keys())
def test_an_empty_box_tells_no_state(empty: Xml) -> None:
    paper = ticked(box(True), empty, 1)
    assert paper.results[0].status is Status.ONGOING
    assert not notes(paper, "two-states")


# Forms


def test_what_was_chosen_from_a_list_is_read() -> None:
    assert time_in(p(old_list(("Học kỳ I", "Học kỳ II"), 1))) == "Học kỳ II"


def test_a_list_nobody_touched_shows_its_first_entry_or_its_default() -> None:
    assert time_in(p(old_list(("Học kỳ I", "Học kỳ II"), None))) == "Học kỳ I"
    assert time_in(p(old_list(("Học kỳ I", "Học kỳ II"), None, default=1))) == "Học kỳ II"


def test_a_list_with_a_result_in_the_text_says_it_once() -> None:
    assert time_in(p(old_list(("Học kỳ I", "Học kỳ II"), 1, result="Học kỳ II"))) == "Học kỳ II"


@pytest.mark.parametrize("chosen", [7, -1])
def test_a_choice_that_is_not_there_is_blank(chosen: int) -> None:
    assert time_in(p(old_list(("Học kỳ I", "Học kỳ II"), chosen)), p("Hè")).endswith("Hè")


def test_words_before_and_after_a_field_stay() -> None:
    assert time_in(p("Từ ", old_list(("tháng 9", "tháng 10"), 0), " đến tháng 12")) == "Từ tháng 9 đến tháng 12"


def test_a_field_of_text_is_read_and_an_empty_one_is_blank() -> None:
    assert time_in(p(old_field("<w:textInput/>", "FORMTEXT", "Tháng 10"))) == "Tháng 10"
    assert time_in(p(old_field("<w:textInput/>", "FORMTEXT", "\u2002\u2002\u2002\u2002\u2002"))) == ""


def test_what_was_chosen_in_a_control_is_read() -> None:
    assert time_in(p(control("Học kỳ II", kind="<w:dropDownList/>"))) == "Học kỳ II"


PLACEHOLDERS = {
    "around words": (p(placeholder()),),
    "around a paragraph": (placeholder(blocks=True),),
    "in English": (p(placeholder("Click or tap here to enter text.")),),
    "of a list": (p(placeholder("Choose an item.", kind="<w:dropDownList/>")),),
    "of a day": (p(placeholder("Bấm hoặc gõ nhẹ để nhập ngày.", kind="<w:date/>")),),
    "in words of the school": (p(placeholder("[ghi rõ thời gian]")),),
    "in a control inside another": (p(control(placeholder())),),
    "whose mark was lost": (p(control(run("Click here to enter text.", style="PlaceholderText"))),),
}


@pytest.mark.parametrize("content", PLACEHOLDERS.values(), ids=PLACEHOLDERS.keys())
def test_a_place_nobody_filled_in_is_blank(content: tuple[Xml, ...]) -> None:
    assert time_in(*content) == ""


def test_a_whole_cell_nobody_filled_in_is_a_blank_cell() -> None:
    line = row("1", "Tiêu chí 3.2", "Phòng sạch", "Sơn lại.", placeholder_cell("Chọn một mục."), "Hè")
    (found,) = read_paper(docx(table(HEAD, line))).plan.items
    assert (found.owners, found.time) == ("", "Hè")


def test_a_paragraph_nobody_filled_in_is_not_there() -> None:
    paper = read_paper(docx(placeholder("Nhập đặc điểm của trường.", blocks=True), plan_with()))
    assert "Nhập đặc điểm" not in "\n".join(texts_of(paper))


def test_what_was_filled_in_inside_a_prompting_control_is_kept() -> None:
    inner = control("Tháng 10")
    outer = control(Xml(run("Nhập thời gian: ") + inner), kind="<w:showingPlcHdr/>")
    assert time_in(p(outer)) == "Tháng 10"


# Words crossed out


@pytest.mark.parametrize("mark", ["strike", "dstrike"])
def test_words_crossed_out_are_left_out_and_quoted(mark: str) -> None:
    paper = read_paper(docx(plan_with(work=cell(p("Sơn lại ", struck("bằng quỹ lớp", mark))))))
    assert paper.plan.items[0].work == "Sơn lại"
    (note,) = notes(paper, "struck-through")
    assert note.quote == "bằng quỹ lớp"
    assert note.place.row == 2


def test_words_crossed_out_in_prose_and_by_a_style_are_quoted() -> None:
    styled = run("họp hai lần", style="Gach")
    gach = '<w:style w:type="character" w:styleId="Gach"><w:name w:val="Gach"/><w:rPr><w:strike/></w:rPr></w:style>'
    paper = read_paper(docx(p("Hội đồng ", styled, " đã họp."), plan_with(), styles=gach))
    assert noted(paper, "họp hai lần")
    assert "Hội đồng đã họp." in "\n".join(texts_of(paper))


def test_a_mark_that_says_no_crosses_nothing_out() -> None:
    plain = Xml('<w:r><w:rPr><w:strike w:val="0"/></w:rPr><w:t>Sơn lại.</w:t></w:r>')
    paper = read_paper(docx(plan_with(work=cell(p(plain)))))
    assert paper.plan.items[0].work == "Sơn lại."
    assert not notes(paper, "struck-through")


def test_a_tracked_deletion_is_no_note_on_crossed_out_words() -> None:
    assert not notes(read_paper(docx(plan_with(work=cell(p("Sơn ", deleted("cũ"), "lại."))))), "struck-through")


def test_a_hidden_row_is_quoted() -> None:
    line = row("2", "Tiêu chí 3.3", "Sân sạch", "Lát gạch", "Đoàn", "Quý I")
    line = Xml(line.replace("<w:tr>", "<w:tr><w:trPr><w:hidden/></w:trPr>"))
    paper = read_paper(docx(table(HEAD, row("1", "Tiêu chí 3.2", "Sạch", "Sơn", "An", "Hè"), line)))
    assert len(paper.plan.items) == 1
    assert noted(paper, "Lát gạch")


# Drawn and pictured


@pytest.mark.parametrize(
    "drawn", [word_art, shape_with_words, lambda words: text_box(p(words))], ids=["WordArt", "shape", "box"]
)
def test_drawn_words_are_in_the_paper_or_its_notes(drawn: Callable[[str], Xml]) -> None:
    paper = read_paper(docx(p(drawn("Bổ sung: xây bồn rửa tay")), plan_with()))
    assert "Bổ sung: xây bồn rửa tay" in "\n".join(texts_of(paper))


def test_drawn_words_in_a_cell_are_its_words() -> None:
    assert time_in(p("Hè ", word_art("Gấp"))) == "Hè\nGấp"


def test_a_title_in_wordart_is_the_title() -> None:
    paper = read_paper(docx(p(word_art("KẾ HOẠCH")), p("Cải tiến chất lượng năm học 2026-2027"), plan_with()))
    assert paper.report.title == "KẾ HOẠCH"


def test_the_words_of_a_diagram_are_quoted() -> None:
    names = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:d="x"'
    data = f"<d:dataModel {names}><d:t><a:p><a:r><a:t>Hiệu trưởng duyệt</a:t></a:r></a:p></d:t></d:dataModel>"
    paper = read_paper(with_parts(docx(plan_with()), {"word/diagrams/data1.xml": data}))
    assert noted(paper, "Hiệu trưởng duyệt")


LARGE = {"a picture": picture(14, 7), "a picture of old Word": old_picture("width:400pt;height:150.5pt")}
SMALL = {"a logo": picture(2, 2), "a thin line": picture(16, 0.2), "an old logo": old_picture("width:40pt;height:40pt")}


@pytest.mark.parametrize("drawn", LARGE.values(), ids=LARGE.keys())
def test_a_picture_as_large_as_a_table_is_named(drawn: Xml) -> None:
    assert notes(read_paper(docx(p(drawn), plan_with())), "picture")
    assert notes(read_paper(docx(plan_with(work=cell(p("Sơn.", drawn))))), "picture")


@pytest.mark.parametrize("drawn", SMALL.values(), ids=SMALL.keys())
def test_a_small_picture_is_none_of_our_business(drawn: Xml) -> None:
    assert not notes(read_paper(docx(p(drawn), plan_with())), "picture")


def test_what_is_said_of_a_picture_is_quoted() -> None:
    assert noted(read_paper(docx(p(picture(14, 7, "Bảng phân công")), plan_with())), "Bảng phân công")


def test_a_table_of_another_program_is_named_and_an_equation_is_not() -> None:
    assert notes(read_paper(docx(p(embedded("Excel.Sheet.12")), plan_with())), "inserted-file")
    assert not notes(read_paper(docx(p(embedded("Equation.3")), plan_with())), "inserted-file")


SIGNS = {
    "an arrow Word made of -->": (("Lớp 6 ", run("à", font="Wingdings"), " lớp 7"), "Lớp 6 → lớp 7"),
    "an arrow Word made of ==>": (("Lớp 6 ", run(symbol("F0E8")), " lớp 7"), "Lớp 6 ➔ lớp 7"),
    "a face": (("Vui ", run("J", font="Wingdings")), "Vui ☺"),
    "a Greek letter": (("Góc ", run("a", font="Symbol")), "Góc α"),
    "words set in a font of signs by mistake": ((run("Sơn lại bốn phòng", font="Wingdings"),), "Sơn lại bốn phòng"),
    "a sign nobody knows": (("Xong ", run(symbol("F0FF"))), "Xong •"),
}


@pytest.mark.parametrize(("content", "seen"), SIGNS.values(), ids=SIGNS.keys())
def test_letters_of_symbol_fonts_are_the_signs_one_sees(content: tuple[str, ...], seen: str) -> None:
    assert time_in(p(*content)) == seen
