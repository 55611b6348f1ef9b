"""Names of WordprocessingML's elements (tên phần tử của Word), and how it says yes."""

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
V = "{urn:schemas-microsoft-com:vml}"
O = "{urn:schemas-microsoft-com:office:office}"  # noqa: E741 - the prefix everybody knows it by
P, R, T, TR, TC, TBL = W + "p", W + "r", W + "t", W + "tr", W + "tc", W + "tbl"
VAL = W + "val"
TEXT_BOX = W + "txbxContent"
PAGE_END = W + "lastRenderedPageBreak"
_OFF = frozenset(("0", "false", "off", "none"))


def is_on(mark: etree._Element | None) -> bool:
    """Whether a yes/no property is set (w:vanish, w:b, …)."""
    return mark is not None and (mark.get(VAL) or "1").lower() not in _OFF
