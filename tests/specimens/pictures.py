"""Pictures as telephones, scanners and mischief make them (ảnh mẫu): small, with whatever a file can carry along."""

import io
import struct
import zlib
from typing import Any, Final

import pillow_heif
from PIL import Image

PLACE: Final = "16.4637N-107.5909E"  # stands for every word that must not come through
FORMATS: Final = {"jpeg": "JPEG", "png": "PNG", "webp": "WEBP", "heic": "HEIF"}
PNG_HEAD: Final = b"\x89PNG\r\n\x1a\n"
RED, BLUE = (200, 30, 30), (30, 30, 200)

pillow_heif.register_heif_opener()


def two_halves(size: tuple[int, int] = (40, 20), mode: str = "RGB") -> Image.Image:
    """A picture whose upper left quarter is red and the rest blue: it shows which way up it stands."""
    picture = Image.new("RGB", size, BLUE)
    picture.paste(RED, (0, 0, size[0] // 2, size[1] // 2))
    return picture.convert(mode)


def photo(kind: str = "png", *, size: tuple[int, int] = (40, 20), mode: str = "RGB", **more: Any) -> bytes:
    """A picture of this kind; ``more`` as Pillow's ``save`` takes it."""
    return written(two_halves(size, mode), kind, **more)


def written(picture: Image.Image, kind: str, **more: Any) -> bytes:
    out = io.BytesIO()
    picture.save(out, FORMATS[kind], **more)
    return out.getvalue()


def exif(way_up: int | None = None) -> Image.Exif:
    """An Exif record with a camera and a place, and which way up the picture stands."""
    record = Image.Exif()
    record[0x010F] = f"camera {PLACE}"
    record.get_ifd(0x8825)[29] = PLACE
    record.get_ifd(0x8825)[2] = (16.0, 27.0, 49.32)
    if way_up is not None:
        record[0x0112] = way_up
    return record


def chunk(name: bytes, body: bytes) -> bytes:
    """A part of a PNG file."""
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png_of(width: int, height: int, pixels: bytes, *parts: bytes) -> bytes:
    """A PNG that says it is this large, whatever its pixels are."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return PNG_HEAD + head + b"".join(parts) + chunk(b"IDAT", zlib.compress(pixels)) + chunk(b"IEND", b"")


def with_jpeg_size(data: bytes, width: int, height: int) -> bytes:
    """A JPEG that says it is this large."""
    at = data.index(b"\xff\xc0") + 5
    return data[:at] + struct.pack(">HH", height, width) + data[at + 4 :]
