"""Where the rules of Biểu 2, of evidence and of the order of lines begin to speak and where they stop."""

from datetime import date

import pytest

from caitien.domain.evidence.listed import EvidenceItem
from caitien.domain.paper import Form, Letterhead, Paper, Plan, PlanRow, ResultRow, Review, Section, Status
from tests.rules.looking import hits, planned, words

TT57 = {"form": Form.TT57, "framework": "tt57-2026-pt"}


def reviewed(*moments: str, prose: str = "") -> int:
    sections = (Section(part="VI", paragraphs=(prose,)),) if prose else ()
    reviews = tuple(Review(moment=moment) for moment in moments)
    return len(hits("M05", Paper(reviews=reviews, sections=sections, **TT57)))


@pytest.mark.parametrize(
    ("moments", "told"),
    [
        *((("Cuối năm học",), 1), (("Cuối học kỳ I", "Cuối năm học"), 0), (("Hằng tháng",), 0), (("Định kỳ",), 0)),
        *(
            (("Cuối học kỳ I và cuối năm",), 0),
            (("Cuối học kỳ I, tháng 5",), 0),
            (("HKI và HKII",), 0),
            (("Hai lần",), 0),
        ),
        *((("Cuối học kỳ I, tháng 8",), 1), (("Sơ kết, tổng kết",), 0), ((), 0), (("", "Cuối năm"), 1)),
    ],
)
def test_m05_a_year_has_two_reviews(moments: tuple[str, ...], told: int):
    assert reviewed(*moments) == told


def test_m05_words_may_stand_for_the_table():
    assert reviewed(prose="Theo dõi vào cuối năm học.") == 1
    assert reviewed(prose="Theo dõi cuối học kỳ I và cuối năm học.") == 0
    assert hits("M05", Paper(reviews=(Review(moment="Cuối năm"),), form=Form.PLAN)) == []
    assert hits("M05", Paper(sections=(Section(part="V", paragraphs=("Lời.",)), Section(part="VI")), **TT57)) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Hội đồng tự đánh giá gồm 5 thành viên", ""),
        ("Hội đồng tự đánh giá gồm 6 thành viên", "Hội đồng tự đánh giá có 6 thành viên, là số chẵn."),
        ("Có 4 người trong hội đồng tự đánh giá", "Hội đồng tự đánh giá có 4 thành viên, ít hơn 5."),
        ("Hội đồng trường gồm 6 thành viên", ""),
    ],
)
def test_m06_the_number_of_members_is_read_from_the_words(text: str, told: str):
    assert [hit.what for hit in hits("M06", Paper(strengths=text, **TT57))] == ([told] if told else [])
    assert hits("M06", Paper(strengths=text)) == []


ROSTER = "- Ông An, Hiệu trưởng, Chủ tịch;\n- Bà Bình, Giáo viên, Thư ký;\n- Bà Cúc, Giáo viên, Ủy viên;"


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (ROSTER, ["Hội đồng tự đánh giá có 3 thành viên, ít hơn 5."]),
        (ROSTER + "\n- Ông Dũng, Ủy viên;\n- Bà Em, Thành viên.", []),
        (
            ROSTER.replace("Thư ký", "Ủy viên") + "\n- Ông Dũng, Ủy viên;\n- Bà Em, Ủy viên.",
            ["Hội đồng tự đánh giá chưa có thư ký, cần đúng một."],
        ),
        ("\n".join(ROSTER.split("\n")[:2]), []),  # two lines are no roster
    ],
)
def test_m06_members_are_counted_line_by_line(lines: str, told: list[str]):
    section = Section(heading="Hội đồng tự đánh giá", paragraphs=(lines,))
    found = hits("M06", Paper(sections=(section,), **TT57))
    assert [hit.what for hit in found] == told
    assert {hit.path for hit in found} <= {"sections.0"}


@pytest.mark.parametrize(
    ("day", "late"),
    [
        *(("2027-06-15", False), ("2027-06-16", True), ("2027-08-31", True), ("2027-09-01", False)),
        *(("2026-07-20", False), ("2028-06-16", True), ("2027-01-01", False)),
    ],
)
def test_m07_a_self_assessment_is_approved_by_the_middle_of_june(day: str, late: bool):
    made = date.fromisoformat(day)
    head = Letterhead(title="BÁO CÁO", subject="Tự đánh giá", date=made)
    assert bool(hits("M07", Paper(report=head, **TT57))) is late
    assert hits("M07", Paper(report=head)) == []
    named = Paper(strengths=f"Theo báo cáo tự đánh giá ngày {made:%d/%m/%Y}", **TT57)
    assert [hit.words for hit in hits("M07", named)] == ([f"{made:%d/%m/%Y}"] if late else [])


@pytest.mark.parametrize(("level", "told"), [(0, 1), (1, 0), (2, 0)])
def test_m08_a_mandatory_criterion_below_level_one_has_a_line(level: int, told: int):
    paper = planned(PlanRow(criterion="1.1"), **TT57)
    assert len(hits("M08", paper, levels={"4.2": level})) == told
    assert hits("M08", paper, levels={"1.2": level}) == []  # not mandatory
    assert hits("M08", planned(PlanRow(criterion="4.2"), **TT57), levels={"4.2": level}) == []
    assert hits("M08", planned(PlanRow(work="x"), **TT57), levels={"4.2": level}) == []  # nobody names any


