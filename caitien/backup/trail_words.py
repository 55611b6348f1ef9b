"""How what is done about backups is said (cách kể)."""

from typing import Final

from caitien.access.trail.words import Deed, TrailWords

WORDS: Final = TrailWords(
    deeds={
        "backup.ask": (Deed("yêu cầu sao lưu trang web"),),
        "backup.try": (Deed("yêu cầu khôi phục thử bản lưu"),),
        "school.archive": (
            Deed("lập bản lưu có khoá của trường", told="archive_locked"),
            Deed("lập bản lưu của trường"),
        ),
        "school.keep_archive": (
            Deed("lập bản lưu có khoá của trường vào thư mục bản lưu", told="archive_locked"),
            Deed("lập bản lưu của trường vào thư mục bản lưu"),
        ),
        "school.bring_in": (Deed("đưa {name} vào từ bản lưu của trang web khác"),),
    },
    keys=frozenset({"archive", "archive_asked", "archive_locked", "signed_here", "former_trail", "papers"}),
)
