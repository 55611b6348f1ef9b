"""What goes over the line between a program and its children (thông điệp giữa các tiến trình): a head, then bytes."""

import struct
from typing import BinaryIO, Final

import msgspec

MOST: Final = 128 << 20  # bytes of one message
_LENGTH: Final = struct.Struct(">Q")


class Reading(msgspec.Struct, tag="read"):
    """A file to be read (tệp cần đọc): by which reader, and what the file is called."""

    reader: str  # of caitien.documents.apart.child.READERS
    name: str


class Conversion(msgspec.Struct, tag="convert"):
    """A file for LibreOffice (tệp cần chuyển đổi): what to call, in which surroundings, and for how long.

    ``{folder}`` and ``{uri}`` in the arguments and the environment stand for the folder of this one conversion.
    """

    command: list[str]
    environment: dict[str, str]  # beside that of this process
    profile: str  # its settings, as XML
    source: str  # the kinds, as suffixes without a dot
    target: str
    timeout: float  # seconds by the clock


class Drawing(msgspec.Struct, tag="draw"):
    """A picture to be drawn anew (ảnh cần vẽ lại), and what kind it is; ``small``: as a preview of it."""

    kind: str  # of caitien.documents.pictures.encode.FORMATS; of a preview also "pdf"
    small: bool = False


class FillingIn(msgspec.Struct, tag="fill"):
    """A form to be filled in (biểu cần điền): what it is called, and
    :class:`caitien.domain.official_forms.office_form.Filling`, as JSON."""

    name: str
    filling: str


Task = Reading | Conversion | Drawing | FillingIn


class Answer(msgspec.Struct):
    """How a child ends (trả lời): well, its value the bytes that follow; refused; or stumbling over our mistake."""

    code: str = ""  # of a refusal
    text: str = ""  # its sentence; of a picture that was drawn what it tells beside its looks
    stumbled: str = ""  # a traceback


def send(line: BinaryIO, head: msgspec.Struct, body: bytes = b"") -> None:
    """One message; raises ``OSError`` where nobody listens any more."""
    for part in (msgspec.json.encode(head), body):
        line.write(_LENGTH.pack(len(part)))
        line.write(part)
    line.flush()


def receive(line: BinaryIO, most: int = MOST) -> tuple[bytes, bytes] | None:
    """Head and bytes of the next message; None where the other side went away, or says more than ``most`` bytes."""
    head = _part(line, most)
    body = None if head is None else _part(line, most)
    return None if head is None or body is None else (head, body)


def _part(line: BinaryIO, most: int) -> bytes | None:
    start = line.read(_LENGTH.size)
    if len(start) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(start)
    part = line.read(length) if length <= most else b""
    return part if len(part) == length else None
