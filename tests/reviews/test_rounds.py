"""A review of the year: who looks at what, what they see, what is answered and concluded, and what stays frozen."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from caitien.access.models import Role, School, User
from caitien.domain.paper import Status
from caitien.domain.refused import Refused
from caitien.domain.tasks.work_state import WorkState
from caitien.evidence.files.from_work import not_yet_evidence, offer_attachment
from caitien.plans.keeping import hash_of_json
from caitien.plans.models import Plan
from caitien.plans.story import story_of
from caitien.reviews.answering import answer_verdict, conclude_difference
from caitien.reviews.differences import differences_of
from caitien.reviews.models import Reply, Review, Ruling, SampleLine, Snapshot, Verdict
from caitien.reviews.rounds import (
    ELSEWHERE,
    NO_TEAM,
    PLAN_CLOSED,
    add_to_sample,
    close_review,
    conclude_review,
    drop_review,
    hand_in_review,
    open_review,
    prepare_review,
    reopen_review,
    told_after_closing,
)
from caitien.reviews.sampling import MOST_A_MONITOR
from caitien.reviews.snapshots import snapshot_of
from caitien.reviews.verdicts import (
    NO_TEXT,
    NOT_THEIRS_TO_WRITE,
    RECUSED,
    Seen,
    give_verdict,
    relay_verdict,
)
from caitien.story.telling import tell
from caitien.work.models import Update
from caitien.work.reporting.attachments import Fit
from caitien.work.reporting.report import report_progress
from tests.people import person
from tests.plans.approving import chair_of
from tests.reviews.made import (
    PRAISE,
    TERM_ONE,
    YEAR_END,
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
from tests.specimens.pictures import photo

pytestmark = pytest.mark.django_db


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


@pytest.fixture
def review(plan: Plan, crew: list[User]) -> Review:
    return opened(plan)


def concluded(review: Review, hanh: User) -> Review:
    """Every line seen, every difference kept as the owner told it, a conclusion."""
    agrees_with_the_rest(review)
    assert isinstance(hand_in_review(hanh, now(review)), Review)
    for row in differences_of(now(review)).rows:
        assert row.settled or isinstance(conclude_difference(hanh, row.line, state="", text="Giữ lời"), Ruling)
    found = conclude_review(hanh, now(review), conclusion="Phần lớn việc có làm. Cần ghi số liệu.")
    assert isinstance(found, Review), found
    return now(review)


def closed(review: Review, hanh: User) -> Review:
    found = shut(concluded(review, hanh))
    assert isinstance(found, Review), found
    return now(review)


# --- the whole of it --------------------------------------------------------------------------------------------------


def test_a_year_that_praised_itself_is_looked_at_and_one_line_told_anew(
    review: Review, plan: Plan, crew: list[User], binh: User, hanh: User
):
    giang, khoa, _ = crew
    seen = {each.task.goal.criterion: each for each in review.sample.select_related("task__goal")}
    praised = {task.goal.criterion for task in plan.tasks.select_related("goal") if task.done == PRAISE}
    assert len(praised) == 21
    assert praised | {"1.1"} <= set(seen)
    lead(line(plan, "5.5"), binh)
    told = "Sổ theo dõi mới ghi đến tháng 3"
    sees(giang, review, "5.5", "disagrees", seen="ongoing", text=told)
    sees(khoa, review, "3.2", "unverified", text="Chưa có biên bản bàn giao")
    found = differences_of(now(review))
    assert [row.line.task.goal.criterion for row in found.rows] == ["3.2", "5.5"]
    assert [row.against.says for row in found.rows] == ["unverified", "disagrees"]
    assert found.unproved == 21
    assert isinstance(answer_verdict(binh, sampled(review, "5.5"), accepts=True, text="Đúng, tôi ghi sớm"), Reply)
    agrees_with_the_rest(review)
    hand_in_review(hanh, now(review))
    assert isinstance(
        conclude_difference(hanh, sampled(review, "5.5"), state="ongoing", text="Làm tiếp đến hè"), Ruling
    )
    assert isinstance(conclude_difference(hanh, sampled(review, "3.2"), state="", text="Tháng 6 nộp biên bản"), Ruling)
    assert isinstance(conclude_review(hanh, now(review), conclusion="Còn 4 việc đang làm."), Review)
    assert isinstance(shut(now(review)), Review)
    last = snapshot_of(now(review), Snapshot.Moment.CLOSED)
    assert last
    assert last.counts == {"done": 21, "ongoing": 4, "not_started": 2, "unstated": 1}
    task = line(plan, "5.5")
    assert (task.done, task.state) == ("", Status.ONGOING)
    assert "Làm tiếp đến hè" in task.ongoing
    assert task.work == "Việc của 5.5"
    words = [change.before for each in tell(list(story_of(task))) for change in each.changes]
    assert PRAISE in words


@pytest.mark.each_database
def test_the_first_snapshot_says_how_lines_stood_and_cannot_be_talked_over(review: Review, plan: Plan, an: User):
    first = snapshot_of(review, Snapshot.Moment.OPENED)
    assert first
    assert first.sha256 == hash_of_json(first.lines)
    assert first.counts == {"done": 22, "ongoing": 3, "not_started": 2, "unstated": 1}
    occurrence = line(plan, "4.2").occurrences.get()
    report_progress(an, occurrence, state=WorkState.DONE, text="Ký đủ 3 bản ngày 12/05/2027")
    again = snapshot_of(now(review), Snapshot.Moment.OPENED)
    assert again
    assert again.lines == first.lines


# --- who looks --------------------------------------------------------------------------------------------------------


def test_who_leads_a_line_judges_every_other(plan: Plan, crew: list[User]):
    lead(line(plan, "3.2"), crew[1])
    review = opened(plan)
    own = sampled(review, "3.2")
    assert own.monitor not in (None, crew[1])
    assert give_verdict(crew[1], review, line=own.pk, seen=Seen(says="agrees")) == RECUSED
    assert sees(crew[1], review, "3.3").says == "agrees"


def test_who_told_of_a_line_or_is_in_its_unit_does_not_judge_it(school: School, plan: Plan, crew: list[User]):
    from caitien.access.models import Unit, UnitMember
    from caitien.plans.models import Assignment

    unit = Unit.objects.create(school=school, name="Tổ Văn")
    UnitMember.objects.create(school=school, unit=unit, user=crew[0])
    Assignment.objects.create(school=school, task=line(plan, "3.3"), unit=unit)
    occurrence = line(plan, "5.1").occurrences.get()
    lead(line(plan, "5.1"), crew[2])
    report_progress(crew[2], occurrence, state=WorkState.ONGOING, text="Mới có 2 lớp")
    line(plan, "5.1").assignments.all().delete()
    review = opened(plan)
    for who, code in ((crew[0], "3.3"), (crew[2], "5.1")):
        if review.sample.filter(task__goal__criterion=code).exists():
            pk = sampled(review, code).pk
        else:
            add_to_sample(chair_of(school), review, tasks=[line(plan, code).pk])
            pk = sampled(review, code).pk
        assert give_verdict(who, now(review), line=pk, seen=Seen(says="agrees")) == RECUSED


def test_where_all_of_a_small_team_have_a_part_somebody_from_outside_looks(school: School, plan: Plan, hanh: User):
    from caitien.reviews.models import PanelMember
    from caitien.reviews.panels import name_outsider

    giang = person("giang", "Hồ Thị Giang", school, Role.MONITOR)
    panel = team(school, giang)
    lead(line(plan, "3.2"), giang)
    review = opened(plan)
    own = sampled(review, "3.2")
    assert own.monitor is None
    with pytest.raises(PermissionDenied):
        name_outsider(giang, panel, name="Bùi Văn Phụ", position="Ban đại diện cha mẹ học sinh")
    parent = name_outsider(hanh, panel, name="Bùi Văn Phụ", position="Ban đại diện cha mẹ học sinh")
    assert isinstance(parent, PanelMember)
    seen = Seen(says="agrees", text="Đã xem tận nơi", how="place")
    assert relay_verdict(giang, now(review), line=own.pk, seen=seen, outsider=parent.pk) == NOT_THEIRS_TO_WRITE
    verdict = relay_verdict(hanh, now(review), line=own.pk, seen=seen, outsider=parent.pk)
    assert isinstance(verdict, Verdict)
    assert verdict.who == "Bùi Văn Phụ (Ban đại diện cha mẹ học sinh; Võ Thu Hạnh ghi)"
    silent = Seen(says="agrees")
    assert relay_verdict(hanh, now(review), line=own.pk, seen=silent, outsider=parent.pk) == NO_TEXT
    free = relay_verdict(giang, now(review), line=sampled(review, "3.3").pk, seen=seen, outsider=parent.pk)
    assert isinstance(free, Verdict)


def test_nobody_outside_the_team_gives_a_verdict(review: Review, binh: User, an: User, chi: User):
    for who in (binh, an, chi):
        with pytest.raises(PermissionDenied):
            give_verdict(who, review, line=sampled(review, "1.3").pk, seen=Seen(says="agrees"))


def test_a_monitor_has_twelve_lines_at_most(plan: Plan, school: School):
    team(school, person("giang", "Hồ Thị Giang", school, Role.MONITOR))
    review = opened(plan)
    assert review.sample.exclude(monitor=None).count() == MOST_A_MONITOR
    assert review.sample.filter(monitor=None).exists()


@pytest.mark.each_database
def test_the_draw_can_be_made_again_by_its_seed(review: Review, plan: Plan):
    from caitien.reviews.sampling import draw
    from caitien.reviews.snapshots import stood_at, with_files

    first = snapshot_of(review, Snapshot.Moment.OPENED)
    assert first
    again = draw(with_files(review, stood_at(first)), review.seed)
    assert list(again.items()) == [(each.task_id, each.why) for each in review.sample.order_by("position")]
    assert sum(why == "random" for why in again.values()) == 5


# --- its states -------------------------------------------------------------------------------------------------------


def test_a_review_goes_one_way_and_each_step_is_the_next(review: Review, hanh: User):
    assert open_review(hanh, review) == ELSEWHERE
    assert drop_review(hanh, review) == ELSEWHERE
    assert close_review(hanh, review, row={}, seen="") == ELSEWHERE
    assert conclude_review(hanh, review, conclusion="Xong") == ELSEWHERE
    left = hand_in_review(hanh, review)
    assert isinstance(left, Refused)
    assert "dòng chưa ai xem" in left.reason
    done = closed(review, hanh)
    assert done.state == "closed"
    assert reopen_review(hanh, done, reason=" ") != ELSEWHERE


def test_a_clock_that_is_years_behind_closes_nothing(review: Review, hanh: User):
    agrees_with_the_rest(review)
    hand_in_review(hanh, now(review))
    conclude_review(hanh, now(review), conclusion="Cần ghi số liệu")
    Plan.objects.filter(pk=review.plan_id).update(school_year="2040-2041")
    found = shut(now(review))
    assert isinstance(found, Refused)
    assert "giờ của máy chủ" in found.reason
    assert now(review).state == Review.State.CONCLUDED


def test_differences_come_before_the_conclusion(review: Review, crew: list[User], hanh: User):
    sees(crew[0], review, "1.3", "unverified", text="Chưa có sổ")
    agrees_with_the_rest(review)
    hand_in_review(hanh, now(review))
    found = conclude_review(hanh, now(review), conclusion="Tốt")
    assert isinstance(found, Refused)
    assert "1 chênh lệch" in found.reason


@pytest.mark.each_database
def test_a_reopened_review_keeps_what_was_said_and_frozen_and_takes_another_turn(
    review: Review, crew: list[User], hanh: User
):
    done = closed(review, hanh)
    assert isinstance(reopen_review(hanh, done, reason="Tìm thấy sổ cũ"), Review)
    again = now(review)
    assert (again.state, again.turn, again.reopened_why) == ("open", 2, "Tìm thấy sổ cũ")
    assert again.snapshots.filter(moment="closed", turn=1).exists()
    sees(crew[0], again, "1.3", "unverified", text="Sổ cũ thiếu trang")
    assert isinstance(hand_in_review(hanh, now(again)), Review)
    assert differences_of(now(again)).open == 1
    assert isinstance(conclude_difference(hanh, sampled(again, "1.3"), state="", text="Giữ lời"), Ruling)
    assert isinstance(conclude_review(hanh, now(again), conclusion="Như cũ"), Review)
    assert isinstance(shut(now(review)), Review)
    assert again.snapshots.filter(moment="closed").count() == 2
    seen = now(again).sample.count()
    assert f"xem {seen}/28" in now(again).row["content"], "what was seen before still counts"


@pytest.mark.each_database
def test_what_is_told_after_closing_is_counted_and_changes_nothing(review: Review, plan: Plan, an: User, hanh: User):
    done = closed(review, hanh)
    before = snapshot_of(done, Snapshot.Moment.CLOSED)
    assert told_after_closing(done) == 0
    report_progress(an, line(plan, "4.2").occurrences.get(), state=WorkState.DONE, text="Xong ngày 20/05/2027")
    assert told_after_closing(now(review)) == 1
    after = snapshot_of(now(review), Snapshot.Moment.CLOSED)
    assert before
    assert after
    assert before.lines == after.lines
    Update.objects.update(at=timezone.now() + timedelta(days=900))
    line(plan, "4.2").occurrences.update(due=date(2029, 1, 1))
    assert told_after_closing(now(review)) == 0


@pytest.mark.each_database
def test_a_review_is_begun_once_a_kind_and_given_up_before_it_opens(plan: Plan, an: User, crew: list[User]):
    first = prepare_review(an, plan, wanted=TERM_ONE)
    assert isinstance(first, Review)
    assert first.name == "Cuối học kỳ I"
    assert prepare_review(an, plan, wanted=TERM_ONE) == first
    more = prepare_review(an, plan, wanted=replace(TERM_ONE, content="Xem cả sổ thư viện"))
    assert isinstance(more, Refused)
    assert "đã có đợt Cuối học kỳ I" in more.reason
    assert isinstance(drop_review(an, first), Plan)
    assert not Review.objects.exists()


def test_a_review_needs_a_year_that_is_lived_and_somebody_who_looks(plan: Plan, an: User, hanh: User, school: School):
    review = prepare_review(an, plan, wanted=YEAR_END)
    assert isinstance(review, Review)
    assert open_review(hanh, review) == NO_TEAM
    Plan.objects.update(state="closed")
    plan.refresh_from_db()
    assert prepare_review(an, plan, wanted=TERM_ONE) == PLAN_CLOSED


def test_two_standards_alone_may_be_looked_at(plan: Plan, an: User, hanh: User, crew: list[User]):
    review = prepare_review(an, plan, wanted=replace(YEAR_END, standards=(5, 4)))
    assert isinstance(review, Review)
    open_review(hanh, review)
    assert {each.task.goal.standard for each in SampleLine.objects.select_related("task__goal")} == {4, 5}
    outside = add_to_sample(hanh, now(review), tasks=[line(plan, "1.1").pk])
    assert isinstance(outside, Refused)


def test_a_photo_of_a_monitor_is_nothing_its_line_sent_and_nobody_makes_evidence_of_it(review: Review, hanh: User):
    row = review.sample.select_related("task__goal", "task__plan__school", "monitor").order_by("position")[0]
    assert row.monitor
    seen = Seen(says="agrees", photo=Fit("to.png", "png", photo()))
    found = give_verdict(row.monitor, now(review), line=row.pk, seen=seen)
    assert isinstance(found, Verdict)
    assert found.photo
    assert not not_yet_evidence(row.task).exists()
    assert isinstance(offer_attachment(hanh, found.photo), Refused)
