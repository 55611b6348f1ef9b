"""A zip package opened with a bound on everything (gói nén): nothing inflated past what is allowed, nothing extracted.

What the package says of itself is compared with what it holds: a size that lies, parts that overlap, a part named twice
and a part under a password each close the door. A bound is on parts, not on hope: no number of nested archives matters,
because none is ever opened.
"""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

MAX_PARTS = 5_000
MAX_TOTAL = 400 << 20  # bytes of all parts together, as the package says
MAX_XML = 48 << 20  # bytes of all XML held in memory at once; a report of 3,000 rows has 15
MAX_MARKS = 2_000_000  # elements and attributes in it: each costs a tree some 200 bytes, however short it is written
MAX_SHEET = 128 << 20  # bytes of a worksheet, which is only ever streamed
HELD = 8 << 20  # bytes of worksheets held all the same, together; one of 3,000 rows has 2
MAX_RATIO = 400  # inflated / stored, for parts large enough to hurt; a table of 3,000 like rows has 60
RATIO_MATTERS = 4 << 20

_CENTRAL = b"PK\x01\x02"
_LOCAL = struct.Struct("<4s22xHH")  # signature … length of name, length of extra
_STORED, _DEFLATED = zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED
_CHUNK = 1 << 18
_XML = re.compile(r"\.(?:xml|rels|vml)$", re.I)
_SHEET = re.compile(r"^xl/worksheets/[^/]+\.xml$", re.I)
_NEVER_PARSED = ("META-INF/manifest.xml",)  # that of OpenOffice 2 names a DTD
STRICT = b"http://purl.oclc.org/ooxml/"
_STRICT = re.compile(re.escape(STRICT) + rb"(\w+)/(\w+)")
_ENCODING = re.compile(rb"""^<\?xml[^>]{0,200}?encoding\s*=\s*["']([^"']{1,40})""")
_ENCODINGS = (b"utf-8", b"utf-16", b"us-ascii", b"ascii")
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))


class UnfitError(Exception):
    """The package is refused; the argument is the refusal's code. Never leaves :mod:`caitien.documents.gate.package`.

    An exception because the trouble shows in the middle of a stream; the gate turns it into a value.
    """


@dataclass(slots=True)
class Archive:
    """The parts of a package by name (các phần của gói), inflated when asked for and no further than allowed."""

    data: bytes
    entries: dict[str, zipfile.ZipInfo]
    _kept: dict[str, bytes] = field(default_factory=dict)
    _sheets: dict[str, list[bytes]] = field(default_factory=dict)
    _room: int = HELD  # bytes of sheets that may still be held

    def names(self) -> tuple[str, ...]:
        """Every part, in the package's order."""
        return tuple(self.entries)

    def part(self, name: str) -> bytes | None:
        """A part's bytes, None where there is none; raises :class:`UnfitError` where it is damaged or too large."""
        entry = self.entries.get(name)
        if entry is None:
            return None
        if name not in self._kept:
            if entry.file_size + sum(map(len, self._kept.values())) > MAX_XML:
                raise UnfitError("too-large-inside")
            self._kept[name] = _in_usual_names(b"".join(self.chunks(name)))
        return self._kept[name]

    def keep(self, name: str, data: bytes) -> None:
        """Hold other bytes for a part from now on (thay nội dung một phần): shorter ones, that read the same."""
        self._kept[name] = data

    def chunks(self, name: str) -> Iterator[bytes]:
        """A part's bytes piece by piece, checked against the size and the checksum the package gives for it.

        A sheet is looked at by the gate and again by the reader: small ones are inflated once.
        """
        if name in self._sheets:
            yield from self._sheets[name]
            return
        entry = self.entries[name]
        held: list[bytes] | None = [] if is_sheet(name) and entry.file_size <= self._room else None
        start, stored = _span(self.data, entry)
        size, checksum = 0, 0
        for chunk in _inflate(self.data, start, stored, entry.compress_type):
            size += len(chunk)
            checksum = zlib.crc32(chunk, checksum)
            if size > entry.file_size:
                raise UnfitError("bomb")
            if held is not None:
                held.append(chunk)
            yield chunk
        if size != entry.file_size or checksum != entry.CRC:
            raise UnfitError("damaged")
        if held is not None:
            self._sheets[name] = held
            self._room -= size

    def check_xml(self) -> None:
        """Inflate every XML part but the sheets once and refuse entities; what is inflated is kept for the reader."""
        marks = 0
        for name in self.entries:
            if _XML.search(name) and not is_sheet(name) and name not in _NEVER_PARSED:
                xml = self.part(name) or b""
                check_prolog(xml)
                marks += xml.count(b"<") + xml.count(b"=")
        if marks > MAX_MARKS:
            raise UnfitError("too-large-inside")


