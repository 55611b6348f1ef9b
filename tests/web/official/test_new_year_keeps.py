"""Beginning a year: waits go along, nothing is late that nobody works by, no cause is made up."""

import re
from datetime import date

import pytest
from django.utils import timezone

from caitien.access.models import School, User
from caitien.domain.paper import Status
from caitien.domain.tasks.work_state import WorkState
from caitien.plans.models import Assignment, Goal, Plan, Task
from caitien.plans.table.edit import CellEdit, edit_cells
from caitien.plans.table.table_lines import row_mark
from caitien.renewal.models import Renewal
from caitien.renewal.undoing import undo_line
from caitien.work.counting.overview import late_occurrences
from caitien.work.counting.tally import sums_of
from caitien.work.models import Letter, Waiting
from caitien.work.outside.waiting import open_waiting, record_letter
from caitien.work.reporting.report import report_progress
from caitien.work.schedule import refresh_occurrences
from tests.plans.approving import approved
from tests.renewal.years import adopted, begun, decided, line, year_of
from tests.web.conftest import SignIn
from tests.web.page import on_one_line

pytestmark = pytest.mark.django_db

SINCE, TODAY = date(2026, 2, 3), date(2026, 5, 30)
PAST = {"time": "Tháng 9/2026"}


@pytest.fixture
def source(an: User, school: School) -> Plan:
    """Last year's plan: one line waits for land, one was done in part."""
    lines = (line("1.1", "Mở rộng sân"), line("2.2", "Lắp máy", said="Đã lắp 5 máy cho khối 10"))
    return adopted(an, school, year_of(*lines))


@pytest.fixture
def waiting(an: User, source: Plan) -> Waiting:
    """The first line waits since February, with a letter."""
    task = source.tasks.get(work="Mở rộng sân")
    found = open_waiting(an, task, name="UBND phường", what="Giao đất", since=SINCE, today=TODAY)
    assert isinstance(found, Waiting)
    letter = record_letter(an, found, way="sent", number="15/CV", date=SINCE, summary="Xin giao đất", today=TODAY)
    assert isinstance(letter, Letter)
    return found


def test_an_open_wait_goes_along_with_its_line_since_when_and_letters(
    signed_in: SignIn, an: User, source: Plan, waiting: Waiting
):
    new = decided(an, begun(an, source), "Mở rộng sân", criterion="1.1")
    assert new is not None
    along = Waiting.objects.get(task=new)
    assert (along.whom, along.since, along.until) == ("UBND phường", SINCE, None)
    assert [letter.number for letter in along.letters.all()] == ["15/CV"]
    refresh_occurrences([new.plan])
    assert new.occurrences.get().state == WorkState.WAITING
    waiting.refresh_from_db()
    assert waiting.until is None
    page = signed_in(an).get(f"/ke-hoach/{new.plan_id}/dong/{new.pk}").content.decode()
    assert "UBND phường" in page
    assert "03/02/2026" in page


def test_a_line_that_only_brought_its_wait_along_can_be_decided_anew(an: User, source: Plan, waiting: Waiting):
    renewal = begun(an, source)
    new = decided(an, renewal, "Mở rộng sân", criterion="1.1")
    assert new is not None
    assert not undo_line(an, renewal.plan, task=waiting.task_id)
    again = decided(an, renewal, "Mở rộng sân", criterion="1.1")
    assert again is not None
    along = Waiting.objects.get(task=again)
    record_letter(an, along, way="sent", number="16/CV", date=TODAY, summary="Nhắc lại", today=timezone.localdate())
    assert undo_line(an, renewal.plan, task=waiting.task_id)


def test_a_draft_is_in_nobodys_work_and_nothing_of_it_is_late_until_it_is_approved(
    signed_in: SignIn, an: User, binh: User, source: Plan
):
    new = decided(an, begun(an, source), "Lắp máy", criterion="2.2", time="Tháng 9/2026")
    assert new is not None
    Assignment.objects.create(school=source.school, task=new, user=binh)
    plan = Plan.objects.get(pk=new.plan_id)
    day = date(2027, 3, 1)
    refresh_occurrences([plan])
    assert new.occurrences.filter(due__lt=day).exists()
    assert sums_of(plan, day).count(late=True) == 0
    assert sums_of(plan, day).count(due=True) == 0
    assert late_occurrences(plan, day) == []
    assert "Lắp máy" not in signed_in(binh).get("/viec").content.decode()
    approved(plan, number="01/KH", day=date(2026, 9, 1))
    assert sums_of(plan, day).count(late=True) == 1
    assert len(late_occurrences(plan, day)) == 1


