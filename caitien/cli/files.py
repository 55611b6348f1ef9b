"""Files in and out of the command (tệp vào, tệp ra): every trouble with them is an UnusableError in plain words."""

import os
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from caitien.cli.exits import UnusableError
from caitien.cli.progress import working
from caitien.domain.paper import Note, Paper

STREAM: Final = Path("-")  # standard input; after -o standard output
MAX_BYTES: Final = 30 << 20  # as the reader's own gate has it
_JSON_START: Final = re.compile(rb"^(?:\xef\xbb\xbf)?\s*\{\s*[\"}]")


@dataclass(frozen=True, slots=True)
class Given:
    """A paper from a file (văn bản lấy từ tệp), and what this reading of it leaves open."""

    paper: Paper
    doubts: tuple[Note, ...]


def read_bytes(path: Path) -> bytes:
    """The content of a file, of standard input for ``-``; at most a little more than the reader takes."""
    try:
        if path == STREAM:
            return sys.stdin.buffer.read(MAX_BYTES + 1)
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        raise UnusableError(f"Không thấy tệp “{path}”; hãy kiểm tra lại tên và thư mục.") from None
    except IsADirectoryError:
        raise UnusableError(f"“{path}” là thư mục; hãy chỉ rõ một tệp trong đó.") from None
    except PermissionError:
        raise UnusableError(f"Không được phép đọc “{path}”; có thể tệp đang mở ở chương trình khác.") from None
    except (OSError, ValueError) as trouble:
        raise UnusableError(f"Không đọc được “{path}” ({trouble}).") from None


def called(path: Path) -> str:
    """What a file is called in a sentence (tên gọi của tệp)."""
    return "đầu vào chuẩn" if path == STREAM else path.name


def paper_from(path: Path) -> Given:
    """The paper in any file the reader reads, or in JSON.

    A paper in JSON brings the notes of its first reading along; only what this reading could not place is a doubt.
    """
    data = read_bytes(path)
    if path.suffix.lower() == ".json" or _JSON_START.match(data):
        return _from_json(data, path)
    return _from_document(data, path)


def _from_json(data: bytes, path: Path) -> Given:
    from caitien.domain.papers.paper_json import loads
    from caitien.domain.refused import Faults

    if len(data) > MAX_BYTES:
        raise UnusableError(f"“{called(path)}” lớn hơn {MAX_BYTES >> 20} MB nên không được đọc.")
    found = loads(data)
    if isinstance(found, Faults):
        raise UnusableError(f"{called(path)}: {listed(found.problems)}")
    return Given(found, tuple(note for note in found.notes if note.code == "unknown-key"))


def _from_document(data: bytes, path: Path) -> Given:
    with working(f"Đang đọc {called(path)} …"):
        from caitien.documents.read import read
        from caitien.documents.refusal import Refusal

        found = read(data, name=path.name)
    if isinstance(found, Refusal):
        raise UnusableError(f"{called(path)}: {found.reason}")
    return Given(found, found.notes)


def listed(problems: Sequence[str], most: int = 10) -> str:
    """Several sentences as one message, the first ones only where there are many."""
    if len(problems) == 1:
        return problems[0]
    more = [f"… và {len(problems) - most} chỗ khác."] if len(problems) > most else []
    return "\n  - ".join(["", *problems[:most], *more])


def deliver(content: str | bytes, out: Path | None, *, sources: Sequence[Path]) -> None:
    """Put the result where it was asked for: a file, or standard output (never bytes onto a terminal)."""
    data = content.encode() if isinstance(content, str) else content
    if out is not None and out != STREAM:
        write_bytes(out, data, sources=sources)
        return
    if isinstance(content, bytes) and sys.stdout.isatty():
        raise UnusableError("Kết quả là một tệp, không in ra màn hình được; hãy thêm -o TÊN-TỆP.")
    with writing_out():
        sys.stdout.flush()
        sys.stdout.buffer.write(data)


@contextmanager
def writing_out() -> Iterator[None]:
    """Write to standard output: a full disk is told in plain words; a reader who has left is no trouble of ours."""
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as trouble:
        _drop_unwritten()
        raise UnusableError(f"Không ghi được kết quả ra đầu ra chuẩn ({trouble.strerror or trouble}).") from None


def _drop_unwritten() -> None:
    """Let what could not be written go to nowhere: Python would try it once more as it ends, and fail in its own words
    and with its own exit code."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    with suppress(OSError, ValueError):  # no stream of a process
        os.dup2(nowhere, sys.stdout.fileno())
        sys.stdout.flush()
    os.close(nowhere)


def write_bytes(path: Path, data: bytes, *, sources: Sequence[Path] = ()) -> None:
    """Write a file whole or not at all; never over one of the files it was made from."""
    if any(_same_file(path, source) for source in sources):
        raise UnusableError(f"“{path}” chính là tệp đầu vào; hãy đặt tên khác sau -o.")
    if path.is_dir():
        raise UnusableError(f"“{path}” là thư mục; hãy viết cả tên tệp sau -o.")
    try:
        _replace(path, data)
    except OSError as trouble:
        raise UnusableError(f"Không ghi được “{path}” ({trouble.strerror or trouble}).") from None


def _replace(path: Path, data: bytes) -> None:
    """Write beside the target, then move over it, so that no reader ever sees half a file."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).chmod(path.stat().st_mode if path.exists() else 0o666 & ~_umask())
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _same_file(path: Path, other: Path) -> bool:
    return path.exists() and other.exists() and path.samefile(other)
