"""Any file → the people it lists (đọc danh sách người): a door beside :mod:`read`, for Excel and pasted lines alike."""

from typing import Final

from caitien.documents.apart.ask import read_apart
from caitien.documents.read import pages_of
from caitien.documents.refusal import Refusal
from caitien.documents.understanding.people import people_list
from caitien.domain.people.listed import PeopleList

MOST_PEOPLE: Final = 2_000

_NO_LIST: Final = Refusal(
    code="no-people",
    reason="Không thấy danh sách người; cần có cột “Họ và tên”, thêm cột “Thư điện tử”, “Tổ”, “Chức vụ” nếu có.",
)
_TOO_MANY: Final = Refusal(
    code="too-many-people", reason=f"Danh sách dài quá {MOST_PEOPLE} người; hãy chia thành nhiều tệp rồi nhập từng tệp."
)


def read_people(data: bytes, *, name: str) -> PeopleList | Refusal:
    """The people of a list (đọc danh sách người), or why it could not be read.

    ``data`` and ``name`` as for :func:`caitien.documents.read.read`, whose cost and limits it shares. Raises nothing.
    """
    return read_apart("people", data, name, PeopleList)


def read_people_here(data: bytes, *, name: str) -> PeopleList | Refusal:
    """As :func:`read_people`, in this process: for the child. Without limits."""
    pages = pages_of(data, name=name)
    if isinstance(pages, Refusal):
        return pages
    found = people_list(pages)
    if len(found.rows) > MOST_PEOPLE:
        return _TOO_MANY
    return found if found.rows else _NO_LIST
