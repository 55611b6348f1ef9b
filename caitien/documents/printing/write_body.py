"""The body of an official paper, before it is Word or Excel (phần nội dung): lines and tables in order.

Everything a Paper holds between subject and signature passes here once, so that both formats print the same and read
back the same. Order: each table's sections before it; after the last table loose prose, assessment, petitions, the
parts that follow, closing.
"""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from caitien.documents.printing.write_grid import Grid, Rows, grid
from caitien.domain.official_forms.forms import (
    ASSESSMENT_LEAD,
    FORMS,
    LIMITATIONS_LEAD,
    PETITION_MARK,
    PETITIONS_LEAD,
    STRENGTHS_LEAD,
    TABLES,
    FormSpec,
    Part,
    TableForm,
)
from caitien.domain.official_forms.standing import standing_sentences
from caitien.domain.paper import Form, Paper, Section, numbered_line

END = "end"
MARK = "./."  # what ends the body of an official paper
_SHORT = 3  # a heading followed by at most this many paragraphs goes over to the page of its table


class LineKind(StrEnum):
    """What a line of the body is (loại dòng)."""

    HEADING = "heading"
    LEAD = "lead"
    TEXT = "text"
    CLOSING = "closing"


class Line(NamedTuple):
    """A line of prose (dòng lời); ``path`` names the words of the paper it prints, "" where they are the form's own."""

    kind: LineKind
    text: str
    path: str = ""


Element = Line | Grid
Placed = tuple[int, Section]  # a section and its number in the paper


def body(paper: Paper, form: Form) -> list[Element]:
    """Everything between subject and signature (nội dung văn bản), in order."""
    spec = FORMS[form]
    if not paper.is_of_improvement:
        return list(_own_outline(paper, spec))
    elements = [*_elements_of(paper, form, spec)]
    elements[_first_place(elements) : 0] = [Line(LineKind.TEXT, text) for text in standing_sentences(paper, form)]
    last = elements[-1]
    if isinstance(last, Line) and last.text.endswith(MARK):
        return [*elements[:-1], last._replace(kind=LineKind.CLOSING)]
    return [*elements, Line(LineKind.CLOSING, spec.closing)]


def turned(elements: Sequence[Element]) -> tuple[Sequence[Element], Sequence[Element], Sequence[Element]]:
    """A body whose tables lie on their side (phần dọc, phần ngang, phần dọc): prose, everything from the first table to
    the last with the heading that would be left alone on the page before, and prose again."""
    tables = [index for index, element in enumerate(elements) if isinstance(element, Grid)]
    if not tables:
        return elements, (), ()
    start, stop = tables[0], tables[-1] + 1
    near = range(max(0, start - 1 - _SHORT), start)
    headings = [index for index in near if _is_heading(elements[index])]
    start = headings[-1] if headings else start
    return elements[:start], elements[start:stop], elements[stop:]


def _is_heading(element: Element) -> bool:
    return isinstance(element, Line) and element.kind is LineKind.HEADING


def _elements_of(paper: Paper, form: Form, spec: FormSpec) -> Iterator[Element]:
    tables = _tables(paper, form, spec)
    parts = _parts_printed(paper, spec)
    names = [table.name for table in tables]
    for table in tables:
        yield from _sections(_standing_before(table.name, paper.sections, names), spec, parts, table.name)
        if table.lead:
            yield Line(LineKind.LEAD, table.lead)
        own = paper.form is form and not spec.own_headings
        yield grid(table, _rows(paper, table), paper.headings.get(table.name, {}), own=own)
    ending = _standing_before(END, paper.sections, names)
    loose = _loose(ending)
    yield from _sections(ending[:loose], spec, (), END)
    yield from _assessment(paper, form)
    yield from _petitions(paper, form)
    yield from _sections(ending[loose:], spec, parts, END)


def _own_outline(paper: Paper, spec: FormSpec) -> Iterator[Element]:
    """A paper of another kind: what it says in its own order, nothing of a form."""
    tables = [table for table in TABLES[: len(spec.tables)] if _rows(paper, table)]
    names = [table.name for table in tables]
    for table in tables:
        yield from _sections(_standing_before(table.name, paper.sections, names), spec, (), table.name)
        yield grid(table, _rows(paper, table), paper.headings.get(table.name, {}), own=True)
    ending = _standing_before(END, paper.sections, names)
    loose = _loose(ending)
    yield from _sections(ending[:loose], spec, (), END)
    if paper.strengths or paper.limitations:
        yield from _assessment(paper, paper.form)
    if paper.recommendations:
        yield from _petitions(paper, paper.form)
    yield from _sections(ending[loose:], spec, (), END)


