"""A review is closed, handed in or opened again while others look at its lines or issue papers (cùng một lúc): one
after the other, whichever comes first, and nobody waits for somebody who waits for them.

Each would be a ring on PostgreSQL, of which the database ends one, if the two took their locks in two orders.
"""

# ruff: noqa: F811 - fixtures are imported

import datetime as dt
from collections.abc import Callable
from threading import Barrier

import pytest
from django.db import transaction

from caitien.access.models import User
from caitien.access.trail.proof import prove
from caitien.domain.refused import Refused
from caitien.papers.issuing import IssueRequest, issue_paper
from caitien.papers.models import Draft, Issue
from caitien.plans.models import Plan, ReviewLine
from caitien.reviews.models import Review, Snapshot, Verdict
from caitien.reviews.report import NOT_CLOSED, issue_report, report_draft
from caitien.reviews.rounds import hand_in_review, reopen_review
from caitien.reviews.verdicts import NOT_RUNNING, Seen, give_verdict
from tests import postgresql
from tests.handover.test_merging import waits_for_a_lock
from tests.in_thread import in_thread
from tests.papers.made import TODAY, VERIFY_AT, answered, settled, worded_draft_of
from tests.reviews.made import agrees_with_the_rest, now, sampled, sees, shut
from tests.reviews.test_rounds import concluded, crew, hanh, plan, review  # noqa: F401 - fixtures

pytestmark = [
    pytest.mark.each_database,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        not postgresql.WANTED, reason="on SQLite writers take turns: nobody holds half of what they need"
    ),
]
State = Review.State
LAST = "5.6"  # the line nobody has looked at yet


def after(first: Callable[[], object], second: Callable[[], object]) -> tuple[object, object]:
    """Two deeds, of which the second comes while the first holds what it needs and has not ended."""
    with transaction.atomic():
        one = first()
        thread, found = in_thread(second)
        while thread.is_alive() and not waits_for_a_lock():
            thread.join(0.02)
        assert not found, f"a deed that does not wait proves nothing: {found}"
    thread.join()
    return one, found[0]


def together(*deeds: Callable[[], object]) -> list[object]:
    """Deeds that begin at one moment; what comes of each."""
    begin = Barrier(len(deeds))

    def at_once(deed: Callable[[], object]) -> Callable[[], object]:
        def do() -> object:
            begin.wait()
            return deed()

        return do

    running = [in_thread(at_once(deed)) for deed in deeds]
    for thread, _ in running:
        thread.join()
    return [found[0] for _, found in running]


def whole() -> bool:
    return not [chain for chain in prove() if chain.broken]


def looks(who: User, review: Review, code: str, key: str = "") -> Callable[[], object]:
    """A monitor, with the page open, says that a line is as told."""
    there, line = now(review), sampled(review, code).pk
    return lambda: give_verdict(who, there, line=line, seen=Seen(says="agrees", key=key))


def all_but_one(review: Review) -> User:
    """Everyone has looked at everything but one line; whose that is."""
    left = sampled(review, LAST)
    assert left.monitor
    agrees_with_the_rest(review)
    Verdict.objects.filter(line=left).delete()
    return left.monitor


def test_a_verdict_that_waits_for_the_hand_in_is_told_that_it_comes_too_late(review: Review, hanh: User) -> None:
    agrees_with_the_rest(review)
    before = Verdict.objects.count()
    monitor = sampled(review, LAST).monitor
    assert monitor
    handed, said = after(lambda: hand_in_review(hanh, now(review)), looks(monitor, review, LAST, "k"))
    assert isinstance(handed, Review)
    assert (said, Verdict.objects.count(), now(review).state) == (NOT_RUNNING, before, State.HANDED_IN)
    assert whole()


def test_a_hand_in_that_waits_for_the_last_verdict_counts_it(review: Review, hanh: User) -> None:
    monitor = all_but_one(review)
    there = now(review)
    assert isinstance(hand_in_review(hanh, there), Refused)
    said, handed = after(looks(monitor, review, LAST), lambda: hand_in_review(hanh, there))
    assert (type(said), type(handed), now(review).state) == (Verdict, Review, State.HANDED_IN)
    assert whole()


def test_three_monitors_and_the_hand_in_at_one_moment(review: Review, crew: list[User], hanh: User) -> None:
    agrees_with_the_rest(review)
    before, there = Verdict.objects.count(), now(review)
    mine = {each.monitor_id: each for each in review.sample.select_related("task__goal")}
    codes = [mine[who.pk].task.goal.criterion for who in crew]
    deeds = [looks(who, review, code, f"k{who.pk}") for who, code in zip(crew, codes, strict=True)]
    *said, handed = together(*deeds, lambda: hand_in_review(hanh, there))
    assert isinstance(handed, Review), handed
    assert {type(each) for each in said} <= {Verdict, type(NOT_RUNNING)}, said
    assert Verdict.objects.count() == before + sum(isinstance(each, Verdict) for each in said)
    assert whole()


