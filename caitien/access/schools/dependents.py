"""What of the floors above hangs on a unit or an outside body (nơi đang dùng). Each floor registers its part here."""

from typing import Final, Protocol

from caitien.access.models import OutsideBody, Unit


class Dependents(Protocol):
    """One sort of thing that hangs on them (một loại nơi dùng): lines given to a unit, waits for a body."""

    def words(self, thing: Unit | OutsideBody) -> str:
        """What hangs on it, in words for a sentence: "5 dòng kế hoạch"; "" where nothing does."""

    def move(self, old: Unit | OutsideBody, new: Unit | OutsideBody) -> None:
        """Hang it on another of the same sort instead."""


DEPENDENTS: Final[list[Dependents]] = []  # each floor adds its own when the site starts: caitien.plans.apps


def dependents_in_words(thing: Unit | OutsideBody) -> str:
    """All that hangs on a thing, in words (đang được dùng ở đâu); "" where it can go without loss."""
    return ", ".join(filter(None, (each.words(thing) for each in DEPENDENTS)))
