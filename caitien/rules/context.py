"""What a rule may look at (căn cứ kiểm tra): the paper, what is known beside it, and the day it is checked on.

Plain values only. What several rules need (folded texts, the set of standards, evidence codes cited) is worked out here
once, when first asked for, so that all rules together stay linear in the paper.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import chain
from typing import Final

from caitien.domain.evidence.codes import EvidenceCode, codes_in
from caitien.domain.evidence.listed import EvidenceItem
from caitien.domain.finding import Fix
from caitien.domain.paper import Form, Paper, PlanRow, Problem, ResultRow
from caitien.domain.papers import paths
from caitien.domain.papers.column_headings import unit_at
from caitien.domain.standards import Standard, StandardSet, standard_set
from caitien.domain.times.school_calendar import years_in
from caitien.rules.own_words import is_own_year, other_schools
from caitien.rules.times import Spans
from caitien.rules.unmatched import Loose, loose

NOT_PRINTED: Final = frozenset(("school_type", "school_year", "framework"))  # texts of ours, not of the paper
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
        return other_schools(told, self.paper.school, self.said) if told else ""

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

    @cached_property
    def texts(self) -> tuple[tuple[str, str], ...]:
        """Every text of the paper with its path."""
        return tuple(paths.texts(self.paper))

    @cached_property
    def spans(self) -> Spans:
        """The spans of days that texts of this check name, each text read once."""
        return Spans()

    @cached_property
    def where(self) -> Mapping[str, list[str]]:
        """Every different text of the paper → the paths it stands at; both in the order of the paper."""
        where: dict[str, list[str]] = {}
        for path, text in self.texts:
            if path not in NOT_PRINTED:
                where.setdefault(text, []).append(path)
        return where

    @cached_property
    def with_figures(self) -> tuple[tuple[str, list[str]], ...]:
        """Every different text that holds a figure, in small letters, with the paths it stands at."""
        return tuple((text.lower(), paths) for text, paths in self.where.items() if _FIGURE.search(text))

    @cached_property
    def written(self) -> tuple[str, ...]:
        """Every different text the paper has in words of its own, in its order."""
        return tuple(self.where)

    @cached_property
    def said(self) -> str:
        """Everything the paper says in small letters, each text once, for asking whether some words stand anywhere."""
        return "\n".join(dict.fromkeys(text for _, text in self.texts)).lower()

    @cached_property
    def prose(self) -> tuple[tuple[str, str], ...]:
        """The paragraphs of all sections with their paths, and the assessment's."""
        wanted = ("sections.", "strengths", "limitations", "recommendations")
        return tuple((path, text) for path, text in self.texts if path.startswith(wanted))

    @cached_property
    def cited(self) -> tuple[tuple[str, EvidenceCode], ...]:
        """Every well-formed evidence code in the paper's texts, with the path of the text."""
        return tuple((path, code) for path, text in self.texts for code in codes_in(text))

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
