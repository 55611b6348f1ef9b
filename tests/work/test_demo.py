"""The demo school shows a year that is being lived."""

import pytest

from caitien.access.models import AuditEntry
from caitien.demo import load_demo
from caitien.demo.year import TOLD
from caitien.plans.models import Plan, Task
from caitien.work.models import Mention, Update, Waiting
from caitien.work.outcome import outcomes_of


@pytest.mark.django_db
def test_the_demo_year_is_half_lived_by_the_same_verbs_as_everyones():
    assert load_demo()
    plan = Plan.objects.get()
    assert plan.state == "approved"
    told = Update.objects.count()
    assert told == AuditEntry.objects.filter(verb="task.report").count()
    assert told == len(TOLD) + 1  # opening the second wait tells of its line, too
    states = {outcome.state for outcome in outcomes_of(plan).values()}
    assert {"done", "ongoing", "waiting", "postponed", "not_started"} <= states
    whom = set(Waiting.objects.values_list("whom", flat=True))
    assert whom == {"Uỷ ban nhân dân xã Thông Reo", "Sở Giáo dục và Đào tạo"}
    assert Mention.objects.count() == 3  # a reminder, two remarks
    assert Task.objects.get(goal__criterion="5.4").ongoing.startswith("Tháng 9/2026: 96,8%")
