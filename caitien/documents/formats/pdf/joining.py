"""Pages to one file (nối các trang): tables and paragraphs that go on over a page end are made whole."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from caitien.documents.blocks import Block, Cell, Pages, Paragraph, Row, Table
from caitien.documents.formats.pdf.columns import STARTS, Beside
from caitien.documents.formats.pdf.layout import LaidOutPage, Ruled
from caitien.documents.formats.pdf.lines import Line
from caitien.documents.formats.pdf.margins import without_margins
from caitien.documents.formats.pdf.paragraphs import Frame, Habits, glue, is_flush, learn, paragraphs, text_of
from caitien.documents.formats.pdf.tables import LongTable, usual_lead
from caitien.domain.paper import Place

_MARGIN = 0.14  # of the page's width: 30 mm of A4
_ENOUGH = 5  # lines from which on a single one that sticks out does not set the margin


@dataclass(slots=True)
class _Text:
    """Lines that follow each other outside the tables (phần lời), on pages of one width."""

    width: int
    lines: list[Line] = field(default_factory=list)


_Part = _Text | Beside | LongTable


def joined(sheets: Sequence[LaidOutPage]) -> Pages:
    """The blocks of a file from its pages, with notes on what stands in their margins."""
    notes = without_margins(sheets)
    parts = list(_parts(sheets))
    frames = _margins(parts)
    habits = learn(_stacks(parts, frames))
    return Pages(list(_blocks(parts, frames, habits)), notes)


def _parts(sheets: Sequence[LaidOutPage]) -> Iterator[_Part]:
    """The parts of all pages in order, those that go on over a page end joined."""
    last: _Part | None = None
    for sheet in sheets:
        for index, part in enumerate(sheet.parts):
            if isinstance(last, LongTable) and isinstance(part, Ruled) and index == 0 and last.goes_on_in(part):
                last.pieces.append(part)
            elif isinstance(last, _Text) and isinstance(part, Line) and last.width == round(sheet.width):
                last.lines.append(part)
            else:
                if last is not None:
                    yield last
                last = _begun(part, sheet)
    if last is not None:
        yield last


def _begun(part: Line | Beside | Ruled, sheet: LaidOutPage) -> _Part:
    if isinstance(part, Line):
        return _Text(round(sheet.width), [part])
    return LongTable([part]) if isinstance(part, Ruled) else part


def _margins(parts: Sequence[_Part]) -> dict[int, Frame]:
    """The frame text is set in, for each width of page: the outermost edges its lines keep to."""
    lines: dict[int, list[Line]] = defaultdict(list)
    for part in parts:
        if isinstance(part, _Text):
            lines[part.width] += [line for line in part.lines if not line.turned]
    return {width: _frame(found, width) for width, found in lines.items() if found}


def _frame(lines: Sequence[Line], width: int) -> Frame:
    """The frame of lines on a page so wide. Where the longest is in capitals and fills less than half of it, it is a
    heading and no edge of the text: a school's name and a title below it are not one line broken in two."""
    outlier = len(lines) > _ENOUGH
    lefts, ends = sorted(line.x0 for line in lines), sorted(lines, key=lambda line: line.x1)
    left, right = lefts[outlier], ends[-1 - outlier].x1
    if right - left < width / 2 and ends[-1 - outlier].text.isupper():
        return Frame(min(left, _MARGIN * width), max(right, width - _MARGIN * width), usual_lead(lines))
    return Frame(left, right, usual_lead(lines), is_flush(lines, right))


def _stacks(parts: Sequence[_Part], frames: dict[int, Frame]) -> Iterator[tuple[Sequence[Line], Frame]]:
    for part in parts:
        if isinstance(part, LongTable):
            yield from part.stacks()
        elif isinstance(part, _Text):
            yield part.lines, frames.get(part.width, Frame(0, 0))


def _blocks(parts: Sequence[_Part], frames: dict[int, Frame], habits: Habits) -> Iterator[Block]:
    tables = words = 0
    for part in parts:
        if isinstance(part, _Text):
            for lines in paragraphs(part.lines, frames.get(part.width, Frame(0, 0)), habits):
                words += 1
                yield _paragraph(lines, frames.get(part.width, Frame(0, 0)), habits, words)
            continue
        tables += 1
        yield part.block(tables, habits) if isinstance(part, LongTable) else _beside(part, tables, habits)


def _paragraph(lines: list[Line], frame: Frame, habits: Habits, number: int) -> Paragraph:
    place = Place(page=lines[0].page, paragraph=number)
    return Paragraph(text_of(lines, frame, habits), place, bold=all(line.bold for line in lines))


def _beside(part: Beside, number: int, habits: Habits) -> Table:
    """Text side by side as a table without lines; ragged where it has more columns than a letterhead."""
    columns = [[line for row in part.rows for line in row[index]] for index in range(len(part.rows[0]))]
    frames = [_column_frame(lines) for lines in columns]
    page = part.lines[0].page
    rows = [
        Row(
            tuple(Cell(_column_text(lines, frames[index], habits), index) for index, lines in enumerate(row)),
            row_number,
            page,
        )
        for row_number, row in enumerate(part.rows, 1)
    ]
    return Table(rows, number, page=page, ragged=len(columns) > 2)


def _column_frame(lines: Sequence[Line]) -> Frame:
    if not lines:
        return Frame(0, 0)
    return Frame(min(line.x0 for line in lines), max(line.x1 for line in lines), usual_lead(lines))


def _column_text(lines: Sequence[Line], frame: Frame, habits: Habits) -> str:
    text = lines[0].text if lines else ""
    for index, line in enumerate(lines[1:], 1):
        text += ("\n" if STARTS.match(line.text) else glue(lines[:index], line, frame, habits)) + line.text
    return text
