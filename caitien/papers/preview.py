"""A draft as sheets of paper (các trang giấy): prose upright, tables on their side, as Word prints them.

Long tables are shown a page at a time; the file has them whole. Every word knows its slot, every row its line.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from caitien.checking.findings import Seen
from caitien.documents.printing.word.columns import column_widths
from caitien.documents.printing.word.markup import twips
from caitien.documents.printing.write_body import Element, Line, LineKind, body, turned
from caitien.documents.printing.write_grid import Cells, Grid
from caitien.domain.official_forms.forms import FORMS, Column
from caitien.domain.paper import Form, Paper
from caitien.papers.checking import DraftFindings
from caitien.papers.drafting import WordedDraft, Wording
from caitien.papers.prose import Paragraph, plain
from caitien.papers.slots import slot_at
from caitien.plans.models import Task

ROWS_A_PAGE: Final = 50
_ROOM: Final = twips(267)  # of a table on A4 on its side, between its margins
NOTHING_SAID: Final = DraftFindings(())
_PATHS: Final = {"plan": "plan.items"}  # name of a table → its path in the paper, where that is another


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of prose that stand in one slot, or are the form's own (đoạn lời)."""

    lines: tuple[Line, ...]
    wording: Wording | None
    said: tuple[Seen, ...] = ()
    opens: bool = False  # whether it is the last of its slot, where people write

    @property
    def paragraphs(self) -> list[tuple[str, Paragraph]]:
        """The words of a proposal that stands here: what the form puts before each paragraph, and the paragraph."""
        assert self.wording is not None  # noqa: S101 - asked only of what is proposed
        said = (line.text for line in self.lines if line.kind is not LineKind.HEADING)
        pairs = zip(said, self.wording.proposal, strict=False)
        return [(text.removesuffix(plain([paragraph])), paragraph) for text, paragraph in pairs]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table (ô), and what the rules say of it."""

    heading: str
    text: str
    said: tuple[Seen, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table (dòng): a merged one (``group``), or cells and the line of the plan it is."""

    group: str = ""
    cells: tuple[Cell, ...] = ()
    task: Task | None = None
    said: tuple[Seen, ...] = ()  # of the row as a whole

    @property
    def all_said(self) -> list[Seen]:
        """What the rules say of it and of its cells, rule by rule: what stands beside it."""
        own = [seen for cell in self.cells for seen in cell.said]
        return sorted((*own, *self.said), key=lambda seen: seen.finding.code)


@dataclass(frozen=True, slots=True)
class Table:
    """One page of a table (một trang của bảng)."""

    name: str
    caption: str
    columns: tuple[Column, ...]
    widths: tuple[str, ...]  # of each column, "12.5%", as Word prints it
    rows: tuple[Row, ...]
    page: int
    pages: int
    total: int


