"""The one door for pictures (nhận ảnh): what kind a picture is, and the picture as it may be kept."""

import datetime as dt
import threading
from dataclasses import dataclass
from typing import Final

from caitien.documents.apart.ask import draw_apart
from caitien.documents.refusal import Refusal

AT_ONCE: Final = 2  # pictures drawn at the same time; the others wait
PREVIEWED: Final = frozenset({"jpeg", "png", "webp", "pdf"})  # kinds a small picture can be drawn of
_HEIF_BRANDS: Final = frozenset({b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1"})
_turns: Final = threading.BoundedSemaphore(AT_ONCE)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it is kept (ảnh đã làm sạch): "jpeg", "png" or "webp", and its bytes; ``taken_on``: the day it says
    it was taken, None where it says none."""

    kind: str
    data: bytes
    taken_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Preview:
    """A small picture of a file as JPEG (ảnh xem trước); ``pages``: how many a PDF has, None of anything else."""

    data: bytes
    pages: int | None = None


def picture_kind(data: bytes) -> str:
    """ "jpeg", "png", "webp" or "heic"; "" where it is no such picture. Looks at the first bytes only."""
    if data.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    return "heic" if data[4:8] == b"ftyp" and data[8:12] in _HEIF_BRANDS else ""


def clean_picture(data: bytes, kind: str) -> Picture | Refusal:
    """The picture drawn anew (vẽ lại ảnh), with nothing of the old file but what is seen: see :func:`encode.encode`.

    ``kind`` is what :func:`picture_kind` said. Drawn in a child under limits on pixels, time and memory: 0.5 s of the
    processor for 12 million pixels. Raises nothing.
    """
    with _turns:
        drawn = draw_apart(kind, data)
    if isinstance(drawn, Refusal):
        return drawn
    pixels, day = drawn
    return Picture(kind_kept(kind), pixels, dt.date.fromisoformat(day) if day else None)


def preview_of(data: bytes, kind: str) -> Preview | Refusal:
    """A small picture of a file (ảnh xem trước): of a photo, of the first page of a PDF (:data:`PREVIEWED`). Drawn in
    a child under the same limits. Raises nothing."""
    with _turns:
        drawn = draw_apart(kind, data, small=True)
    if isinstance(drawn, Refusal):
        return drawn
    pixels, pages = drawn
    return Preview(pixels, int(pages) if pages else None)


def kind_kept(kind: str) -> str:
    """The kind a picture of ``kind`` is kept as: one that every browser shows."""
    return "jpeg" if kind == "heic" else kind
