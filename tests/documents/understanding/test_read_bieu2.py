"""Biểu 2 of Thông tư 57/2026 as schools print it: the form's own words, short headings, odd states, missing parts."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from caitien.documents.read import read
from caitien.documents.write import write
from caitien.domain.official_forms.forms import FORMS
from caitien.domain.paper import Form, Paper, PlanRow, Problem, Review, Section, Status
from tests.documents.writing.test_write_as import CHI
from tests.specimens import letterheads as heads
from tests.specimens.layout import AnyRow, Columns, Grid, Spot, body, head, hung, numbering
from tests.specimens.pour import tabbed, txt, word_table, xlsx
from tests.specimens.reading import all_cells, read_paper, texts_of
from tests.specimens.schools import ACTION_COLUMNS, ACTIONS, PROBLEM_COLUMNS, PROBLEMS, REVIEW_COLUMNS, REVIEWS
from tests.specimens.word import Xml, docx, p

ISSUER = "TRƯỜNG THCS ĐỒI THÔNG"
OPENING = (
    heads.as_table(issuer=ISSUER, dated="Sông Trong, ngày 03 tháng 9 năm 2026"),
    heads.title("KẾ HOẠCH", "Cải tiến chất lượng giáo dục năm học 2026 - 2027"),
    "I. THÔNG TIN CHUNG",
    "1. Tên cơ sở giáo dục: Trường THCS Đồi Thông",
    "2. Loại hình: Công lập",
    "II. CĂN CỨ XÂY DỰNG KẾ HOẠCH",
    "1. Thông tư số 57/2026/TT-BGDĐT;",
    "2. Ý kiến góp ý của cha mẹ học sinh tháng 8.",
    "III. MỤC ĐÍCH, YÊU CẦU",
    "Dồn sức cho ba việc mà trường còn yếu.",
)
CLOSING = (
    "VII. TỔ CHỨC THỰC HIỆN",
    "Mỗi tổ cử một người ghi sổ theo dõi.",
    "VIII. CƠ CHẾ ĐÁNH GIÁ VÀ BÁO CÁO",
    "Họp xem lại vào tuần cuối tháng 12 và tháng 5.",
    heads.foot(),
)


def part(title: str, columns: Columns, rows: Sequence[AnyRow]) -> tuple[str, Xml]:
    return title, word_table([*head(columns), *body(rows, columns)])


def form(
    problems: Sequence[str] = part("IV. TÓM TẮT CÁC VẤN ĐỀ TRỌNG TÂM CẦN CẢI TIẾN", PROBLEM_COLUMNS, PROBLEMS),
    actions: Sequence[str] = part("V. KẾ HOẠCH CẢI TIẾN CHẤT LƯỢNG", ACTION_COLUMNS, ACTIONS),
    reviews: Sequence[str] = part("VI. THEO DÕI VÀ ĐÁNH GIÁ THỰC HIỆN", REVIEW_COLUMNS, REVIEWS),
) -> Paper:
    return read_paper(docx(*OPENING, *problems, *actions, *reviews, *CLOSING))


def test_the_form_as_the_circular_prints_it() -> None:
    paper = form()
    assert paper.form is Form.TT57
    assert all_cells(paper.problems) == all_cells(PROBLEMS)
    assert all_cells(paper.plan.items) == all_cells(ACTIONS)
    assert all_cells(paper.reviews) == all_cells(REVIEWS)
    assert (paper.framework, paper.school_year, paper.school) == ("tt57-2026-pt", "2026-2027", "Trường THCS Đồi Thông")
    assert paper.counts == {"done": 1, "ongoing": 1, "not_started": 1, "unstated": 0}
    assert (paper.report.signer, paper.report.recipients) == ("Đỗ Hoa Sim", heads.RECIPIENTS)


def test_each_section_of_the_form_keeps_its_words_and_its_number() -> None:
    found = {section.part: section for section in form().sections}
    assert found["III"].paragraphs == ("Dồn sức cho ba việc mà trường còn yếu.",)
    assert found["III"].before == "problems"
    assert found["VII"].paragraphs == ("Mỗi tổ cử một người ghi sổ theo dõi.",)
    assert found["VIII"].paragraphs == ("Họp xem lại vào tuần cuối tháng 12 và tháng 5.",)
    assert found["VIII"].before == "end"
    assert found["II"].paragraphs == (
        "1. Thông tư số 57/2026/TT-BGDĐT;",
        "2. Ý kiến góp ý của cha mẹ học sinh tháng 8.",
    )


SHORT_ACTIONS: Columns = {
    "tt": "TT\n(1)",
    "topic": "Nội dung cải tiến\n(2)",
    "target": "Mục tiêu\n(3)",
    "work": "Hoạt động, giải pháp\n(4)",
    "indicator": "Chỉ số đánh giá kết quả\n(5)",
    "time": "Thời gian\n(6)",
    "owners": "Phụ trách\n(7)",
    "budget": "Nguồn lực\n(8)",
    "evidence": "Minh chứng dự kiến\n(9)",
    "status_text": "Mức độ thực hiện\n(10)",
}
SHORT_PROBLEMS: Columns = {
    "tt": "TT",
    "standard": "Tiêu chuẩn",
    "label": "Tiêu chí (nếu có)",
    "baseline": "Đánh giá hiện trạng",
    "limitation": "Điểm hạn chế",
    "cause": "Nguyên nhân",
}
SHORT_REVIEWS: Columns = {
    "tt": "TT",
    "moment": "Thời điểm",
    "content": "Nội dung",
    "result": "Kết quả",
    "adjustment": "Điều chỉnh",
    "reviewer": "Người đánh giá",
}


def test_short_headings_with_their_column_numbers_inside() -> None:
    paper = form(
        part("IV. CÁC VẤN ĐỀ TRỌNG TÂM CẦN CẢI TIẾN", SHORT_PROBLEMS, PROBLEMS),
        part("V. KẾ HOẠCH CẢI TIẾN CHẤT LƯỢNG", SHORT_ACTIONS, ACTIONS),
        part("VI. THEO DÕI, ĐÁNH GIÁ", SHORT_REVIEWS, REVIEWS),
    )
    assert all_cells(paper.problems) == all_cells(PROBLEMS)
    assert all_cells(paper.plan.items) == all_cells(ACTIONS)
    assert all_cells(paper.reviews) == all_cells(REVIEWS)


def test_a_numbering_row_under_each_header() -> None:
    numbered = [
        (title, word_table([*head(columns), *numbering(columns), *body(rows, columns)]))
        for title, columns, rows in (
            ("IV.", PROBLEM_COLUMNS, PROBLEMS),
            ("V.", ACTION_COLUMNS, ACTIONS),
            ("VI.", REVIEW_COLUMNS, REVIEWS),
        )
    ]
    paper = form(*numbered)
    assert (all_cells(paper.problems), all_cells(paper.plan.items)) == (all_cells(PROBLEMS), all_cells(ACTIONS))
    assert all_cells(paper.reviews) == all_cells(REVIEWS)


def test_problems_told_in_free_paragraphs_lose_nothing() -> None:
    told = (
        "IV. CÁC VẤN ĐỀ TRỌNG TÂM",
        "Học sinh khối 8 đọc ít vì thư viện mở cửa quá ngắn.",
        "Dữ liệu nằm rải rác ở bốn nơi.",
    )
    paper = form(problems=told)
    said = "\n".join(texts_of(paper.sections) + texts_of(paper.problems))
    assert told[1] in said
    assert told[2] in said
    assert all_cells(paper.plan.items) == all_cells(ACTIONS)


PLACEHOLDERS = ["(chưa nhập)", "…", "(nếu có)", ""]


@pytest.mark.parametrize("words", PLACEHOLDERS)
def test_a_form_not_filled_in_has_no_rows(words: str) -> None:
    empty = word_table([*head(ACTION_COLUMNS), [Spot(words, 10)]])
    paper = form(actions=("V. KẾ HOẠCH CẢI TIẾN CHẤT LƯỢNG", empty))
    assert paper.plan.items == ()
    assert all_cells(paper.problems) == all_cells(PROBLEMS)


def test_a_note_under_the_table_is_kept() -> None:
    remark = "Ba việc này do hội đồng chọn ngày 28/8."
    paper = read_paper(
        docx(*OPENING, *part("IV.", PROBLEM_COLUMNS, PROBLEMS), remark, *part("V.", ACTION_COLUMNS, ACTIONS), *CLOSING)
    )
    assert any(remark in text for text in texts_of(paper))


def test_the_criterion_of_a_problem_is_optional_and_its_standard_may_be_words() -> None:
    grid: Grid = [
        *head(PROBLEM_COLUMNS),
        ["1", "Tiêu chuẩn 1", "Tiêu chí 1.3", "Hiện trạng một", "Hạn chế một", "Nguyên nhân một"],
        ["2", "Tiêu chuẩn 3: Thực hiện chương trình", "", "Hiện trạng hai", "Hạn chế hai", "Nguyên nhân hai"],
        ["3", "TC 4", "4.2", "Hiện trạng ba", "Hạn chế ba", ""],
        ["4", "", "2.1", "Hiện trạng bốn", "", ""],
    ]
    found = read_paper(docx("IV.", word_table(grid), *part("V.", ACTION_COLUMNS, ACTIONS))).problems
    assert [(i.standard, i.criterion, i.baseline, i.limitation, i.cause) for i in found] == [
        (1, "1.3", "Hiện trạng một", "Hạn chế một", "Nguyên nhân một"),
        (3, "", "Hiện trạng hai", "Hạn chế hai", "Nguyên nhân hai"),
        (4, "4.2", "Hiện trạng ba", "Hạn chế ba", ""),
        (2, "2.1", "Hiện trạng bốn", "", ""),
    ]
    assert found[1].standard_title == "Thực hiện chương trình"


def test_standard_merged_downward_over_its_problems() -> None:
    grid: Grid = [
        *head(PROBLEM_COLUMNS),
        ["1", Spot("1", down=2), "1.3", "Hiện trạng một", "Hạn chế một", "Nguyên nhân một"],
        ["2", "1.4", "Hiện trạng hai", "Hạn chế hai", "Nguyên nhân hai"],
    ]
    found = read_paper(docx("IV.", word_table(grid), *part("V.", ACTION_COLUMNS, ACTIONS))).problems
    assert [(i.standard, i.criterion, i.cause) for i in found] == [
        (1, "1.3", "Nguyên nhân một"),
        (1, "1.4", "Nguyên nhân hai"),
    ]


def test_standard_and_criterion_in_one_column() -> None:
    columns = {
        "tt": "TT",
        "label": "Tiêu chuẩn, tiêu chí",
        "baseline": "Hiện trạng",
        "limitation": "Hạn chế",
        "cause": "Nguyên nhân",
    }
    row = Problem(standard=3, criterion="3.2", label="Tiêu chí 3.2", baseline="A", limitation="B", cause="C")
    paper = read_paper(docx(*part("IV.", columns, [row]), *part("V.", ACTION_COLUMNS, ACTIONS)))
    assert all_cells(paper.problems) == all_cells([row])


def test_several_actions_under_one_topic() -> None:
    rows = tuple(
        replace(ACTIONS[0], work=work, indicator=sign)
        for work, sign in (("Việc một", "Số lệch"), ("Việc hai", "Số ngày đối chiếu"))
    )
    grid = [*head(ACTION_COLUMNS), *_topics_hung(rows)]
    found = form(actions=("V.", word_table(grid))).plan.items
    assert all_cells(found) == all_cells(rows)


def _topics_hung(rows: Sequence[PlanRow]) -> Grid:
    kept = [replace(row, criterion="một") for row in rows]  # hung() groups by criterion
    return hung(kept, ACTION_COLUMNS, ("tt", "topic", "target", "time", "owners", "budget", "evidence", "status_text"))


def test_actions_with_a_column_for_their_criterion() -> None:
    columns = {"tt": "TT", "label": "Tiêu chí", **{name: text for name, text in ACTION_COLUMNS.items() if name != "tt"}}
    rows = tuple(
        replace(row, criterion=code, label=code, standard=int(code[0]))
        for row, code in zip(ACTIONS, ("1.3", "3.4", "4.1"), strict=True)
    )
    assert all_cells(form(actions=part("V.", columns, rows)).plan.items) == all_cells(rows)


def test_dates_as_ranges_and_states_not_in_the_form_are_kept() -> None:
    rows = (
        replace(ACTIONS[0], time="01/9/2026 - 31/12/2026", status=Status.ONGOING, status_text="Đang thực hiện - 40%"),
        replace(ACTIONS[1], time="9/2026–5/2027", status=Status.NOT_STARTED, status_text="Chưa hoàn thành"),
        replace(ACTIONS[2], time="Học kỳ I, năm học 2026-2027", status=Status.UNSTATED, status_text=""),
    )
    paper = form(actions=part("V.", ACTION_COLUMNS, rows))
    assert all_cells(paper.plan.items) == all_cells(rows)
    assert paper.counts == {"done": 0, "ongoing": 1, "not_started": 1, "unstated": 1}


def test_the_three_words_of_the_form_ticked_in_three_columns() -> None:
    columns = {name: text for name, text in ACTION_COLUMNS.items() if name != "status_text"}
    header: Grid = [
        [*(Spot(text, down=2) for text in columns.values()), Spot("Mức độ thực hiện", 3)],
        ["Hoàn thành", "Đang thực hiện", "Chưa hoàn thành"],
    ]
    lines = [
        [*line, *ticks]
        for line, ticks in zip(body(ACTIONS, columns), (("x", "", ""), ("", "x", ""), ("", "", "x")), strict=True)
    ]
    found = form(actions=("V.", word_table([*header, *lines]))).plan.items
    assert [(i.topic, i.work, i.status) for i in found] == [
        (ACTIONS[0].topic, ACTIONS[0].work, Status.DONE),
        (ACTIONS[1].topic, ACTIONS[1].work, Status.ONGOING),
        (ACTIONS[2].topic, ACTIONS[2].work, Status.NOT_STARTED),
    ]


def test_reviews_of_a_school_that_looks_every_month() -> None:
    rows = tuple(replace(REVIEWS[0], moment=f"Tháng {number}/2026") for number in (9, 10, 11, 12)) + REVIEWS
    assert all_cells(form(reviews=part("VI.", REVIEW_COLUMNS, rows)).reviews) == all_cells(rows)


def test_reviews_not_filled_in_keep_their_moments() -> None:
    lines = [["Cuối học kỳ I", "", "", "", ""], ["Cuối năm học", "", "", "", ""]]
    found = form(reviews=("VI.", word_table([*head(REVIEW_COLUMNS), *lines]))).reviews
    assert [review.moment for review in found] == ["Cuối học kỳ I", "Cuối năm học"]


def test_the_form_in_a_workbook() -> None:
    sheets = {
        "IV. Vấn đề": [*head(PROBLEM_COLUMNS), *body(PROBLEMS, PROBLEM_COLUMNS)],
        "V. Kế hoạch": [*head(ACTION_COLUMNS), *numbering(ACTION_COLUMNS), *body(ACTIONS, ACTION_COLUMNS)],
        "VI. Theo dõi": [*head(REVIEW_COLUMNS), *body(REVIEWS, REVIEW_COLUMNS)],
    }
    paper = read_paper(xlsx(sheets), "bieu2.xlsx")
    assert all_cells(paper.problems) == all_cells(PROBLEMS)
    assert all_cells(paper.plan.items) == all_cells(ACTIONS)
    assert all_cells(paper.reviews) == all_cells(REVIEWS)


def test_the_form_on_one_sheet() -> None:
    sheet = [
        ["BIỂU 2. KẾ HOẠCH CẢI TIẾN CHẤT LƯỢNG NĂM HỌC 2026 - 2027"],
        [""],
        ["IV. Các vấn đề trọng tâm"],
        *head(PROBLEM_COLUMNS),
        *body(PROBLEMS, PROBLEM_COLUMNS),
        [""],
        ["V. Kế hoạch cải tiến"],
        *head(ACTION_COLUMNS),
        *body(ACTIONS, ACTION_COLUMNS),
        [""],
        ["VI. Theo dõi, đánh giá"],
        *head(REVIEW_COLUMNS),
        *body(REVIEWS, REVIEW_COLUMNS),
    ]
    paper = read_paper(xlsx({"Biểu 2": sheet}), "bieu2.xlsx")
    assert all_cells(paper.problems) == all_cells(PROBLEMS)
    assert all_cells(paper.plan.items) == all_cells(ACTIONS)
    assert all_cells(paper.reviews) == all_cells(REVIEWS)
    assert paper.school_year == "2026-2027"


def test_the_form_as_text() -> None:
    pieces = [
        "KẾ HOẠCH\nCải tiến chất lượng giáo dục năm học 2026 - 2027\n",
        "IV. Các vấn đề trọng tâm\n",
        tabbed([*head(PROBLEM_COLUMNS), *body(PROBLEMS, PROBLEM_COLUMNS)]),
        "V. Kế hoạch cải tiến\n",
        tabbed([*head(ACTION_COLUMNS), *body(ACTIONS, ACTION_COLUMNS)]),
        "VI. Theo dõi, đánh giá\n",
        tabbed([*head(REVIEW_COLUMNS), *body(REVIEWS, REVIEW_COLUMNS)]),
    ]
    paper = read_paper(txt(*pieces), "bieu2.txt")
    assert all_cells(paper.problems) == all_cells(PROBLEMS)
    assert all_cells(paper.plan.items) == all_cells(ACTIONS)
    assert all_cells(paper.reviews) == all_cells(REVIEWS)


def test_a_kindergarten_filling_the_form() -> None:
    opening = (
        heads.as_table(issuer="TRƯỜNG MẦM NON HOA MUỐNG"),
        heads.title("KẾ HOẠCH", "Cải tiến chất lượng giáo dục năm học 2026-2027"),
    )
    paper = read_paper(docx(*opening, "Căn cứ Thông tư 57/2026/TT-BGDĐT;", *part("V.", ACTION_COLUMNS, ACTIONS)))
    assert (paper.framework, paper.school_type) == ("tt57-2026-mn", "mam_non")


def test_the_paper_says_its_form_even_when_it_cites_nothing() -> None:
    paper = read_paper(
        docx(
            p("Năm học 2026 - 2027"),
            *part("V. Kế hoạch", ACTION_COLUMNS, ACTIONS),
            *part("VI.", REVIEW_COLUMNS, REVIEWS),
        )
    )
    assert paper.form is Form.TT57


OLD_HEADINGS = {
    "II": "Căn cứ",
    "IV": "Các vấn đề ưu tiên cải tiến",
    "V": "Nội dung, hoạt động cải tiến chất lượng",
    "VI": "Theo dõi, đánh giá kết quả cải tiến",
    "VIII": "Rà soát, báo cáo",
}


@pytest.mark.parametrize("suffix", ["docx", "xlsx"])
def test_headings_printed_before_are_the_same_parts(suffix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    spec = FORMS[Form.TT57]
    before = tuple(replace(own, heading=OLD_HEADINGS.get(own.numeral, own.heading)) for own in spec.parts)
    words = tuple(Section(before=own.before, part=own.numeral, paragraphs=("Cả trường làm.",)) for own in spec.parts)
    paper = replace(CHI, sections=words)
    with monkeypatch.context() as old:
        old.setitem(FORMS, Form.TT57, replace(spec, parts=before))
        data = write(paper, Form.TT57, suffix)
    assert isinstance(data, bytes)

    again = read(data, name=f"bieu-2.{suffix}")

    assert isinstance(again, Paper)
    assert (again.sections, again.notes) == (words, ())


@pytest.mark.parametrize("suffix", ["docx", "xlsx"])
def test_a_review_that_is_only_planned_stays_a_review_above_one_that_is_told(suffix: str) -> None:
    planned = Review(moment="Cuối năm học")
    told = Review(moment="Cuối học kỳ I", result="Đủ ba việc", reviewer="Tổ giám sát")
    paper = replace(CHI, reviews=(planned, told))
    data = write(paper, Form.TT57, suffix)
    assert isinstance(data, bytes)

    again = read(data, name=f"bieu-2.{suffix}")

    assert isinstance(again, Paper)
    assert ([each.moment for each in again.reviews], again.notes) == (["Cuối năm học", "Cuối học kỳ I"], ())
