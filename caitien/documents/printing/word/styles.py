"""The styles of an official paper (kiểu chữ), sizes and spacing of Nghị định 30/2020, Phụ lục I.

Every look is a named style, so a person who goes on in Word changes a style and not a thousand paragraphs.
"""

from dataclasses import dataclass
from typing import Final

from caitien.documents.printing.word.markup import NAMESPACES, twips

FONT: Final = "Times New Roman"


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """A paragraph style (kiểu đoạn): size and spacing in points, first line in mm."""

    name: str  # as Word shows it
    size: float = 14
    bold: bool = False
    italic: bool = False
    capitals: bool = False
    align: str = "left"
    first_line: float = 0
    before: float = 0
    after: float = 0
    line: float = 1  # spacing, in lines
    height: float = 0  # of a line in points, where the letters do not tell it
    keep_next: bool = False
    outline: int | None = None  # level in the navigation pane, from 0
    top_rule: bool = False
    tight: bool = False  # no space between two paragraphs of this style
    based_on: str = "Normal"


STYLES: Final[dict[str, Style]] = {
    # letterhead
    "QuocHieu": Style(name="VB Quốc hiệu", size=12, bold=True, align="center"),
    "TieuNgu": Style(name="VB Tiêu ngữ", size=13, bold=True, align="center"),
    "CoQuanChuQuan": Style(name="VB Cơ quan chủ quản", size=12, capitals=True, align="center"),
    "CoQuanBanHanh": Style(name="VB Cơ quan ban hành", size=12, bold=True, capitals=True, align="center"),
    "SoKyHieu": Style(name="VB Số, ký hiệu", size=13, align="center", before=6),
    "VeViec": Style(name="VB Về việc", size=12, align="center", before=6),
    "DiaDanhNgay": Style(name="VB Địa danh, ngày tháng", size=13, italic=True, align="center", before=6),
    "TenLoai": Style(
        name="VB Tên loại", bold=True, capitals=True, align="center", before=16, keep_next=True, outline=0
    ),
    "TrichYeu": Style(name="VB Trích yếu", bold=True, align="center", keep_next=True),
    "KeNgang": Style(name="VB Kẻ ngang", size=2, align="center", before=3, top_rule=True),
    # body
    "KinhGui": Style(name="VB Kính gửi", align="center", before=18, after=12),
    "NoiDung": Style(name="VB Nội dung", align="both", first_line=12.7, after=6, line=1.1),
    "DeMuc": Style(
        name="VB Đề mục",
        bold=True,
        align="both",
        first_line=12.7,
        before=6,
        after=6,
        line=1.1,
        keep_next=True,
        outline=1,
    ),
    "LoiDan": Style(
        name="VB Lời dẫn",
        bold=True,
        align="both",
        first_line=12.7,
        before=6,
        after=6,
        line=1.1,
        keep_next=True,
        outline=2,
    ),
    "KetThuc": Style(name="VB Kết thúc", align="both", first_line=12.7, after=6, line=1.1, keep_next=True),
    # tables
    "BangDau": Style(name="VB Bảng, đầu cột", size=12, bold=True, align="center", after=4.5, keep_next=True),
    "BangO": Style(name="VB Bảng, ô", size=12, after=4.5),
    "BangSo": Style(name="VB Bảng, số thứ tự", size=12, align="center", after=4.5),
    "BangMuc": Style(name="VB Bảng, mức", size=12, bold=True, align="center", after=4.5, keep_next=True),
    "BangTieuChuan": Style(name="VB Bảng, tiêu chuẩn", size=12, bold=True, after=4.5, keep_next=True),
    # foot
    "NoiNhanDau": Style(name="VB Nơi nhận", size=12, bold=True, italic=True, before=6),
    "NoiNhan": Style(name="VB Nơi nhận, danh sách", size=11),
    "ChucVu": Style(
        name="VB Chức vụ người ký", bold=True, capitals=True, align="center", keep_next=True, before=6, tight=True
    ),
    "NguoiKy": Style(name="VB Họ tên người ký", bold=True, align="center", before=75),  # room for seal and signature
    "MaVanBan": Style(name="VB Mã văn bản", size=9, keep_next=True),  # beside its QR
    "SoTrang": Style(name="VB Số trang", size=14, align="center"),
    # the paragraph Word wants after a table, or to turn the page; too low to need a page of its own
    "CuoiBang": Style(name="VB Sau bảng", size=1, height=0.05),
}


