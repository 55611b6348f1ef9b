"""Forms and drawings inside Word files (biểu mẫu và hình vẽ trong Word), written by hand as Word saves them."""

from collections.abc import Sequence
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from tests.specimens.word import Xml, cell, control, p, run

_W14: Final = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
_VML: Final = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
_PIC: Final = "http://schemas.openxmlformats.org/drawingml/2006/picture"


def placeholder(
    words: str = "Bấm hoặc gõ nhẹ vào đây để nhập văn bản.", *, blocks: bool = False, kind: str = ""
) -> Xml:
    """A content control nobody filled in: around a run, or around a paragraph."""
    inner = run(words, style="PlaceholderText")
    return control(p(inner) if blocks else inner, kind=f"<w:showingPlcHdr/>{kind}")


def placeholder_cell(words: str) -> Xml:
    """A content control nobody filled in around a whole cell."""
    return control(cell(p(run(words))), kind="<w:showingPlcHdr/>")


def box(checked: bool, sign: str = "") -> Xml:
    """A box to tick of today's Word (w14:checkbox); its text is whatever sign the maker chose."""
    properties = f'<w14:checkbox {_W14}><w14:checked w14:val="{int(checked)}"/></w14:checkbox>'
    return control(run(sign or ("☒" if checked else "☐")), kind=properties)


def old_field(data: str, code: str, result: str | None = None) -> Xml:
    """A field of an old form: beginning with its data, code, perhaps a result, end."""
    shown = "" if result is None else f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run(result)}'
    return Xml(
        f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{data}</w:ffData></w:fldChar></w:r>'
        f'<w:r><w:instrText> {code} </w:instrText></w:r>{shown}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def old_box(checked: bool | None, *, default: bool = False, result: str | None = None) -> Xml:
    """A box to tick of an old form; None: never touched, so its default stands."""
    own = "" if checked is None else f'<w:checked w:val="{int(checked)}"/>'
    data = f'<w:checkBox><w:sizeAuto/><w:default w:val="{int(default)}"/>{own}</w:checkBox>'
    return old_field(data, "FORMCHECKBOX", result)


def old_list(
    entries: Sequence[str], chosen: int | None, *, default: int | None = None, result: str | None = None
) -> Xml:
    """A list to choose from of an old form."""
    listed = "".join(f"<w:listEntry w:val={quoteattr(entry)}/>" for entry in entries)
    own = "" if chosen is None else f'<w:result w:val="{chosen}"/>'
    own += "" if default is None else f'<w:default w:val="{default}"/>'
    return old_field(f"<w:ddList>{own}{listed}</w:ddList>", "FORMDROPDOWN", result)


def word_art(words: str) -> Xml:
    """WordArt of old Word: its words are an attribute."""
    shape = f"<v:shape><v:textpath string={quoteattr(words)}/></v:shape>"
    return run(Xml(f"<w:pict {_VML}>{shape}</w:pict>"))


def shape_with_words(words: str) -> Xml:
    """A drawing whose words are DrawingML's own and in no text box."""
    inner = f"<a:p><a:r><a:t>{escape(words)}</a:t></a:r></a:p>"
    graphic = f'<a:graphicData uri="x"><lc:txBody xmlns:lc="x">{inner}</lc:txBody></a:graphicData>'
    return run(Xml(f"<w:drawing><wp:inline><a:graphic>{graphic}</a:graphic></wp:inline></w:drawing>"))


def picture(width_cm: float, height_cm: float, described: str = "") -> Xml:
    """A picture of that size."""
    size = f'<wp:extent cx="{int(width_cm * 360_000)}" cy="{int(height_cm * 360_000)}"/>'
    named = f'<wp:docPr id="1" name="Ảnh 1" descr={quoteattr(described)}/>'
    graphic = f'<a:graphic><a:graphicData uri="{_PIC}"><pic:pic xmlns:pic="{_PIC}"/></a:graphicData></a:graphic>'
    return run(Xml(f"<w:drawing><wp:inline>{size}{named}{graphic}</wp:inline></w:drawing>"))


def old_picture(style: str) -> Xml:
    """A picture of old Word, its size in a style."""
    return run(Xml(f'<w:pict {_VML}><v:shape style="{style}"><v:imagedata/></v:shape></w:pict>'))


def embedded(program: str) -> Xml:
    """Something of another program put in the paper."""
    return run(Xml(f'<w:object {_VML}><o:OLEObject Type="Embed" ProgID="{program}"/></w:object>'))


def struck(words: str, mark: str = "strike") -> Xml:
    """Words with a line through them, by hand and not by tracking."""
    return Xml(f'<w:r><w:rPr><w:{mark}/></w:rPr><w:t xml:space="preserve">{escape(words)}</w:t></w:r>')
