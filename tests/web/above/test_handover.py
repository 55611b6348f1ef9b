"""The pages of a hand-over (trang bàn giao)."""

# ruff: noqa: F811 - fixtures are imported

import pytest
from django.utils import timezone

from caitien.access.models import Role, School, User
from caitien.handover.models import HandOver
from caitien.plans.models import Assignment, Plan, Task
from tests.handover.begun import begun, binh, chair, lines, plan  # noqa: F401 - fixtures
from tests.people import person
from tests.web.conftest import SignIn

pytestmark = pytest.mark.django_db


def test_the_pages_lead_through_it(
    signed_in: SignIn, chair: User, an: User, binh: User, school: School, lines: list[Task]
) -> None:
    browser = signed_in(chair)
    answered = browser.post(
        "/ban-giao", {"giver": an.pk, "taker": binh.pk, "reason": "secretary", "roles": ["secretary"], "leaves": "on"}
    )
    where = answered["Location"]
    assert "Việc đang giữ: 14" in browser.get(where).content.decode()
    for who in (an, binh):
        of_theirs = signed_in(who)
        mark = of_theirs.get(where).context["mark"]
        assert of_theirs.post(f"{where}/ky", {"seen": mark})["Location"] == where
    assert HandOver.objects.get().state == HandOver.State.DONE
    page = signed_in(chair).get(where)
    sent = {"number": "09/BB-THPTHS", "date": f"{timezone.localdate():%d/%m/%Y}", "seen": page.context["paper_mark"]}
    assert signed_in(chair).post(f"{where}/ban-hanh", sent).status_code in {200, 302}


def test_who_has_no_part_in_it_does_not_see_it(begun: HandOver, signed_in: SignIn, school: School, chi: User) -> None:
    other = person("ngoai", "Người Ngoài", school, Role.STAFF)
    assert signed_in(other).get(f"/ban-giao/{begun.pk}").status_code == 403
    assert signed_in(chi).get(f"/ban-giao/{begun.pk}").status_code == 404
    assert str(begun.giver) not in signed_in(other).get("/ban-giao").content.decode()


def test_its_queries_do_not_grow(
    begun: HandOver, signed_in: SignIn, chair: User, an: User, school: School, plan: Plan, django_assert_max_num_queries
) -> None:
    browser = signed_in(chair)
    browser.get(f"/ban-giao/{begun.pk}")
    for task in plan.tasks.order_by("position")[14:]:
        Assignment.objects.create(school=school, task=task, user=an)
    with django_assert_max_num_queries(40):
        browser.get(f"/ban-giao/{begun.pk}")
