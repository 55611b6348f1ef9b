"""Text set side by side without lines (chữ đặt hai bên): the letterhead, the foot with recipients and signature.

Where lines part at a wide gap, and the lines below keep that gap free, the page has columns there: a borderless table.
A gutter is the strip no line crosses; it narrows as lines are added, and the first line across the last one ends it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from caitien.documents.formats.pdf.lines import Line
from caitien.documents.formats.pdf.marks import Rule

SPLIT = 1.3  # sizes: from this gap on, a line may be two; a blank of a justified line is never that wide
_ALONE = 3.0  # sizes: the gap of a single line that is two columns all the same
_SAME_BAND = 0.62  # sizes: lines of two columns need not stand on one baseline
_NARROWEST = 5.0  # points of a gutter
_TIGHT = 1.9  # sizes from line to line within a list
_ASIDE = 12.0  # points a line of a column may begin before its others
_ACROSS = 0.8
_FAR = 14.0  # sizes from the post to the name of who signs
STARTS = re.compile(  # what always begins a line of its own in a letterhead or at the foot
    r"UBND|[UỦ][ỶY] BAN|SỞ |PHÒNG |TRƯỜNG |TRUNG TÂM |CỘNG H|Độc lập|Số\s*[:.]|Nơi nhận|[-+•*] ?\S"
    r"|(?:KT|TM|TL|TUQ|Q)\. ?|HIỆU TRƯỞNG|PHÓ HIỆU|CHỦ TỊCH|NGƯỜI LẬP|\(?Ký"
)

Gutter = tuple[float, float]


@dataclass(slots=True)
class Beside:
    """Some lines side by side (khối nhiều cột): rows of columns of lines."""

    rows: list[list[list[Line]]]

    @property
    def lines(self) -> list[Line]:
        """All its lines, column by column."""
        return [line for row in self.rows for column in row for line in column]


@dataclass(slots=True)
class _Region:
    bands: list[list[Line]]
    gutters: list[Gutter]


def arranged(lines: Sequence[Line], level: Sequence[Rule] = ()) -> Iterator[Line | Beside]:
    """The lines of a page, whole ones as they are and those set side by side together, from top to bottom.

    ``level`` are the lines ruled across: where one runs below a row of text set in columns, the row ends.
    """
    bands = [sorted(band, key=lambda line: line.x0) for band in _bands(lines)]
    index = 0
    while index < len(bands):
        region = _region(bands, index)
        if region is None:
            yield whole(bands[index])
            index += 1
        else:
            yield Beside(_rows(region, level))
            index += len(region.bands)


def _bands(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines that stand beside each other."""
    band: list[Line] = []
    for line in sorted(lines, key=lambda line: line.base):
        if band and line.base - band[0].base > _SAME_BAND * max(line.size, band[0].size):
            yield band
            band = []
        band.append(line)
    if band:
        yield band


def whole(parts: Sequence[Line]) -> Line:
    """The parts of a line as one again."""
    first, last = parts[0], parts[-1]
    return first._replace(text=" ".join(part.text for part in parts), x1=last.x1, trailing=last.trailing)


def _region(bands: list[list[Line]], start: int) -> _Region | None:
    """The columns that begin with this band, if any do."""
    gutters = _gaps(bands[start])
    if not gutters:
        return None
    region = _Region([bands[start]], gutters)
    for before, band in pairwise(bands[start:]):
        kept = _free_gutters(region.gutters, band)
        if not kept or not _is_near(before, band, region):
            break
        region.gutters = kept
        region.bands.append(band)
    while len(region.bands) > 1 and len(region.bands[-1]) == 1 and region.bands[-1][0].x1 <= region.gutters[0][0]:
        if _is_item(region.bands[-1][0], region):
            break
        region.bands.pop()
    sides = [band for band in region.bands if len(band) > 1]
    alone = max(right - left for left, right in region.gutters) > _ALONE * bands[start][0].size
    return region if len(sides) > 1 or alone else None


def _gaps(band: list[Line]) -> list[Gutter]:
    return [(one.x1, two.x0) for one, two in pairwise(band)]


def _free_gutters(gutters: list[Gutter], band: list[Line]) -> list[Gutter]:
    """The gutters as far as this band leaves them free; none where a line, as a title does, stands within one."""
    if any(low < line.x0 and line.x1 < high for low, high in gutters for line in band):
        return []
    free = [(float("-inf"), band[0].x0), *_gaps(band), (band[-1].x1, float("inf"))]
    cut = [(max(low, left), min(high, right)) for low, high in gutters for left, right in free]
    return [(low, high) for low, high in cut if high - low >= _NARROWEST]


def _is_near(before: list[Line], band: list[Line], region: _Region) -> bool:
    """Whether a band still belongs: close below, or on the right alone as the name under a post is."""
    on_the_right = all(line.x0 >= region.gutters[0][0] for line in band)
    if len(band) == 1 and on_the_right and not _is_under(band[0], region):
        return False
    reach = _FAR if on_the_right or len(band) > 1 else _TIGHT
    return band[0].base - before[0].base <= reach * band[0].size


def _is_under(line: Line, region: _Region) -> bool:
    """Whether a line stands under the last column: begins where it does, or has its middle. A title has the page's."""
    column = [each for band in region.bands for each in band if each.x0 >= region.gutters[-1][0]]
    left, right = min(each.x0 for each in column), max(each.x1 for each in column)
    return line.x0 >= left - _ASIDE or abs(line.x0 + line.x1 - left - right) / 2 <= _ASIDE * 2


def _is_item(line: Line, region: _Region) -> bool:
    """Whether a line alone on the left goes on with the left column: as a list of recipients does."""
    left = [each for band in region.bands for each in band if each.x1 <= region.gutters[0][1]]
    return bool(STARTS.match(line.text)) or any(each.text.startswith("Nơi nhận") for each in left)


def _rows(region: _Region, level: Sequence[Rule]) -> list[list[list[Line]]]:
    """The region's bands as rows: a new one below a line across, or below space where a band has text on every side."""
    rows: list[list[list[Line]]] = []
    ruled = _ruled_across(region, level)
    last = 0.0
    for band in region.bands:
        columns = _columns(band, region.gutters)
        parted = any(last < at < band[0].base for at in ruled)
        spaced = not ruled and all(columns) and band[0].base - last > _TIGHT * band[0].size
        if not rows or parted or spaced:
            rows.append([[] for _ in columns])
        for home, line in zip(rows[-1], columns, strict=True):
            home += line
        last = band[-1].base
    return rows


def _ruled_across(region: _Region, level: Sequence[Rule]) -> list[float]:
    """Where lines run across most of the region; the short ones under a letterhead do not."""
    start = min(band[0].x0 for band in region.bands)
    end = max(band[-1].x1 for band in region.bands)
    return [rule.at for rule in level if min(rule.end, end) - max(rule.start, start) > _ACROSS * (end - start)]


def _columns(band: list[Line], gutters: list[Gutter]) -> list[list[Line]]:
    """The band's text for each column."""
    parted = {
        number: list(parts)
        for number, parts in groupby(band, lambda line: sum(line.x0 >= low + 0.1 for low, _ in gutters))
    }
    return [[whole(parted[number])] if number in parted else [] for number in range(len(gutters) + 1)]
