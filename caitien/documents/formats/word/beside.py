"""What a Word file holds beside its body (ngoài phần thân): notes at the foot, comments, headers, footers, diagrams."""

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from caitien.documents.formats.word.names import TEXT_BOX, A, P, W
from caitien.documents.formats.word.text import Fonts, Walker, outermost
from caitien.documents.gate.package import Opened, parse_xml
from caitien.domain.paper import Note, Place
from caitien.domain.papers.paper_marks import is_mark
from caitien.domain.texts.folding import clean

_NOTES: Final = (  # parts of a file outside its body, and how a person calls them
    ("word/footnotes.xml", "cước chú", W + "footnote"),
    ("word/endnotes.xml", "chú thích cuối văn bản", W + "endnote"),
    ("word/comments.xml", "lời bàn", W + "comment"),
)
_MARGINS: Final = (("word/header", "đầu trang"), ("word/footer", "chân trang"))
_DRAWN: Final = (
    (re.compile(r"word/diagrams/data\d*\.xml$"), "sơ đồ (SmartArt)"),
    (re.compile(r"word/charts/chart\d*\.xml$"), "biểu đồ"),
)


def notes_beside(package: Opened, fonts: Fonts) -> list[Note]:
    """Everything outside the body that holds words: named in notes, since no cell is theirs."""
    notes: list[Note] = []
    for name, called, tag in _NOTES:
        if name in package.trees:
            for number, node in enumerate(package.trees[name].iter(tag), -1 if called == "cước chú" else 1):
                notes += _aside(_lines(node, fonts), called, max(number, 1))
    for name, tree in package.trees.items():
        for start, called in _MARGINS:
            if name.startswith(start):
                notes += _aside(_lines(tree, fonts), called, None)
    notes += _drawn(package)
    return notes


def _lines(node: etree._Element, fonts: Fonts) -> list[str]:
    """The paragraphs of a part, its text boxes and WordArt last."""
    walker = Walker(fonts)
    lines = [walker.paragraph(p) for p in node.iter(P) if next(p.iterancestors(TEXT_BOX), None) is None]
    boxes = outermost(list(node.iter(TEXT_BOX)))
    lines += [walker.paragraph(p) for box in boxes for p in box.iter(P)]
    return [*lines, *walker.found.words]


def _drawn(package: Opened) -> Iterator[Note]:
    """The words of diagrams and charts, which stand in parts of their own."""
    for pattern, called in _DRAWN:
        for name in filter(pattern.match, package.names):
            try:
                tree = parse_xml(package.part(name) or b"")
            except etree.XMLSyntaxError:
                continue
            lines = ["".join(node.text or "" for node in each.iter(A + "t")) for each in tree.iter(A + "p")]
            yield from _aside(lines, called, None)


def _aside(lines: list[str], called: str, number: int | None) -> list[Note]:
    quote = "\n".join(line for line in map(clean, lines) if line and not is_mark(line))
    if not any(letter.isalpha() for letter in quote):
        return []
    text = f"Chữ ở {called} không thuộc bảng hay mục nào của văn bản."
    return [Note(code="aside", text=text, quote=quote, place=Place(part=called, paragraph=number))]
