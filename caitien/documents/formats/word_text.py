"""Text of Word's paragraphs and cells (chữ trong Word): what counts, what does not.

Inserted text counts, deleted and moved-away text does not; content controls, hyperlinks and smart tags are walked
through; hidden text and text boxes are handed to the caller. What Word does in each case: ``docs/word/reading.md``.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from caitien.documents.formats.legacy_fonts import is_legacy_font, to_unicode

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
P, R, T, TR, TC, TBL = W + "p", W + "r", W + "t", W + "tr", W + "tc", W + "tbl"
VAL = W + "val"
TEXT_BOX = W + "txbxContent"
PAGE_END = W + "lastRenderedPageBreak"
_OFF = frozenset(("0", "false", "off", "none"))

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
# A paragraph or row with none of these needs no care: its text is its w:t and its line breaks.
CAREFUL = (
    *(W + name for name in ("del", "moveFrom", "vanish", "webHidden", "txbxContent", "sym", "rt", "rStyle")),
    MC + "AlternateContent",
)
# Signs of the fonts Symbol and Wingdings, by their codes in the private area.
SYMBOL_FONT: Mapping[str, str] = {
    "F0B3": "≥",
    "F0A3": "≤",
    "F0B1": "±",
    "F0B0": "°",
    "F0B4": "×",
    "F0B8": "÷",
    "F0AE": "→",
    "F0DE": "⇒",
    "F0B9": "≠",
    "F0BB": "≈",
}
SYMBOLS: Mapping[str, str] = {"F0FC": "✓", "F0FE": "☑", "F0FB": "✗", "F0FD": "☒", "F0A8": "☐", "F06F": "☐", "F0B7": "•"}


def is_on(mark: etree._Element | None) -> bool:
    """Whether a yes/no property is set (w:vanish, w:b, …)."""
    return mark is not None and (mark.get(VAL) or "1").lower() not in _OFF


@dataclass(slots=True)
class Found:
    """What a careful walk found beside the text (những thứ gặp dọc đường)."""

    hidden: list[str] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    deleted: bool = False


@dataclass(frozen=True, slots=True)
class Fonts:
    """Which font a run is in, as far as the old Vietnamese encodings need it (phông chữ)."""

    styles: Mapping[str, str] = field(default_factory=dict)  # style id → font, "" where it sets none
    hidden_styles: frozenset[str] = frozenset()
    default: str = ""
    legacy: bool = False  # whether the file names any old font at all

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
    """The Latin font a w:rFonts names, the old Vietnamese one first if it names several."""
    names = [name for kind in ("ascii", "hAnsi", "cs") if (name := fonts.get(W + kind))]
    return next((name for name in names if is_legacy_font(name)), names[0] if names else "")


class Walker:
    """Walks through one paragraph, or one cell, with care (đọc kỹ), collecting its text."""

    def __init__(self, fonts: Fonts) -> None:
        self.fonts = fonts
        self.found = Found()

    def paragraph(self, paragraph: etree._Element) -> str:
        """The text of a w:p; what is hidden or in a box goes to ``found``."""
        parts: list[str] = []
        self._inside(paragraph, parts, self.fonts.of_paragraph(paragraph) if self.fonts.legacy else "")
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
            elif tag in (W + "drawing", W + "pict", W + "object"):
                self.found.boxes += child.iter(TEXT_BOX)
            elif tag == W + "ruby":
                self._inside(child, own, font)
        text = "".join(own)
        if self.fonts.legacy and text:
            text = to_unicode(text, self.fonts.of(run, font))
        if self._is_hidden(run):
            self.found.hidden.append(text)
        else:
            parts.append(text)

    def _is_hidden(self, run: etree._Element) -> bool:
        properties = run.find(W + "rPr")
        if properties is None:
            return False
        own = properties.find(W + "vanish")
        if own is not None:
            return is_on(own)
        style = properties.find(W + "rStyle")
        return style is not None and style.get(VAL) in self.fonts.hidden_styles

    def _alternate(self, node: etree._Element, parts: list[str], font: str) -> None:
        """Of two versions of the same drawing only the first that has text is read."""
        for version in node:
            boxes = list(version.iter(TEXT_BOX))
            if boxes:
                self.found.boxes += boxes
                return
        for version in node:
            before = len(parts)
            self._inside(version, parts, font) if version.find(R) is not None else self._run(version, parts, font)
            if len(parts) > before and any(parts[before:]):
                return


def _symbol(node: etree._Element) -> str:
    code = (node.get(W + "char") or "").upper()
    known = SYMBOL_FONT if node.get(W + "font") == "Symbol" else SYMBOLS
    if code in known:
        return known[code]
    try:
        letter = chr(int(code, 16))
    except ValueError:
        return ""
    return letter if ord(letter) < 0xE000 or ord(letter) > 0xF8FF else "•"


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
