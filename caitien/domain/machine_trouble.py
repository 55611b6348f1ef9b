"""Trouble of the machine (sự cố máy chủ), in a sentence: a full disk, a folder one may only read, a stopped database.

Told from the error alone, so that the page needs nothing that may be what broke.
"""

import errno
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class MachineTrouble:
    """One kind of trouble (loại sự cố): the status of the answer, a title, what happened and what to do."""

    status: int
    title: str
    text: str


FULL: Final = MachineTrouble(
    507,
    "Ổ đĩa của máy chủ đã đầy",
    "Việc vừa làm chưa lưu được; những gì đã lưu trước đó vẫn còn. Xin người quản trị dọn bớt ổ đĩa, rồi gửi lại.",
)
LARGE: Final = MachineTrouble(
    507,
    "Ổ đĩa không nhận tệp lớn như thế",
    "Việc vừa làm chưa lưu được; những gì đã lưu trước đó vẫn còn. Đĩa định dạng FAT32 chỉ nhận tệp dưới 4 GB: "
    "xin dùng đĩa định dạng khác.",
)
READ_ONLY: Final = MachineTrouble(
    503,
    "Thư mục dữ liệu chỉ đọc được",
    "Việc vừa làm chưa lưu được; những gì đã lưu trước đó vẫn còn. Xin người quản trị cho trang web quyền ghi vào "
    "thư mục dữ liệu (CAITIEN_VAR), rồi gửi lại.",
)
STOPPED: Final = MachineTrouble(
    503,
    "Cơ sở dữ liệu đang dừng",
    "Cơ sở dữ liệu đang dừng hoặc vừa khởi động lại nên việc vừa làm chưa lưu được. Xin thử lại sau một phút; nếu vẫn "
    "vậy, xin báo người quản trị mở lại cơ sở dữ liệu.",
)
BUSY: Final = MachineTrouble(
    503,
    "Máy chủ đang bận ghi",
    "Nhiều người đang lưu cùng lúc nên việc vừa làm chưa lưu được. Xin gửi lại sau ít giây.",
)
NUL: Final = MachineTrouble(
    422,
    "Có ký tự không nhận được",
    "Trong chữ vừa gửi có ký tự rỗng (NUL), thường do chép từ tệp hỏng. Chưa lưu gì. Xin xoá chỗ đó, gõ lại rồi gửi.",
)

_ERRNO: Final = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EFBIG: LARGE,
    errno.EROFS: READ_ONLY,
    errno.EACCES: READ_ONLY,
    errno.EPERM: READ_ONLY,
    errno.ECONNREFUSED: STOPPED,
}
_DATABASE_WORDS: Final = (  # a piece of what a driver says → what it means
    ("disk is full", FULL),
    ("no space left", FULL),
    ("disk full", FULL),
    ("could not extend file", FULL),
    ("readonly database", READ_ONLY),
    ("read-only", READ_ONLY),
    ("unable to open database file", READ_ONLY),
    ("database is locked", BUSY),
    ("no turn to write", BUSY),
    ("connection refused", STOPPED),
    ("connection failed", STOPPED),
    ("could not connect", STOPPED),
    ("couldn't get a connection", STOPPED),
    ("connection is closed", STOPPED),
    ("connection already closed", STOPPED),
    ("the connection is lost", STOPPED),
    ("server closed the connection", STOPPED),
    ("terminating connection", STOPPED),
    ("consuming input failed", STOPPED),
    ("starting up", STOPPED),
    ("shutting down", STOPPED),
)
_OF_DATABASES: Final = {"OperationalError", "InterfaceError", "InternalError", "DatabaseError"}


def trouble_in(error: BaseException | None) -> MachineTrouble | None:
    """What an error of the machine means (sự cố gì), or None where it is a mistake of ours."""
    return next(filter(None, map(_one, _causes(error))), None)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__


def _one(error: BaseException) -> MachineTrouble | None:
    if isinstance(error, OSError) and error.errno in _ERRNO:
        return _ERRNO[error.errno]
    said = str(error).lower()
    if type(error).__name__ in _OF_DATABASES:
        return next((meant for words, meant in _DATABASE_WORDS if words in said), None)
    return NUL if isinstance(error, ValueError) and "nul (0x00)" in said else None
