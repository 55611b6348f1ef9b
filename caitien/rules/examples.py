"""The cases of a rule (các trường hợp thử): what it must find and what it must leave alone, as data beside its file."""

import inspect
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from caitien.domain.evidence.listed import EvidenceItem
from caitien.domain.paper import Paper
from caitien.domain.papers.paper_json import from_json
from caitien.domain.refused import Faults
from caitien.rules.catalogue import Rule
from caitien.rules.context import RuleContext

TODAY: Final = date(2026, 5, 20)  # of a case that does not say on which day it is looked at


@dataclass(frozen=True, slots=True)
class Case:
    """One case (trường hợp thử): why it is one, what the rule looks at, and the paths it must point to."""

    why: str
    context: RuleContext
    at: tuple[str, ...] = ()  # empty: the rule must be silent


@dataclass(frozen=True, slots=True)
class Cases:
    """All cases of a rule."""

    found: tuple[Case, ...]
    clean: tuple[Case, ...]


def case_file(rule: Rule) -> Path:
    """Where the cases of a rule stand: in the folder ``cases`` beside its file, under its name."""
    here = Path(inspect.getfile(rule.find))
    return here.parent / "cases" / f"{here.stem}.json"


def cases_of(rule: Rule) -> Cases:
    """The cases of a rule; raises FileNotFoundError, KeyError or ValueError where its file is none: our own mistake."""
    data = json.loads(case_file(rule).read_text(encoding="utf-8"))
    return Cases(*(tuple(map(_case, data[kind])) for kind in ("found", "clean")))


def _case(data: Mapping[str, Any]) -> Case:
    context = RuleContext(
        paper=_paper(data["paper"]),
        today=date.fromisoformat(data["today"]) if "today" in data else TODAY,
        last_year=_paper(data["last_year"]) if "last_year" in data else None,
        evidence=tuple(EvidenceItem(**item) for item in data.get("evidence", [])),
        council=tuple(data.get("council", [])),
        levels=data.get("levels", {}),
    )
    return Case(data["why"], context, tuple(data.get("at", [])))


def _paper(data: Mapping[str, object]) -> Paper:
    paper = from_json(data)
    if isinstance(paper, Faults):
        raise ValueError("; ".join(paper.problems))
    return paper
