"""A review and a meeting from beginning to end (đợt rà soát, cuộc họp đã xong), for tests of a whole year."""

import datetime as dt

from django.utils import timezone

from caitien.access.models import User
from caitien.papers.issuing import IssueRequest
from caitien.papers.models import Issue
from caitien.plans.models import Plan
from caitien.reviews.meetings.deciding import Decision, decide_item
from caitien.reviews.meetings.holding import Called, approve_minutes, begin_meeting, end_meeting, prepare_meeting
from caitien.reviews.meetings.minutes import issue_minutes, minutes_draft
from caitien.reviews.models import AgendaItem, Meeting, Review
from caitien.reviews.report import issue_report, report_draft
from caitien.reviews.rounds import Wanted, conclude_review, hand_in_review
from tests.plans.approving import chair_of
from tests.reviews.made import agrees_with_the_rest, now, opened, shut

VERIFY_AT = "https://caitien.example/kiem-chung/"


def held_review(plan: Plan, kind: Review.Kind, first: dt.date, last: dt.date, conclusion: str) -> Review:
    """Opened, every line looked at and found as told, concluded, closed."""
    hanh = chair_of(plan.school)
    review = opened(plan, Wanted(kind=kind, first=first, last=last))
    agrees_with_the_rest(review)
    hand_in_review(hanh, now(review))
    conclude_review(hanh, now(review), conclusion=conclusion)
    found = shut(now(review))
    assert isinstance(found, Review), found
    return now(review)


def reported(review: Review, number: str) -> Issue:
    """The team's report on it, issued."""
    draft, today = report_draft(review), timezone.localdate()
    wanted = IssueRequest(number=number, date=today, seen=draft.mark, verify_at=VERIFY_AT)
    issue = issue_report(chair_of(review.school), review, wanted, today=today)
    assert isinstance(issue, Issue), issue
    return issue


def held_meeting(plan: Plan, secretary: User, number: str) -> Issue:
    """A meeting of the council that heard everything and changed nothing; its minutes, issued."""
    hanh, today = chair_of(plan.school), timezone.localdate()
    called = Called(
        kind=Meeting.Kind.TERM, held_on=today, begins=dt.time(14), place="Phòng họp", chair="Hạnh", secretary="An"
    )
    made = prepare_meeting(secretary, plan, called=called, today=today)
    assert isinstance(made, Meeting), made

    def meeting() -> Meeting:
        return Meeting.objects.select_related("plan__school").get(pk=made.pk)

    begin_meeting(secretary, meeting(), today=today)
    for item in AgendaItem.objects.filter(meeting=made).select_related("meeting"):
        decision = Decision(decision="Hội đồng đã nghe", consequence="none", votes_for=7)
        assert isinstance(decide_item(hanh, item, decision=decision, today=today), AgendaItem)
    assert isinstance(end_meeting(secretary, meeting(), ends=dt.time(16)), Meeting)
    approve_minutes(hanh, meeting())
    wanted = IssueRequest(number=number, date=today, seen=minutes_draft(meeting()).mark, verify_at=VERIFY_AT)
    issue = issue_minutes(hanh, meeting(), wanted=wanted, today=today)
    assert isinstance(issue, Issue), issue
    return issue
