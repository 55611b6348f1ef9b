"""Shares of a plan's work (tỉ lệ của việc trong năm): the map of criteria and criterion 1.4, from sums. No database."""

from typing import Any

import pytest

from caitien.domain.standards import standard_set
from caitien.domain.tasks.work_state import WorkState
from caitien.domain.times.school_calendar import years_back
from caitien.plans.models import Plan
from caitien.work.counting.heat import Share, heat_of, shares_of
from caitien.work.counting.improvement import Improvement, improvement_in, improvement_of
from caitien.work.counting.tally import Group, Sums


def group(state: WorkState, count: int = 1, **said: Any) -> Group:
    values = {"criterion": "1.1", "standard": 1, "late": False, "due": False, "planned": True, "added": False, **said}
    return Group(state=state, count=count, **values)


def plan(key: int, framework: str = "tt22-2024", year: str = "2026-2027") -> Plan:
    return Plan(pk=key, framework=framework, school_year=year)


@pytest.mark.parametrize(
    ("done", "whole", "shade"), [(0, 0, 0), (0, 3, 0), (1, 4, 1), (1, 5, 0), (3, 4, 3), (99, 100, 3), (7, 7, 4)]
)
def test_a_cell_is_wholly_dark_only_when_all_is_finished(done: int, whole: int, shade: int):
    assert Share(plan(1), "1.1", done, whole).shade == shade


def test_lines_are_counted_by_criterion_finished_in_all_and_late():
    one = plan(1)
    done, late = group(WorkState.DONE, 2), group(WorkState.ONGOING, 3, late=True)
    other = group(WorkState.DONE, 5, criterion="1.2")
    found = shares_of(one, Sums((done, late, group(WorkState.WAITING, 4), other)))
    assert found == {"1.1": Share(one, "1.1", 2, 9, 3), "1.2": Share(one, "1.2", 5, 5, 0)}


def test_codes_no_set_knows_stand_as_people_count_and_those_that_are_none_last():
    groups = [group(WorkState.DONE, criterion=code) for code in ("khác", "1.10", "99.1", "1.2", "")]
    rows = heat_of([plan(1, "")], {1: Sums(tuple(groups))}).rows
    assert [cell.code for cell in rows[-1].cells] == ["1.2", "1.10", "99.1", "", "khác"]
    assert (rows[-1].code, rows[-1].title) == (None, "")


def test_what_a_set_does_not_know_has_a_row_of_its_own_and_earlier_years_of_it_are_astray():
    found = standard_set("tt18-2018")
    assert found is not None
    now, old = plan(1, "tt18-2018"), plan(2, "tt18-2018", "2025-2026")
    first = next(iter(found.criteria)).code
    sums = {
        1: Sums((group(WorkState.DONE, criterion="77.1"),)),
        2: Sums((group(WorkState.DONE, criterion="88.1"), group(WorkState.ONGOING, criterion=first))),
    }
    heat = heat_of([now, old], sums)
    assert (heat.rows[-1].code, heat.rows[-1].title) == (None, "Ngoài bộ tiêu chuẩn")
    assert [share.code for share in heat.astray] == ["88.1"]
    cell = heat.rows[0].cells[0]
    assert cell.now == Share(now, first)
    assert cell.before == (Share(old, first, 0, 1, 0),)
    assert heat.widest == max(len(standard.criteria) for standard in found.standards)
    assert heat.earlier == (old,)


def test_the_ratio_counts_planned_lines_by_state_and_names_what_explains_the_rest():
    states = ((WorkState.DONE, 2), (WorkState.UNSTATED, 3), (WorkState.DROPPED, 5), (WorkState.POSTPONED, 7))
    groups = [group(state, count) for state, count in states]
    groups += [group(WorkState.ONGOING, 11, added=True), group(WorkState.DONE, 100, planned=False, added=True)]
    one = plan(1)
    found = improvement_of(one, Sums(tuple(groups), withdrawn=13))
    assert found == Improvement("2026-2027", one, 28, 2, 3, 5, 7, 11, 13)
    assert found.percent == 7


def test_three_years_in_a_row_one_of_them_without_a_plan_and_others_left_out():
    assert years_back("2026-2027", 3) == ["2026-2027", "2025-2026", "2024-2025"]
    assert years_back("2026-2028", 3) == ["2026-2028"]
    plans = [plan(1), plan(3, year="2024-2025"), plan(4, year="2023-2024")]
    found = improvement_in(plans, "2026-2027", {each.pk: Sums() for each in plans})
    assert [(each.year, each.plan) for each in found] == [
        ("2026-2027", plans[0]),
        ("2025-2026", None),
        ("2024-2025", plans[1]),
    ]
    assert Improvement("2025-2026") == Improvement("2025-2026", None, 0, 0, 0, 0, 0, 0, 0)
    assert Improvement("2025-2026").percent is None


def test_what_a_school_decided_counts_for_years_under_another_set_alone():
    new = standard_set("tt57-2026-pt")
    assert new is not None
    code, second, *_, last = (criterion.code for criterion in new.criteria)
    heirs = {("tt18-2018", "1.1"): (last,), ("tt57-2026-pt", code): (second,)}
    now, same, other = plan(1, "tt57-2026-pt"), plan(2, "tt57-2026-pt", "2025-2026"), plan(3, "tt18-2018", "2024-2025")
    sums = {1: Sums(), 2: Sums((group(WorkState.DONE, criterion=code),)), 3: Sums((group(WorkState.DONE),))}
    cells = {cell.code: cell for row in heat_of([now, same, other], sums, heirs).rows for cell in row.cells}
    assert [share.plan for share in cells[code].before] == [same]
    assert [share.plan for share in cells[last].before] == [other]
