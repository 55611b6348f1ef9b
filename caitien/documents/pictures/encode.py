"""A picture drawn anew (vẽ lại ảnh): nothing of the old file goes into the new one but its pixels.

For a child under limits (:mod:`caitien.documents.apart`): a picture may be made to take memory and time without end.
"""

import io
from typing import Any, Final

from PIL import Image, ImageCms

from caitien.documents.refusal import Refusal

LONGEST: Final = 2000  # pixels of the longer side
PIXELS: Final = 50_000_000  # a telephone's picture at its largest: 48 million
PIXELS_JPEG: Final = 250_000_000  # a JPEG is drawn at an eighth of its size from the start; telephones make 200 million
FORMATS: Final = {"jpeg": "JPEG", "png": "PNG", "webp": "WEBP", "heic": "HEIF"}  # kind → Pillow's name
WRITTEN: Final[dict[str, dict[str, Any]]] = {  # kind written → how
    "jpeg": {"format": "JPEG", "quality": 85, "optimize": True},
    "png": {"format": "PNG"},
    "webp": {"format": "WEBP", "quality": 85},
}
CLEAR: Final = {"png", "webp"}  # kinds that know see-through pixels
ORIENTATION: Final = 0x0112  # in an Exif record: which way up the picture stands, 1 to 8
TURNS: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
DEEP: Final = {"I", "I;16", "I;16B", "I;16L", "I;16N"}  # grey of 16 bits
DAMAGED: Final = Refusal(
    code="damaged", reason="Ảnh bị hỏng hoặc chưa tải lên trọn. Xin mở thử trên máy rồi chọn lại, hoặc chụp lại."
)
TOO_LARGE: Final = Refusal(
    code="too-heavy", reason="Ảnh quá lớn để mở. Xin chụp ở cỡ nhỏ hơn, dưới 50 triệu điểm ảnh, rồi gửi lại."
)


def encode(data: bytes, kind: str) -> bytes | Refusal:
    """The picture drawn anew: its first frame, upright, in sRGB, at most :data:`LONGEST` on its longer side.

    ``kind`` is one of :data:`FORMATS`; "heic" becomes JPEG, the others stay what they are. Raises ``MemoryError``;
    linear in the pixels.
    """
    try:
        picture = drawn(data, kind, LONGEST)
    except MemoryError:
        raise
    except Exception:  # decoders raise whatever they like; each of it means the same
        return DAMAGED
    if picture is None:
        return TOO_LARGE
    written = "jpeg" if kind == "heic" else kind
    picture = coloured(picture, clear=written in CLEAR)
    picture.info.clear()  # Pillow would write some of it again
    out = io.BytesIO()
    picture.save(out, **WRITTEN[written])
    return out.getvalue()


def drawn(data: bytes, kind: str, longest: int) -> Image.Image | None:
    """The pixels of the first frame (điểm ảnh), upright, at most ``longest`` on the longer side, in the file's own
    colours; None where there are too many. Decoders raise whatever they like."""
    if kind == "heic":
        import pillow_heif

        pillow_heif.register_heif_opener(thumbnails=False)
    Image.MAX_IMAGE_PIXELS = None  # looked at here, before anything is decoded
    opened = Image.open(io.BytesIO(data), formats=[FORMATS[kind]])
    if opened.width * opened.height > (PIXELS_JPEG if kind == "jpeg" else PIXELS):
        return None
    if kind == "jpeg":
        opened.draft(None, (longest, longest))
    opened.load()
    picture = _plain(opened)
    picture.thumbnail((longest, longest), Image.Resampling.LANCZOS, reducing_gap=2.0)
    return _upright(picture, opened)


def _plain(opened: Image.Image) -> Image.Image:
    """The picture in a mode that can be shrunk well: no palette, no single bits, no 16 bits."""
    if opened.mode in DEEP:
        return opened.convert("I").point(lambda grey: grey * (1 / 256) + 0).convert("L")
    if opened.mode in {"P", "PA", "1"} or "transparency" in opened.info:
        return opened.convert("L" if opened.mode == "1" else "RGBA" if opened.has_transparency_data else "RGB")
    return opened


def _upright(picture: Image.Image, opened: Image.Image) -> Image.Image:
    """The picture turned as its Exif record says; a record that cannot be read says nothing."""
    try:
        turn = TURNS.get(opened.getexif().get(ORIENTATION, 1))
    except Exception:  # as of any decoder
        return picture
    return picture.transpose(turn) if turn is not None else picture


def coloured(picture: Image.Image, *, clear: bool) -> Image.Image:
    """The picture in the colours every screen knows; what is seen through becomes white where ``clear`` is false."""
    if picture.has_transparency_data:
        solid = picture.convert("RGBA")
        if clear:
            return solid
        return Image.alpha_composite(Image.new("RGBA", solid.size, "white"), solid).convert("RGB")
    profile = picture.info.get("icc_profile")
    if profile and picture.mode in {"RGB", "CMYK", "L"}:
        try:
            own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            screen = ImageCms.createProfile("sRGB")
            return ImageCms.profileToProfile(picture, own, screen, outputMode="RGB") or picture
        except (ImageCms.PyCMSError, OSError):  # a profile that is none: its colours as they are
            pass
    return picture.convert("L" if picture.mode == "L" else "RGB")
