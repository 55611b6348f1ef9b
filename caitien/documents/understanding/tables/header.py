"""Where a table's header is (tìm đầu bảng): its rows, what the rows below settle, whether there is one at all.

What stands under a header is laid on its columns by :mod:`caitien.documents.understanding.tables.grid`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from caitien.documents.blocks import Cell, Row
from caitien.documents.understanding.framework import is_title
from caitien.documents.understanding.marks import CODE, code_of, is_figure, level_of, standard_of
from caitien.documents.understanding.tables.grid import (
    LONGEST_HEADING,
    Layout,
    Leaf,
    key,
    leaves_of,
    plain,
    spread,
)
from caitien.documents.understanding.tables.labels import (
    OUTCOME_COLUMNS,
    Family,
    Heading,
    Reading,
    field_of,
    folded_heading,
    is_known_heading,
    outcome_beside_state,
    understand_headings,
)
from caitien.domain.paper import Status
from caitien.domain.states import status_of
from caitien.domain.texts.folding import fold

SAMPLE: Final = 20  # body rows that are looked at where a heading alone does not tell
DEEPEST_HEADER: Final = 3  # header rows
FURTHEST_HEADER: Final = 15  # rows above the header (titles of a workbook) that are looked through
LONGEST_KNOWN: Final = 60  # letters of a heading that nothing but its wording tells
_OPENS_HEADER: Final = frozenset(("tt", "stt", "so tt", "so thu tu", "no", "#"))
_TERM: Final = re.compile(  # folded: how a term begins, in a cell of few words
    r"(?=.{0,40}$)(?:(?:truoc|sau|tu|den|het|trong|cuoi|dau|giua|thang|quy|hoc ky|hoc ki|hk|he|tuan|ngay|ca nam|nam hoc"
    r"|thuong xuyen|hang|hoan thanh)\b|t?\d{1,2} ?[/.-] ?\d)"
)


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
    layout = header.layout
    told = _settled_state(layout, body) | _settled_criterion(layout, body) | _settled_term(layout, body)
    leaves = header.layout.leaves
    reading = understand_headings([told.get(i, leaf.heading) for i, leaf in enumerate(leaves)]) if told else None
    reading = _with_results(reading or header.layout.reading, leaves, body)
    return replace(header, layout=Layout(reading, leaves, header.layout.header))


def _with_results(reading: Reading, leaves: Sequence[Leaf], body: Sequence[Row]) -> Reading:
    """A plan that tells beside the state of each line what came of it is a plan and its results in one."""
    at = outcome_beside_state(reading, [leaf.heading for leaf in leaves])
    if at is None or not all(_texts_under(leaves[i], body) for i in (at, reading.fields.index("status_text"))):
        return reading  # nobody has told anything yet
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


def _settled_term(layout: Layout, body: Sequence[Row]) -> dict[int, Heading]:
    """ "Hoàn thành" over days and months, no other state beside it, is when a line is to be done: not that it is."""
    states = OUTCOME_COLUMNS.intersection(layout.reading.fields)
    at = layout.column("done") if states == {"done"} else None
    if at is None or fold(layout.leaves[at].heading.text).startswith("da "):
        return {}
    texts = _texts_under(layout.leaves[at], body)
    terms = sum(_TERM.match(fold(text)) is not None for text in texts)
    return {at: Heading("Thời gian hoàn thành")} if terms * 2 > len(texts) else {}


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


def _stands_above(upper: Sequence[Row], lower: Row) -> bool:
    """Whether some rows can be the upper ones of one header: what has words below stands under a wider cell, or under
    nothing. Under a heading as narrow as itself it is no heading but the table's first line."""
    words = [cell for cell in lower.cells if cell.text.strip() and not cell.continues]
    above = spread([*upper, lower])[:-1]
    tops = [_top_over(cell, above) for cell in words]
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
