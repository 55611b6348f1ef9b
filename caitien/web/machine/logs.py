"""What is written into the log (nhật ký máy chủ): when, who by their key, which address, how long; never a secret that
opens a door, never a word somebody typed."""

import json
import logging
import re
import traceback
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any, Final

_SECRETS: Final = re.compile(r"(/loi-moi/|/b/|/to/|/thoi-nhac/|/lich/|[?&]ma=)[^\s/?&\"']+")
_TOLD: Final = ("person", "method", "address", "keys", "status", "ms", "from_address")  # what a record may say besides


def without_secrets(words: str) -> str:
    """The words without the secrets of links (bỏ mã bí mật)."""
    return _SECRETS.sub(r"\1…", words)


class WithoutSecrets(logging.Filter):
    """Takes the secrets of links out of a line before it is written (bỏ mã bí mật)."""

    def filter(self, record: logging.LogRecord) -> bool:
        """The line goes on, its words put together here."""
        said = record.getMessage()
        if _SECRETS.search(said):
            record.msg, record.args = without_secrets(said), ()
        return True


class WithoutTrace(logging.Filter):
    """Takes the trace away from what is no mistake of ours: a page that is not there, or not for this person."""

    def filter(self, record: logging.LogRecord) -> bool:
        """The line goes on."""
        status = getattr(record, "status_code", HTTPStatus.INTERNAL_SERVER_ERROR)
        if status < HTTPStatus.INTERNAL_SERVER_ERROR:
            record.exc_info = record.exc_text = None
        return True


class Plain(logging.Formatter):
    """Lines for people (dòng chữ): what is said, by whose account and from where if that is told.

    A trace says where and what kind, and the first line of the error alone: in what follows PostgreSQL quotes the row.
    """

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - a name of logging's
        """The words, and what the record says besides."""
        more = [f"{name}={getattr(record, name)}" for name in _TOLD if hasattr(record, name)]
        return " ".join([record.getMessage(), *more])

    def formatException(self, ei: Any) -> str:  # noqa: N802 - a name of logging's
        """The trace of an error and of what it came from, without what people typed."""
        return without_secrets("\n".join(_told(ei[1])) if ei[1] else "")


class Json(Plain):
    """A line of JSON each (nhật ký có cấu trúc): ``at`` (UTC), ``level``, ``room``, ``says``, ``trace``, and of a
    request ``person`` (key), ``method``, ``address`` (as a pattern) with ``keys``, ``status``, ``ms``."""

    def format(self, record: logging.LogRecord) -> str:
        """One line."""
        said: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "room": record.name,
            "says": record.getMessage(),
        }
        said |= {name: getattr(record, name) for name in _TOLD if hasattr(record, name)}
        if record.exc_info:
            said["trace"] = self.formatException(record.exc_info)
        return json.dumps(said, ensure_ascii=False, default=str)


def _told(error: BaseException) -> list[str]:
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    where = [line.rstrip() for line in traceback.format_tb(error.__traceback__)]
    first = (str(error).splitlines() or [""])[0]
    return [*(_told(before) if before else []), *where, f"{type(error).__name__}: {first}"]
