"""Photographs (ảnh chụp): what sort they are, told from their bytes; and a JPEG without the place it was taken at.

A telephone writes where and when a photo was taken, and on what, into segments beside the picture. They are dropped;
only which way up the picture stands is kept. Other kinds are kept as they come.
"""

import struct
from collections.abc import Iterator
from typing import Final

_HEIF_BRANDS: Final = frozenset({b"heic", b"heix", b"hevc", b"heim", b"mif1", b"msf1"})
_APP0, _APP15, _SCAN = 0xE0, 0xEF, 0xDA
_TOLD: Final = {0xE1, 0xED}  # Exif and XMP; Photoshop's record of caption and place
_EXIF: Final = b"Exif\0\0"
_ORIENTATION: Final = 0x0112


def photo_kind(data: bytes) -> str:
    """ "jpeg", "png", "webp" or "heic"; "" where it is no photograph. Looks at the first bytes only."""
    if data.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    return "heic" if data[4:8] == b"ftyp" and data[8:12] in _HEIF_BRANDS else ""


def without_place(data: bytes) -> bytes:
    """A JPEG without what tells where it was taken (bỏ nơi chụp); one that cannot be read through is left as it is."""
    segments = list(_segments(data))
    if not segments:
        return data
    kept = [part for marker, part in segments if marker not in _TOLD]
    way_up = next((found for marker, part in segments if marker in _TOLD and (found := _orientation(part[4:]))), 0)
    return b"".join([data[:2], *([_exif(way_up)] if way_up > 1 else []), *kept])


def _segments(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Each segment with its marker, the picture itself last; nothing where the file is not as JPEG says."""
    found: list[tuple[int, bytes]] = []
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], struct.unpack_from(">H", data, at + 2)[0]
        if marker == _SCAN:
            yield from found
            yield marker, data[at:]
            return
        if length < 2:
            return
        found.append((marker, data[at : at + 2 + length]))
        at += 2 + length


def _orientation(exif: bytes) -> int:
    """Which way up (1–8) an Exif segment says the picture stands; 0 where it does not say."""
    tiff = exif.removeprefix(_EXIF)
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if not exif.startswith(_EXIF) or order is None or len(tiff) < 10:
        return 0
    start = struct.unpack_from(f"{order}I", tiff, 4)[0]
    if start + 2 > len(tiff):
        return 0
    count = struct.unpack_from(f"{order}H", tiff, start)[0]
    for place in range(start + 2, min(start + 2 + 12 * count, len(tiff) - 11), 12):
        tag, kind = struct.unpack_from(f"{order}HH", tiff, place)
        if (tag, kind) == (_ORIENTATION, 3):
            value = struct.unpack_from(f"{order}H", tiff, place + 8)[0]
            return int(value) if 1 <= value <= 8 else 0
    return 0


def _exif(way_up: int) -> bytes:
    """An Exif segment that says which way up the picture stands, and nothing else."""
    entry = struct.pack(">HHIHH", _ORIENTATION, 3, 1, way_up, 0)
    body = _EXIF + b"MM\0*" + struct.pack(">IH", 8, 1) + entry + struct.pack(">I", 0)
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body
