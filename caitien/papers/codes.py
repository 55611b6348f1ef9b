"""The code that stands on an issued paper (mã kiểm chứng): 80 random bits, in letters nobody mistakes."""

import re
import secrets
from typing import Final

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's 32: no I, L, O, U
LENGTH: Final = 16  # of 5 bits each
_GROUP: Final = 4
_MISREAD: Final = str.maketrans("OIL", "011")
_BETWEEN: Final = re.compile(r"[\s.\-–—]+")


def make_code() -> str:
    """A new code (mã mới), as it is kept: 16 letters and figures."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def say_code(code: str) -> str:
    """The code in groups of four (mã để đọc): "7K2M-9QXD-4T0H-PBZC"."""
    return "-".join(code[start : start + _GROUP] for start in range(0, len(code), _GROUP))


def read_code(typed: str) -> str:
    """The code a person typed or a camera read (đọc mã), however it is spaced and whatever letter was misread; "" where
    it is none."""
    code = _BETWEEN.sub("", typed[:100]).upper().translate(_MISREAD)
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else ""
