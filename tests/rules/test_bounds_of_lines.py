"""Where the rules of single lines, days, codes and symbols begin to speak and where they stop."""

import pytest

from caitien.domain.paper import Letterhead, Paper, Plan, PlanRow, Problem, ResultRow, Review, Status
from caitien.domain.standards import standard_set
from tests.rules.looking import hits, planned, words

TT57 = {"framework": "tt57-2026-pt"}


@pytest.mark.parametrize(
    ("text", "none"),
    [
        *(
            ("31/12/2026", False),
            ("32/12/2026", True),
            ("00/12/2026", True),
            ("31/13/2026", True),
            ("29/2/2024", False),
        ),
        *(
            ("29/2/2026", True),
            ("ngày 29/2", False),
            ("ngày 30/2", True),
            ("ngày 31 tháng 4", True),
            ("tháng 12/2026", False),
        ),
        *(
            ("tháng 13/2026", True),
            ("tháng 0/2026", True),
            ("31.12.2026", False),
            ("31.13.2026", False),
            ("32-12-2026", False),
        ),
        *(
            ("0.12.2026", False),
            ("12.0.2026", False),
            ("31.4.2026", True),
            ("31-04-2026", True),
            ("số 31/13/20261", False),
        ),
        *(("ngày 31 tháng 4 năm 2026", True), ("tháng 13 năm 2026", True), ("ngày 30/4", False)),
    ],
)
def test_p16_a_day_stands_in_the_calendar_or_is_told(text: str, none: bool):
    assert words("P16", text) == ([text] if none else [])


@pytest.mark.parametrize(
    ("number", "title", "told"),
    [
        ("05/BC-A", "BÁO CÁO", ""),
        ("05", "BÁO CÁO", "“05” chưa có ký hiệu sau dấu gạch chéo."),
        ("", "BÁO CÁO", ""),
        ("5/BC-A", "BÁO CÁO", "“5/BC-A” viết chưa đúng cách."),
        ("15/BC-A", "BÁO CÁO", ""),
        ("0/BC-A", "BÁO CÁO", ""),
        ("05/bc-A", "BÁO CÁO", "“05/bc-A” viết chưa đúng cách."),
        ("05 / BC - A", "BÁO CÁO", "“05 / BC - A” viết chưa đúng cách."),
        ("05/BC–A", "BÁO CÁO", "“05/BC–A” viết chưa đúng cách."),
        ("05/BC", "BÁO CÁO", "“05/BC” thiếu chữ viết tắt tên trường."),
        ("05/", "BÁO CÁO", "“05/” thiếu chữ viết tắt tên trường."),
        ("05/KH-A", "BÁO CÁO", "Ký hiệu ghi “KH” nhưng văn bản là BÁO CÁO."),
        ("05/X-A", "BÁO CÁO", "Ký hiệu không ghi tên loại nhưng văn bản là BÁO CÁO."),
        ("05/X-A", "THƯ", ""),
    ],
)
def test_p03_a_number_has_figures_a_stroke_its_kind_and_its_school(number: str, title: str, told: str):
    found = hits("P03", Paper(report=Letterhead(number=number, title=title)))
    assert [hit.what for hit in found] == ([told] if told else [])


@pytest.mark.parametrize(
    ("kind", "letters"),
    [
        *(("BÁO CÁO", "BC"), ("KẾ HOẠCH", "KH"), ("QUYẾT ĐỊNH", "QĐ"), ("BIÊN BẢN", "BB"), ("THÔNG BÁO", "TB")),
        *(("TỜ TRÌNH", "TTr"), ("CHƯƠNG TRÌNH", "CTr"), ("HƯỚNG DẪN", "HD"), ("ĐỀ ÁN", "ĐA"), ("PHƯƠNG ÁN", "PA")),
    ],
)
def test_p03_each_kind_has_its_letters(kind: str, letters: str):
    assert hits("P03", Paper(report=Letterhead(number=f"05/{letters}-TH", title=kind))) == []
    (hit,) = hits("P03", Paper(report=Letterhead(number=f"5/{letters.lower()}-TH", title=kind)))
    assert hit.fix is not None
    assert hit.fix.new == f"05/{letters}-TH"


