"""The team recommends, the school answers, and says what it will do otherwise (kiến nghị, trả lời, bài học)."""

import datetime as dt
from collections.abc import Collection
from typing import Any, Final

from django.db.models import QuerySet
from django.utils import timezone

from caitien.access.action import Done, Unchanged, action
from caitien.access.models import User
from caitien.domain.refused import Refused, Stale, written_since
from caitien.domain.texts.folding import clean, one_line
from caitien.plans.models import Task
from caitien.reviews.models import Lesson, Recommendation, Review
from caitien.reviews.proposing import answer_mark
from caitien.reviews.snapshots import lines_in

State = Recommendation.State
LONGEST: Final = 2_000  # letters
LONGEST_TO: Final = 250
ANSWERS: Final = (State.TAKEN, State.REFUSED, State.DONE)
NOT_OPENED: Final = Stale("Đợt này chưa mở nên chưa có kiến nghị.")
NO_TEXT: Final = Refused("Xin ghi kiến nghị trong một hai câu.")
NO_ONE: Final = Refused("Xin ghi kiến nghị gửi ai, như Hiệu trưởng hoặc Tổ Văn phòng.")
NO_ANSWER: Final = Refused("Xin ghi vì sao không nhận kiến nghị này.")
NO_CHOICE: Final = Refused("Xin chọn nhận, không nhận hay đã làm.")
NO_LESSON: Final = Refused("Xin ghi lần sau làm khác điều gì, hoặc bỏ qua.")
TOO_LONG: Final = Refused("Lời ghi dài quá 2.000 chữ cái. Xin viết gọn lại.")


@action("recommendation.make")
def recommend(
    actor: User, review: Review, *, text: str, to: str, by_when: dt.date | None = None, tasks: Collection[int] = ()
) -> Done[Recommendation] | Unchanged[Recommendation] | Refused:
    """Recommend something (kiến nghị): of whom, about which lines, by when; the same twice is one. Eight statements."""
    text, to = clean(text), one_line(to)
    if review.state == Review.State.DRAFT:
        return NOT_OPENED
    if not text or len(text) > LONGEST:
        return TOO_LONG if text else NO_TEXT
    if not to or len(to) > LONGEST_TO:
        return NO_ONE
    about = lines_in(review).filter(pk__in=tasks)
    if there := review.recommendations.filter(by=actor, text=text, to=to, by_when=by_when).first():
        more = _also_of(there, about)
        return Done(there, there, {}, {**_told(there), "review": review.name}) if more else Unchanged(there)
    row = Recommendation.objects.create(
        school_id=review.school_id, review=review, text=text, to=to, by_when=by_when, by=actor
    )
    row.tasks.set(about)
    return Done(row, row, {}, {**_told(row), "review": review.name})


@action("recommendation.answer")
def answer_recommendation(
    actor: User, row: Recommendation, *, state: str, answer: str, seen: str = ""
) -> Done[Recommendation] | Refused:
    """Say what becomes of a recommendation (trả lời kiến nghị): taken, done, or not taken and why. ``seen``: the
    :func:`answer_mark` of what stood there, "" where it is meant whatever stands. Three statements."""
    text = clean(answer)
    if seen not in ("", answer_mark(row)):
        return written_since(f"{row.get_state_display()}. {row.answer}".strip())
    if state not in ANSWERS:
        return NO_CHOICE
    if state == State.REFUSED and not text:
        return NO_ANSWER
    if len(text) > LONGEST:
        return TOO_LONG
    before = {"recommended": row.text, "recommendation_state": row.state}
    row.state, row.answer, row.answered_by, row.answered_at = State(state), text, actor, timezone.now()
    row.save(update_fields=["state", "answer", "answered_by", "answered_at"])
    return Done(row, row, before, {"recommended": row.text, "recommendation_state": row.state, "answered": text})


@action("lesson.note")
def note_lesson(
    actor: User, review: Review, *, text: str, cause: str, tasks: Collection[int] = ()
) -> Done[Lesson] | Unchanged[Lesson] | Refused:
    """Write down what is to be done otherwise next time (bài học), of which lines; the same twice is one. Five
    statements."""
    text = clean(text)
    if not text or len(text) > LONGEST:
        return TOO_LONG if text else NO_LESSON
    known = cause if cause in Lesson.Cause.values else Lesson.Cause.ELSE
    about = lines_in(review).filter(pk__in=tasks)
    if there := review.lessons.filter(by=actor, text=text, cause=known).first():
        more = _also_of(there, about)
        return Done(there, there, {}, {"review": review.name, "lesson": text}) if more else Unchanged(there)
    row = Lesson.objects.create(
        school_id=review.school_id, plan_id=review.plan_id, review=review, text=text, cause=known, by=actor
    )
    row.tasks.set(about)
    return Done(row, row, {}, {"review": review.name, "lesson": text})


def _also_of(row: Recommendation | Lesson, lines: QuerySet[Task]) -> bool:
    """Let what was said once be about these lines too (thêm dòng); whether any of them is new. Two statements."""
    new = list(lines.exclude(pk__in=row.tasks.values("pk")))
    row.tasks.add(*new)
    return bool(new)


def _told(row: Recommendation) -> dict[str, Any]:
    said = {"recommended": row.text, "to": row.to, "by_when": row.by_when.isoformat() if row.by_when else ""}
    return {name: value for name, value in said.items() if value}
