"""What monitors say, owners answer, the chair concludes (nhận định, trả lời, kết luận): each added, none changed."""

from dataclasses import dataclass
from typing import Any, Final

from django.utils import timezone

from caitien.access.action import Done, Unchanged, action
from caitien.access.models import User
from caitien.domain.plan_state import PlanState
from caitien.domain.refused import Refused, Stale
from caitien.domain.tasks.work_state import FOLLOWS, REASON_DUE, WORK_STATE_NAMES, WorkState
from caitien.domain.texts.folding import clean
from caitien.plans.models import Task
from caitien.reviews.models import PanelMember, Reply, Review, Ruling, SampleLine, Verdict
from caitien.reviews.recusal import recused_in
from caitien.work.attachments import Fit, keep_file
from caitien.work.column import Way
from caitien.work.models import Occurrence
from caitien.work.report import report_progress

Says, How, State = Verdict.Says, Verdict.How, Review.State
LONGEST: Final = 2_000  # letters
NOT_RUNNING: Final = Stale("Đợt rà soát không còn nhận nhận định. Lời thầy cô vẫn ở dưới: xin chép lại nếu cần.")
NO_WAY: Final = Refused("Xin chọn Đúng như báo, Chưa đúng hay Chưa kiểm được.")
NO_SEEN: Final = Refused("Xin chọn thầy cô thấy việc đang ở đâu.")
NO_TEXT: Final = Refused("Xin ghi một câu: thấy gì, thiếu gì.")
TOO_LONG: Final = Refused("Lời ghi dài quá 2.000 chữ cái. Xin viết gọn lại.")
RECUSED: Final = Refused(
    "Thầy cô có phần trong việc này (được giao hoặc đã báo tiến độ) nên không nhận định được. "
    "Người khác trong tổ sẽ xem."
)
NO_LINE: Final = Refused("Dòng này không nằm trong danh sách xem của đợt.")
NOT_OUTSIDER: Final = Refused("Người này không có trong tổ giám sát của năm học.")
NOT_ASKED: Final = Stale("Dòng này không còn chênh lệch nào để trả lời.")
NO_WHY: Final = Refused("Xin ghi vì sao thầy cô giữ lời đã báo.")
NO_RULING: Final = Refused("Xin ghi kết luận trong một câu.")
NO_OCCURRENCE: Final = Refused("Dòng này chưa có lượt nào nên chưa đổi trạng thái được. Xin giữ lời người làm.")
CLOSED_PLAN: Final = Refused(
    "Kế hoạch đã kết thúc nên trạng thái không đổi nữa. Xin giữ lời người làm và ghi kết luận."
)
NOT_AFTER: Final = (
    "Việc đang {} thì không chuyển thành {} được. Xin chọn trạng thái khác, hoặc giữ lời người làm và ghi rõ "
    "trong kết luận."
)
RULED_BY: Final = "Kết luận đợt rà soát “{}”: {}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What a monitor saw (điều thấy): whether it is as told, how it stands where it is not, how they looked, a
    sentence, perhaps a photo; ``outsider``: in whose name it is written down; ``key``: the sender's own, kept once."""

    says: str
    seen: str = ""
    how: str = How.PAPERS
    text: str = ""
    photo: Fit | None = None
    outsider: int | None = None
    key: str = ""


# --- a monitor --------------------------------------------------------------------------------------------------------


@action("verdict.give")
def give_verdict(actor: User, review: Review, *, line: int, seen: Seen) -> Done[Verdict] | Unchanged[Verdict] | Refused:
    """Say whether a line is as it was told (nhận định): added beside the owner's word. What is sent twice is kept once.

    Refused where the review is not open, and for whoever has a part in the line themselves. Fourteen statements.
    """
    if seen.key and (twice := Verdict.objects.filter(by=actor, key=seen.key[:36]).first()):
        return Unchanged(twice)
    if not review.running:
        return NOT_RUNNING
    found = review.sample.select_related("task__plan").filter(pk=line).first()
    if found is None:
        return NO_LINE
    outsider = _outsider(review, seen.outsider)
    if isinstance(outsider, Refused):
        return outsider
    if outsider is None and found.task_id in recused_in(review.plan, [actor.pk]).get(actor.pk, ()):
        return RECUSED
    return _amiss(seen, outsider) or _keep_verdict(actor, review, found, seen, outsider)


