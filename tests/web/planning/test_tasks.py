"""All tasks of the school: found by year, unit, state and words; a later page costs what the first one costs."""

import re

import pytest
from django.db import transaction
from django.test import Client

from caitien.access.models import School, Unit, UnitMember, User
from caitien.incoming.adopt import adopt
from caitien.plans.models import Assignment, Plan, Task
from caitien.web.planning.tasks import TASKS_A_PAGE
from tests.plans.reports import report
from tests.web.conftest import SignIn
from tests.web.everywhere.test_queries import MOST, _queries

OLD, NEW = "2025-2026", "2026-2027"


def planned(school: School, rows: int, year: str) -> Plan:
    with transaction.atomic():
        return adopt(school, report(rows, school_year=year))[0]


@pytest.fixture
def desk(signed_in: SignIn, an: User, school: School) -> Client:
    """An, in a school with 230 tasks of two years."""
    planned(school, 130, NEW)
    planned(school, 100, OLD)
    return signed_in(an)


def shown(desk: Client, where: str) -> list[int]:
    return [task.pk for task in desk.get(where).context["page"].rows]


def to(desk: Client, where: str, word: str) -> str:
    """Where a link of the page leads."""
    found = re.search(rf'href="([^"]*)"[^>]*>{word}<', desk.get(where).content.decode())
    return f"/ke-hoach/viec{found[1].replace('&amp;', '&')}" if found else ""


@pytest.mark.each_database
def test_every_task_is_on_one_page_the_newest_year_first_and_back_again(desk: Client):
    pages, where = [], "/ke-hoach/viec"
    while where:
        pages.append((where, shown(desk, where)))
        where = to(desk, where, "Trang sau")
    found = [key for _, keys in pages for key in keys]
    order = Task.objects.order_by("-plan__school_year", "position", "pk").values_list("pk", flat=True)
    assert found == list(order)
    assert [len(keys) for _, keys in pages] == [TASKS_A_PAGE, TASKS_A_PAGE, 30]
    back = to(desk, pages[2][0], "Trang trước")
    assert shown(desk, back) == pages[1][1]
    assert shown(desk, to(desk, back, "Trang trước")) == pages[0][1]
    assert to(desk, pages[0][0], "Trang trước") == ""


@pytest.mark.each_database
def test_a_year_a_state_a_unit_and_words_narrow_the_list(desk: Client, school: School, binh: User):
    unit = Unit.objects.create(school=school, name="Tổ Văn")
    UnitMember.objects.create(school=school, unit=unit, user=binh)
    first, second = Task.objects.filter(plan__school_year=OLD).order_by("position")[:2]
    Assignment.objects.create(school=school, task=first, unit=unit)
    Assignment.objects.create(school=school, task=second, user=binh)
    assert shown(desk, f"/ke-hoach/viec?to={unit.pk}") == [first.pk, second.pk]
    assert len(shown(desk, f"/ke-hoach/viec?nam={OLD}")) == 100
    done = shown(desk, f"/ke-hoach/viec?nam={OLD}&tt=done")
    assert done
    assert set(Task.objects.filter(pk__in=done).values_list("state", flat=True)) == {"done"}
    assert len(shown(desk, "/ke-hoach/viec?tim=cong viec thu 99")) == 2
    assert "Không có việc nào như thầy cô tìm" in desk.get("/ke-hoach/viec?tim=voi bay").content.decode()


@pytest.mark.each_database
def test_what_is_searched_is_read_page_by_page_there_and_back(desk: Client):
    """The words "cong viec" stand in every line; of a page that is full only its lines are looked for."""
    pages, where = [], "/ke-hoach/viec?tim=cong viec"
    while where:
        pages.append((where, shown(desk, where)))
        where = to(desk, where, "Trang sau")
    order = Task.objects.order_by("-plan__school_year", "position", "pk").values_list("pk", flat=True)
    assert [key for _, keys in pages for key in keys] == list(order)
    assert shown(desk, to(desk, pages[2][0], "Trang trước")) == pages[1][1]
    narrow = shown(desk, f"/ke-hoach/viec?tim=cong viec&tt=done&nam={OLD}")
    assert narrow == shown(desk, f"/ke-hoach/viec?tt=done&nam={OLD}")


@pytest.mark.each_database
def test_a_search_never_shows_a_line_that_was_taken_out_or_is_another_schools(
    desk: Client, signed_in: SignIn, chi: User
):
    gone, other = Task.objects.order_by("-plan__school_year", "position")[:2]
    Task.objects.filter(pk=gone.pk).update(removed_at="2026-10-01T00:00Z")
    found = shown(desk, "/ke-hoach/viec?tim=cong viec")
    assert gone.pk not in found
    assert found[0] == other.pk
    assert shown(signed_in(chi), f"/ke-hoach/viec?tim=cong viec&sau={other.pk}") == []


@pytest.mark.each_database
def test_a_page_that_starts_at_a_task_taken_away_is_the_first_one(desk: Client):
    first = shown(desk, "/ke-hoach/viec")
    for odd in ("sau=999999", "sau=x", "truoc=", "sau=²", "to=²", "nam=x' OR 1", "sau=-1", "to=99999999999999999999"):
        assert desk.get(f"/ke-hoach/viec?{odd}").status_code == 200
    assert shown(desk, "/ke-hoach/viec?sau=999999") == first


def test_another_schools_tasks_are_not_there(desk: Client, signed_in: SignIn, chi: User):
    task = Task.objects.first()
    browser = signed_in(chi)
    assert shown(browser, "/ke-hoach/viec") == shown(browser, f"/ke-hoach/viec?sau={task.pk}") == []
    assert "Trường chưa có việc nào" in browser.get("/ke-hoach/viec").content.decode()


def test_what_it_asks_of_the_database_is_the_same_for_any_number(signed_in: SignIn, an: User, school: School):
    client = signed_in(an)
    planned(school, 3, OLD)
    before = _queries(client, "/ke-hoach/viec")
    planned(school, 300, NEW)
    assert _queries(client, "/ke-hoach/viec") == before <= MOST
    before = _queries(client, "/ke-hoach/viec?tim=cong")
    planned(school, 200, "2024-2025")
    assert _queries(client, "/ke-hoach/viec?tim=cong") == before <= MOST
    assert _queries(client, f"/ke-hoach/viec?sau={Task.objects.order_by('position')[2].pk}") <= MOST