@pytest.mark.parametrize(
    ("text", "odd"),
    [
        *(("[H1-1.1-01]", False), ("[H1-1.1-01; H1-1.1-02]", False), ("[H1-1.01-01]", True), ("[H1-1.1-1]", True)),
        *(("[H0-1.1-01]", True), ("[H1-1.1-000]", True), ("[H12-1.10-100]", False), ("[h1-1.1-01]", True)),
    ],
)
def test_e01_a_code_is_written_as_its_set_wants(text: str, odd: bool):
    assert words("E01", text, framework="tt18-2018") == ([text] if odd else [])


@pytest.mark.parametrize(
    ("text", "odd"), [("MC.1.1.01", False), ("MC.1.1.1", True), ("MC.1.12.101", False), ("MC-1.1.01", True)]
)
def test_e01_a_code_of_the_new_circular_too(text: str, odd: bool):
    assert words("E01", text, **TT57) == ([text] if odd else [])
    assert words("E01", "MC.1.1.1") == []  # another house's


@pytest.mark.parametrize(("left_out", "told"), [(0, 1), (1, 1), (2, 1), (3, 0)])
def test_m01_a_plan_that_spares_two_criteria_or_fewer_has_chosen_none(left_out: int, told: int):
    codes = [criterion.code for criterion in standard_set("tt57-2026-pt").criteria]
    rows = tuple(PlanRow(criterion=code) for code in codes[left_out:])
    found = hits("M01", planned(*rows, PlanRow(criterion="9.9"), **TT57))
    assert [hit.what.partition(",")[0] for hit in found] == [
        f"Kế hoạch có dòng cho {15 - left_out} trong 15 tiêu chí"
    ] * told


@pytest.mark.parametrize(
    ("target", "told"),
    [
        *(
            ("Nâng cao chất lượng thư viện", True),
            ("Nâng cao chất lượng thư viện lên 80%", False),
            ("Hoàn thành tốt", True),
        ),
        *(("Nâng cao " + "a " * 10, True), ("Nâng cao " + "a " * 11, False), ("Có thư viện", False), ("", False)),
    ],
)
def test_k07_a_target_of_twelve_words_that_names_a_direction_is_none(target: str, told: bool):
    assert bool(hits("K07", planned(PlanRow(criterion="1.1", target=target)))) is told
    assert hits("K07", planned(PlanRow(criterion="1.1", target=target, indicator="Số lượt"))) == []


@pytest.mark.parametrize(
    ("work", "note", "told"),
    [
        *(("Mua 20 máy", "", True), ("Mua 20 máy", "tài trợ", False), ("mùa mưa", "", False), ("Mua bán", "", False)),
        *(
            ("Xây nhà xe", "", True),
            ("Xây dựng nội quy", "", False),
            ("Kiểm tra, sửa chữa mái", "", True),
            ("Trang bị 6 máy", "", True),
        ),
    ],
)
def test_k10_who_buys_says_with_what(work: str, note: str, told: bool):
    rows = (PlanRow(criterion="1.1", work=work, note=note), PlanRow(budget="5 triệu"))
    assert bool(hits("K10", planned(*rows))) is told
    assert hits("K10", planned(PlanRow(criterion="1.1", work=work, note=note, budget="5 triệu"))) == []


@pytest.mark.parametrize(("rows", "told"), [(2, 0), (3, 1)])
def test_k11_three_lines_make_a_column(rows: int, told: int):
    full = dict.fromkeys(("target", "work", "owners", "time", "support", "note"), "x")
    found = hits("K11", planned(*(PlanRow(**full) for _ in range(rows))))
    assert [hit.path for hit in found] == ["plan.items.0.budget"] * told
    lone = hits("K11", planned(*(PlanRow(**full) for _ in range(rows)), PlanRow(**full, budget="1 triệu")))
    assert lone == []


@pytest.mark.parametrize(("stated", "bare", "told"), [(2, 1, 1), (1, 1, 0), (3, 2, 2), (2, 2, 0), (0, 3, 0)])
def test_t01_actions_without_a_state_are_told_where_most_have_theirs(stated: int, bare: int, told: int):
    rows = (*(PlanRow(topic="A", status=Status.DONE),) * stated, *(PlanRow(topic="B"),) * bare)
    assert len(hits("T01", planned(*rows, **TT57))) == told


