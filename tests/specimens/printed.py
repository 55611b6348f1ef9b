"""PDF pages written by hand (trang PDF mẫu), as programs print them: text word by word, lines as boxes or strokes.

No font is embedded: letters are named by their Unicode number in a font with a table of widths, so every Vietnamese
letter is there and where each word stands is known to the point. Coordinates are from the top left corner. (PDFium
leaves out a run that is a single letter its stand-in font does not have: no word of one accented letter by itself.)
"""

import unicodedata
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

A4 = (595.0, 842.0)
LANDSCAPE = (842.0, 595.0)

_BY_WIDTH = {  # of Times, in thousandths of the size; an accent takes no room
    **{180: "'", 250: " ,.", 278: "/:;ijlt", 333: "!()-IfrJ", 389: "s", 408: '"', 444: "?acez"},
    **{500: "$#*0123456789bdghknopquvxy–đ", 556: "FPS", 564: "+<=>", 611: "ELTZ", 667: "BCR"},
    **{722: "ADGHKNOQUVXYwĐ", 778: "&m", 833: "%", 889: "M", 921: "@", 944: "W"},
}
_WIDTHS = {letter: wide for wide, letters in _BY_WIDTH.items() for letter in letters}


def _width(letter: str) -> int:
    return 0 if unicodedata.combining(letter) else _WIDTHS.get(unicodedata.normalize("NFD", letter)[0], 500)


def width(text: str, size: float = 10) -> float:
    """How wide a text is printed."""
    return sum(map(_width, text)) * size / 1000


@dataclass
class Page:
    """A page being drawn."""

    size: tuple[float, float] = A4
    marks: list[str] = field(default_factory=list)
    rotate: int = 0
    picture: bool = False
    annotations: list[str] = field(default_factory=list)

    def annotate(self, kind: str, words: str, *, entry: str = "Contents", more: str = "") -> None:
        """Something laid upon the page: a note, typed text, a field of a form, with its words."""
        letters = (b"\xfe\xff" + words.encode("utf-16-be")).hex()
        self.annotations.append(f"<< /Type /Annot /Subtype /{kind} /Rect [50 50 90 90] /{entry} <{letters}> {more} >>")

    def strike(self, x0: float, x1: float, y: float, size: float = 10) -> None:
        """A line drawn through the words on this baseline."""
        low, high = self.size[1] - y - size * 0.3, self.size[1] - y + size
        points = f"{x0} {high} {x1} {high} {x0} {low} {x1} {low}"
        self.annotate("StrikeOut", "", more=f"/QuadPoints [{points}]")

    def text(self, x: float, y: float, words: str, size: float = 10, *, quarter: int = 0, bold: bool = False) -> None:
        """A run of text on the baseline ``y``, in one piece; ``quarter`` turns it against the clock."""
        cosine, sine = ((1, 0), (0, 1), (-1, 0), (0, -1))[quarter]
        letters = "".join(f"{ord(letter):04X}" for letter in words)
        matrix = f"{cosine} {sine} {-sine} {cosine} {x:.2f} {self.size[1] - y:.2f}"
        self.marks.append(f"BT /F{int(bold)} {size} Tf {matrix} Tm <{letters}> Tj ET")

    def words(self, x: float, y: float, words: str, size: float = 10, *, trailing: bool = False) -> None:
        """Text word by word, as Word prints it: each at its own place, the blank after it included."""
        for word in words.split(" "):
            self.text(x, y, f"{word} " if trailing else word, size)
            x += width(f"{word} ", size)

    def box(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """A filled box: what Word draws for a border is a thin one."""
        self.marks.append(f"{x0:.2f} {self.size[1] - y1:.2f} {x1 - x0:.2f} {y1 - y0:.2f} re f*")

    def stroke(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """A drawn line: what LibreOffice draws for a border."""
        self.marks.append(f"{x0:.2f} {self.size[1] - y0:.2f} m {x1:.2f} {self.size[1] - y1:.2f} l S")

    def grid(self, xs: Sequence[float], ys: Sequence[float], thick: float = 0.5) -> None:
        """All borders of a table, one thin box for each side of each cell, as Word draws them."""
        for y in ys:
            for x0, x1 in pairwise(xs):
                self.box(x0, y, x1, y + thick)
        for x in xs:
            for y0, y1 in pairwise(ys):
                self.box(x, y0, x + thick, y1)


def pdf(pages: Iterable[Page], *, encrypted: bool = False, nameless: bool = False) -> bytes:
    """The file. ``nameless``: the font does not say which letters it draws; ``encrypted``: under a password."""
    objects: list[bytes] = [b"", b"", *_font(bold=False, nameless=nameless), *_font(bold=True, nameless=nameless)]
    kids = []
    for page in pages:
        objects += _page(page, first=len(objects) + 1)
        kids.append(len(objects))
    objects[0] = b"<< /Type /Catalog /Pages 2 0 R >>"
    numbers = " ".join(f"{kid} 0 R" for kid in kids)
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{numbers}] >>".encode()
    trailer = b""
    if encrypted:
        objects.append(b"<< /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O <%s> /U <%s> >>" % (b"11" * 32, b"22" * 32))
        trailer = b" /Encrypt %d 0 R /ID [<00> <00>]" % len(objects)
    return _file(objects, trailer)


def _page(page: Page, first: int) -> list[bytes]:
    """The objects of a page, the page itself the last of them."""
    width_, height = page.size
    content = zlib.compress("\n".join(page.marks).encode() + b"\nq 9 0 0 9 50 50 cm /I0 Do Q" * page.picture)
    picture = b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8"
    return [
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(content), content),
        picture + b" /Length 1 >>\nstream\n\x80\nendstream",
        (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width_} {height}] /Rotate {page.rotate} "
            f"/Contents {first} 0 R /Annots [{' '.join(page.annotations)}] "
            f"/Resources << /Font << /F0 3 0 R /F1 6 0 R >> /XObject << /I0 {first + 1} 0 R >> >> >>"
        ).encode(),
    ]


