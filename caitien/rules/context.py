"""What a rule may look at (căn cứ kiểm tra): the paper, what is known beside it, and the day it is checked on.

Plain values only. What several rules need (folded texts, the set of standards, evidence codes cited) is worked out here
once, when first asked for, so that all rules together stay linear in the paper.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import chain
from typing import Final, TypeVar

from caitien.domain.evidence.codes import EvidenceCode, codes_in
from caitien.domain.evidence.listed import EvidenceItem
from caitien.domain.finding import Fix
from caitien.domain.paper import Form, Paper, PlanRow, Problem, ResultRow
from caitien.domain.papers import paths
from caitien.domain.papers.column_headings import unit_at
from caitien.domain.standards import Standard, StandardSet, standard_set
from caitien.domain.times.school_calendar import years_in
from caitien.rules.own_words import is_own_year, other_schools
from caitien.rules.pieces import pieces
from caitien.rules.times import Spans
from caitien.rules.unmatched import Loose, loose

NOT_PRINTED: Final = ("school_type", "school_year", "framework")  # texts of ours, not of the paper
PROSE: Final = ("strengths", "limitations", "recommendations", "sections")  # in the order of the paper
V = TypeVar("V")
_FIGURE: Final = re.compile(r"\d")
__all__ = ["EvidenceItem", "Hit", "RuleContext"]


@dataclass(frozen=True, slots=True)
class Hit:
    """What a rule found (chỗ vi phạm): where, which words, what is wrong, what to do, and the certain fix if any."""

    path: str
    what: str
    mend: str
    words: str = ""
    fix: Fix | None = None


@dataclass(frozen=True, kw_only=True)
class RuleContext:
    """What a rule may look at (căn cứ kiểm tra)."""

    paper: Paper
    today: date
    last_year: Paper | None = None
    evidence: tuple[EvidenceItem, ...] = ()  # the list of evidence, where one is at hand
    shown: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # path of a row → codes of items that show it
    council: tuple[str, ...] = ()  # posts in the self-assessment council, where they are known: "chair", "secretary", …
    levels: Mapping[str, int] = field(default_factory=dict)  # criterion → level reached; a missing one is not judged

    @cached_property
    def told_standards(self) -> StandardSet | None:
        """The set of standards the paper was told to be written under, if any."""
        return standard_set(self.paper.framework) if self.paper.framework else None

    @cached_property
    def other_schools(self) -> str:
        """The type of school the paper speaks of, where that set is for others; "" where they agree."""
        told = self.told_standards
        return other_schools(told, self.paper.school, lambda: self.said) if told else ""

    @property
    def standards(self) -> StandardSet | None:
        """The set of standards the paper is written under, if it is known and is for such schools as it speaks of."""
        return None if self.other_schools else self.told_standards

    @cached_property
    def titles(self) -> Mapping[int, Standard]:
        """The standards of that set by number; empty where the set is unknown."""
        return {standard.code: standard for standard in self.standards.standards} if self.standards else {}

    @property
    def is_tt57(self) -> bool:
        """Whether the paper is under Thông tư 57/2026: by its form or its set."""
        return self.paper.form is Form.TT57 or self.paper.framework.startswith("tt57")

    @cached_property
    def plan_rows(self) -> tuple[tuple[str, PlanRow], ...]:
        """The plan's lines with their paths."""
        return tuple((f"plan.items.{i}", row) for i, row in enumerate(self.paper.plan.items))

    @cached_property
    def result_rows(self) -> tuple[tuple[str, ResultRow], ...]:
        """The result lines with their paths."""
        return tuple((f"results.{i}", row) for i, row in enumerate(self.paper.results))

    @cached_property
    def problem_rows(self) -> tuple[tuple[str, Problem], ...]:
        """The problems with their paths."""
        return tuple((f"problems.{i}", row) for i, row in enumerate(self.paper.problems))

    def unit_of(self, path: str) -> str:
        """The unit the heading over a cell names (đơn vị tính): "triệu đồng", or ""."""
        return unit_at(self.paper.headings, path)

    def named_rows(self) -> Iterator[tuple[str, PlanRow | ResultRow | Problem]]:
        """Every line that names a criterion, whichever table it is of."""
        return chain(self.plan_rows, self.result_rows, self.problem_rows)

    @property
    def texts(self) -> Iterator[tuple[str, str]]:
        """Every text of the paper with its path, gone through anew each time: of 10,000 lines it would be 20 MB."""
        return paths.texts(self.paper)

    def standing(self, wanted: Mapping[str, V]) -> Iterator[tuple[str, V]]:
        """Where texts stand of which something is known (chỗ của các chữ): path and what is known, in the order of the
        paper. Where nothing is known of any text, no text is looked at."""
        found = self.texts if wanted else iter(())
        return ((path, wanted[text]) for path, text in found if text in wanted)

    @cached_property
    def spans(self) -> Spans:
        """The spans of days that texts of this check name, each text read once."""
        return Spans()

    @cached_property
    def written(self) -> tuple[str, ...]:
        """Every different text the paper has in words of its own, in its order."""
        return tuple(dict.fromkeys(text for path, text in self.texts if path not in NOT_PRINTED))

    def places(self, wanted: Collection[str]) -> dict[str, list[str]]:
        """The paths some texts of the paper stand at (chỗ của các chữ); both in the order of the paper. Asked for the
        few texts a rule has something to say about: paths of all texts take as much memory as the texts."""
        found: dict[str, list[str]] = {}
        for path, text in self.texts if wanted else ():
            if text in wanted and path not in NOT_PRINTED:
                found.setdefault(text, []).append(path)
        return found

    def in_figures(self, found_in: Callable[[str], Iterable[V]]) -> Iterator[tuple[V, list[str]]]:
        """What is found in texts that hold a figure (chữ có con số), each in small letters, with the paths the text
        stands at."""
        told = {text: each for text in self._figured if (each := list(found_in(text.lower())))}
        places = self.places(told)
        return ((each, places[text]) for text, found in told.items() for each in found)

    @cached_property
    def _figured(self) -> tuple[str, ...]:
        return tuple(text for text in self.written if _FIGURE.search(text))

    @property
    def every_text(self) -> Iterator[str]:
        """Every different text, those of ours with them (mỗi chữ một lần)."""
        ours = (text for text in (getattr(self.paper, name) for name in NOT_PRINTED) if text not in self.written)
        return chain(self.written, filter(None, ours))

    @property
    def said(self) -> Iterator[str]:
        """Everything the paper says in small letters, each text once, piece by piece: for asking whether some words
        stand anywhere. To make one text of 10,000 lines small takes 80 MB for a moment."""
        return pieces(self.every_text)

    @cached_property
    def prose(self) -> tuple[tuple[str, str], ...]:
        """The paragraphs of all sections with their paths, and the assessment's."""
        return tuple(pair for name in PROSE for pair in paths.texts_in(getattr(self.paper, name), name))

    @cached_property
    def cited(self) -> tuple[tuple[str, EvidenceCode], ...]:
        """Every well-formed evidence code in the paper's texts, with the path of the text."""
        known = {text: codes for text in self.every_text if (codes := tuple(codes_in(text)))}
        return tuple((path, code) for path, codes in self.standing(known) for code in codes)

    @cached_property
    def evidence_rows(self) -> tuple[tuple[str, EvidenceItem], ...]:
        """The items of the list of evidence with their paths."""
        return tuple((f"evidence.{i}", item) for i, item in enumerate(self.evidence))

    @cached_property
    def loose(self) -> Loose:
        """Problems without an action and actions without a problem; nothing where there are no problems or no plan."""
        if not self.problem_rows:
            return Loose((), ())
        return loose(self.problem_rows, self.plan_rows)

    @cached_property
    def school_year(self) -> tuple[date, date] | None:
        """First and last day of the paper's own school year (1 August to 31 July), if it says which."""
        years = years_in(self.paper.school_year)
        if years and not is_own_year(self.paper.school_year, self.paper.report.subject, self.written):
            return None
        return (date(years[0], 8, 1), date(years[1], 7, 31)) if years else None
