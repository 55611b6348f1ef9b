"""Any file or pasted list → recommendations and weaknesses (đọc khuyến nghị, điểm yếu): another door of the reader."""

import re
from typing import Final

from caitien.documents.apart.ask import read_apart
from caitien.documents.formats.read_txt import pages_of_txt
from caitien.documents.read import pages_of
from caitien.documents.refusal import Refusal
from caitien.documents.understanding.needs import criterion_named, needs_in
from caitien.domain.needs.need import Needs

__all__ = ["criterion_named", "needs_in_text", "read_needs"]

_NO_LIST: Final = Refusal(
    code="no-needs",
    reason="Không thấy bảng hay danh sách điểm yếu, khuyến nghị nào trong tệp; cần có cột hoặc đề mục mang tên "
    "“Điểm yếu”,"
    " “Hạn chế” hoặc “Khuyến nghị”. Thầy cô cũng có thể chép riêng danh sách ấy rồi dán vào.",
)
_SPACES: Final = re.compile(r" {2,}")


def read_needs(data: bytes, *, name: str) -> Needs | Refusal:
    """The recommendations and weaknesses of a file (đọc khuyến nghị, điểm yếu), or why they could not be read.

    ``data`` and ``name`` as for :func:`caitien.documents.read.read`, whose cost and limits it shares. Raises nothing.
    """
    return read_apart("needs", data, name, Needs)


def read_needs_here(data: bytes, *, name: str) -> Needs | Refusal:
    """As :func:`read_needs`, in this process: for the child. Without limits."""
    pages = pages_of(data, name=name)
    if isinstance(pages, Refusal):
        return pages
    found = needs_in(pages)
    return found if found.items else _NO_LIST


def needs_in_text(text: str, *, kind: str) -> Needs:
    """Those of a list a person pasted (danh sách dán vào), one a line; ``kind`` where no heading says another."""
    return needs_in(pages_of_txt(_SPACES.sub(" ", text)), listed=True, kind=kind)
