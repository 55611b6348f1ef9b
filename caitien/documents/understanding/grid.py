"""A table as the eye sees it (bảng lưới): where its header ends, what a column means, which text stands in it.

Deals with two-row headers, merged cells, headers pasted again, numbering rows "(1) (2) …", ragged column edges. What
the rows then say is the business of :mod:`caitien.documents.understanding.rows`.
"""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from caitien.documents.blocks import Cell, Row
from caitien.documents.understanding.framework import is_title
from caitien.documents.understanding.labels import (
    Family,
    Heading,
    Reading,
    field_of,
    folded_heading,
    is_known_heading,
    outcome_beside_state,
    understand_headings,
)
from caitien.documents.understanding.marks import CODE, code_of, is_figure, level_of, standard_of
from caitien.domain.folding import clean, fold
from caitien.domain.paper import Status
from caitien.domain.states import status_of

LONGEST_HEADING = 200  # letters; a longer text is no heading
LONGEST_NUMBERING = 16  # letters of "(9) = (7) - (8)"
SAMPLE = 20  # body rows that are looked at where a heading alone does not tell
DEEPEST_HEADER = 3  # header rows
LONGEST_KNOWN = 60  # letters of a heading that nothing but its wording tells
_OPENS_HEADER = frozenset(("tt", "stt", "so tt", "so thu tu", "no", "#"))
FURTHEST_HEADER = 15  # rows above the header (titles of a workbook) that are looked through

_TAG = re.compile(r"</?(p|br|div|li|ul|ol|tr|td|b|i|u|strong|em|span|sup|sub)\b[^<>]*>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:nbsp|amp|lt|gt|quot|apos|#\d{1,5}|#x[0-9a-f]{1,4});", re.IGNORECASE)
_LINE_TAGS = frozenset(("p", "br", "div", "li", "tr"))
_NUMBERING = re.compile(r"^[(\[]?([0-9]{1,2}|[a-z]|[ivx]{1,4})[)\].]?(\s*=.*)?$")


def plain(text: str) -> str:
    """Canonical text of a cell (chữ trong ô), HTML tags left by text recognition turned into line ends."""
    if "<" in text and _TAG.search(text):
        text = _TAG.sub(lambda tag: "\n" if tag[1].lower() in _LINE_TAGS else "", text)
    if "&" in text:
        text = _ENTITY.sub(lambda entity: html.unescape(entity[0]), text)
    return clean(text)


@dataclass(frozen=True, slots=True)
class Leaf:
    """A column at the foot of the header (cột lá): its heading and the grid columns it covers, [start, end)."""

    heading: Heading
    start: int
    end: int


@dataclass(slots=True)
class Layout:
    """How a table's columns are understood (cách bày cột)."""

    reading: Reading
    leaves: Sequence[Leaf]
    header: frozenset[tuple[str, ...]]  # the header rows, folded, to know them when pasted again
    initials: frozenset[str] = frozenset()
    by_edges: dict[tuple[int, int], int] = field(default_factory=dict)  # (start, span) → leaf

    def __post_init__(self) -> None:
        self.initials = frozenset(row[0][:1] for row in self.header if row)
        self.by_edges = {(leaf.start, leaf.end - leaf.start): i for i, leaf in enumerate(self.leaves)}

    @property
    def family(self) -> Family:
        return self.reading.family

    def column(self, name: str) -> int | None:
        """The leaf that means a field, or None."""
        fields = self.reading.fields
        return fields.index(name) if name in fields else None


def words_of(row: Row) -> list[str]:
    """The texts of a row, blanks left out, as the file has them."""
    return [cell.text for cell in row.cells if cell.text and not cell.text.isspace()]


@dataclass(slots=True)
class Line:
    """A body row laid on the columns (dòng đã xếp cột)."""

    row: Row
    texts: list[str]  # one per leaf
    above: frozenset[int]  # leaves whose cell is the lower part of a vertical merge
    widest: int  # most leaves that one cell with text covers

    @property
    def filled(self) -> list[int]:
        """The leaves that hold text."""
        return [i for i, text in enumerate(self.texts) if text]


def lay(row: Row, layout: Layout) -> Line:
    """Put a row's cells into the columns of the header (xếp ô vào cột).

    A row of as many cells as columns goes in order; otherwise cells whose edges are the header's go there, and the
    rest to the column they overlap most. Linear in the cells.
    """
    if len(row.cells) == len(layout.leaves):
        texts = [plain(cell.text) if cell.text else "" for cell in row.cells]
        above = frozenset([i for i, cell in enumerate(row.cells) if cell.continues])
        return Line(row, texts, above, 1)
    return _lay_uneven(row, layout)


