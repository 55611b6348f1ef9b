"""What of the floors above hangs on lines that become one (nơi theo dòng): they say so here, unasked."""

from collections.abc import Sequence
from typing import Final, Protocol

from caitien.plans.models import Task


class Follower(Protocol):
    """One sort of thing that hangs on lines (một loại đi theo dòng)."""

    def follow(self, gone: Sequence[Task], stays: Task) -> None:
        """Let what hangs on the lines that go hang on the one that stays; nothing of it is lost. The words of the
        lines are still their own."""


FOLLOWERS: Final[list[Follower]] = []  # each floor adds its own when the site starts: caitien.plans.apps


def move_all(gone: Sequence[Task], stays: Task) -> None:
    """Everything that hangs on lines goes over to another (chuyển mọi thứ theo dòng)."""
    for follower in FOLLOWERS:
        follower.follow(gone, stays)
