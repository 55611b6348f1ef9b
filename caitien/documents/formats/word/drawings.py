"""Words and pictures in Word's drawings (hình vẽ trong Word): WordArt, shapes, pictures, objects of other programs."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from lxml import etree

from caitien.documents.formats.word.names import PIC, TEXT_BOX, WP, A, O, V

_POINT: Final = 12_700  # English metric units
_LARGE: Final = 220.0, 110.0  # points, some 8 × 4 cm: no logo and no signature, perhaps a picture of a table
_LENGTH: Final = re.compile(r"(width|height):\s{0,3}([\d.]{1,12})(pt|in|cm|mm|px|)", re.IGNORECASE)
_IN_POINTS: Final = {"pt": 1.0, "in": 72.0, "cm": 28.35, "mm": 2.835, "px": 0.75, "": 1.0}
_EQUATION: Final = "equation"


class Picture(NamedTuple):
    """Something whose words cannot be read (ảnh, đối tượng): what it is called, and what its maker said of it."""

    is_object: bool
    words: str = ""


def words_of(drawing: etree._Element) -> Iterator[str]:
    """The words of WordArt of both makes, and of shapes without a text box; those of text boxes are read elsewhere."""
    for path in drawing.iter(V + "textpath"):
        if words := path.get("string"):
            yield words
    for paragraph in drawing.iter(A + "p"):
        if next(paragraph.iterancestors(TEXT_BOX), None) is None:
            words = "".join(node.text or "" for node in paragraph.iter(A + "t"))
            if words.strip():
                yield words


def pictures_of(drawing: etree._Element) -> Iterator[Picture]:
    """Its large pictures and its embedded objects; equations and small pictures are none."""
    for embedded in drawing.iter(O + "OLEObject"):
        if not (embedded.get("ProgID") or "").lower().startswith(_EQUATION):
            yield Picture(is_object=True, words=embedded.get("ProgID") or "")
            return
    if next(drawing.iter(PIC + "pic", V + "imagedata"), None) is not None and _is_large(drawing):
        described = next(drawing.iter(WP + "docPr"), None)
        yield Picture(is_object=False, words="" if described is None else described.get("descr") or "")


def _is_large(drawing: etree._Element) -> bool:
    """Whether it takes up the room of a table on the page."""
    for extent in drawing.iter(WP + "extent"):
        if _number(extent.get("cx")) >= _LARGE[0] * _POINT and _number(extent.get("cy")) >= _LARGE[1] * _POINT:
            return True
    for shape in drawing.iter(V + "shape"):
        sizes = {
            name.lower(): _number(length) * _IN_POINTS[unit.lower()]
            for name, length, unit in _LENGTH.findall(shape.get("style") or "")
        }
        if sizes.get("width", 0.0) >= _LARGE[0] and sizes.get("height", 0.0) >= _LARGE[1]:
            return True
    return False


def _number(text: str | None) -> float:
    try:
        return float(text or 0)
    except ValueError:
        return 0.0
