"""Names the school does not know yet (tên chưa biết), asked once for all lines that bear them."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from caitien.domain.people.bodies import is_crowd, reads_as_unit
from caitien.domain.people.owners import KnownParty, Meant
from caitien.domain.texts.folding import identity
from caitien.plans.models import Plan, Task
from caitien.plans.people.assign import Given, Party, given_in_part, proposed, unassigned

MOST: Final = 500  # lines looked at: more than any school plans in a year


@dataclass(frozen=True, slots=True)
class UnknownName:
    """A name of the paper nobody is surely known by (tên chưa biết), and on how many lines it stands.

    ``near``: whom it may mean; ``outside``: it reads as a body outside the school; ``ours``: as a unit of the school.
    """

    words: str
    lines: int
    near: tuple[KnownParty, ...]
    outside: bool
    ours: bool

    def is_chosen(self, *, may_arrange: bool) -> bool:
        """Whether an answer stands chosen already (đã đoán sẵn); a unit only where one may be added."""
        return self.outside or (self.ours and may_arrange)


Line = tuple[Task, tuple[Meant, ...]]


def unknown_names(plan: Plan, known: Sequence[KnownParty], partly: Iterable[Line]) -> list[UnknownName]:
    """The names nobody is surely known by (tên chưa biết), of the lines given to nobody and of those given ``partly``:
    those that may mean somebody first, then units of the school, then bodies outside it, of each the most frequent
    first; one that may mean somebody and stands on one line alone is asked at that line. One query; linear in these
    lines, 500 of the first at most."""
    counted: Counter[str] = Counter()
    first: dict[str, Meant] = {}
    for _, meant in _unknown(plan, known, partly):
        key = identity(meant.words)
        counted[key] += 1
        first.setdefault(key, meant)
    asked = [_asked(first[key], number) for key, number in counted.most_common() if number > 1 or not first[key].found]
    return sorted(asked, key=lambda name: (name.outside, name.ours, not name.near))


def _asked(meant: Meant, lines: int) -> UnknownName:
    ours = not meant.new and not meant.found and reads_as_unit(meant.words)
    return UnknownName(meant.words, lines, meant.found, outside=meant.new, ours=ours)


def given_by_names(
    plan: Plan, known: Sequence[KnownParty], chosen: Mapping[str, Party], *, seen: Collection[int] = ()
) -> list[Given]:
    """The parts of all lines that bear the names (giao theo tên), as they were answered; ``chosen``: name → whom it
    means. Of a line nobody has ``seen`` its sure parts as well, so that nobody has to leaf to it. Four queries."""
    whom = {identity(words): party for words, party in chosen.items()}
    found: dict[int, list[Given]] = defaultdict(list)
    for task, meant in _unknown(plan, known, given_in_part(plan, known)):
        if identity(meant.words) in whom:
            found[task.pk].append(Given(task.pk, meant.part, whom[identity(meant.words)]))
    for task in unassigned(plan)[:MOST] if found.keys() - set(seen) else ():
        if task.pk in found and task.pk not in seen:
            found[task.pk] += _sure(task, known)
    return [each for own in found.values() for each in own]


def _sure(task: Task, known: Sequence[KnownParty]) -> list[Given]:
    meant = [each for each in proposed(task, known, ()) if each.sure and len(each.found) == 1]
    return [Given(task.pk, each.part, Party(each.found[0].kind, each.found[0].key)) for each in meant]


def _unknown(plan: Plan, known: Sequence[KnownParty], partly: Iterable[Line]) -> Iterator[tuple[Task, Meant]]:
    of_nobody = ((task, proposed(task, known, ())) for task in unassigned(plan)[:MOST])
    for task, asked in chain(of_nobody, partly):
        for meant in asked:
            if not meant.sure and not meant.crowd and not is_crowd(meant.words):
                yield task, meant
