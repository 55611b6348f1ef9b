"""The list of contents of a backup (bản kê): what is in it, with the hash of each part, signed with the site's key."""

import hashlib
import hmac
from typing import Any, Final

import msgspec
from django.conf import settings
from django.utils.crypto import salted_hmac

from caitien.backup.rows import canonical

FORMAT: Final = 1
NAME: Final = "manifest.json"


class TableTold(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One table (một bảng): its columns, how many rows, and the SHA-256 of all its lines."""

    columns: list[str]
    rows: int
    sha256: str


class FileTold(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One file of the site's store (một tệp), by its name there."""

    sha256: str
    size: int  # bytes


class HeadTold(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How far a chain of the audit trail was (chỗ khép nhật ký): the number and seal of its last entry."""

    chain: int
    number: int
    seal: str


class Manifest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a backup holds (bản kê của bản lưu)."""

    scope: str  # "site"
    made_at: str  # ISO 8601, UTC
    version: str  # of the software
    database: str  # the kind it was read from: sqlite, postgresql
    migrations: dict[str, list[str]]  # app → the last migrations it had
    tables: dict[str, TableTold]  # by label, as "plans.Plan"
    files: dict[str, FileTold]  # by name in the store
    missing: list[str]  # files that rows speak of and that were not there
    audit: list[HeadTold]
    left_out: list[str]  # labels of tables that are no data, or secret
    format: int = FORMAT
    signature: str = ""  # HMAC-SHA256 over all the rest, by the key of the site's trail


def signed(manifest: Manifest) -> Manifest:
    """The same with its signature (ký bản kê)."""
    return msgspec.structs.replace(manifest, signature=_signature_of(manifest))


def is_signed_here(manifest: Manifest) -> bool:
    """Whether it was signed by the key this site has (đúng khoá của trang web này)."""
    return hmac.compare_digest(manifest.signature, _signature_of(manifest))


def as_json(manifest: Manifest) -> bytes:
    """The manifest as it lies in the archive, for people to read too."""
    return msgspec.json.format(msgspec.json.encode(manifest), indent=1)


def from_json(data: bytes) -> Manifest | None:
    """The manifest in these bytes, or None where they are none of format 1."""
    try:
        found = msgspec.json.decode(data, type=Manifest)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    return found if found.format == FORMAT and found.scope == "site" else None


def mark_of(manifest: Manifest) -> str:
    """The SHA-256 by which this very backup is named."""
    return hashlib.sha256(as_json(manifest)).hexdigest()


def _signature_of(manifest: Manifest) -> str:
    told: dict[str, Any] = msgspec.to_builtins(msgspec.structs.replace(manifest, signature=""))
    return salted_hmac("caitien.backup", canonical(told), secret=settings.TRAIL_KEY, algorithm="sha256").hexdigest()
