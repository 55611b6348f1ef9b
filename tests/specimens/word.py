"""Word files written by hand (tệp Word mẫu): every mark a school's file may carry, one function each.

Raw WordprocessingML, because python-docx cannot write tracked changes, content controls, text boxes and the like. All
functions return XML that the others take in; :func:`docx` zips it into a file. A plain ``str`` stands for text and is
escaped; XML is an :class:`Xml`.
"""

from collections.abc import Sequence
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from tests.specimens.word_package import margins, zipped

WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES: Final = {
    "w": WORD,
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "v": "urn:schemas-microsoft-com:vml",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
}
STRICT: Final = {
    WORD: "http://purl.oclc.org/ooxml/wordprocessingml/main",
    NAMESPACES["r"]: "http://purl.oclc.org/ooxml/officeDocument/relationships",
    NAMESPACES["wp"]: "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing",
    NAMESPACES["a"]: "http://purl.oclc.org/ooxml/drawingml/main",
    NAMESPACES["m"]: "http://purl.oclc.org/ooxml/officeDocument/math",
}
_CHANGE: Final = 'w:id="1" w:author="Thư ký" w:date="2025-09-05T08:00:00Z"'


class Xml(str):
    """A piece of WordprocessingML, ready to be put in place."""

    __slots__ = ()


def _text(text: str) -> Xml:
    return Xml(f'<w:t xml:space="preserve">{escape(text)}</w:t>')


