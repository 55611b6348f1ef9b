"""A list of evidence as an official Word file (danh mục minh chứng), in the form of Nghị định 30/2020.

Header rows repeat on each page; a code leads to the address of its item where there is one.
"""

from collections.abc import Iterator, Sequence

from caitien.documents.printing.word.columns import column_widths
from caitien.documents.printing.word.letterhead import foot, head, title
from caitien.documents.printing.word.markup import cell, escape, paragraph, paragraphs, row, run, table
from caitien.documents.printing.word.page import LANDSCAPE
from caitien.documents.printing.word.parts import pack
from caitien.documents.printing.write_grid import Cells, Grid
from caitien.domain.evidence.lists import TITLE, EvidenceList, ListColumn, columns_of, texts_of
from caitien.domain.official_forms.forms import Column, TableForm
from caitien.domain.papers.paper_marks import NO_MARKS

_MIDDLE = '<w:vAlign w:val="center"/>'


def evidence_docx(wanted: EvidenceList) -> bytes:
    """The bytes of the file. Linear in the rows."""
    page, columns = LANDSCAPE, columns_of(wanted)
    texts = list(texts_of(wanted.rows, columns)) or [("",) * len(columns)]
    widths = column_widths(_grid(columns, texts), page.room)
    rows = [_head(columns, widths), *_rows(wanted, columns, texts, widths)]
    body = head(wanted.head, wanted.school, page) + title(TITLE, wanted.subject, page)
    body += table("BangKe", widths, rows) + paragraph("CuoiBang") + foot(wanted.head, page) + page.section(first=True)
    return pack(body, title=f"{TITLE} {wanted.subject}".strip(), author=wanted.school, marks=NO_MARKS)


def _grid(columns: Sequence[ListColumn], texts: Sequence[tuple[str, ...]]) -> Grid:
    made = tuple(Column(each.field, each.heading, each.width) for each in columns)
    form = TableForm(name="evidence", sheet=TITLE, caption=TITLE, columns=made)
    return Grid(form, made, tuple(map(Cells, texts)))


def _head(columns: Sequence[ListColumn], widths: Sequence[int]) -> str:
    pairs = zip(columns, widths, strict=True)
    return row((cell(paragraph("BangDau", each.heading), width, _MIDDLE) for each, width in pairs), header=True)


def _rows(
    wanted: EvidenceList, columns: Sequence[ListColumn], texts: Sequence[tuple[str, ...]], widths: Sequence[int]
) -> Iterator[str]:
    for line in texts:
        cells = zip(columns, line, widths, strict=True)
        yield row(cell(_content(wanted, each, text), width) for each, text, width in cells)


def _content(wanted: EvidenceList, column: ListColumn, text: str) -> str:
    """The paragraphs of a cell; a code that leads somewhere is a field that opens it."""
    style = "BangSo" if column.field == "number" else "BangO"
    address = wanted.links.get(text, "") if column.field == "code" else ""
    if not address:
        return paragraphs(style, text)
    quoted = address.replace('"', "%22").replace("\\", "%5C")  # marks of a field's own words
    field = escape(f' HYPERLINK "{quoted}" ')
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:fldSimple w:instr="{field}">{run(text)}</w:fldSimple></w:p>'
    )
