"""What an approved plan prints beside its lines is changed by proposal and decision, as its lines are."""

from dataclasses import replace

import pytest

from caitien.access.models import AuditEntry, School, User
from caitien.checking.ways import Way, leading
from caitien.domain.paper import Form, Paper, Review
from caitien.domain.papers.cells import mark_of
from caitien.domain.refused import Clash, Refused
from caitien.incoming.adopt import adopt
from caitien.plans.compose import compose
from caitien.plans.life.adjust import (
    NO_CELL,
    NO_PART,
    NO_TEXT,
    SAME,
    decide_adjustments,
    propose_change,
    propose_new_part,
    propose_part,
    propose_part_withdrawal,
)
from caitien.plans.life.life import plan_mark
from caitien.plans.life.proposals import adjustments_of, shown
from caitien.plans.life.versions import paper_of_version
from caitien.plans.models import Adjustment, Plan, Version
from caitien.plans.parts.part import PROBLEM, REVIEW, parts_of
from tests.documents.writing.test_write_as import CHI
from tests.plans.approving import LATER, approved, chair_of
from tests.plans.reports import report

pytestmark = [pytest.mark.each_database, pytest.mark.django_db]
REASON = "Đoàn kiểm tra nhắc"


@pytest.fixture
def bieu_2(school: School) -> Plan:
    reviews = (Review(moment="Cuối học kỳ I", content="Tiến độ"), Review(moment="Cuối năm học"))
    plan = adopt(school, replace(CHI, school_year="2026-2027", reviews=reviews))[0]
    approved(plan)
    return plan


def propose(an: User, plan: Plan, part: str, field: str, new: str, old: str) -> Adjustment:
    row = propose_part(an, plan, part=part, field=field, new=new, reason=REASON, seen=mark_of(old))
    assert isinstance(row, Adjustment), row
    return row


def decide(plan: Plan, *rows: Adjustment) -> Version | Refused:
    plan.refresh_from_db()
    keys = [row.pk for row in rows]
    seen = plan_mark(plan)
    return decide_adjustments(chair_of(plan.school), plan, keys=keys, approve=True, date=LATER, seen=seen)


def test_head_problem_and_review_change_together_into_one_version(an: User, bieu_2: Plan):
    head, problem = parts_of(bieu_2)[:2]
    review = [part for part in parts_of(bieu_2) if part.kind == REVIEW][-1]
    old = problem.text("baseline")
    rows = (
        propose(an, bieu_2, head.slug, "signer", "Vũ Thị Hạnh", head.text("signer")),
        propose(an, bieu_2, problem.slug, "baseline", "Sáu trẻ suy dinh dưỡng", old),
        propose(an, bieu_2, review.slug, "content", "Kết quả cả năm", ""),
    )
    version = decide(bieu_2, *rows)
    assert isinstance(version, Version), version
    bieu_2.refresh_from_db()
    paper = compose(bieu_2)
    assert paper.report.signer == "Vũ Thị Hạnh"
    assert paper.problems[0].baseline == "Sáu trẻ suy dinh dưỡng"
    assert paper.reviews[-1].content == "Kết quả cả năm"
    frozen = paper_of_version(version)
    assert isinstance(frozen, Paper)
    assert (frozen.problems, frozen.reviews) == (paper.problems, paper.reviews)
    entry = AuditEntry.objects.filter(verb="adjustment.decide").latest("pk")
    assert old in entry.before.values()
    assert "Sáu trẻ suy dinh dưỡng" in entry.after.values()


def test_recipients_are_a_list_one_a_line(an: User, bieu_2: Plan):
    head = parts_of(bieu_2)[0]
    row = propose(an, bieu_2, head.slug, "recipients", "UBND xã\nLưu: VT", head.text("recipients"))
    assert isinstance(decide(bieu_2, row), Version)
    bieu_2.refresh_from_db()
    assert compose(bieu_2).report.recipients == ("UBND xã", "Lưu: VT")


def test_two_who_want_the_same_place_are_told_and_not_both_approved(an: User, bieu_2: Plan):
    slug, old = parts_of(bieu_2)[1].slug, parts_of(bieu_2)[1].text("cause")
    rows = [propose(an, bieu_2, slug, "cause", words, old) for words in ("Thiếu người", "Thiếu tiền")]
    waiting = list(adjustments_of(bieu_2, waiting=True))
    assert [each.rivals for each in shown(bieu_2, waiting)] == [1, 1]
    assert isinstance(decide(bieu_2, *rows), Refused)
    assert isinstance(decide(bieu_2, rows[0]), Version)
    (late,) = shown(bieu_2, adjustments_of(bieu_2, waiting=True))
    assert (late.moved, late.now) == (True, "Thiếu người")


def test_what_is_no_part_no_field_the_same_or_changed_meanwhile_is_refused(an: User, bieu_2: Plan):
    slug = parts_of(bieu_2)[1].slug
    said = {"reason": REASON, "seen": mark_of("")}
    for part in ("van-de-999999", "theo-doi-9", "theo-doi-0", "x"):
        assert propose_part(an, bieu_2, part=part, field="cause", new="Chữ", **said) == NO_PART
    assert propose_part(an, bieu_2, part="the-thuc", field="number", new="9/KH", **said) == NO_CELL
    review = next(part for part in parts_of(bieu_2) if part.kind == REVIEW)
    assert propose_part(an, bieu_2, part=review.slug, field="result", new="Tốt", **said) == NO_CELL
    now = parts_of(bieu_2)[1].text("cause")
    seen = mark_of(now)
    assert propose_part(an, bieu_2, part=slug, field="cause", new=now, reason=REASON, seen=seen) == SAME
    assert isinstance(propose_part(an, bieu_2, part=slug, field="cause", new="Khác", reason=REASON, seen="x"), Clash)


