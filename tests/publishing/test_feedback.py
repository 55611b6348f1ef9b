"""What people outside say is kept once, answered, counted; a flood is stopped."""

import pytest
from django.utils import timezone

from caitien.access.models import School, User
from caitien.access.rights import acting_user_of
from caitien.publishing import feedback
from caitien.publishing.feedback import Counts, answer_feedback, counts_of, feedback_for, say_feedback, set_aside
from caitien.publishing.models import Feedback

pytestmark = pytest.mark.each_database


def said(school: School, text: str = "Nên có thêm bóng mát") -> Feedback:
    found = say_feedback(school, text=text, sender="Một phụ huynh", contact="")
    assert isinstance(found, Feedback), found
    return found


def test_the_same_words_on_one_day_are_kept_once(school: School):
    assert said(school).pk == said(school).pk
    assert said(school, "Khác").pk != said(school).pk
    assert counts_of(school.pk) == Counts(2, 0)


def test_what_was_answered_is_counted_and_what_is_none_is_not(school: School, an: User):
    answer_feedback(an, said(school), answer="Đã trồng 12 cây ngày 20/11")
    set_aside(an, said(school, "Bán bảo hiểm giá rẻ"))
    assert counts_of(school.pk) == Counts(1, 1)
    assert answer_feedback(an, said(school, "Nữa"), answer=" ") == feedback.NO_ANSWER


def test_a_flood_is_stopped(school: School, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(feedback, "MOST_A_DAY", 3)
    for number in range(3):
        said(school, f"Lời {number}")
    assert say_feedback(school, text="Lời nữa") == feedback.ENOUGH
    Feedback.objects.update(at=timezone.now() - timezone.timedelta(days=2))
    assert said(school, "Hôm sau")


@pytest.mark.parametrize("text", ["", " \u200b\u202e ", "x" * 2_001])
def test_no_words_or_too_many_are_not_kept(school: School, text: str):
    assert say_feedback(school, text=text) in (feedback.NO_WORDS, feedback.TOO_LONG)


def test_another_school_sees_none_of_it(school: School, other_school: School, chi: User):
    said(school)
    acting = acting_user_of(chi, other_school)
    assert acting
    assert not feedback_for(acting).exists()
