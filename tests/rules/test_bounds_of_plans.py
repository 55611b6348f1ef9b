"""Where the rules of the lines of a plan begin to speak and where they stop: on both sides of each bound."""

from datetime import date

import pytest

from caitien.domain.paper import Letterhead, PlanRow, Problem, Status
from caitien.domain.standards import standard_set
from caitien.rules.own_words import is_own_year, other_schools
from caitien.rules.times import Spans, meant_span, named_span, without_cited
from caitien.rules.unmatched import loose
from tests.rules.looking import hits, planned

YEAR = "2026-2027"


def timed(time: str, **row: object) -> PlanRow:
    return PlanRow(criterion="1.2", work="Sửa mái", time=time, **row)


@pytest.mark.parametrize(
    ("time", "told"),
    [
        *(
            ("Tháng 4/2026", True),
            ("31/5/2026", False),
            ("30/5/2026", True),
            ("Tháng 6/2026", False),
        ),  # the summer before
        *(("31/8/2027", False), ("01/9/2027", True), ("Tháng 8/2027", False), ("Tháng 9/2027", True)),  # a month after
        *(("Tháng 10", False), ("2025-2030", False), ("Từ tháng 9/2024 đến tháng 3/2025", True), ("", False)),
    ],
)
def test_k02_a_line_falls_to_its_school_year_or_the_summer_before(time: str, told: bool):
    found = hits("K02", planned(timed(time, status=Status.ONGOING), school_year=YEAR))
    assert [hit.what for hit in found] == ([f"Tiêu chí 1.2: thời gian “{time}” nằm ngoài năm học."] if told else [])


@pytest.mark.parametrize(
    ("made", "time", "past"),
    [
        *(
            (date(2026, 10, 1), "Tháng 9", True),
            (date(2026, 9, 30), "Tháng 9", False),
            (date(2026, 10, 1), "Tháng 10", False),
        ),
        *(
            (date(2026, 5, 31), "Tháng 9/2026", False),
            (date(2027, 7, 31), "Tháng 9", True),
            (date(2027, 8, 1), "Tháng 9", False),
        ),
    ],
)
def test_k02_a_plan_not_begun_is_not_made_after_its_lines_were_due(made: date, time: str, past: bool):
    paper = planned(timed(time), school_year=YEAR, report=Letterhead(date=made))
    told = [f"Tiêu chí 1.2: thời gian “{time}” đã qua khi lập kế hoạch ({made:%d/%m/%Y})."] if past else []
    assert [hit.what for hit in hits("K02", paper)] == told
    assert hits("K02", planned(timed(time, status=Status.DONE), school_year=YEAR, report=Letterhead(date=made))) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [("ngày … tháng 9 năm 2026", False), ("ngày … tháng 10 năm 2026", True), ("ngày tháng năm 2026", True), ("", True)],
)
def test_k02_a_day_left_for_the_pen_is_as_late_as_it_can_be(text: str, told: bool):
    paper = planned(timed("Tháng 9"), school_year=YEAR, report=Letterhead(date_text=text))
    assert bool(hits("K02", paper, today=date(2026, 11, 1))) is told


@pytest.mark.parametrize(
    ("time", "note", "told"),
    [
        *(
            ("2024-2029", "", True),
            ("2025-2029", "", False),
            ("2023-2029", "…", True),
            ("2024-2029", "Xong thiết kế", False),
        ),
        *(("2024-2025", "", False), ("2024-2026", "", True), ("Năm 2024", "", False), ("Tháng 10", "", False)),
    ],
)
def test_k14_a_line_begun_two_years_ago_is_in_its_third(time: str, note: str, told: bool):
    found = hits("K14", planned(timed(time, note=note), school_year=YEAR))
    year = [f"Tiêu chí 1.2 có thời gian “{time}”, năm nay ít nhất là năm thứ ba."]
    assert [hit.what for hit in found] == (year if told else [])


