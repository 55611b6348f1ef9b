"""Which set a school goes by, and where a criterion may have gone."""

from datetime import date

import pytest

from caitien.domain.moved_criteria import Basis, candidates
from caitien.domain.paper import Form
from caitien.domain.standards import links, standard_set
from caitien.domain.tasks.work_state import WorkState
from caitien.renewal.sets import form_of, set_name, sets_for
from caitien.renewal.wording import Case, problem_of, topic_of

TT18, TT57 = "tt18-2018", "tt57-2026-pt"


def test_every_row_of_the_map_is_a_proposal_and_only_the_clear_ones_are_sure():
    for link in links(TT18, TT57):
        found = candidates(TT18, TT57, link.old)
        assert (found.codes, found.basis) == (link.new, Basis.MAP)
        assert found.sure is (len(link.new) == 1 and not link.review)


def test_a_set_stays_what_it_is():
    assert candidates(TT18, TT18, "3.4").codes == ("3.4",)
    assert candidates(TT18, TT18, "3.4").sure


def test_the_amended_set_goes_by_the_map_of_its_circular_where_the_titles_stayed():
    assert candidates("tt18-2018-tt22-2024", TT57, "1.1").sure
    assert not candidates("tt18-2018-tt22-2024", TT57, "3.1").sure


def test_without_a_map_like_titles_propose_and_nothing_is_filled_in_unasked():
    akin = candidates("tt19-2018", TT57, "1.1")  # TT 18 has a criterion of the same title, and a map
    assert (akin.codes, akin.basis, akin.sure) == (("1.1",), Basis.AKIN, False)
    alike = candidates(TT57, "tt57-2026-mn", "2.2")
    assert (alike.codes, alike.basis, alike.proposed) == (("2.2",), Basis.TITLE, "")
    assert candidates(TT57, "tt57-2026-mn", "1.9").basis is Basis.NONE
    assert candidates("", TT57, "1.1").basis is Basis.NONE
    assert candidates(TT18, TT57, "9.9").basis is Basis.NONE


@pytest.mark.parametrize("old", ["tt17-2018", TT18, "tt18-2018-tt22-2024"])
def test_every_candidate_is_a_criterion_of_the_new_set(old: str):
    former, later = standard_set(old), standard_set(TT57)
    assert former
    assert later
    codes = {criterion.code for criterion in later.criteria}
    assert all(set(candidates(old, TT57, each.code).codes) <= codes for each in former.criteria)


def test_the_set_in_force_is_offered_first_and_what_speaks_against_the_others_is_said():
    first, second = sets_for("thpt", date(2026, 9, 5), TT18)
    assert (first.id, first.caution) == (TT57, "")
    assert (second.id, second.caution.startswith("hết hiệu lực")) == (TT18, True)
    early, _ = sets_for("thpt", date(2025, 9, 5), TT18)
    assert (early.id, early.caution) == (TT18, "")


def test_a_kind_of_school_without_a_set_is_offered_none():
    assert sets_for("gdtx", date(2026, 9, 5), TT18) == ()
    assert {each.id for each in sets_for("", date(2026, 9, 5), "tt19-2018")} == {"tt19-2018", "tt57-2026-mn"}


def test_a_set_is_called_by_its_circular():
    assert set_name(TT18) == "TT 18/2018"
    assert set_name("tt18-2018-tt22-2024") == "TT 18/2018 (sửa đổi)"
    assert set_name("cua-so") == "cua-so"
    assert (form_of(TT57), form_of(TT18)) == (Form.TT57, Form.PLAN)


@pytest.mark.parametrize(
    ("topic", "work", "target", "found"),
    [
        ("Nâng thời gian đọc", "Mở thư viện trưa.", "", "Nâng thời gian đọc"),
        ("", "- Mở thư viện giờ trưa. Mua thêm sách.", "Học sinh đọc nhiều", "Mở thư viện giờ trưa"),
        ("", "", "Không còn phòng dột.", "Không còn phòng dột"),
        ("", "", "", ""),
        ("", f"Sửa lại toàn bộ mái nhà xe, {'kể cả máng nước ' * 12}", "", "Sửa lại toàn bộ mái nhà xe"),
    ],
)
def test_the_topic_is_the_first_sentence_of_the_work(topic: str, work: str, target: str, found: str):
    assert topic_of(topic, work, target) == found


def test_a_problem_says_what_is_known_and_nothing_else():
    assert problem_of(Case(year="2025-2026")) == {"baseline": "", "limitation": "", "cause": ""}
    found = problem_of(
        Case(
            year="2025-2026",
            state=WorkState.WAITING,
            reasons=("Sở chưa cấp vốn", "Đã sơn xong hai phòng"),
            causes=("Sở chưa cấp vốn",),
            recommendations=("Sớm lợp lại mái",),
            before={"limitation": "Mái dột", "cause": ""},
        )
    )
    assert found["baseline"].split("\n") == [
        "Năm học 2025–2026: chờ đơn vị khác.",
        "Đoàn đánh giá ngoài khuyến nghị: Sớm lợp lại mái",
    ]
    assert (found["limitation"], found["cause"]) == ("Mái dột", "Sở chưa cấp vốn")
