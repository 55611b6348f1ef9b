"""One wrong detail (làm hỏng một chỗ): of a package one part is changed and packed anew, of XML mostly one value."""

import io
import random
import re
import zipfile
import zlib
from collections.abc import Callable
from typing import Final

Bytes = Callable[[bytes, int], bytes]  # the fuzzer's own mutation: bytes, most bytes → bytes

ODD: Final = (
    *(b"", b"0", b"-1", b"1", b"NaN", b"1e999", b"-1e999", b"2147483648", b"99999999999999999999", b"1.5", b"true"),
    *(b"x", b"??", b"A0", b"XFD1048576", b"A1:XFD1048576", b"#REF!", b"rId99", b"../../x", b"9999-99-99T99:99:99"),
    *("\u0301\u0300".encode(), "\ufeff".encode(), b"&#xD800;", b"&lt;", b" ", b"\t\n", b"9" * 400, b"(" * 400),
)
_VALUE: Final = re.compile(rb'="[^"]*"')
_TEXT: Final = re.compile(rb">[^<]+<")
_ELEMENT: Final = re.compile(rb"<(\w[\w:]*)\b[^<>]*(?:/>|>[^<]*</\1>)")
_MOST_PARTS: Final = 300


def mutated(data: bytes, most: int, seed: int, by_bytes: Bytes) -> bytes:
    """The file with one place changed; the same seed changes the same place."""
    chance = random.Random(seed)
    if data[:2] == b"PK" and chance.random() < 0.95:
        return _package(data, chance, by_bytes) or by_bytes(data, most)
    if chance.random() < 0.5:
        return _detail(data, chance) or by_bytes(data, most)
    return by_bytes(data, most)


def _package(data: bytes, chance: random.Random, by_bytes: Bytes) -> bytes | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = {name: package.read(name) for name in package.namelist()[:_MOST_PARTS]}
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, OSError, RuntimeError, ValueError, EOFError):
        return None
    if not parts:
        return None
    name = chance.choice(sorted(parts))
    if chance.random() < 0.03:
        del parts[name]
    else:
        part = parts[name]
        parts[name] = (_detail(part, chance) if chance.random() < 0.8 else None) or by_bytes(part, len(part) + 1_000)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for each, content in parts.items():
            package.writestr(each, content)
    return stream.getvalue()


def _detail(part: bytes, chance: random.Random) -> bytes | None:
    """One value, text or element of XML, or one number of anything else, as it should not be; None without any."""
    pattern, way = chance.choice(((_VALUE, b'="%b"'), (_TEXT, b">%b<"), (_ELEMENT, None), (re.compile(rb"\d+"), b"%b")))
    places = list(pattern.finditer(part))
    if not places:
        return None
    place = chance.choice(places)
    by = place[0] * chance.choice((0, 2, 2, 50)) if way is None else way % chance.choice(ODD)
    return part[: place.start()] + by + part[place.end() :]
