"""Lines to paragraphs (ghép dòng thành đoạn): which line ends were wrapped by the page, and which the writer meant.

A PDF holds lines, not paragraphs. The rules, in order:

* more space between two lines than usual, or a first line set further in, begins a paragraph;
* if the first word of the next line would still have fitted, the writer broke the line: a paragraph;
* otherwise the line was wrapped: joined by a blank, or by nothing where the break was inside a word ("2021-" "2025").

Most programs print the blank at which they wrap. Where a file does so, a full line without it is the end of a paragraph
(LibreOffice prints none there) or a broken word (Word prints one there too); :class:`Habits` tells which.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from caitien.documents.formats.pdf.lines import Line
from caitien.documents.gate.decoding import is_syllable

_BLANK = 0.25  # of the size: the blank of Times New Roman
_SLACK = 1.0  # points a measured edge may be off
_SURE = 9.0  # points to spare from which a line was broken by the writer for sure
_WIDE_LEAD = 1.3  # times the usual distance between two lines
_WIDE = 2.1  # sizes between two lines where the usual distance is not known
_FLUSH = 1.2  # points
_FLUSH_SHARE = 0.4  # of the lines, from which on text is justified
_LETTER = 0.62  # of the size: no letter is wider, but for capitals
_INDENT = 9.0  # points; a first line is set in by a centimetre
_SENTENCE_ENDS = (".", "!", "?", ";", ":", "…")
_BULLET = re.compile(r"^(?:[-–+•▪➢✓*]|(?:[IVX]+|\d{1,2}|[a-zđ])[.)])\s")
_TAIL, _HEAD = re.compile(r"(?<![^\W\d_])[^\W\d_]+$"), re.compile(r"[^\W\d_]+")
_BROKEN_WORD = re.compile(r"[\w)][-/]$")


@dataclass(frozen=True, slots=True)
class Frame:
    """The width lines are set in (khung chữ), between the padding of a cell or the margins of a page."""

    left: float
    right: float
    lead: float = 0.0  # usual distance between two lines; 0: unknown
    flush: bool = False  # full lines are stretched to the right edge


@dataclass(frozen=True, slots=True)
class Habits:
    """How the program that made the file ends its lines (thói quen của phần mềm in)."""

    blank_at_wrap: bool = False
    blank_at_end: bool = True


def is_flush(lines: Sequence[Line], right: float) -> bool:
    """Whether lines in a frame with this right edge are justified (căn đều hai bên)."""
    at_edge = sum(right - line.x1 < _FLUSH for line in lines)
    return at_edge > 2 and at_edge >= _FLUSH_SHARE * len(lines)


def room_left(line: Line, word: float, frame: Frame) -> float:
    """Points to spare had the next word been put on this line; negative where it did not fit."""
    margins = line.x0 - frame.left, frame.right - line.x1
    centred = margins[0] > 6 and abs(margins[0] - margins[1]) < 4
    used = line.x1 - line.x0 if centred else line.x1 - frame.left
    return frame.right - frame.left - used - _BLANK * line.size - word


def learn(stacks: Iterable[tuple[Sequence[Line], Frame]]) -> Habits:
    """The habits of a file from all its lines: what stands at lines surely full, and at lines surely not."""
    full, short = [0, 0], [0, 0]
    for lines, frame in stacks:
        for line, after in pairwise(lines):
            room = room_left(line, after.first_word, frame)
            if room > _SURE:
                short[line.trailing] += 1
            elif room < -_SURE and line.x1 + _BLANK * line.size < frame.right:
                full[line.trailing] += 1
    return Habits(blank_at_wrap=full[1] > 4 * full[0] + 2, blank_at_end=short[1] * 5 > short[0])


def paragraphs(lines: Sequence[Line], frame: Frame, habits: Habits) -> Iterator[list[Line]]:
    """The lines of each paragraph."""
    found: list[Line] = []
    for line in lines:
        if found and glue(found, line, frame, habits) == "\n":
            yield found
            found = []
        found.append(line)
    if found:
        yield found


def text_of(lines: Sequence[Line], frame: Frame, habits: Habits) -> str:
    """The lines as one text, paragraphs parted by ``\\n``."""
    text = ""
    for index, line in enumerate(lines):
        text += (glue(lines[:index], line, frame, habits) if index else "") + line.text
    return text


def glue(before: Sequence[Line], after: Line, frame: Frame, habits: Habits) -> str:
    """What stands between a line and the next: "\\n", " " or nothing."""
    line = before[-1]
    if line.turned != after.turned or (not line.turned and _is_parted(before, after, frame)):
        return "\n"
    room = room_left(line, after.first_word, _lying(frame) if line.turned else frame)
    if room > _SLACK and not (room < _SURE and habits.blank_at_wrap and not habits.blank_at_end and line.trailing):
        return "\n"
    return _wrapped(line, after, frame, habits)


def _lying(frame: Frame) -> Frame:
    """Text read sideways has the height of its cell to itself, which is not known here: never too short."""
    return replace(frame, right=frame.left)


def _is_parted(before: Sequence[Line], after: Line, frame: Frame) -> bool:
    """Space above, a first line set in, or a line not stretched among lines that are: a paragraph begins."""
    line = before[-1]
    same_page = line.page == after.page
    usual = _WIDE_LEAD * max(frame.lead, 0.9 * line.size) if frame.lead else _WIDE * line.size
    if same_page and after.base - line.base > usual:
        return True
    if frame.flush and " " in line.text and frame.right - line.x1 > _FLUSH:  # the last line is not stretched
        return True
    set_in = after.x0 - line.x0 > _INDENT and after.x0 - frame.left > _INDENT
    return set_in and not _BULLET.match(line.text) and not _is_centred(line, frame) and not _is_centred(after, frame)


def _is_centred(line: Line, frame: Frame) -> bool:
    left, right = line.x0 - frame.left, frame.right - line.x1
    return left > 6 and abs(left - right) < 6


def _wrapped(line: Line, after: Line, frame: Frame, habits: Habits) -> str:
    """Between a full line and the next."""
    broken = "" if _BROKEN_WORD.search(line.text) else " "
    if _is_broken_word(line, after, frame):
        return ""
    if line.trailing:
        return " " if habits.blank_at_wrap or not broken else _unless_list(line, after)
    if not habits.blank_at_wrap:
        return broken and _unless_list(line, after)
    if line.x1 + _BLANK * line.size > frame.right:  # no room for the blank either: nothing to be learnt
        return broken
    if habits.blank_at_end or after.text[:1].islower():
        return broken if not line.text.endswith(_SENTENCE_ENDS) else "\n"
    return broken and "\n"


def _is_broken_word(line: Line, after: Line, frame: Frame) -> bool:
    """A line that is one word, with no room for a letter more, and its rest: the word was too long for its column.

    "phòng/t" "ổ" is a word broken, "phòng" "tổ" are two: together they are no syllable.
    """
    if line.trailing or " " in line.text or line.x1 + _LETTER * line.size < frame.right:
        return False
    if line.text[-1].isdigit() and after.text[:1].isdigit():
        return True
    tail, head = _TAIL.search(line.text.lower()), _HEAD.match(after.text.lower())
    if not tail or not head:
        return False
    return is_syllable(tail[0] + head[0]) or not (is_syllable(tail[0]) or is_syllable(head[0]))


def _unless_list(line: Line, after: Line) -> str:
    """A full line that ends a sentence, then an item of a list, or a new page and a new sentence: two paragraphs."""
    begins = _BULLET.match(after.text) or (line.page != after.page and after.text[:1].isupper())
    return "\n" if line.text.endswith(_SENTENCE_ENDS) and begins else " "