def test_a_verdict_of_a_review_that_is_opened_again_is_kept_and_it_is_not_closed(review: Review, hanh: User) -> None:
    done = concluded(review, hanh)
    monitor = sampled(review, LAST).monitor
    assert monitor
    opened, shut_ = after(lambda: reopen_review(hanh, done, reason="Xem lại 5.6"), lambda: shut(done))
    assert isinstance(opened, Review), opened
    assert isinstance(shut_, Refused), shut_
    assert isinstance(sees(monitor, review, LAST, "unverified", text="Chưa thấy sổ"), Verdict)
    assert now(review).state == State.OPEN
    assert not Snapshot.objects.filter(review=review, moment=Snapshot.Moment.CLOSED).exists()
    assert whole()


def test_who_opens_again_after_the_close_opens_what_is_closed(review: Review, hanh: User) -> None:
    done = concluded(review, hanh)
    closed, opened = after(lambda: shut(done), lambda: reopen_review(hanh, done, reason="Xem lại"))
    assert (type(closed), type(opened)) == (Review, Review)
    assert (now(review).state, now(review).closed_at) == (State.OPEN, None)
    assert Snapshot.objects.filter(review=review, moment=Snapshot.Moment.CLOSED).count() == 1
    assert whole()


def test_closed_twice_at_one_moment_is_closed_once(review: Review, hanh: User) -> None:
    done = concluded(review, hanh)
    found = together(lambda: shut(done), lambda: shut(done))
    assert sorted(isinstance(each, Review) for each in found) == [False, True], found
    assert [each for each in found if not isinstance(each, Review | Refused)] == []
    assert Snapshot.objects.filter(review=review, moment=Snapshot.Moment.CLOSED).count() == 1
    assert whole()


# --- against issuing --------------------------------------------------------------------------------------------------


def year_report(an: User, plan: Plan, hanh: User) -> Callable[[], object]:
    """The year's report, ready, as the chair has it before them."""
    ready = answered(an, plan)
    draft = Draft.objects.select_related("plan__school", "corrects").get(pk=ready.pk)
    wanted = IssueRequest(number="05/BC-THPTHS", date=TODAY, seen=worded_draft_of(draft).mark, verify_at=VERIFY_AT)
    return lambda: issue_paper(hanh, draft, wanted, today=TODAY)


def team_report(review: Review, hanh: User) -> Callable[[], object]:
    """The team's report on the review, ready."""
    there = now(review)
    wanted = IssueRequest(
        number="06/BC-GSDG", date=dt.date(2027, 6, 30), seen=report_draft(there).mark, verify_at=VERIFY_AT
    )
    return lambda: issue_report(hanh, there, wanted, today=dt.date(2027, 6, 30))


def test_a_close_that_waits_for_a_paper_being_printed_is_done_after_it(
    review: Review, plan: Plan, an: User, hanh: User
) -> None:
    settled(an, plan)
    done, issue = concluded(review, hanh), year_report(an, plan, hanh)
    issued, closed = after(issue, lambda: shut(done))
    assert (type(issued), type(closed)) == (Issue, Review), (issued, closed)
    assert whole()


def test_a_paper_that_waits_for_a_close_is_issued_as_the_plan_stands_then(
    review: Review, plan: Plan, an: User, hanh: User
) -> None:
    settled(an, plan)
    done, issue = concluded(review, hanh), year_report(an, plan, hanh)
    closed, issued = after(lambda: shut(done), issue)
    assert isinstance(closed, Review)
    assert isinstance(issued, Issue | Refused), issued
    assert ReviewLine.objects.filter(plan=plan).exists() == bool(plan.form == "tt57")
    assert whole()


@pytest.mark.parametrize("turn", range(3))
def test_a_close_and_two_papers_at_one_moment(turn: int, review: Review, plan: Plan, an: User, hanh: User) -> None:
    settled(an, plan)
    done, issue = concluded(review, hanh), year_report(an, plan, hanh)
    report = team_report(done, hanh)
    deeds = [lambda: shut(done), issue, report]
    found = together(*deeds[turn:], *deeds[:turn])
    assert all(isinstance(each, Review | Issue | Refused) for each in found), found
    assert sum(isinstance(each, Review) for each in found) == 1
    assert Issue.objects.count() == sum(isinstance(each, Issue) for each in found) >= 1, found
    assert now(review).state == State.CLOSED
    assert whole()


def test_the_report_of_a_review_that_is_being_opened_again_is_not_issued(review: Review, hanh: User) -> None:
    shut(concluded(review, hanh))
    closed, issue = now(review), team_report(review, hanh)
    opened, issued = after(lambda: reopen_review(hanh, closed, reason="Xem lại"), issue)
    assert (type(opened), issued, Issue.objects.count()) == (Review, NOT_CLOSED, 0)
    assert whole()


def test_a_review_whose_report_is_being_issued_is_opened_again_after_it(review: Review, hanh: User) -> None:
    shut(concluded(review, hanh))
    closed, issue = now(review), team_report(review, hanh)
    issued, opened = after(issue, lambda: reopen_review(hanh, closed, reason="Xem lại"))
    assert (type(issued), type(opened)) == (Issue, Review), (issued, opened)
    assert whole()