def is_sheet(name: str) -> bool:
    """A worksheet of a workbook (trang tính): the only kind of part that may be too large to hold."""
    return bool(_SHEET.match(name))


def open_archive(data: bytes) -> Archive:
    """The package's list of parts, checked before a single one is inflated; raises :class:`UnfitError`."""
    if data.count(_CENTRAL) > MAX_PARTS:
        raise UnfitError("too-many-parts")
    try:
        listed = zipfile.ZipFile(BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error, OverflowError) as trouble:
        raise UnfitError("damaged") from trouble
    if not all(entry.filename for entry in listed):
        raise UnfitError("damaged")
    files = [entry for entry in listed if not entry.is_dir()]
    for entry in files:
        _check_entry(entry)
    if sum(entry.file_size for entry in files) > MAX_TOTAL:
        raise UnfitError("bomb")
    _check_apart(data, files)
    return Archive(data, _by_name(files))


def _check_entry(entry: zipfile.ZipInfo) -> None:
    """One part as the list gives it: locked, packed in an unusual way, or far larger inside than outside."""
    if entry.flag_bits & 0x1:
        raise UnfitError("encrypted")
    if entry.compress_type not in (_STORED, _DEFLATED):
        raise UnfitError("damaged")
    if entry.file_size > RATIO_MATTERS and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
        raise UnfitError("bomb")
    if entry.file_size > (MAX_SHEET if is_sheet(entry.filename) else MAX_TOTAL):
        raise UnfitError("too-large-inside")


def _check_apart(data: bytes, files: list[zipfile.ZipInfo]) -> None:
    """No two parts may share bytes: that is how a small package is made to hold a thousand times its size."""
    end = 0
    for entry in sorted(files, key=lambda each: each.header_offset):
        if entry.header_offset < end:
            raise UnfitError("bomb")
        start, stored = _span(data, entry)
        end = start + stored


def _by_name(files: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    entries = {entry.filename.replace("\\", "/").lstrip("/"): entry for entry in files}
    if len({name.casefold() for name in entries}) != len(files):
        raise UnfitError("damaged")
    return entries


def _span(data: bytes, entry: zipfile.ZipInfo) -> tuple[int, int]:
    """Where a part's stored bytes begin, and how many they are."""
    header = data[entry.header_offset : entry.header_offset + _LOCAL.size]
    if len(header) < _LOCAL.size:
        raise UnfitError("damaged")
    signature, name, extra = _LOCAL.unpack(header)
    start = entry.header_offset + _LOCAL.size + name + extra
    if signature != b"PK\x03\x04" or start + entry.compress_size > len(data):
        raise UnfitError("damaged")
    return start, entry.compress_size


def _inflate(data: bytes, start: int, stored: int, method: int) -> Iterator[bytes]:
    """The part's bytes in pieces of at most ``_CHUNK``, whatever the stored bytes would swell to."""
    source = memoryview(data)[start : start + stored]
    if method == _STORED:
        yield from (bytes(source[at : at + _CHUNK]) for at in range(0, stored, _CHUNK))
        return
    inflater = zlib.decompressobj(-15)
    try:
        for at in range(0, stored, _CHUNK):
            pending: bytes | memoryview = source[at : at + _CHUNK]
            while pending:
                yield inflater.decompress(pending, _CHUNK)
                pending = inflater.unconsumed_tail
        yield inflater.flush()
    except zlib.error as trouble:
        raise UnfitError("damaged") from trouble
    if not inflater.eof:
        raise UnfitError("damaged")


def _in_usual_names(xml: bytes) -> bytes:
    """ "Strict Open XML" has other names for everything; with them replaced it is read as any Word file is."""
    return _STRICT.sub(rb"http://schemas.openxmlformats.org/\1/2006/\2", xml) if STRICT in xml[:4096] else xml


def check_prolog(xml: bytes) -> None:
    """Refuse XML that declares entities, or in a code in which a declaration could hide; raises :class:`UnfitError`."""
    declared = _ENCODING.match(xml.removeprefix(b"\xef\xbb\xbf"))
    if declared and declared[1].lower() not in _ENCODINGS:
        raise UnfitError("entities")
    if xml.startswith(
        (b"\x00\x00\xfe\xff", b"\x4c\x6f\xa7\x94", b"\xff\xfe\x00\x00", b"\x00\x00\x00<", b"<\x00\x00\x00")
    ):
        raise UnfitError("entities")
    if _DOCTYPES[0] in xml or (b"\0" in xml and any(sign in xml for sign in _DOCTYPES[1:])):
        raise UnfitError("entities")
