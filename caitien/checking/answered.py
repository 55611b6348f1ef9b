"""The open errors someone answers for (lỗi đã có người chịu trách nhiệm): who, why, for whoever signs next."""

from collections.abc import Iterable
from dataclasses import dataclass

from caitien.checking.findings import Findings, Seen
from caitien.checking.settle import planned_errors
from caitien.plans.models import Decision, Plan


@dataclass(frozen=True, slots=True)
class Answered:
    """One decision and the errors that are still open under it (quyết định và các lỗi nó gánh)."""

    decision: Decision
    errors: tuple[Seen, ...]


def answered(plan: Plan, found: Findings, *, planned: bool = False) -> tuple[Answered, ...]:
    """What is open and answered for, decision by decision, the first first; each error under the last that names it.

    ``planned`` as of :func:`caitien.checking.settle.undecided`. One query where there are errors.
    """
    return answered_errors(plan, planned_errors(plan, found, planned=planned))


def answered_errors(plan: Plan, errors: tuple[Seen, ...]) -> tuple[Answered, ...]:
    """The same of errors found elsewhere, as in a paper about to be issued. One query where there are any."""
    return tuple(_grouped(plan, errors)) if errors else ()


def _grouped(plan: Plan, errors: tuple[Seen, ...]) -> Iterable[Answered]:
    decisions = list(plan.decisions.select_related("by").order_by("pk"))
    last = {mark: decision.pk for decision in decisions for mark in decision.covers}
    for decision in decisions:
        own = tuple(error for error in errors if last.get(error.mark) == decision.pk)
        if own:
            yield Answered(decision, own)