def _outsider(review: Review, key: int | None) -> PanelMember | Refused | None:
    if key is None:
        return None
    team = {"panel__school": review.school_id, "panel__school_year": review.plan.school_year, "panel__kind": "team"}
    return PanelMember.objects.filter(pk=key, user=None, **team).first() or NOT_OUTSIDER


def _amiss(seen: Seen, outsider: PanelMember | None) -> Refused | None:
    if seen.says not in Says.values:
        return NO_WAY
    if seen.says == Says.DISAGREES and seen.seen not in (*WORK_STATE_NAMES,):
        return NO_SEEN
    text = clean(seen.text)
    if not text and (seen.says != Says.AGREES or outsider):
        return NO_TEXT
    return TOO_LONG if len(text) > LONGEST else None


def _keep_verdict(
    actor: User, review: Review, line: SampleLine, seen: Seen, outsider: PanelMember | None
) -> Done[Verdict]:
    verdict = Verdict.objects.create(
        school_id=review.school_id,
        review=review,
        line=line,
        says=seen.says,
        seen=seen.seen if seen.says == Says.DISAGREES else "",
        how=seen.how if seen.how in How.values else How.PAPERS,
        text=clean(seen.text),
        photo=keep_file(actor, line.task, seen.photo) if seen.photo else None,
        turn=review.turn,
        key=seen.key[:36],
        by=actor,
        outsider=outsider,
        at=timezone.now(),
    )
    return Done(verdict, line, {}, _told(verdict, line))


def _told(verdict: Verdict, line: SampleLine) -> dict[str, Any]:
    photo = verdict.photo
    said = {
        "watched": str(line.task),
        "says": verdict.says,
        "seen": verdict.seen,
        "how": verdict.how,
        "text": verdict.text,
        "photo": photo.name if photo else "",
        "sha256": photo.sha256 if photo else "",
        "in_name_of": verdict.who if verdict.outsider else "",
    }
    return {"review": verdict.review.name, "verdict": verdict.pk, **{k: v for k, v in said.items() if v}}


# --- who carries the line out -----------------------------------------------------------------------------------------


@action("verdict.answer")
def answer_verdict(actor: User, line: SampleLine, *, accepts: bool, text: str) -> Done[Reply] | Refused:
    """Answer what the team saw (người làm trả lời): accept it, or keep one's word and say why. Five statements."""
    text = clean(text)
    if line.review.state not in (State.OPEN, State.HANDED_IN) or not line.verdicts.exclude(says=Says.AGREES).exists():
        return NOT_ASKED
    if not accepts and not text:
        return NO_WHY
    if len(text) > LONGEST:
        return TOO_LONG
    reply = Reply.objects.create(school_id=line.school_id, line=line, accepts=accepts, text=text, by=actor)
    told = {"review": line.review.name, "watched": str(line.task), "accepts": accepts, "text": text}
    return Done(reply, line, {}, {name: said for name, said in told.items() if said != ""})


# --- the chair --------------------------------------------------------------------------------------------------------


@action("review.conclude")
def conclude_difference(actor: User, line: SampleLine, *, state: str, text: str) -> Done[Ruling] | Refused:
    """Conclude on a difference (kết luận chênh lệch): ``state`` is how the line stands from then on, "" where the
    owner's word stays.

    A line changes by the work's own verb, as the chair's report with the conclusion as its words; what was told before
    stays in its story. Twenty-five statements.
    """
    text = clean(text)
    if line.review.state not in (State.OPEN, State.HANDED_IN) or not line.verdicts.exclude(says=Says.AGREES).exists():
        return NOT_ASKED
    if not text or len(text) > LONGEST:
        return TOO_LONG if text else NO_RULING
    if state and (trouble := _let_it_stand(actor, line, state, text)):
        return trouble
    ruling = Ruling.objects.create(school_id=line.school_id, line=line, state=state, text=text, by=actor)
    told = {"review": line.review.name, "watched": str(line.task), "ruled": state, "text": text}
    return Done(ruling, line, {}, {name: said for name, said in told.items() if said})


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
