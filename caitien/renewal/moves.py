"""A draft goes over into another set of standards as it stands (chuyển bộ tiêu chuẩn): which line where, proposed.

Nothing is written here.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from caitien.access.schools.describe import calendar_of
from caitien.domain.moved_criteria import Candidates, candidates
from caitien.domain.papers.cells import mark_of
from caitien.domain.plan_state import PlanState
from caitien.domain.refused import Refused
from caitien.domain.times.school_calendar import propose_year
from caitien.plans.models import Goal, Plan
from caitien.renewal.begin import kind_of
from caitien.renewal.carry import SUBJECT
from caitien.renewal.models import Renewal, Renumbering
from caitien.renewal.sets import Offered, sets_for

CLOSED: Final[Mapping[str, Refused]] = {  # states of a plan in which it does not go over
    PlanState.SUBMITTED: Refused(
        "Kế hoạch đang chờ phê duyệt. Muốn chuyển bộ tiêu chuẩn, xin nhờ hiệu trưởng trả lại."
    ),
    PlanState.APPROVED: Refused(
        "Kế hoạch đã phê duyệt nên giữ nguyên bộ tiêu chuẩn của nó. Kế hoạch năm sau chuyển được."
    ),
    PlanState.CLOSED: Refused("Kế hoạch đã kết thúc nên giữ nguyên bộ tiêu chuẩn của nó."),
}
REPORTED: Final = Refused(
    "Kế hoạch này có bảng kết quả theo bộ cũ, đó là báo cáo của năm ấy nên giữ nguyên. Xin chuyển ở kế hoạch năm sau."
)


@dataclass(frozen=True)
class Move:
    """A line of the draft and where it may go (một dòng cần chuyển). ``done``: what it was before, once it went."""

    goal: Goal
    candidates: Candidates
    done: Renumbering | None

    @property
    def works(self) -> list[str]:
        """What its tasks say."""
        return [task.work or task.planned for task in self.goal.tasks.all()]

    @property
    def mark(self) -> str:
        """A mark of the subject a person was shown (dấu của tiêu chí đã xem)."""
        return subject_mark(self.goal)


@dataclass(frozen=True)
class Moves:
    """All lines of a plan that goes over (các dòng cần chuyển), in its order."""

    renewal: Renewal
    rows: Sequence[Move]

    @cached_property
    def doubtful(self) -> list[Move]:
        """Still to go, and a person has to choose or to look twice."""
        return [row for row in self._open if not row.candidates.sure]

    @cached_property
    def ready(self) -> list[Move]:
        """Still to go, to the one place there is."""
        return [row for row in self._open if row.candidates.sure]

    @property
    def over(self) -> bool:
        """Whether every line has gone over."""
        return all(row.done for row in self.rows)

    @cached_property
    def settled(self) -> list[Move]:
        """Gone over."""
        return [row for row in self.rows if row.done]

    @property
    def _open(self) -> Iterator[Move]:
        return (row for row in self.rows if not row.done)

    def row(self, goal: int) -> Move | None:
        """The row of a goal."""
        return next((row for row in self.rows if row.goal.pk == goal), None)


def moves_of(renewal: Renewal) -> Moves:
    """Where every line of a plan may go (các đề nghị chuyển). Three queries, linear.

    Lines that came since the plan began to go over are not among them: what is typed or carried then is of the new set.
    """
    plan, there = renewal.plan, set(renewal.was["goals"])
    went = {row.goal_id: row for row in plan.renumberings.filter(renewal=renewal).select_related("by")}
    goals = plan.goals.filter(kind=Goal.Kind.LINE).order_by("position", "pk").prefetch_related("tasks")
    return Moves(renewal, [_move(renewal, goal, went.get(goal.pk)) for goal in goals if goal.pk in there])


def _move(renewal: Renewal, goal: Goal, done: Renumbering | None) -> Move:
    old = done.criterion if done else goal.criterion
    return Move(goal, candidates(renewal.framework_from, renewal.framework, old), done)


def subject_mark(goal: Goal) -> str:
    """A mark of what a line says of its subject. No query."""
    return mark_of(repr([getattr(goal, name) for name in SUBJECT]))


def move_of(plan: Plan) -> Renewal | None:
    """The going over of a plan that is under way (đang chuyển bộ). One query."""
    return Renewal.objects.filter(plan=plan, source=None, ended_at=None).select_related("plan__school").first()


def hindrance_of(plan: Plan) -> Refused | None:
    """Why a plan does not go over into another set, or None. One query at most."""
    if plan.state in CLOSED:
        return CLOSED[plan.state]
    return REPORTED if plan.tasks.filter(result_row__isnull=False).exists() else None


def targets_of(plan: Plan) -> tuple[Offered, ...]:
    """The sets a plan may go over into (bộ có thể chuyển sang), the one in force first. One query."""
    year: Any = plan.school_year
    try:
        first = (calendar_of(plan.school, year) or propose_year(year)).first_day
    except ValueError:
        return ()
    return tuple(each for each in sets_for(kind_of(plan), first, plan.framework) if each.id != plan.framework)
