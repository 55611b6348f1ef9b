"""Where a line stands in a plan, and how a page reads the lines there: by the number or by the stretch."""

import pytest

from caitien.access.models import School, Unit, User
from caitien.access.rights import acting_user_of
from caitien.domain.plan_state import PlanState
from caitien.incoming.adopt import adopt
from caitien.plans.models import Goal, Plan
from caitien.plans.parts.subject import criterion_values, title_of
from caitien.plans.reads import LinesInOrder, readable_at
from caitien.plans.table.lines import LAST, place_of
from tests.plans.reports import report


@pytest.fixture
def plan(school: School) -> Plan:
    return adopt(school, report(7))[0]


@pytest.mark.parametrize(
    ("criterion", "standard", "place"),
    [
        ("1.3", 1, (1, 1, 3, 0)),
        ("1.10", None, (1, 1, 10, 0)),  # the standard is the first number where none is said
        ("1.3", 4, (4, 1, 3, 0)),
        ("1.3.2", None, (1, 1, 3, 2)),
        ("1.3.2.9", None, (1, 1, 3, 2)),
        ("", 2, (2, 0, 0, 0)),
        ("", None, (LAST, 0, 0, 0)),
    ],
)
def test_a_line_stands_by_standard_then_criterion_and_last_where_it_names_none(criterion, standard, place):
    assert place_of(criterion, standard) == place


def test_criteria_are_counted_as_people_count():
    codes = ("", "10.1", "2.10", "2.9", "1.1")
    assert sorted(codes, key=lambda code: place_of(code, None)) == ["1.1", "2.9", "2.10", "10.1", ""]


@pytest.mark.parametrize("person", ["an", "binh"])
def test_a_page_reads_any_line_of_a_plan_or_a_stretch_of_them(
    plan: Plan, person: str, an: User, binh: User, request: pytest.FixtureRequest
):
    """Whether each line is told whose it is, as for Bình who reports only his own, or not, as for An."""
    acting = acting_user_of(request.getfixturevalue(person), plan.school)
    assert acting
    whole = list(plan.tasks.order_by("position"))
    lines = LinesInOrder(plan, acting, len(whole))
    assert len(lines) == 7
    assert [lines[at] for at in range(7)] == whole
    assert lines[2:5] == whole[2:5]
    assert lines[5:99] == whole[5:]
    assert lines[:] == whole


def test_who_looks_from_above_reads_what_was_approved_and_the_school_all(
    plan: Plan, school: School, other_school: School
):
    for state in PlanState:
        Plan.objects.filter(pk=plan.pk).update(state=state)
        approved = state in {PlanState.APPROVED, PlanState.CLOSED}
        assert Plan.objects.filter(readable_at(school, in_school=True)).exists()
        assert Plan.objects.filter(readable_at(school, in_school=False)).exists() == approved
        for in_school in (True, False):
            assert not Plan.objects.filter(readable_at(other_school, in_school=in_school)).exists()
        assert plan.tasks.filter(readable_at(school, "plan__", in_school=False)).exists() == approved


# --- what a problem is about ------------------------------------------------------------------------------------------


def test_a_standard_is_called_as_other_lines_call_it_else_as_its_set_does(plan: Plan):
    plan.goals.filter(standard=1).update(standard_title="Tên của trường")
    assert title_of(plan, 1) == "Tên của trường"
    plan.goals.filter(standard=1).update(standard_title="")
    assert title_of(plan, 1) == "Tổ chức và quản lý nhà trường"
    assert title_of(plan, 9) == ""
    plan.framework = ""
    assert title_of(plan, 1) == ""


@pytest.mark.parametrize(
    ("text", "was", "said"),
    [
        ("2.3", 2, {"criterion": "2.3", "label": "Tiêu chí 2.3"}),
        ("2.3", None, {"criterion": "2.3", "label": "Tiêu chí 2.3", "standard": 2, "standard_title": "Đội ngũ"}),
        ("Tiêu chí 2.3 về đội ngũ", 2, {"criterion": "2.3", "label": "Tiêu chí 2.3 về đội ngũ"}),
        ("Sân trường", 2, {"criterion": "", "label": "Sân trường"}),
        ("Sân trường", None, {"criterion": "", "label": "Sân trường"}),
    ],
)
def test_the_standard_of_a_problem_follows_its_criterion(plan: Plan, text: str, was: int | None, said):
    plan.goals.filter(standard=2).update(standard_title="Đội ngũ")
    assert criterion_values(plan, Goal(plan=plan, standard=was), text) == said


def test_a_unit_of_the_school_hides_no_line(plan: Plan, binh: User):
    """The lines of a unit are the page's lines still, each once."""
    unit = Unit.objects.create(school=plan.school, name="Tổ Toán")
    for task in plan.tasks.all():
        task.assignments.create(school=plan.school, unit=unit)
        task.assignments.create(school=plan.school, user=binh, part="support")
    acting = acting_user_of(binh, plan.school)
    assert acting
    assert LinesInOrder(plan, acting, 7)[:] == list(plan.tasks.order_by("position"))
