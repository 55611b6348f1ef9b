"""Where the rules of the form of a paper begin to speak and where they stop: on both sides of each bound."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from caitien.domain.paper import Form, Letterhead, Paper, Plan, Section
from tests.rules.looking import TODAY, hits, words

YEAR = "2025-2026"


@pytest.mark.parametrize(
    ("form", "first", "last"),
    [
        (Form.REPORT, "2025-08-01", "2027-07-31"),  # a year after the year has ended
        (Form.PLAN, "2025-01-31", "2026-07-31"),  # half a year before it begins
        (Form.TT57, "2025-01-31", "2027-07-31"),
    ],
)
def test_p04_a_paper_is_dated_around_its_school_year(form: Form, first: str, last: str):
    begin, end, day = date.fromisoformat(first), date.fromisoformat(last), timedelta(days=1)

    def said(signed: date) -> list[str]:
        paper = Paper(form=form, school_year=YEAR, report=Letterhead(place="Huế", date=signed))
        return [hit.words for hit in hits("P04", paper, today=date(2028, 1, 1))]

    assert [said(signed) for signed in (begin, end)] == [[], []]
    assert said(begin - day) == [f"{begin - day:%d/%m/%Y}"]
    assert said(end + day) == [f"{end + day:%d/%m/%Y}"]


@pytest.mark.parametrize(("days", "told"), [(31, 0), (32, 1)])
def test_p04_a_draft_may_bear_a_day_a_month_ahead(days: int, told: int):
    paper = Paper(report=Letterhead(place="Huế", date=TODAY + timedelta(days=days)))
    assert len(hits("P04", paper)) == told


@pytest.mark.parametrize(("days", "told"), [(0, 0), (-1, 1)])
def test_p04_a_report_comes_after_its_plan(days: int, told: int):
    day = date(2026, 3, 1)
    paper = Paper(plan=Plan(date=day), report=Letterhead(place="Huế", date=day + timedelta(days=days)))
    assert len(hits("P04", paper)) == told
    assert hits("P04", replace(paper, form=Form.PLAN)) == []


@pytest.mark.parametrize(("text", "told"), [("ngày 31 tháng 4 năm 2026", 1), ("ngày tháng 4 năm 2026", 0)])
def test_p04_three_figures_that_are_no_day_are_told(text: str, told: int):
    assert len(hits("P04", Paper(report=Letterhead(place="Huế", date_text=text)))) == told


def outline(*headings: str, before: str = "end", **paper: str) -> list[str]:
    sections = tuple(Section(before=before, heading=each, paragraphs=("Lời.",)) for each in headings)
    return [hit.what for hit in hits("P08", Paper(form=Form.PLAN, sections=sections, **paper))]


@pytest.mark.parametrize(
    ("headings", "told"),
    [
        ("I. A|II. B|III. C|IV. D|V. E|VI. F|VII. G|VIII. H|IX. K|X. L|XI. M|XII. N|XIII. O|XIV. P|XV. Q", []),
        ("I. A|III. C", ["Số mục bị nhảy cóc: “III. C”."]),
        ("I. A|II. B|II. C", ["Số mục bị trùng hoặc lùi lại: “II. C”."]),
        ("II. B|III. C|II. D", ["Số mục bị trùng hoặc lùi lại: “II. D”."]),
        ("XIII. A|XV. B", ["Số mục bị nhảy cóc: “XV. B”."]),
        ("I. A|II. B|I. C", []),  # the numerals begin again
        ("Phần A|I. B|III. C", []),
        ("a) B|I. B|III. C", []),
        ("Mở đầu|Kết", []),
    ],
)
def test_p08_numerals_go_on_by_one(headings: str, told: list[str]):
    assert outline(*headings.split("|")) == told


def test_p08_a_gap_is_told_where_nothing_kept_elsewhere_can_fill_it():
    assert outline("I. A", "III. C", strengths="Đều.") == []
    assert outline("I. A", "III. C", before="plan", strengths="Đều.") == ["Số mục bị nhảy cóc: “III. C”."]
    assert outline("I. A", "", "III. C") == []
    apart = (Section(before="plan", heading="I. A"), Section(before="end", heading="III. C"))
    assert hits("P08", Paper(form=Form.PLAN, sections=apart)) == []


@pytest.mark.parametrize("missing", ["IV", "V", "VI"])
def test_p08_the_new_form_has_three_tables_or_their_words(missing: str):
    sections = tuple(Section(part=part, paragraphs=("Lời.",)) for part in ("IV", "V", "VI") if part != missing)
    (hit,) = hits("P08", Paper(form=Form.TT57, sections=sections))
    assert hit.what.startswith(f"Biểu 2 thiếu phần {missing}, ")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("tập huấn KTCB", ["KTCB"]),
        ("tập huấn KT", []),  # two letters may be a room
        *(("tập huấn CLB", []), ("tập huấn GD&ĐT", []), ("tập huấn KTX&ĐT", ["KTX&ĐT"]), ("mã 12/KTCB", [])),
        *(("tập huấn XVII", []), ("dùng UNESCO", []), ("BẢN KTCB", []), ("A KTCB", ["KTCB"]), ("KTCB.", ["KTCB"])),
        *(("kiểm tra cơ bản; KTCB", []), ("(KTCB)", []), ("KTCB: sổ", []), ("KTCB = sổ", []), ("viết tắt là KTCB", [])),
        *(("xKTCB", []), ("KTCB2", []), ("KTCB-X", []), ("BẢN, KTCB", ["KTCB"]), ("KTCB BẢN", [])),
    ],
)
def test_p11_a_short_form_is_strange_where_nobody_knows_it_and_nothing_explains_it(text: str, told: list[str]):
    assert words("P11", text) == told


def test_p11_uses_are_counted_over_the_running_text_only():
    paper = Paper(strengths="tập huấn KTCB", limitations="tập huấn KTCB, KTCB", report=Letterhead(subject="KTCB"))
    (hit,) = hits("P11", paper)
    assert (hit.path, hit.what) == ("strengths", "“KTCB” (3 lần) chưa được viết đủ chữ ở đâu.")
    assert hits("P11", replace(paper, school="Trường KTCB")) == []


@pytest.mark.parametrize(
    ("text", "backwards"),
    [
        *(("từ tháng 5 đến tháng 3", True), ("từ tháng 9 đến tháng 5", False), ("từ tháng 3 đến tháng 3", False)),
        *(("từ tháng 8 đến tháng 7", False), ("từ tháng 7 đến tháng 8", False), ("từ tháng 12 đến tháng 9", True)),
        *(("từ tháng 7 đến tháng 6", True), ("từ tháng 9 đến tháng 8", True), ("từ tháng 1 đến tháng 12", False)),
        *(("tháng 5 đến tháng 3", False), ("từ tháng 10 đến tháng 9", True), ("từ tháng 2 đến tháng 1", True)),
        *(("từ ngày 20/10 đến ngày 05/10", True), ("từ ngày 20/10 đến ngày 20/10", False)),
        *(("từ ngày 20/10 đến ngày 21/10", False), ("từ ngày 01/10 đến tháng 10", False)),
        *(("từ tháng 10 đến ngày 01/10", False), ("từ ngày 31/10 đến tháng 9", True)),
        *(("10/2026 - 5/2026", True), ("10/2026 - 10/2026", False), ("10/2026 - 5/2027", False)),
        *(("từ 05/10/2026 đến 04/10/2026", True), ("từ 05/10/2026 đến 05/10/2026", False)),
        *(("từ 31/10/2026 đến tháng 10/2026", False), ("từ tháng 10/2026 đến 01/10/2026", False)),
        *(("giai đoạn 2030 - 2025", True), ("giai đoạn 2025 - 2025", False), ("từ 10/2026 đến 2026", False)),
        *(("từ 10/2026 đến 2025", True), ("từ 10/2026 đến tháng 5", False), ("từ tháng 10 đến 5/2026", False)),
        *(("quý iv/2026 - quý i/2026", True), ("quý i/2026 - quý iv/2026", False), ("quý 3/2026 - quý 2/2026", True)),
        *(
            ("quý ii/2026 - tháng 6/2026", False),
            ("quý ii/2026 - tháng 5/2026", True),
            ("quý 4/2026 - quý 1/2026", True),
        ),
        *(("quý iii/2026 - tháng 8/2026", True), ("từ tháng 5 đến tháng 3 năm sau", False)),
    ],
)
def test_p17_a_span_ends_after_it_begins(text: str, backwards: bool):
    assert words("P17", text) == ([text] if backwards else [])


@pytest.mark.parametrize(
    ("text", "told"),
    [
        *(("năm học 2025-2026", []), ("năm học 2025-2025", None), ("năm học 2025-2027", None), ("năm học 2025-26", [])),
        *(("năm học 2025-27", None), ("năm học 1999-2000", []), ("năm học 1998-99", []), ("năm học 1999-99", None)),
        *(("các năm học 2023-2026", []), ("các năm học 2026-2026", ["các năm học 2026-2026"])),
        *(("các năm học 2026-2023", ["các năm học 2026-2023"]), ("nh: 2025-2027", None), ("năm 2025-2027", [])),
    ],
)
def test_p18_a_school_year_is_two_years_in_a_row(text: str, told: list[str] | None):
    assert words("P18", text) == ([text] if told is None else told)


@pytest.mark.parametrize(("year", "told"), [("2025-2026", 0), ("2025-2025", 1), ("2025-2027", 1), ("2026-2025", 1)])
def test_p18_the_papers_own_year_too(year: str, told: int):
    assert [hit.path for hit in hits("P18", Paper(school_year=year)) if hit.path == "school_year"] == [
        "school_year"
    ] * told