def _lay_uneven(row: Row, layout: Layout) -> Line:
    texts = [""] * len(layout.leaves)
    above: list[int] = []
    widest = 0
    for cell in row.cells:
        leaf, covered = layout.by_edges.get((cell.column, cell.span)), 1
        if leaf is None:
            leaf, covered = _overlap(cell, layout.leaves)
        if cell.continues:
            above.append(leaf)
        if cell.text and (text := plain(cell.text)):
            texts[leaf] = f"{texts[leaf]} {text}" if texts[leaf] else text
            widest = max(widest, covered)
    return Line(row, texts, frozenset(above), widest)


def _overlap(cell: Cell, leaves: Sequence[Leaf]) -> tuple[int, int]:
    """The leaf a cell of odd edges belongs to, and how many leaves it covers."""
    start, end = cell.column, cell.column + cell.span
    shares = [(min(end, leaf.end) - max(start, leaf.start), -i) for i, leaf in enumerate(leaves)]
    covered = [i for i, (share, _) in enumerate(shares) if share > 0]
    if len(covered) > 1:
        return covered[0] if cell.span > 2 else -max(shares)[1], len(covered)
    return (covered[0] if covered else len(leaves) - 1), 1


def key(row: Row) -> tuple[str, ...]:
    """A row's texts, folded, blanks left out: equal for a header and its copy."""
    return tuple(folded for cell in row.cells if (folded := fold(plain(cell.text))))


def is_pasted_header(row: Row, layout: Layout) -> bool:
    """Whether a body row is the header once more (đầu bảng lặp lại)."""
    first = next((cell.text for cell in row.cells if not cell.text.isspace() and cell.text), "").strip()
    return fold(first[:1]) in layout.initials and key(row) in layout.header


def is_numbering(row: Row) -> bool:
    """Whether a row only numbers the columns: "(1) (2) (3) …" (dòng đánh số cột)."""
    if len(row.cells) < 3 or any(len(cell.text) > LONGEST_NUMBERING for cell in row.cells):
        return False
    texts = [text for cell in row.cells if (text := cell.text.strip())]
    if len(texts) < 3:
        return False
    marks = [_NUMBERING.match(fold(text)) for text in texts]
    names = [mark[1] for mark in marks if mark]
    return len(names) == len(texts) and len(set(names)) == len(names) and ("1" in names or "a" in names)


def leaves_of(rows: Sequence[Row]) -> list[Leaf]:
    """The columns at the foot of some header rows (các cột lá), each with its own words and its parent's."""
    width = max(cell.column + cell.span for row in rows for cell in row.cells)
    cover = [_cover(row, width) for row in _spread(rows)]
    leaves: list[Leaf] = []
    start = 0
    for column in range(1, width + 1):
        if column == width or any(line[column] is not line[column - 1] for line in cover):
            leaves.append(Leaf(_heading([line[start] for line in cover]), start, column))
            start = column
    return leaves


def _cover(row: Row, width: int) -> list[Cell | None]:
    line: list[Cell | None] = [None] * width
    for cell in row.cells:
        line[cell.column : cell.column + cell.span] = [cell] * cell.span
    return line


def _heading(stack: Sequence[Cell | None]) -> Heading:
    words = [text for cell in stack if cell is not None and not cell.continues and (text := plain(cell.text))]
    words = [word.replace("\n", " ") for word in words if len(word) <= LONGEST_HEADING]
    return Heading(words[-1], " ".join(words[:-1])) if words else Heading("")


def _spread(rows: Sequence[Row]) -> list[Row]:
    """Upper header rows, their words spread over the blanks to the right as unmerged sheets and plain text need."""
    spread = list(rows)
    for i in range(len(rows) - 1):
        below = {cell.column for cell in rows[i + 1].cells if cell.text.strip() and not cell.continues}
        cells: list[Cell] = []
        for cell in rows[i].cells:
            blank = not cell.text.strip() and not cell.continues
            if blank and cells and cell.column in below and cells[-1].text.strip() and cells[-1].column in below:
                cells[-1] = cells[-1]._replace(span=cells[-1].span + cell.span)
            else:
                cells.append(cell)
        spread[i] = rows[i]._replace(cells=tuple(cells))
    return spread


def _stands_above(upper: Sequence[Row], lower: Row) -> bool:
    """Whether some rows can be the upper ones of one header: what has words below stands under a wider cell, or under
    nothing. Under a heading as narrow as itself it is no heading but the table's first line."""
    words = [cell for cell in lower.cells if cell.text.strip() and not cell.continues]
    spread = _spread([*upper, lower])[:-1]
    tops = [_top_over(cell, spread) for cell in words]
    return bool(words) and all(top is None or top.span > cell.span for cell, top in zip(words, tops, strict=True))


