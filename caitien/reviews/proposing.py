"""Any member of the school proposes (đề xuất): an improvement, or a change of a line, with a reason; the council weighs
it and answers, and the proposer is told."""

from typing import Any, Final

from django.db.models import QuerySet
from django.utils import timezone

from caitien.access.action import Done, Unchanged, action
from caitien.access.models import User
from caitien.access.rights import ActingUser
from caitien.domain.papers.cells import mark_of
from caitien.domain.refused import Refused, written_since
from caitien.domain.texts.folding import clean
from caitien.plans.models import Plan, Task
from caitien.plans.reads import plans_for
from caitien.reviews.models import AgendaItem, Recommendation, StaffProposal

State = StaffProposal.State
LONGEST: Final = 2_000  # letters
NO_TEXT: Final = Refused("Xin ghi điều thầy cô đề xuất.")
NO_REASON: Final = Refused("Xin ghi vì sao nên làm thế.")
NO_ANSWER: Final = Refused("Xin ghi câu trả lời cho người đề xuất.")
NO_CHOICE: Final = Refused("Xin chọn nhận hay chưa nhận.")
TOO_LONG: Final = Refused("Lời ghi dài quá 2.000 chữ cái. Xin viết gọn lại.")
NOT_YOURS: Final = Refused("Đề xuất này của người khác, chỉ người gửi rút lại được.")
ANSWERED: Final = Refused("Hội đồng đã trả lời đề xuất này nên không rút lại được nữa.")
ON_AGENDA: Final = Refused("Đề xuất này đã vào chương trình họp. Muốn rút lại, xin nói với thư ký bỏ mục ấy trước.")
NOT_OURS: Final = Refused("Dòng này không còn trong kế hoạch. Xin chọn dòng khác, hoặc bỏ trống.")


@action("proposal.make")
def propose(
    actor: User, plan: Plan, *, text: str, reason: str, task: int | None = None
) -> Done[StaffProposal] | Unchanged[StaffProposal] | Refused:
    """Propose something to the council (đề xuất), about a line or the plan as a whole; the same twice is one while it
    waits. Five statements."""
    text, reason = clean(text), clean(reason)
    if not text or not reason:
        return NO_REASON if text else NO_TEXT
    if max(len(text), len(reason)) > LONGEST:
        return TOO_LONG
    line = Task.objects.filter(plan=plan, pk=task).first() if task else None
    if task and line is None:
        return NOT_OURS
    same = StaffProposal.objects.filter(plan=plan, by=actor, state=State.OPEN, text=text, reason=reason, task=line)
    if there := same.first():
        return Unchanged(there)
    row = StaffProposal.objects.create(
        school_id=plan.school_id, plan=plan, task=line, text=text, reason=reason, by=actor
    )
    return Done(row, row, {}, {"proposed": text, "reason": reason, **({"watched": str(line)} if line else {})})


@action("proposal.take_back")
def take_back_proposal(actor: User, row: StaffProposal) -> Done[Plan] | Refused:
    """Take one's own proposal back while the council has neither answered it nor called a meeting about it (rút lại đề
    xuất); the trail keeps its words. Three statements."""
    if row.by_id != actor.pk:
        return NOT_YOURS
    if row.state != State.OPEN:
        return ANSWERED
    if AgendaItem.objects.filter(proposal=row).exists():
        return ON_AGENDA
    plan, before = row.plan, {"proposed": row.text, "reason": row.reason}
    row.delete()
    return Done(plan, plan, before, {})


def answer_mark(row: StaffProposal | Recommendation) -> str:
    """A mark of what was answered so far (dấu của câu trả lời)."""
    return mark_of(repr((row.state, row.answer)))


@action("proposal.answer")
def answer_proposal(
    actor: User, row: StaffProposal, *, state: str, answer: str, seen: str = ""
) -> Done[StaffProposal] | Refused:
    """Answer a proposal (trả lời đề xuất); who proposed it is told. ``seen``: the :func:`answer_mark` of what stood
    there, "" where it is meant whatever stands. Two statements."""
    text = clean(answer)
    if seen not in ("", answer_mark(row)):
        return written_since(f"{row.get_state_display()}. {row.answer}".strip())
    if state not in (State.TAKEN, State.REFUSED):
        return NO_CHOICE
    if not text or len(text) > LONGEST:
        return TOO_LONG if text else NO_ANSWER
    before: dict[str, Any] = {"proposed": row.text, "proposal_state": row.state}
    row.state, row.answer, row.answered_by, row.answered_at = State(state), text, actor, timezone.now()
    row.save(update_fields=["state", "answer", "answered_by", "answered_at"])
    return Done(row, row, before, {"proposed": row.text, "proposal_state": row.state, "answered": text})


def proposals_for(acting: ActingUser) -> QuerySet[StaffProposal]:
    """What people of the school proposed (đề xuất), newest first: to the council all, to others their own."""
    found = StaffProposal.objects.filter(school=acting.school, plan__in=plans_for(acting))
    found = found.select_related("by", "task__goal", "plan", "answered_by").order_by("-pk")
    return found if acting.may("adjustment.propose") else found.filter(by=acting.user)
