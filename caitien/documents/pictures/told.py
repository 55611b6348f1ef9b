"""What a file tells beside its looks (điều tệp cho biết): on which day a photo was taken, how many pages a PDF has.

For a child under limits, as :mod:`caitien.documents.pictures.encode` is. Of a photo's record the day is read and
nothing else: neither the hour nor the place.
"""

import datetime as dt
import io
from contextlib import suppress
from typing import Final

import pypdfium2
from PIL import Image

from caitien.documents.pictures.encode import FORMATS

OWN: Final = 0x8769  # in an Exif record: where the camera's own part lies
TAKEN: Final = (0x9003, 0x9004)  # in that part: when it was taken, when it was made digital
CHANGED: Final = 0x0132  # in the record itself: when the file was last changed


def day_taken(data: bytes, kind: str) -> str:
    """The day a photo was taken (ngày chụp) as "2026-11-14"; "" where it does not say, or says no day. Decodes nothing;
    raises nothing but ``MemoryError``."""
    try:
        record = Image.open(io.BytesIO(data), formats=[FORMATS[kind]]).getexif()
        own = record.get_ifd(OWN)
        said = next((str(own[mark]) for mark in TAKEN if own.get(mark)), str(record.get(CHANGED, "")))
    except MemoryError:
        raise
    except Exception:  # decoders raise whatever they like; each of it means that nothing is told
        return ""
    with suppress(ValueError):
        return dt.datetime.strptime(said[:10], "%Y:%m:%d").date().isoformat()
    return ""


def pages_in(data: bytes) -> str:
    """How many pages a PDF has (số trang); "" where it cannot be read. Raises nothing but ``MemoryError``."""
    try:
        with pypdfium2.PdfDocument(data) as document:
            return str(len(document))
    except MemoryError:
        raise
    except Exception:  # as above
        return ""
