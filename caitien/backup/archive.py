"""The ZIP of a backup (tệp bản lưu): names of its parts, its README, and reading a part in bounded memory."""

import hashlib
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Final

from caitien.backup.bounds import (
    MOST_OF_MANIFEST,
    MOST_PARTS,
    TOO_MANY,
    BoundedZip,
    TooManyError,
    hindrance_in,
    holds_too_much,
)
from caitien.backup.manifest import NAME, FileTold, Manifest, from_json
from caitien.domain.refused import Refused

LONGEST_LINE: Final = 64 * 1024 * 1024  # bytes of one row
PIECE: Final = 1024 * 1024
AT_ONCE: Final = 500  # rows in memory
MOST_AT_ONCE: Final = 16 * 1024 * 1024  # bytes of them, or one row
TROUBLES: Final = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, KeyError)

OF_SCHOOL: Final = """Đây là bản lưu của một trường trên trang web CảiTiến (định dạng 1).

doc/index.html     mở bằng trình duyệt, không cần mạng, không cần phần mềm: kế hoạch, kết quả, minh chứng, giấy tờ
manifest.json      bản kê: có những bảng nào, tệp nào, dấu SHA-256 của từng phần
rows/*.ndjson      dữ liệu, mỗi dòng chữ là một dòng của bảng, dạng JSON, mở được bằng mọi trình soạn thảo
files/<SHA-256>    các tệp thầy cô đã gửi và văn bản đã ban hành

Trong này không có mật khẩu, số điện thoại, đường dẫn mở cửa nào, và không có gì của trường khác.
Đưa vào một trang web CảiTiến khác:  caitien restore TÊN-TỆP.zip --from-elsewhere
"""

README: Final = """Đây là bản lưu của trang web CảiTiến (định dạng 1).

manifest.json      bản kê: có những bảng nào, tệp nào, dấu SHA-256 của từng phần
rows/*.ndjson      dữ liệu, mỗi dòng chữ là một dòng của bảng, dạng JSON, mở được bằng mọi trình soạn thảo
files/<SHA-256>    các tệp thầy cô đã gửi và văn bản đã ban hành; tên cũ của tệp xem ở mục files của bản kê

Khôi phục:  caitien restore TÊN-TỆP.zip   (vào một nơi chưa có dữ liệu)
Kiểm tra:   caitien backup verify TÊN-TỆP.zip

Khoá nhật ký (tệp trail-key trong thư mục dữ liệu) không nằm trong bản lưu. Xin giữ nó ở nơi khác: thiếu nó thì không
chứng minh được nhật ký còn nguyên.
"""


def rows_name(label: str) -> str:
    """Where the rows of a table are."""
    return f"rows/{label.lower()}.ndjson"


def file_name(told: FileTold) -> str:
    """Where a file is."""
    return f"files/{told.sha256}{told.end}"


def open_archive(path: Path) -> tuple[zipfile.ZipFile, Manifest] | Refused:
    """The archive and its list of contents (mở bản lưu), or why it is none. Nothing else of it is looked at."""
    try:
        archive = BoundedZip(path)
    except FileNotFoundError:
        return Refused(f"Không có tệp {path}.")
    except TooManyError:
        return Refused(TOO_MANY.format(path.name, MOST_PARTS))
    except TROUBLES:
        return Refused(f"{path.name} không phải bản lưu, hoặc tệp bị cắt mất phần cuối. Xin dùng bản lưu khác.")
    if hindrance := hindrance_in(archive, path.name):
        archive.close()
        return hindrance
    try:
        with archive.open(NAME) as part:
            data = part.read(MOST_OF_MANIFEST + 1)
    except TROUBLES:
        data = b""
    manifest = None if holds_too_much(data) else from_json(data)
    if manifest is None:
        archive.close()
        return Refused(f"Bản kê ({NAME}) trong {path.name} thiếu hoặc đã bị sửa. Xin dùng bản lưu khác.")
    return archive, manifest


def pieces(part: IO[bytes]) -> Iterator[bytes]:
    """The bytes of a part, piece by piece."""
    while piece := part.read(PIECE):
        yield piece


def lines(part: IO[bytes]) -> Iterator[bytes]:
    """The lines of a part. Raises ValueError for one that is too long to be a row."""
    while line := part.readline(LONGEST_LINE):
        if not line.endswith(b"\n"):
            raise ValueError("a line without its end")
        yield line


def batches(given: Iterator[bytes]) -> Iterator[list[bytes]]:
    """Lines some at a time (từng nhóm dòng): so many, or so many bytes of them."""
    some, size = list[bytes](), 0
    for line in given:
        if some and (len(some) == AT_ONCE or size + len(line) > MOST_AT_ONCE):
            yield some
            some, size = [], 0
        some.append(line)
        size += len(line)
    if some:
        yield some


def hash_of(part: IO[bytes]) -> tuple[str, int]:
    """SHA-256 and size of a part."""
    found, size = hashlib.sha256(), 0
    for piece in pieces(part):
        found.update(piece)
        size += len(piece)
    return found.hexdigest(), size
