"""What kind of paper a file is: told by its title, its subject and its tables; nothing else is called a plan."""

from datetime import date

import pytest

from caitien.documents.refusal import Refusal
from caitien.documents.write import write
from caitien.domain.paper import Form, Letterhead, Paper
from caitien.domain.paper_kind import KIND_NAMES, KIND_USES, PaperKind, kind_name
from tests.specimens import letterheads as heads
from tests.specimens.layout import body, head
from tests.specimens.other_tables import OTHER_TABLES
from tests.specimens.pour import word_table, xlsx
from tests.specimens.reading import read_paper
from tests.specimens.schools import (
    ACTION_COLUMNS,
    ACTIONS,
    PLAN,
    PLAN_COLUMNS,
    RESULT_COLUMNS,
    RESULTS,
)
from tests.specimens.word import docx, p

PLAN_TABLE = word_table([*head(PLAN_COLUMNS), *body(PLAN, PLAN_COLUMNS)])
RESULT_TABLE = word_table([*head(RESULT_COLUMNS), *body(RESULTS, RESULT_COLUMNS)])
ACTION_TABLE = word_table([*head(ACTION_COLUMNS), *body(ACTIONS, ACTION_COLUMNS)])
HEAD, FOOT = heads.as_table(), heads.foot()


def table_of(name: str) -> str:
    return word_table(OTHER_TABLES[name])


OTHERS: dict[str, tuple[PaperKind, tuple[str, ...]]] = {
    "self-assessment report": (
        PaperKind.SELF_ASSESSMENT,
        (HEAD, heads.title("BÁO CÁO", "TỰ ĐÁNH GIÁ"), "Phần I. CƠ SỞ DỮ LIỆU", table_of("classes and pupils"), FOOT),
    ),
    "self-assessment report with ticks": (
        PaperKind.SELF_ASSESSMENT,
        (HEAD, heads.title("BÁO CÁO TỰ ĐÁNH GIÁ", "Năm học 2025 - 2026"), table_of("self-assessment in ticks"), FOOT),
    ),
    "sheet of one criterion": (
        PaperKind.SELF_ASSESSMENT,
        ("PHIẾU ĐÁNH GIÁ TIÊU CHÍ", "Tiêu chí 1.1: Chiến lược", "1. Mô tả hiện trạng", "Có chiến lược."),
    ),
    "Biểu 1": (
        PaperKind.SELF_ASSESSMENT_TT57,
        (HEAD, heads.title("BÁO CÁO", "TỰ ĐÁNH GIÁ"), "Căn cứ Thông tư số 57/2026/TT-BGDĐT.", "Có 15 tiêu chí."),
    ),
    "list of evidence": (PaperKind.EVIDENCE_LIST, ("DANH MỤC MÃ MINH CHỨNG", table_of("evidence of 2018"))),
    "list of evidence without a title": (PaperKind.EVIDENCE_LIST, (table_of("evidence of 2026"),)),
    "plan of self-assessment": (
        PaperKind.OTHER_PLAN,
        (HEAD, heads.title("KẾ HOẠCH", "TỰ ĐÁNH GIÁ"), "I. Mục đích", "Xem lại.", table_of("council"), FOOT),
    ),
    "education plan": (
        PaperKind.OTHER_PLAN,
        (HEAD, heads.title("KẾ HOẠCH", "Giáo dục của nhà trường năm học 2026 - 2027"), table_of("themes of months")),
    ),
    "programme": (PaperKind.OTHER_PLAN, (HEAD, heads.title("CHƯƠNG TRÌNH", "Ngày hội đọc sách"), "1. Khai mạc")),
    "decision": (
        PaperKind.DECISION,
        (
            HEAD,
            heads.title("QUYẾT ĐỊNH", "Về việc thành lập Hội đồng tự đánh giá"),
            "Điều 1. Lập hội đồng gồm các ông, bà sau:",
            table_of("council"),
            FOOT,
        ),
    ),
    "decision on an improvement plan": (
        PaperKind.DECISION,
        (HEAD, heads.title("QUYẾT ĐỊNH", "Ban hành kế hoạch cải tiến chất lượng"), "Điều 1. Ban hành.", FOOT),
    ),
    "minutes": (
        PaperKind.MINUTES,
        (HEAD, heads.title("BIÊN BẢN", "Họp rà soát kế hoạch cải tiến chất lượng"), "I. Thành phần", "Chín người."),
    ),
    "letter": (
        PaperKind.LETTER,
        (HEAD, "V/v báo cáo kế hoạch cải tiến chất lượng", "Kính gửi: Các trường", "Đề nghị các trường gửi.", FOOT),
    ),
    "announcement": (PaperKind.LETTER, (HEAD, heads.title("THÔNG BÁO", "Về việc nghỉ lễ"), "Nghỉ ba ngày.", FOOT)),
    "yearly report": (
        PaperKind.OTHER,
        (HEAD, heads.title("BÁO CÁO", "Tổng kết năm học 2025 - 2026"), table_of("prizes"), FOOT),
    ),
    "list of names": (PaperKind.OTHER, ("DANH SÁCH GIÁO VIÊN", table_of("staff by name"))),
    "handbook": (PaperKind.FOREIGN, ("HƯỚNG DẪN ĐÁNH GIÁ", table_of("guidance to criteria"))),
    "circular": (PaperKind.FOREIGN, ("THÔNG TƯ", "Ban hành quy định", "Điều 1. Phạm vi", "Quy định này nêu …")),
    "a story": (PaperKind.FOREIGN, ("Ngày xưa có một cái cây.", "Cái cây ấy rất to.")),
}


