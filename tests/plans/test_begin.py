"""A plan from nothing (lập kế hoạch từ bảng trống)."""

import pytest

from caitien.access.models import AuditEntry, Membership, Role, School, User
from caitien.domain.paper import Form, Paper
from caitien.incoming.adopt import adopt
from caitien.plans.begin import begin_plan
from caitien.plans.models import Plan
from tests.plans.reports import report
from tests.plans.table_lines import said

pytestmark = pytest.mark.each_database


@pytest.fixture
def plan(school: School, paper: Paper) -> Plan:
    return adopt(school, paper)[0]


def test_a_plan_begins_with_what_the_school_says_of_itself_and_nothing_else(an: User, school: School):
    Membership.objects.create(user=User.objects.create_user("hanh", name="Võ Thu Hạnh"), school=school, role=Role.CHAIR)
    paper = said(begin_plan(an, school, school_year="2027-2028", form=Form.TT57))
    assert (paper.form, paper.school, paper.school_year) == (Form.TT57, school.name, "2027-2028")
    assert (paper.report.place, paper.report.upper_body, paper.report.number) == ("Đà Lạt", "", "")
    assert (paper.report.signer, paper.report.title) == ("Võ Thu Hạnh", "KẾ HOẠCH")
    assert paper.report.subject == "Cải tiến chất lượng giáo dục năm học 2027-2028"
    assert paper.plan.items == ()


def test_a_year_that_has_its_plan_keeps_it(an: User, plan: Plan, school: School):
    assert begin_plan(an, school, school_year="2026-2027", form=Form.PLAN) == plan
    assert said(plan) == report()
    assert not AuditEntry.objects.filter(verb="plan.begin").exists()
