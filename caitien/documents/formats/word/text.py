"""Text of Word's paragraphs and cells (chữ trong Word): what counts, what does not.

Inserted text counts, deleted and moved-away text does not; content controls, hyperlinks and smart tags are walked
through; hidden and crossed out text, text boxes and pictures are handed to the caller. What Word does in each case:
``docs/word/reading.md``.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from caitien.documents.formats.legacy_fonts import is_legacy_font, to_unicode
from caitien.documents.formats.word.drawings import Picture, pictures_of, words_of
from caitien.documents.formats.word.names import MC, TC, TEXT_BOX, VAL, M, P, R, T, W, is_on
from caitien.domain.texts.symbol_fonts import is_symbol_font, signs_of

# What stands for a character. A page break typed inside a paragraph ends a line too.
CHARACTERS: Mapping[str, str] = {
    W + "br": "\n",
    W + "cr": "\n",
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "noBreakHyphen": "-",
    W + "softHyphen": "\u00ad",  # a letter in TCVN3; elsewhere it goes with the invisible ones
}
# Not part of the text as it stands: deleted or moved away, code of fields, properties, and the like.
SKIPPED = frozenset(
    W + name
    for name in (
        "del",
        "moveFrom",
        "instrText",
        "delText",
        "delInstrText",
        "pPr",
        "tcPr",
        "trPr",
        "tblPr",
        "sdtPr",
        "rt",
    )
)
DRAWN: Final = (W + "drawing", W + "pict", W + "object")
# A paragraph or row with none of these needs no care: its text is its w:t and its line breaks.
CAREFUL = (
    *(W + name for name in ("del", "moveFrom", "vanish", "webHidden", "strike", "dstrike", "txbxContent", "sym", "rt")),
    *(W + name for name in ("rStyle", "numPr")),
    *DRAWN,
    MC + "AlternateContent",
)


@dataclass(slots=True)
class Found:
    """What a careful walk found beside the text (những thứ gặp dọc đường)."""

    hidden: list[str] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)  # crossed out by hand, without tracking
    words: list[str] = field(default_factory=list)  # of WordArt and other drawings
    pictures: list[Picture] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    deleted: bool = False


@dataclass(frozen=True, slots=True)
class Fonts:
    """Which font a run is in, as far as old encodings and fonts of signs need it (phông chữ)."""

    styles: Mapping[str, str] = field(default_factory=dict)  # style id → font, "" where it sets none
    hidden_styles: frozenset[str] = frozenset()
    struck_styles: frozenset[str] = frozenset()
    default: str = ""
    legacy: bool = False  # whether the file names any old font at all
    symbols: bool = False  # whether it names a font of signs

    @property
    def matter(self) -> bool:
        """Whether letters may be other than they look in the file."""
        return self.legacy or self.symbols

    def of(self, run: etree._Element, paragraph_font: str) -> str:
        """The font of one run: its own, its style's, its paragraph's."""
        properties = run.find(W + "rPr")
        if properties is None:
            return paragraph_font
        own = properties.find(W + "rFonts")
        if own is not None and (name := font_name(own)):
            return name
        style = properties.find(W + "rStyle")
        return (self.styles.get(style.get(VAL, ""), "") if style is not None else "") or paragraph_font

    def of_paragraph(self, paragraph: etree._Element) -> str:
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        return (self.styles.get(style.get(VAL, ""), "") if style is not None else "") or self.default


def font_name(fonts: etree._Element) -> str:
    """The Latin font a w:rFonts names, an old Vietnamese one or one of signs first if it names several."""
    names = [name for kind in ("ascii", "hAnsi") if (name := fonts.get(W + kind))]
    every = [*names, *filter(None, [fonts.get(W + "cs")])]
    odd = next((name for name in every if is_legacy_font(name)), "") or next(filter(is_symbol_font, names), "")
    return odd or (every[0] if every else "")


class Walker:
    """Walks through one paragraph, or one cell, with care (đọc kỹ), collecting its text."""

    def __init__(self, fonts: Fonts) -> None:
        self.fonts = fonts
        self.found = Found()

    def paragraph(self, paragraph: etree._Element) -> str:
        """The text of a w:p; what is hidden or in a box goes to ``found``."""
        parts: list[str] = []
        self._inside(paragraph, parts, self.fonts.of_paragraph(paragraph) if self.fonts.matter else "")
        return "".join(parts)

    def _inside(self, node: etree._Element, parts: list[str], font: str) -> None:
        for child in node:
            tag = child.tag
            if tag == R:
                self._run(child, parts, font)
            elif tag == M + "t":
                parts.append(child.text or "")
            elif tag == MC + "AlternateContent":
                self._alternate(child, parts, font)
            elif tag in SKIPPED:
                self.found.deleted |= tag in (W + "del", W + "moveFrom")
            elif isinstance(tag, str):
                self._inside(child, parts, font)

    def _run(self, run: etree._Element, parts: list[str], font: str) -> None:
        own: list[str] = []
        for child in run:
            tag = child.tag
            if tag == T:
                own.append(child.text or "")
            elif tag in CHARACTERS:
                own.append(CHARACTERS[tag])
            elif tag == W + "sym":
                own.append(_symbol(child))
            elif tag == MC + "AlternateContent":
                self._alternate(child, own, font)
            elif tag in DRAWN:
                self._drawing(child)
            elif tag == W + "ruby":
                self._inside(child, own, font)
        text = "".join(own)
        if self.fonts.matter and text:
            text = _in_font(text, self.fonts.of(run, font))
        self._place_of(run, parts).append(text)

    def _place_of(self, run: etree._Element, parts: list[str]) -> list[str]:
        """Where the text of a run belongs: to the paragraph, to what is hidden, or to what is crossed out."""
        properties = run.find(W + "rPr")
        if properties is None:
            return parts
        style = properties.find(W + "rStyle")
        named = None if style is None else style.get(VAL)
        if _says(properties, ("vanish",), named in self.fonts.hidden_styles):
            return self.found.hidden
        struck = _says(properties, ("strike", "dstrike"), named in self.fonts.struck_styles)
        return self.found.struck if struck else parts

    def _drawing(self, node: etree._Element) -> None:
        self.found.boxes += node.iter(TEXT_BOX)
        self.found.words += words_of(node)
        self.found.pictures += pictures_of(node)

    def _alternate(self, node: etree._Element, parts: list[str], font: str) -> None:
        """Of two versions of the same drawing only the first that has something is read."""
        for version in node:
            boxes = list(version.iter(TEXT_BOX))
            if boxes:
                self.found.boxes += boxes
                return
        for version in node:
            before = len(parts), len(self.found.words), len(self.found.pictures)
            self._inside(version, parts, font) if version.find(R) is not None else self._run(version, parts, font)
            if any(parts[before[0] :]) or (len(self.found.words), len(self.found.pictures)) != before[1:]:
                return


def _says(properties: etree._Element, names: Sequence[str], of_style: bool) -> bool:
    """Whether one of these properties is on: said by the run itself, else by its style."""
    own = [mark for name in names if (mark := properties.find(W + name)) is not None]
    return any(map(is_on, own)) if own else of_style


def _in_font(text: str, font: str) -> str:
    """A text as its font shows it."""
    if is_symbol_font(font):
        return signs_of(text, font)
    return to_unicode(text, font) if is_legacy_font(font) else text


def _symbol(node: etree._Element) -> str:
    """A w:sym: a letter of the font it names, which mostly is one of signs."""
    try:
        letter = chr(int(node.get(W + "char") or "", 16))
    except (ValueError, OverflowError):
        return ""
    return signs_of(letter, node.get(W + "font") or "")


def outermost(boxes: list[etree._Element]) -> Iterator[etree._Element]:
    """Text boxes that are in no other text box of the list (a box in a box is read with the outer one)."""
    known = set(boxes)
    for box in boxes:
        if not any(parent in known for parent in box.iterancestors(TEXT_BOX)):
            yield box


def plain_row(row: etree._Element) -> list[tuple[str, int, str]]:
    """Cells of a w:tr that needs no care, as (text, grid span, vertical merge "", "restart" or "continue").

    One pass in document order over the few elements that matter; this is what large tables are read with.
    """
    if next(row.iter(*_UNEVEN), None) is None:
        return _even_row(row)
    cells: list[_PlainCell] = []
    for node in row.iter(*_PLAIN):
        tag = node.tag
        if tag == TC:
            cells.append(_PlainCell())
        elif cells:
            cells[-1].take(tag, node)
    return [("".join(cell.parts), cell.span, cell.merge) for cell in cells]


class _PlainCell:
    """A cell while its elements go by."""

    __slots__ = ("merge", "parts", "span")

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.span, self.merge = 1, ""

    def take(self, tag: str, node: etree._Element) -> None:
        if tag in _TEXTS:
            self.parts.append(node.text or "")
        elif tag == P:
            self.parts += ["\n"] if self.parts else []
        elif tag == W + "gridSpan":
            self.span = grid_span(node)
        elif tag == W + "vMerge":
            self.merge = node.get(VAL) or "continue"
        else:
            self.parts.append(CHARACTERS[tag])


def _even_row(row: etree._Element) -> list[tuple[str, int, str]]:
    """Cells of a row without merges, breaks and signs: nothing but paragraphs of words, as most rows are."""
    cells: list[list[str]] = []
    for node in row.iter(TC, P, T):
        tag = node.tag
        if tag == T:
            cells[-1].append(node.text or "")
        elif tag == TC:
            cells.append([])
        elif cells[-1]:
            cells[-1].append("\n")
    return [("".join(parts), 1, "") for parts in cells]


_UNEVEN = (W + "gridSpan", W + "vMerge", M + "t", *CHARACTERS)
_TEXTS = frozenset((T, M + "t"))
_PLAIN = (T, M + "t", P, TC, W + "gridSpan", W + "vMerge", *CHARACTERS)


def grid_span(node: etree._Element | None) -> int:
    """How many grid columns a w:gridSpan says, from 1 to 63 as Word allows."""
    try:
        return min(max(int(node.get(VAL, "1")), 1), 63) if node is not None else 1
    except ValueError:
        return 1
