"""Turns for files (lượt đọc tệp): a few at once, one for each person, so that nobody's files hold up the others'.

Old kinds of files, for which LibreOffice is needed, have turns of their own: they take seconds where others take
tenths.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Condition
from typing import Final, TypeVar

from caitien.documents.read import goes_through_office
from caitien.documents.refusal import Refusal

R = TypeVar("R")

PATIENCE: Final = 8.0  # seconds a file waits for its turn
MOST_WAITING: Final = 2  # files of one person that wait behind the one that is read
BUSY: Final = Refusal(code="busy", reason="máy đang đọc tệp của người khác. Xin chờ nửa phút rồi gửi lại.")
YOURS: Final = Refusal(code="busy", reason="máy còn đang đọc tệp thầy cô gửi trước. Xin chờ tệp ấy xong rồi gửi lại.")


@dataclass(slots=True)
class Turns:
    """Places for files that are read at the same time (các lượt); a person has one of them at most."""

    places: int
    at_work: set[int] = field(default_factory=set)  # keys of people
    waiting: Counter[int] = field(default_factory=Counter)
    changed: Condition = field(default_factory=Condition)

    @contextmanager
    def of(self, person: int) -> Iterator[Refusal | None]:
        """A turn of this person, or why there is none; waits for it no longer than :data:`PATIENCE`."""
        trouble = self._take(person)
        try:
            yield trouble
        finally:
            if trouble is None:
                self._give_back(person)

    def _take(self, person: int) -> Refusal | None:
        with self.changed:
            if self.waiting[person] >= MOST_WAITING:
                return YOURS
            self.waiting[person] += 1
            came = self.changed.wait_for(lambda: self._is_free(person), PATIENCE)
            self.waiting[person] -= 1
            if not came:
                return YOURS if person in self.at_work else BUSY
            self.at_work.add(person)
            return None

    def _is_free(self, person: int) -> bool:
        return person not in self.at_work and len(self.at_work) < self.places

    def _give_back(self, person: int) -> None:
        with self.changed:
            self.at_work.discard(person)
            self.changed.notify_all()


READING: Final = Turns(2)
CONVERTING: Final = Turns(2)


def in_turn(person: int, data: bytes, reading: Callable[[], R]) -> R | Refusal:
    """What ``reading`` makes of a file when the turn of this person, by their key, comes (đọc theo lượt)."""
    with (CONVERTING if goes_through_office(data) else READING).of(person) as trouble:
        return trouble or reading()
