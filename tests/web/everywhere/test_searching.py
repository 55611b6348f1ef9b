"""Search everywhere: without accents, what is one's own first, never another school's, a fixed number of queries."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from caitien.access.models import Role, School, Unit, User
from caitien.incoming.adopt import adopt
from caitien.plans.models import Assignment, Plan
from caitien.work.outside.waiting import open_waiting
from tests.people import person
from tests.plans.reports import report
from tests.web.conftest import SignIn


@pytest.fixture
def plan(school: School) -> Plan:
    return adopt(school, report(12))[0]


def found(browser: Client, words: str) -> dict[str, list[str]]:
    page = browser.get("/tim", {"tim": words})
    assert page.status_code == 200
    return {group.name: [hit.title for hit in group.found] for group in page.context["groups"]}


def test_lines_people_units_waits_and_the_guide_are_found_without_accents(
    signed_in: SignIn, an: User, binh: User, school: School, plan: Plan
):
    Unit.objects.create(school=school, name="Tổ Toán – Tin", folded="to toan tin")
    task = plan.tasks.order_by("position").select_related("plan", "school")[0]
    today = timezone.localdate()
    open_waiting(an, task, name="Sở Xây dựng", what="Thẩm định", since=today, today=today)
    browser = signed_in(an)
    assert found(browser, "tran van binh")["Người"] == [str(binh)]
    assert found(browser, "to toan")["Tổ và đơn vị"] == ["Tổ Toán – Tin"]
    assert found(browser, "so xay dung")["Chờ đơn vị khác"] == ["Chờ Sở Xây dựng"]
    assert found(browser, "giao viec")["Hướng dẫn"][0] == "Giao việc"
    words = task.goal.target.split("\n")[0][:30]
    assert found(browser, words)["Việc trong kế hoạch"]


def test_what_is_given_to_the_person_comes_first(signed_in: SignIn, binh: User, school: School, plan: Plan):
    last = plan.tasks.order_by("-position")[0]
    Assignment.objects.create(school=school, task=last, user=binh)
    page = signed_in(binh).get("/tim", {"tim": "ket qua"})
    lines = next(group for group in page.context["groups"] if group.name == "Việc trong kế hoạch")
    assert "việc của thầy cô" in lines.found[0].place
    assert "việc của thầy cô" not in lines.found[1].place


def test_nothing_of_another_school_is_found(signed_in: SignIn, an: User, plan: Plan, other_school: School):
    person("chi", "Lê Thị Chi", other_school, Role.SECRETARY)
    adopt(other_school, report(5))
    browser = signed_in(an)
    assert "Người" not in found(browser, "le thi chi")
    keys = set(plan.tasks.values_list("pk", flat=True))
    page = browser.get("/tim", {"tim": "ket qua"})
    lines = next(group for group in page.context["groups"] if group.name == "Việc trong kế hoạch")
    assert all(int(hit.where.rpartition("/")[2]) in keys for hit in lines.found)


def test_the_queries_are_the_same_however_much_is_found(signed_in: SignIn, an: User, plan: Plan):
    browser = signed_in(an)
    asked = []
    for words in ("khong co chu nay", "ket qua"):
        browser.get("/tim", {"tim": words})
        with CaptureQueriesContext(connection) as queries:
            browser.get("/tim", {"tim": words})
        asked.append(len(queries))
    assert asked[1] - asked[0] <= 1  # of people that were found also their units
    assert asked[1] <= 16


def test_blank_words_search_nothing(signed_in: SignIn, an: User, plan: Plan):
    assert found(signed_in(an), "  ?! ") == {}
