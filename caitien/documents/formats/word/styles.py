"""Fonts and hidden styles of a Word file (kiểu chữ), as far as reading its text needs them."""

import re
from collections.abc import Mapping
from typing import Final
from xml.sax.saxutils import escape, unescape

from lxml import etree

from caitien.documents.formats.legacy_fonts import is_legacy_font
from caitien.documents.formats.word.names import VAL, W, is_on
from caitien.documents.formats.word.text import Fonts, font_name
from caitien.documents.gate.package import Opened

_FONT_NAME: Final = re.compile(rb'"((?:\.[Vv][Nn]|[Vv][Nn][Ii])[^"]{1,40})"')  # a letter first: much quicker
_SYMBOL_FONTS: Final = (b"dings", b'"Symbol"', b'"Marlett"')
_BOLD: Final = re.compile(rb'<w:b(?: w:val="(\w*)")? ?/>')
_BASED_ON: Final = re.compile(rb'<w:basedOn w:val="([^"]*)"')
_DEEPEST: Final = 100  # styles based on one another that are followed; Word itself makes ten
_OFF: Final = (b"0", b"false", b"off", b"none")
_OUT_OF_SIGHT: Final = tuple(W + name for name in ("vanish", "strike", "dstrike"))


def fonts_of(package: Opened) -> Fonts:
    """What the file's styles say of fonts and hidden text; the styles are read only where it can matter.

    Costs a scan of the bytes of the body and the styles for the names of old fonts.
    """
    styles = package.trees.get("word/styles.xml")
    parts = [package.part(name) or b"" for name in ("word/document.xml", "word/styles.xml")]
    legacy = any(map(_names_old_font, parts))
    symbols = any(sign in part for part in parts for sign in _SYMBOL_FONTS)
    if styles is None or not (legacy or symbols or next(styles.iter(*_OUT_OF_SIGHT), None) is not None):
        return Fonts(legacy=legacy, symbols=symbols)
    named = list(styles.iter(W + "style"))
    return Fonts(
        styles=_fonts_by_style(named),
        hidden_styles=_with(named, "vanish"),
        struck_styles=_with(named, "strike") | _with(named, "dstrike"),
        default=_default_font(styles),
        legacy=legacy,
        symbols=symbols,
    )


class BoldStyles:
    """Which styles of a file are bold (kiểu chữ đậm), through the styles they are based on.

    Asked for a style, its piece of the part is looked for once: a scan of bytes, much quicker than parsing all styles.
    """

    def __init__(self, styles: bytes) -> None:
        self.styles = styles
        self.known: dict[str, bool] = {}

    def __contains__(self, name: str) -> bool:
        """Whether letters under that style are bold; a style that is not there is not."""
        passed: list[str] = []
        told: bool | str = name
        while isinstance(told, str) and told not in self.known and told not in passed and len(passed) < _DEEPEST:
            passed.append(told)
            told = self._told(told)
        bold = told if isinstance(told, bool) else self.known.get(told, False)
        self.known.update(dict.fromkeys(passed, bold))
        return self.known.get(name, bold)

    def _told(self, name: str) -> bool | str:
        """Whether a style is bold, or the style it is based on, which tells."""
        sign = b'w:styleId="%s"' % escape(name, {'"': "&quot;"}).encode()
        begin = self.styles.find(sign)
        piece = self.styles[begin : self.styles.find(b"</w:style>", begin)] if begin >= 0 else b""
        if mark := _BOLD.search(piece):
            return mark[1] not in _OFF
        based = _BASED_ON.search(piece)
        return unescape(based[1].decode("utf-8", "replace")) if based else False


def _with(styles: list[etree._Element], mark: str) -> frozenset[str]:
    """The styles that set this mark on their letters."""
    return frozenset(_id(style) for style in styles if is_on(style.find(f"{W}rPr/{W}{mark}")))


def _names_old_font(data: bytes) -> bool:
    """Whether a part names one; attributes in single quotes, which no Word writes, are not looked at."""
    return any(is_legacy_font(name.decode("ascii", "ignore")) for name in set(_FONT_NAME.findall(data)))


def _id(style: etree._Element) -> str:
    return str(style.get(W + "styleId", ""))


def _fonts_by_style(styles: list[etree._Element]) -> Mapping[str, str]:
    """The font of each style, through the styles it is based on."""
    by_id = {_id(style): style for style in styles}
    fonts: dict[str, str] = {}
    for style_id, style in by_id.items():
        seen: set[str] = set()
        current: etree._Element | None = style
        while current is not None and (here := _id(current)) not in seen and len(seen) < _DEEPEST:
            seen.add(here)
            own = current.find(f"{W}rPr/{W}rFonts")
            if own is not None and (name := font_name(own)):
                fonts[style_id] = name
                break
            based = current.find(W + "basedOn")
            current = by_id.get(based.get(VAL, "")) if based is not None else None
    return fonts


def _default_font(root: etree._Element) -> str:
    """The font of a paragraph that names none: the default paragraph style's, else the document's."""
    default = (s for s in root.iter(W + "style") if s.get(W + "default") and s.get(W + "type") == "paragraph")
    paths = [style.find(f"{W}rPr/{W}rFonts") for style in default]
    paths.append(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}rFonts"))
    return next((name for fonts in paths if fonts is not None and (name := font_name(fonts))), "")
