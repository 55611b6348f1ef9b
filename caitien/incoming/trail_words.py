"""How what is done to a file that comes in is said (cách kể): verbs, fields and codes of the audit trail."""

from typing import Final

from caitien.access.trail.words import Deed, TrailWords

WORDS: Final = TrailWords(
    deeds={
        "upload.receive": (Deed("nhập lại tệp {name}", "nhập tệp {name}"),),
        "upload.correct": (Deed("sửa tệp đã nhập", cell="sửa {cell} trong tệp đã nhập"),),
        "upload.adopt": (Deed("nhận tệp vào kế hoạch"),),
    },
    keys=frozenset({"upload", "file_sha256"}),
)
