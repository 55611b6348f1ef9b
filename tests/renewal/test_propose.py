"""What last year's plan proposes for this year, and what it asks a person."""

from datetime import date
from decimal import Decimal

import pytest

from caitien.access.models import Membership, School, User
from caitien.domain.paper import Status
from caitien.domain.tasks.work_state import WorkState
from caitien.plans.life.adjust import propose_withdrawal
from caitien.plans.measures.indicators import Wanted, define_indicator, measure
from caitien.plans.models import Adjustment, Indicator
from caitien.plans.people.assign import Party, assign
from caitien.renewal.propose import Ask, Fate, proposals_of
from caitien.work.models import Update
from caitien.work.reporting.report import report_progress
from caitien.work.schedule import refresh_occurrences
from tests.plans.approving import approved, chair_of
from tests.plans.approving import decided as settled
from tests.renewal.years import TT18, TT57, adopted, begun, decided, line, row_of, year_of

pytestmark = pytest.mark.django_db


def test_what_is_not_finished_is_carried_and_what_is_finished_is_left_unless_it_comes_back(an: User, school: School):
    source = adopted(
        an,
        school,
        year_of(
            line("1.1", "Việc dở dang", time="Tháng 9"),
            line("1.2", "Việc chưa làm", Status.NOT_STARTED, time=""),
            line("2.1", "Việc xong một lần", Status.DONE, "Xong ngày 12/5", time="Tháng 3"),
            line("2.2", "Việc xong năm nào cũng làm", Status.DONE, "Đã làm 4 đợt", time="Mỗi học kỳ"),
        ),
    )
    renewal = begun(an, source)
    assert {row.task.work: row.fate for row in proposals_of(renewal).rows} == {
        "Việc dở dang": Fate.CARRY,
        "Việc chưa làm": Fate.CARRY,
        "Việc xong một lần": Fate.LEAVE,
        "Việc xong năm nào cũng làm": Fate.RENEW,
    }
    assert [row.task.work for row in proposals_of(renewal).ready] == [
        row.task.work for row in proposals_of(renewal).rows
    ]


def test_who_does_not_know_how_it_stood_is_asked(an: User, school: School):
    source = adopted(an, school, year_of(line("1.1", "Sửa sân", Status.UNSTATED, "Chờ bàn giao mặt bằng")))
    row = row_of(begun(an, source), "Sửa sân")
    assert (row.fate, row.asks) == (Fate.CARRY, (Ask.STATE,))
    assert [reason.words for reason in row.reasons] == ["Chờ bàn giao mặt bằng"]


@pytest.mark.parametrize(
    ("time", "asked"),
    [
        ("Tháng 9/2025", True),
        ("Từ 10/2025 đến 5/2026", True),
        ("2021-2025", True),
        ("Hằng năm", False),
        ("Trước 30/4", False),
        ("2024-2028", False),
        ("khi có kinh phí", False),
        ("", False),
    ],
)
def test_days_that_are_over_are_asked_about_and_not_copied(an: User, school: School, time: str, asked: bool):
    source = adopted(an, school, year_of(line("1.1", "Xây nhà xe", time=time)))
    row = row_of(begun(an, source), "Xây nhà xe")
    assert (Ask.TIME in row.asks) is asked
    assert row.time == ("" if asked else time)


def test_a_span_of_several_years_that_is_called_done_is_asked_about(an: User, school: School):
    source = adopted(an, school, year_of(line("1.1", "Trồng cây", Status.DONE, "Xong", time="2024-2028")))
    row = row_of(begun(an, source), "Trồng cây")
    assert (row.fate, row.asks) == (Fate.LEAVE, (Ask.SPAN,))


def test_doubtful_rows_of_the_map_come_first(an: User, school: School):
    source = adopted(
        an,
        school,
        year_of(line("1.1", "Rõ"), line("3.4", "Hai nơi"), line("", "Không tiêu chí"), line("1.3", "Xem lại")),
    )
    found = proposals_of(begun(an, source))
    assert [row.task.work for row in found.doubtful] == ["Xem lại", "Hai nơi", "Không tiêu chí"]
    assert [row.task.work for row in found.ready] == ["Rõ"]
    assert {row.task.work: row.candidates.proposed for row in found.rows} == {
        "Rõ": "1.1",
        "Xem lại": "1.2",
        "Hai nơi": "",
        "Không tiêu chí": "",
    }