@pytest.mark.parametrize(
    ("bare", "said", "told"),
    [(2, 0, ["results.0", "results.1"]), (3, 0, ["results"]), (3, 1, ["results.0", "results.1", "results.2"])],
)
def test_t01_three_lines_without_a_state_are_told_as_one_where_none_has_any(bare: int, said: int, told: list[str]):
    rows = (*(ResultRow(criterion="1.1"),) * bare, *(ResultRow(done="x", status=Status.DONE),) * said)
    assert [hit.path for hit in hits("T01", Paper(results=rows))] == told


@pytest.mark.parametrize(
    ("done", "ongoing", "idle", "told"),
    [("x", "", "", False), ("x", "y", "", True), ("x", "…", "-", False), ("", "y", "z", True)],
)
def test_t02_a_line_stands_in_one_column(done: str, ongoing: str, idle: str, told: bool):
    row = ResultRow(criterion="1.1", done=done, ongoing=ongoing, not_started=idle)
    assert bool(hits("T02", Paper(results=(row,)))) is told


def test_t04_praise_is_let_pass_where_a_figure_or_an_item_stands_beside_it():
    row = ResultRow(criterion="1.1", done="Tốt", status=Status.DONE)
    assert len(hits("T04", Paper(results=(row,)))) == 1
    assert hits("T04", Paper(results=(row,)), shown={"results.0": ("MC.1.1.01",)}) == []
    assert hits("T04", Paper(results=(ResultRow(done="Tốt", note="5 phòng"),))) == []
    assert hits("T04", Paper(results=(ResultRow(done="Tốt", extra={"x": "5"}),))) == []
    reviews = (Review(moment="Cuối kỳ", result="Tốt"), Review(result="Tốt", content="3 lớp"), Review(result="Tốt"))
    assert [hit.path for hit in hits("T04", Paper(reviews=reviews))] == ["reviews.0.result", "reviews.2.result"]


def test_t09_a_criterion_of_one_table_stands_in_the_other_too():
    plans, results = (PlanRow(criterion="1.1"), PlanRow(criterion="1.2")), (ResultRow(criterion="1.1"),)
    assert [hit.path for hit in hits("T09", Paper(plan=Plan(items=plans), results=results))] == ["plan.items.1"]
    assert hits("T09", Paper(plan=Plan(items=plans))) == []
    assert hits("T09", Paper(plan=Plan(items=plans), results=(ResultRow(planned="x"),))) == []


@pytest.mark.parametrize(
    ("indicator", "target", "baseline", "told"),
    [
        *(
            ("Tỷ lệ mượn sách", "", "", True),
            ("Tỷ lệ mượn sách 80%", "", "", False),
            ("Tỷ lệ mượn sách", "80%", "", False),
        ),
        *(("Tỷ lệ mượn sách", "", "mới 20%", False), ("Quy chế được ban hành", "", "", False), ("", "", "", False)),
    ],
)
def test_m04_an_indicator_of_how_much_has_a_figure_somewhere(indicator: str, target: str, baseline: str, told: bool):
    row = PlanRow(criterion="1.1", indicator=indicator, target=target)
    problems = (Problem(criterion="1.1", baseline=baseline), Problem(criterion="1.2", baseline="9%"))
    found = hits("M04", planned(row, problems=problems, **TT57))
    assert bool(found) is told


@pytest.mark.parametrize(
    ("time", "work", "told"),
    [
        *(
            ("Hằng năm", "Mở lớp", True),
            ("Hằng năm", "Mở lớp tháng 9", False),
            ("Hằng năm", "Mở lớp tháng 10", False),
            ("Hằng năm", "Họp tuần 12", False),
            ("Tháng 9 hằng năm", "Mở lớp", False),
        ),
        *(("Thường xuyên, liên tục", "Mở lớp", True), ("", "Mở lớp", False), ("Hằng năm", "Mở lớp năm 2026", False)),
    ],
)
def test_k03_a_yearly_rhythm_has_a_moment_of_this_year(time: str, work: str, told: bool):
    assert bool(hits("K03", planned(PlanRow(criterion="1.1", time=time, work=work)))) is told
    adjusted = (ResultRow(planned=work, adjusted="làm trong tháng 10"),)
    assert hits("K03", planned(PlanRow(criterion="1.1", time=time, work=work), results=adjusted)) == []