_NAMES = (
    b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def "
    b"1 begincodespacerange <0000> <FFFF> endcodespacerange 256 beginbfrange %s endbfrange endcmap end end"
)


def _font(*, bold: bool, nameless: bool) -> list[bytes]:
    first = 6 if bold else 3
    name = b"TimesNewRoman,Bold" if bold else b"TimesNewRoman"
    ranges = b" ".join(b"<%02X00> <%02XFF> <%02X00>" % (high, high, high) for high in range(256))
    letters = [*range(32, 127), *range(0xC0, 0x1B1), *range(0x300, 0x330), *range(0x1EA0, 0x1EFA)]
    widths = b" ".join(b"%d [%d]" % (code, _width(chr(code))) for code in letters)
    names = _NAMES % (
        b" ".join(b"<%02X00> <%02XFF> <E000>" % (high, high) for high in range(256)) if nameless else ranges
    )
    return [
        b"<< /Type /Font /Subtype /Type0 /BaseFont /%s /Encoding /Identity-H /DescendantFonts [%d 0 R] "
        b"/ToUnicode %d 0 R >>" % (name, first + 1, first + 2),
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /%s /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) "
        b"/Supplement 0 >> /DW 500 /W [%s] /FontDescriptor << /Type /FontDescriptor /FontName /%s /Flags 4 "
        b"/Ascent 800 /Descent -200 /ItalicAngle 0 /CapHeight 700 /StemV 80 /FontBBox [0 -200 1000 800] >> >>"
        % (name, widths, name),
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(names), names),
    ]


def _file(objects: Sequence[bytes], trailer: bytes) -> bytes:
    data, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(data)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    end = b"trailer\n<< /Size %d /Root 1 0 R%s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start)
    return data + head + table + end