def test_the_age_of_a_line_and_its_reasons_go_with_it_from_year_to_year(an: User, school: School):
    source = adopted(an, school, year_of(line("1.1", "Xin đất", said="Phường chưa trả lời"), year="2023-2024"))
    for year, age in (("2024-2025", 1), ("2025-2026", 2)):
        renewal = begun(an, source, TT18)
        assert renewal.plan.school_year == year
        row = row_of(renewal, "Xin đất")
        assert row.age == age
        task = decided(an, renewal, "Xin đất")
        assert task is not None
        task.ongoing, task.state = f"Vẫn chờ, {year}", "ongoing"
        task.save()
        renewal.plan.refresh_from_db()
        approved(renewal.plan)
        source = renewal.plan
    third = row_of(begun(an, source, TT57), "Xin đất")
    assert third.age == 3
    assert [(reason.year, reason.words) for reason in third.reasons] == [
        ("2023-2024", "Phường chưa trả lời"),
        ("2024-2025", "Vẫn chờ, 2024-2025"),
        ("2025-2026", "Vẫn chờ, 2025-2026"),
    ]


def test_what_is_done_again_every_year_grows_no_older(an: User, school: School):
    source = adopted(an, school, year_of(line("2.2", "Dự giờ", Status.DONE, "Đã dự 40 tiết")))
    assert row_of(begun(an, source), "Dự giờ").age == 0


def test_a_withdrawn_line_is_left_with_the_reason_of_its_withdrawal(an: User, school: School):
    source = adopted(an, school, year_of(line("1.1", "Xây hồ bơi"), line("1.2", "Việc khác")))
    approved(source)
    task = source.tasks.select_related("plan").get(work="Xây hồ bơi")
    gone = propose_withdrawal(chair_of(school), task, reason="Phường lấy lại đất")
    assert isinstance(gone, Adjustment)
    settled(source, gone)
    row = row_of(begun(an, source), "Xây hồ bơi")
    assert row.fate is Fate.LEAVE
    assert row.reasons[0].words == "Phường lấy lại đất"


@pytest.mark.parametrize(
    ("state", "fate"),
    [(WorkState.POSTPONED, Fate.CARRY), (WorkState.WAITING, Fate.CARRY), (WorkState.DROPPED, Fate.LEAVE)],
)
def test_what_people_reported_in_the_year_decides_and_gives_the_reason(
    an: User, school: School, state: WorkState, fate: Fate
):
    source = adopted(an, school, year_of(line("1.1", "Lợp mái nhà xe", time="Tháng 4")))
    approved(source)
    refresh_occurrences([source])
    told = report_progress(an, source.occurrences.get(), state=state, reason="Phường giữ vốn", whom="UBND phường")
    assert isinstance(told, Update), told
    row = row_of(begun(an, source), "Lợp mái nhà xe")
    assert (row.known.state, row.fate) == (state, fate)
    (reason,) = row.reasons
    assert reason.words.endswith("Phường giữ vốn")


def test_people_who_left_the_school_are_shown_and_asked_about(an: User, binh: User, school: School):
    source = adopted(an, school, year_of(line("1.1", "Việc của Bình")))
    task = source.tasks.get()
    assign(an, task, part="lead", to=Party("user", binh.pk))
    assign(an, task, part="support", to=Party("user", an.pk))
    assert Ask.PEOPLE not in row_of(begun(an, source), "Việc của Bình").asks
    Membership.objects.filter(user=binh).delete()
    row = row_of(begun(an, source), "Việc của Bình")
    assert Ask.PEOPLE in row.asks
    assert row.gone == ("Trần Văn Bình",)
    assert [part.user for part in row.parts] == [an]


def test_the_last_figure_is_proposed_as_the_baseline_and_has_to_be_confirmed(an: User, school: School):
    source = adopted(an, school, year_of(line("1.1", "Đọc sách")))
    goal = source.tasks.get().goal
    made = define_indicator(an, goal, wanted=Wanted(name="Học sinh mượn sách", unit="%", target=Decimal(60)))
    assert isinstance(made, Indicator)
    for day, value in ((date(2026, 1, 10), 38), (date(2026, 5, 20), 41)):
        measure(an, made, day=day, value=Decimal(value), today=date(2026, 6, 1))
    row = row_of(begun(an, source), "Đọc sách")
    assert Ask.FIGURE in row.asks
    assert [(each.value, each.day) for each in row.figures] == [(Decimal(41), date(2026, 5, 20))]


def test_an_indicator_nobody_measured_asks_nothing(an: User, school: School):
    source = adopted(an, school, year_of(line("1.1", "Đọc sách")))
    define_indicator(an, source.tasks.get().goal, wanted=Wanted(name="Học sinh mượn sách"))
    assert row_of(begun(an, source), "Đọc sách").asks == ()
