"""An answer that comes down from a body above (trả lời của cấp trên): who keeps it in the school listens here.

Bodies above know frozen papers and nothing of a school's plan or its diary; the room that keeps the diary stands below
them and knows nothing of rounds. Both know this table.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from caitien.access.models import School, User


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """One petition of one school, answered (một kiến nghị được trả lời): ``whose`` the body that answers, ``asked`` the
    petition in its words, ``by`` the officer who wrote it down."""

    school: School
    school_year: str
    asked: str
    whose: str
    number: str
    date: dt.date
    words: str
    by: User


Listener = Callable[[Sequence[Answered]], None]
LISTENERS: Final[list[Listener]] = []  # each floor below adds its own when its app starts


def hand_down(answers: Sequence[Answered]) -> None:
    """Tell those who keep answers (chuyển trả lời xuống trường), in the transaction of the answer."""
    for listen in LISTENERS:
        listen(answers)
