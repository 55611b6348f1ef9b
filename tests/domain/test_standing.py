"""What a blank form says for itself can be said and read: nothing is added, nothing lost."""

from dataclasses import replace
from datetime import date

import pytest

from caitien.domain.official_forms.standing import (
    Facts,
    blank_or,
    date_line,
    default_subject,
    number_line,
    plan_named,
    plan_told,
    read_blank,
    read_date,
    read_recipients,
    read_standing,
    read_subject,
    school_type_of,
    school_year_in,
    standing_sentences,
)
from caitien.domain.paper import Form, Letterhead, Paper, Plan, Section

PAPER = Paper(
    school="Trường THPT Gò Mây",
    school_type="thpt",
    school_year="2026-2027",
    framework="tt18-2018",
    plan=Plan(number="12/KH-GM", date=date(2026, 9, 5)),
)


@pytest.mark.parametrize("form", list(Form))
def test_every_standing_sentence_reads_back_as_the_facts_it_was_made_of(form: Form) -> None:
    facts = read_subject(default_subject(PAPER, form)) or Facts()
    for sentence in standing_sentences(PAPER, form):
        said = read_standing(sentence)
        assert said is not None
        facts |= said
    assert (facts.school, facts.school_year, facts.framework) == (PAPER.school, "2026-2027", "tt18-2018")
    assert (facts.plan_number, facts.plan_date) == ("12/KH-GM", date(2026, 9, 5))


def test_what_the_prose_says_is_not_said_again() -> None:
    prose = "Nhà trường ban hành Kế hoạch số 12/KH-GM ngày 05 tháng 9 năm 2026 theo Thông tư số 18/2018/TT-BGDĐT."
    told = replace(PAPER, sections=(Section(part="I", paragraphs=(prose,)),))
    assert standing_sentences(told, Form.REPORT) == ()
    assert plan_named(prose) == ("12/KH-GM", date(2026, 9, 5))


def test_a_subject_is_known_however_its_lines_are_broken() -> None:
    broken = default_subject(PAPER, Form.REPORT).replace("\n", " ").replace("sau đánh", "sau\nđánh")
    assert read_subject(broken) == Facts(school="Trường THPT Gò Mây", school_year="2026-2027")


def test_a_schools_own_words_are_no_standing_sentence() -> None:
    assert read_standing("Năm học thực hiện nhiều đổi mới.") is None
    assert read_subject("Về việc sửa bếp ăn") is None


@pytest.mark.parametrize(
    ("report", "line"),
    [
        (Letterhead(place="Huế", date=date(2026, 2, 5)), "Huế, ngày 05 tháng 02 năm 2026"),
        (Letterhead(place="Huế", date=date(2026, 11, 15)), "Huế, ngày 15 tháng 11 năm 2026"),
        (Letterhead(place="Huế", date=date(2026, 3, 15)), "Huế, ngày 15 tháng 3 năm 2026"),
    ],
)
def test_days_below_ten_and_the_first_two_months_have_a_zero(report: Letterhead, line: str) -> None:
    assert date_line(report) == line


@pytest.mark.parametrize("words", ["31 tháng 02 năm 2026", "ngày tháng năm 2026", "hôm nay"])
def test_no_date_is_made_of_words_that_are_none(words: str) -> None:
    assert read_date(words) is None


def test_a_number_below_ten_is_printed_with_a_zero() -> None:
    assert number_line("5/BC-GM") == "Số: 05/BC-GM"


def test_the_blank_list_of_recipients_names_nobody_but_a_real_one_keeps_its_archive() -> None:
    assert read_recipients(["", "Lưu: VT"]) == ()
    assert read_recipients(["Lưu: VT"]) == ("Lưu: VT",)
    assert read_recipients(["Sở GD&ĐT", "", "Lưu: VT"]) == ("Sở GD&ĐT", "Lưu: VT")


