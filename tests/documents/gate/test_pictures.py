"""A picture is drawn anew: upright, small, and with nothing of the old file but what is seen."""

import io
import time
import zlib
from pathlib import Path

import pytest
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from caitien.documents.pictures.clean import Picture, clean_picture, picture_kind
from caitien.documents.pictures.encode import DAMAGED, LONGEST, TOO_LARGE, encode
from caitien.documents.refusal import Refusal
from tests.specimens.pictures import (
    BLUE,
    PLACE,
    RED,
    chunk,
    exif,
    photo,
    png_of,
    two_halves,
    with_jpeg_size,
    written,
)

HOSTILE = Path(__file__).parents[4] / "shared" / "faults" / "hostile"
KINDS = ["jpeg", "png", "webp", "heic"]
XMP = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'><place>{PLACE}</place></x:xmpmeta>".encode()
TAIL = b"\0\0\0\x18ftypmp42" + PLACE.encode()


def drawn(data: bytes, kind: str = "") -> Image.Image:
    """The picture that is kept of this one, its colours RGB."""
    found = encode(data, kind or picture_kind(data))
    assert isinstance(found, bytes)
    assert PLACE.encode() not in found
    picture = Image.open(io.BytesIO(found))
    assert not {"exif", "xmp", "comment", "icc_profile", "text"} & set(picture.info)
    assert getattr(picture, "n_frames", 1) == 1
    return picture.convert("RGB")


def near(found: object, wanted: tuple[int, int, int], by: int = 40) -> bool:
    return all(abs(one - other) <= by for one, other in zip(found, wanted, strict=True))  # type: ignore[call-overload]


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\xff\xd8\xff\xe0", "jpeg"),
        (b"\x89PNG\r\n\x1a\n", "png"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "webp"),
        (b"\0\0\0\x18ftypheic", "heic"),
        (b"\0\0\0\x18ftypmif1", "heic"),
        (b"\0\0\0\x20ftypmp42", ""),
        (b"RIFF\0\0\0\0WAVE", ""),
        (b"GIF89a", ""),
        (b"<svg xmlns=''>", ""),
        (b"", ""),
    ],
)
def test_what_kind_a_picture_is_its_first_bytes_tell(data: bytes, kind: str):
    assert picture_kind(data) == kind


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_drawn_in_a_child_and_kept_as_one_that_browsers_show(kind: str):
    found = clean_picture(photo(kind, exif=exif()), kind)
    assert isinstance(found, Picture)
    assert found.kind == ("jpeg" if kind == "heic" else kind)
    assert picture_kind(found.data) == found.kind
    assert PLACE.encode() not in found.data
    assert clean_picture(photo(kind, exif=exif()), kind) == found  # the same twice is kept once


@pytest.mark.parametrize("kind", ["jpeg", "png", "webp"])
@pytest.mark.parametrize("way_up", range(1, 9))
def test_a_picture_is_turned_upright(kind: str, way_up: int):
    """The red quarter stands where a telephone would show it."""
    corners = {1: "lt", 2: "rt", 3: "rb", 4: "lb", 5: "lt", 6: "rt", 7: "rb", 8: "lb"}
    picture = drawn(photo(kind, size=(80, 40), exif=exif(way_up)))
    assert picture.size == ((80, 40) if way_up < 5 else (40, 80))
    at = (2 if "l" in corners[way_up] else picture.width - 3, 2 if "t" in corners[way_up] else picture.height - 3)
    assert near(picture.getpixel(at), RED)
    assert near(picture.getpixel((picture.width - 1 - at[0], picture.height - 1 - at[1])), BLUE)


@pytest.mark.parametrize("way_up", [0, 9, 65535])
def test_a_way_up_that_is_none_turns_nothing(way_up: int):
    assert drawn(photo("jpeg", exif=exif(way_up))).size == (40, 20)


@pytest.mark.parametrize("body", [b"", b"II*\0", b"II*\0\xff\xff\xff\xff\0\0", b"MM\0*\0\0\0\x08\0\xff", b"XX"])
def test_a_broken_exif_record_is_no_trouble(body: bytes):
    assert drawn(photo("jpeg", exif=b"Exif\0\0" + body)).size == (40, 20)


@pytest.mark.parametrize("kind", KINDS)
def test_words_beside_the_picture_stay_behind(kind: str):
    notes = PngInfo()
    for key in ("Comment", "GPS"):
        notes.add_text(key, PLACE)
        notes.add_itxt(key, PLACE, zip=True)
    more = {"jpeg": {"comment": PLACE.encode()}, "png": {"pnginfo": notes}}.get(kind, {})
    data = photo(kind, exif=exif(), xmp=XMP, **more)
    assert PLACE.encode() in data
    assert drawn(data + TAIL, kind)


def test_a_jpeg_with_fill_bytes_thumbnail_and_second_picture_keeps_the_first_alone():
    plain = photo("jpeg")
    filled = plain[:2] + b"\xff\xe1\x00\x16Exif\0\0" + PLACE[:14].encode() + b"\xff\xff\xff" + plain[2:]
    assert drawn(filled + photo("jpeg", exif=exif()) + TAIL).size == (40, 20)
    double = written(two_halves(), "jpeg")
    out = io.BytesIO()
    two_halves().save(out, "MPO", save_all=True, append_images=[Image.new("RGB", (40, 20))], exif=exif())
    assert len(out.getvalue()) > len(double)
    assert near(drawn(out.getvalue(), "jpeg").getpixel((1, 1)), RED)


