"""Law 2 with updates in between: what is told of lines changes exactly the cells it should, each in its column."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as some

from caitien.access.models import Membership, Role, School, User
from caitien.domain.paper import Form, Paper, Status
from caitien.domain.states import STATE_COLUMNS, STATE_WORDS
from caitien.domain.tasks.work_state import FOLLOWS, OFFICIAL, REASON_DUE, WorkState
from caitien.incoming.adopt import adopt
from caitien.plans.compose import compose
from caitien.plans.models import Plan, Task
from caitien.work.line_occurrences import official_of
from caitien.work.models import Occurrence, Update
from caitien.work.outcome import outcomes_of
from caitien.work.reporting.report import report_progress
from caitien.work.schedule import refresh_occurrences
from tests.depth import examples
from tests.plans.emptying import without_plans
from tests.specimens.papers import plan_papers

pytestmark = pytest.mark.each_database

WORDS = some.sampled_from(("Lắp xong 12 máy ngày 14/11", "Họp 3 buổi, 42 người", ""))
TELLS = some.lists(some.tuples(some.integers(0, 50), some.sampled_from(WorkState), WORDS), min_size=1, max_size=4)


def secretary(school: School) -> User:
    found = User.objects.filter(username="an").first()
    if found is None:
        found = User.objects.create_user("an", name="Nguyễn Thị An")
        Membership.objects.create(user=found, school=school, role=Role.SECRETARY)
    return found


def fresh(school: School, paper: Paper) -> Plan:
    without_plans()
    return adopt(school, paper)[0]


def without_state(paper: Paper, plan_rows: set[int], result_rows: set[int]) -> Paper:
    """The paper with nothing said of how those lines stand."""
    blank = {"status": Status.UNSTATED, "status_text": ""}
    columns = dict.fromkeys(STATE_COLUMNS, "")
    items = [replace(row, **blank) if n in plan_rows else row for n, row in enumerate(paper.plan.items)]
    results = [replace(row, **blank, **columns) if n in result_rows else row for n, row in enumerate(paper.results)]
    return replace(paper, plan=replace(paper.plan, items=tuple(items)), results=tuple(results))


@pytest.mark.django_db
@settings(max_examples=examples(40), deadline=None, suppress_health_check=list(HealthCheck))
@given(paper=plan_papers, tells=TELLS)
def test_what_is_told_changes_the_cells_of_its_lines_and_no_other(
    school: School, paper: Paper, tells: list[tuple[int, WorkState, str]]
):
    plan, an = fresh(school, paper), secretary(school)
    refresh_occurrences([plan])
    assert compose(Plan.objects.get(pk=plan.pk)) == paper
    assume(paper.form is not Form.PLAN)  # a plan that is no report prints the results of its lines in reports only
    occurrences = list(Occurrence.objects.filter(plan=plan).order_by("task__position", "number"))
    assume(occurrences)
    told: set[int] = set()
    for pick, state, text in tells:
        occurrence = Occurrence.objects.get(pk=occurrences[pick % len(occurrences)].pk)
        answer = report_progress(
            an, occurrence, state=state, text=text, reason="vì mưa", whom="UBND phường", answer="", over=True
        )
        allowed = state in FOLLOWS[WorkState(occurrence.state)] or (
            occurrence.state == state != WorkState.UNSTATED and text
        )
        if state not in REASON_DUE:
            assert isinstance(answer, Update) == bool(allowed)
        told |= {occurrence.task_id} if isinstance(answer, Update) else set()
    now = compose(Plan.objects.get(pk=plan.pk))
    touched = Task.objects.filter(pk__in=told)
    own = {task.result_row for task in touched if task.result_row is not None}
    fresh_rows = len(now.results) - len(paper.results)
    if not fresh_rows:
        alone = {task.plan_row for task in touched if task.result_row is None and task.plan_row is not None}
        assert without_state(now, alone, own) == without_state(paper, alone, own)
    assert replace(now, plan=paper.plan, results=paper.results) == paper
    assert_every_line_told_of_sits_in_its_column(plan, touched)


def assert_every_line_told_of_sits_in_its_column(plan: Plan, touched) -> None:
    outcomes = outcomes_of(plan)
    for task in touched:
        occurrences = list(Occurrence.objects.filter(task=task))
        outcome = outcomes[task.pk]
        assert official_of(occurrences) == outcome.status == task.state == OFFICIAL[outcome.state, outcome.begun]
        if task.result_row is not None:
            columns = {name: getattr(task, name) for name in STATE_COLUMNS}
            assert [name for name, words in columns.items() if words] == [task.state]
            assert columns[task.state] == outcome.text
        else:
            assert task.state_text in (outcome.text, STATE_WORDS[Status(task.state)])


@pytest.mark.django_db
@settings(max_examples=examples(25), deadline=None, suppress_health_check=list(HealthCheck))
@given(paper=plan_papers)
def test_lines_nobody_told_of_keep_the_words_of_the_paper(school: School, paper: Paper):
    plan = fresh(school, paper)
    for key, outcome in outcomes_of(plan).items():
        task = Task.objects.get(pk=key)
        assert outcome.status == task.state
        if task.state != Status.UNSTATED:
            assert outcome.text in (task.done, task.ongoing, task.not_started, task.state_text)
