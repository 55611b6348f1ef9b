"""An antivirus asked about each file that comes (diệt virus), where one is set up: clamd, by its own protocol.

``CAITIEN_CLAMD`` names it: ``host:port``, or the path of its socket. Where it is named and does not answer, no file is
taken: a site that was told to look does not look away.
"""

import socket
import struct
from typing import Final

from django.conf import settings

from caitien.domain.refused import Refused

PIECE: Final = 64 * 1024
SECONDS: Final = 30.0
FOUND: Final = "Phần mềm diệt virus thấy tệp này có mã độc ({}) nên không nhận. Xin quét virus máy đã gửi tệp."
SILENT: Final = Refused("Chưa kiểm tra được virus nên chưa nhận tệp. Xin thử lại sau ít phút, hoặc báo người quản trị.")


def infection_of(data: bytes) -> Refused | None:
    """Why a file is not taken by the antivirus (có virus), None where it found nothing or none is set up. It is given
    half a minute."""
    if not settings.CLAMD:
        return None
    try:
        told = _ask(data)
    except OSError:
        return SILENT
    if told.endswith("FOUND"):
        return Refused(FOUND.format(told.removeprefix("stream:").removesuffix("FOUND").strip()[:80]))
    return None if told.endswith("OK") else SILENT


def _ask(data: bytes) -> str:
    """What clamd says of the bytes: they are sent in pieces, each after its length, and an empty one ends them."""
    with _line() as line:
        line.sendall(b"zINSTREAM\0")
        for start in range(0, len(data), PIECE):
            piece = data[start : start + PIECE]
            line.sendall(struct.pack("!L", len(piece)) + piece)
        line.sendall(struct.pack("!L", 0))
        answer = b""
        while not answer.endswith(b"\0") and len(answer) < 4096:
            more = line.recv(4096)
            if not more:
                break
            answer += more
    return answer.rstrip(b"\0\n").decode(errors="replace").strip()


def _line() -> socket.socket:
    where = settings.CLAMD
    if where.startswith("/"):
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(SECONDS)
        line.connect(where)
        return line
    host, _, port = where.rpartition(":")
    return socket.create_connection((host or where, int(port) if port.isdecimal() else 3310), timeout=SECONDS)
