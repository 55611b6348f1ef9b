"""The page everyone sees: made of a signed paper, line by line, with what is left out of it and what is replaced."""

from dataclasses import replace
from datetime import date

import pytest

from caitien.domain.paper import Form, Letterhead, Paper, Plan, PlanRow, ResultRow, Status
from caitien.domain.publishing.page import (
    ABBREVIATIONS,
    Choice,
    Line,
    Page,
    PublicKind,
    abbreviations_in,
    keyed,
    page_json,
    page_of_json,
    page_of_paper,
    shown,
    texts_of,
)

HEAD = Letterhead(number="05/KH-HS", date=date(2026, 9, 20), signer_title="HIỆU TRƯỞNG")
ROWS = (
    PlanRow(criterion="1.1", work="Sửa mái", target="Không dột", time="Tháng 9", owners="Tổ Toán"),
    PlanRow(label="Việc chung", topic="Thư viện", indicator="Số lượt", budget="5 triệu"),
)
RESULTS = (
    ResultRow(criterion="1.1", planned="Sửa mái", adjusted="Sửa cả hai", done="Xong 2 phòng", status=Status.DONE),
    ResultRow(criterion="1.2", planned="Mua sách", ongoing="Đang mua", status=Status.ONGOING),
    ResultRow(label="Khác", planned="Trồng cây", status_text="chờ", status=Status.UNSTATED),
)
PAPER = Paper(
    **{"school": "Trường THPT Hoa Sen", "school_year": "2026-2027", "framework": "tt18-2018", "report": HEAD},
    **{"form": Form.REPORT, "plan": Plan(items=ROWS), "results": RESULTS, "strengths": "Việc chạy đều."},
    recommendations=("Thêm bàn.", "Thêm ghế."),
)


def test_a_plan_is_shown_line_by_line_under_its_criterion():
    page = page_of_paper(PublicKind.PLAN, replace(PAPER, form=Form.PLAN), sha256="ab", code="K1")
    assert (page.school, page.school_year, page.year_name) == ("Trường THPT Hoa Sen", "2026-2027", "2026–2027")
    assert (page.number, page.date, page.post, page.sha256, page.code) == (
        *("05/KH-HS", "2026-09-20", "Hiệu trưởng", "ab", "K1"),
    )
    assert (page.done, page.total, page.name) == (0, 2, "Kế hoạch cải tiến chất lượng")
    first, second = page.lines
    assert first.heading == "1.1 Phương hướng, chiến lược xây dựng và phát triển nhà trường"
    assert first.cells == {"work": "Sửa mái", "target": "Không dột", "time": "Tháng 9", "owners": "Tổ Toán"}
    assert second.cells == {"topic": "Thư viện", "indicator": "Số lượt", "budget": "5 triệu"}
    assert second.heading == "Việc chung"
    assert first.labelled[:2] == [("Việc làm", "Sửa mái"), ("Kết quả cần đạt", "Không dột")]
    assert (first.state, first.state_name) == ("", "")


def test_a_report_says_what_came_of_each_line_and_of_the_whole():
    page = page_of_paper(PublicKind.RESULT, replace(PAPER, report=Letterhead()), sha256="")
    assert (page.done, page.total, page.number, page.date, page.post) == (1, 3, "", "", "")
    assert [(line.cells, line.state) for line in page.lines] == [
        ({"work": "Sửa mái", "adjusted": "Sửa cả hai", "said": "Xong 2 phòng"}, "done"),
        ({"work": "Mua sách", "said": "Đang mua"}, "ongoing"),
        ({"work": "Trồng cây", "said": "chờ"}, "unstated"),
        ({"text": "Việc chạy đều."}, ""),
        ({"text": "Thêm bàn.\nThêm ghế."}, ""),
    ]
    assert [line.heading for line in page.lines[3:]] == ["Ưu điểm", "Kiến nghị"]
    assert page.lines[0].state_name == "đã xong"


@pytest.mark.parametrize(("results", "lines", "total"), [((), 2, 2), (RESULTS, 3, 3)])
def test_the_actions_of_the_new_form_tell_their_own_state_where_it_has_no_table_of_results(
    results: tuple[ResultRow, ...], lines: int, total: int
):
    rows = (replace(ROWS[0], status=Status.DONE, status_text="Hoàn thành tháng 10"), ROWS[1])
    paper = Paper(form=Form.TT57, plan=Plan(items=rows), results=results)
    page = page_of_paper(PublicKind.RESULT, paper, sha256="")
    assert (len(page.lines), page.total, page.done) == (lines, total, 1)
    if not results:
        assert page.lines[0].cells == {"work": "Sửa mái", "said": "Hoàn thành tháng 10"}
        assert page.lines[0].state == "done"


