"""What files in the assessor's pack are called (tên tệp trong gói): plain letters, short enough for any Windows."""

import re
from collections.abc import Collection
from typing import Final

from caitien.domain.texts.folding import fold

LONGEST_NAME: Final = 120  # bytes of an entry's name
LONGEST_PATH: Final = 180  # characters of the whole path in the archive
FOLDER: Final = "tep"
_ODD: Final = re.compile(r"[^a-z0-9]+")
_ENDINGS: Final = {"jpeg": "jpg"}


def entry_name(code: str, name: str, part: str, kind: str, taken: Collection[str]) -> str:
    """The path of a file in the pack: ``tep/MC.1.1.01 - ten-khong-dau.pdf``; another of the same name gets a number."""
    ending = f".{_ENDINGS.get(kind, kind)}"
    head = re.sub(r'[\\/:*?"<>|\[\]]', "", code) or "khong-ma"
    words = _ODD.sub("-", fold(f"{name} {part}")).strip("-") or "minh-chung"
    for number in range(1, len(taken) + 2):
        tail = f"{'' if number == 1 else f'-{number}'}{ending}"
        room = LONGEST_NAME - len(f"{head} - {tail}".encode())
        path = f"{FOLDER}/{head} - {words[:room].rstrip('-')}{tail}"
        if path not in taken:
            return path[:LONGEST_PATH]
    raise AssertionError("a free name is among so many")  # of n+1 names one is not among n
