"""The demo school shows a year that is being lived, the department above it a round half over."""

from collections import Counter

import pytest
from django.utils.timezone import localdate

from caitien.access.models import AuditEntry, School
from caitien.demo import demo_people, load_demo
from caitien.demo.department import SCHOOLS
from caitien.demo.year import TOLD
from caitien.oversight.models import Asked, RaisedPetition, Round
from caitien.oversight.recounting import differing_sums
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


@pytest.mark.django_db
def test_the_demo_department_has_forty_schools_in_a_round_half_over():
    load_demo()
    round_ = Round.objects.get()
    states = Counter(Asked.objects.filter(round=round_).values_list("state", flat=True))
    assert sum(states.values()) == SCHOOLS + 1
    assert set(states) == {"unseen", "submitted", "passed_on", "taken", "returned", "exempt"}
    assert round_.opens < localdate() < round_.due
    assert differing_sums(round_) == 0
    assert RaisedPetition.objects.filter(state="answered").exists()
    demo = School.objects.get()
    assert Asked.objects.filter(round=round_, school=demo, code=demo.ministry_code).exists()
    assert {person.username for person in demo_people()} == {"an", "hanh", "binh", "dung", "mai"}