@dataclass(frozen=True, slots=True)
class PreviewPage:
    """A sheet of paper (tờ giấy): upright or on its side."""

    landscape: bool
    parts: tuple[Block | Table, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """What sheets are laid out of (nguồn của tờ giấy): a paper; of a draft also who wrote which words, which row is
    which line, and what the rules say."""

    paper: Paper
    form: Form
    wordings: Mapping[str, Wording] = field(default_factory=dict)
    lines: Mapping[str, Sequence[Task]] = field(default_factory=dict)
    findings: DraftFindings = NOTHING_SAID


def source_of(worded: WordedDraft, findings: DraftFindings) -> Source:
    """A draft, to be laid out."""
    return Source(worded.paper, worded.composed.form, worded.wordings, worded.composed.lines, findings)


def preview_pages_of(source: Source, *, table: str = "", page: int = 1) -> list[PreviewPage]:
    """The sheets of a paper (các tờ); of ``table`` its page, of others the first. Linear in the paper, no query."""
    form = source.form
    elements = body(source.paper, form)
    if FORMS[form].landscape:
        stretches: Iterable[tuple[bool, Sequence[Element]]] = [(True, elements)]
    else:
        before, middle, after = turned(elements)
        stretches = [(False, before), (True, middle), (False, after)]
    preview_pages = [
        PreviewPage(on_side, tuple(_parts(source, some, table, page))) for on_side, some in stretches if some
    ]
    return _opened(preview_pages)


def _opened(preview_pages: list[PreviewPage]) -> list[PreviewPage]:
    """The pages with ``opens`` set on the last block of each slot only: there, after its words, a person edits it."""
    blocks = [
        part
        for preview_page in preview_pages
        for part in preview_page.parts
        if isinstance(part, Block) and part.wording
    ]
    last = {id(block) for block in {block.wording.slot.key: block for block in blocks if block.wording}.values()}
    return [
        PreviewPage(
            preview_page.landscape,
            tuple(replace(p, opens=id(p) in last) if isinstance(p, Block) else p for p in preview_page.parts),
        )
        for preview_page in preview_pages
    ]


def _parts(source: Source, elements: Iterable[Element], table: str, page: int) -> Iterator[Block | Table]:
    held: list[Line] = []
    slot = ""
    for element in elements:
        here = "" if isinstance(element, Grid) else _slot(source, element)
        if held and (isinstance(element, Grid) or here != slot):
            yield _block(source, held, slot)
            held = []
        if isinstance(element, Grid):
            yield _table(source, element, page if element.form.name == table else 1)
        else:
            held, slot = [*held, element], here
    if held:
        yield _block(source, held, slot)


def _slot(source: Source, line: Line) -> str:
    return slot_at(source.paper, line.path) if line.path else ""


def _block(source: Source, lines: list[Line], slot: str) -> Block:
    said = (seen for path in dict.fromkeys(line.path for line in lines if line.path) for seen in _at(source, path))
    return Block(tuple(lines), source.wordings.get(slot), tuple(said))


def _at(source: Source, path: str) -> Sequence[Seen]:
    return source.findings.by_cell.get(path, ())


def _table(source: Source, grid: Grid, page: int) -> Table:
    name = grid.form.name
    total = sum(isinstance(row, Cells) for row in grid.rows)
    pages = max(1, -(-total // ROWS_A_PAGE))
    page = min(max(page, 1), pages)
    rows = tuple(_rows(source, grid, (page - 1) * ROWS_A_PAGE))
    widths = tuple(f"{100 * width / _ROOM:.1f}%" for width in column_widths(grid, _ROOM))
    return Table(name, grid.form.caption, grid.columns, widths, rows, page, pages, total)


def _rows(source: Source, grid: Grid, start: int) -> Iterator[Row]:
    """The rows of a page; where rows go on from the page before, the merged row above them is said again."""
    table = _PATHS.get(grid.form.name, grid.form.name)
    tasks = source.lines.get(grid.form.name, ())
    number, group, opens = 0, "", False
    for row in grid.rows:
        if not isinstance(row, Cells):
            group, opens = row.text, True
            if start <= number < start + ROWS_A_PAGE:
                yield Row(group=group)
            continue
        if number == start and group and not opens:
            yield Row(group=f"{group} (tiếp)")
        if start <= number < start + ROWS_A_PAGE:
            yield _row_of_page(
                source.findings, f"{table}.{number}", grid.columns, row, tasks[number] if number < len(tasks) else None
            )
        number, opens = number + 1, False


def _row_of_page(findings: DraftFindings, path: str, columns: Sequence[Column], row: Cells, task: Task | None) -> Row:
    said = list(findings.by_row.get(path, ()))
    cells = []
    for column, text in zip(columns, row.texts, strict=True):
        own = [seen for seen in said if seen.finding.path == f"{path}.{column.field}"]
        said = [seen for seen in said if seen not in own]
        cells.append(Cell(column.heading, text, tuple(own)))
    return Row(cells=tuple(cells), task=task, said=tuple(said))