def styles_part() -> str:
    """The part ``word/styles.xml``."""
    paragraph_styles = "".join(_paragraph_style(key, style) for key, style in STYLES.items())
    return f"<w:styles {NAMESPACES}>{_DEFAULTS}{paragraph_styles}{_TABLES}</w:styles>"


_FONTS: Final = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
_DEFAULTS: Final = (
    f'<w:docDefaults><w:rPrDefault><w:rPr>{_FONTS}<w:color w:val="000000"/><w:sz w:val="28"/><w:szCs w:val="28"/>'
    '<w:lang w:val="vi-VN" w:eastAsia="vi-VN"/></w:rPr></w:rPrDefault>'
    '<w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0"/></w:pPr></w:pPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
)
_BORDERS: Final = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_TOP: Final = 40  # cell margins; below the text its paragraph's own space does
_SIDE: Final = twips(1.2)
_TABLES: Final = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:semiHidden/>'
    '<w:tblPr><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
    '<w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    '<w:style w:type="table" w:customStyle="1" w:styleId="BangKe"><w:name w:val="VB Bảng kẻ"/>'
    f'<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>{_BORDERS}</w:tblBorders><w:tblCellMar>'
    f'<w:top w:w="{_TOP}" w:type="dxa"/><w:left w:w="{_SIDE}" w:type="dxa"/><w:right w:w="{_SIDE}" w:type="dxa"/>'
    "</w:tblCellMar></w:tblPr></w:style>"
    '<w:style w:type="table" w:customStyle="1" w:styleId="BangTron"><w:name w:val="VB Bảng không kẻ"/>'
    '<w:basedOn w:val="TableNormal"/></w:style>'
)


def _paragraph_style(key: str, style: Style) -> str:
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{key}"><w:name w:val="{style.name}"/>'
        f'<w:basedOn w:val="{style.based_on}"/><w:qFormat/>'
        f"<w:pPr>{_paragraph_properties(style)}</w:pPr><w:rPr>{_run_properties(style)}</w:rPr></w:style>"
    )


def _paragraph_properties(style: Style) -> str:
    """In the order the schema wants: keepNext, pBdr, spacing, ind, contextualSpacing, jc, outlineLvl."""
    rule = '<w:pBdr><w:top w:val="single" w:sz="6" w:space="1" w:color="000000"/></w:pBdr>'
    outline = "" if style.outline is None else f'<w:outlineLvl w:val="{style.outline}"/>'
    line, measure = (style.height * 20, "exact") if style.height else (style.line * 240, "auto")
    spacing = f'w:before="{style.before * 20:.0f}" w:after="{style.after * 20:.0f}" w:line="{line:.0f}"'
    return (
        f"{'<w:keepNext/>' * style.keep_next}{rule * style.top_rule}"
        f'<w:spacing {spacing} w:lineRule="{measure}"/><w:ind w:firstLine="{twips(style.first_line)}"/>'
        f'{"<w:contextualSpacing/>" * style.tight}<w:jc w:val="{style.align}"/>{outline}'
    )


def _run_properties(style: Style) -> str:
    half_points = f"{style.size * 2:.0f}"
    return (
        f"{'<w:b/><w:bCs/>' * style.bold}{'<w:i/><w:iCs/>' * style.italic}{'<w:caps/>' * style.capitals}"
        f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'
    )
