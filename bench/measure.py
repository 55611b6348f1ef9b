"""Taking times (đo thời gian): contenders in turn, so that a noisy machine disturbs them alike."""

import gc
import statistics
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from time import perf_counter
from types import MappingProxyType
from typing import Final

_ROUNDS: Final = 9
_SECONDS: Final = 5.0  # of one contender, after which it has run often enough


@dataclass(frozen=True)
class Times:
    """Seconds one contender took, round by round."""

    seconds: tuple[float, ...]

    @property
    def best(self) -> float:
        """The fastest one, what ratios are made of: other work on the machine can only add to it."""
        return min(self.seconds)

    @property
    def median(self) -> float:
        """What most people wait."""
        return statistics.median(self.seconds)

    def __str__(self) -> str:
        scale, unit = (1, "s") if self.best >= 1 else (1_000, "ms")
        middle, high = self.median * scale, max(self.seconds) * scale
        return f"{self.best * scale:8.1f} {unit:<2} (median {middle:.1f}, slowest {high:.1f})"


def race(
    contenders: Mapping[str, Callable[[], object]],
    *,
    rounds: int = _ROUNDS,
    first: Mapping[str, Callable[[], object]] = MappingProxyType({}),
) -> dict[str, Times]:
    """Run all contenders in turn, round after round; one that has had its seconds sits the later rounds out. ``first``:
    what is done before a contender begins, each time, and not measured."""
    taken: dict[str, list[float]] = {name: [] for name in contenders}
    for _ in range(rounds):
        for name, work in contenders.items():
            if sum(taken[name]) < _SECONDS:
                first.get(name, _nothing)()
                taken[name].append(_timed(work))
    return {name: Times(tuple(found)) for name, found in taken.items()}


def _nothing() -> None:
    """What is done first where nothing is."""


def _timed(work: Callable[[], object]) -> float:
    gc.collect()
    start = perf_counter()
    work()
    return perf_counter() - start
