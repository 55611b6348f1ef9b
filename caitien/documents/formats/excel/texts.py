"""Texts of a workbook (chữ trong Excel): runs of several looks, signs written as codes, words with a line through."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from lxml import etree

from caitien.documents.formats.excel.looks import font_look
from caitien.documents.formats.excel.parts import Parts, child, local
from caitien.documents.formats.legacy_fonts import is_legacy_font, to_unicode
from caitien.documents.gate.package import parse_xml
from caitien.domain.texts.symbol_fonts import is_symbol_font, signs_of

_CODE: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")


class Text(NamedTuple):
    """A text as it is seen, and the words of it that are crossed out (chữ, và chữ bị gạch ngang)."""

    seen: str
    struck: str = ""


NOTHING: Final = Text("")


def shared_texts(parts: Parts, path: str) -> Sequence[Text]:
    """The texts cells refer to by number; raises ``XMLSyntaxError`` where they are no XML."""
    name = parts.name(path)
    data = parts.package.part(name) if name else None
    return [text_of(item) for item in parse_xml(data) if local(item) == "si"] if data else ()


def text_of(item: etree._Element) -> Text:
    """The text of an ``si`` or ``is``: its runs put together, without the reading aid of East Asian letters."""
    if len(item) == 1 and local(item[0]) == "t":
        return Text(decoded(item[0].text or ""))
    seen: list[str] = []
    struck: list[str] = []
    for part in item:
        if local(part) == "t":
            seen.append(part.text or "")
        elif local(part) == "r":
            words = child(part, "t")
            font, crossed = font_look(child(part, "rPr"))
            text = in_font("" if words is None else words.text or "", font)
            (struck if crossed else seen).append(text)
    return Text(decoded("".join(seen)), decoded(" ".join(struck)))


def in_font(text: str, font: str) -> str:
    """Letters as they look in a font of signs or of before Unicode."""
    if not font or not text:
        return text
    if is_symbol_font(font):
        return signs_of(text, font)
    return to_unicode(text, font) if is_legacy_font(font) else text


def decoded(text: str) -> str:
    """``_x000D_`` and the like are letters XML cannot hold; ``_x005F_`` is a low line, before such a word."""
    if "_x" not in text:
        return text
    whole = _CODE.sub(lambda found: chr(int(found[1], 16)), text)
    return whole.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