def test_a_plan_that_is_not_approved_takes_no_proposal(an: User, school: School):
    plan = adopt(school, report(2, school_year="2027-2028"))[0]
    found = propose_part(an, plan, part="the-thuc", field="signer", new="Vũ Thị Hạnh", reason=REASON, seen=mark_of(""))
    assert isinstance(found, Refused)


def test_the_title_of_a_standard_changes_for_every_line_under_it_and_the_report_shows_both(an: User, school: School):
    plan = adopt(school, report(6))[0]
    approved(plan)
    task = plan.tasks.select_related("goal").exclude(goal__standard_title="").order_by("position")[0]
    old, standard = task.goal.standard_title, task.goal.standard
    plan.tasks.filter(result_standard=standard).update(result_standard_title=old)
    row = propose_change(an, task, field="standard_title", new="Tên đúng", reason=REASON, seen=mark_of(old))
    assert isinstance(row, Adjustment), row
    assert isinstance(decide(plan, row), Version)
    plan.refresh_from_db()
    inside = compose(plan, Form.PLAN).plan.items
    assert {each.standard_title for each in inside if each.standard == standard} == {"Tên đúng"}
    whole = compose(plan, Form.REPORT)
    assert {each.standard_title for each in whole.plan.items if each.standard == standard} == {old}
    assert {each.standard_title for each in whole.results if each.standard == standard} == {"Tên đúng"}


def test_findings_lead_to_the_part_they_are_about(bieu_2: Plan):
    problem = parts_of(bieu_2)[1]
    review = [part for part in parts_of(bieu_2) if part.kind == REVIEW][1]
    assert problem.row
    assert review.row
    places = {
        ("problems.0.cause", f"problems.#{problem.row.pk}"): problem.slug,
        ("problems.0.standard_title", f"problems.#{problem.row.pk}"): problem.slug,
        ("reviews.1.moment", f"reviews.#{review.row.pk}"): review.slug,
        ("report.subject", ""): "the-thuc",
    }
    for (path, row), slug in places.items():
        found = leading(bieu_2, path, row)
        assert (found.way, found.part) == (Way.ADJUST, slug)
    assert leading(bieu_2, "report.number").way is Way.CLOSED
    assert leading(bieu_2, "reviews.1.result", f"reviews.#{review.row.pk}").way is Way.MEND  # told through the year


def test_a_problem_and_a_review_come_and_go_by_decision(an: User, bieu_2: Plan):
    before = compose(bieu_2)
    problem = parts_of(bieu_2)[1]
    gone = propose_part_withdrawal(an, bieu_2, part=problem.slug, reason=REASON)
    more = propose_new_part(
        an, bieu_2, kind=PROBLEM, values={"criterion": "1.4", "limitation": "Chưa đo được"}, reason=REASON
    )
    held = propose_new_part(an, bieu_2, kind=REVIEW, values={"moment": "Tháng 3"}, reason=REASON)
    rows = [row for row in (gone, more, held) if isinstance(row, Adjustment)]
    assert len(rows) == 3
    assert propose_part_withdrawal(an, bieu_2, part=problem.slug, reason=REASON) == gone
    lines = [each.line for each in shown(bieu_2, adjustments_of(bieu_2, waiting=True))]
    assert lines == [problem.name, "Vấn đề mới", "Đợt theo dõi mới"]
    assert isinstance(decide(bieu_2, *rows), Version)
    bieu_2.refresh_from_db()
    now = compose(bieu_2)
    assert [row.limitation for row in now.problems] == [
        *(row.limitation for row in before.problems[1:]),
        "Chưa đo được",
    ]
    assert (now.problems[-1].standard, now.problems[-1].label) == (1, "Tiêu chí 1.4")
    assert [row.moment for row in now.reviews] == ["Cuối học kỳ I", "Cuối năm học", "Tháng 3"]
    entry = AuditEntry.objects.filter(verb="adjustment.decide").latest("pk")
    assert before.problems[0].limitation in str(entry.before)
    more.refresh_from_db()
    assert more.goal == parts_of(bieu_2)[len(now.problems)].row


def test_a_part_that_changed_or_went_meanwhile_is_not_given_up_unseen(an: User, bieu_2: Plan):
    slug = parts_of(bieu_2)[1].slug
    gone = propose_part_withdrawal(an, bieu_2, part=slug, reason=REASON)
    assert isinstance(gone, Adjustment)
    changed = propose(an, bieu_2, slug, "cause", "Thiếu người", parts_of(bieu_2)[1].text("cause"))
    assert isinstance(decide(bieu_2, gone, changed), Refused)  # both at once
    assert isinstance(decide(bieu_2, changed), Version)
    (late,) = shown(bieu_2, adjustments_of(bieu_2, waiting=True))
    assert late.moved
    assert isinstance(decide(bieu_2, gone), Refused)
    assert propose_part_withdrawal(an, bieu_2, part="phan-I", reason=REASON) == NO_PART
    assert propose_new_part(an, bieu_2, kind=PROBLEM, values={}, reason=REASON) == NO_TEXT


def test_prose_of_an_approved_plan_changes_by_decision_too(an: User, bieu_2: Plan):
    row = propose(an, bieu_2, "phan-VII", "paragraphs", "Tổ Văn thực hiện.\nTổ Toán phối hợp.", "")
    assert isinstance(decide(bieu_2, row), Version)
    bieu_2.refresh_from_db()
    (section,) = [each for each in compose(bieu_2).sections if each.part == "VII"]
    assert section.paragraphs == ("Tổ Văn thực hiện.", "Tổ Toán phối hợp.")
