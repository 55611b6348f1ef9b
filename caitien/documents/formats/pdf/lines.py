"""Letters to lines of text (dòng chữ): what stands on one baseline, with blanks where the eye sees them."""

from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import NamedTuple

from caitien.documents.formats.pdf.marks import Glyph

BLANK = 0.17  # of the letter's size: a gap from here on is a blank; the narrowest blank of a justified line is 0.2
_SAME_LINE = 0.42  # of the letter's size: a raised figure still stands on its line


class Line(NamedTuple):
    """A line of text as printed (dòng), without the blanks at its ends."""

    text: str
    x0: float
    x1: float
    base: float
    size: float
    bold: bool
    first_word: float  # width of its first word
    trailing: bool  # a blank was printed after its last word
    page: int = 0
    turned: bool = False


_Stack = list[Glyph]  # letters on one baseline
_BY_BASE, _BY_PLACE = attrgetter("base"), attrgetter("x0")


def lines_of(glyphs: Iterable[Glyph], page: int = 0, split: float | None = None) -> list[Line]:
    """The lines of some letters, from top to bottom; ``split`` parts a line where a gap is that many sizes wide.

    Letters that stand turned on the page make lines of their own, read in their direction, after the others.
    """
    upright: list[Glyph] = []
    turned: list[Glyph] = []
    for glyph in glyphs:
        (turned if glyph.turn else upright).append(glyph)
    lines = [line for stack in _stacks(upright) for line in _parts(stack, page, split)]
    return lines + _turned_lines(turned, page)


def _turned_lines(glyphs: list[Glyph], page: int) -> list[Line]:
    """Lines read sideways: on a page turned with them they go from left to right."""
    found: list[Line] = []
    for turn, along, down in ((1, -1, 1), (2, -1, -1), (3, 1, -1)):
        straight = [_straightened(glyph, along, down) for glyph in glyphs if glyph.turn == turn]
        for stack in _stacks(straight):
            found += [line._replace(turned=True) for line in _parts(stack, page, None)]
    return found


def _straightened(glyph: Glyph, along: int, down: int) -> Glyph:
    low, high = sorted((glyph.x0 * along, glyph.x1 * along))
    return glyph._replace(x0=low, x1=high, base=glyph.base * down, turn=0)


def _stacks(glyphs: list[Glyph]) -> list[_Stack]:
    """Letters by baseline, from top to bottom."""
    stacks: list[_Stack] = []
    take, base, reach = None, 0.0, 0.0
    for glyph in sorted(glyphs, key=_BY_BASE):
        size = glyph.size
        if take is not None and glyph.base - base <= max(reach, _SAME_LINE * size):
            take(glyph)
            reach = max(reach, _SAME_LINE * size)
        else:
            stacks.append([glyph])
            take, base, reach = stacks[-1].append, glyph.base, _SAME_LINE * size
    return stacks


def _parts(stack: _Stack, page: int, split: float | None) -> Iterator[Line]:
    """The stack as lines: one, or several where it is parted by wide gaps."""
    inked = sorted(stack, key=_BY_PLACE)
    if split is None:
        yield from _line(inked, page)
        return
    part: list[Glyph] = []
    edge = 0.0
    for glyph in inked:
        if glyph.text == " ":
            part.append(glyph)
            continue
        if part and glyph.x0 - edge > split * glyph.size:
            yield from _line(part, page)
            part = []
        part.append(glyph)
        edge = max(glyph.x1, edge)
    yield from _line(part, page)


def _line(glyphs: list[Glyph], page: int) -> Iterator[Line]:
    inked = [glyph for glyph in glyphs if glyph[0] != " "]
    if not inked:
        return
    _, starts, ends, bases, sizes, bold, _ = zip(*inked, strict=True)
    words = _words(glyphs)
    half = len(inked) // 2
    yield Line(
        text=" ".join([word for word, _ in words]),
        x0=starts[0],
        x1=max(ends),
        base=sorted(bases)[half],
        size=sorted(sizes)[half],
        bold=sum(bold) * 2 > len(inked),
        first_word=words[0][1],
        trailing=glyphs[-1].text == " " and glyphs[-1].x0 > starts[-1],
        page=page,
    )


def _words(glyphs: list[Glyph]) -> list[tuple[str, float]]:
    """The words of a line with their widths; a blank is one that is printed, or a gap as wide as one."""
    words: list[tuple[str, float]] = []
    text, start, end = "", 0.0, 0.0
    for letter, x0, x1, _, size, _, _ in glyphs:
        printed = letter == " "
        if text and (printed or x0 - end > BLANK * size):
            words.append((text, end - start))
            text = ""
        if not printed:
            if not text:
                start = x0
            text += letter
            end = x1
    return [*words, (text, end - start)] if text else words
