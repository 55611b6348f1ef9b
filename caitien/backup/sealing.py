"""Backups only one key opens (bản lưu có khoá): encrypted by age while they are written, for public keys this machine
may know; the key that opens them is kept elsewhere and never comes here but to restore.

docs/decisions/pyrage.md
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import IO, Final

import pyrage
from django.conf import settings
from pyrage import x25519

from caitien.domain.refused import Refused

END: Final = ".age"
_HEAD: Final = b"age-encryption.org/v1\n"
NO_KEY: Final = Refused("Bản lưu này có khoá. Xin thêm --identity TỆP-KHOÁ, là tệp do caitien backup key lập.")
WRONG_KEY: Final = Refused("Khoá này không mở được bản lưu, hoặc bản lưu đã hỏng. Xin xem lại tệp khoá.")
NOT_A_KEY: Final = Refused("Tệp khoá không đúng dạng: phải có một dòng AGE-SECRET-KEY-…")
NOT_PUBLIC: Final = Refused("Khoá công khai không đúng dạng: phải bắt đầu bằng age1…")
BAD_RECIPIENT: Final = "CAITIEN_BACKUP_KEYS có khoá không đúng dạng age1…"


def recipients() -> "list[x25519.Recipient]":
    """The public keys backups are encrypted for (khoá công khai), none where they are not. Raises OSError where the
    setting holds something else: a backup is never written open because of a slip."""
    try:
        return [x25519.Recipient.from_str(each) for each in settings.BACKUP_RECIPIENTS]
    except pyrage.RecipientError as error:
        raise OSError(BAD_RECIPIENT) from error


def recipients_named(public: str) -> "list[x25519.Recipient] | Refused":
    """Whom an archive is encrypted for by a public half somebody gave (khoá công khai); none where it is ""."""
    try:
        return [x25519.Recipient.from_str(public)] if public else []
    except pyrage.RecipientError:
        return NOT_PUBLIC


def fresh_key() -> tuple[str, str]:
    """A key nobody has yet (khoá mới): its public half, and the secret one, which is kept nowhere here."""
    made = x25519.Identity.generate()
    return str(made.to_public()), str(made)


def new_key(file: Path) -> str:
    """Make a key, write it into a file only its owner may read, and give its public half (làm khoá mới). Raises
    OSError, also where the file is there already."""
    public, secret = fresh_key()
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
        out.write(f"# khoá mở bản lưu CảiTiến; khoá công khai: {public}\n{secret}\n")
    return public


class _Heard:
    """A file whose own trouble is kept: of an error of the disk age hands on the words alone."""

    def __init__(self, out: IO[bytes]) -> None:
        self.out = out
        self.trouble: OSError | None = None

    def write(self, data: bytes) -> int:
        """As of any file."""
        try:
            return self.out.write(data)
        except OSError as error:
            self.trouble = error
            raise

    def flush(self) -> None:
        """As of any file."""
        self.out.flush()


@contextmanager
def sealed(out: IO[bytes], to: "Sequence[x25519.Recipient]") -> Iterator[IO[bytes]]:
    """What is written within goes into ``out`` encrypted, piece by piece; nothing of it lies on the disk unencrypted.
    Raises OSError. Memory for a few pieces."""
    reads, writes = os.pipe()
    trouble, into_disk = list[BaseException](), _Heard(out)

    def encrypt() -> None:
        try:
            with os.fdopen(reads, "rb") as source:
                pyrage.encrypt_io(source, into_disk, list(to))
        except BaseException as error:
            trouble.append(error)

    worker = Thread(target=encrypt, daemon=True)
    worker.start()
    try:
        with os.fdopen(writes, "wb") as into:
            yield into
    except BrokenPipeError:
        pass  # the other end says why
    finally:
        worker.join()
    if into_disk.trouble:
        raise into_disk.trouble
    if trouble:
        raise OSError(f"chưa mã hoá được: {trouble[0]}") from trouble[0]


def is_sealed(file: Path) -> bool:
    """Whether a file is encrypted (có khoá). Raises OSError."""
    with file.open("rb") as opened:
        return opened.read(len(_HEAD)) == _HEAD


@contextmanager
def opened(file: Path, identity: Path | None) -> Iterator[Path | Refused]:
    """The archive unencrypted for as long as it is looked at (mở khoá), or why it cannot be; one that is not encrypted
    is itself. It takes as much room as the archive in the site's own folder, and gives it back. Raises OSError."""
    if not file.is_file() or not is_sealed(file):
        yield file
        return
    key = _identity(identity) if identity else NO_KEY
    if isinstance(key, Refused):
        yield key
        return
    settings.VAR.mkdir(mode=0o700, parents=True, exist_ok=True)
    with TemporaryDirectory(dir=settings.VAR, prefix=".mo-khoa-") as place:
        plain = Path(place) / file.name.removesuffix(END)
        yield plain if _decrypted(file, plain, key) else WRONG_KEY


def _identity(file: Path) -> "x25519.Identity | Refused":
    try:
        words = [
            line.strip() for line in file.read_text(encoding="utf-8").splitlines() if line.startswith("AGE-SECRET")
        ]
        return x25519.Identity.from_str(words[0]) if words else NOT_A_KEY
    except (OSError, UnicodeDecodeError, pyrage.IdentityError):
        return NOT_A_KEY


def _decrypted(file: Path, into: Path, key: "x25519.Identity") -> bool:
    try:
        with file.open("rb") as source, into.open("wb") as out:
            pyrage.decrypt_io(source, out, [key])
    except pyrage.DecryptError:
        return False
    except OSError as error:
        if error.errno:  # of the machine; a file that was cut off or altered has none
            raise
        return False
    return True
