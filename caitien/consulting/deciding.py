"""What a school makes of the suggestions (quyết định góp ý): each becomes an edit, an adjustment, or nothing."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from caitien.access.action import Done, Unchanged, action
from caitien.access.models import User
from caitien.consulting.suggestions import Shown, shown, suggestions_of
from caitien.consulting.taking_over import way_of
from caitien.domain.comparing.returned import PLAN
from caitien.domain.plan_state import PlanState
from caitien.plans.models import Consultation, Plan, Suggestion, Task

Kind = Suggestion.Kind
State = Suggestion.State

WAITS: Final[Mapping[str, str]] = {  # states of a plan in which nothing is accepted, and why
    PlanState.SUBMITTED: "Kế hoạch đang chờ phê duyệt. Góp ý nhận được sau khi kế hoạch được duyệt hoặc trả lại.",
    PlanState.CLOSED: "Kế hoạch đã kết thúc nên không sửa nữa.",
}
GONE: Final = "dòng này không còn trong kế hoạch"
MOVED: Final = "kế hoạch đã ghi khác từ khi gửi tệp; xin xem riêng chỗ này"
RIVALS: Final = "nơi khác góp ý khác cho ô này; xin xem riêng chỗ này"


@dataclass(frozen=True, slots=True)
class Left:
    """A suggestion that still waits (góp ý còn để lại), and why, in words."""

    key: int
    why: str


@dataclass(frozen=True, slots=True)
class Decided:
    """What came of a decision (kết quả): how many are settled, how many of them as proposed adjustments, which wait."""

    settled: int
    proposed: int = 0
    left: tuple[Left, ...] = ()


@dataclass(frozen=True, slots=True)
class Accepting:
    """One acceptance under way (một lần nhận): who, in which plan, with what reason."""

    actor: User
    plan: Plan
    reason: str
    paper_number: str

    @property
    def why(self) -> dict[str, str]:
        """What an adjustment is asked for with."""
        return {"reason": self.reason, "paper_number": self.paper_number}


Refusals = dict[int, str]  # key of a suggestion → why it could not be taken over
Way = Callable[[Accepting, Sequence[Shown]], Refusals]


def decide_suggestions(
    actor: User,
    consultation: Consultation,
    *,
    keys: Iterable[int],
    accept: bool,
    reason: str = "",
    paper_number: str = "",
    seen: Mapping[int, str] | None = None,
) -> Decided:
    """Accept or refuse suggestions that wait (nhận, không nhận góp ý).

    In a draft an accepted one is an edit, in an approved plan a proposed adjustment; what is said of the outcome is
    reported in both. ``seen`` tells by key the mark of what the person saw in the plan (:attr:`Shown.mark`): one that
    is not there is only accepted where the plan still says what was sent and nobody else wants another text. Those that
    could not be accepted stay open. The plan is locked first, then what hangs on it: all of it or nothing.
    """
    with transaction.atomic():
        plan = Plan.objects.select_for_update(no_key=True).get(pk=consultation.plan_id)
        said = Accepting(actor, plan, reason or f"Theo góp ý của {consultation.to}", paper_number)
        return _decide(actor, consultation, keys=frozenset(keys), said=said if accept else None, seen=seen or {})


@action("suggestion.decide")
def _decide(
    actor: User, consultation: Consultation, *, keys: frozenset[int], said: Accepting | None, seen: Mapping[int, str]
) -> Done[Decided] | Unchanged[Decided]:
    rows = list(suggestions_of(consultation, waiting=True).filter(pk__in=keys))
    left = _accept(said, shown(consultation, rows), seen) if said else {}
    settled = [row for row in rows if row.pk not in left]
    frozen = said is not None and said.plan.frozen
    proposed = sum(frozen and row.table == PLAN and row.field != "status" for row in settled)
    decided = Decided(len(settled), proposed, tuple(Left(key, why) for key, why in left.items()))
    if not settled:
        return Unchanged(decided)
    state = State.ACCEPTED if said else State.REFUSED
    consultation.suggestions.filter(pk__in=[row.pk for row in settled]).update(
        state=state, decided_by=actor, decided_at=timezone.now()
    )
    told = {f"suggestion {row.pk}": _for_the_trail(row) for row in settled}
    reason = {"reason": said.reason} if said else {}
    return Done(decided, consultation, {}, {"state": str(state), **reason, **told})


def _for_the_trail(row: Suggestion) -> dict[str, Any]:
    """What the audit trail is told of a suggestion."""
    told = {"kind": row.kind, "task": row.task_id, "field": row.field, "was": row.was, "text": row.text}
    return {name: value for name, value in (told | {"values": row.values}).items() if value not in ("", None, {})}


def _accept(said: Accepting, found: Sequence[Shown], seen: Mapping[int, str]) -> Refusals:
    """Take suggestions over into the plan; those that could not be, with why."""
    if why := WAITS.get(said.plan.state):
        return {each.row.pk: why for each in found}
    left = {each.row.pk: why for each in found if (why := _why_not(each, seen))}
    wanted = [each for each in found if each.row.pk not in left and not each.settled]
    _lock(wanted)
    for way, chosen in _by_way(said.plan, wanted).items():
        left |= way(said, chosen)
    return left


def _why_not(each: Shown, seen: Mapping[int, str]) -> str:
    """Why a suggestion is not accepted as things are, or ""."""
    if each.gone:
        return GONE
    if each.row.pk in seen:
        return "" if seen[each.row.pk] == each.mark else MOVED
    return MOVED if each.moved else RIVALS if each.rivals else ""


def _lock(wanted: Sequence[Shown]) -> None:
    """The tasks, in one order, before the first entry of the audit trail is written: nobody waits in a ring."""
    keys = {each.row.task_id for each in wanted if each.row.task_id}
    list(Task.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk").values_list("pk", flat=True))


def _by_way(plan: Plan, wanted: Sequence[Shown]) -> dict[Way, list[Shown]]:
    ways: dict[Way, list[Shown]] = {}
    for each in wanted:
        ways.setdefault(way_of(plan, each), []).append(each)
    return ways
