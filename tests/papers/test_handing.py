"""A paper goes to the chair: An hands it over, Hạnh sees it on her first page, reads it, signs it or sends it back."""

import pytest
from django.core.exceptions import PermissionDenied

from caitien.access.models import User
from caitien.domain.refused import Refused
from caitien.papers.handing import NO_WORDS, NOT_HANDED, hand_over, handed_in, send_back, take_from_chair
from caitien.papers.issuing import NotIssued
from caitien.papers.models import Draft, Issue
from tests.papers.made import chair_of, issued

pytestmark = pytest.mark.each_database


def test_a_paper_with_a_line_nobody_told_of_is_not_handed_over(an: User, draft: Draft):
    assert isinstance(hand_over(an, draft), NotIssued)
    draft.refresh_from_db()
    assert draft.handed_at is None


def test_what_is_handed_over_waits_for_the_chair_until_it_is_issued(an: User, ready: Draft):
    assert not isinstance(hand_over(an, ready), Refused)
    (waiting,) = handed_in(ready.plan)
    assert waiting.handed_by == an
    first = waiting.handed_at
    hand_over(an, waiting)
    assert handed_in(ready.plan)[0].handed_at == first  # the same paper once more is no news
    assert isinstance(issued(ready), Issue)
    assert not handed_in(ready.plan)


def test_it_comes_back_with_words_and_goes_again(an: User, ready: Draft):
    chair = chair_of(ready.plan.school)
    assert send_back(chair, ready, words="Xem lại số liệu") == NOT_HANDED
    hand_over(an, ready)
    for words in ("  ", "x" * 2_001):
        assert send_back(chair, ready, words=words) == NO_WORDS
    assert not isinstance(send_back(chair, ready, words="Xem lại số liệu ở 3.2"), Refused)
    ready.refresh_from_db()
    assert (ready.sent_back, ready.sent_back_by, ready.handed_at) == ("Xem lại số liệu ở 3.2", chair, None)
    hand_over(an, ready)
    ready.refresh_from_db()
    assert ready.sent_back == ""


def test_who_handed_it_over_takes_it_back_and_nobody_else_sends_it_back(an: User, ready: Draft):
    hand_over(an, ready)
    with pytest.raises(PermissionDenied):
        send_back(an, ready, words="Xem lại")
    take_from_chair(an, ready)
    assert not handed_in(ready.plan)