@pytest.mark.parametrize("kind", ["png", "webp"])
def test_of_a_moving_picture_the_first_frame_is_kept(kind: str):
    moving = photo(kind, save_all=True, append_images=[Image.new("RGB", (40, 20), BLUE)] * 3, duration=100)
    assert near(drawn(moving).getpixel((1, 1)), RED)


@pytest.mark.parametrize(
    ("kind", "mode"),
    [
        ("jpeg", "L"),
        ("jpeg", "CMYK"),
        *[("png", mode) for mode in ("1", "L", "LA", "P", "RGBA")],
        ("webp", "RGBA"),
        ("heic", "L"),
        ("heic", "RGBA"),
    ],
)
def test_every_mode_is_drawn(kind: str, mode: str):
    picture = drawn(photo(kind, size=(80, 40), mode=mode))
    assert picture.size == (80, 40)
    if mode not in {"1", "L", "LA"}:
        assert near(picture.getpixel((2, 2)), RED)


def test_sixteen_bits_of_grey_become_eight():
    deep = Image.new("I;16", (40, 20), 0x4000)
    assert near(drawn(written(deep, "png")).getpixel((5, 5)), (64, 64, 64), by=1)


def test_what_is_seen_through_stays_so_but_white_where_the_kind_knows_none():
    clear = Image.new("RGBA", (40, 20), (0, 0, 0, 0))
    found = encode(written(clear, "png"), "png")
    assert isinstance(found, bytes)
    assert Image.open(io.BytesIO(found)).getpixel((1, 1))[3] == 0  # type: ignore[index]
    palette = two_halves().quantize(4)
    found = encode(written(palette, "png", transparency=palette.getpixel((0, 0))), "png")
    assert isinstance(found, bytes)
    assert Image.open(io.BytesIO(found)).getpixel((1, 1))[3] == 0  # type: ignore[index]
    assert near(drawn(written(clear, "heic")).getpixel((1, 1)), (255, 255, 255))


def test_colours_of_another_profile_become_those_of_every_screen():
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert near(drawn(photo("jpeg", icc_profile=lab)).getpixel((2, 2)), RED)
    assert near(drawn(photo("jpeg", icc_profile=PLACE.encode() * 20)).getpixel((2, 2)), RED)


@pytest.mark.parametrize("kind", KINDS)
def test_the_longer_side_is_2000_pixels_at_most(kind: str):
    assert drawn(photo(kind, size=(LONGEST + 2, 100))).size == (LONGEST, 100)
    assert drawn(photo(kind, size=(300, 3 * LONGEST))).size == (100, LONGEST)
    assert drawn(photo(kind, size=(LONGEST, 64))).size == (LONGEST, 64)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("part", [0.05, 0.5, 0.9])
def test_what_is_cut_off_is_damaged_or_at_least_a_picture(kind: str, part: float):
    whole = written(Image.effect_noise((300, 200), 80).convert("RGB"), kind)
    assert encode(whole[: int(len(whole) * part)], kind) == DAMAGED


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\xff\xd8\xff", "jpeg"),
        (b"\x89PNG\r\n\x1a\n", "png"),
        (png_of(0, 0, b""), "png"),
        (png_of(20, 20, b"\0" * 10), "png"),
        (b"RIFF\xff\xff\xff\xffWEBPVP8X", "webp"),
        (b"\0\0\0\x18ftypheic" + b"\0" * 40, "heic"),
        (b"\0\0\0\x18ftypmif1avif" + b"\xff" * 400, "heic"),
    ],
)
def test_what_is_no_whole_picture_is_refused_with_a_sentence(data: bytes, kind: str):
    assert clean_picture(data, kind) == DAMAGED


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (png_of(100_000, 100_000, b"\0" * 10_000), "png"),
        (png_of(7_001, 7_200, b""), "png"),
        (with_jpeg_size(photo("jpeg"), 65_500, 65_500), "jpeg"),
    ],
    ids=["ten thousand million", "just over", "jpeg"],
)
def test_too_many_pixels_are_refused_before_any_is_drawn(data: bytes, kind: str):
    assert encode(data, kind) == TOO_LARGE


def test_what_unpacks_without_end_is_bounded():
    words = chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"a" * 100_000_000))
    begun = time.monotonic()
    found = clean_picture(png_of(20, 20, b"\0" * 1220, *[words] * 20), "png")
    assert isinstance(found, Refusal)
    assert time.monotonic() - begun < 30


@pytest.mark.skipif(not HOSTILE.exists(), reason="the faulty inputs are not beside the project")
@pytest.mark.parametrize("name", ["a05-jpeg-fillbytes.jpg", "a07-motion-photo.jpg"])
def test_the_known_ones_lose_what_they_tell(name: str):
    found = clean_picture((HOSTILE / name).read_bytes(), "jpeg")
    assert isinstance(found, Picture)
    assert not any(word in found.data for word in (b"GPS", b"16.4637N", b"ftyp", b"Exif"))