@pytest.mark.parametrize(
    ("last", "told"),
    [
        *((timed("Học kỳ I", note="Chuyển tiếp"), True), (timed("Học kỳ I"), False), (timed("2024-2026"), True)),
        *((timed("2025-2027"), False), (timed("Học kỳ I", extra={"Nguồn": "kéo dài từ năm trước"}), True)),
        (PlanRow(criterion="1.3", work="Sửa mái", note="Chuyển tiếp"), False),
        (PlanRow(criterion="1.2", work="Sửa mái hiên xxxx", note="Chuyển tiếp"), False),
        (PlanRow(criterion="1.2", work="Mua sách mới", note="Chuyển tiếp"), False),
    ],
)
def test_k14_a_line_that_was_carried_over_last_year_is_in_its_third(last: PlanRow, told: bool):
    before = planned(last, school_year="2025-2026")
    found = hits("K14", planned(timed("Tháng 10"), school_year=YEAR), last_year=before)
    assert [hit.path for hit in found] == (["plan.items.0.time"] if told else [])


SPANS = {
    "Tháng 10/2026": ("2026-10-01", "2026-10-31"),
    "Tháng 10/2026, tháng 3/2027": ("2026-10-01", "2027-03-31"),
    "Tháng 10": None,
    "Học kỳ I": None,
    "": None,
}


@pytest.mark.parametrize(("text", "span"), SPANS.items())
def test_a_span_is_named_where_its_year_is_told(text: str, span: tuple[str, str] | None):
    wanted = tuple(map(date.fromisoformat, span)) if span else None
    assert named_span(text) == Spans().named(text) == wanted


@pytest.mark.parametrize(
    ("text", "start", "span"),
    [
        ("Tháng 10", 2026, ("2026-10-01", "2026-10-31")),
        ("Tháng 10", None, None),
        ("Tháng 10/2026", None, ("2026-10-01", "2026-10-31")),
        ("Học kỳ I", 2026, ("2026-08-01", "2027-01-31")),
        ("Học kỳ II", 2026, ("2027-01-01", "2027-05-31")),
        ("Học kỳ I", 2027, ("2027-08-01", "2028-01-31")),
        ("Học kỳ II", 2027, ("2028-01-01", "2028-05-31")),
        ("Hằng năm", 2026, None),
        ("Hằng tháng, từ 10/2026 đến 12/2026", 2026, ("2026-10-01", "2026-12-31")),
        ("Năm học 2026-2027", 2026, ("2026-08-01", "2027-05-31")),
        ("Tháng 10/2026, khi có vốn", 2026, ("2026-10-01", "2026-10-31")),
        ("Tháng 10, khi có vốn", 2026, None),
    ],
)
def test_what_a_time_means_goes_by_the_widest_calendar(text: str, start: int | None, span: tuple[str, str] | None):
    wanted = tuple(map(date.fromisoformat, span)) if span else None
    assert meant_span(text, start) == Spans().meant(text, start) == wanted


def test_dates_of_cited_papers_are_left_out():
    assert without_cited("Theo Quyết định số 12/QĐ-A ngày 05/9/2026, xong 10/2026").split() == [
        "theo",
        ",",
        "xong",
        "10/2026",
    ]


@pytest.mark.parametrize(
    ("pupils", "children", "school", "told"),
    [
        *((0, 5, "", "mam_non"), (0, 4, "", ""), (1, 5, "", "mam_non"), (2, 5, "", ""), (2, 6, "", "mam_non")),
        *((0, 4, "Trường Mầm non A", "mam_non"), (0, 0, "Trường THPT A", ""), (9, 0, "Trường Mầm non A", "")),
    ],
)
def test_a_set_for_pupils_is_not_for_a_paper_about_small_children(pupils: int, children: int, school: str, told: str):
    said = "học sinh. " * pupils + "trẻ. " * children
    assert other_schools(standard_set("tt18-2018"), school, lambda: [said]) == told


@pytest.mark.parametrize(
    ("pupils", "children", "school", "told"),
    [
        *(
            (5, 0, "", "tieu_hoc"),
            (4, 0, "", ""),
            (5, 0, "Trường THCS A", "thcs"),
            (5, 0, "Trường Mầm non A", "tieu_hoc"),
        ),
        *(
            (5, 0, "Trường THPT A", "thpt"),
            (0, 0, "Trường THPT A", "thpt"),
            (0, 9, "Trường THPT A", ""),
            (5, 2, "", ""),
        ),
    ],
)
def test_a_set_for_small_children_is_not_for_a_paper_about_pupils(pupils: int, children: int, school: str, told: str):
    said = "học sinh. " * pupils + "trẻ. " * children
    assert other_schools(standard_set("tt19-2018"), school, lambda: [said]) == told


