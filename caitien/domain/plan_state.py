"""States of a plan (tình trạng kế hoạch), and which may follow which."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class PlanState(StrEnum):
    """Where a plan is in its life (tình trạng): its lines are edited freely in a draft, by adjustment once approved."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    CLOSED = "closed"


PLAN_STATE_NAMES: Final[Mapping[str, str]] = {
    PlanState.DRAFT: "đang soạn",
    PlanState.SUBMITTED: "chờ phê duyệt",
    PlanState.APPROVED: "đã phê duyệt",
    PlanState.CLOSED: "đã kết thúc",
}

# a draft sent back is a draft again; nothing leads back from approved: what changes then is an adjustment
FOLLOWS: Final[Mapping[PlanState, frozenset[PlanState]]] = {
    PlanState.DRAFT: frozenset({PlanState.SUBMITTED}),
    PlanState.SUBMITTED: frozenset({PlanState.DRAFT, PlanState.APPROVED}),
    PlanState.APPROVED: frozenset({PlanState.CLOSED}),
    PlanState.CLOSED: frozenset(),
}