@pytest.mark.parametrize(
    ("school", "kind"),
    [
        ("Trường THPT Gò Mây", "thpt"),
        ("TRƯỜNG TRUNG HỌC CƠ SỞ BÃI NGANG", "thcs"),
        ("Trường TH và THCS Bãi Ngang", "nhieu_cap_hoc"),
        ("Trường Mẫu giáo Hoa Gạo", "mam_non"),
        ("Trung tâm GDTX Sông Mây", "gdtx"),
        ("Nhà trường", ""),
    ],
)
def test_a_schools_type_is_told_by_its_name(school: str, kind: str) -> None:
    assert school_type_of(school) == kind


@pytest.mark.parametrize(
    ("text", "year"), [("năm học 2023 - 2024", "2023-2024"), ("giai đoạn 2021-2025", ""), ("", "")]
)
def test_a_school_year_is_two_years_in_a_row(text: str, year: str) -> None:
    assert school_year_in(text) == year


ANNEX = Letterhead(subject="(Kèm theo Kế hoạch số 12/KH-GM ngày 05 tháng 9 năm 2026)")


def test_a_plan_is_the_one_its_letterhead_names() -> None:
    head = replace(ANNEX, number="15/KH-GM", date=date(2026, 10, 1))
    assert plan_told(Form.PLAN, head, "") == ("15/KH-GM", date(2026, 10, 1))


def test_an_annex_without_a_number_is_of_the_plan_it_goes_with() -> None:
    assert plan_told(Form.PLAN, ANNEX, "") == ("12/KH-GM", date(2026, 9, 5))


def test_a_plan_that_names_none_keeps_the_day_it_has() -> None:
    day = date(2026, 10, 1)
    prose = "Thực hiện Kế hoạch số 3/KH-SGD ngày 01 tháng 8 năm 2026 của Sở."
    assert plan_told(Form.PLAN, Letterhead(date=day), prose) == ("", day)


def test_a_report_names_the_plan_it_stands_on_and_never_itself() -> None:
    head = Letterhead(number="40/BC-GM", date=date(2027, 5, 20))
    prose = "Nhà trường ban hành Kế hoạch số 12/KH-GM ngày 05 tháng 9 năm 2026 về cải tiến chất lượng."
    assert plan_told(Form.REPORT, head, prose) == ("12/KH-GM", date(2026, 9, 5))
    assert plan_told(Form.REPORT, head, "") == ("", None)


@pytest.mark.parametrize(
    ("prose", "number", "day"),
    [
        ("Kế hoạch số 12/KH-GM", "12/KH-GM", None),
        ("Kế hoạch cải tiến chất lượng số 12/KH-GM ngày 05/9/2026", "12/KH-GM", date(2026, 9, 5)),
        ("Kế hoạch số 3/KH-A ngày 1/8/2026\nKế hoạch cải tiến số 4/KH-A ngày 1.9.2026", "4/KH-A", date(2026, 9, 1)),
        ("Kế hoạch số 3/KH-A ngày 1/8/2026\nKế hoạch số 4/KH-A ngày 1.9.2026", "3/KH-A", date(2026, 8, 1)),
        ("Kế hoạch số 3/KH-A ngày 1/8/2026 của Sở Giáo dục", "", None),
        ("Kế hoạch số 3/KH-SGDĐT ngày 1/8/2026", "", None),
        ("Ngày 05/9/2026, nhà trường ban hành Kế hoạch số 15/A", "15/A", date(2026, 9, 5)),
        ("Kế hoạch số 15/A", "", None),  # no date, and nothing says it is a plan's
        ("Số kế hoạch: 9/KH-B, ngày 3/10/2026", "9/KH-B", date(2026, 10, 3)),
        ("Kế hoạch số 12 /KH-GM ngày 31/2/2026", "12/KH-GM", None),
        ("Kế hoạch số 12/KH-GM.", "12/KH-GM", None),
        ("", "", None),
    ],
)
def test_the_plan_some_prose_names_has_its_number_and_day(prose: str, number: str, day: date | None) -> None:
    assert plan_named(prose) == (number, day)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("ngày 05 tháng 02 năm 2026", date(2026, 2, 5)),
        (" 5/2/2026. ", date(2026, 2, 5)),
        ("15.11.2026", date(2026, 11, 15)),
        ("29 tháng 2 năm 2028", date(2028, 2, 29)),
        ("29/2/2027", None),
        ("5/2/26", None),
    ],
)
def test_a_whole_day_is_read_however_it_is_written(words: str, day: date | None) -> None:
    assert read_date(words) == day