def test_young_teachers_are_no_children():
    assert other_schools(standard_set("tt18-2018"), "", lambda: ["giáo viên trẻ, tuổi trẻ, sức trẻ. " * 9]) == ""


@pytest.mark.parametrize(
    ("subject", "texts", "own"),
    [
        *(("Năm học 2026 – 2027", ["x"], True), ("", ["x"], True), ("", ["Căn cứ Kế hoạch năm học 2026-2027"], False)),
        *(("", ["Căn cứ Kế hoạch năm học 2026-2027", "Năm học 2026-2027 có 30 lớp"], True),),
        *(
            ("", ["Kế hoạch số 3 năm học 2026 - 2027"], False),
            ("", ["(Kèm theo Kế hoạch số 3 năm học 2026-2027)"], True),
        ),
        *(("", ["Theo Công văn số 3.\nNăm học 2026-2027 có 30 lớp"], True),),
    ],
)
def test_a_year_only_cited_papers_name_is_not_the_papers_own(subject: str, texts: list[str], own: bool):
    assert is_own_year(YEAR, subject, texts) is own


def ties(problems: list[str], actions: list[str]) -> tuple[list[str], list[str]]:
    found = loose(
        [(f"p{number}", Problem(limitation=text)) for number, text in enumerate(problems)],
        [(f"a{number}", PlanRow(work=text)) for number, text in enumerate(actions)],
    )
    return [path for path, _ in found.problems], [path for path, _ in found.actions]


@pytest.mark.parametrize(
    ("problems", "actions", "left", "over"),
    [
        (["bếp ăn dột"], ["lát bếp ăn"], [], []),
        (["bếp ăn dột", "sân ngập"], ["lát bếp ăn"], ["p1"], []),
        (["bếp ăn dột"], ["lát bếp ăn", "trồng cây"], [], ["a1"]),
        (["bếp ăn dột", "sân ngập"], ["lát bếp ăn", "trồng cây"], [], []),  # they may belong together in other words
        (["giáo viên yếu", "bếp ăn dột"], ["giáo viên giỏi", "lát bếp ăn"], [], []),
        (["bếp. ăn", "sân ngập"], ["bếp ăn", "bơm sân ngập"], [], []),
        (["tiêu chí 3.2 chưa đạt"], ["làm theo tiêu chí 3.2"], [], []),
        ([], ["lát bếp ăn"], [], []),
        (["phòng học dột", "phòng học tối"], ["phòng học mới"], [], []),  # two problems: the pair still ties
        (["bếp ăn dột", "sân ngập", "cổng hỏng"], ["lát bếp ăn", "bơm sân ngập"], ["p2"], []),
    ],
)
def test_a_problem_and_an_action_are_tied_by_two_syllables_in_a_row(
    problems: list[str], actions: list[str], left: list[str], over: list[str]
):
    assert ties(problems, actions) == (left, over)


@pytest.mark.parametrize(
    ("problems", "often"),
    [
        (["phòng học dột nước", "phòng học tối tăm"], False),  # of two problems nothing is said too often
        (["phòng học dột nước", "phòng học tối tăm", "nóng nực"], True),
        (["phòng học dột nước", "phòng học tối tăm", "nóng nực", "cũ kỹ"], False),  # just half of them
        (["phòng học dột nước", "phòng học tối tăm", "phòng học nóng nực", "cũ kỹ"], True),
    ],
)
def test_what_more_than_half_of_three_problems_say_ties_nothing(problems: list[str], often: bool):
    actions = ["phòng học mới", "dột nước, tối tăm, nóng nực, cũ kỹ"]
    assert ties(problems, actions) == ([], ["a0"] if often else [])


def test_lines_without_words_are_no_lines():
    rows = ([("p0", Problem(criterion="1.1"))], [("a0", PlanRow(criterion="1.2", time="Tháng 9"))])
    assert loose(*rows) == loose([], [])