def _tables(paper: Paper, form: Form, spec: FormSpec) -> list[TableForm]:
    """The form's tables, and those beyond it that the paper fills all the same."""
    own = [table.name for table in spec.tables]
    others = {table.name: table for table in reversed(TABLES) if table.name not in own and paper.form is form}
    return [*spec.tables, *(table for table in others.values() if _rows(paper, table))]


def _rows(paper: Paper, table: TableForm) -> Rows:
    rows: dict[str, Rows] = {
        "plan": paper.plan.items,
        "results": paper.results,
        "problems": paper.problems,
        "reviews": paper.reviews,
    }
    return rows[table.name]


# --- sections ---------------------------------------------------------------------------------------------------------


def _parts_printed(paper: Paper, spec: FormSpec) -> Sequence[Part]:
    """The form's parts this paper must have: none where a report or plan keeps an outline of its own."""
    own_outline = not spec.own_headings and any(
        section.heading and not spec.keeps_outline(section.part, section.heading) for section in paper.sections
    )
    given = {section.part for section in paper.sections}
    return () if own_outline else [part for part in spec.parts if part.numeral not in given]


def _standing_before(name: str, sections: Iterable[Section], tables: Sequence[str]) -> list[Placed]:
    """The sections before a table; those before a table that is not printed stand at the end."""
    return [(n, each) for n, each in enumerate(sections) if (each.before if each.before in tables else END) == name]


def _loose(ending: Sequence[Placed]) -> int:
    """How many sections at the end are loose prose: those before the first with a heading, which ends the petitions."""
    headed = (index for index, (_, section) in enumerate(ending) if section.part or section.heading)
    return next(headed, len(ending))


def _sections(sections: Iterable[Placed], spec: FormSpec, parts: Iterable[Part], before: str) -> Iterator[Line]:
    """Sections with the form's missing parts in their places among them."""
    order = {part.numeral: index for index, part in enumerate(spec.parts)}
    missing = [part for part in parts if part.before == before]
    for number, section in sections:
        while section.part and missing and order[missing[0].numeral] < order.get(section.part, len(order)):
            yield Line(LineKind.HEADING, missing.pop(0).line())
        yield from _section(number, section, spec)
    yield from (Line(LineKind.HEADING, part.line()) for part in missing)


def _section(number: int, section: Section, spec: FormSpec) -> Iterator[Line]:
    heading = _heading(section, spec)
    if heading:
        yield Line(LineKind.HEADING, heading, f"sections.{number}.heading")
    for index, text in enumerate(section.paragraphs):
        yield Line(LineKind.TEXT, text, f"sections.{number}.paragraphs.{index}")


def _heading(section: Section, spec: FormSpec) -> str:
    if not section.part:
        return section.heading
    own = spec.part(section.part)
    words = own.heading if own and (spec.own_headings or not section.heading) else section.heading
    return numbered_line(section.part, words)


def _first_place(elements: Sequence[Element]) -> int:
    """Where the standing sentences go: under the first heading before any table, else at the start."""
    for index, element in enumerate(elements):
        if isinstance(element, Grid):
            break
        if element.kind is LineKind.HEADING:
            return index + 1
    return 0


# --- assessment and petitions -----------------------------------------------------------------------------------------


def _assessment(paper: Paper, form: Form) -> Iterator[Line]:
    """Nhận xét, đánh giá: always in a report, elsewhere where there is something to say."""
    if form is Form.REPORT or paper.strengths or paper.limitations:
        yield Line(LineKind.LEAD, ASSESSMENT_LEAD)
        yield from _led(STRENGTHS_LEAD, paper.strengths, "strengths")
        yield from _led(LIMITATIONS_LEAD, paper.limitations, "limitations")


def _petitions(paper: Paper, form: Form) -> Iterator[Line]:
    """Kiến nghị, đề xuất, each under its mark."""
    if form is Form.REPORT or paper.recommendations:
        yield Line(LineKind.LEAD, PETITIONS_LEAD)
        for number, petition in enumerate(paper.recommendations):
            yield from _led(PETITION_MARK.strip(), petition, f"recommendations.{number}")


def _led(lead: str, text: str, path: str) -> Iterator[Line]:
    """A text whose first paragraph follows its lead-in on the same line."""
    first, *others = text.split("\n")
    yield Line(LineKind.TEXT, f"{lead} {first}".rstrip(), path)
    yield from (Line(LineKind.TEXT, other, path) for other in others)
