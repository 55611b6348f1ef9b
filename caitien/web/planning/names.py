"""Names the school does not know yet (tên chưa biết), asked once for all lines that bear them."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from caitien.domain.people.owners import Known, Meant
from caitien.domain.texts.folding import identity
from caitien.plans.models import Plan, Task
from caitien.plans.people.assign import Given, Party, proposed, unassigned

MOST: Final = 500  # lines looked at: more than any school plans in a year


@dataclass(frozen=True, slots=True)
class UnknownName:
    """A name of the paper that means nobody the school knows (tên chưa biết), and on how many lines it stands.

    ``outside``: it reads as a body outside the school.
    """

    words: str
    lines: int
    outside: bool


def unknown_names(plan: Plan, known: Sequence[Known]) -> list[UnknownName]:
    """The names nobody is known by, the most frequent first (tên chưa biết). One query; linear in the lines that are
    given to nobody, 500 at most."""
    counted: Counter[str] = Counter()
    first: dict[str, Meant] = {}
    for _, meant in _unknown(plan, known):
        key = identity(meant.words)
        counted[key] += 1
        first.setdefault(key, meant)
    return [UnknownName(first[key].words, number, bool(first[key].new)) for key, number in counted.most_common()]


def given_by_names(plan: Plan, known: Sequence[Known], chosen: Mapping[str, Party]) -> list[Given]:
    """The parts of all lines that bear the names (giao theo tên), as they were answered; ``chosen``: name → whom it
    means. One query."""
    whom = {identity(words): party for words, party in chosen.items()}
    return [
        Given(task.pk, meant.part, whom[identity(meant.words)])
        for task, meant in _unknown(plan, known)
        if identity(meant.words) in whom
    ]


def _unknown(plan: Plan, known: Sequence[Known]) -> Iterator[tuple[Task, Meant]]:
    for task in unassigned(plan)[:MOST]:
        for meant in proposed(task, known, ()):
            if not meant.found and not meant.crowd:
                yield task, meant
