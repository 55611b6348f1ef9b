"""Backups for the tests (bản lưu để thử), and the same with one part changed."""

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

FIRST: Final = Path(__file__).with_name("format-1.zip")  # the demo school by the first release that made backups


def with_part(path: Path, into: Path, name: str, change: Callable[[bytes], bytes | None]) -> Path:
    """The same archive with one part changed, or without it where the change gives None."""
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(into, "w") as out:
        for part in source.infolist():
            data = source.read(part)
            changed = change(data) if part.filename == name else data
            if changed is not None:
                out.writestr(part.filename, changed)
    return into


def turned(data: bytes) -> bytes:
    """The same bytes with one bit turned, in the middle."""
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]
