"""Problems and reviews of Biểu 2 are rows with keys: what comes in again updates them, what was there follows."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from django.apps.registry import Apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Model
from pytest_django.plugin import DjangoDbBlocker

from caitien.access.models import School
from caitien.checking.checks import mark_at
from caitien.domain.paper import Form, Paper, Problem, Review
from caitien.fresh_tables import make_tables
from caitien.incoming.adopt import adopt
from caitien.plans.compose import compose, keys_of_rows
from caitien.plans.models import ReviewLine
from tests.empty_database import empty_database

PAPER = Paper(
    form=Form.TT57,
    school_year="2026-2027",
    problems=(
        Problem(standard=1, criterion="1.3", label="Tiêu chí 1.3", limitation="Sổ họp tổ ghi sơ sài"),
        Problem(standard=3, criterion="3.2", label="Tiêu chí 3.2", limitation="Hai phòng học tối"),
    ),
    reviews=(
        Review(moment="Cuối học kỳ I", content="Tiến độ các việc", extra={"TT": "I/a"}),
        Review(moment="Cuối năm học", content="Kết quả cả năm"),
    ),
)


@pytest.mark.each_database
@pytest.mark.django_db
def test_a_second_import_updates_problems_and_reviews_and_keeps_their_keys(school: School):
    plan = adopt(school, PAPER)[0]
    first = keys_of_rows(plan)
    one, two = PAPER.problems
    changed = replace(
        PAPER,
        problems=(two, replace(one, cause="Chưa có mẫu chung")),
        reviews=(replace(PAPER.reviews[0], result="9/12 việc đúng hạn"), PAPER.reviews[1]),
    )
    assert compose(adopt(school, changed)[0]) == changed
    again = keys_of_rows(plan)
    assert again["problems"] == first["problems"][::-1]
    assert again["reviews"] == first["reviews"]
    assert {line.school for line in ReviewLine.objects.all()} == {school}


@pytest.mark.django_db
def test_what_left_and_comes_in_again_word_for_word_is_what_it_was(school: School):
    plan = adopt(school, PAPER)[0]
    first = keys_of_rows(plan)
    adopt(school, replace(PAPER, problems=PAPER.problems[:1], reviews=()))
    assert [len(keys_of_rows(plan)[table]) for table in ("problems", "reviews")] == [1, 0]
    assert ReviewLine.with_removed.filter(plan=plan).count() == 2
    adopt(school, PAPER)
    assert keys_of_rows(plan) == first


BEFORE, AFTER = [("plans", "0013_review_lines")], [("plans", "0014_fill_review_lines")]
KEPT = [{"moment": "Cuối học kỳ I", "extra": {"TT": "I/a"}}, {"moment": "Cuối năm học", "result": "Tốt"}]


@pytest.fixture
def then(django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path: Path) -> Iterator[Apps]:
    """The models of the day when reviews were a list in the plan still, with a database of that day, empty."""
    with django_db_blocker.unblock(), empty_database(tmp_path):
        executor = MigrationExecutor(connection)
        assert make_tables(executor, BEFORE)
        yield executor.loader.project_state(BEFORE).apps


def migrated(to: list[tuple[str, str]]) -> Apps:
    """The models after that migration, forward or back."""
    executor = MigrationExecutor(connection)
    executor.migrate(to)
    return executor.loader.project_state(to).apps


def rows_of_then(apps: Apps) -> Model:
    """A plan with two reviews, a proposal for the second, and a finding of it that was passed over."""
    school = apps.get_model("access", "School").objects.create(name="Trường THPT Hoa Sen")
    an = apps.get_model("access", "User").objects.create(username="an", name="Nguyễn Thị An")
    plan: Model = apps.get_model("plans", "Plan").objects.create(school=school, school_year="2026-2027", reviews=KEPT)
    row = {"school": school, "plan": plan, "reason": "Ghi thiếu"}
    proposal = {"kind": "change", "field": "result", "place": "reviews.1", "new": "Xong", "proposed_by": an}
    apps.get_model("plans", "Adjustment").objects.create(**row, **proposal)
    passed = {"code": "T04", "mark": "x", "path": "reviews.1.result", "words": "Tốt", "by": an}
    apps.get_model("plans", "Dismissal").objects.create(**row, **passed)
    return plan


@pytest.mark.each_database
def test_reviews_kept_as_a_list_become_rows_and_what_named_them_follows(then: Apps):
    plan = rows_of_then(then)
    after = migrated(AFTER)
    one, two = after.get_model("plans", "ReviewLine").objects.order_by("position")
    assert (one.moment, one.extra, two.result) == ("Cuối học kỳ I", {"TT": "I/a"}, "Tốt")
    assert {(line.plan_id, line.school_id) for line in (one, two)} == {(plan.pk, plan.school_id)}
    proposal = after.get_model("plans", "Adjustment").objects.get()
    assert (proposal.place, proposal.review_id) == ("reviews", two.pk)
    passed = after.get_model("plans", "Dismissal").objects.get()
    assert passed.mark == mark_at("T04", f"reviews.#{two.pk}.result", "Tốt")
    back = migrated(BEFORE).get_model("plans", "Plan").objects.get()
    assert back.reviews == KEPT
