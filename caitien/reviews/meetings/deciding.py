"""A decision and what follows from it (kết luận và việc kèm theo): in one transaction an item, as the chair, by the
verbs of plan and work, with the meeting as their reason. What they refuse is refused here, and nothing is kept."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Final

from django.utils import timezone

from caitien.access.action import Done, action
from caitien.access.models import User
from caitien.domain.papers.cells import mark_of
from caitien.domain.people.owners import PERSON
from caitien.domain.plan_state import PlanState
from caitien.domain.refused import Refused, Stale
from caitien.domain.tasks.work_state import REASON_DUE, WORK_STATE_NAMES, WorkState
from caitien.domain.texts.folding import clean, one_line
from caitien.plans.life.adjust import decide_adjustments, propose_addition, propose_change, propose_withdrawal
from caitien.plans.life.adjusted import text_of
from caitien.plans.life.life import plan_mark
from caitien.plans.models import Adjustment, Assignment, Plan, Task
from caitien.plans.people.assign import Party, assign
from caitien.reviews.answering import conclude_difference, is_open
from caitien.reviews.meetings.holding import LONGEST, in_turn
from caitien.reviews.models import AgendaItem, Meeting, Recommendation, StaffProposal
from caitien.reviews.proposing import answer_proposal
from caitien.reviews.recommending import answer_recommendation
from caitien.work.models import Occurrence
from caitien.work.outside.waiting import open_waiting
from caitien.work.reporting.column import Way
from caitien.work.reporting.report import report_progress

Consequence = AgendaItem.Consequence
NOT_NOW: Final = Stale("Cuộc họp không còn ghi kết luận được. Xin xem lại.")
DECIDED: Final = Stale("Mục này đã kết luận. Kết luận đã ghi thì không sửa, không rút: xin đưa vào cuộc họp sau.")
NO_DECISION: Final = Refused("Xin ghi kết luận của mục.")
TOO_LONG: Final = Refused("Lời ghi dài quá 8.000 chữ cái. Xin viết gọn lại.")
NO_CONSEQUENCE: Final = Refused("Xin chọn kết luận này đổi điều gì trong kế hoạch, hoặc “Không đổi gì”.")
NO_LINE: Final = Refused("Xin chọn việc mà kết luận này nói tới.")
WITHDRAWN: Final = Refused(
    "Dòng này đã rút khỏi kế hoạch nên không đổi gì thêm được. Xin chọn dòng khác, hoặc “Không đổi gì”."
)
NO_STATE: Final = Refused("Xin chọn trạng thái mới.")
NO_TIME: Final = Refused("Xin ghi thời gian mới.")
NO_PERSON: Final = Refused("Xin chọn người được giao.")
NO_WORK: Final = Refused("Xin ghi việc mới.")
NO_BODY: Final = Refused("Xin ghi kiến nghị ai, việc gì.")
NOT_OF_IT: Final = Refused("Kết luận này không hợp với mục họp: mục không có đề nghị nào để duyệt hay không nhận.")
NOT_IN_FORCE: Final = Refused(
    "Kế hoạch chưa phê duyệt nên chưa điều chỉnh được: xin sửa thẳng trong kế hoạch, rồi chọn “Không đổi gì”."
)
NO_OCCURRENCE: Final = Refused("Việc này chưa có lượt nào để đổi trạng thái.")
LONGEST_REASON: Final = 2_000  # letters of what a verb is told
VOTES: Final = 10_000  # more than any meeting has people


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What the chair concludes (kết luận): its words, votes where there were any, and what it changes: ``task`` the
    line, and of the other fields those its consequence needs."""

    decision: str
    consequence: str
    votes_for: int | None = None
    votes_against: int | None = None
    votes_other: int | None = None
    task: int | None = None
    state: str = ""
    time: str = ""
    person: int | None = None
    work: str = ""
    criterion: str = ""
    whom: str = ""
    what: str = ""


def decide_item(actor: User, item: AgendaItem, *, decision: Decision, today: dt.date) -> AgendaItem | Refused:
    """Conclude on an item and let follow what follows (kết luận mục họp): all of it or nothing.

    Refused with the sentence of the verb that would not. A decision is never undone: another meeting decides anew.
    Sixty statements at most, and a printed version where the plan is adjusted.
    """
    with in_turn(item):
        return _decide_item(actor, item, decision=decision, today=today)


