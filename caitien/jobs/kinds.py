"""What kinds of background work there are (các loại việc nền): each room adds its own when the site starts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, Protocol

from caitien.documents.refusal import Refusal
from caitien.jobs.models import Job

Result = Mapping[str, Any]  # plain JSON


class Tell(Protocol):
    """Says how far the work is (báo tiến độ): one update."""

    def __call__(self, words: str, *, done: int = 0, steps: int = 0) -> None: ...


def _nothing_to_keep(_job: Job, _result: Result) -> None:
    """A kind whose result is all there is of it."""


def _nobody_to_tell(_job: Job, _trouble: Refusal) -> None:
    """A kind whose page is that of the job."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of job (loại việc nền): a function that may run twice, and one that never does.

    ``work`` runs outside any transaction and may be cut off and run anew at any moment: what it leaves behind is the
    same each time (a file under its hash), or nothing. It answers the result, or a Refusal. ``keep`` writes what has to
    be written exactly once, in the transaction that makes the job done; ``lost`` the same where it failed for good.
    Refusals with a code in ``again`` may pass by themselves: the job is tried again after a pause.
    """

    name: str
    title: str  # what people call it: "In ra PDF"
    work: Callable[[Job, Tell], Result | Refusal]
    keep: Callable[[Job, Result], None] = _nothing_to_keep
    lost: Callable[[Job, Refusal], None] = _nobody_to_tell
    again: frozenset[str] = frozenset()
    verb: str = "job.look"  # what one must be allowed to, to see it and to have what it made


KINDS: Final[dict[str, Kind]] = {}


def register(kind: Kind) -> None:
    """Add a kind (khai báo loại việc); from the ``ready`` of the room whose work it is."""
    KINDS[kind.name] = kind
