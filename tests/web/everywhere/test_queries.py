"""What a page asks of the database does not depend on how long the plan is."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from caitien.access.models import School, User
from caitien.checking.groups import SHOWN_A_GROUP
from caitien.domain.paper import Form
from caitien.incoming.adopt import adopt_paper
from caitien.incoming.receive import receive_paper
from caitien.jobs.chores import do_due, start_over
from caitien.plans.begin import begin_plan
from caitien.plans.models import Plan, Upload
from caitien.plans.parts.part import PROBLEM, REVIEW, parts_of
from caitien.plans.parts.rows import add_part
from caitien.web.planning.plan import LINES_A_PAGE
from tests.plans.reports import report
from tests.web.conftest import SignIn

MOST = 17  # for any page: the bell is one of them, on every page
SHORT, LONG = "2025-2026", "2026-2027"


def _receive(an: User, school: School, rows: int, year: str) -> Upload:
    return receive_paper(an, school, name=f"{year}.docx", data=year.encode(), paper=report(rows, school_year=year))


def _queries(client: Client, where: str) -> int:
    """Of a page whose papers were checked by the workers, those that no verb brought in among them."""
    start_over()
    do_due()
    assert client.get(where).status_code == 200
    with CaptureQueriesContext(connection) as found:
        assert client.get(where).status_code == 200
    return len(found)


@pytest.fixture
def reading(signed_in: SignIn, an: User, school: School) -> Client:
    """An, in a school with a plan of 28 lines and one of 200."""
    for rows, year in ((28, SHORT), (200, LONG)):
        adopt_paper(an, _receive(an, school, rows, year))
    return signed_in(an)


def test_the_plan_page(reading: Client):
    for query in ("", "&tim=phong", "&tt=done", "&trang=2"):
        short, long = (_queries(reading, f"/ke-hoach?nam={year}{query}") for year in (SHORT, LONG))
        assert long <= short <= MOST, query
    assert reading.get(f"/ke-hoach?nam={LONG}").content.count(b'<tr id="viec-') == LINES_A_PAGE


def test_the_plan_page_of_who_tells_only_what_is_theirs(reading: Client, signed_in: SignIn, binh: User):
    short, long = (_queries(signed_in(binh), f"/ke-hoach?nam={year}") for year in (SHORT, LONG))
    assert long <= short <= MOST


def test_lines_shown_anew_in_the_table(reading: Client):
    plans = {plan.school_year: plan for plan in Plan.objects.all()}
    asked = []
    for year in (SHORT, LONG):
        keys = plans[year].tasks.order_by("position").values_list("pk", flat=True)[:20]
        asked.append(f"/ke-hoach/{plans[year].pk}/dong?{'&'.join(f'dong={key}' for key in keys)}")
    short, long = (_queries(reading, where) for where in asked)
    assert long == short <= MOST


def test_the_page_of_lines_taken_out(reading: Client, an: User):
    asked = []
    for year in (SHORT, LONG):
        plan = Plan.objects.get(school_year=year)
        plan.tasks.exclude(position=0).update(removed_at=timezone.now())
        asked.append(_queries(reading, f"/ke-hoach/{plan.pk}/dong/da-bo"))
    assert asked[0] == asked[1] <= 6
    assert reading.get(f"/ke-hoach/{plan.pk}/dong/da-bo").content.count(b'<article class="found') == 50


@pytest.mark.parametrize("where", ["/ke-hoach/lap", "/ke-hoach/{}/dong/them"])
def test_the_forms_of_a_new_plan_and_of_a_new_line(reading: Client, where: str):
    assert _queries(reading, where.format(Plan.objects.get(school_year=LONG).pk)) <= 6


def test_the_parts_of_a_plan(signed_in: SignIn, an: User, school: School):
    client, asked = signed_in(an), []
    for rows, year in ((2, SHORT), (35, LONG)):
        plan = begin_plan(an, school, school_year=year, form=Form.TT57)
        for number in range(rows):
            add_part(an, plan, kind=PROBLEM, values={"limitation": f"Phòng {number} dột"})
            add_part(an, plan, kind=REVIEW, values={"moment": f"Đợt {number}"})
        slugs = [part.slug for part in parts_of(plan)]
        asked.append((f"/ke-hoach/{plan.pk}/phan", "&".join(f"dong={slug}" for slug in slugs)))
    (short, some), (long, many) = asked
    assert _queries(client, long) <= _queries(client, short) <= MOST
    assert _queries(client, f"{long}/dong?{many}") <= _queries(client, f"{short}/dong?{some}") <= MOST
    assert _queries(client, f"{long}/da-bo") <= _queries(client, f"{short}/da-bo") <= MOST


def test_the_page_of_findings(reading: Client):
    keys = dict(Upload.objects.values_list("name", "pk"))
    for query in ("", "&muc=canh-bao", "&quy-tac=k01", "&quy-tac=k01&sau=10"):
        short, long = (_queries(reading, f"/kiem-tra?nam={year}{query}") for year in (SHORT, LONG))
        assert short == long <= MOST, query
        short, long = (_queries(reading, f"/nhap/{keys[f'{y}.docx']}/kiem-tra?{query}") for y in (SHORT, LONG))
        assert short == long <= MOST, query
    groups = reading.get(f"/kiem-tra?nam={LONG}")
    assert groups.content.count(b'<article class="found') <= SHOWN_A_GROUP * len(groups.context["groups"])
    largest = max(groups.context["groups"], key=lambda group: group.heading.times).heading
    assert largest.times > 50
    one = reading.get(f"/kiem-tra?nam={LONG}&quy-tac={largest.code}")
    assert one.content.count(b'<article class="found') == 50


def test_the_page_of_what_was_understood(reading: Client):
    keys = dict(Upload.objects.values_list("name", "pk"))
    for query in ("", "?phan=results", "?phan=plan&trang=2", "?phan=prose"):
        short, long = (_queries(reading, f"/nhap/{keys[f'{year}.docx']}{query}") for year in (SHORT, LONG))
        assert short == long <= MOST, query
    assert reading.get(f"/nhap/{keys[f'{LONG}.docx']}?phan=plan").content.count(b'id="dong-plan-') == 20


@pytest.mark.parametrize("where", ["/", "/nhap"])
def test_the_lists_of_files(signed_in: SignIn, an: User, school: School, where: str):
    client = signed_in(an)
    for number in (1, 2):
        _receive(an, school, 1, f"20{number}0-20{number}1")
    before = _queries(client, where)
    for number in range(30):
        _receive(an, school, 1, f"20{number + 30}-20{number + 31}")
    assert _queries(client, where) == before <= MOST
