"""A small picture of a file (ảnh xem trước): of a photo, or of the first page of a PDF. Nothing of the file is in it
but what is seen.

For a child under limits (:mod:`caitien.documents.apart`), as :mod:`caitien.documents.pictures.encode` is.
"""

import io
from typing import Final

import pypdfium2
from PIL import Image

from caitien.documents.pictures.encode import DAMAGED, TOO_LARGE, coloured, drawn
from caitien.documents.refusal import Refusal

SIDE: Final = 480  # pixels of the longer side
LARGEST: Final = 3.0  # times a page is enlarged at most: one of a few points says nothing


def preview(data: bytes, kind: str) -> bytes | Refusal:
    """The picture as JPEG, at most :data:`SIDE` on its longer side; ``kind`` is "pdf" or one of
    :data:`caitien.documents.pictures.encode.FORMATS`. Raises ``MemoryError``; linear in the pixels, or in what stands
    on the first page."""
    try:
        picture = _first_page(data) if kind == "pdf" else drawn(data, kind, SIDE)
    except MemoryError:
        raise
    except Exception:  # decoders raise whatever they like; each of it means the same
        return DAMAGED
    if picture is None:
        return TOO_LARGE
    plain = coloured(picture, clear=False)
    plain.info.clear()
    out = io.BytesIO()
    plain.save(out, "JPEG", quality=80, optimize=True)
    return out.getvalue()


def _first_page(data: bytes) -> Image.Image:
    """The first page as it looks without its forms; scripts are never run."""
    document = pypdfium2.PdfDocument(data)
    try:
        page = document[0]
        scale = min(SIDE / max(page.get_width(), page.get_height()), LARGEST)
        found: Image.Image = page.render(scale=scale, may_draw_forms=False).to_pil()
        return found.copy()  # its pixels outlive the document
    finally:
        document.close()