@action("meeting.decide")
def _decide_item(actor: User, item: AgendaItem, *, decision: Decision, today: dt.date) -> Done[AgendaItem] | Refused:
    meeting = item.meeting
    if meeting.state != Meeting.State.RUNNING:
        return NOT_NOW
    if item.decided:
        return DECIDED
    if trouble := _amiss(item, decision):
        return trouble
    task = _task(item, decision)
    if isinstance(task, Refused):
        return task
    differs = item.line is not None and is_open(item.line)
    act = _Act(actor, item, task, decision, _because(meeting, decision), today, differs)
    if trouble := _DO[Consequence(decision.consequence)](act) or _settle(act):
        return trouble
    return _keep(actor, item, decision, act.task)


@dataclass(slots=True)
class _Act:
    """One decision while it is carried out; ``task`` may become the line it made, ``differs``: the item is about a
    difference that nobody has concluded on elsewhere."""

    actor: User
    item: AgendaItem
    task: Task | None
    decision: Decision
    because: str
    today: dt.date
    differs: bool

    @property
    def line(self) -> Task:
        """The line, of a consequence that needs one: asked for before."""
        assert self.task is not None  # noqa: S101 - asked for before
        return self.task

    @property
    def plan(self) -> Plan:
        """The plan as it stands now: each verb before may have moved its mark."""
        return Plan.objects.select_related("school").get(pk=self.item.meeting.plan_id)


def _because(meeting: Meeting, decision: Decision) -> str:
    """The reason every verb is told: which meeting, and its words."""
    return f"{meeting.subject} ngày {meeting.held_on:%d/%m/%Y}: {one_line(decision.decision)}"[:LONGEST_REASON]


def _amiss(item: AgendaItem, decision: Decision) -> Refused | None:
    text = clean(decision.decision)
    if not text or len(text) > LONGEST:
        return TOO_LONG if text else NO_DECISION
    if decision.consequence not in item.consequences:
        return NOT_OF_IT if decision.consequence in Consequence.values else NO_CONSEQUENCE
    votes = (decision.votes_for, decision.votes_against, decision.votes_other)
    return TOO_LONG if any(vote is not None and not 0 <= vote < VOTES for vote in votes) else None


def _task(item: AgendaItem, decision: Decision) -> Task | Refused | None:
    """The line the decision speaks of: the item's own, or the one chosen."""
    key = decision.task or item.task_id
    needed = Consequence(decision.consequence) in _OF_A_LINE
    if key is None:
        return NO_LINE if needed else None
    task = Task.objects.filter(plan=item.meeting.plan_id, pk=key).select_related("goal", "plan__school").first()
    if needed and task and task.withdrawn:
        return WITHDRAWN
    return task or (NO_LINE if needed else None)


def _keep(actor: User, item: AgendaItem, decision: Decision, task: Task | None) -> Done[AgendaItem]:
    wanted = {name: value for name, value in asdict(decision).items() if value not in ("", None)}
    item.decision, item.consequence, item.task = clean(decision.decision), decision.consequence, task
    item.votes_for, item.votes_against = decision.votes_for, decision.votes_against
    item.votes_other, item.wanted = decision.votes_other, wanted
    item.decided_by, item.decided_at = actor, timezone.now()
    item.save()
    told = {"meeting": str(item.meeting), "item": item.title, "consequence": item.consequence}
    return Done(item, item, {}, {**told, "decision": item.decision})


# --- what follows -----------------------------------------------------------------------------------------------------


def _nothing(_act: _Act) -> Refused | None:
    return None


def _let_stand(act: _Act) -> Refused | None:
    """Another state: where the item is a difference that is open, by its ruling; else by a report."""
    if act.decision.state not in WORK_STATE_NAMES:
        return NO_STATE
    if act.differs:
        return None  # the ruling of the difference does it
    turns = list(Occurrence.objects.filter(task=act.line).order_by("number"))
    turn = next((each for each in turns if each.state != act.decision.state), None)
    if turn is None:
        return None if turns else NO_OCCURRENCE
    state = WorkState(act.decision.state)
    reason = act.because if state in REASON_DUE else ""
    said = report_progress(
        act.actor, turn, state=state, text=act.because, reason=reason, answer="", over=False, way=Way.ADD
    )
    return said if isinstance(said, Refused) else None


def _retime(act: _Act) -> Refused | None:
    time = clean(act.decision.time)
    if not time:
        return NO_TIME
    task = act.line
    seen = mark_of(text_of(task, "time"))
    return _adjusted(
        act, lambda: propose_change(act.actor, task, field="time", new=time, reason=act.because, seen=seen)
    )


def _withdraw(act: _Act) -> Refused | None:
    task = act.line
    return _adjusted(act, lambda: propose_withdrawal(act.actor, task, reason=act.because))


