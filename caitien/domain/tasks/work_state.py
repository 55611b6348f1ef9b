"""How a task stands (trạng thái công việc): six states, which may follow which, and what the official papers call them.

Overdue ("chậm") is no state: it is told from the day (:func:`is_late`). "Chưa rõ" is what a paper left open; a person
says once how it stands, and nobody goes back to it.
"""

from collections.abc import Collection, Mapping
from datetime import date
from enum import StrEnum
from typing import Final

from caitien.domain.paper import Status


class WorkState(StrEnum):
    """How a task stands (trạng thái công việc)."""

    UNSTATED = "unstated"
    NOT_STARTED = "not_started"
    ONGOING = "ongoing"
    WAITING = "waiting"
    DONE = "done"
    POSTPONED = "postponed"
    DROPPED = "dropped"


WORK_STATE_NAMES: Final[Mapping[str, str]] = {
    WorkState.UNSTATED: "chưa rõ",
    WorkState.NOT_STARTED: "chưa bắt đầu",
    WorkState.ONGOING: "đang làm",
    WorkState.WAITING: "chờ đơn vị khác",
    WorkState.DONE: "xong",
    WorkState.POSTPONED: "hoãn",
    WorkState.DROPPED: "bỏ",
}

_LIVE: Final = frozenset(WorkState) - {WorkState.UNSTATED, WorkState.NOT_STARTED}
# what was begun is never "chưa bắt đầu" again; what is done or dropped is taken up again only as "đang làm"
FOLLOWS: Final[Mapping[WorkState, frozenset[WorkState]]] = {
    WorkState.UNSTATED: frozenset(WorkState) - {WorkState.UNSTATED},
    WorkState.NOT_STARTED: _LIVE,
    WorkState.ONGOING: _LIVE - {WorkState.ONGOING},
    WorkState.WAITING: _LIVE - {WorkState.WAITING},
    WorkState.DONE: frozenset({WorkState.ONGOING}),
    WorkState.POSTPONED: _LIVE - {WorkState.POSTPONED},
    WorkState.DROPPED: frozenset({WorkState.ONGOING}),
}
REASON_DUE: Final = frozenset({WorkState.WAITING, WorkState.POSTPONED, WorkState.DROPPED})  # a state that says why
SETTLED: Final = frozenset({WorkState.DONE, WorkState.POSTPONED, WorkState.DROPPED})  # nothing is asked about it now

# (state, whether work was begun) → the official column of the report, and so the word of Biểu 2 (domain.states)
OFFICIAL: Final[Mapping[tuple[WorkState, bool], Status]] = {
    **{(WorkState.UNSTATED, begun): Status.UNSTATED for begun in (False, True)},
    **{(WorkState.NOT_STARTED, begun): Status.NOT_STARTED for begun in (False, True)},
    **{(WorkState.ONGOING, begun): Status.ONGOING for begun in (False, True)},
    **{(WorkState.DONE, begun): Status.DONE for begun in (False, True)},
    **{
        (state, begun): Status.ONGOING if begun else Status.NOT_STARTED
        for state in (WorkState.WAITING, WorkState.POSTPONED, WorkState.DROPPED)
        for begun in (False, True)
    },
}
FROM_PAPER: Final[Mapping[Status, WorkState]] = {  # what a paper's column says of a task nobody reported on here yet
    Status.UNSTATED: WorkState.UNSTATED,
    Status.NOT_STARTED: WorkState.NOT_STARTED,
    Status.ONGOING: WorkState.ONGOING,
    Status.DONE: WorkState.DONE,
}


def is_late(state: WorkState, due: date | None, today: date) -> bool:
    """Whether it is overdue (chậm): its last day has passed and it is neither done, put off nor given up.

    Waiting for another body is counted apart from the school's own delay: it is not late.
    """
    return due is not None and due < today and state not in SETTLED and state is not WorkState.WAITING


def overall_state(states: Collection[WorkState]) -> WorkState:
    """How a task stands whose occurrences stand so (trạng thái chung của các lượt). Never empty. Linear.

    Waiting shows first; done only when nothing is left to do; what is begun in part is under way.
    """
    kinds = set(states)
    if len(kinds) == 1:
        return kinds.pop()
    if WorkState.WAITING in kinds:
        return WorkState.WAITING
    if kinds <= SETTLED:
        return WorkState.DONE if WorkState.DONE in kinds else WorkState.POSTPONED
    if kinds & {WorkState.ONGOING, WorkState.DONE}:
        return WorkState.ONGOING
    return WorkState.NOT_STARTED
