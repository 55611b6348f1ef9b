"""A QR code as a picture (mã QR)."""

import io
from typing import Final

_DOTS: Final = 6  # of the picture, for each square of the code
_QUIET: Final = 2  # squares left white around it; the paper is white beyond


def qr_png(text: str) -> bytes:
    """The QR of a text as PNG, black on white; the same text gives the same bytes. A hundredth of a second."""
    import segno

    held = io.BytesIO()
    segno.make_qr(text, error="m").save(held, kind="png", scale=_DOTS, border=_QUIET)
    return held.getvalue()
