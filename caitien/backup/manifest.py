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
_OF_SCHOOL: Final = {"school", "pages"}


class TableTold(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One table (một bảng): its columns, how many rows, and the SHA-256 of all its lines."""

    columns: list[str]
    rows: int
    sha256: str


class FileTold(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One file of the site's store (một tệp), by its name there."""

    sha256: str
    size: int  # bytes
    end: str = ""  # of its name in the archive of a school, so that a computer knows what opens it: ".docx"


class HeadTold(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How far a chain of the audit trail was (chỗ khép nhật ký): the number and seal of its last entry."""

    chain: int
    number: int
    seal: str


class Manifest(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a backup holds (bản kê của bản lưu)."""

    scope: str  # "site", "school"
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
    school: int = 0  # key of the school it is of; 0: the whole site
    pages: dict[str, str] = {}  # of the copy to read: name in the archive → SHA-256


def signed(manifest: Manifest) -> Manifest:
    """The same with its signature (ký bản kê)."""
    return msgspec.structs.replace(manifest, signature=_signature_of(manifest))


def is_signed_here(manifest: Manifest) -> bool:
    """Whether it was signed by the key this site has (đúng khoá của trang web này)."""
    return hmac.compare_digest(manifest.signature, _signature_of(manifest))


def as_json(manifest: Manifest) -> bytes:
    """The manifest as it lies in the archive, for people to read too."""
    return msgspec.json.format(msgspec.json.encode(_told(manifest)), indent=1)


def from_json(data: bytes) -> Manifest | None:
    """The manifest in these bytes, or None where they are none of format 1."""
    try:
        found = msgspec.json.decode(data, type=Manifest)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    return found if found.format == FORMAT and found.scope == ("school" if found.school else "site") else None


def mark_of(manifest: Manifest) -> str:
    """The SHA-256 by which this very backup is named."""
    return hashlib.sha256(as_json(manifest)).hexdigest()


def _signature_of(manifest: Manifest) -> str:
    told = _told(msgspec.structs.replace(manifest, signature=""))
    return salted_hmac("caitien.backup", canonical(told), secret=settings.TRAIL_KEY, algorithm="sha256").hexdigest()


def _told(manifest: Manifest) -> dict[str, Any]:
    """As plain values; what is told of a school alone is left out of the whole site's, as in the first release."""
    told: dict[str, Any] = msgspec.to_builtins(manifest)
    return told if manifest.school else {name: value for name, value in told.items() if name not in _OF_SCHOOL}
