"""Marks of ours in a Word file (dấu trên bản in Word): words across every page, a code and its QR at the end.

The words across the page are WordArt in each header, as Word's own watermarks are: Word and LibreOffice both know it.
"""

from typing import Final

from caitien.documents.printing.word.markup import escape, paragraph, twips
from caitien.domain.papers.paper_marks import DEMO, Marks

QR_LINK: Final = "rIdQr"
_SIDE: Final = 19  # mm of the QR
_EMU: Final = 36_000  # DrawingML's unit of length, in a millimetre
_PICTURE: Final = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006"
_VML: Final = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'  # of the shape below
)
_WORD_ART: Final = (  # the preset shape "plain text" of Word's own watermarks
    '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" '
    'path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/>'
    '<v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>'
    '<v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/>'
    '<v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/></v:formulas>'
    '<v:path textpathok="t" o:connecttype="custom" '
    'o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" o:connectangles="270,180,90,0"/>'
    '<v:textpath on="t" fitshape="t"/><o:lock v:ext="edit" text="t" shapetype="t"/></v:shapetype>'
)
_ACROSS: Final = (
    "position:absolute;margin-left:0;margin-top:0;width:500pt;height:52pt;rotation:325;z-index:-251658752;"
    "mso-position-horizontal:center;mso-position-horizontal-relative:page;"
    "mso-position-vertical:center;mso-position-vertical-relative:page"
)


def across_the_page(number: int) -> str:
    """A run for a header: the words of a sample across the page, behind its text; ``number`` tells headers apart."""
    return (
        f"<w:r><w:pict {_VML}>{_WORD_ART}"
        f'<v:shape id="PowerPlusWaterMarkObject{number}" o:spid="_x0000_s{2048 + number}" type="#_x0000_t136" '
        f'style="{_ACROSS}" o:allowincell="f" fillcolor="#b8b8b8" stroked="f"><v:fill opacity=".5"/>'
        f'<v:textpath style="font-family:&quot;Times New Roman&quot;;font-size:1pt;font-weight:bold" string="{DEMO}"/>'
        "</v:shape></w:pict></w:r>"
    )


def at_the_end(marks: Marks) -> str:
    """The code of the paper, the address that tells of it, and its QR to the left of both; "" without a code."""
    lines = marks.lines
    if not lines:
        return ""
    room = f'<w:ind w:left="{twips(_SIDE + 3)}"/>'
    first = paragraph("MaVanBan", lines[0], f'<w:keepNext/><w:spacing w:before="{twips(9)}"/>{room}')
    first = first.replace("</w:pPr>", f"</w:pPr>{_qr(marks.scanned)}", 1)
    last = paragraph("MaVanBan", "".join(lines[1:]), f'<w:spacing w:after="{twips(5)}"/>{room}')
    return first + last


def _qr(text: str) -> str:
    """The picture, beside the paragraph it hangs on."""
    side = _SIDE * _EMU
    size = f'cx="{side}" cy="{side}"'
    return (
        f'<w:r><w:drawing><wp:anchor xmlns:wp="{_DRAWING}/wordprocessingDrawing" distT="0" distB="0" distL="0" '
        'distR="0" simplePos="0" relativeHeight="1" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1">'
        '<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH>'
        '<wp:positionV relativeFrom="paragraph"><wp:posOffset>72000</wp:posOffset></wp:positionV>'
        f'<wp:extent {size}/><wp:wrapNone/><wp:docPr id="1" name="Mã QR" descr="{escape(text)}"/>'
        f'<a:graphic xmlns:a="{_DRAWING}/main"><a:graphicData uri="{_PICTURE}"><pic:pic xmlns:pic="{_PICTURE}">'
        '<pic:nvPicPr><pic:cNvPr id="1" name="qr.png"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{QR_LINK}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        "</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>"
    )
