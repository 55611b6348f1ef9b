"""Word's own lists written by hand (danh sách đánh số tự động): numbering.xml, and its paragraphs."""

from collections.abc import Mapping, Sequence
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from tests.specimens.word import Xml


def level(text: str, kind: str = "decimal", *, depth: int = 0, start: int = 1, more: str = "") -> str:
    """One level of a list: how it counts and what it prints; ``more`` is whatever else Word may say of it."""
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>{more}'
        f"<w:lvlText w:val={quoteattr(text)}/></w:lvl>"
    )


def lists(*levels: str, others: str = "") -> str:
    """A numbering.xml with one list, number 1, of these levels; ``others`` are further lists."""
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{number(1)}{others}'


def number(list_id: int, *, of: int = 0, begins: Mapping[int, int] | None = None, changed: str = "") -> str:
    """A list counting by an abstract one, beginning anew at these levels, or with a level of its own."""
    restarts = "".join(
        f'<w:lvlOverride w:ilvl="{depth}"><w:startOverride w:val="{first}"/></w:lvlOverride>'
        for depth, first in (begins or {}).items()
    )
    return f'<w:num w:numId="{list_id}"><w:abstractNumId w:val="{of}"/>{restarts}{changed}</w:num>'


def item(text: str, depth: int = 0, list_id: int = 1, *, style: str = "", deleted: bool = False) -> Xml:
    """A paragraph of a list; of a style's list where it names a style."""
    own = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/></w:numPr>'
    properties = f'<w:pStyle w:val="{style}"/>' if style else own
    properties += '<w:rPr><w:del w:id="1" w:author="Thư ký"/></w:rPr>' * deleted
    words = f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""
    words = f'<w:del w:id="1" w:author="Thư ký"><w:r><w:delText>{text}</w:delText></w:r></w:del>' if deleted else words
    return Xml(f"<w:p><w:pPr>{properties}</w:pPr>{words}</w:p>")


def style(name: str, *, list_id: int | None = None, depth: int | None = None, based: str = "") -> str:
    """A paragraph style that is of a list."""
    inner = "" if depth is None else f'<w:ilvl w:val="{depth}"/>'
    inner += "" if list_id is None else f'<w:numId w:val="{list_id}"/>'
    numbered = f"<w:pPr><w:numPr>{inner}</w:numPr></w:pPr>" if inner else ""
    parent = f'<w:basedOn w:val="{based}"/>' if based else ""
    return f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/>{parent}{numbered}</w:style>'


CRITERIA: Final[Sequence[str]] = (  # as schools number standards and criteria
    level("Tiêu chuẩn %1:"),
    level("Tiêu chí %1.%2.", depth=1),
)
