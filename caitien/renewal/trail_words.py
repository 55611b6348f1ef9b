"""How what is done to a new year is said (cách kể): verbs, fields and codes of the audit trail."""

from typing import Final

from caitien.access.trail.words import Deed, TrailWords

WORDS: Final = TrailWords(
    deeds={
        "renewal.decide": (
            Deed("bắt đầu soạn kế hoạch năm học {school_year} từ kế hoạch {from_year}", told="begun"),
            Deed("làm lại từ đầu việc chuyển sang năm mới", told="undone_all"),
            Deed(
                "xem lại quyết định về {line}",
                removed="bỏ {line} đã mang sang, để quyết định lại",
                told="undone",
                by_line=True,
            ),
            Deed("bắt đầu chuyển kế hoạch sang bộ tiêu chuẩn khác", told="moving"),
            Deed("trả kế hoạch về bộ tiêu chuẩn cũ", told="moved_all_back"),
            Deed("chuyển {line} sang tiêu chí mới", "soạn {line}", told="renumbered", by_line=True),
            Deed("trả {line} về tiêu chí cũ", removed="bỏ {line} đã soạn", told="moved_back", by_line=True),
            Deed("để {line} lại năm trước", "mang {line} sang năm mới", by_line=True),
        )
    },
    fields={
        "former": "Tiêu chí trước",
        "choice": "Quyết định",
        "age": "Số lần chuyển năm",
        "from_year": "Từ kế hoạch năm học",
    },
    codes={
        "choice": {
            "carried": "mang sang",
            "changed": "mang sang, có sửa",
            "renewed": "làm lại năm nay",
            "left": "để lại",
        }
    },
    keys=frozenset({"begun", "undone", "undone_all", "moving", "moved_back", "moved_all_back", "renumbered"}),
)
