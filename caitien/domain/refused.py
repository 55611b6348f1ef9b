"""One answer for "not done" (không làm được): verbs give it, and functions that read what a person typed or sent."""

from dataclasses import dataclass
from typing import Final

CHANGED: Final = "Trong lúc thầy cô xem, chỗ này vừa được người khác sửa. Chưa có gì thay đổi; xin xem lại."
WRITTEN_SINCE: Final = (
    "Trong lúc thầy cô viết, người khác vừa ghi khác. Nay đang ghi: “{}”. Lời thầy cô còn ở dưới; muốn thay thì gửi"
    " lần nữa."
)
OVERTAKEN: Final = "Có người vừa sửa chỗ này trong lúc thầy cô viết. Xin xem chữ đang có rồi gửi lại."


@dataclass(frozen=True, slots=True)
class Refused:
    """What was asked was not done (không làm được): nothing was written.

    ``reason`` says why and what to do, in a Vietnamese sentence for the person. Who asked tests ``isinstance(found,
    Refused)``. A subclass carries what a page shows beside the sentence.
    """

    reason: str


@dataclass(frozen=True, slots=True)
class Stale(Refused):
    """What the person was shown is no longer so (người khác vừa sửa): they look again, then ask again."""

    reason: str = CHANGED


def written_since(now: str) -> Stale:
    """That another wrote meanwhile what a person would replace unseen (người khác vừa ghi): ``now`` is what stands."""
    return Stale(WRITTEN_SINCE.format(now or "(đã để trống)"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash(Stale):
    """Two people wrote into one place, and the other was first (hai người cùng sửa). It carries both texts."""

    reason: str = OVERTAKEN
    now: str  # what stands there
    typed: str  # what this person wanted to stand there


@dataclass(frozen=True, slots=True)
class Faults(Refused):
    """A file or form with faults (các lỗi): a Vietnamese sentence each, in ``problems``; ``reason`` is the first."""

    problems: tuple[str, ...]


def faults(*problems: str) -> Faults:
    """The faults of a file or form (các lỗi), one sentence at least."""
    return Faults(problems[0], problems)
