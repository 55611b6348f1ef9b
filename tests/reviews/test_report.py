"""What the team says in writing: report, recommendations, lessons; the line of section VI; papers of the span."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from docx import Document

from caitien.access.models import AuditEntry, School, User
from caitien.documents.write import write_official
from caitien.domain.paper import Form
from caitien.domain.paper import Paper as PaperValue
from caitien.domain.refused import Refused
from caitien.domain.tasks.work_state import WorkState
from caitien.evidence.models import Item
from caitien.papers.compose import compose_paper
from caitien.papers.drafting import correct_issue, worded_draft_of
from caitien.papers.issuing import CHANGED, IssueRequest, NotIssued
from caitien.papers.models import Issue
from caitien.papers.proving import papers_astray
from caitien.papers.reads import WORD_ONLY, file_of_issue, proof_of
from caitien.papers.span import calendar_for, span_of
from caitien.plans.models import Plan
from caitien.reviews.answering import answer_verdict, conclude_difference
from caitien.reviews.differences import differences_of
from caitien.reviews.models import Lesson, Recommendation, Review, Ruling
from caitien.reviews.recommending import NO_ANSWER, answer_recommendation, note_lesson, recommend
from caitien.reviews.report import NOT_CLOSED, OUT, issue_report, monitoring_report, report_draft, word_report
from caitien.reviews.rounds import (
    FIGURES_MOVED,
    close_review,
    conclude_review,
    hand_in_review,
    reopen_review,
)
from caitien.reviews.row import proposed_row, row_mark
from caitien.reviews.snapshots import counts_now
from caitien.work.reporting.report import report_progress
from tests.papers.made import begun
from tests.plans.approving import chair_of
from tests.reviews.made import (
    TERM_ONE,
    agrees_with_the_rest,
    lead,
    line,
    lived_plan,
    now,
    opened,
    sampled,
    sees,
    shut,
    team,
    three,
)

pytestmark = pytest.mark.django_db

VERIFY_AT = "https://caitien.example/kiem-chung/"
TODAY = date(2027, 6, 20)


@pytest.fixture
def plan(school: School) -> Plan:
    return lived_plan(school)


@pytest.fixture
def hanh(school: School) -> User:
    return chair_of(school)


@pytest.fixture
def crew(school: School, plan: Plan) -> list[User]:
    people = three(school)
    team(school, *people)
    return people


def concluded(review: Review, hanh: User, text: str = "Còn 4 việc đang làm, xong trước tháng 8") -> Review:
    agrees_with_the_rest(review)
    hand_in_review(hanh, now(review))
    for row in differences_of(now(review)).rows:
        assert row.settled or isinstance(conclude_difference(hanh, row.line, state="", text="Giữ lời"), Ruling)
    assert isinstance(conclude_review(hanh, now(review), conclusion=text), Review)
    return now(review)


def doubted(plan: Plan, crew: list[User], binh: User, hanh: User) -> Review:
    """The year that praised itself: 5.5 was seen under way and its owner accepts, 3.2 could not be verified."""
    review = opened(plan)
    lead(line(plan, "5.5"), binh)
    sees(crew[0], review, "5.5", "disagrees", seen="ongoing", text="Sổ mới ghi đến tháng 3")
    sees(crew[1], review, "3.2", "unverified", text="Chưa có biên bản")
    answer_verdict(binh, sampled(review, "5.5"), accepts=True, text="Tôi ghi sớm")
    conclude_difference(hanh, sampled(review, "5.5"), state="ongoing", text="Làm tiếp đến hè")
    return concluded(review, hanh)


def signed(hanh: User, review: Review, number: str = "07/BC-THPTHS") -> Issue | Refused:
    review = now(review)
    draft = report_draft(review)
    wanted = IssueRequest(number=number, date=TODAY, seen=draft.mark, verify_at=VERIFY_AT)
    return issue_report(hanh, review, wanted, today=TODAY)


def words_of(data: bytes) -> str:
    document = Document(BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


# --- the report -------------------------------------------------------------------------------------------------------


def test_the_report_says_how_many_stand_where_and_what_each_side_said(
    plan: Plan, crew: list[User], binh: User, hanh: User
):
    review = doubted(plan, crew, binh, hanh)
    assert isinstance(recommend(crew[0], review, text="Mua sổ theo dõi", to="Kế toán", by_when=TODAY), Recommendation)
    assert isinstance(shut(review), Review)
    paper = monitoring_report(now(review))
    words = "\n".join(text for part in paper.parts for text in part.paragraphs)
    standing = "21 việc đã hoàn thành, 4 việc đang triển khai hoặc chậm, 2 việc chưa triển khai, 1 việc chưa rõ"
    assert standing in words
    assert "21 việc báo xong mà chưa có căn cứ" in words
    assert f"Số bốc {review.seed}" in words
    assert "1. Mua sổ theo dõi (gửi Kế toán, trước ngày 20/06/2027)." in words
    (table,) = (part.table for part in paper.parts if part.table)
    (own,) = (row for row in table.rows if row[1] == "5.5")
    assert own[3:] == (
        "xong: Hoàn thành tốt",
        "Chưa đúng, đang làm: Sổ mới ghi đến tháng 3",
        "Xem hồ sơ",
        "nhận: Tôi ghi sớm\nKết luận: đang làm: Làm tiếp đến hè",
    )
    assert paper.report.signer == "Hồ Thị Giang"
    printed = words_of(write_official(paper))
    assert "TỔ TRƯỞNG" in printed
    assert standing in printed
    assert "Người làm trả lời" in printed


def test_the_day_of_opening_is_the_day_at_school_not_that_of_greenwich(plan: Plan, crew: list[User]):
    review = opened(plan)
    review.opened_at = datetime(2027, 5, 31, 18, 30, tzinfo=UTC)  # half past one in the night
    paper = monitoring_report(review)
    assert "mở ngày 01/06/2027." in paper.parts[0].paragraphs[0]


def test_numbers_of_rows_stand_in_the_middle_of_their_column(plan: Plan, crew: list[User]):
    printed = Document(BytesIO(write_official(monitoring_report(opened(plan)))))
    (table,) = (each for each in printed.tables if each.cell(0, 0).text == "TT")
    assert {row.cells[0].paragraphs[0].style.name for row in table.rows[1:]} == {"VB Bảng, số thứ tự"}


def test_a_persons_words_stand_over_the_proposed_ones_and_back(plan: Plan, crew: list[User], hanh: User):
    review = concluded(opened(plan), hanh)
    assert isinstance(word_report(crew[0], review, slot="remarks", text="Nên ghi số liệu\nngay từ tháng 9"), Review)
    said = monitoring_report(now(review)).parts[2]
    assert said.paragraphs == ("Nên ghi số liệu", "ngay từ tháng 9")
    word_report(crew[0], now(review), slot="remarks", text="")
    assert monitoring_report(now(review)).parts[2].paragraphs == ("Còn 4 việc đang làm, xong trước tháng 8",)


@pytest.mark.each_database
def test_it_is_issued_once_proved_and_replaced_by_name_after_a_reopening(
    plan: Plan, crew: list[User], binh: User, hanh: User
):
    review = doubted(plan, crew, binh, hanh)
    shut(review)
    first = signed(hanh, review)
    assert isinstance(first, Issue), first
    assert (first.kind, first.figure, first.form) == ("BC", 7, "giam-sat")
    assert signed(hanh, review, "08/BC-THPTHS") == NotIssued(OUT.format("07/BC-THPTHS"))
    kept = Item.objects.get()
    assert (kept.state, kept.name) == ("offered", "Báo cáo giám sát đợt Cuối năm học, năm học 2026-2027")
    proof = proof_of(first.code)
    assert proof
    assert proof.title.startswith("BÁO CÁO Kết quả giám sát")
    assert list(papers_astray()) == []
    assert file_of_issue(first, ".xlsx") == WORD_ONLY
    word = file_of_issue(first, ".docx")
    assert isinstance(word, bytes)
    assert "07/BC-THPTHS" in words_of(word)
    reopen_review(hanh, now(review), reason="Tìm thấy sổ cũ")
    assert signed(hanh, review, "08/BC-THPTHS") == NOT_CLOSED
    hand_in_review(hanh, now(review))
    conclude_review(hanh, now(review), conclusion="Còn 3 việc")
    shut(now(review))
    again = signed(hanh, review, "08/BC-THPTHS")
    assert isinstance(again, Issue), again
    assert (again.replaces, again.reason) == (first, "Tìm thấy sổ cũ")
    assert Item.objects.get().parts.get().versions.count() == 2
    assert AuditEntry.objects.filter(verb="paper.issue").count() == 2
    assert isinstance(correct_issue(hanh, again, reason="Sai số"), Refused)


def test_what_changed_since_it_was_shown_is_not_signed(plan: Plan, crew: list[User], hanh: User):
    review = concluded(opened(plan), hanh)
    shut(review)
    draft = report_draft(now(review))
    word_report(crew[0], now(review), slot="remarks", text="Lời khác")
    wanted = IssueRequest(number="07/BC-THPTHS", date=TODAY, seen=draft.mark, verify_at=VERIFY_AT)
    found = issue_report(hanh, now(review), wanted, today=TODAY)
    assert found == NotIssued(CHANGED)


# --- section VI -------------------------------------------------------------------------------------------------------


def test_the_line_of_section_six_tells_scope_figures_adjustments_and_people(plan: Plan, crew: list[User], hanh: User):
    review = concluded(opened(plan), hanh)
    row = proposed_row(review, counts_now(review))
    assert row["moment"] == "Cuối năm học"
    assert row["content"].endswith(f"; xem {review.sample.count()}/28 nhiệm vụ")
    assert row["result"].startswith("22 việc đã hoàn thành, 3 việc đang triển khai hoặc chậm")
    assert row["result"].endswith("xong trước tháng 8")
    assert row["adjustment"] == "Không"
    assert row["reviewer"].startswith("Hồ Thị Giang, tổ trưởng giám sát; ")


@pytest.mark.each_database
def test_figures_that_moved_since_they_were_shown_close_nothing(plan: Plan, crew: list[User], hanh: User, an: User):
    review = concluded(opened(plan), hanh)
    row = proposed_row(review, counts_now(review))
    report_progress(an, line(plan, "4.2").occurrences.get(), state=WorkState.DONE, text="Xong ngày 20/05/2027")
    assert close_review(hanh, review, row=row, seen=row_mark(row)) == FIGURES_MOVED
    assert now(review).state == "concluded"
    assert not review.snapshots.filter(moment="closed").exists()
    assert isinstance(shut(now(review)), Review)


def test_a_persons_words_are_what_the_line_keeps(plan: Plan, crew: list[User], hanh: User, an: User):
    review = concluded(opened(plan), hanh)
    row = proposed_row(review, counts_now(review))
    own = {**row, "result": "Đạt phần lớn; còn sân trường"}
    assert isinstance(close_review(hanh, review, row=own, seen=row_mark(row)), Review)
    report_progress(an, line(plan, "4.2").occurrences.get(), state=WorkState.DONE, text="Xong ngày 20/05/2027")
    assert now(review).row == own


# --- papers of the span -----------------------------------------------------------------------------------------------


@pytest.mark.each_database
def test_the_term_report_says_how_lines_stood_when_its_review_was_closed(
    plan: Plan, crew: list[User], hanh: User, an: User
):
    review = concluded(opened(plan, TERM_ONE), hanh)
    shut(review)
    report_progress(an, line(plan, "4.2").occurrences.get(), state=WorkState.DONE, text="Xong ngày 20/05/2027")
    span = span_of(calendar_for(plan), "hk1")
    assert span
    paper = compose_paper(plan, Form.REPORT, span).paper
    assert isinstance(paper, PaperValue)
    assert paper.counts == {"done": 22, "ongoing": 3, "not_started": 2, "unstated": 1}
    whole = span_of(calendar_for(plan), "nam")
    assert whole
    assert compose_paper(plan, Form.REPORT, whole).paper.counts["done"] == 23


def test_conclusions_and_lessons_are_offered_to_the_reports_own_words(
    plan: Plan, crew: list[User], hanh: User, an: User
):
    review = concluded(opened(plan), hanh)
    assert isinstance(note_lesson(crew[0], review, text="Ghi số liệu từ tháng 9", cause="planning"), Lesson)
    shut(review)
    worded = worded_draft_of(begun(an, plan))
    assert "Đã rà soát 1 đợt, hai bên không khác nhau ở việc nào" in worded.wordings["sections.II"].proposed
    assert "Đợt rà soát Cuối năm học: Còn 4 việc đang làm" in worded.wordings["sections.II"].proposed
    assert "Rút kinh nghiệm: Ghi số liệu từ tháng 9." in worded.wordings["limitations"].proposed


def test_what_is_said_again_of_another_line_or_cause_is_kept_too(plan: Plan, crew: list[User]):
    review, one, two = opened(plan), line(plan, "1.3").pk, line(plan, "5.5").pk
    for cause, tasks in (("planning", [one]), ("planning", [two]), ("planning", [two]), ("money", [])):
        note_lesson(crew[0], review, text="Ghi số liệu từ tháng 9", cause=cause, tasks=tasks)
    assert [(each.cause, {task.pk for task in each.tasks.all()}) for each in review.lessons.order_by("pk")] == [
        ("planning", {one, two}),
        ("money", set()),
    ]
    for tasks in ([one], [two], [two]):
        recommend(crew[0], review, text="Mua sổ", to="Kế toán", tasks=tasks)
    assert {task.pk for task in review.recommendations.get().tasks.all()} == {one, two}


# --- recommendations --------------------------------------------------------------------------------------------------


@pytest.mark.each_database
def test_a_recommendation_is_answered_and_who_refuses_says_why(plan: Plan, crew: list[User], an: User):
    review = opened(plan)
    row = recommend(crew[0], review, text="Mua sổ", to="Kế toán", tasks=[line(plan, "1.3").pk])
    assert isinstance(row, Recommendation)
    assert [task.goal.criterion for task in row.tasks.select_related("goal")] == ["1.3"]
    assert answer_recommendation(an, row, state="refused", answer=" ") == NO_ANSWER
    found = answer_recommendation(an, row, state="taken", answer="Tháng 12 mua 40 quyển")
    assert isinstance(found, Recommendation)
    row.refresh_from_db()
    assert (row.state, row.answered_by) == ("taken", an)


def test_days_of_a_review_may_lie_anywhere_and_months_have_names(plan: Plan, crew: list[User], hanh: User):
    month = replace(TERM_ONE, kind=Review.Kind.MONTH, name="Tháng 10/2026", first=date(2026, 10, 1))
    review = concluded(opened(plan, replace(month, last=date(2026, 10, 31))), hanh)
    assert isinstance(shut(review), Review)
    assert now(review).closed_at <= timezone.now() + timedelta(seconds=1)
