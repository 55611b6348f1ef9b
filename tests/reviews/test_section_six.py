"""Biểu 2 of a school that began with a blank sheet: its two reviews are held, and section VI tells of them."""

from datetime import date

import pytest

from caitien.access.models import School, User
from caitien.documents.read import read
from caitien.documents.write import write
from caitien.domain.paper import Form, Paper
from caitien.domain.tasks.work_state import WorkState
from caitien.papers.span import calendar_for
from caitien.plans.begin import begin_plan
from caitien.plans.compose import compose
from caitien.plans.models import Plan
from caitien.plans.parts.rows import add_part, add_usual_reviews
from caitien.plans.table.table_lines import add_line
from caitien.reviews.calendar import proposed_reviews
from caitien.reviews.models import Review
from caitien.reviews.rounds import Wanted, conclude_review, hand_in_review, reopen_review
from caitien.rules.checking import check
from caitien.work.reporting.report import report_progress
from caitien.work.schedule import refresh_occurrences
from tests.plans.approving import approved, chair_of
from tests.reviews.made import agrees_with_the_rest, now, opened, shut, team, three

pytestmark = [pytest.mark.each_database, pytest.mark.django_db]

PROBLEM = {"criterion": "Tiêu chí 1.1", "baseline": "Có 12 phòng", "limitation": "Ba phòng dột", "cause": "Mái cũ"}


@pytest.fixture
def plan(school: School, an: User) -> Plan:
    """A plan of Biểu 2 from nothing: two lines, a problem, the two reviews of the form; approved."""
    school.framework = "tt57-2026-pt"
    school.save()
    chair_of(school)
    plan = begin_plan(an, school, school_year="2026-2027", form=Form.TT57)
    assert isinstance(plan, Plan)
    for work in ("Lợp lại ba phòng", "Mở tủ sách ở bốn lớp"):
        add_line(an, plan, values={"criterion": "1.1", "topic": "Phòng học", "work": work, "time": "Tháng 10/2026"})
    add_part(an, plan, kind="problems", values=PROBLEM)
    add_usual_reviews(an, plan)
    plan.refresh_from_db()
    approved(plan)
    refresh_occurrences([plan])
    return Plan.objects.select_related("school").get(pk=plan.pk)


def held(plan: Plan, kind: Review.Kind, conclusion: str) -> Review:
    """One of the two reviews, as the calendar proposes it, from beginning to end."""
    hanh = chair_of(plan.school)
    proposed = next(each for each in proposed_reviews(calendar_for(plan), ()) if each.kind == kind)
    review = opened(plan, Wanted(kind=kind, first=proposed.first, last=proposed.last, due=proposed.due))
    agrees_with_the_rest(review)
    hand_in_review(hanh, now(review))
    conclude_review(hanh, now(review), conclusion=conclusion)
    found = shut(now(review))
    assert isinstance(found, Review), found
    return now(review)


def test_two_reviews_fill_section_six_and_are_read_back(plan: Plan, school: School, an: User):
    team(school, *three(school))
    for task in plan.tasks.all():
        report_progress(an, task.occurrences.get(), state=WorkState.ONGOING, text="Xong 1 phòng ngày 05/10/2026")
    held(plan, Review.Kind.TERM_ONE, "Mới xong một phòng, cần thêm thợ")
    held(plan, Review.Kind.YEAR_END, "Xong ba phòng")
    plan.refresh_from_db()
    paper = compose(plan)
    assert [row.moment for row in paper.reviews] == ["Cuối học kỳ I", "Cuối năm học"]
    assert paper.reviews[0].result.endswith("Mới xong một phòng, cần thêm thợ")
    assert paper.reviews[1].adjustment == "Không"
    data = write(paper, Form.TT57, ".docx")
    assert isinstance(data, bytes)
    back = read(data, name="bieu-2.docx")
    assert isinstance(back, Paper)
    assert len(back.reviews) == 2
    found = [finding.code for finding in check(back, today=date(2027, 6, 10))]
    assert not {"M05", "P08"} & set(found), found


def test_a_review_the_plan_did_not_foresee_gets_a_line_of_its_own(plan: Plan, school: School):
    team(school, *three(school))
    days = {"first": date(2026, 10, 5), "last": date(2026, 10, 9)}
    review = opened(plan, Wanted(kind=Review.Kind.SPECIAL, name="Sau bão", **days))
    hanh = chair_of(school)
    agrees_with_the_rest(review)
    hand_in_review(hanh, now(review))
    conclude_review(hanh, now(review), conclusion="Hai phòng tốc mái")
    shut(now(review))
    lines = list(plan.review_lines.order_by("position"))
    assert [line.moment for line in lines] == ["Cuối học kỳ I", "Cuối năm học", "Sau bão"]
    assert "xem 2/2 nhiệm vụ" in lines[2].content


def test_a_reopened_review_writes_its_line_anew(plan: Plan, school: School):
    team(school, *three(school))
    review = held(plan, Review.Kind.TERM_ONE, "Mới xong một phòng")
    hanh = chair_of(school)
    reopen_review(hanh, review, reason="Đếm lại")
    hand_in_review(hanh, now(review))
    conclude_review(hanh, now(review), conclusion="Xong hai phòng")
    assert isinstance(shut(now(review)), Review)
    assert plan.review_lines.count() == 2
    assert plan.review_lines.get(moment="Cuối học kỳ I").result.endswith("Xong hai phòng")
