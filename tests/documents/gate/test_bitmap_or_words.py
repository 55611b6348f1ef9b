"""Words that begin like a bitmap are words; a bitmap is a picture."""

import struct

from caitien.documents.read import read
from caitien.documents.refusal import Refusal


def test_a_text_that_begins_with_bm_is_read():
    found = read("BM01 Kế hoạch cải tiến chất lượng\nNăm học 2026-2027".encode(), name="bieu-mau.txt")
    assert not isinstance(found, Refusal)
    assert "BM01" in repr(found)


def test_a_bitmap_is_refused_as_a_picture():
    pixels = b"\x00" * 16
    bitmap = b"BM" + struct.pack("<IHHI", 54 + len(pixels), 0, 0, 54) + struct.pack("<I", 40) + b"\x00" * 36 + pixels
    found = read(bitmap, name="anh.bmp")
    assert isinstance(found, Refusal)
    assert found.code == "picture"
