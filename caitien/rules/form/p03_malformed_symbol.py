"""Số, ký hiệu văn bản viết sai.

Vì sao: Số và ký hiệu là tên gọi của văn bản khi được dẫn chiếu; sai tên loại hay thiếu tên cơ quan thì tra không ra.
Sai: Số: 5 / KH–THCSBS trên một bản báo cáo
Đúng: Số: 05/BC-THCSBS
Sửa: Viết số, gạch chéo, chữ viết tắt tên loại, gạch nối, chữ viết tắt tên cơ quan; liền nhau, chữ in hoa có dấu.
Nguồn: thể thức, Nghị định 30/2020/NĐ-CP, Phụ lục I và Phụ lục III (bảng chữ viết tắt tên loại).
"""

import re
from collections.abc import Iterator
from typing import Final

from caitien.domain.finding import Fix, Severity
from caitien.domain.texts.folding import fold
from caitien.rules.context import Hit, RuleContext

SEVERITY = Severity.WARNING

_PATH: Final = "report.number"
_KINDS: Final = {  # tên loại, folded → its letters in a symbol
    "bao cao": "BC",
    "ke hoach": "KH",
    "quyet dinh": "QĐ",
    "bien ban": "BB",
    "thong bao": "TB",
    "to trinh": "TTr",
    "chuong trinh": "CTr",
    "huong dan": "HD",
    "de an": "ĐA",
    "phuong an": "PA",
}
_LETTERS: Final = {fold(letters): letters for letters in _KINDS.values()}  # "qd" → "QĐ"
_GAP: Final = re.compile(r"(?:(?<!\s)\s+)?([/–—-])\s*")
_LONE_FIGURE: Final = re.compile(r"^([1-9])(?=/)")


def find(context: RuleContext) -> Iterator[Hit]:
    """The first thing wrong with the paper's own number; a blank one is another rule's."""
    number = context.paper.report.number
    figures, slash, symbol = number.partition("/")
    if figures.strip() and not slash:
        yield _hit(number, f"“{number}” chưa có ký hiệu sau dấu gạch chéo", "Viết dạng 05/BC-TÊNTRƯỜNG")
    elif slash:
        yield from _misspelt(number) if _tidy(number) != number else _misnamed(number, symbol, context)


def _misspelt(number: str) -> Iterator[Hit]:
    tidy = _tidy(number)
    yield _hit(number, f"“{number}” viết chưa đúng cách", f"Viết “{tidy}”", Fix(_PATH, number, tidy))


def _tidy(number: str) -> str:
    """The number as it should be: no blanks at its marks, hyphens, a zero before a lone figure, its kind's letters."""
    tight = _GAP.sub(lambda gap: "/" if gap[1] == "/" else "-", number).strip()
    figures, slash, symbol = _LONE_FIGURE.sub(r"0\1", tight).partition("/")
    kind, hyphen, rest = symbol.partition("-")
    kind = _LETTERS.get(fold(kind), kind) if hyphen else kind
    return f"{figures}{slash}{kind}{hyphen}{rest}"


def _misnamed(number: str, symbol: str, context: RuleContext) -> Iterator[Hit]:
    """A symbol that lacks the body's name or the kind, or names another kind than the title."""
    groups = [group for group in re.split(r"[-/]", symbol) if group]
    known = [group for group in groups if group in _LETTERS.values()]
    title = context.paper.report.title
    wanted = next((letters for name, letters in _KINDS.items() if fold(title).startswith(name)), "")
    if not groups or groups == known:
        yield _hit(number, f"“{number}” thiếu chữ viết tắt tên trường", "Thêm tên trường sau dấu gạch nối")
    elif wanted and wanted not in groups:
        fault = f"ghi “{known[0]}”" if known else "không ghi tên loại"
        yield _hit(number, f"Ký hiệu {fault} nhưng văn bản là {title}", f"Dùng “{wanted}” làm chữ viết tắt tên loại")


def _hit(number: str, what: str, mend: str, fix: Fix | None = None) -> Hit:
    return Hit(_PATH, f"{what}.", f"{mend}.", words=number, fix=fix)
