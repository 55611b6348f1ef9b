"""The old container of Word and Excel (OLE, tệp .doc và .xls đời cũ): only its list of streams is looked at."""

import struct

from caitien.documents.gate.kinds import Kind

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER = 512
_ENTRY = 128  # bytes of a directory entry; every entry begins at a multiple of it

# (name in the directory, what the file is), the first that is there decides.
_SIGNS: tuple[tuple[str, Kind | str], ...] = (
    ("EncryptedPackage", "encrypted"),
    ("EncryptionInfo", "encrypted"),
    ("_VBA_PROJECT", "macros"),
    ("_VBA_PROJECT_CUR", "macros"),
    ("PowerPoint Document", "slides"),
    ("WordDocument", Kind.DOC),
    ("Workbook", Kind.XLS),
    ("Book", Kind.XLS),
)


def kind_of_ole(data: bytes) -> Kind | str:
    """What the file is, or the code of its refusal. Names are searched for as bytes, no chain is followed."""
    if len(data) < _HEADER + _ENTRY:
        return "damaged"
    for name, kind in _SIGNS:
        entry = _entry(data, name)
        if entry is not None:
            return "encrypted" if isinstance(kind, Kind) and _is_locked(kind, _stream(data, entry)) else kind
    return "unknown"


def _entry(data: bytes, name: str) -> int | None:
    """Offset of the directory entry of that name."""
    encoded = name.encode("utf-16-le") + b"\0\0"
    position = data.find(encoded, _HEADER)
    while position != -1:
        if _is_entry(data, position, len(encoded)):
            return position
        position = data.find(encoded, position + 2)
    return None


def _is_entry(data: bytes, position: int, length: int) -> bool:
    whole = position % _ENTRY == 0 and position + _ENTRY <= len(data)
    return whole and bool(struct.unpack_from("<H", data, position + 64)[0] == length)


def _stream(data: bytes, entry: int) -> bytes:
    """The first bytes of a stream, as far as they lie together."""
    sector = 1 << min(struct.unpack_from("<H", data, 30)[0], 16)
    start = (struct.unpack_from("<I", data, entry + 116)[0] + 1) * sector
    return data[start : start + 512]


def _is_locked(kind: Kind, stream: bytes) -> bool:
    return _word_is_locked(stream) if kind is Kind.DOC else _excel_is_locked(stream)


def _word_is_locked(stream: bytes) -> bool:
    """The encrypted bit of the file information block ([MS-DOC] 2.5.2, fEncrypted)."""
    return stream[:2] == b"\xec\xa5" and len(stream) > 12 and bool(stream[11] & 1)


def _excel_is_locked(stream: bytes) -> bool:
    """A FilePass record among the first of the workbook ([MS-XLS] 2.4.117)."""
    position = 0
    while position + 4 <= len(stream):
        record, length = struct.unpack_from("<HH", stream, position)
        if record == 0x2F:
            return True
        position += 4 + length
    return False