@pytest.mark.parametrize(("kind", "blocks"), OTHERS.values(), ids=OTHERS.keys())
def test_another_kind_is_told_named_and_said_to_be_good_for_something(kind: PaperKind, blocks: tuple[str, ...]) -> None:
    paper = read_paper(docx(*blocks))
    assert paper.kind is kind
    assert not paper.is_of_improvement
    (note,) = (note for note in paper.notes if note.code == "another-kind")
    assert KIND_USES[kind] in note.text
    assert (paper.plan.items, paper.results, paper.problems, paper.reviews) == ((), (), (), ())


@pytest.mark.parametrize(("kind", "blocks"), OTHERS.values(), ids=OTHERS.keys())
@pytest.mark.parametrize("suffix", ["docx", "xlsx"])
def test_another_kind_is_written_under_its_own_name_and_reads_back(
    kind: PaperKind, blocks: tuple[str, ...], suffix: str
) -> None:
    paper = read_paper(docx(*blocks))
    data = write(paper, paper.form, suffix)
    if not paper.sections:  # nothing but a table that was quoted
        assert isinstance(data, Refusal) == (paper.report == Letterhead())
    if isinstance(data, Refusal):
        return
    again = read_paper(data, f"a.{suffix}")
    assert (again.kind, again.report, again.sections) == (kind, paper.report, paper.sections)


@pytest.mark.parametrize("form", list(Form))
def test_another_kind_without_a_line_is_not_written_as_a_form(form: Form) -> None:
    paper = read_paper(docx(HEAD, heads.title("BIÊN BẢN", "Họp tổ"), "Có chín người.", FOOT))
    if form is not paper.form:
        refused = write(paper, form, "docx")
        assert isinstance(refused, Refusal)
        assert "Đây là biên bản." in refused.reason


IMPROVEMENT: dict[str, tuple[Form, tuple[str, ...]]] = {
    "plan": (Form.PLAN, (HEAD, heads.title(), PLAN_TABLE, FOOT)),
    "plan of few words": (Form.PLAN, ("KẾ HOẠCH", PLAN_TABLE)),
    "plan without a title": (Form.PLAN, (PLAN_TABLE,)),
    "plan by another name": (Form.PLAN, (HEAD, heads.title("KẾ HOẠCH", "Khắc phục hạn chế sau đánh giá ngoài"), FOOT)),
    "plan of which the prose says what it is": (Form.PLAN, ("KẾ HOẠCH", "Trên đây là kế hoạch cải tiến chất lượng.")),
    "report": (
        Form.REPORT,
        (HEAD, heads.title("BÁO CÁO", "Thực hiện kế hoạch cải tiến chất lượng"), PLAN_TABLE, RESULT_TABLE, FOOT),
    ),
    "report under a title that says little": (
        Form.REPORT,
        (heads.title("BÁO CÁO", "Năm học 2025 - 2026"), RESULT_TABLE),
    ),
    "Biểu 2": (Form.TT57, (HEAD, heads.title("KẾ HOẠCH", "Cải tiến chất lượng giáo dục"), ACTION_TABLE)),
    "Biểu 2 without a title": (Form.TT57, (ACTION_TABLE,)),
}


@pytest.mark.parametrize(("form", "blocks"), IMPROVEMENT.values(), ids=IMPROVEMENT.keys())
def test_the_three_papers_of_improvement_are_told_by_their_form(form: Form, blocks: tuple[str, ...]) -> None:
    paper = read_paper(docx(*blocks))
    assert (paper.kind, paper.form) == (PaperKind.IMPROVEMENT, form)
    assert not any(note.code == "another-kind" for note in paper.notes)


def test_a_workbook_is_told_by_the_words_above_its_table() -> None:
    lines = [["DANH MỤC MINH CHỨNG"], *OTHER_TABLES["evidence of 2018"]]
    assert read_paper(xlsx({"MC": lines}), "a.xlsx").kind is PaperKind.EVIDENCE_LIST
    plan = [["PHỤ LỤC"], ["KẾ HOẠCH CẢI TIẾN CHẤT LƯỢNG"], *head(PLAN_COLUMNS), *body(PLAN, PLAN_COLUMNS)]
    assert read_paper(xlsx({"KH": plan}), "a.xlsx").kind is PaperKind.IMPROVEMENT


