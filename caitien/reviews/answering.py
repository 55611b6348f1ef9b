"""What owners answer and the chair concludes on a difference (trả lời, kết luận): each added, none changed.

Both take turns with the review they are of: nothing is answered or concluded while it closes.
"""

from typing import Final

from django.db import transaction
from django.utils import timezone

from caitien.access.action import Done, Unchanged, action, locked
from caitien.access.models import User
from caitien.domain.plan_state import PlanState
from caitien.domain.refused import Refused, Stale
from caitien.domain.tasks.work_state import FOLLOWS, REASON_DUE, WORK_STATE_NAMES, WorkState
from caitien.domain.texts.folding import clean
from caitien.plans.models import Task
from caitien.reviews.differences import Difference, difference_on
from caitien.reviews.models import Reply, Review, Ruling, SampleLine
from caitien.work.models import Occurrence
from caitien.work.reporting.column import Way
from caitien.work.reporting.report import report_progress

State = Review.State
LONGEST: Final = 2_000  # letters
NOT_ASKED: Final = Stale("Dòng này không còn chênh lệch nào để trả lời.")
SETTLED: Final = Stale("Chênh lệch này đã có kết luận. Xin xem lại kết luận ở dưới.")
NO_WHY: Final = Refused("Xin ghi vì sao thầy cô giữ lời đã báo.")
NO_RULING: Final = Refused("Xin ghi kết luận trong một câu.")
TOO_LONG: Final = Refused("Lời ghi dài quá 2.000 chữ cái. Xin viết gọn lại.")
NO_OCCURRENCE: Final = Refused("Dòng này chưa có lượt nào nên chưa đổi trạng thái được. Xin giữ lời người làm.")
CLOSED_PLAN: Final = Refused(
    "Kế hoạch đã kết thúc nên trạng thái không đổi nữa. Xin giữ lời người làm và ghi kết luận."
)
NOT_AFTER: Final = (
    "Việc đang {} thì không chuyển thành {} được. Xin chọn trạng thái khác, hoặc giữ lời người làm và ghi rõ "
    "trong kết luận."
)
RULED_BY: Final = "Kết luận đợt rà soát “{}”: {}"


def answer_verdict(actor: User, line: SampleLine, *, accepts: bool, text: str) -> Reply | Refused:
    """Answer what the team saw (người làm trả lời): accept it, or keep one's word and say why; the same sent twice is
    one answer. Refused once the chair has concluded. Sixteen statements."""
    with transaction.atomic():
        locked(line.review)
        return _answer(actor, line, accepts=accepts, text=clean(text))


@action("verdict.answer")
def _answer(actor: User, line: SampleLine, *, accepts: bool, text: str) -> Done[Reply] | Unchanged[Reply] | Refused:
    found = _open_difference(line)
    if isinstance(found, Refused):
        return found
    if not accepts and not text:
        return NO_WHY
    if len(text) > LONGEST:
        return TOO_LONG
    last = found.reply
    if last and (last.by_id, last.accepts, last.text) == (actor.pk, accepts, text):
        return Unchanged(last)
    reply = Reply.objects.create(school_id=line.school_id, line=line, accepts=accepts, text=text, by=actor)
    told = {"review": line.review.name, "watched": str(line.task), "accepts": accepts, "text": text}
    return Done(reply, line, {}, {name: said for name, said in told.items() if said != ""})


def conclude_difference(actor: User, line: SampleLine, *, state: str, text: str) -> Ruling | Refused:
    """Conclude on a difference (kết luận chênh lệch): ``state`` is how the line stands from then on, "" where the
    owner's word stays.

    A line changes by the work's own verb, as the chair's report with the conclusion as its words; what was told before
    stays in its story. Concluded once: only a newer verdict that differs opens it again. Thirty-five statements.
    """
    with transaction.atomic():
        locked(line.review)
        return _conclude(actor, line, state=state, text=clean(text))


@action("review.conclude")
def _conclude(actor: User, line: SampleLine, *, state: str, text: str) -> Done[Ruling] | Refused:
    found = _open_difference(line)
    if isinstance(found, Refused):
        return found
    if not text or len(text) > LONGEST:
        return TOO_LONG if text else NO_RULING
    if state and (trouble := _let_it_stand(actor, line, state, text)):
        return trouble
    ruling = Ruling.objects.create(school_id=line.school_id, line=line, state=state, text=text, by=actor)
    told = {"review": line.review.name, "watched": str(line.task), "ruled": state, "text": text}
    return Done(ruling, line, {}, {name: said for name, said in told.items() if said})


def is_open(line: SampleLine) -> bool:
    """Whether a difference on a line waits for the chair (còn chênh lệch). Eight queries."""
    return isinstance(_open_difference(line), Difference)


def _open_difference(line: SampleLine) -> Difference | Refused:
    if line.review.state not in (State.OPEN, State.HANDED_IN):
        return NOT_ASKED
    found = difference_on(line)
    if found is None:
        return NOT_ASKED
    return SETTLED if found.settled else found


def _let_it_stand(actor: User, line: SampleLine, state: str, text: str) -> Refused | None:
    """Let the line stand so by the work's own verb; why it cannot. An occurrence that stands so already stays."""
    if line.task.plan.state == PlanState.CLOSED:
        return CLOSED_PLAN
    occurrence = occurrence_in(line.task, line.review)
    if occurrence is None or state not in (*WORK_STATE_NAMES,):
        return NO_OCCURRENCE
    now, wanted = WorkState(occurrence.state), WorkState(state)
    if now is wanted:
        return None
    if wanted not in FOLLOWS[now]:
        return Refused(NOT_AFTER.format(WORK_STATE_NAMES[now], WORK_STATE_NAMES[wanted]))
    words = RULED_BY.format(line.review.name, text)
    reason = text if wanted in REASON_DUE else ""
    said = report_progress(
        actor, occurrence, state=wanted, text=words, reason=reason, answer="", over=False, way=Way.REPLACE
    )
    return said if isinstance(said, Refused) else None


def occurrence_in(task: Task, review: Review) -> Occurrence | None:
    """The time of a line a review speaks of (lượt được nói đến): the one told of last, else the last that was due by
    the end of the review, else the first. One query."""
    turns = list(task.occurrences.order_by("number"))
    told = [each for each in turns if each.told_at]
    due = [each for each in turns if each.due and each.due <= review.last]
    if told:
        return max(told, key=lambda each: each.told_at or timezone.now())
    return due[-1] if due else next(iter(turns), None)
