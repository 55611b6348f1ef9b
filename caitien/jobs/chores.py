"""What the workers see to without being asked (việc thường xuyên): upkeep that follows from what is written.

A verb asks for none of it and cannot forget it. The guard of the workers asks again and again whether something is due
(:mod:`caitien.jobs.guard`), and a worker that has no job asks too; a burst of changes makes it due once, and so does a
new day. A chore that is cut off, or done by two at once, leaves the same behind.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Chore:
    """One sort of upkeep (một việc thường xuyên): ``is_due`` is asked every few seconds and is cheap; ``do`` does all
    that is due."""

    name: str
    is_due: Callable[[], bool]
    do: Callable[[], None]


CHORES: Final[list[Chore]] = []  # each room adds its own when the site starts


def is_any_due() -> bool:
    """Whether some upkeep waits (có việc thường xuyên đang chờ). A query or two a chore."""
    return any(chore.is_due() for chore in CHORES)


def do_due() -> None:
    """Do the upkeep that waits (làm việc thường xuyên): what workers are called for."""
    for chore in CHORES:
        if chore.is_due():
            chore.do()
