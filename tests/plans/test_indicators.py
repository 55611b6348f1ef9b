"""What shows that a goal is reached: figures stand beside each other, and what is missing stays missing."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from caitien.access.models import AuditEntry, School, Unit, UnitMember, User
from caitien.domain.refused import Refused
from caitien.incoming.adopt import adopt
from caitien.plans.measures.indicators import (
    AHEAD,
    CLOSED,
    LONG_NOTE,
    MOVED,
    NO_DAY,
    NO_NAME,
    Wanted,
    change_indicator,
    define_indicator,
    indicator_mark,
    indicators_of,
    measure,
)
from caitien.plans.models import Assignment, Goal, Indicator, Measurement, Plan
from tests.plans.reports import report

TODAY = date(2026, 11, 24)
READERS = Wanted(
    name="Học sinh mượn sách mỗi tháng",
    unit="%",
    baseline=Decimal("41.5"),
    baseline_date=date(2026, 9, 5),
    target=Decimal(70),
)


@pytest.fixture
def plan(school: School) -> Plan:
    return adopt(school, report(3))[0]


@pytest.fixture
def goal(plan: Plan) -> Goal:
    return plan.goals.get(position=1)


@pytest.fixture
def readers(an: User, goal: Goal) -> Indicator:
    made = define_indicator(an, goal, wanted=READERS)
    assert isinstance(made, Indicator)
    return made


def test_what_is_not_known_stays_unknown(an: User, goal: Goal):
    define_indicator(an, goal, wanted=Wanted(name="Số giờ mở thư viện"))
    (course,) = indicators_of(goal)
    assert (course.indicator.baseline, course.indicator.target, course.latest, course.curve) == (None, None, None, None)
    entry = AuditEntry.objects.get(verb="indicator.define")
    assert (entry.kind, entry.key, entry.after["target"]) == ("goal", str(goal.pk), None)


def test_figures_stand_beside_each_other_and_the_last_word_on_a_day_counts(an: User, goal: Goal, readers: Indicator):
    for day, value in ((20, "55"), (6, "48"), (20, "54.5")):
        measure(an, readers, day=date(2026, 11, day), value=Decimal(value), today=TODAY)
    (course,) = indicators_of(goal)
    assert [str(each.value.normalize()) for each in course.measured] == ["48", "55", "54.5"]
    assert course.latest is not None
    assert course.latest.value == Decimal("54.5")
    assert [value for _, value in course.values] == [Decimal("41.5"), Decimal(48), Decimal("54.5")]
    assert course.curve is not None


def test_a_measured_0_is_a_figure(an: User, goal: Goal, readers: Indicator):
    measure(an, readers, day=TODAY, value=Decimal(0), today=TODAY)
    (course,) = indicators_of(goal)
    assert course.latest is not None
    assert course.latest.value == 0


def test_whoever_has_a_part_in_the_goal_measures_and_nobody_else(
    an: User, binh: User, school: School, goal: Goal, readers: Indicator
):
    with pytest.raises(PermissionDenied):
        measure(binh, readers, day=TODAY, value=Decimal(50), today=TODAY)
    unit = Unit.objects.create(school=school, name="Tổ Thư viện")
    UnitMember.objects.create(school=school, unit=unit, user=binh)
    Assignment.objects.create(school=school, task=goal.tasks.get(), unit=unit)
    row = measure(binh, readers, day=TODAY, value=Decimal(50), today=TODAY, note="Đếm theo sổ mượn")
    assert not isinstance(row, Refused)
    assert row.by == binh
    with pytest.raises(PermissionDenied):
        define_indicator(binh, goal, wanted=READERS)


def test_someone_of_another_school_neither_defines_nor_measures(chi: User, goal: Goal, readers: Indicator):
    with pytest.raises(PermissionDenied):
        define_indicator(chi, goal, wanted=READERS)
    with pytest.raises(PermissionDenied):
        measure(chi, readers, day=TODAY, value=Decimal(50), today=TODAY)


def test_a_definition_that_changed_meanwhile_is_not_overwritten(an: User, readers: Indicator):
    readers.refresh_from_db()
    seen = indicator_mark(readers)
    other = Wanted(name="Học sinh mượn sách mỗi tháng", unit="%", target=Decimal(80))
    assert isinstance(change_indicator(an, readers, wanted=other, seen=seen), Indicator)
    assert change_indicator(an, readers, wanted=READERS, seen=seen) == MOVED
    readers.refresh_from_db()
    assert (readers.target, readers.baseline) == (Decimal(80), None)
    entry = AuditEntry.objects.filter(verb="indicator.define").last()
    assert (entry.before["target"], entry.after["target"]) == ("70", "80")


@pytest.mark.parametrize(
    ("wanted", "why"),
    [
        (Wanted(name="  "), NO_NAME),
        (Wanted(name="a" * 501), NO_NAME),
        (Wanted(name="Giờ mở cửa", unit="x" * 61), NO_NAME),
        (Wanted(name="Giờ mở cửa", baseline=Decimal(3)), NO_DAY),
        (Wanted(name="Giờ mở cửa", baseline_date=TODAY), NO_DAY),
    ],
)
def test_what_is_no_indicator_is_told_kindly(an: User, goal: Goal, wanted: Wanted, why: Refused):
    assert define_indicator(an, goal, wanted=wanted) == why
    assert not Indicator.objects.exists()


def test_no_figure_of_a_day_to_come_and_none_once_the_plan_is_closed(an: User, plan: Plan, readers: Indicator):
    assert measure(an, readers, day=date(2026, 11, 25), value=Decimal(1), today=TODAY) == AHEAD
    Plan.objects.filter(pk=plan.pk).update(state="closed")
    assert measure(an, Indicator.objects.get(), day=TODAY, value=Decimal(1), today=TODAY) == CLOSED
    assert define_indicator(an, Goal.objects.get(pk=readers.goal_id), wanted=READERS) == CLOSED


@pytest.mark.parametrize(
    "wanted",
    [
        Wanted(name="a"),
        Wanted(name="a" * 500),
        Wanted(name="Giờ mở cửa", unit="x" * 60),
        Wanted(name="Giờ mở cửa", baseline=Decimal(0), baseline_date=TODAY),
    ],
)
def test_an_indicator_that_just_fits_is_kept_as_it_was_said(an: User, goal: Goal, wanted: Wanted):
    made = define_indicator(an, goal, wanted=wanted)
    assert isinstance(made, Indicator)
    assert {name: getattr(made, name) for name in wanted.__slots__} == {
        name: getattr(wanted, name) for name in wanted.__slots__
    }


@pytest.mark.parametrize(("letters", "why"), [(0, None), (2_000, None), (2_001, LONG_NOTE)])
def test_a_figure_of_today_with_a_note_of_so_many_letters(an: User, readers: Indicator, letters: int, why):
    found = measure(an, readers, day=TODAY, value=Decimal("55.50"), today=TODAY, note="a" * letters)
    if why:
        assert found == why
        return
    assert isinstance(found, Measurement)
    said = {"indicator": readers.pk, "name": readers.name, "date": "2026-11-24", "value": "55.5", "unit": "%"}
    told = AuditEntry.objects.get(verb="indicator.measure").after
    assert told == said | ({"note": "a" * letters} if letters else {})


@pytest.mark.parametrize(
    "said", [{"name": "Khác"}, {"unit": "em"}, {"baseline": Decimal(1)}, {"baseline_date": TODAY}, {"target": None}]
)
def test_another_word_of_an_indicator_is_another_mark_and_more_zeros_are_none(said: dict):
    same = {name: getattr(READERS, name) for name in READERS.__slots__}
    mark = indicator_mark(Indicator(**same))
    assert indicator_mark(Indicator(**(same | {"target": Decimal("70.000")}))) == mark
    assert indicator_mark(Indicator(**(same | said))) != mark
