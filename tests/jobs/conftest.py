"""Kinds of work only the tests know."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from caitien.documents.refusal import Refusal
from caitien.jobs.kinds import KINDS, Kind, Result, Tell, register
from caitien.jobs.models import Job

Work = Callable[[Job, Tell], Result | Refusal]
Sum = Callable[..., None]


def _add_up(job: Job, tell: Tell) -> Result:
    numbers = job.arguments["numbers"]
    tell("Đang cộng.", done=0, steps=len(numbers))
    return {"sum": sum(numbers)}


@pytest.fixture
def kept() -> list[int]:
    """What the kind "sum" wrote where it writes once."""
    return []


@pytest.fixture
def adding(kept: list[int]) -> Iterator[Sum]:
    """A kind of work that adds numbers up; called, it is made to work otherwise."""
    kind = Kind(
        name="sum",
        title="Cộng sổ",
        work=_add_up,
        keep=lambda _job, result: kept.append(result["sum"]),
        again=frozenset({"no-line"}),
    )
    register(kind)
    yield lambda **other: register(replace(kind, **other))
    del KINDS["sum"]
