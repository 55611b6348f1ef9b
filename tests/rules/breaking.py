"""Ways to break a clean paper in one place (cách làm hỏng một chỗ): the pieces mutations are made of."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from caitien.domain.evidence.listed import EvidenceItem
from caitien.domain.paper import Form, PlanRow, Status
from caitien.domain.papers import paths
from tests.rules.clean_generator import Checked

STRENGTHS = "Mỗi việc đã xong đều có số liệu trước và sau."  # no count, which a broken result would belie
Broken = tuple[Checked, str]  # the paper, and the path at which it is broken
Break = Callable[[Checked], Broken | None]  # None: this paper has no such place


@dataclass(frozen=True)
class Mutation:
    """One known fault (lỗi biết trước): the rule that must find it, in papers of which form, and how it is made."""

    code: str
    form: Form
    make: Break


def row_of(checked: Checked, code: str) -> int | None:
    """The plan's line of a criterion."""
    return next((i for i, row in enumerate(checked.paper.plan.items) if row.criterion == code), None)


def with_items(checked: Checked, *items: PlanRow) -> Checked:
    """The paper with other plan lines."""
    return checked.with_paper(plan=replace(checked.paper.plan, items=items))


def written(path: str, text: str | Callable[[str], str], at: str = "") -> Break:
    """Some words put at a path; found there, or where ``at`` says."""

    def broken(checked: Checked) -> Broken:
        words = text if isinstance(text, str) else text(paths.text_at(checked.paper, path))
        return replace(checked, paper=paths.with_text(checked.paper, path, words)), at or path

    return broken


def line(code: str, at: str, **cells: str) -> Break:
    """Other words in the plan's line of a criterion; ``{y}`` and ``{before}`` are years."""

    def broken(checked: Checked) -> Broken | None:
        i = row_of(checked, code)
        if i is None:
            return None
        year = int(checked.paper.school_year[:4])
        said = {name: text.format(y=year, before=year - 2) for name, text in cells.items()}
        items = list(checked.paper.plan.items)
        items[i] = replace(items[i], **said)
        return with_items(checked, *items), f"plan.items.{i}.{at}"

    return broken


def head(at: str, **changes: Any) -> Break:
    """Something else in the head or the foot."""
    return lambda checked: (
        checked.with_paper(report=replace(checked.paper.report, **changes)),
        f"report.{at}",
    )


def result(state: Status, at: str, **cells: Any) -> Break:
    """Other words in the first result of a state, with no list of evidence at hand."""

    def broken(checked: Checked) -> Broken | None:
        rows = list(checked.paper.results)
        i = next((i for i, row in enumerate(rows) if row.status is state), None)
        if i is None:
            return None
        before = int(checked.paper.school_year[:4]) - 1
        said = {name: text.format(before=before) if type(text) is str else text for name, text in cells.items()}
        rows[i] = replace(rows[i], **said)
        broke = replace(checked.with_paper(results=tuple(rows), strengths=STRENGTHS), evidence=())
        return broke, f"results.{i}.{at}".rstrip(".")

    return broken


def action(at: str, **cells: Any) -> Break:
    """Other words in the last action of a Biểu 2 whose actions name no criterion."""

    def broken(checked: Checked) -> Broken | None:
        *others, last = checked.paper.plan.items
        if last.criterion:
            return None
        return with_items(checked, *others, replace(last, **cells)), f"plan.items.{len(others)}.{at}"

    return broken


def listed(*more: EvidenceItem, cited: str = "") -> Break:
    """Further items at the end of the list of a report, and words that cite them; found at the last of them."""

    def broken(checked: Checked) -> Broken | None:
        if not checked.evidence:
            return None
        items = (*checked.evidence, *more)
        strengths = f"{checked.paper.strengths} {cited}".strip()
        made = replace(checked.with_paper(strengths=strengths), evidence=items)
        return made, f"evidence.{len(items) - 1}"

    return broken


def item(place: int, at: str, **cells: str) -> Break:
    """Other words in an item of the list."""

    def broken(checked: Checked) -> Broken | None:
        items = list(checked.evidence)
        if not items:
            return None
        items[place] = replace(items[place], **cells)
        return replace(checked, evidence=tuple(items)), at

    return broken