def test_two_plans_on_one_page_of_work_say_their_year(signed_in: SignIn, an: User, binh: User, source: Plan):
    new = decided(an, begun(an, source), "Lắp máy", criterion="2.2", time="2019-2040")
    assert new is not None
    old = source.tasks.get(work="Mở rộng sân")
    Task.objects.filter(pk=old.pk).update(time="2019-2040")
    source.save()
    for task in (new, old):
        Assignment.objects.get_or_create(school=source.school, task=task, user=binh)
    browser = signed_in(binh)
    assert "năm học 2025" not in browser.get("/viec").content.decode()
    approved(Plan.objects.get(pk=new.plan_id), number="01/KH", day=date(2026, 9, 1))
    page = browser.get("/viec").content.decode()
    assert "năm học 2025–2026" in page
    assert "năm học 2026–2027" in page


def _carry(browser, renewal: Renewal, task: Task, **fields: str) -> None:
    sent = {"decision": "carry", "criterion": "2.2", "seen": row_mark(task), **fields}
    browser.post(f"/nam-moi/{renewal.plan_id}/dong/{task.pk}", sent)


def test_what_came_of_a_line_is_no_cause_of_its_weakness_and_the_cause_is_asked(
    signed_in: SignIn, an: User, source: Plan
):
    renewal, browser = begun(an, source), signed_in(an)
    task = source.tasks.select_related("goal").get(work="Lắp máy")
    assert "Vì sao năm trước chưa xong?" in browser.get("/nam-moi").content.decode()
    _carry(browser, renewal, task)
    problem = renewal.plan.goals.get(kind=Goal.Kind.PROBLEM)
    assert problem.cause == ""
    browser.post(f"/nam-moi/{renewal.plan_id}/dong/{task.pk}/xem-lai")
    _carry(browser, renewal, task, cause="Nhà cung cấp giao chậm")
    assert renewal.plan.goals.get(kind=Goal.Kind.PROBLEM).cause == "Nhà cung cấp giao chậm"


def test_a_reason_people_gave_is_the_cause_and_nothing_is_asked(signed_in: SignIn, an: User, source: Plan):
    task = source.tasks.select_related("goal").get(work="Lắp máy")
    refresh_occurrences([source])
    report_progress(an, task.occurrences.get(), state=WorkState.POSTPONED, reason="hãng ngừng bán", begun=True)
    task = Task.objects.select_related("goal").get(pk=task.pk)
    assert task.state == Status.ONGOING
    renewal, browser = begun(an, source), signed_in(an)
    _carry(browser, renewal, task)
    assert "hãng ngừng bán" in renewal.plan.goals.get(kind=Goal.Kind.PROBLEM).cause


def test_the_figures_beside_the_rows_follow_a_decision(signed_in: SignIn, an: User, source: Plan):
    renewal, browser = begun(an, source), signed_in(an)
    task = source.tasks.select_related("goal").get(work="Lắp máy")
    sent = {"decision": "leave", "seen": row_mark(task)}
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/nam-moi?xem=khong-hoi"}
    before = browser.get("/nam-moi?xem=khong-hoi").context
    answer = browser.post(f"/nam-moi/{renewal.plan_id}/dong/{task.pk}", sent, headers=headers)
    words = on_one_line(answer.content.decode())
    after = browser.get("/nam-moi?xem=khong-hoi").context
    assert before["ready"] != after["ready"]
    assert f'<span id="san-sang" hx-swap-oob="innerHTML">{after["ready"]}</span>' in words
    assert 'id="cac-muc" hx-swap-oob="true"' in words
    counts = [count for _, _, count in after["lists"]]
    assert [int(found) for found in re.findall(r'class="count">(\d+)<', words)] == counts


def test_a_lines_story_tells_of_a_deed_on_several_lines_only_its_own(signed_in: SignIn, an: User, source: Plan):
    first, second = source.tasks.order_by("position")
    edit_cells(an, source, [CellEdit(first.pk, "time", "Tháng 10/2025"), CellEdit(second.pk, "time", "Tháng 3/2026")])
    browser = signed_in(an)
    told = browser.get(f"/ke-hoach/{source.pk}/cau-chuyen?dong={first.pk}").content.decode()
    assert "Tháng 10/2025" in told
    assert "Tháng 3/2026" not in told
    assert "Tháng 3/2026" in browser.get(f"/ke-hoach/{source.pk}/cau-chuyen").content.decode()
