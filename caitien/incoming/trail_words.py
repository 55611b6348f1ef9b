"""How what is done to a file that comes in is said (cách kể): verbs, fields and codes of the audit trail."""

from typing import Final

from caitien.access.trail.words import Deed, TrailWords

WORDS: Final = TrailWords(
    deeds={
        "upload.receive": (Deed("nhập lại tệp {name}", "nhập tệp {name}"),),
        "upload.correct": (Deed("sửa tệp đã nhập", cell="sửa {cell} trong tệp đã nhập"),),
        "upload.put_aside": (
            Deed("để riêng tệp {name}", told="put_aside", implied=frozenset({"put_aside"})),
            Deed("lấy lại tệp {name}", told="waits_again", implied=frozenset({"waits_again"})),
        ),
        "upload.adopt": (Deed("nhận tệp vào kế hoạch"),),
    },
    fields={"put_aside": "Để riêng ngày", "waits_again": "Lấy lại ngày"},
    keys=frozenset({"upload", "file_sha256"}),
)
