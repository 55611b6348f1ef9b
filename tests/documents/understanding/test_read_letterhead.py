"""Head and foot of the paper: number, place, date, signer, recipients, and the plan a report names."""

from datetime import date

import pytest

from caitien.domain.paper import Form, Paper
from caitien.domain.texts.folding import fold
from tests.specimens import letterheads as heads
from tests.specimens.layout import body, grouped, head
from tests.specimens.pour import word_table
from tests.specimens.reading import all_cells, one_line, read_paper
from tests.specimens.schools import PLAN, PLAN_COLUMNS, RESULT_COLUMNS, RESULTS, bare
from tests.specimens.word import Xml, cell, docx, old_text_box, p, row, table, text_box

PLAN_TABLE = word_table([*head(PLAN_COLUMNS), *body(PLAN, PLAN_COLUMNS)])
RESULT_TABLE = word_table([*head(RESULT_COLUMNS), *body(RESULTS, RESULT_COLUMNS)])


def plan(*blocks: str, letterhead: Xml | None = None, foot: Xml | None = None) -> Paper:
    """A plan under this head and above this foot."""
    return read_paper(
        docx(letterhead or heads.as_table(), heads.title(), *blocks, PLAN_TABLE, p(), foot or heads.foot())
    )


HEADS = {
    "a table": heads.as_table(),
    "a table of one row with drawn lines": heads.as_one_row(),
    "tabs": heads.as_tabs(),
    "paragraphs": heads.as_paragraphs(),
    "text boxes": p(
        text_box(*(p(t) for t in (*heads.UPPER.split("\n"), heads.ISSUER, heads.NUMBER))),
        text_box(p(heads.NATION), p(heads.MOTTO), p(heads.DATED)),
    ),
    "old text boxes": p(
        old_text_box(*(p(t) for t in (*heads.UPPER.split("\n"), heads.ISSUER, heads.NUMBER))),
        old_text_box(p(heads.NATION), p(heads.MOTTO), p(heads.DATED)),
    ),
}


@pytest.mark.parametrize("letterhead", HEADS.values(), ids=HEADS.keys())
def test_the_head_is_read_however_it_is_laid_out(letterhead: Xml) -> None:
    report = plan(letterhead=letterhead).report
    assert (report.number, report.place, report.date) == ("15/KH-THCSĐT", "Sông Trong", date(2025, 9, 5))
    assert fold(report.upper_body).split()[-3:] == ["phuong", "song", "trong"]
    # The form's own subject may be kept as no subject of the school's own.
    assert one_line(report.subject) in ("", "Cải tiến chất lượng giáo dục năm học 2025 - 2026")
    assert report.title == "KẾ HOẠCH"


NUMBERS = {
    "Số: 15/KH-THCSĐT": "15/KH-THCSĐT",
    "Số 15/KH-THCSĐT": "15/KH-THCSĐT",
    "Số : 15 /KH-THCSĐT": "15/KH-THCSĐT",
    "Số: 08/KH-THCSĐT": "08/KH-THCSĐT",
    "Số:        /KH-THCSĐT": "/KH-THCSĐT",
    "Số: 218-01/BC-MNHS": "218-01/BC-MNHS",
    "SỐ: 15/KH-THCSĐT": "15/KH-THCSĐT",
}


@pytest.mark.parametrize(("printed", "number"), NUMBERS.items())
def test_the_number_in_any_form(printed: str, number: str) -> None:
    assert plan(letterhead=heads.as_table(number=printed)).report.number.replace(" ", "") == number


@pytest.mark.parametrize("printed", ["Số: …/KH-THCSĐT", "Số:....../KH-THCSĐT"])
def test_a_number_left_blank_keeps_its_symbol(printed: str) -> None:
    number = plan(letterhead=heads.as_table(number=printed)).report.number
    assert number.endswith("/KH-THCSĐT")
    assert not any(letter.isdigit() for letter in number)


def test_a_head_without_a_number() -> None:
    report = plan(letterhead=heads.as_table(number="")).report
    assert (report.number, report.date) == ("", date(2025, 9, 5))


DATES = {
    "Sông Trong, ngày 05 tháng 9 năm 2025": ("Sông Trong", date(2025, 9, 5)),
    "Sông Trong, ngày 5 tháng 9 năm 2025": ("Sông Trong", date(2025, 9, 5)),
    "Sông Trong, ngày 12 tháng 02 năm 2026": ("Sông Trong", date(2026, 2, 12)),
    "Phường Sông Trong, ngày 05 tháng 9 năm 2025": ("Phường Sông Trong", date(2025, 9, 5)),
    "Sông Trong,ngày 05 tháng 9 năm 2025": ("Sông Trong", date(2025, 9, 5)),
    "Sông Trong, ngày 05/9/2025": ("Sông Trong", date(2025, 9, 5)),
    "Sông Trong, 05/9/2025": ("Sông Trong", date(2025, 9, 5)),
    "Thành phố An Lạc, ngày  05  tháng  09  năm  2025": ("Thành phố An Lạc", date(2025, 9, 5)),
    "TP. An Lạc, ngày 05 tháng 9 năm 2025": ("TP. An Lạc", date(2025, 9, 5)),
}