def _top_over(cell: Cell, rows: Sequence[Row]) -> Cell | None:
    """The nearest cell with words above a cell, or None."""
    for row in reversed(rows):
        for top in row.cells:
            if top.column <= cell.column < top.column + top.span and top.text.strip() and not top.continues:
                return top
    return None


def _is_of_body(text: str) -> bool:
    """Whether a text cannot stand in a header: it is too long, a number, or names one criterion, standard or level."""
    if len(text) > LONGEST_HEADING or text.strip(" .()").isdigit():
        return True
    return any(name(text) is not None for name in (code_of, level_of, standard_of))


@dataclass(frozen=True, slots=True)
class Header:
    """A header found in a table (đầu bảng): its first row, how many rows it has, and the layout it gives."""

    start: int
    height: int
    layout: Layout

    @property
    def seam(self) -> int | None:
        """The grid column where a second table begins beside the first: criterion and running number stand again."""
        headings = [(folded_heading(leaf.heading.text), leaf.start) for leaf in self.layout.leaves]
        twice = [start for i, (words, start) in enumerate(headings) if words and words in dict(headings[:i])]
        names = [words for words, start in headings if start in twice]
        return twice[0] if len(twice) > 1 and any(words in ("tt", "stt") for words in names) else None


def find_header(rows: Sequence[Row], first: int = 0, furthest: int = FURTHEST_HEADER) -> Header | None:
    """The header of a table among its first rows (tìm đầu bảng), or None.

    The best understood wins; of equals the first, and the one of fewest rows.
    """
    best: Header | None = None
    for start in range(first, min(len(rows), first + furthest)):
        if sum(1 for cell in rows[start].cells if cell.text.strip()) < 2:
            continue
        for height in range(1, DEEPEST_HEADER + 1):
            header = _header_at(rows, start, height)
            if header is None:
                break
            if best is None or _is_better(header, best):
                best = header
        if best is not None and start > best.start + 1:
            break
    if best is None or best.layout.reading.points == 0:
        return None
    return _settle(best, rows)


def _is_better(header: Header, best: Header) -> bool:
    """Whether a header beats the best so far: more understood, or as much with the row of narrower headings below."""
    points, most = header.layout.reading.points, best.layout.reading.points
    return points > most or (points == most > 0 and header.start == best.start and header.height > best.height)


def _settle(header: Header, rows: Sequence[Row]) -> Header:
    """What a heading leaves open and the rows below it tell, their headings said plainly."""
    body = rows[header.start + header.height :][:SAMPLE]
    told = _settled_state(header.layout, body) | _settled_criterion(header.layout, body)
    leaves = header.layout.leaves
    reading = understand_headings([told.get(i, leaf.heading) for i, leaf in enumerate(leaves)]) if told else None
    reading = _with_results(reading or header.layout.reading, leaves, body)
    return replace(header, layout=Layout(reading, leaves, header.layout.header))


def _with_results(reading: Reading, leaves: Sequence[Leaf], body: Sequence[Row]) -> Reading:
    """A plan that tells beside the state of each line what came of it is a plan and its results in one."""
    at = outcome_beside_state(reading, [leaf.heading for leaf in leaves])
    if at is None or not _texts_under(leaves[at], body):
        return reading
    fields = tuple("outcome" if i == at else name for i, name in enumerate(reading.fields))
    return replace(reading, fields=fields, combined=True)


def _settled_state(layout: Layout, body: Sequence[Row]) -> dict[int, Heading]:
    """ "Tiến độ" is a time or a state; of "Kết quả" and "Đánh giá" one holds the state's words."""
    states = [i for i, leaf in enumerate(layout.leaves) if _is_of_state(leaf, layout.family)]
    progress = [i for i, leaf in enumerate(layout.leaves) if fold(leaf.heading.text).startswith("tien do")]
    if not progress and len(states) < 2:
        return {}
    shares = {i: _share_of_states(layout.leaves[i], body) for i in {*progress, *states}}
    best = max(sorted(shares), key=lambda i: shares[i])
    return {best: Heading("Trạng thái")} if shares[best] > 0.5 else {}


def _is_of_state(leaf: Leaf, family: Family) -> bool:
    """Whether a heading's own words speak of a state; under "Kết quả thực hiện" each state may have its column."""
    return field_of(Heading(leaf.heading.text), family) == "status_text"


