"""A report as it was sent (lời báo gửi đến), before it is kept as an :class:`~caitien.work.models.Update`."""

from dataclasses import dataclass, replace
from typing import Final, Required, TypedDict

from caitien.domain.tasks.work_state import REASON_DUE, WorkState
from caitien.domain.tasks.work_words import joined
from caitien.domain.texts.folding import clean, one_line
from caitien.work.reporting.column import Way

_LONGEST_KEY: Final = 36  # letters: a UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class SentReport:
    """What a person tells of an occurrence (lời báo).

    ``reason`` where the state asks for one; of what waits ``whom`` it waits for, of what waits or is put off whether it
    was ``begun``. ``answer`` to the question that was asked: "" where it was passed over, None where nothing was asked
    yet; a photo or file that goes with it (``with_file``) answers it. ``over``: whether what the line waits for is
    over, None where nobody was asked; a report ends no waiting by itself. ``way``: what becomes of words that stand in
    the official column; ``words_seen`` is the mark of those the sender was shown. ``key`` is the sender's own: what is
    sent twice is kept once, other words under it are another report. ``via``: how it came, one of
    :class:`~caitien.work.models.Via` where nobody was signed in; ``spoken_for`` whose words were typed in.
    """

    state: WorkState
    text: str = ""
    reason: str = ""
    whom: str = ""
    begun: bool = False
    answer: str | None = None
    over: bool | None = None
    way: Way = Way.REPLACE
    words_seen: str = ""
    key: str = ""
    with_file: bool = False
    via: str = ""
    spoken_for: str = ""

    def cleaned(self) -> "SentReport":
        """The same in canonical words."""
        answer = None if self.answer is None else clean(self.answer)
        text, reason, whom = clean(self.text), clean(self.reason), one_line(self.whom)
        key = one_line(self.key)[:_LONGEST_KEY]
        return replace(self, text=text, reason=reason, whom=whom, answer=answer, key=key)

    @property
    def full_reason(self) -> str:
        """Why the work stands so, of states that say why: "UBND thành phố: cấp vốn"; "" of others."""
        if self.state not in REASON_DUE:
            return ""
        whom = self.whom if self.state is WorkState.WAITING else ""
        return ": ".join(filter(None, (whom, self.reason)))

    @property
    def sentence(self) -> str:
        """What was said in all: the text and the answer."""
        return joined(self.text, self.answer or "")

    @property
    def says_begun(self) -> bool:
        """Whether it says that the work was begun, in so many words or by its state."""
        return self.begun or self.state in (WorkState.ONGOING, WorkState.DONE)


class ReportFields(TypedDict, total=False):
    """The fields of a :class:`SentReport`, as callers of the verb name them."""

    state: Required[WorkState]
    text: str
    reason: str
    whom: str
    begun: bool
    answer: str | None
    over: bool | None
    way: Way
    words_seen: str
    key: str
    with_file: bool
    via: str
    spoken_for: str
