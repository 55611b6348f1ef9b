"""Photographs are told from their bytes, and a JPEG leaves behind where it was taken."""

import struct

import pytest

from caitien.domain.photographs import photo_kind, without_place

SCAN = b"\xff\xda\x00\x04\x01\x02" + b"picture" + b"\xff\xd9"
APP0 = b"\xff\xe0\x00\x07JFIF\0"


def exif(order: str, *entries: tuple[int, int, int]) -> bytes:
    """An Exif segment with these entries (tag, kind, value), and the words of a place behind them."""
    head = (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(f"{order}IH", 8, len(entries))
    rows = b"".join(struct.pack(f"{order}HHIHH", tag, kind, 1, value, 0) for tag, kind, value in entries)
    body = b"Exif\0\0" + head + rows + b"\0\0\0\0" + b"21.0285N 105.8542E"
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body


def segment(marker: int, body: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\xff\xd8\xff\xe0", "jpeg"),
        (b"\x89PNG\r\n\x1a\n", "png"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "webp"),
        (b"\0\0\0\x18ftypheic", "heic"),
        (b"\0\0\0\x20ftypmp42", ""),
        (b"RIFF\0\0\0\0WAVE", ""),
        (b"GIF89a", ""),
        (b"<svg xmlns=''>", ""),
        (b"", ""),
    ],
)
def test_what_a_photograph_is_told_from_its_first_bytes(data: bytes, kind: str):
    assert photo_kind(data) == kind


@pytest.mark.parametrize("order", ["<", ">"])
def test_the_place_is_dropped_and_the_picture_stands_as_it_stood(order: str):
    photo = b"\xff\xd8" + APP0 + exif(order, (0x010F, 2, 1), (0x0112, 3, 6)) + SCAN
    clean = without_place(photo)
    assert b"105.8542E" not in clean
    assert clean.endswith(APP0 + SCAN)
    assert without_place(clean) == clean  # which way up is still told
    assert struct.pack(">HHIHH", 0x0112, 3, 1, 6, 0) in clean


def test_what_stands_upright_needs_no_word_about_it():
    assert without_place(b"\xff\xd8" + exif(">", (0x0112, 3, 1)) + SCAN) == b"\xff\xd8" + SCAN


def test_captions_and_xmp_go_too():
    told = segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x>Hanoi</x>") + segment(0xED, b"Photoshop 3.0\0Hanoi")
    assert without_place(b"\xff\xd8" + told + APP0 + SCAN) == b"\xff\xd8" + APP0 + SCAN


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xd8\xff",
        b"\xff\xd8" + APP0,
        b"\xff\xd8\xff\xe1\x00\x01" + SCAN,
        b"\xff\xd8" + APP0 + b"not a segment",
        b"\xff\xd8\xff\xe1\xff\xffExif",
    ],
)
def test_what_is_no_whole_jpeg_stays_as_it_came(data: bytes):
    assert without_place(data) == data


def test_broken_exif_is_dropped_without_trouble():
    for body in (b"", b"II*\0", b"II*\0\xff\xff\xff\xff\0\0", b"MM\0*\0\0\0\x08\0\xff", b"XX"):
        photo = b"\xff\xd8" + segment(0xE1, b"Exif\0\0" + body) + SCAN
        assert without_place(photo) == b"\xff\xd8" + SCAN