def _share_of_states(leaf: Leaf, body: Sequence[Row]) -> float:
    """How many of the texts under a heading are words of a state."""
    states = [status_of(text) is not Status.UNSTATED for text in _texts_under(leaf, body)]
    return sum(states) / len(states) if states else 0


def _settled_criterion(layout: Layout, body: Sequence[Row]) -> dict[int, Heading]:
    """ "Nội dung" over titles of criteria, their codes before them or in the column TT, is the criterion."""
    topic = next((i for i, name in enumerate(layout.reading.fields) if name in ("topic", "work")), None)
    if topic is None or layout.column("criterion") is not None:
        return {}
    number, words = layout.leaves[max(topic - 1, 0)], layout.leaves[topic]
    named = any(_names_criterion(_text_under(number, row), _text_under(words, row)) for row in body)
    return {topic: Heading("Tiêu chí")} if named else {}


def _text_under(leaf: Leaf, row: Row) -> str:
    return next((plain(cell.text) for cell in row.cells if cell.column == leaf.start), "")


def _texts_under(leaf: Leaf, rows: Sequence[Row]) -> list[str]:
    return [text for row in rows if (text := _text_under(leaf, row))]


def _names_criterion(number: str, words: str) -> bool:
    """Whether a text is a criterion's title, its code before it or in the column of running numbers."""
    found = CODE.match(fold(words))
    if found:
        code, title = code_of(words), words[found.end() :]
    else:
        code, title = code_of(number), words
    return code is not None and is_title(title, code.criterion)


def _header_at(rows: Sequence[Row], start: int, height: int) -> Header | None:
    band = rows[start : start + height]
    if len(band) < height or (height > 1 and not _stands_above(band[:-1], band[-1])):
        return None
    if any(_is_of_body(cell.text) for cell in band[-1].cells if cell.text):
        return None
    leaves = leaves_of(band)
    reading = understand_headings([leaf.heading for leaf in leaves])
    if reading is None:
        reading = Reading(Family.PLAN, ("",) * len(leaves), 0)
    return Header(start, height, Layout(reading, leaves, frozenset(key(row) for row in band)))


def has_own_heading(rows: Sequence[Row]) -> bool:
    """Whether a table begins with headings, of whatever kind: marked so, opened by "TT", words over columns of figures,
    or wordings that stand over columns."""
    first, below = rows[0], rows[1:SAMPLE]
    texts = [text for cell in first.cells if (text := plain(cell.text))]
    if len(texts) < 2 or any(_is_of_body(text) for text in texts):
        return False
    opened = fold(texts[0]).strip(" .") in _OPENS_HEADER
    return first.header or opened or _stands_over_figures(first, below) or _is_worded_as_header(texts)


def _stands_over_figures(first: Row, below: Sequence[Row]) -> bool:
    """Whether most columns hold words in the first row, and figures in those below."""
    columns: dict[int, list[str]] = {cell.column: [] for cell in first.cells if cell.text.strip()}
    for row in below:
        for cell in row.cells:
            if cell.column in columns and (text := plain(cell.text)):
                columns[cell.column].append(text)
    counted = sum(bool(texts) and all(map(is_figure, texts)) for texts in columns.values())
    return counted > 1 and counted * 2 >= len(columns)


def _is_worded_as_header(texts: Sequence[str]) -> bool:
    """Whether nearly all texts of a row are short wordings known from headings, ours or others'."""
    known = [text for text in texts if len(text) <= LONGEST_KNOWN and is_known_heading(text)]
    return len(known) > 2 and len(known) * 4 >= len(texts) * 3 and texts[0] in known


def continue_with(layout: Layout, rows: Sequence[Row]) -> Layout | None:
    """The layout for a table without header that goes on from one with it (bảng nối tiếp), or None if it cannot be.

    The columns must be as many; their edges may differ, and are then those of the new table's fullest row.
    """
    fullest = max(rows, key=lambda row: len(row.cells))
    width = max(cell.column + cell.span for cell in fullest.cells)
    count = len(layout.leaves)
    if width == layout.leaves[-1].end and len(fullest.cells) <= count:
        return layout
    if len(fullest.cells) not in (count, count - 1):
        return None
    if len(fullest.cells) == count - 1:  # shifted as a whole: the row reader moves it back
        leaves = [replace(leaf, start=i, end=i + 1) for i, leaf in enumerate(layout.leaves)]
    else:
        leaves = [
            replace(leaf, start=cell.column, end=cell.column + cell.span)
            for leaf, cell in zip(layout.leaves, fullest.cells, strict=True)
        ]
    return Layout(layout.reading, leaves, layout.header)
