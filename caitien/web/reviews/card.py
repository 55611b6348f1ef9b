"""The card of one line a monitor looks at (thẻ nhận định): what its owner told, three taps, one sentence, a photo."""

from dataclasses import dataclass
from typing import Any, Final
from uuid import uuid4

from django.http import QueryDict

from caitien.domain.refused import Refused
from caitien.domain.tasks.work_state import WORK_STATE_NAMES, WorkState
from caitien.reviews.models import SampleLine, Verdict
from caitien.reviews.verdicts import Seen
from caitien.work.counting.missing import line_name
from caitien.work.reporting.attachments import Fit

SEEN: Final = (WorkState.ONGOING, WorkState.NOT_STARTED, WorkState.DONE, WorkState.WAITING)  # as people see it
Said = Verdict | Refused


@dataclass(frozen=True, slots=True)
class VerdictCard:
    """A line as its page shows it (thẻ). ``own``: what this person said of it already; ``typed``: what they sent that
    is not kept, and ``said`` why."""

    line: SampleLine
    own: Verdict | None = None
    typed: QueryDict | None = None
    said: Said | None = None
    codes: tuple[str, ...] = ()  # of the evidence that shows the line

    @property
    def name(self) -> str:
        """The line in a few words."""
        return line_name(self.line.task, 140)

    @property
    def key(self) -> str:
        """The sender's own name of what they send: that of the form that came in, else a new one."""
        return (self.typed.get("key", "") if self.typed else "") or str(uuid4())

    @property
    def kept(self) -> bool:
        """Whether what was sent is kept."""
        return isinstance(self.said, Verdict)

    @property
    def why(self) -> str:
        """Why it was not kept."""
        return self.said.reason if isinstance(self.said, Refused) else ""

    @property
    def ways(self) -> tuple[tuple[str, str], ...]:
        """The three taps."""
        return tuple(Verdict.Says.choices)

    @property
    def hows(self) -> tuple[tuple[str, str], ...]:
        """How it was looked at."""
        return tuple(Verdict.How.choices)

    @property
    def how(self) -> str:
        """The one that is chosen."""
        return (self.typed.get("how", "") if self.typed else "") or Verdict.How.PAPERS.value

    @property
    def states(self) -> tuple[tuple[str, str], ...]:
        """How it may be seen to stand: not as its owner told."""
        return tuple((state.value, WORK_STATE_NAMES[state]) for state in SEEN if state != self.line.state)


def seen_of(sent: QueryDict, photo: Fit | None) -> Seen:
    """What a form says a monitor saw (điều thấy)."""
    words: dict[str, Any] = {name: sent.get(name, "") for name in ("says", "seen", "how", "text", "evidence", "key")}
    return Seen(**words, photo=photo)
