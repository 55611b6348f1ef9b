"""An official paper that is none of improvement as a Word file (văn bản hành chính khác), Nghị định 30/2020."""

from collections.abc import Iterator

from caitien.documents.printing.word.letterhead import foot, head, title
from caitien.documents.printing.word.marks import at_the_end
from caitien.documents.printing.word.markup import paragraph
from caitien.documents.printing.word.page import LANDSCAPE, PORTRAIT, Page
from caitien.documents.printing.word.parts import pack
from caitien.documents.printing.word.tables import grid_table
from caitien.documents.printing.write_grid import Cells, Grid
from caitien.domain.official_forms.forms import Column, TableForm
from caitien.domain.papers.official_paper import ADDRESSED, OfficialPaper, OfficialPart, OfficialTable
from caitien.domain.papers.paper_marks import Marks
from caitien.domain.texts.folding import one_line

_WIDE = 5  # columns from which on a table wants its page on its side


def write_official_docx(paper: OfficialPaper, marks: Marks) -> bytes:
    """The paper as a Word file, with marks of ours; the same gives the same bytes. Linear in the rows."""
    page = LANDSCAPE if _is_wide(paper) else PORTRAIT
    named = paper.report.title or paper.form.title
    top = "" if paper.form.letter else title(named, paper.report.subject, page)
    if paper.form.signed:
        about = paper.report.subject if paper.form.letter else ""
        numbered = bool(paper.form.symbol or about)
        top = head(paper.report, paper.school, page, dated=paper.form.dated, numbered=numbered, about=about) + top
    inner = "".join(markup for part in paper.parts for markup in _part(part, page))
    closing = paragraph("KetThuc", paper.form.closing) if paper.form.closing else ""
    end = _foot(paper, page) + _annexes(paper, page) + at_the_end(marks)
    end += LANDSCAPE.section() if paper.annexes else page.section(first=True)
    name = one_line(f"{named} {paper.report.subject}")
    return pack(top + inner + closing + end, title=name, author=paper.school, marks=marks)


def _foot(paper: OfficialPaper, page: Page) -> str:
    if not paper.form.signed:
        return ""
    left = (paper.form.left_title, paper.left_signer) if paper.form.left_title else None
    return foot(paper.report, page, left)


def _annexes(paper: OfficialPaper, page: Page) -> str:
    """What follows the signature (phụ lục), on pages turned on their side."""
    if not paper.annexes:
        return ""
    turned = paragraph("CuoiBang", properties=page.section(first=True))
    return turned + "".join(markup for part in paper.annexes for markup in _part(part, LANDSCAPE))


def _is_wide(paper: OfficialPaper) -> bool:
    return any(part.table and len(part.table.headings) >= _WIDE for part in paper.parts)


def _part(part: OfficialPart, page: Page) -> Iterator[str]:
    if part.heading:
        yield paragraph("KinhGui" if part.heading.startswith(ADDRESSED) else "DeMuc", part.heading)
    yield from (paragraph("NoiDung", line) for text in part.paragraphs for line in text.split("\n"))
    if part.table:
        yield grid_table(_grid(part.table), page.room) + paragraph("CuoiBang")


def _grid(table: OfficialTable) -> Grid:
    """The table as the printer of tables takes it."""
    columns = tuple(
        Column("number" if heading == "TT" else f"c{turn}", heading, width)
        for turn, (heading, width) in enumerate(table.headings)
    )
    return Grid(TableForm("official", "", "", columns), columns, tuple(map(Cells, table.rows)))