def item(code: str, criterion: str, **said: str) -> EvidenceItem:
    return EvidenceItem(code=code, name="Sổ", criterion=criterion, **said)


@pytest.mark.parametrize(
    ("items", "astray"),
    [
        ([("[H1-1.2-01]", "1.1")], ["evidence.0"]),  # of a criterion that comes later
        ([("[H1-1.10-01]", "1.9")], ["evidence.0"]),
        ([("[H1-1.1-01]", "1.1"), ("[H1-1.1-01]", "1.2")], []),  # lent by one that lists it
        ([("[H1-1.1-02]", "1.1"), ("[H1-1.1-01]", "1.2")], ["evidence.1"]),
        ([("[H1-1.1-01]", "1.2")], []),  # the list does not hold that criterion
        ([("[H1-1.2-01]", "1.1"), ("[H1-1.2-01]", "1.1")], ["evidence.0"]),  # told once
        ([("[H1-1.2-01]", "")], []),
    ],
)
def test_e03_a_code_stands_first_at_its_own_criterion(items: list[tuple[str, str]], astray: list[str]):
    found = hits("E03", Paper(), evidence=tuple(item(*each) for each in items))
    assert [hit.path for hit in found] == astray


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ([{}], ["[H1-1.1-00] chưa ghi"]),
        ([{"issued": "2026", "issuer": "Sở"}, {"issued": "2026"}], ["[H1-1.1-02] chưa ghi nơi"]),
        ([{"issued": "2026"}, {"issued": "2026"}], ["Cột “nơi ban hành"]),
        ([{}, {}], ["Cột “ngày", "Cột “nơi"]),
        ([{"issuer": "Sở"}, {"issued": "2026", "issuer": "Sở"}], ["[H1-1.1-01] chưa ghi ngày"]),
    ],
)
def test_e04_an_item_says_when_and_by_whom_a_blank_column_is_told_once(said: list[dict[str, str]], told: list[str]):
    items = tuple(item(f"[H1-1.1-0{number}]", "1.1", **each) for number, each in enumerate(said, 1))
    found = [hit.what for hit in hits("E04", Paper(), evidence=items)]
    wanted = [each.replace("-00]", "-01]") for each in told]
    assert len(found) == len(wanted)
    assert all(what.startswith(each) for what, each in zip(found, wanted, strict=True))


def ordered(*codes: str) -> list[tuple[str, str]]:
    rows = tuple(PlanRow(criterion=code, work=f"Việc {turn}") for turn, code in enumerate(codes))
    paper = planned(*rows, framework="tt18-2018")
    return [(hit.path.split(".")[2], hit.words) for hit in hits("S08", paper)]


@pytest.mark.parametrize(
    ("codes", "told"),
    [
        (("1.1", "1.2", "1.10", "2.1"), []),
        (("1.1", "1.3", "1.2", "1.4"), [("2", "1.2")]),
        (("1.2", "1.1", "1.4", "1.3"), [("1", "1.1"), ("3", "1.3")]),
        (("1.2", "1.1", "1.4", "1.3", "1.6", "1.5"), []),  # three astray are an order of its own
        (("1.1", "1.2", "1.1"), []),  # a block that comes again is another rule's
        (("1.10", "1.9"), [("1", "1.9")]),
    ],
)
def test_s08_two_rows_astray_are_told(codes: tuple[str, ...], told: list[tuple[str, str]]):
    assert ordered(*codes) == told


@pytest.mark.parametrize(
    ("labels", "told"),
    [
        (("Tiêu chí 1.1", "Tiêu chí 1.2", "1.3"), ["1.3"]),
        (("Tiêu chí 1.1", "1.3"), []),  # half have the word: no habit
        (("Tiêu chí 1.1", "Tiêu chí 1.2", "1.3", "1.3"), []),
        (("Tiêu chí 1.1", "Tiêu chí 1.2", "Tiêu chí 1.4", "1.3", "1.3"), ["1.3"]),  # once for rows in a row
        (("Tiêu chí 1.1", "Tiêu chí 1.2", "1.333"), []),
        (("Tiêu chí 1.1", "Tiêu chí 1.2", "", "12.13: A"), ["12.13: A"]),
    ],
)
def test_s07_a_bare_code_is_told_where_most_have_the_word(labels: tuple[str, ...], told: list[str]):
    assert [hit.words for hit in hits("S07", planned(*(PlanRow(label=label) for label in labels)))] == told


@pytest.mark.parametrize(
    ("codes", "told"),
    [(("1.1", "1.1", "1.2"), []), (("1.1", "1.2", "1.1"), ["plan.items.2.criterion"]), (("1.1", "", "1.1"), None)],
)
def test_s03_a_criterion_stands_in_one_block(codes: tuple[str, ...], told: list[str] | None):
    found = [hit.path for hit in hits("S03", planned(*(PlanRow(criterion=code, work=code) for code in codes)))]
    assert told is None or found == told


