"""Levels and recognition by kind of school (T5, mức và công nhận), of kept figures."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from caitien.domain.field_names import SCHOOL_TYPE_NAMES
from caitien.oversight.models import Tally
from caitien.oversight.tables import NO_KIND, turn_of_kind


@dataclass(frozen=True, slots=True)
class LevelRow:
    """Schools of one kind (một cấp học), by the figures of :func:`caitien.oversight.recognition.level_figures`."""

    kind: str
    figures: Counter[str]

    @property
    def name(self) -> str:
        """The kind in words."""
        return SCHOOL_TYPE_NAMES.get(self.kind, NO_KIND)

    def of(self, name: str) -> int:
        """How many, whatever the list says."""
        return self.figures[name]

    def told(self, name: str) -> int | None:
        """How many by what the list says; None where it says nothing of any of these schools."""
        return None if self.figures["untold"] == self.figures["total"] else self.figures[name]


def levels_of(tallies: Iterable[Tally]) -> list[LevelRow]:
    """T5 (mức và công nhận). Linear in the sums; no query."""
    found: dict[str, Counter[str]] = {}
    for tally in tallies:
        found.setdefault(tally.kind, Counter()).update(tally.levels)
    rows = [LevelRow(kind, figures) for kind, figures in found.items() if figures["total"]]
    return sorted(rows, key=lambda row: turn_of_kind(row.kind))