@pytest.mark.parametrize(
    ("head", "line"),
    [
        (Letterhead(), "…………, ngày\u00a0\u00a0\u00a0\u00a0 tháng\u00a0\u00a0\u00a0\u00a0 năm\u00a0\u00a0\u00a0\u00a0"),
        (Letterhead(place="Huế", date_text="ngày tháng năm 2026"), None),
        (Letterhead(place="Huế", date=date(2026, 12, 31)), "Huế, ngày 31 tháng 12 năm 2026"),
        (Letterhead(place="Huế", date=date(2026, 1, 9)), "Huế, ngày 09 tháng 01 năm 2026"),
        (Letterhead(place="Huế", date=date(2026, 10, 10)), "Huế, ngày 10 tháng 10 năm 2026"),
    ],
)
def test_place_and_day_leave_room_for_the_pen(head: Letterhead, line: str | None) -> None:
    room = "\u00a0" * 4
    assert date_line(head) == (line or f"Huế, ngày{room} tháng{room} năm 2026")


@pytest.mark.parametrize(
    ("number", "line"),
    [
        ("5/BC", "Số: 05/BC"),
        ("15/BC", "Số: 15/BC"),
        ("/BC", "Số: \u00a0\u00a0\u00a0\u00a0/BC"),
        ("", "Số: \u00a0\u00a0\u00a0\u00a0"),
    ],
)
def test_a_blank_number_leaves_room_too(number: str, line: str) -> None:
    assert number_line(number) == line


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Tên cơ sở giáo dục: Trường A.", Facts(school="Trường A")),
        ("Năm học thực hiện: 2026-2027.", Facts(school_year="2026-2027")),
        ("Năm học thực hiện: 2026 - 2027.", None),  # not as the form writes it
        ("Tiêu chuẩn đánh giá áp dụng: Thông tư số 18/2018/TT-BGDĐT.", Facts(framework="tt18-2018")),
        (
            "Kế hoạch cải tiến chất lượng giáo dục của nhà trường: ban hành ngày 05 tháng 9 năm 2026.",
            Facts(plan_date=date(2026, 9, 5)),
        ),
        ("Kế hoạch cải tiến chất lượng giáo dục của nhà trường: ban hành ngày 31 tháng 2 năm 2026.", None),
        ("Tên cơ sở giáo dục: " + "a" * 400 + ".", Facts(school="a" * 400)),
        ("Tên cơ sở giáo dục: " + "a" * 401 + ".", None),
        ("tên cơ sở giáo dục: Trường A.", None),
    ],
)
def test_a_standing_sentence_is_read_as_its_facts(text: str, facts: Facts | None) -> None:
    assert read_standing(text) == facts


def test_facts_are_filled_up_with_those_of_another() -> None:
    assert Facts(school="A", school_year="") | Facts(school="B", school_year="2026-2027") == Facts(
        school="A", school_year="2026-2027"
    )


@pytest.mark.parametrize(
    ("text", "year"),
    [("năm học 2023–2024, 2024-2025", "2023-2024"), ("2021-2025 và 2022/2023", "2022-2023"), ("2024-2023", "")],
)
def test_the_first_two_years_in_a_row_are_the_school_year(text: str, year: str) -> None:
    assert school_year_in(text) == year


@pytest.mark.parametrize(("text", "shown"), [("", "…………"), ("Huế", "Huế")])
def test_dots_stand_where_nothing_does(text: str, shown: str) -> None:
    assert blank_or(text) == shown
    assert read_blank(shown) == text
    assert read_blank("A…") == "A…"
