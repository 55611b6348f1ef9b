"""One truth of how a line stands: the table, its counts and filters, the line's page, the lists, the papers."""

import re

import pytest
from django.test import Client

from caitien.access.models import School, User
from caitien.domain.tasks.work_state import WorkState
from caitien.plans.models import Plan, Task
from caitien.work.models import Occurrence
from caitien.work.outcome import outcomes_of
from caitien.work.reporting.report import report_progress
from caitien.work.schedule import refresh_occurrences
from tests.web.conftest import SignIn

SAID = {
    WorkState.WAITING: ("chờ đơn vị khác", {"whom": "Sở Xây dựng", "reason": "thẩm định"}),
    WorkState.POSTPONED: ("hoãn", {"reason": "mưa bão"}),
    WorkState.DONE: ("xong", {"text": "Xong 12 phòng ngày 5/11"}),
}


@pytest.mark.parametrize("state", list(SAID))
def test_every_page_says_the_same_of_a_line(signed_in: SignIn, an: User, plan: Plan, state: WorkState):
    task = plan.tasks.filter(plan_row__isnull=False).select_related("goal").order_by("position")[0]
    School.objects.filter(pk=plan.school_id).update(framework=plan.framework)
    refresh_occurrences([plan])
    word, told = SAID[state]
    for occurrence in Occurrence.objects.filter(task=task, state=WorkState.DONE):
        report_progress(an, occurrence, state=WorkState.ONGOING, text="Làm lại")
    for occurrence in Occurrence.objects.filter(task=task):
        report_progress(an, occurrence, state=state, **told)
    browser = signed_in(an)
    year = plan.school_year
    assert chip(browser, f"/ke-hoach?nam={year}", f'id="viec-{task.pk}"') == (state, word)
    assert chip(browser, f"/ke-hoach/{plan.pk}/dong/{task.pk}", '<p class="facts">') == (state, word)
    assert chip(browser, f"/ke-hoach/viec?tt={state}", f"/dong/{task.pk}") == (state, word)
    assert f"viec-{task.pk}" in browser.get(f"/ke-hoach?nam={year}&tt={state}").content.decode()
    proofs = f"/minh-chung/tieu-chi/{task.goal.criterion}"
    assert chip(browser, proofs, f"/ke-hoach/{plan.pk}/dong/{task.pk}") == (state, word)
    again = browser.get(f"/ke-hoach/{plan.pk}/dong?dong={task.pk}").json()["lines"][str(task.pk)]
    assert f'<span class="state {state}">{word}</span>' in again
    bar = {each.value: each.number for each in browser.get(f"/ke-hoach?nam={year}").context["bar"]}
    counts = [bar, browser.get("/ke-hoach/viec").context["counts"]]
    columns = browser.get("/tong-quan").context
    shown = {code: number for _, code, number, *_ in [*columns["columns"], *columns["rare"]]}
    whole = [outcome.state for outcome in outcomes_of(plan).values()].count(state)
    assert whole >= 1
    assert [each.get(state) for each in (*counts, shown)] == [whole] * 3


def chip(browser: Client, where: str, after: str) -> tuple[str, str]:
    """The first state a page says after a place: its code and its word."""
    page = browser.get(where).content.decode()
    found = re.search(r'class="state (\w+)"\s*>([^<]*)<', page[page.index(after) :])
    assert found
    return found[1], found[2]


def test_a_line_that_was_withdrawn_stands_as_its_paper_says(signed_in: SignIn, an: User, plan: Plan):
    task = plan.tasks.order_by("position")[0]
    Task.objects.filter(pk=task.pk).update(withdrawn=True, state="ongoing")
    plan.save()
    refresh_occurrences([plan])
    assert chip(signed_in(an), f"/ke-hoach/{plan.pk}/dong/{task.pk}", '<p class="facts">') == ("ongoing", "đang làm")
