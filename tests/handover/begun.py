"""A hand-over that is begun (bàn giao đã lập): An has fourteen lines; Bình, who takes over, three of them."""

import pytest

from caitien.access.models import Role, School, User
from caitien.handover.handing import begin_hand_over, sign_hand_over
from caitien.handover.items import items_of, mark_of
from caitien.handover.models import HandOver
from caitien.incoming.adopt import adopt_paper
from caitien.incoming.receive import receive_paper
from caitien.plans.models import Assignment, Plan, Task
from tests.people import person
from tests.plans.approving import approved, chair_of
from tests.plans.reports import report

__all__ = ["begun", "binh", "chair", "lines", "plan", "seen", "sign"]


@pytest.fixture
def plan(an: User, school: School) -> Plan:
    """A plan in force, fourteen lines of which are An's; three of them Bình's as well."""
    made = adopt_paper(an, receive_paper(an, school, name="báo cáo.docx", data=b"bytes", paper=report()))
    approved(made)
    return made


@pytest.fixture
def binh(school: School) -> User:
    return person("binh", "Trần Văn Bình", school, Role.STAFF)


@pytest.fixture
def chair(school: School) -> User:
    return chair_of(school)


@pytest.fixture
def lines(plan: Plan, an: User, binh: User, school: School) -> list[Task]:
    found = list(plan.tasks.order_by("position")[:14])
    for task in found:
        Assignment.objects.create(school=school, task=task, user=an)
    for task in found[:3]:
        Assignment.objects.create(school=school, task=task, user=binh, part="support")
    return found


@pytest.fixture
def begun(chair: User, an: User, binh: User, school: School, lines: list[Task]) -> HandOver:
    made = begin_hand_over(
        chair, school, giver=an.pk, taker=binh.pk, reason="secretary", roles=["secretary"], leaves=True
    )
    assert isinstance(made, HandOver), made
    return made


def seen(hand_over: HandOver) -> str:
    hand_over.refresh_from_db()
    return mark_of(hand_over, items_of(hand_over))


def sign(who: User, hand_over: HandOver) -> HandOver:
    signed = sign_hand_over(who, hand_over, seen=seen(hand_over))
    assert isinstance(signed, HandOver), signed
    return signed
