"""Where the rules of standards, of states and of listed evidence begin to speak and where they stop."""

import pytest

from caitien.domain.evidence.listed import EvidenceItem
from caitien.domain.paper import Form, Paper, PlanRow, ResultRow, Review, Status
from caitien.rules.titles import is_shortened, other_type, words_of
from tests.rules.looking import hits, planned, words


@pytest.mark.parametrize(
    ("framework", "year", "told"),
    [
        *(
            ("tt18-2018", "2018-2019", ""),
            ("tt18-2018", "2017-2018", "chưa có hiệu lực"),
            ("tt18-2018", "2026-2027", "hết hiệu lực"),
        ),
        *(
            ("tt18-2018", "2025-2026", ""),
            ("tt57-2026-pt", "2025-2026", ""),
            ("tt57-2026-pt", "2024-2025", "chưa có hiệu lực"),
        ),
        *(("tt57-2026-pt", "2030-2031", ""), ("tt18-2018", "", "")),
    ],
)
def test_s09_a_set_is_in_force_on_a_day_of_the_year(framework: str, year: str, told: str):
    found = hits("S09", planned(PlanRow(criterion="1.1"), framework=framework, school_year=year))
    assert [told in hit.what for hit in found] == ([True] if told else [])


@pytest.mark.parametrize(
    ("year", "code", "told"),
    [
        *(
            ("2025-2026", "3.4", True),
            ("2025-2026", "3.6", True),
            ("2025-2026", "3.5", True),
            ("2025-2026", "3.3", False),
        ),
        *(("2024-2025", "3.4", False), ("2025-2026", "5.6", False)),
    ],
)
def test_s09_criteria_that_were_left_out_are_told_from_the_next_year_on(year: str, code: str, told: bool):
    paper = planned(PlanRow(criterion=code), framework="tt18-2018", school_year=year)
    assert bool(hits("S09", paper)) is told
    excused = planned(
        PlanRow(criterion=code), framework="tt18-2018", school_year=year, strengths="Giấy chứng nhận còn hạn"
    )
    assert hits("S09", excused) == []


@pytest.mark.parametrize(
    ("code", "mend"),
    [
        ("5.7", "Xem lại mã: Tiêu chuẩn 5 có từ 5.1 đến 5.6."),
        ("1.11", "Xem lại mã: Tiêu chuẩn 1 có từ 1.1 đến 1.10."),
        ("6.1", "Xem lại mã hoặc bộ tiêu chuẩn."),
    ],
)
def test_s01_a_code_there_is_not_is_told_once_a_table_with_those_there_are(code: str, mend: str):
    rows = (PlanRow(criterion=code), PlanRow(criterion=code))
    found = hits("S01", planned(*rows, results=(ResultRow(criterion=code),), framework="tt18-2018"))
    assert [(hit.path, hit.mend) for hit in found] == [("plan.items.0.criterion", mend), ("results.0.criterion", mend)]


@pytest.mark.parametrize(
    ("title", "right", "short"),
    [
        *(("A B", "A B C", True), ("A B C", "A B C", False), ("B A", "A B C", False), ("A C", "A và C", False)),
        *(("A X", "A B C", False), ("", "A", True), ("a, c.", "A B C", True), ("A B C D", "A B C", False)),
    ],
)
def test_a_title_is_short_where_words_that_count_are_left_out(title: str, right: str, short: bool):
    assert is_shortened(title, right) is short
    assert words_of("Cơ sở, vật chất!") == ("co", "so", "vat", "chat")


def test_a_title_of_another_type_of_school_is_known_among_the_sets_of_its_years():
    title = "Hoạt động và kết quả nuôi dưỡng, chăm sóc, giáo dục trẻ"
    assert other_type(title, 5, "tt18-2018") == "mầm non"
    assert other_type(title, 5, "tt19-2018") == ""
    assert other_type(title, 4, "tt18-2018") == ""
    assert other_type("Điều lạ", 5, "tt18-2018") == ""
    assert other_type(title, 5, "tt99") == ""


@pytest.mark.parametrize(
    ("status", "done", "note", "told"),
    [
        *(
            (Status.UNSTATED, "", "Đã hoàn thành", True),
            (Status.UNSTATED, "x", "Đã hoàn thành", False),
            (Status.UNSTATED, "", "x", False),
        ),
        *((Status.DONE, "x", "Chưa thực hiện.", True), (Status.DONE, "x", "Chưa thực hiện phần mái", False)),
        *((Status.DONE, "x", "Đã hoàn thành", False), (Status.ONGOING, "", "Chưa thực hiện", False)),
    ],
)
def test_t03_a_note_tells_a_state_where_no_column_does_or_the_opposite(
    status: Status, done: str, note: str, told: bool
):
    found = hits("T03", Paper(results=(ResultRow(status=status, done=done, note=note),)))
    assert [hit.path for hit in found] == (["results.0.note"] if told else [])


@pytest.mark.parametrize(
    ("words_", "note", "told"),
    [
        *(
            ("Chưa thực hiện", "", True),
            ("Chưa thực hiện vì thiếu vốn", "", False),
            ("Chưa thực hiện", "năm sau", False),
        ),
        *(("x", "", True), ("", "tháng 9", False)),
    ],
)
def test_t06_what_is_not_begun_has_a_reason_or_a_new_day(words_: str, note: str, told: bool):
    row = ResultRow(status=Status.NOT_STARTED, not_started=words_, note=note)
    assert bool(hits("T06", Paper(results=(row,)))) is told
    assert hits("T06", Paper(results=(ResultRow(status=Status.ONGOING, not_started=words_, note=note),))) == []


