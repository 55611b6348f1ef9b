"""What the floors above keep of lines and let follow when words of lines change (nơi theo chữ của dòng).

Told in the transaction of the verb, so that the next look finds it kept already. Whoever changes lines in another way
tells nobody: what is kept of the plan then bears a mark that is not the plan's any more, and is worked out anew. So
forgetting to tell costs time and never truth.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final, Protocol

from caitien.plans.models import Plan, Task


class Watcher(Protocol):
    """One sort of thing that is kept of lines (một loại giữ theo dòng)."""

    def changed(self, plan: Plan, tasks: Sequence[Task], was: datetime, columns: frozenset[str]) -> None:
        """Lines say something else: each with its goal, as kept now. ``columns`` of tasks and goals differ in some of
        them; ``was``: when the plan had last changed before, ``plan.changed_at`` being of now."""


WATCHERS: Final[list[Watcher]] = []  # each floor adds its own when the site starts: caitien.plans.apps


def tell(plan: Plan, tasks: Sequence[Task], was: datetime, columns: frozenset[str]) -> None:
    """Let all that is kept of lines follow (báo dòng vừa đổi)."""
    for watcher in WATCHERS:
        watcher.changed(plan, tasks, was, columns)