def run(*content: str, font: str = "", hidden: bool = False, bold: bool = False, style: str = "") -> Xml:
    """A run (đoạn chữ liền): text or marks, in a font, hidden (w:vanish) or bold."""
    properties = f"<w:rStyle w:val={quoteattr(style)}/>" if style else ""
    if font:
        name = quoteattr(font)
        properties += f"<w:rFonts w:ascii={name} w:hAnsi={name} w:cs={name}/>"
    properties += "<w:b/>" * bold + "<w:vanish/>" * hidden
    inner = "".join(part if isinstance(part, Xml) else _text(part) for part in content)
    return Xml(f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{inner}</w:r>")


BREAK: Final = Xml("<w:br/>")
PAGE_BREAK: Final = Xml('<w:br w:type="page"/>')
CARRIAGE: Final = Xml("<w:cr/>")
TAB: Final = Xml("<w:tab/>")
HARD_HYPHEN: Final = Xml("<w:noBreakHyphen/>")
SOFT_HYPHEN: Final = Xml("<w:softHyphen/>")
RENDERED_BREAK: Final = Xml("<w:lastRenderedPageBreak/>")


def symbol(code: str, font: str = "Wingdings") -> Xml:
    """A letter of a symbol font (w:sym), by its hexadecimal code."""
    return Xml(f'<w:sym w:font="{font}" w:char="{code}"/>')


def _runs(content: Sequence[str]) -> str:
    return "".join(part if isinstance(part, Xml) else run(part) for part in content)


def p(
    *content: str, style: str = "", numbered: bool = False, mark: str = "", font: str = "", bold: bool = False
) -> Xml:
    """A paragraph (đoạn). ``mark`` "ins" or "del" tracks its paragraph mark; ``numbered`` puts it in a Word list."""
    properties = f"<w:pStyle w:val={quoteattr(style)}/>" if style else ""
    properties += '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>' * numbered
    properties += f"<w:rPr><w:{mark} {_CHANGE}/></w:rPr>" if mark else ""
    inner = "".join(part if isinstance(part, Xml) else run(part, font=font, bold=bold) for part in content)
    return Xml(f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inner}</w:p>")


def paragraphs(text: str, *, font: str = "") -> Xml:
    """One paragraph for each line of the text."""
    return Xml("".join(p(line, font=font) for line in text.split("\n")))


# Tracked changes


def inserted(*content: str) -> Xml:
    """Text someone added with tracking on (w:ins)."""
    return Xml(f"<w:ins {_CHANGE}>{_runs(content)}</w:ins>")


def moved_here(*content: str) -> Xml:
    """Text moved to this place (w:moveTo)."""
    return Xml(f"<w:moveTo {_CHANGE}>{_runs(content)}</w:moveTo>")


def _deleted_run(text: str) -> str:
    return f'<w:r><w:delText xml:space="preserve">{escape(text)}</w:delText></w:r>'


def deleted(text: str) -> Xml:
    """Text someone struck out with tracking on (w:del)."""
    return Xml(f"<w:del {_CHANGE}>{_deleted_run(text)}</w:del>")


def moved_away(text: str) -> Xml:
    """Text moved from this place (w:moveFrom): Word keeps it as ordinary w:t."""
    return Xml(f"<w:moveFrom {_CHANGE}>{run(text)}</w:moveFrom>")


# Wrappers that must be seen through


def control(content: str, *, kind: str = "") -> Xml:
    """A content control (w:sdt) around runs, paragraphs, a cell or a row alike."""
    inner = content if isinstance(content, Xml) else run(content)
    return Xml(f"<w:sdt><w:sdtPr>{kind}</w:sdtPr><w:sdtContent>{inner}</w:sdtContent></w:sdt>")


def link(text: str) -> Xml:
    """A hyperlink inside the file."""
    return Xml(f'<w:hyperlink w:anchor="muc">{run(text)}</w:hyperlink>')


def smart_tag(text: str) -> Xml:
    """A smart tag of old Word (w:smartTag)."""
    return Xml(
        f'<w:smartTag w:uri="urn:schemas-microsoft-com:office:smarttags" w:element="place">{run(text)}</w:smartTag>'
    )


def custom_xml(content: str) -> Xml:
    """A custom XML element around text or blocks."""
    inner = content if isinstance(content, Xml) else run(content)
    return Xml(f'<w:customXml w:element="truong">{inner}</w:customXml>')


def simple_field(code: str, shown: str) -> Xml:
    """A field in one element (w:fldSimple): its result is text, its code is not."""
    return Xml(f"<w:fldSimple w:instr={quoteattr(code)}>{run(shown)}</w:fldSimple>")


def field(code: str, shown: str) -> Xml:
    """A field in five runs: begin, code (w:instrText), separate, result, end."""
    return Xml(
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve">{escape(code)}</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{run(shown)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def equation(text: str) -> Xml:
    """An inline equation (m:oMath)."""
    return Xml(f"<m:oMath><m:r><m:t>{escape(text)}</m:t></m:r></m:oMath>")


def text_box(*blocks: Xml) -> Xml:
    """A text box (khung chữ) as Word writes it: the same text twice, as a shape and as VML for old readers."""
    inner = f"<w:txbxContent>{''.join(blocks)}</w:txbxContent>"
    shape = (
        '<w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" behindDoc="0" '
        'locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH>'
        '<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>'
        '<wp:extent cx="1800000" cy="600000"/><wp:wrapNone/><wp:docPr id="1" name="Khung"/>'
        '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        f"<wps:wsp><wps:cNvSpPr/><wps:spPr/><wps:txbx>{inner}</wps:txbx><wps:bodyPr/></wps:wsp>"
        "</a:graphicData></a:graphic></wp:anchor></w:drawing>"
    )
    choice = f'<mc:Choice Requires="wps">{shape}</mc:Choice><mc:Fallback>{_vml(inner)}</mc:Fallback>'
    return run(Xml(f"<mc:AlternateContent>{choice}</mc:AlternateContent>"))


def old_text_box(*blocks: Xml) -> Xml:
    """A text box of Word 2007 and before: VML only."""
    return run(Xml(_vml(f"<w:txbxContent>{''.join(blocks)}</w:txbxContent>")))


def _vml(inner: str) -> str:
    return f'<w:pict><v:shape style="width:140pt;height:50pt"><v:textbox>{inner}</v:textbox></v:shape></w:pict>'


def note_mark(kind: str, number: int = 2) -> Xml:
    """The mark of a footnote, endnote or comment in the text."""
    return run(Xml(f'<w:{kind}Reference w:id="{number}"/>'))


# Tables


def cell(*content: str, span: int = 1, down: str = "", font: str = "") -> Xml:
    """A cell (ô). ``span`` merges to the right, ``down`` "restart" or "continue" merges downward.

    Each string is cut into paragraphs at line ends; paragraphs, tables and controls are put in as they are, runs and
    marks together form one paragraph.
    """
    properties = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    properties += {"": "", "restart": '<w:vMerge w:val="restart"/>', "continue": "<w:vMerge/>"}[down]
    return Xml(f"<w:tc><w:tcPr>{properties}</w:tcPr>{_blocks(content, font)}</w:tc>")


_BLOCK_STARTS: Final = ("<w:p>", "<w:p ", "<w:tbl>", "<w:sdt>", "<w:customXml", "<w:altChunk")


def _blocks(content: Sequence[str], font: str = "") -> str:
    parts: list[str] = []
    inline: list[str] = []
    for part in content:
        if isinstance(part, Xml) and not (part.startswith(_BLOCK_STARTS) and "<w:p>" in part):
            inline.append(part)
        else:
            parts += [p(*inline)] if inline else []
            inline = []
            parts.append(part if isinstance(part, Xml) else paragraphs(part, font=font))
    parts += [p(*inline)] if inline else []
    return "".join(parts) or p()


def row(*cells: str, before: int = 0, after: int = 0, header: bool = False, change: str = "", font: str = "") -> Xml:
    """A row (dòng). ``before``/``after`` skip grid columns; ``header`` repeats it; ``change`` "ins"/"del" tracks it."""
    properties = f'<w:gridBefore w:val="{before}"/>' if before else ""
    properties += f'<w:gridAfter w:val="{after}"/>' if after else ""
    properties += "<w:tblHeader/>" * header + (f"<w:{change} {_CHANGE}/>" if change else "")
    inner = "".join(part if isinstance(part, Xml) else cell(part, font=font) for part in cells)
    return Xml(f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{inner}</w:tr>")


_SIDES: Final = ("top", "left", "bottom", "right", "insideH", "insideV")
_RULED: Final = (
    '<w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>'
    + "".join(
        f'<w:{side} w:val="single" w:sz="4"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    + "</w:tblBorders></w:tblPr>"
)


def table(*rows: str | Sequence[str], columns: int = 0, font: str = "") -> Xml:
    """A table (bảng): rows as :func:`row` makes them, or plain sequences of texts."""
    made = [part if isinstance(part, Xml) else row(*part, font=font) for part in rows]
    width = columns or max((part.count("<w:tc>") for part in made), default=1)
    grid = '<w:gridCol w:w="1000"/>' * width
    return Xml(f"<w:tbl>{_RULED}<w:tblGrid>{grid}</w:tblGrid>{''.join(made)}</w:tbl>")


def alt_chunk() -> Xml:
    """A whole other file put in by reference (w:altChunk): its words are not in this file's body."""
    return Xml('<w:altChunk r:id="rId90"/>')


# The file

_PARTS: Final = {  # part → root element, element of one note
    "footnotes": ("footnotes", "footnote"),
    "endnotes": ("endnotes", "endnote"),
    "comments": ("comments", "comment"),
    "header": ("hdr", ""),
    "footer": ("ftr", ""),
}
_STYLES: Final = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:type="character" w:styleId="An"><w:name w:val="An"/><w:rPr><w:vanish/></w:rPr></w:style>'
)
_NUMBERING: Final = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/>'
    '<w:lvlText w:val="-"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)


def _root(name: str, inner: str) -> str:
    names = " ".join(f'xmlns:{prefix}="{address}"' for prefix, address in NAMESPACES.items())
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:{name} {names}>{inner}</w:{name}>'


def _part(name: str, text: str) -> str:
    root, item = _PARTS[name]
    inner = paragraphs(text)
    if not item:
        return _root(root, inner)
    separators = f'<w:{item} w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:{item}>'
    return _root(root, f'{separators if item != "comment" else ""}<w:{item} w:id="2">{inner}</w:{item}>')


_LANDSCAPE: Final = (
    '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
    '<w:pgMar w:top="1134" w:right="850" w:bottom="1134" w:left="1417"/>'
)


def docx(
    *blocks: str,
    strict: bool = False,
    landscape: bool = False,
    default_font: str = "",
    chunk: str = "",
    lists: str = "",
    styles: str = "",
    **parts: str,
) -> bytes:
    """A Word file of these blocks; a plain string is a paragraph for each of its lines.

    ``parts`` are texts of footnotes, endnotes, comments, header, footer; ``chunk`` the HTML of :func:`alt_chunk`,
    ``lists`` and ``styles`` what stands in numbering.xml and what is added to styles.xml.
    """
    body = "".join(part if isinstance(part, Xml) else paragraphs(part) for part in blocks)
    section = f"<w:sectPr>{margins(parts)}{_LANDSCAPE * landscape}</w:sectPr>"
    fonts = f'<w:rFonts w:ascii="{default_font}" w:hAnsi="{default_font}"/>'
    defaults = f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts}</w:rPr></w:rPrDefault></w:docDefaults>"
    files = {
        "document": _root("document", f"<w:body>{body}{section}</w:body>"),
        "styles": _root("styles", (defaults if default_font else "") + _STYLES + styles),
        "numbering": _root("numbering", lists or _NUMBERING),
        **{name: _part(name, text) for name, text in parts.items()},
    }
    return zipped(files, chunk=chunk, strict=STRICT if strict else {})
