"""Problems and reviews of Biểu 2 are rows with keys: what comes in again updates them, what was there follows."""

from dataclasses import replace

import pytest
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from caitien.access.models import School, User
from caitien.checking.checks import mark_at
from caitien.domain.paper import Form, Paper, Problem, Review
from caitien.incoming.adopt import adopt
from caitien.plans.compose import compose, keys_of_rows
from caitien.plans.models import Adjustment, Dismissal, Plan, ReviewLine

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


@pytest.mark.timeout(
    600
)  # back and forth over many migrations; cut off half-way it would leave the others without tables
@pytest.mark.each_database
@pytest.mark.django_db(transaction=True)
def test_reviews_kept_as_a_list_become_rows_and_what_named_them_follows(an: User, school: School):
    with transaction.atomic():
        plan = adopt(school, replace(PAPER, reviews=()))[0]
    row = {"school": school, "plan": plan}
    proposal = Adjustment.objects.create(
        **row, kind="change", field="result", place="reviews.1", new="Xong", reason="Ghi thiếu", proposed_by=an
    )
    passed = Dismissal.objects.create(
        **row, code="T04", mark="x", path="reviews.1.result", words="Tốt", reason="Đúng", by=an
    )
    executor = MigrationExecutor(connection)
    executor.migrate([("plans", "0013_review_lines")])
    old = executor.loader.project_state([("plans", "0013_review_lines")]).apps.get_model("plans", "Plan")
    kept = [{"moment": "Cuối học kỳ I", "extra": {"TT": "I/a"}}, {"moment": "Cuối năm học", "result": "Tốt"}]
    old.objects.filter(pk=plan.pk).update(reviews=kept)
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())
    one, two = ReviewLine.objects.order_by("position")
    assert (one.moment, one.extra, two.result, two.school) == ("Cuối học kỳ I", {"TT": "I/a"}, "Tốt", school)
    proposal.refresh_from_db()
    passed.refresh_from_db()
    assert (proposal.place, proposal.review) == ("reviews", two)
    assert passed.mark == mark_at("T04", f"reviews.#{two.pk}.result", "Tốt")
    assert compose(Plan.objects.get()).reviews[1] == Review(moment="Cuối năm học", result="Tốt")
