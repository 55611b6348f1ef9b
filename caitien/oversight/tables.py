"""The sums of a round as tables (bảng số liệu T2, T3, T4): of kept figures, set of standards by set of standards."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from caitien.domain.field_names import SCHOOL_TYPE_NAMES
from caitien.domain.paper import Status
from caitien.domain.standards import criterion_names, standard_set
from caitien.domain.texts.figures import share
from caitien.oversight.causes import CAUSES
from caitien.oversight.models import Tally
from caitien.oversight.petitions.kinds import PETITION_KINDS
from caitien.oversight.sums import added

_UNKNOWN_SET: Final = "chưa rõ bộ tiêu chuẩn"
NO_KIND: Final = "chưa rõ loại"
PETITION_FIGURES: Final = ("schools", "petitions", "money", "answered", "repeated")


@dataclass(frozen=True, slots=True)
class CriterionRow:
    """One criterion over many schools (một tiêu chí). ``amounts`` by the figures of
    :func:`caitien.oversight.counting.figures_of`."""

    standard: str
    criterion: str
    title: str
    amounts: Mapping[str, int]

    def share(self, name: str) -> int:
        """A figure as a share of its lines, in whole per cent."""
        return share(self.amounts.get(name, 0), self.amounts.get("lines", 0)) or 0

    @property
    def cells(self) -> list[tuple[str, int, int]]:
        """State of its lines → how many, and which share (các ô mở ra dòng)."""
        return [(status.value, self.amounts.get(status.value, 0), self.share(status.value)) for status in Status]

    @property
    def schools(self) -> int:
        """Schools that have a line of it."""
        return self.amounts.get("schools", 0)

    @property
    def lines(self) -> int:
        """Lines of it."""
        return self.amounts.get("lines", 0)

    @property
    def waiting(self) -> int:
        """Lines that wait for another body."""
        return self.amounts.get("waiting", 0)

    @property
    def shown(self) -> int:
        """The share of lines with a figure, a date or a code."""
        return self.share("shown")


@dataclass(frozen=True, slots=True)
class SetTable:
    """The criteria of one set of standards (bảng của một bộ tiêu chuẩn), and of how many schools it tells."""

    framework: str
    name: str
    schools: int
    rows: Sequence[CriterionRow]


@dataclass(frozen=True, slots=True)
class CauseTable:
    """Why lines of one set are not done, by kind of school (bảng nguyên nhân của một bộ)."""

    name: str
    framework: str
    kinds: Sequence[str]
    rows: Sequence[tuple[str, str, Sequence[int], int]]  # cause, its words, by kind, together


class PetitionRow(NamedTuple):
    """Petitions of one kind (một nhóm kiến nghị). ``money`` in đồng, ``repeated`` asked in two school years or more."""

    kind: str
    kind_name: str
    schools: int
    petitions: int
    money: int
    answered: int
    repeated: int

    @property
    def millions(self) -> int:
        """The money named, in millions of đồng."""
        return round(self.money / 10**6)


def criteria(tallies: Iterable[Tally]) -> list[SetTable]:
    """T2: every criterion of which a paper tells, sets apart (theo tiêu chí). Linear in the kept figures."""
    figures = added(tally.figures for tally in tallies)
    found: dict[str, dict[tuple[str, str], dict[str, int]]] = {}
    for key, amount in figures.items():
        if key.startswith("c:"):
            _, framework, standard, criterion, name = key.split(":")
            found.setdefault(framework, {}).setdefault((standard, criterion), {})[name] = amount
    return [
        SetTable(framework, set_name(framework), figures[f"f:{framework}:schools"], _rows(framework, parts))
        for framework, parts in sorted(found.items())
    ]


def causes(tallies: Sequence[Tally]) -> list[CauseTable]:
    """T3: why lines are not done, by kind of school, sets apart (nguyên nhân)."""
    by_kind: dict[str, Counter[str]] = {}
    for tally in tallies:
        by_kind.setdefault(tally.kind, Counter()).update(tally.figures)
    sets = sorted({key.split(":")[1] for sums in by_kind.values() for key in sums if key.startswith("k:")})
    kinds = sorted(by_kind, key=turn_of_kind)
    return [_cause_table(framework, kinds, by_kind) for framework in sets]


def petitions(tallies: Iterable[Tally]) -> list[PetitionRow]:
    """T4: what schools ask for (kiến nghị), the most asked first."""
    figures = added(tally.figures for tally in tallies)
    rows = (
        PetitionRow(kind, words, *(figures[f"p:{kind}:{name}"] for name in PETITION_FIGURES))
        for kind, words in PETITION_KINDS.items()
    )
    return sorted((row for row in rows if row.petitions), key=lambda row: -row.petitions)


def typed(tallies: Iterable[Tally]) -> dict[str, Any]:
    """What officers typed for scans (số nhập tay): schools, lines, and lines by status; of no criterion."""
    figures = added(tally.figures for tally in tallies)
    amounts = [figures[f"h:{status.value}"] for status in Status]
    return {"schools": figures["h:schools"], "lines": figures["h:lines"], "amounts": amounts}


def set_name(framework: str) -> str:
    """What people call a set of standards (tên bộ tiêu chuẩn)."""
    found = standard_set(framework)
    return f"Thông tư {found.circular}" if found else framework or _UNKNOWN_SET


def _rows(framework: str, parts: Mapping[tuple[str, str], Mapping[str, int]]) -> list[CriterionRow]:
    names = criterion_names(framework)
    ordered = sorted(parts.items(), key=lambda part: _turn(part[0][1]))
    return [
        CriterionRow(standard, criterion, names.get(criterion, ""), amounts)
        for (standard, criterion), amounts in ordered
    ]


def _turn(criterion: str) -> tuple[tuple[int, str], ...]:
    """The place of a code among others: 1.9 stands before 1.10."""
    return tuple((int(part), "") if part.isdecimal() else (0, part) for part in criterion.split("."))


def _cause_table(framework: str, kinds: Sequence[str], by_kind: Mapping[str, Counter[str]]) -> CauseTable:
    rows = (
        (cause, words, [by_kind[kind][f"k:{framework}:{cause}"] for kind in kinds]) for cause, words in CAUSES.items()
    )
    told = [(cause, words, amounts, sum(amounts)) for cause, words, amounts in rows if any(amounts)]
    return CauseTable(set_name(framework), framework, list(_kind_names(kinds)), told)


def _kind_names(kinds: Iterable[str]) -> Iterator[str]:
    return (SCHOOL_TYPE_NAMES.get(kind, NO_KIND) for kind in kinds)


def turn_of_kind(kind: str) -> int:
    known = list(SCHOOL_TYPE_NAMES)
    return known.index(kind) if kind in known else len(known)
