"""A ZIP from outside opened within bounds (mở gói): one file at a time in memory, nothing written under its names.

Names are words to tell schools by and never a place on a disk. What the list of a ZIP promises is not believed: each
file is inflated no further than a file may weigh, and all of them together no further than ``MOST_BYTES``.
"""

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import IO, Final

from caitien.documents.refusal import Refusal
from caitien.domain.texts.figures import say_count
from caitien.domain.texts.folding import one_line

MOST_FILES: Final = 5_000  # of one ZIP
MOST_MARKS: Final = 200_000
MOST_BYTES: Final = 4 << 30  # of all its files
LONGEST_NAME: Final = 500
_TROUBLES: Final = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)
_OF_PROGRAMS: Final = frozenset({"__macosx", ".ds_store", "thumbs.db", "desktop.ini"})
_ZIP: Final = b"PK\x03\x04"
_CENTRAL: Final = b"PK\x01\x02"  # before each entry of the list; those of papers packed as they are count along
_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # others may ask for any memory
_UTF8: Final = 0x800  # flag: the name is in UTF-8
_LOCKED: Final = 0x1
_PIECE: Final = 1 << 20
_OF_OFFICE: Final = frozenset(
    {"[Content_Types].xml", "mimetype"}
)  # a Word, Excel or OpenDocument file is a ZIP as well

DAMAGED: Final = Refusal(
    code="damaged", reason="Gói nén hỏng hoặc chưa tải lên hết. Xin nén lại thư mục thành tệp ZIP rồi nhập lại."
)
TOO_MANY: Final = Refusal(
    code="too-many", reason=f"Gói nén có hơn {say_count(MOST_FILES)} tệp. Xin chia thành mấy gói rồi nhập."
)
BOMB: Final = Refusal(
    code="bomb",
    reason="Gói nén bung ra quá lớn nên dừng lại, để an toàn. Các tệp đã mở vẫn giữ; xin chia nhỏ phần còn lại.",
)
LOCKED: Final = Refusal(
    code="encrypted", reason="Gói nén đặt mật khẩu nên không lấy tệp này ra được. Xin nén lại không mật khẩu rồi nhập."
)
TOO_LARGE: Final = Refusal(code="too-large", reason="Tệp quá lớn. Xin bớt ảnh trong tệp rồi nhập lại.")
BROKEN: Final = Refusal(code="damaged", reason="Tệp hỏng trong gói nén. Xin nén lại tệp này rồi nhập.")


@dataclass(frozen=True, slots=True)
class Packed:
    """One file of a ZIP (một tệp trong gói): its name with its folders, and its bytes or why there are none."""

    name: str
    content: bytes | Refusal


@dataclass(frozen=True, slots=True)
class Listed:
    """What a ZIP lists (mục lục): its files, and how many more a program put there for itself."""

    archive: zipfile.ZipFile
    entries: list[zipfile.ZipInfo]
    skipped: int


def is_bundle(file: IO[bytes], name: str) -> bool:
    """Whether a file is a ZIP of files (gói nén), and not one of the papers that are ZIPs themselves; one that cannot
    be opened is what its name says. Leaves it at its beginning."""
    begins = file.read(len(_ZIP)) == _ZIP
    found = listed(file) if begins else DAMAGED
    file.seek(0)
    if isinstance(found, Refusal):
        return name.lower().endswith(".zip")
    return not _OF_OFFICE & {entry.filename for entry in found.entries}


def listed(file: IO[bytes]) -> Listed | Refusal:
    """What a ZIP lists, or why it stays shut. How many entries there may be is counted before any is made a value."""
    if _entries_at_most(file) > MOST_MARKS:
        return TOO_MANY
    try:
        archive = zipfile.ZipFile(file)
    except _TROUBLES:
        return DAMAGED
    files = [entry for entry in archive.infolist() if not entry.is_dir()]
    own = [entry for entry in files if not is_of_program(entry.filename)]
    return TOO_MANY if len(own) > MOST_FILES else Listed(archive, own, len(files) - len(own))


def unpack(found: Listed, *, largest: int) -> Iterator[Packed | Refusal]:
    """The files of a ZIP in its order, each of at most ``largest`` bytes; a Refusal ends it where the rest stays shut.
    One file in memory at a time. Linear in what comes out."""
    left = MOST_BYTES
    for entry in found.entries:
        content = _taken_out(found.archive, entry, min(largest, left))
        left -= len(content) if isinstance(content, bytes) else largest if content.code == "too-large" else 0
        yield Packed(_name_of(entry), content)
        if left <= 0:
            yield BOMB
            return


def _entries_at_most(file: IO[bytes]) -> int:
    """No list of a ZIP is longer than its marks in the file are many, whatever it says of itself."""
    file.seek(0)
    count, tail = 0, b""
    while piece := file.read(_PIECE):
        data = tail + piece
        count += data.count(_CENTRAL)
        tail = data[-len(_CENTRAL) + 1 :]
    file.seek(0)
    return count


def is_of_program(name: str) -> bool:
    """Whether a program put a file there for itself (tệp của hệ điều hành)."""
    return any(part.lower() in _OF_PROGRAMS for part in name.replace("\\", "/").split("/"))


def _taken_out(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int) -> bytes | Refusal:
    if entry.flag_bits & _LOCKED:
        return LOCKED
    if entry.compress_type not in _METHODS:
        return BROKEN
    if entry.file_size > most:
        return TOO_LARGE
    pieces, size = [], 0
    try:
        with archive.open(entry) as source:
            while piece := source.read(_PIECE):
                size += len(piece)
                if size > most:
                    return TOO_LARGE
                pieces.append(piece)
    except _TROUBLES:
        return BROKEN
    return b"".join(pieces)


def _name_of(entry: zipfile.ZipInfo) -> str:
    """Its name as whoever packed it wrote it: old programs write UTF-8 and do not say so."""
    name = entry.filename.replace("\\", "/")
    if not entry.flag_bits & _UTF8:
        with suppress(UnicodeError):
            name = name.encode("cp437").decode()
    parts = (one_line(part) for part in name.split("/"))
    return "/".join(part for part in parts if part not in {"", ".", ".."})[-LONGEST_NAME:] or "tệp không tên"
