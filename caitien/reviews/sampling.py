"""Which lines a review looks at (chọn dòng để xem), and who looks: proposed, repeatable, never a line of one's own.

First all that is overdue, done without a basis, answered by a link alone, or not stated; then, of the rest, as many at
random as the larger of five and a fifth. The draw goes by a seed anyone may use again: lines in order of the SHA-256 of
"seed:key".
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from caitien.domain.tasks.work_state import WorkState
from caitien.reviews.models import SampleLine
from caitien.rules.empty_words import PRAISE, only

Why = SampleLine.Why
MOST_A_MONITOR: Final = 12  # lines in one review: fifteen minutes
FEWEST_AT_RANDOM: Final = 5
_LINK: Final = re.compile(r"(?:https?://|www\.)\S+")
_FIGURE: Final = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Stood:
    """How a line stood when the review was opened (dòng lúc mở đợt): its state, whether it was late, what was said of
    it, and whether a file goes with it."""

    state: WorkState
    late: bool
    text: str
    has_file: bool

    @property
    def unproved(self) -> bool:
        """Whether it is done, with nothing but praise and no file to show it (xong, chưa có căn cứ)."""
        bare = _LINK.sub("", self.text).strip()
        return self.state is WorkState.DONE and not self.has_file and (not bare or only(bare, PRAISE))

    @property
    def why(self) -> Why | None:
        """Why it has to be looked at, None where it is left to chance."""
        if self.late:
            return Why.OVERDUE
        if self.state is WorkState.UNSTATED:
            return Why.UNSTATED
        if self.state is not WorkState.DONE or self.has_file:
            return None
        bare = _LINK.sub("", self.text)
        if bare != self.text and not _FIGURE.search(bare):
            return Why.LINKED
        return None if _FIGURE.search(bare) else Why.UNPROVED


def draw(lines: Mapping[int, Stood], seed: str) -> dict[int, Why]:
    """Key of a line → why it is looked at (dòng được chọn), in the order of ``lines``. n log n, no query."""
    asked = {task: stood.why for task, stood in lines.items() if stood.why}
    rest = sorted((task for task in lines if task not in asked), key=lambda task: _turn(seed, task))
    at_random = set(rest[: max(FEWEST_AT_RANDOM, -(-len(rest) // 5))])
    return {task: asked.get(task) or Why.RANDOM for task in lines if task in asked or task in at_random}


def share_out(
    lines: Iterable[int],
    monitors: Sequence[int],
    recused: Mapping[int, Collection[int]],
    held: Mapping[int, int] | None = None,
) -> dict[int, int | None]:
    """Key of a line → the monitor who looks at it (chia dòng): who has fewest by then, at most twelve, and no part in
    it; None where nobody is left. ``held``: lines monitors have already. Linear in lines times monitors."""
    load = {monitor: (held or {}).get(monitor, 0) for monitor in monitors}
    shared: dict[int, int | None] = {}
    for line in lines:
        free = [each for each in monitors if load[each] < MOST_A_MONITOR and line not in recused.get(each, ())]
        shared[line] = chosen = min(free, key=lambda each: load[each], default=None)
        if chosen is not None:
            load[chosen] += 1
    return shared


def _turn(seed: str, task: int) -> str:
    return sha256(f"{seed}:{task}".encode()).hexdigest()
