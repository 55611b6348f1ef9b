"""Parts of a plan typed cell by cell: whatever paper they make is read back as it was, and nothing goes unseen."""

from dataclasses import replace
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings

from caitien.access.models import AuditEntry, School, User
from caitien.documents.read import read
from caitien.documents.write import write
from caitien.domain.official_forms.forms import criterion_line, standard_line
from caitien.domain.paper import Form, Paper
from caitien.domain.papers.cells import mark_of
from caitien.domain.refused import Refused, Stale
from caitien.plans.begin import begin_plan
from caitien.plans.compose import compose
from caitien.plans.models import Goal, Plan
from caitien.plans.parts.edit import PartEdit, PartsEdited, edit_parts
from caitien.plans.parts.part import PROBLEM, REVIEW, PlanPart
from caitien.plans.parts.recording import add_review, record_review
from caitien.plans.parts.rows import (
    MOVED,
    add_part,
    add_usual_reviews,
    bring_back_part,
    part_mark,
    remove_part,
    removed_parts,
)
from caitien.plans.table.table_lines import add_line
from caitien.story.telling import tell
from tests.depth import examples
from tests.generated_papers import papers
from tests.plans.approving import approved

pytestmark = [pytest.mark.each_database, pytest.mark.django_db]
YEARS = count(2100)


@pytest.fixture
def plan(an: User, school: School) -> Plan:
    return begin_plan(an, school, school_year="2026-2027", form=Form.TT57)


def typed(plan: Plan, an: User, part: str, field: str, text: str, seen: str = "") -> PartsEdited:
    done = edit_parts(an, plan, [PartEdit(part, field, text, mark_of(seen))])
    assert isinstance(done, PartsEdited), done
    plan.refresh_from_db()
    return done


def problem(plan: Plan, an: User, **values: str) -> PlanPart:
    made = add_part(an, plan, kind=PROBLEM, values=values)
    assert isinstance(made, PlanPart), made
    return made


