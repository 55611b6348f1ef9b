"""What is printed of a plan beside its lines (phần khác của kế hoạch): its head, the problems and reviews of Biểu 2.

Each is a part whose texts an approved plan changes by adjustment, as it does those of its lines.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from caitien.domain.cells import LISTS
from caitien.domain.forms import standard_line
from caitien.plans.models import Goal, Plan

HEAD: Final = "report"
PROBLEM: Final = "problems"
REVIEW: Final = "reviews"
FIELDS_OF: Final[Mapping[str, tuple[str, ...]]] = {  # kind of part → its texts; number and date have a way of their own
    HEAD: ("upper_body", "place", "subject", "recipients", "signer_title", "signer"),
    PROBLEM: ("standard_title", "baseline", "limitation", "cause"),
    REVIEW: ("moment", "content", "result", "adjustment", "reviewer"),
}
_SLUGS: Final = {HEAD: "the-thuc", PROBLEM: "van-de", REVIEW: "theo-doi"}
_NAMED: Final = re.compile(r"(van-de|theo-doi)-([0-9]{1,15})")


@dataclass(frozen=True, slots=True)
class PlanPart:
    """One part (một phần): the head, a problem (``goal``), or a review by its ``turn`` from 0."""

    plan: Plan
    kind: str
    goal: Goal | None = None
    turn: int = 0

    @property
    def place(self) -> str:
        """Its name in the database; a problem is told by its goal."""
        return f"{REVIEW}.{self.turn}" if self.kind == REVIEW else self.kind

    @property
    def slug(self) -> str:
        """Its name in addresses."""
        return slug_of(self.kind, self.goal.pk if self.goal else self.turn)

    @property
    def name(self) -> str:
        """What people call it."""
        if self.goal:
            title = standard_line(self.goal.standard, self.goal.standard_title) or self.goal.limitation
            return f"Vấn đề: {title}" if title else "Vấn đề"
        return f"Theo dõi, đánh giá: {self.text('moment')}" if self.kind == REVIEW else "Thể thức"

    def text(self, field: str) -> str:
        """What it says in a field (chữ đang có hiệu lực), a list one entry a line. No query."""
        value = getattr(self.goal, field) if self.goal else self._holder().get(field, "")
        return "\n".join(value) if isinstance(value, list | tuple) else str(value or "")

    def write(self, field: str, text: str) -> None:
        """Let it say this (ghi chữ); for verbs only, nothing is saved."""
        if self.goal:
            setattr(self.goal, field, text)
        else:
            self._holder()[field] = text.split("\n") if field in LISTS and text else [] if field in LISTS else text

    def path(self, field: str) -> str:
        """The field as the audit trail is told of it."""
        return f"{self.place}.{field}"

    def _holder(self) -> dict[str, Any]:
        held: dict[str, Any] = self.plan.letterhead if self.kind == HEAD else self.plan.reviews[self.turn]
        return held


def slug_of(kind: str, key: int = 0) -> str:
    """The name of a part in addresses: "the-thuc", "van-de-17", "theo-doi-1" (reviews are counted from 1 there)."""
    slug = _SLUGS[kind]
    return slug if kind == HEAD else f"{slug}-{key + 1 if kind == REVIEW else key}"


def part_named(plan: Plan, slug: str) -> PlanPart | None:
    """The part of that name in addresses, or None. One query for a problem."""
    if slug == _SLUGS[HEAD]:
        return PlanPart(plan, HEAD)
    found = _NAMED.fullmatch(slug)
    if found is None:
        return None
    key = int(found[2])
    if found[1] == _SLUGS[REVIEW]:
        return PlanPart(plan, REVIEW, turn=key - 1) if 0 < key <= len(plan.reviews) else None
    goal = plan.goals.filter(kind=Goal.Kind.PROBLEM, pk=key).first()
    return PlanPart(plan, PROBLEM, goal) if goal else None


def part_at(plan: Plan, place: str, goal: Goal | None) -> PlanPart | None:
    """The part a proposal is about (phần được đề nghị sửa); None where it is gone. No query."""
    kind, _, turn = place.partition(".")
    if kind == PROBLEM:
        return PlanPart(plan, PROBLEM, goal) if goal and goal.removed_at is None else None
    if kind == REVIEW:
        return PlanPart(plan, REVIEW, turn=int(turn)) if int(turn) < len(plan.reviews) else None
    return PlanPart(plan, HEAD) if kind == HEAD else None


def parts_of(plan: Plan) -> list[PlanPart]:
    """Every part, in the order of the paper (các phần). One query."""
    problems = plan.goals.filter(kind=Goal.Kind.PROBLEM).order_by("position")
    reviews = (PlanPart(plan, REVIEW, turn=turn) for turn in range(len(plan.reviews)))
    return [PlanPart(plan, HEAD), *(PlanPart(plan, PROBLEM, goal) for goal in problems), *reviews]