def test_every_kind_has_a_name_and_all_but_improvement_a_use() -> None:
    assert set(KIND_NAMES) == set(PaperKind)
    assert set(KIND_USES) == set(PaperKind) - {PaperKind.IMPROVEMENT}
    assert kind_name(PaperKind.IMPROVEMENT, Form.TT57) == "Kế hoạch cải tiến theo Biểu 2, Thông tư 57/2026"


# Numbers and dates of plan and report

NAMED = {
    "as usual": "(Kèm theo Kế hoạch số 12/KH-THCSĐT ngày 05 tháng 9 năm 2026)",
    "with figures": "(Kèm theo Kế hoạch số: 12/KH-THCSĐT, ngày 05/9/2026 của Hiệu trưởng)",
    "issued with it": "(Ban hành kèm theo Kế hoạch số 12/KH-THCSĐT ngày 5/9/2026 của Trường THCS Đồi Thông)",
    "with its name": "Kèm theo Kế hoạch cải tiến chất lượng giáo dục số 12/KH-THCSĐT ngày 05/9/2026",
}


@pytest.mark.parametrize("line", NAMED.values(), ids=NAMED.keys())
@pytest.mark.parametrize("form", ["Word", "Excel"])
def test_an_annex_has_number_and_date_of_the_plan_it_belongs_to(line: str, form: str) -> None:
    grid = [*head(PLAN_COLUMNS), *body(PLAN, PLAN_COLUMNS)]
    title = "KẾ HOẠCH CẢI TIẾN CHẤT LƯỢNG"
    if form == "Word":
        paper = read_paper(docx(p("TRƯỜNG THCS ĐỒI THÔNG"), p(title, bold=True), p(line), word_table(grid)))
    else:
        paper = read_paper(xlsx({"KH": [["TRƯỜNG THCS ĐỒI THÔNG"], [title], [line], *grid]}), "a.xlsx")
    assert (paper.plan.number, paper.plan.date) == ("12/KH-THCSĐT", date(2026, 9, 5))
    assert (paper.school, len(paper.plan.items)) == ("Trường THCS Đồi Thông", len(PLAN))
    assert_written_alike(paper)


def assert_written_alike(paper: Paper) -> None:
    data = write(paper, paper.form, "docx")
    assert not isinstance(data, Refusal)
    again = read_paper(data)
    assert (again.plan.number, again.plan.date) == (paper.plan.number, paper.plan.date)


def test_what_a_plan_is_based_on_is_not_its_own_number() -> None:
    based = "Căn cứ Kế hoạch số 88/KH-SGDĐT ngày 15/8/2026 của Sở Giáo dục và Đào tạo;"
    paper = read_paper(docx(heads.as_table(number="Số:      /KH-THCSĐT"), heads.title(), based, PLAN_TABLE, FOOT))
    assert paper.plan.number == "/KH-THCSĐT"


REPORTS = {
    "in its prose": ("Thực hiện kế hoạch cải tiến chất lượng", "Thực hiện Kế hoạch số 12/KH-THCSĐT ngày 05/9/2026."),
    "in its subject": ("Thực hiện Kế hoạch số 12/KH-THCSĐT ngày 05/9/2026 về cải tiến chất lượng", "Trường báo cáo."),
    "beside the department's": (
        "Thực hiện kế hoạch cải tiến chất lượng",
        "Theo Kế hoạch số 88/KH-SGDĐT ngày 15/8/2026 của Sở và Kế hoạch số 12/KH-THCSĐT ngày 05/9/2026 của trường.",
    ),
}


@pytest.mark.parametrize(("subject", "prose"), REPORTS.values(), ids=REPORTS.keys())
def test_a_report_has_its_own_number_and_that_of_its_plan(subject: str, prose: str) -> None:
    letterhead = heads.as_table(number="Số: 31/BC-THCSĐT", dated="Sông Trong, ngày 20 tháng 5 năm 2027")
    paper = read_paper(docx(letterhead, heads.title("BÁO CÁO", subject), prose, RESULT_TABLE, FOOT))
    assert (paper.report.number, paper.report.date) == ("31/BC-THCSĐT", date(2027, 5, 20))
    assert (paper.plan.number, paper.plan.date) == ("12/KH-THCSĐT", date(2026, 9, 5))
    assert_written_alike(paper)


def test_a_report_in_the_form_of_biểu_2_does_not_give_its_plan_its_own_number() -> None:
    letterhead = heads.as_table(number="Số: 31/BC-THCSĐT", dated="Sông Trong, ngày 20 tháng 5 năm 2027")
    prose = "Thực hiện Kế hoạch số 12/KH-THCSĐT ngày 05/9/2026."
    title = heads.title("BÁO CÁO", "Kết quả cải tiến chất lượng giáo dục")
    paper = read_paper(docx(letterhead, title, prose, ACTION_TABLE, FOOT))
    assert (paper.form, paper.report.number, paper.plan.number) == (Form.TT57, "31/BC-THCSĐT", "12/KH-THCSĐT")
    assert_written_alike(paper)
