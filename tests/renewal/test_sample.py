"""The real report of a school, carried into two years: no line is lost, none is moved unseen."""

from dataclasses import replace
from pathlib import Path

import pytest

from caitien.access.models import School, User
from caitien.documents.read import read
from caitien.documents.write import write
from caitien.domain.paper import Form, Paper
from caitien.domain.standards import links
from caitien.plans.compose import compose
from caitien.plans.models import Plan
from caitien.renewal.deciding import take_ready
from caitien.renewal.models import Renewal
from caitien.renewal.moves import Move, move_of, moves_of
from caitien.renewal.moving import begin_move, move_line, move_ready
from caitien.renewal.propose import Ask, Fate, proposals_of
from tests.renewal.years import TT18, TT57, adopted, begun, decided

SAMPLE = Path(__file__).parents[3] / "shared/samples/lhp-2023-2024/report.docx"
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not SAMPLE.exists(), reason="the samples are not beside the repository"),
]


@pytest.fixture
def paper() -> Paper:
    found = read(SAMPLE.read_bytes(), name=SAMPLE.name)
    assert isinstance(found, Paper)
    return found


def test_its_28_lines_go_into_the_next_year_and_from_there_under_tt_57(an: User, school: School, paper: Paper):
    source = adopted(an, school, paper)
    renewal = begun(an, source, TT18)
    found = proposals_of(renewal)
    assert len(found.rows) == len(found.doubtful) + len(found.ready) == 28
    assert [(row.task.goal.criterion, row.asks) for row in found.doubtful] == [("1.1", (Ask.STATE,))]
    assert sum(row.fate is Fate.CARRY for row in found.rows) == 6  # 3 under way, 2 not begun, 1 unknown
    take_ready(an, renewal.plan)
    decided(an, renewal, found.doubtful[0].task.work)
    assert len(proposals_of(renewal).settled) == 28
    assert compose(Plan.objects.get(pk=source.pk)) == paper

    plan = Plan.objects.get(pk=renewal.plan_id)
    carried = plan.tasks.count()
    assert isinstance(begin_move(an, plan, framework=TT57), Renewal)
    move = move_of(plan)
    assert move
    moves = moves_of(move)
    doubtful = {link.old for link in links(TT18, TT57) if link.review or len(link.new) > 1}
    assert {row.goal.criterion for row in moves.doubtful} == doubtful & {row.goal.criterion for row in moves.rows}
    move_ready(an, plan)
    for row in moves_of(move).doubtful:
        answer = move_line(an, plan, goal=row.goal.pk, criterion=row.candidates.codes[0], seen=row.mark)
        assert isinstance(answer, Move)
    plan.refresh_from_db()
    assert plan.renumberings.count() == plan.tasks.count() == carried
    assert reads_back(plan)


def test_its_28_lines_go_straight_under_tt_57(an: User, school: School, paper: Paper):
    source = adopted(an, school, replace(paper, school_year="2025-2026"))
    renewal = begun(an, source, TT57)
    first = proposals_of(renewal).doubtful
    assert {row.task.goal.criterion for row in first} >= {"1.1", "1.5", "1.7", "3.4"}
    take_ready(an, renewal.plan)
    for row in proposals_of(renewal).doubtful:
        decided(an, renewal, row.task.work, criterion=row.candidates.codes[0])
    settled = proposals_of(renewal).settled
    assert len(settled) == 28
    assert all(row.decided for row in settled)
    assert reads_back(Plan.objects.get(pk=renewal.plan_id))


def reads_back(plan: Plan) -> bool:
    paper = compose(plan, Form.TT57)
    files = ((suffix, write(paper, Form.TT57, suffix)) for suffix in (".docx", ".xlsx"))
    return all(read(data, name=f"a{suffix}") == paper for suffix, data in files)  # type: ignore[arg-type]
