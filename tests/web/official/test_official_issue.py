"""The number and date a paper bears already: issuing proposes them, and shows old and new before it replaces them."""

from dataclasses import replace
from datetime import date

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils.timezone import localdate

from caitien.access.models import School, User
from caitien.domain.paper import Form
from caitien.incoming.adopt import adopt
from caitien.papers.models import Draft, Issue
from caitien.plans.models import Plan
from tests.papers.made import answered, begun, settled
from tests.plans.approving import approved, chair_of
from tests.plans.reports import report
from tests.web.conftest import SignIn

SIGNED = date(2026, 6, 20)


@pytest.fixture
def plan(school: School, an: User) -> Plan:
    """Of a report that was taken in with its number and date."""
    paper = report()
    head = replace(paper.report, number="25/BC-THPTHS", date=SIGNED)
    found = adopt(school, replace(paper, report=head))[0]
    settled(an, found)
    return found


@pytest.fixture
def chair(plan: Plan, signed_in: SignIn) -> Client:
    return signed_in(chair_of(plan.school))


def issuing(chair: Client, draft: Draft, **fields: str) -> HttpResponse:
    seen = chair.get(f"/giay-to/{draft.pk}?buoc=ban-hanh").context["seen"]
    return chair.post(f"/giay-to/{draft.pk}/ban-hanh", {"seen": seen, **fields})


def test_a_report_taken_in_with_number_and_date_is_proposed_under_them(chair: Client, an: User, plan: Plan):
    draft = answered(an, plan, today=localdate())
    form = chair.get(f"/giay-to/{draft.pk}?buoc=ban-hanh").context["form"]
    assert (form["number"].value(), form["date"].value()) == ("25/BC-THPTHS", "20/06/2026")
    assert issuing(chair, draft, number="25/BC-THPTHS", date="20/06/2026").status_code == 302
    assert (Issue.objects.get().number, Issue.objects.get().date) == ("25/BC-THPTHS", SIGNED)


@pytest.mark.each_database
def test_another_number_or_date_is_shown_old_and_new_first(chair: Client, an: User, plan: Plan):
    draft = answered(an, plan, today=localdate())
    asked = issuing(chair, draft, number="26/BC-THPTHS", date="21/06/2026")
    assert asked.status_code == 422
    page = asked.content.decode()
    for words in ("25/BC-THPTHS", "20/06/2026", 'value="26/BC-THPTHS"', 'value="21/06/2026"'):
        assert words in page
    assert not Issue.objects.exists()
    another = issuing(chair, draft, number="27/BC-THPTHS", date="21/06/2026", instead=asked.context["instead"])
    assert another.status_code == 422
    sure = issuing(chair, draft, number="26/BC-THPTHS", date="21/06/2026", instead=asked.context["instead"])
    assert sure.status_code == 302
    assert Issue.objects.get().number == "26/BC-THPTHS"


def test_an_approved_plan_is_issued_under_its_own_number_also_one_of_two_parts(chair: Client, an: User, plan: Plan):
    approved(plan, number="218-01/KH-THPTHS")
    assert plan.date
    stands = plan.date.strftime("%d/%m/%Y")
    draft = answered(an, plan, Form.PLAN, today=localdate())
    form = chair.get(f"/giay-to/{draft.pk}?buoc=ban-hanh").context["form"]
    assert (form["number"].value(), form["date"].value()) == (plan.number, stands)
    assert issuing(chair, draft, number="01/KH-THPTHS", date=stands).status_code == 422
    assert issuing(chair, draft, number=plan.number, date=stands).status_code == 302
    assert Issue.objects.get().number == plan.number


def test_the_answer_of_who_answered_for_open_errors_is_read_before_issuing(chair: Client, an: User, plan: Plan):
    draft = answered(an, plan, today=localdate())
    page = chair.get(f"/giay-to/{draft.pk}?buoc=ban-hanh").content.decode()
    assert "Lỗi còn mở, đã có người chịu trách nhiệm" in page
    decision = plan.decisions.get()
    assert decision.name in page
    assert decision.reason in page


def test_a_paper_of_a_term_bears_none_yet(chair: Client, an: User, plan: Plan):
    draft = begun(an, plan, span="hk1")
    form = chair.get(f"/giay-to/{draft.pk}?buoc=ban-hanh").context["form"]
    assert (form["number"].value(), form["date"].value()) == ("01/BC-THPTHS", f"{localdate():%d/%m/%Y}")
