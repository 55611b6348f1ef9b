"""Files under the hash of their bytes (cất tệp): found again by it, and proved by it."""

import hashlib

from django.core.files.base import ContentFile
from django.core.files.storage import Storage


def hash_of(data: bytes) -> str:
    """The SHA-256 of a file, in hexadecimal (dấu của tệp)."""
    return hashlib.sha256(data).hexdigest()


def keep(storage: Storage, name: str, data: bytes) -> str:
    """Store bytes under a name made of their hash (cất tệp); returns the name they are stored under.

    If the transaction is rolled back, the file stays but no row names it. A file that a crash left incomplete under the
    name is replaced. Reads the file once where it exists.
    """
    if kept(storage, name, hash_of(data)) is None:
        storage.delete(name)
        name = storage.save(name, ContentFile(data))
    return name


def kept(storage: Storage, name: str, sha256: str) -> bytes | None:
    """The bytes under a name (lấy tệp đã cất), only while they are those that were kept."""
    if not name or not storage.exists(name):
        return None
    with storage.open(name) as file:
        data: bytes = file.read()
    return data if hash_of(data) == sha256 else None
