"""What proves the lines of a plan (minh chứng của kế hoạch), as a floor above knows it and the rules are told it."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Protocol

from django.db.models import QuerySet

from caitien.domain.evidence.listed import EvidenceItem
from caitien.plans.models import Plan

Keys = Mapping[str, Sequence[int]]  # table of a paper → keys of the lines behind its rows


class Proofs(Protocol):
    """Whoever keeps evidence (nơi giữ minh chứng)."""

    def changed(self, school: Any) -> QuerySet[Any, Any]:
        """When the store of a school last changed: a row of ``changed_at`` at most. ``school``: a key or OuterRef."""

    def listed(self, school: int) -> tuple[EvidenceItem, ...]:
        """The accepted items of a school, each once."""

    def shown(self, plan: Plan) -> Mapping[int, tuple[str, ...]]:
        """Key of a line → codes of the accepted items that show it; lines without any are left out."""


PROOFS: Final[list[Proofs]] = []  # the floor above adds its own when the site starts


@dataclass(frozen=True, slots=True)
class Basis:
    """What the rules are told beside the paper (căn cứ): the list, and path of a row → codes of what shows it."""

    listed: tuple[EvidenceItem, ...] = ()
    shown: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


NOTHING: Final = Basis()


def basis_of(plan: Plan, keys: Keys) -> Basis:
    """What proves a plan whose paper has these lines in its tables (căn cứ của kế hoạch). Four queries."""
    listed = tuple(item for each in PROOFS for item in each.listed(plan.school_id))
    shown = {key: codes for each in PROOFS for key, codes in each.shown(plan).items()} if listed else {}
    return Basis(listed, by_row(shown, keys))


def proved_now(school: int) -> dt.datetime | None:
    """When the evidence of a school last changed (lần đổi minh chứng). One query."""
    found = (row["changed_at"] for each in PROOFS for row in each.changed(school))
    return next(found, None)


def by_row(shown: Mapping[int, tuple[str, ...]], keys: Keys) -> dict[str, tuple[str, ...]]:
    """The same by the path of the row (theo dòng của văn bản). No query."""
    rows = ((f"{table}.{n}", key) for table, lines in keys.items() for n, key in enumerate(lines))
    return {path: shown[key] for path, key in rows if key in shown}


def listed_of(school: int) -> Basis:
    """What a file of a school is held against (danh mục của trường): the list. Two queries."""
    return Basis(tuple(item for each in PROOFS for item in each.listed(school)))
