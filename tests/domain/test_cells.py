"""The cells of a paper by their paths: which there are, what fits, what is written where."""

import pytest

from caitien.domain.papers.cells import (
    LONGEST,
    cell_of,
    field_of,
    fit,
    headings_of,
    is_cell,
    mark_of,
    read_cell,
    shown,
    with_cell,
)
from caitien.domain.refused import Refused

DATA = {
    "school": "Trường THPT Hoa Sen",
    "report": {"date": "2026-09-05", "recipients": ["Sở", "Lưu: VT"]},
    "plan": {"number": "05/KH-HS", "items": [{"work": "Sửa mái", "standard": 1, "extra": {"Điểm yếu": "dột"}}, {}]},
    "sections": [{"heading": "I", "paragraphs": ["Một.", "Hai."]}],
    "recommendations": ["Thêm bàn."],
}


@pytest.mark.parametrize(
    ("path", "there"),
    [
        *(("school", True), ("report.date", True), ("plan.number", True), ("plan.items", False), ("notes", False)),
        *(("plan.items.0.work", True), ("plan.items.1.work", True), ("plan.items.2.work", False)),
        *(("plan.items.01.work", False), ("plan.items.0.source", False), ("plan.items.-1.work", False)),
        *(("plan.items.0.extra", False), ("plan.items.0.extra.Điểm yếu", True), ("plan.items.1.extra.Điểm yếu", True)),
        *(("plan.items.0.extra.Khác", False), ("plan.items.2.extra.Điểm yếu", False), ("results.0.done", False)),
        *(("sections.0.paragraphs.1", True), ("sections.0.paragraphs.2", False), ("sections.1.heading", False)),
        *(("recommendations.0", True), ("recommendations.1", False), ("school.extra.x", False)),
    ],
)
def test_a_path_leads_to_a_cell_where_there_is_such_a_line(path: str, there: bool):
    assert is_cell(DATA, path) is there


@pytest.mark.parametrize(
    ("path", "field", "cell"),
    [
        ("results.3.planned", "planned", "results.3.planned"),
        ("recommendations.2", "recommendations", "recommendations.2"),
        ("plan.items.0.extra.Điểm yếu", "extra", "plan.items.0.extra.Điểm yếu"),
        ("report.recipients.1", "recipients", "report.recipients"),
        ("report.date_text", "date_text", "report.date"),
        ("12", "", "12"),
    ],
)
def test_a_path_ends_in_a_field_and_is_shown_in_a_cell(path: str, field: str, cell: str):
    assert field_of(path) == field
    assert cell_of(path) == cell


@pytest.mark.parametrize(
    ("path", "text"),
    [
        *(("school", "Trường THPT Hoa Sen"), ("plan.items.0.standard", "1"), ("plan.items.0.extra.Điểm yếu", "dột")),
        *(("report.recipients", "Sở\nLưu: VT"), ("plan.items.1.work", ""), ("plan.items.2.work", "")),
        *(("sections.0.paragraphs.1", "Hai."), ("school.work", ""), ("plan.items.x", "")),
    ],
)
def test_a_cell_is_read_as_text(path: str, text: str):
    assert read_cell(DATA, path) == text


@pytest.mark.parametrize(
    ("path", "text", "kept"),
    [
        *(("school", "A", "A"), ("plan.items.1.work", "Sơn", "Sơn"), ("plan.items.1.extra.Điểm yếu", "x", "x")),
        *(("plan.items.0.standard", "3", "3"), ("plan.items.0.standard", "", ""), ("report.date", "", "")),
        *(("report.recipients", "A\n\nB", "A\nB"), ("sections.0.paragraphs.0", "Ba.", "Ba."), ("results", "x", "x")),
    ],
)
def test_what_is_written_is_read_again_and_nothing_else_changes(path: str, text: str, kept: str):
    before = repr(DATA)
    changed = with_cell(DATA, path, text)
    assert read_cell(changed, path) == kept
    assert repr(DATA) == before
    others = [
        each for each in ("school", "plan.number", "plan.items.0.work", "sections.0.paragraphs.1") if each != path
    ]
    assert [read_cell(changed, each) for each in others] == [read_cell(DATA, each) for each in others]


def test_a_number_and_an_empty_day_are_kept_as_such():
    assert with_cell(DATA, "plan.items.0.standard", "3")["plan"]["items"][0]["standard"] == 3
    assert with_cell(DATA, "plan.items.0.level", "")["plan"]["items"][0]["level"] is None
    assert with_cell(DATA, "report.date", "")["report"]["date"] is None
    assert with_cell(DATA, "report.date", "2026-10-01")["report"]["date"] == "2026-10-01"
    assert with_cell(DATA, "school", "")["school"] == ""


@pytest.mark.parametrize(
    ("path", "typed", "kept"),
    [
        *(("school", "  Trường  A ", "Trường A"), ("report.date", "5/9/2026", "2026-09-05"), ("report.date", "", "")),
        *(("plan.items.0.standard", "03", "3"), ("plan.items.0.level", "999", "999"), ("status", "done", "done")),
        *(("school_year", "2026 – 2027", "2026-2027"), ("framework", "tt18-2018", "tt18-2018")),
        *(("school_type", "thpt", "thpt"), ("strengths", "a" * LONGEST, "a" * LONGEST)),
    ],
)
def test_what_fits_a_cell_is_kept_as_the_cell_keeps_it(path: str, typed: str, kept: str):
    assert fit(path, typed) == kept


@pytest.mark.parametrize(
    ("path", "typed", "why"),
    [
        ("report.date", "hôm nay", "“hôm nay” chưa phải một ngày. Ghi như 05/02/2026."),
        ("plan.items.0.standard", "1000", "“1000” chưa phải một số. Ghi như 3."),
        ("plan.items.0.standard", "-1", "“-1” chưa phải một số. Ghi như 3."),
        ("school_year", "2026-2028", "“2026-2028” chưa phải một năm học. Ghi như 2026-2027."),
        ("school_year", "2026-2026", "“2026-2026” chưa phải một năm học. Ghi như 2026-2027."),
        ("status", "xong", "Chọn một trong các mục đã cho."),
        ("framework", "tt99", "Chọn một trong các mục đã cho."),
        ("school_type", "dh", "Chọn một trong các mục đã cho."),
        ("strengths", "a" * (LONGEST + 1), "Ô này dài quá 20.000 chữ cái."),
    ],
)
def test_what_does_not_fit_is_told_with_an_example(path: str, typed: str, why: str):
    refused = fit(path, typed)
    assert isinstance(refused, Refused)
    assert refused.reason.startswith(why)


def test_days_and_choices_are_shown_as_people_read_them():
    assert shown("report.date", "2026-09-05") == "05/09/2026"
    assert shown("report.date", "") == ""
    assert shown("results.0.status", "done") == "đã xong"
    assert shown("framework", "khác") == "khác"
    assert shown("results.0.done", "done") == "done"


def test_own_columns_are_named_once_in_their_order_and_a_mark_tells_texts_apart():
    assert headings_of([{"extra": {"B": "", "A": ""}}, {}, {"extra": None}, {"extra": {"A": "", "C": ""}}]) == [*"BAC"]
    assert len(mark_of("a")) == 16
    assert mark_of("a") != mark_of("b")