WORK = "Mở lớp bồi dưỡng buổi tối cho giáo viên trẻ và dự giờ chéo giữa các tổ"  # 70 letters


@pytest.mark.parametrize(
    ("work", "before", "copied"),
    [
        *(
            (WORK, WORK, True),
            (WORK[:59], WORK[:59], True),
            (WORK[:58], WORK[:58], False),
            (WORK + " 12", WORK + " 13", False),
        ),
        *((WORK, WORK[:-1] + "x", True), (WORK, WORK[:-3] + "xyz", False), (WORK.upper(), WORK, True)),
    ],
)
def test_k13_a_long_line_is_copied_where_nearly_every_letter_is_the_same(work: str, before: str, copied: bool):
    last = planned(PlanRow(criterion="2.2", work=before), school_year="2025-2026")
    paper = planned(PlanRow(criterion="2.2", work=work), school_year="2026-2027")
    assert bool(hits("K13", paper, last_year=last)) is copied
    assert hits("K13", planned(PlanRow(criterion="2.3", work=work), school_year="2026-2027"), last_year=last) == []


@pytest.mark.parametrize(
    ("state", "time", "copied"),
    [(Status.ONGOING, "Tháng 9", False), (Status.DONE, "Tháng 9", True), (Status.ONGOING, "Hè", True)],
)
def test_k13_what_was_not_finished_may_go_on_at_another_time(state: Status, time: str, copied: bool):
    last = planned(PlanRow(criterion="2.2", work=WORK, time="hè"), results=(ResultRow(criterion="2.2", status=state),))
    paper = planned(PlanRow(criterion="2.2", work=WORK, time=time), school_year="2026-2027")
    assert bool(hits("K13", paper, last_year=last)) is copied


@pytest.mark.parametrize(
    ("work", "told"),
    [
        ("Sửa mái", ""),
        ("Sửa mái\nSơn tường", "gộp 2 việc: “Sửa mái”, “Sơn tường”."),
        ("Sửa mái\nSơn tường\nMua bàn", "gộp 3 việc: “Sửa mái”, “Sơn tường”, …."),
        ("Sửa mái\nMái không dột", ""),
    ],
)
def test_k12_two_actions_are_told_with_how_many_there_are(work: str, told: str):
    found = [hit.what for hit in hits("K12", planned(PlanRow(criterion="1.1", work=work)))]
    assert found == ([f"Tiêu chí 1.1 {told}"] if told else [])
    assert hits("K12", planned(PlanRow(criterion="1.1", work=work), **TT57)) == []


@pytest.mark.parametrize(
    ("time", "done", "told"),
    [
        *(("Từ tháng 10/2026", "Xong 30/9/2026", True), ("Từ tháng 10/2026", "Xong 01/10/2026", False)),
        *(("Trước 30/4/2027", "Xong 30/9/2026", False), ("Từ tháng 10/2026", "Tăng so với 30/9/2026", False)),
        *(("Từ tháng 10/2026", "Xong tháng 8/2026", True), ("Từ tháng 10/2026", "Năm 2025", False)),
        *(
            ("Từ tháng 10/2026", "Theo Quyết định số 3/QĐ-A ngày 30/9/2026", False),
            ("Học kỳ II", "Xong 9/10/2026", True),
        ),
    ],
)
def test_t07_what_is_done_was_done_after_it_was_to_begin(time: str, done: str, told: bool):
    results = (ResultRow(criterion="1.1", done=done, status=Status.DONE),)
    paper = planned(PlanRow(criterion="1.1", work="x", time=time), results=results, school_year="2026-2027")
    assert bool(hits("T07", paper)) is told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Kế hoạch số 12/KH-A ngày 20/9/2026", ["20/09/2026"]),
        ("Kế hoạch số 12/KH-A ngày 12/9/2026", []),
        ("Kế hoạch số 13/KH-A ngày 20/9/2026", []),
        ("Kế hoạch số 012/KH-A ngày 20/9/2026", ["20/09/2026"]),
        ("Năm học trước có Kế hoạch số 12/KH-A ngày 20/9/2025", []),
        ("Kế hoạch số 12/KH-A ngày 20/9/2025", ["20/09/2025"]),
        ("Kế hoạch số 12/KH-A ngày 31/9/2026", []),
    ],
)
def test_p20_a_plan_has_one_date(text: str, told: list[str]):
    assert words("P20", text, plan=Plan(number="12/KH-A", date=date(2026, 9, 12))) == told


def test_p20_the_head_of_a_plan_bears_the_plans_date():
    plan, head = Plan(number="12/KH-A", date=date(2026, 9, 12)), Letterhead(number="12/KH-A", date=date(2026, 9, 13))
    assert [hit.path for hit in hits("P20", Paper(form=Form.PLAN, plan=plan, report=head))] == ["plan.date"]
    assert hits("P20", Paper(form=Form.REPORT, plan=plan, report=head)) == []
    other = Letterhead(number="13/KH-A", date=date(2026, 9, 13))
    assert hits("P20", Paper(form=Form.PLAN, plan=plan, report=other)) == []
