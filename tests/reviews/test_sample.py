"""The year a real school reported: most of it praised, one line doubted, told anew (the samples, where they are)."""

from pathlib import Path
from typing import Final

import pytest

from caitien.access.models import School, User
from caitien.documents.read import read
from caitien.domain.paper import Paper
from caitien.incoming.adopt import adopt
from caitien.plans.models import Plan
from caitien.reviews.answering import conclude_difference
from caitien.reviews.differences import differences_of
from caitien.work.schedule import refresh_occurrences
from tests.plans.approving import chair_of
from tests.reviews.made import opened, sampled, sees, team, three

SAMPLE: Final = Path(__file__).parents[3] / "shared/samples/lhp-2023-2024/report.docx"
pytestmark = [
    pytest.mark.each_database,
    pytest.mark.django_db,
    pytest.mark.skipif(not SAMPLE.exists(), reason="the samples are not beside the repository"),
]


def test_the_real_year_is_looked_at(school: School, an: User):
    paper = read(SAMPLE.read_bytes(), name=SAMPLE.name)
    assert isinstance(paper, Paper)
    plan, _ = adopt(school, paper)
    refresh_occurrences([plan])
    plan = Plan.objects.select_related("school").get(pk=plan.pk)
    crew = three(school)
    team(school, *crew, year=plan.school_year)
    review = opened(plan)
    seen = set(review.sample.values_list("task__goal__criterion", flat=True))
    praised = {task.goal.criterion for task in plan.tasks.filter(state="done").select_related("goal")} - {"1.2"}
    assert len(praised) == 21
    assert praised | {"1.1"} <= seen
    sees(crew[0], review, "5.5", "disagrees", seen="ongoing", text="Sổ mới ghi đến tháng 3")
    sees(crew[1], review, "3.2", "unverified", text="Chưa có biên bản")
    found = differences_of(review)
    assert (len(found.rows), found.unproved) == (2, 21)
    conclude_difference(chair_of(school), sampled(review, "5.5"), state="ongoing", text="Làm tiếp đến hè")
    counts = {state: plan.tasks.filter(state=state).count() for state in ("done", "ongoing", "not_started", "unstated")}
    assert counts == {"done": 21, "ongoing": 4, "not_started": 2, "unstated": 1}
