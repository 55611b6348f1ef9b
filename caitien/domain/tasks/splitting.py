"""A cell that holds several actions, told apart (tách việc): what the page proposes, and a person decides.

An action begins where :mod:`caitien.domain.tasks.actions` says so, so that what the rule K12 counts is what is proposed
here. No sentence is cut, save a list of bare actions between semicolons; numbers and dashes in front of items go, every
other word stands in exactly one piece.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from caitien.domain.tasks.actions import BULLET, Statement, sentences, statement
from caitien.domain.texts.folding import fold

MOST: Final = 20  # pieces of one line a person can still look over
_NUMBERED: Final = re.compile(r"(?:^|(?<=[;.:,] ))\(?(\d{1,2}|[a-zđ])\)\s*", re.IGNORECASE)
_ORDERS: Final = ([str(number) for number in range(1, 100)], "abcdefghi", "abcdđefghi")
_LIST: Final = re.compile(r";\s+")
_HEADING: Final = re.compile(  # over a list, with no word of what is to be done
    r"^(?:(?:các|những) )?(?:nội dung |phần )?(?:công việc|việc|giải pháp|biện pháp|nhiệm vụ|hoạt động)"
    r"(?: (?:cần|phải|sẽ|làm|thực hiện|chính|cụ thể|trọng tâm|gồm|bao gồm|như sau|sau đây))*\s*:$",
    re.IGNORECASE,
)
_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class _Line:
    """A paragraph of the cell: its words with and without its mark, and which sort of mark it was."""

    text: str
    bare: str
    mark: str  # "1", "a", "-" or ""

    @property
    def mark_text(self) -> str:
        """The mark as it stands: "- "."""
        return self.text.removesuffix(self.bare)


@dataclass(slots=True)
class _Pieces:
    """The pieces found so far, and who was set to work in them."""

    found: list[str] = field(default_factory=list)
    lead: str = ""  # words before the first action
    doers: set[str] = field(default_factory=set)

    def opens(self, each: Statement, *, first: bool) -> bool:
        """Whether a sentence begins another action."""
        fresh = first or each.another or bool(each.doer and each.doer not in self.doers)
        return each.acts and not each.step and fresh

    def open(self, text: str, joint: str) -> None:
        self.found.append(joint.join(filter(None, (self.lead, text))))
        self.lead = ""

    def go_on(self, text: str, joint: str) -> None:
        if self.found:
            self.found[-1] += joint + text
        else:
            self.lead = joint.join(filter(None, (self.lead, text)))


def proposed_split(text: str) -> tuple[str, ...]:
    """The actions of a canonical text, each by itself (các việc của một ô); () where it holds one, or too many. Linear.

    Marked items, paragraphs and sentences that set someone to work, and "; " lists of such. What explains an action
    stays with it; what stands before the first goes with the first. Below a line that ends in a colon nothing is
    told apart, unless that line is only a heading.
    """
    lines = _lines(text)
    if any(line.text.endswith(":") for line in lines):
        return ()
    pieces = _Pieces()
    for line in lines:
        top = not line.mark or line.mark == lines[0].mark
        _read(line, pieces, top=top)
    found = tuple(_tidy(piece) for piece in pieces.found)
    return found if 1 < len(found) <= MOST else ()


def divided(text: str, count: int) -> tuple[str, ...]:
    """A text beside a cell that is split (chữ đi cùng), one for each piece: told apart itself where that gives as many,
    else the whole for each."""
    found = proposed_split(text)
    return found if len(found) == count else (text,) * count


def left_out(text: str, pieces: Iterable[str]) -> tuple[str, ...]:
    """The words of a text that stand in no piece (chữ còn sót), in runs, in their order; marks of items are none."""
    there = Counter(word for piece in pieces for word in _WORD.findall(fold(piece)))
    runs: list[list[str]] = [[]]
    for line in _lines(text):
        for word in _WORD.findall(line.bare):
            key = fold(word)
            if there[key]:
                there[key] -= 1
                runs.append([])
            else:
                runs[-1].append(word)
        runs.append([])
    return tuple(" ".join(run) for run in runs if run)


def _lines(text: str) -> list[_Line]:
    found = [_line(part) for line in text.split("\n") for part in _numbered(line.strip()) if part]
    return [line for line in found if line.bare and not _HEADING.match(line.bare)]


def _line(text: str) -> _Line:
    mark = BULLET.match(text)
    kind = mark[0].strip(" ().,/").lower() if mark else ""
    sort = "1" if kind.isdigit() else "a" if kind.isalpha() else "-" if mark else ""
    return _Line(text, BULLET.sub("", text), sort)


def _numbered(line: str) -> Iterator[str]:
    """The items of a list within one paragraph: "1) … 2) …", "a) … b) …"; the paragraph itself where it is none."""
    marks = list(_NUMBERED.finditer(line))
    names = [mark[1].lower() for mark in marks]
    in_turn = any(names == list(order)[: len(names)] for order in _ORDERS)
    if len(marks) < 2 or not in_turn:
        yield line
        return
    yield line[: marks[0].start()].strip()
    ends = [*(mark.start() for mark in marks[1:]), len(line)]
    yield from (line[mark.start() : end].strip() for mark, end in zip(marks, ends, strict=True))


def _read(line: _Line, pieces: _Pieces, *, top: bool) -> None:
    listed = _listed(line) if top else []
    for text in listed:
        pieces.open(text, "\n")
    for place, text in enumerate(sentences(line.bare) if not listed else ()):
        each, joint = statement(text), " " if place else "\n"
        if top and pieces.opens(each, first=place == 0 or not pieces.found):
            pieces.open(text, joint)
        else:
            pieces.go_on(text if place else line.mark_text + text, joint)
        pieces.doers.add(each.doer)


def _listed(line: _Line) -> list[str]:
    """The parts of a list of bare actions ("Sửa mái; sơn tường"), where every part opens with its verb."""
    parts = _LIST.split(line.bare)
    told = [statement(part) for part in parts]
    bare = all(each.acts and not each.doer and not each.step for each in told)
    return parts if len(parts) > 1 and bare else []


def _tidy(piece: str) -> str:
    """A piece as a line of its own: a large letter in front, no semicolon behind."""
    text = piece.strip().rstrip(";").rstrip()
    return text[:1].upper() + text[1:]