def test_a_line_keeps_its_key_while_it_keeps_its_words_and_alike_ones_go_by_their_turn():
    line = Line(key="", heading="1.1", cells={"work": "Sửa mái"})
    first, second, third, other, stated = keyed(
        [line, line, line, replace(line, cells={"work": "Sơn"}), replace(line, state="done")]
    )
    assert len(first.key) == 12
    assert (second.key, third.key) == (f"{first.key}-2", f"{first.key}-3")
    assert len({first.key, other.key, stated.key}) == 3


def test_lines_and_columns_are_left_out_and_words_replaced_everywhere():
    page = page_of_paper(PublicKind.PLAN, PAPER, sha256="")
    choice = Choice({page.lines[1].key: "Việc của Toán"}, frozenset({"owners", "time"}), {"Toán": "X", "HS": "Y"})
    seen = shown(page, choice)
    (line,) = seen.lines
    assert line.cells == {"work": "Sửa mái", "target": "Không dột"}
    assert seen.hidden == ("Việc của X",)
    assert (seen.number, seen.post) == ("05/KH-Y", "Hiệu trưởng")
    assert list(texts_of(seen)) == ["05/KH-Y", "Hiệu trưởng", "Việc của X", line.heading, "Sửa mái", "Không dột"]
    assert shown(page, Choice({})) == page


@pytest.mark.parametrize(
    ("replaced", "text", "seen"),
    [
        ({"Bình": "N"}, "Thái Bình; Bình Dương; Bình trực", "Thái Bình; Bình Dương; N trực"),
        ({"Bình": "N"}, "tổ Toán. Bình trực, Bình", "tổ Toán. N trực, N"),  # a stop ends a name
        ({"Bình": "N"}, "Hạnh; Bình trực", "Hạnh; N trực"),
        ({"Bình": "N"}, "Cúc Bình và (Thái Bình)", "Cúc Bình và (Thái Bình)"),
        ({"Bình": "N"}, "cô Bình, Cô Bình, GV Bình, UBND Bình", "cô N, Cô N, GV N, UBND N"),
        ({"Bình": "N"}, "Bình UBND, Bình  Dương, Bình\nDương", "N UBND, N  Dương, N\nDương"),
        ({"Bình": "N"}, "bình, Bìnhan, anBình, Bình2", "bình, Bìnhan, anBình, Bình2"),
        ({"Bình": "N"}, "Bình", "N"),
        ({"Bình": "N"}, "a" * 30 + " Bình", "a" * 30 + " N"),
        ({"Bình": "N"}, "xxxxxxxxxxxxx, Nghiêng Bình", "xxxxxxxxxxxxx, Nghiêng Bình"),
        ({"Bình": "N"}, "Bình Nghiêng", "Bình Nghiêng"),
        ({"Văn Bình": "A", "Trần Văn Bình": "B"}, "Trần Văn Bình, Văn Bình, Lê Văn Bình", "B, A, Lê A"),
        ({"Lê An": "A", "Lê An Bình": "B"}, "Lê An Bình, Lê An", "B, A"),
        ({"0912": "N", "": "y"}, "0912 09123 a0912", "N 09123 a0912"),
        ({"(bỏ)": "N"}, "a(bỏ)b (bỏ)", "aNb N"),
        ({}, "Bình", "Bình"),
    ],
)
def test_words_are_replaced_whole_the_longest_first_and_not_within_a_proper_name(
    replaced: dict[str, str], text: str, seen: str
):
    page = Page(kind=PublicKind.PLAN, school="", school_year="", lines=(Line(key="x", heading=text, cells={}),))
    assert shown(page, Choice({}, replaced=replaced)).lines[0].heading == seen


def test_a_page_comes_back_from_json_whole():
    page = page_of_paper(PublicKind.RESULT, PAPER, sha256="ab", code="K1")
    assert page_of_json(page_json(page)) == page
    assert page_json(page)["kind"] == "ket-qua"


def test_the_abbreviations_a_page_uses_are_spelled_in_order():
    page = Page(kind=PublicKind.PLAN, school="", school_year="", post="HS", hidden=("GV, HĐTĐG; aGV",))
    assert abbreviations_in(page) == [(short, ABBREVIATIONS[short]) for short in ("GV", "HĐTĐG", "HS")]
    assert abbreviations_in(replace(page, post="HSX", hidden=("TĐG.",))) == [("TĐG", "tự đánh giá")]