@settings(max_examples=examples(20), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(paper=papers(Form.TT57))
def test_a_biểu_2_typed_cell_by_cell_is_the_one_that_was_read(school: School, an: User, paper: Paper):
    titles = {row.standard: f"Việc của tiêu chuẩn {row.standard}" for row in paper.problems}
    problems = tuple(replace(row, standard_title=titles[row.standard], extra={}) for row in paper.problems)
    reviews = tuple(replace(row, extra={}) for row in paper.reviews)
    sections = tuple(section for section in paper.sections if section.part)
    year = next(YEARS)
    plan = begin_plan(an, school, school_year=f"{year}-{year + 1}", form=Form.TT57)
    for row in problems:
        subject = {
            "standard": standard_line(row.standard, row.standard_title),
            "criterion": criterion_line(row.criterion, row.label),
        }
        problem(plan, an, **subject, baseline=row.baseline, limitation=row.limitation, cause=row.cause)
    for review in reviews:
        names = ("moment", "content", "result", "adjustment", "reviewer")
        add_part(an, plan, kind=REVIEW, values={name: getattr(review, name) for name in names})
    for section in reversed(sections):
        typed(plan, an, f"phan-{section.part}", "paragraphs", "\n".join(section.paragraphs))
    found = compose(plan)
    assert (found.problems, found.reviews, found.sections) == (problems, reviews, sections)


def test_a_paper_of_typed_parts_is_read_back_from_word_and_excel(school: School, an: User):
    School.objects.filter(pk=school.pk).update(framework="tt57-2026-pt")
    school.refresh_from_db()
    plan = begin_plan(an, school, school_year="2026-2027", form=Form.TT57)
    for standard, criterion in (("2", ""), ("", "1.3"), ("Tiêu chuẩn 3: Tên riêng", "Tiêu chí 3.2"), ("", "1.3; 1.4")):
        problem(plan, an, standard=standard, criterion=criterion, limitation=f"Hạn chế {standard}{criterion} còn đó")
    add_usual_reviews(an, plan)
    typed(plan, an, "phan-IV", "paragraphs", "Bốn vấn đề dưới đây được chọn từ báo cáo tự đánh giá.")
    typed(plan, an, "phan-VIII", "paragraphs", "Rà soát hai lần.\nCông khai trên trang của trường.")
    paper = compose(plan)
    for suffix in ("docx", "xlsx"):
        data = write(paper, Form.TT57, suffix)
        assert isinstance(data, bytes)
        again = read(data, name=f"a.{suffix}")
        assert isinstance(again, Paper)
        assert (again.problems, again.reviews, again.sections) == (paper.problems, paper.reviews, paper.sections)


def test_a_standard_and_a_criterion_are_kept_as_papers_have_them(plan: Plan, an: User):
    Plan.objects.update(framework="tt57-2026-pt")
    plan.refresh_from_db()
    part = problem(plan, an, limitation="Mái dột")
    (kept,) = typed(plan, an, part.slug, "standard", "2").kept
    assert kept.text.startswith("Tiêu chuẩn 2: ")
    (kept,) = typed(plan, an, part.slug, "criterion", "3.2").kept
    goal = Goal.objects.get(pk=part.row and part.row.pk)
    assert (kept.text, goal.criterion, goal.standard) == ("Tiêu chí 3.2", "3.2", 3)
    typed(plan, an, part.slug, "criterion", "", seen="Tiêu chí 3.2")
    typed(plan, an, part.slug, "standard", "Việc chung của trường", seen=kept.text and part_text(part, "standard"))
    goal.refresh_from_db()
    assert (goal.criterion, goal.standard, goal.standard_title) == ("", None, "Việc chung của trường")


def part_text(part: PlanPart, field: str) -> str:
    goal = Goal.objects.get(pk=part.row and part.row.pk)
    return PlanPart(part.plan, PROBLEM, goal).text(field)


def test_the_same_sent_again_changes_nothing(plan: Plan, an: User):
    part = problem(plan, an, criterion="1.3", limitation="Mái dột")
    before = AuditEntry.objects.count()
    for text in ("1.3", "Tiêu chí 1.3"):
        assert typed(plan, an, part.slug, "criterion", text, seen="Tiêu chí 1.3").kept[0].text == "Tiêu chí 1.3"
    assert AuditEntry.objects.count() == before


def test_a_new_problem_stands_after_the_one_it_was_asked_below(plan: Plan, an: User):
    one, _two = problem(plan, an, limitation="Một"), problem(plan, an, limitation="Hai")
    made = add_part(an, plan, kind=PROBLEM, values={"limitation": "Giữa"}, after=one.slug)
    assert isinstance(made, PlanPart)
    assert [row.limitation for row in compose(plan).problems] == ["Một", "Giữa", "Hai"]
    assert isinstance(add_part(an, plan, kind=REVIEW, values={}, after=one.slug), Refused)
    assert isinstance(add_part(an, plan, kind="sections", values={}), Refused)


def test_what_was_taken_out_comes_back_where_it_stood_and_nobody_takes_out_what_they_did_not_see(plan: Plan, an: User):
    one, two = problem(plan, an, limitation="Một"), problem(plan, an, limitation="Hai")
    seen = part_mark(one)
    typed(plan, an, one.slug, "cause", "Thiếu người")
    assert remove_part(an, plan, part=one.slug, seen=seen) == MOVED
    now = PlanPart(plan, PROBLEM, Goal.objects.get(pk=one.row and one.row.pk))
    remove_part(an, plan, part=one.slug, seen=part_mark(now))
    problem(plan, an, limitation="Ba")
    assert [part.slug for part in removed_parts(plan)] == [one.slug]
    assert isinstance(bring_back_part(an, plan, part=two.slug), Refused)
    bring_back_part(an, plan, part=one.slug)
    assert [row.limitation for row in compose(plan).problems] == ["Một", "Hai", "Ba"]
    assert compose(plan).problems[0].cause == "Thiếu người"


def test_the_story_tells_of_problems_and_reviews_by_name(plan: Plan, an: User):
    part = problem(plan, an, limitation="Mái dột")
    typed(plan, an, part.slug, "cause", "Lợp đã lâu")
    add_usual_reviews(an, plan)
    typed(plan, an, "phan-VII", "paragraphs", "Tổ Văn thực hiện.")
    deeds = [told.deed for told in tell(list(AuditEntry.objects.filter(verb="plan.edit").order_by("pk")))]
    assert deeds == [
        "thêm vấn đề dòng “Mái dột”",
        "sửa nguyên nhân của vấn đề dòng “Mái dột”",
        "thêm 2 dòng",
        "sửa phần VII của kế hoạch",
    ]


def test_a_plan_that_is_out_of_hand_takes_no_words_but_those_of_its_reviews(plan: Plan, an: User):
    add_usual_reviews(an, plan)
    add_line(an, plan, values={"work": "Vá mái"})
    approved(plan)
    line = plan.review_lines.order_by("position")[0]
    slug = f"theo-doi-{line.pk}"
    for done in (
        edit_parts(an, plan, [PartEdit(slug, "moment", "Tháng 3")]),
        add_part(an, plan, kind=PROBLEM, values={}),
        add_usual_reviews(an, plan),
        remove_part(an, plan, part=slug, seen="x"),
        bring_back_part(an, plan, part=slug),
    ):
        assert isinstance(done, Refused)
        assert not isinstance(done, Stale)
    record_review(an, plan, [PartEdit(slug, "result", "9/12 việc đúng hạn"), PartEdit("phan-I", "paragraphs", "Chữ")])
    assert isinstance(add_review(an, plan, values={"result": "Xong"}), Refused)
    add_review(an, plan, values={"moment": "Tháng 3", "result": "Mái tốc ba chỗ"})
    plan.refresh_from_db()
    assert [(row.moment, row.result) for row in compose(plan).reviews] == [
        ("Cuối học kỳ I", "9/12 việc đúng hạn"),
        ("Cuối năm học", ""),
        ("Tháng 3", "Mái tốc ba chỗ"),
    ]
    assert compose(plan).sections == ()
