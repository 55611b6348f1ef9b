"""Names the school does not know yet (tên chưa biết), asked once for all lines that bear them."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from caitien.domain.people.bodies import reads_as_unit
from caitien.domain.people.owners import Known, Meant
from caitien.domain.texts.folding import identity
from caitien.plans.models import Plan, Task
from caitien.plans.people.assign import Given, Party, proposed, unassigned

MOST: Final = 500  # lines looked at: more than any school plans in a year


@dataclass(frozen=True, slots=True)
class UnknownName:
    """A name of the paper that means nobody the school knows (tên chưa biết), and on how many lines it stands.

    ``outside``: it reads as a body outside the school; ``ours``: as a unit of the school.
    """

    words: str
    lines: int
    outside: bool
    ours: bool


def unknown_names(plan: Plan, known: Sequence[Known]) -> list[UnknownName]:
    """The names nobody is known by, the most frequent first (tên chưa biết). One query; linear in the lines that are
    given to nobody, 500 at most."""
    counted: Counter[str] = Counter()
    first: dict[str, Meant] = {}
    for _, meant in _unknown(plan, known):
        key = identity(meant.words)
        counted[key] += 1
        first.setdefault(key, meant)
    return [_asked(first[key], number) for key, number in counted.most_common()]


def _asked(meant: Meant, lines: int) -> UnknownName:
    return UnknownName(meant.words, lines, outside=meant.new, ours=not meant.new and reads_as_unit(meant.words))


def given_by_names(
    plan: Plan, known: Sequence[Known], chosen: Mapping[str, Party], *, seen: Collection[int] = ()
) -> list[Given]:
    """The parts of all lines that bear the names (giao theo tên), as they were answered; ``chosen``: name → whom it
    means. Of a line nobody has ``seen`` its sure parts as well, as a line given in part is asked about no more. Two
    queries."""
    whom = {identity(words): party for words, party in chosen.items()}
    found: dict[int, list[Given]] = defaultdict(list)
    for task, meant in _unknown(plan, known):
        if identity(meant.words) in whom:
            found[task.pk].append(Given(task.pk, meant.part, whom[identity(meant.words)]))
    for task in unassigned(plan)[:MOST] if found.keys() - set(seen) else ():
        if task.pk in found and task.pk not in seen:
            found[task.pk] += _sure(task, known)
    return [each for own in found.values() for each in own]


def _sure(task: Task, known: Sequence[Known]) -> list[Given]:
    meant = [each for each in proposed(task, known, ()) if each.sure and len(each.found) == 1]
    return [Given(task.pk, each.part, Party(each.found[0].kind, each.found[0].key)) for each in meant]


def _unknown(plan: Plan, known: Sequence[Known]) -> Iterator[tuple[Task, Meant]]:
    for task in unassigned(plan)[:MOST]:
        for meant in proposed(task, known, ()):
            if not meant.found and not meant.crowd:
                yield task, meant