@pytest.mark.parametrize(("printed", "seen"), DATES.items())
def test_place_and_date_in_any_form(printed: str, seen: tuple[str, date]) -> None:
    report = plan(letterhead=heads.as_table(dated=printed)).report
    assert (report.place, report.date) == seen


@pytest.mark.parametrize(
    "printed",
    [
        "Sông Trong, ngày     tháng     năm 2025",
        "Sông Trong, ngày … tháng … năm 2025",
        "Sông Trong, ngày .... tháng 9 năm 2025",
    ],
)
def test_a_date_left_blank_is_no_date_and_its_words_are_kept(printed: str) -> None:
    report = plan(letterhead=heads.as_table(dated=printed)).report
    assert (report.place, report.date) == ("Sông Trong", None)
    assert "2025" in report.date_text


def test_a_date_that_cannot_be_is_no_date() -> None:
    report = plan(letterhead=heads.as_table(dated="Sông Trong, ngày 31 tháng 02 năm 2026")).report
    assert report.date is None
    assert "31" in report.date_text


UPPERS = [
    "UBND PHƯỜNG SÔNG TRONG",
    "ỦY BAN NHÂN DÂN\nPHƯỜNG SÔNG TRONG",
    "SỞ GIÁO DỤC VÀ ĐÀO TẠO\nTHÀNH PHỐ AN LẠC",
    "UỶ BAN NHÂN DÂN XÃ ĐÁ BẠC",
]


@pytest.mark.parametrize("upper", UPPERS)
def test_the_upper_body_in_one_line_or_two(upper: str) -> None:
    paper = plan(letterhead=heads.as_table(upper=upper))
    assert one_line(paper.report.upper_body) == one_line(upper)
    assert fold(paper.school) == "truong thcs doi thong"


# The foot

FEET = {
    "a table": heads.foot(),
    "paragraphs": heads.foot_as_paragraphs(),
    "a word in brackets under the post": heads.foot(under="(Ký, ghi rõ họ tên, đóng dấu)"),
    "the words of an electronic signature": heads.foot(under="Ký bởi: Lò Thị Ngân\nNgày ký: 05/9/2025 08:12:33"),
    "a word that it was signed": heads.foot(under="(Đã ký)"),
    "the chair of the council": heads.foot(post="HIỆU TRƯỞNG"),
}


@pytest.mark.parametrize("foot", FEET.values(), ids=FEET.keys())
def test_the_foot_gives_recipients_and_signer(foot: Xml) -> None:
    report = plan(foot=foot).report
    assert (report.signer, report.signer_title) == ("Đỗ Hoa Sim", "HIỆU TRƯỞNG")
    assert report.recipients == heads.RECIPIENTS


POSTS = [
    "HIỆU TRƯỞNG",
    "KT. HIỆU TRƯỞNG\nPHÓ HIỆU TRƯỞNG",
    "PHÓ HIỆU TRƯỞNG PHỤ TRÁCH",
    "TM. HỘI ĐỒNG TỰ ĐÁNH GIÁ\nCHỦ TỊCH",
    "TM. HỘI ĐỒNG\nCHỦ TỊCH HỘI ĐỒNG",
    "GIÁM ĐỐC",
    "Q. HIỆU TRƯỞNG",
    "Hiệu trưởng",
    "THỦ TRƯỞNG ĐƠN VỊ",
]


@pytest.mark.parametrize("post", POSTS)
def test_the_post_of_the_signer_in_one_line_or_two(post: str) -> None:
    report = plan(foot=heads.foot(post=post)).report
    assert (report.signer, one_line(report.signer_title)) == ("Đỗ Hoa Sim", one_line(post))


@pytest.mark.parametrize(
    "signer", ["ThS. Đỗ Hoa Sim", "Nguyễn Thị Cẩm Tú", "ĐỖ HOA SIM", "Lê Văn A", "K' Brẻo", "H'Mai Niê"]
)
def test_the_name_of_the_signer_as_printed(signer: str) -> None:
    assert plan(foot=heads.foot(signer=signer)).report.signer == signer


def test_a_paper_nobody_signed_yet_has_no_signer() -> None:
    report = plan(foot=heads.foot(signer="", under="(Ký, ghi rõ họ tên, đóng dấu)")).report
    assert (report.signer, report.signer_title) == ("", "HIỆU TRƯỞNG")


