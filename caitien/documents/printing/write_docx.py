"""A Paper as an official Word file (văn bản Word), in the form of Nghị định 30/2020."""

from collections.abc import Iterator, Sequence
from typing import Final

from caitien.documents.printing.word.letterhead import foot, head, title
from caitien.documents.printing.word.marks import at_the_end
from caitien.documents.printing.word.markup import paragraph
from caitien.documents.printing.word.page import LANDSCAPE, PORTRAIT, Page
from caitien.documents.printing.word.parts import pack
from caitien.documents.printing.word.tables import grid_table
from caitien.documents.printing.write_around import has_foot, has_letterhead, subject_of, title_of
from caitien.documents.printing.write_as import as_form
from caitien.documents.printing.write_body import Element, LineKind, body, turned
from caitien.documents.printing.write_grid import Grid
from caitien.domain.official_forms.forms import FORMS
from caitien.domain.paper import Form, Paper
from caitien.domain.papers.paper_marks import NO_MARKS, Marks
from caitien.domain.texts.folding import one_line

_STYLES: Final = {
    LineKind.HEADING: "DeMuc",
    LineKind.LEAD: "LoiDan",
    LineKind.TEXT: "NoiDung",
    LineKind.CLOSING: "KetThuc",
}


def write_docx(paper: Paper, form: Form, marks: Marks = NO_MARKS) -> bytes:
    """The paper as a Word file of that form, with marks of ours; the same gives the same bytes. Linear in the rows."""
    spec, paper = FORMS[form], as_form(paper, form)
    first = LANDSCAPE if spec.landscape else PORTRAIT
    named, subject = title_of(paper, form), subject_of(paper, form)
    top = head(paper.report, paper.school, first) if has_letterhead(paper) else ""
    top += title(named, subject, first) if named or subject else ""
    elements = body(paper, form)
    inner = _flat(elements) if spec.landscape else _turned(elements)
    signed = foot(paper.report, first) if has_foot(paper) else ""
    end = signed + at_the_end(marks) + first.section(first=spec.landscape)
    name = one_line(f"{named} {subject}")
    return pack(top + "".join(inner) + end, title=name, author=paper.school, marks=marks)


def _flat(elements: Sequence[Element]) -> Iterator[str]:
    """All on pages that already lie on their side."""
    return (_markup(element, LANDSCAPE) for element in elements)


def _turned(elements: Sequence[Element]) -> Iterator[str]:
    """Prose upright, everything from the first table to the last on its side, prose upright again."""
    before, tables, after = turned(elements)
    yield from (_markup(element, PORTRAIT) for element in before)
    if not tables:
        return
    yield _turn(PORTRAIT, first=True)
    yield from (_markup(element, LANDSCAPE) for element in tables)
    yield _turn(LANDSCAPE)
    yield from (_markup(element, PORTRAIT) for element in after)


def _turn(page: Page, first: bool = False) -> str:
    """The end of a section: the next page has another shape."""
    return paragraph("CuoiBang", properties=page.section(first=first))


def _markup(element: Element, page: Page) -> str:
    if isinstance(element, Grid):
        return grid_table(element, page.room) + paragraph("CuoiBang")
    return paragraph(_STYLES[element.kind], element.text)