def _add_line(act: _Act) -> Refused | None:
    values = {"work": clean(act.decision.work), "criterion": one_line(act.decision.criterion)}
    if not values["work"]:
        return NO_WORK
    values["time"] = clean(act.decision.time)
    return _adjusted(act, lambda: propose_addition(act.actor, act.plan, values=values, reason=act.because))


def _adjusted(act: _Act, propose: Callable[[], Adjustment | Refused]) -> Refused | None:
    """A change of the approved plan, proposed and approved at once, both by the frozen plan's own verbs."""
    if act.plan.state != PlanState.APPROVED:
        return NOT_IN_FORCE
    row = propose()
    return row if isinstance(row, Refused) else _decide(act, row, approve=True)


def _decide(act: _Act, row: Adjustment, *, approve: bool) -> Refused | None:
    plan = act.plan
    done = decide_adjustments(
        act.actor,
        plan,
        keys=[row.pk],
        approve=approve,
        answer=act.because,
        date=act.item.meeting.held_on,
        seen=plan_mark(plan),
    )
    if isinstance(done, Refused):
        return done
    row.refresh_from_db()
    act.task = row.task or act.task
    return None


def _approve(act: _Act) -> Refused | None:
    row = act.item.adjustment
    return _decide(act, row, approve=True) if row else NOT_OF_IT


def _refuse(act: _Act) -> Refused | None:
    """An adjustment by its own verb; what was recommended or proposed is answered so when it is settled."""
    row = act.item.adjustment
    return _decide(act, row, approve=False) if row else None


def _give(act: _Act) -> Refused | None:
    if act.decision.person is None:
        return NO_PERSON
    given = assign(act.actor, act.line, part=Assignment.Part.LEAD, to=Party(PERSON, act.decision.person))
    return given if isinstance(given, Refused) else None


def _petition(act: _Act) -> Refused | None:
    """What the school asks of a body above: the line waits for it from now on, which is what petitions are made of."""
    whom, what = one_line(act.decision.whom), clean(act.decision.what)
    if not whom or not what:
        return NO_BODY
    since = min(act.item.meeting.held_on, act.today)
    found = open_waiting(act.actor, act.line, name=whom, what=what, since=since, today=act.today)
    return found if isinstance(found, Refused) else None


_OF_A_LINE: Final = frozenset(
    {Consequence.STATE, Consequence.TIME, Consequence.PERSON, Consequence.WITHDRAW, Consequence.PETITION}
)
_DO: Final[Mapping[AgendaItem.Consequence, Callable[[_Act], Refused | None]]] = {
    Consequence.NONE: _nothing,
    Consequence.STATE: _let_stand,
    Consequence.TIME: _retime,
    Consequence.PERSON: _give,
    Consequence.NEW_LINE: _add_line,
    Consequence.WITHDRAW: _withdraw,
    Consequence.APPROVE: _approve,
    Consequence.REFUSE: _refuse,
    Consequence.PETITION: _petition,
}


# --- what the item was about is settled with it -----------------------------------------------------------------------


def _settle(act: _Act) -> Refused | None:
    """The difference gets its ruling, the recommendation and the proposal their answer. One that was concluded on or
    answered elsewhere meanwhile keeps that, where nothing else is decided."""
    if act.differs and act.item.line:
        state = act.decision.state if act.decision.consequence == Consequence.STATE else ""
        ruling = conclude_difference(act.actor, act.item.line, state=state, text=act.because)
        return ruling if isinstance(ruling, Refused) else None
    found = _answer(act, act.item.recommendation or act.item.proposal)
    return found if isinstance(found, Refused) else None


def _answer(act: _Act, row: Recommendation | StaffProposal | None) -> Recommendation | StaffProposal | Refused | None:
    nothing = act.decision.consequence == Consequence.NONE
    if row is None or (nothing and row.state != row.State.OPEN):
        return None
    state = "refused" if act.decision.consequence == Consequence.REFUSE else "taken"
    if isinstance(row, Recommendation):
        return answer_recommendation(act.actor, row, state=state, answer=act.because)
    return answer_proposal(act.actor, row, state=state, answer=act.because)


def told_lines(meeting: Meeting) -> list[AgendaItem]:
    """The decided items that changed a line (mục có đổi việc), each with its line. One query."""
    changed = meeting.items.exclude(consequence__in=("", Consequence.NONE)).filter(task__isnull=False)
    return list(changed.select_related("task__goal", "task__plan__school").order_by("position"))
