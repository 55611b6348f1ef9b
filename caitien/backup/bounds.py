"""What an archive may be like before anything of it is taken (giới hạn của bản lưu): who made it may have made it to
fill the memory, the disk or the hours of who opens it. Each bound is far above what a site of ours writes.
"""

import io
import zipfile
from pathlib import Path
from typing import Final

from caitien.domain.refused import Refused

MOST_PARTS: Final = 1_000_000
MOST_OF_LIST: Final = 256 * 1024 * 1024  # bytes of the ZIP's own list of its parts
MOST_OF_MANIFEST: Final = 256 * 1024 * 1024  # bytes: a million files
MOST_VALUES: Final = 4_000_000  # of the manifest
MOST_ROWS: Final = 5_000_000  # of a school: the new key of each is held while it comes in
PACKED: Final = 300  # times: rows of ours pack to a tenth or a thirtieth
SMALL: Final = 1024 * 1024  # bytes: however tightly packed, this does no harm
_WAYS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # what others ask for may be gigabytes of memory
_PART: Final = b"PK\x01\x02"  # before each part in the list

TOO_MANY: Final = "Bản lưu {} có quá {} phần, nhiều hơn mọi bản lưu phần mềm này lập. Xin dùng bản lưu khác."
TWICE: Final = "Trong {} phần {} có hai lần, không biết phần nào đúng. Xin dùng bản lưu khác."
ODD_WAY: Final = "Trong {} phần {} nén bằng cách phần mềm này không dùng. Xin dùng bản lưu khác."
OVER: Final = "Trong {} phần {} nằm chồng lên phần khác. Xin dùng bản lưu khác."
TIGHT: Final = "Trong {} phần {} mở ra lớn gấp quá {} lần, không phải bản lưu thật. Xin dùng bản lưu khác."


class TooManyError(zipfile.BadZipFile):
    """The list of parts is longer than any of ours."""


class _Bounded(io.BufferedReader):
    """A file of which nobody reads a list of parts that would fill the memory: zipfile reads it in one piece."""

    def read(self, size: int | None = -1, /) -> bytes:
        """As of any file. Raises TooManyError."""
        if size is not None and size > MOST_OF_LIST:
            raise TooManyError
        data = super().read(size)
        if len(data) > SMALL and data.count(_PART) > MOST_PARTS:
            raise TooManyError
        return data


class BoundedZip(zipfile.ZipFile):
    """An archive to be read (bản lưu để đọc), with a bounded list of parts. Raises OSError, BadZipFile."""

    _held: _Bounded | None = None  # where the file cannot be opened, the end of the object closes nothing

    def __init__(self, path: Path) -> None:
        self._held = _Bounded(io.FileIO(path))
        try:
            super().__init__(self._held)
        except BaseException:
            self._held.close()
            raise

    def close(self) -> None:
        """Close it and its file."""
        if self._held:
            super().close()
            self._held.close()


def hindrance_in(archive: zipfile.ZipFile, name: str) -> Refused | None:
    """Why nothing of an archive called ``name`` is looked at (vì sao không mở), None where it can be. No part is
    opened; linear in their number."""
    parts = archive.infolist()
    if len(parts) > MOST_PARTS:
        return Refused(TOO_MANY.format(name, MOST_PARTS))
    seen: set[str] = set()
    ends = 0
    for part in sorted(parts, key=lambda each: each.header_offset):
        if part.filename in seen:
            return Refused(TWICE.format(name, _short(part)))
        seen.add(part.filename)
        if part.compress_type not in _WAYS:
            return Refused(ODD_WAY.format(name, _short(part)))
        if part.header_offset < ends:
            return Refused(OVER.format(name, _short(part)))
        ends = part.header_offset + part.compress_size
        if is_tight(part):
            return Refused(TIGHT.format(name, _short(part), PACKED))
    return None


def is_tight(part: zipfile.ZipInfo) -> bool:
    """Whether a part unpacks into far more than one of ours (nén quá mức). A file people sent may be as empty as they
    like: it is no longer than the site let in, and is written piece by piece."""
    return (
        not part.filename.startswith("files/")
        and part.file_size > SMALL
        and part.file_size > PACKED * max(part.compress_size, 1)
    )


def holds_too_much(data: bytes) -> bool:
    """Whether a manifest is longer, or holds more values, than any of ours."""
    return len(data) > MOST_OF_MANIFEST or data.count(b",") + data.count(b"[") + data.count(b"{") > MOST_VALUES


def _short(part: zipfile.ZipInfo) -> str:
    return part.filename[:80]