RECIPIENTS = {
    "dashes and semicolons": (
        "Nơi nhận:\n- Sở GD&ĐT (b/c);\n- Các tổ chuyên môn;\n- Lưu: VT.",
        ("Sở GD&ĐT (b/c)", "Các tổ chuyên môn", "Lưu: VT"),
    ),
    "plus signs": ("Nơi nhận:\n+ UBND phường;\n+ Lưu VT.", ("UBND phường", "Lưu VT")),
    "no marks": ("Nơi nhận:\nNhư trên;\nLưu VT", ("Như trên", "Lưu VT")),
    "the word alone in capitals": ("NƠI NHẬN:\n- Như trên;\n- Lưu: VT, HĐ TĐG.", ("Như trên", "Lưu: VT, HĐ TĐG")),
    "no colon": ("Nơi nhận\n- Như Điều 3;\n- Lưu: VT.", ("Như Điều 3", "Lưu: VT")),
    "en dashes": ("Nơi nhận:\n– Phòng VH-XH;\n– Lưu: VT.", ("Phòng VH-XH", "Lưu: VT")),
    "on one line with the word": ("Nơi nhận: - Như trên;\n- Lưu: VT.", ("Như trên", "Lưu: VT")),
    "commas": ("Nơi nhận:\n- Sở GDĐT,\n- Lưu VT.", ("Sở GDĐT", "Lưu VT")),
}


@pytest.mark.parametrize(("printed", "recipients"), RECIPIENTS.values(), ids=RECIPIENTS.keys())
def test_recipients_lose_their_marks_only(printed: str, recipients: tuple[str, ...]) -> None:
    foot = table(row(cell(printed), cell("HIỆU TRƯỞNG\n\n\nĐỗ Hoa Sim")))
    report = plan(foot=foot).report
    assert report.recipients == recipients
    assert report.signer == "Đỗ Hoa Sim"


def test_the_signature_without_recipients() -> None:
    foot = table(row("", cell("Sông Trong, ngày 05 tháng 9 năm 2025\nHIỆU TRƯỞNG\n\n\nĐỗ Hoa Sim")))
    report = plan(letterhead=heads.as_table(dated=""), foot=foot).report
    assert (report.signer, report.signer_title, report.recipients) == ("Đỗ Hoa Sim", "HIỆU TRƯỞNG", ())


# What kind of paper


def test_a_plan_is_a_plan_and_a_report_a_report() -> None:
    assert plan().form is Form.PLAN
    grouped_results = word_table([*head(RESULT_COLUMNS), *grouped(RESULTS, RESULT_COLUMNS)])
    report = read_paper(
        docx(
            heads.as_table(),
            heads.title("BÁO CÁO", "Kết quả thực hiện kế hoạch cải tiến chất lượng"),
            PLAN_TABLE,
            grouped_results,
        )
    )
    assert report.form is Form.REPORT
    assert report.report.title == "BÁO CÁO"


def test_head_and_foot_tables_are_not_rows_of_the_plan() -> None:
    assert all_cells(plan().plan.items) == all_cells(bare(*PLAN))


# Number and date of the plan, from the report's own words

SENTENCES = {
    "Nhà trường đã ban hành Kế hoạch số 27/KH-THCSĐT ngày 12 tháng 9 năm 2025 về cải tiến chất lượng.": (
        "27/KH-THCSĐT",
        date(2025, 9, 12),
    ),
    "Căn cứ Kế hoạch số 27/KH-THCSĐT ngày 12/9/2025 của trường THCS Đồi Thông;": ("27/KH-THCSĐT", date(2025, 9, 12)),
    "Kế hoạch cải tiến chất lượng giáo dục số: 27/KH-THCSĐT, ngày 12/09/2025.": ("27/KH-THCSĐT", date(2025, 9, 12)),
    "Thực hiện kế hoạch số 27-01/KH-THCSĐT ban hành ngày 12 tháng 09 năm 2025 của Hiệu trưởng.": (
        "27-01/KH-THCSĐT",
        date(2025, 9, 12),
    ),
}


@pytest.mark.parametrize(("sentence", "plan_of"), SENTENCES.items())
def test_a_report_names_its_plan_in_a_sentence(sentence: str, plan_of: tuple[str, date]) -> None:
    subject = heads.title("BÁO CÁO", "Về thực hiện Kế hoạch cải tiến chất lượng giáo dục năm học 2025 - 2026")
    head_table = heads.as_table(number="Số: 40/BC-THCSĐT", dated="Sông Trong, ngày 28 tháng 5 năm 2026")
    paper = read_paper(
        docx(head_table, subject, "I. Việc xây dựng Kế hoạch cải tiến chất lượng", sentence, RESULT_TABLE, heads.foot())
    )
    assert (paper.plan.number, paper.plan.date) == plan_of
    assert (paper.report.number, paper.report.date) == ("40/BC-THCSĐT", date(2026, 5, 28))


def test_a_letterhead_read_column_by_column_goes_on_below_what_the_letter_is_about() -> None:
    left = ("UBND XÃ SUỐI LIM", "TRƯỜNG MẦM NON SUỐI LIM", "Số: 7/MNSL", "V/v xin hỗ trợ kinh phí")
    right = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Suối Lim, ngày 05 tháng 9 năm 2026")
    paper = read_paper(docx(*left, *right, "Kính gửi: UBND xã Suối Lim", "Nhà trường xin hỗ trợ sửa mái."))
    assert (paper.report.place, paper.report.date) == ("Suối Lim", date(2026, 9, 5))
    (section,) = paper.sections
    assert section.paragraphs == (left[-1], "Kính gửi: UBND xã Suối Lim", "Nhà trường xin hỗ trợ sửa mái.")
