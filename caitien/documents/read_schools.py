"""Any file → the schools it lists (đọc danh bạ trường): a door beside :mod:`read`, for Excel and Word alike."""

from typing import Final

from caitien.documents.apart.ask import read_apart
from caitien.documents.read import pages_of
from caitien.documents.refusal import Refusal
from caitien.documents.understanding.schools import school_list
from caitien.domain.schools_listed import SchoolList

MOST_SCHOOLS: Final = 5_000

_NO_LIST: Final = Refusal(
    code="no-schools",
    reason="Không thấy danh bạ trường; cần có cột “Mã trường” và “Tên trường”, thêm cột “Loại hình”, “Xã, phường”,"
    " “Liên hệ” nếu có.",
)
_TOO_MANY: Final = Refusal(
    code="too-many-schools",
    reason=f"Danh bạ dài quá {MOST_SCHOOLS} trường; hãy chia thành nhiều tệp rồi nhập từng tệp.",
)


def read_schools(data: bytes, *, name: str) -> SchoolList | Refusal:
    """The schools of a list (đọc danh bạ trường), or why it could not be read.

    ``data`` and ``name`` as for :func:`caitien.documents.read.read`, whose cost and limits it shares. Raises nothing.
    """
    return read_apart("schools", data, name, SchoolList)


def read_schools_here(data: bytes, *, name: str) -> SchoolList | Refusal:
    """As :func:`read_schools`, in this process: for the child. Without limits."""
    pages = pages_of(data, name=name)
    if isinstance(pages, Refusal):
        return pages
    found = school_list(pages)
    if len(found.rows) > MOST_SCHOOLS:
        return _TOO_MANY
    return found if found.rows else _NO_LIST
