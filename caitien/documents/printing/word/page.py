"""Pages of an official paper (trang giấy): A4 upright or on its side, margins of Nghị định 30/2020."""

from dataclasses import dataclass
from typing import Final

from caitien.documents.printing.word.markup import NAMESPACES, twips

_HEADER: Final = 10  # mm from the paper's edge to the page number, inside the top margin
_HEADERS: Final = (
    '<w:headerReference w:type="default" r:id="rIdHeader"/><w:headerReference w:type="first" r:id="rIdFirst"/>'
)


@dataclass(frozen=True, slots=True)
class Page:
    """A page's size and margins in mm (khổ giấy, lề)."""

    width: int
    height: int
    top: int = 20
    bottom: int = 20
    left: int = 30
    right: int = 15

    @property
    def room(self) -> int:
        """The width of the text, in twentieths of a point."""
        return twips(self.width - self.left - self.right)

    def section(self, first: bool = False, kind: str = "nextPage") -> str:
        """Section properties; the first section carries the headers, none on its first page, for all that follow."""
        turned = ' w:orient="landscape"' if self.width > self.height else ""
        edges = " ".join(f'w:{side}="{twips(getattr(self, side))}"' for side in ("top", "right", "bottom", "left"))
        return (
            f'<w:sectPr>{_HEADERS * first}<w:type w:val="{kind}"/>'
            f'<w:pgSz w:w="{twips(self.width)}" w:h="{twips(self.height)}"{turned}/>'
            f'<w:pgMar {edges} w:header="{twips(_HEADER)}" w:footer="{twips(_HEADER)}" w:gutter="0"/>'
            f"{'<w:titlePg/>' * first}</w:sectPr>"
        )


PORTRAIT: Final = Page(210, 297)
LANDSCAPE: Final = Page(297, 210)


def header(extra: str = "", *, numbered: bool) -> str:
    """A part with the head of pages (đầu trang): their number or none, and ``extra`` runs."""
    number = '<w:fldSimple w:instr=" PAGE "><w:r><w:t>2</w:t></w:r></w:fldSimple>' * numbered
    return f'<w:hdr {NAMESPACES}><w:p><w:pPr><w:pStyle w:val="SoTrang"/></w:pPr>{number}{extra}</w:p></w:hdr>'
