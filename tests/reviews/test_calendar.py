"""When reviews are held: the two of a year by its own terms, and the day from which one is missed."""

from dataclasses import replace
from datetime import date, timedelta

from caitien.domain.times.school_calendar import propose_year
from caitien.reviews.calendar import proposed_reviews
from caitien.reviews.models import Review

DAY = timedelta(days=1)
FLOODED = replace(propose_year("2026-2027"), term_one_ends=date(2027, 1, 30), term_two_starts=date(2027, 2, 1))


def test_a_review_is_missed_from_the_fifteenth_day_after_its_term_and_not_once_it_was_begun():
    first, last = proposed_reviews(FLOODED, [])
    assert [each.name for each in (first, last)] == ["Cuối học kỳ I", "Cuối năm học"]
    assert (first.last, first.due) == (date(2027, 1, 30), date(2027, 2, 13))
    assert not first.missing_on(first.due)
    assert first.missing_on(first.due + DAY)
    begun, _ = proposed_reviews(FLOODED, [Review(kind=Review.Kind.TERM_ONE)])
    assert not begun.missing_on(first.due + DAY)


def test_it_is_time_to_begin_one_from_fourteen_days_before_its_term_ends():
    first, _ = proposed_reviews(FLOODED, [])
    assert first.near_on(date(2027, 1, 16))
    assert not first.near_on(date(2027, 1, 15))


def test_a_year_that_is_none_asks_for_no_review():
    assert proposed_reviews(None, []) == []