def test_t10_an_adjustment_says_what_it_changes():
    rows = tuple(
        ResultRow(adjusted=text) for text in ("Đã điều chỉnh, bổ sung", "Không", "Điều chỉnh sang tháng 5", "")
    )
    reviews = (Review(adjustment="Điều chỉnh cho phù hợp"), Review(adjustment="Thêm 2 lớp"))
    found = hits("T10", Paper(results=rows, reviews=reviews))
    assert [hit.path for hit in found] == ["results.0.adjusted", "reviews.0.adjustment"]


@pytest.mark.parametrize(
    ("work", "told"),
    [
        *(
            ("Chưa triển khai", True),
            ("Chưa triển khai. Sửa mái", False),
            ("Nhà trường đã hoàn thành mái che.", True),
            ("", False),
        ),
        *(("Sửa mái vì mái cũ đã bị hoãn", False), ("Việc lát sân đã bị hoãn", True), ("Sửa mái", False)),
    ],
)
def test_k09_a_work_tells_what_to_do_not_what_became_of_it(work: str, told: bool):
    assert bool(hits("K09", planned(PlanRow(criterion="1.1", work=work)))) is told


@pytest.mark.parametrize(
    ("label", "told"),
    [
        ("Tiêu chuẩn 3.3", ["Tiêu chuẩn 3.3"]),
        ("Tiêu chuẩn 3", []),
        ("Tiêu chí 3.3", []),
        ("tiêu chuẩn 12.10: A", ["tiêu chuẩn 12.10"]),
    ],
)
def test_s06_a_criterion_is_no_standard(label: str, told: list[str]):
    assert [hit.words for hit in hits("S06", planned(PlanRow(label=label), PlanRow(label=label)))] == told


def listed(*items: tuple[str, str]) -> tuple[EvidenceItem, ...]:
    return tuple(EvidenceItem(code=code, name=name, criterion="1.1") for code, name in items)


def test_e02_a_code_has_one_name():
    items = listed(
        ("[H1-1.1-01]", "Sổ A"), ("[h1-1.1-01]", "sổ a!"), ("[H1-1.1-01]", "Sổ B"), ("[H1-1.1-01]", "Sổ B"), ("", "C")
    )
    assert [hit.path for hit in hits("E02", Paper(), evidence=items)] == ["evidence.2"]


@pytest.mark.parametrize(
    ("done", "listed_", "told"),
    [
        *(
            ("Xong", ("1.2",), True),
            ("Xong", ("1.1",), False),
            ("Xong [H1-1.1-01]", ("1.2",), False),
            ("Xong", (), False),
        ),
        *(("Xong, có biên bản", ("1.2",), False), ("Xong 5 phòng", ("1.2",), True)),
    ],
)
def test_e05_what_is_done_names_a_thing_to_show(done: str, listed_: tuple[str, ...], told: bool):
    items = tuple(EvidenceItem(code=f"[H1-{code}-01]", name="Sổ", criterion=code) for code in listed_)
    paper = Paper(results=(ResultRow(criterion="1.1", status=Status.DONE, done=done),))
    assert bool(hits("E05", paper, evidence=items)) is told
    assert hits("E05", paper, evidence=items, shown={"results.0": ("x",)}) == []
    begun = Paper(results=(ResultRow(criterion="1.1", status=Status.ONGOING, ongoing=done),))
    assert hits("E05", begun, evidence=items) == []


def test_the_list_and_what_is_cited_agree():
    items = listed(("[H1-1.1-01]", "Sổ A"), ("[H1-1.1-02]", "Sổ B"), ("[H1-1.1-03]", "Sổ C"), ("[H1-1.1-01]", "Sổ A"))
    paper = Paper(strengths="Xem [H1-1.1-01], [H1-1.1-03] và [H1-1.1-07]", framework="tt18-2018")
    assert [hit.words for hit in hits("E06", paper, evidence=items)] == ["[H1-1.1-07]"]
    assert [hit.path for hit in hits("E07", paper, evidence=items)] == ["evidence.1"]
    assert [hit.path for hit in hits("E09", paper, evidence=items)] == ["evidence.3"]
    assert (
        hits("E07", paper, evidence=(*items, *listed(("[H1-1.1-04]", "Sổ D")))) == []
    )  # half are cited: the school's list
    assert hits("E06", paper) == hits("E07", paper) == []


def test_a_plan_has_leads_and_times_of_its_own():
    rows = (PlanRow(criterion="1.1", owners="Tổ Toán", time="Tháng 9"),) * 3
    assert hits("K01", planned(*rows)) == hits("K04", planned(*rows)) == []
    bare = planned(*rows, PlanRow(criterion="1.2"))
    assert [hit.path for hit in hits("K01", bare)] == ["plan.items.3.time"]
    assert [hit.path for hit in hits("K04", bare)] == ["plan.items.3.owners"]
    assert words("K04", "x", form=Form.TT57) == []
