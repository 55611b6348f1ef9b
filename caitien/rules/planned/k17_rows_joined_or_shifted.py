"""Bảng có dòng bị nối hoặc bị lệch cột.

Vì sao: Khi trang cắt đôi dòng hay ô bị lệch, máy đọc phải đoán; chữ có thể đang đứng ở dòng khác, cột khác.
Sai: phần đuôi của một dòng nằm ở đầu trang sau, không có số thứ tự, được nối vào dòng trên
Đúng: mỗi dòng nằm trọn trong một hàng của bảng, ô nào đúng cột ấy
Sửa: Đối chiếu dòng này với tệp gốc; trong Word bỏ chọn “cho phép hàng ngắt qua trang”.
Nguồn: kinh nghiệm: bảng dài qua nhiều trang khi chuyển từ PDF, Excel.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Final

from caitien.domain.finding import Severity
from caitien.domain.paper import Note
from caitien.rules.context import Hit, RuleContext

SEVERITY = Severity.HINT

_DONE: Final = {"rows-joined": "ghép lại từ dòng bị trang cắt", "row-shifted": "đưa về đúng cột"}
_TABLES: Final = {"plan.items": "Bảng kế hoạch", "results": "Bảng kết quả", "problems": "Bảng vấn đề"}


def find(context: RuleContext) -> Iterator[Hit]:
    """Each table with lines the reader put together or moved, at the first of them; lines of no table by themselves."""
    told: dict[str, list[tuple[str, Note]]] = defaultdict(list)
    for note in context.paper.notes:
        if note.code in _DONE:
            path = _path(context, note)
            told[_table(path)].append((path, note))
    for table, notes in told.items():
        counts = Counter(note.code for _, note in notes)
        done = ", ".join(f"{times} dòng {_DONE[code]}" for code, times in counts.items())
        path, first = notes[0]
        what = f"{_TABLES.get(table, 'Một bảng')} có {done}."
        yield Hit(path, what, "Đối chiếu các dòng này với tệp gốc.", words=first.quote)


def _table(path: str) -> str:
    return next((table for table in _TABLES if path.startswith(f"{table}.")), "")


def _path(context: RuleContext, note: Note) -> str:
    """The line a note is about: as it says itself, else the one read from that row of the file."""
    here = (note.place.table, note.place.sheet, note.place.row)
    rows = (pair for pair in context.named_rows() if note.place.row is not None)
    found = (path for path, row in rows if here in {(row.source.table, row.source.sheet, at) for at in row.source.rows})
    return note.path or next(found, "")
