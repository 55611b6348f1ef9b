"""A row as a line of JSON, and back (một dòng dữ liệu): the same bytes whatever database it came from.

Days and moments are ISO 8601 (moments in UTC, to the microsecond), decimals are text, bytes are base64, keys sorted.
"""

import base64
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Final, NoReturn
from uuid import UUID

from django.db.models import BinaryField, DurationField, Field
from django.db.models.fields.files import FieldFile

MOST_VALUES: Final = 2_000_000  # of one row
DEEPEST: Final = 60  # lists within lists; of ours some ten


def row_as_line(columns: Sequence[str], values: Sequence[Any]) -> bytes:
    """One row of a table, with the end of its line."""
    row = {column: _plain(value) for column, value in zip(columns, values, strict=True)}
    return canonical(row) + b"\n"


def canonical(value: object) -> bytes:
    """JSON with sorted keys and no blanks, as UTF-8."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def line_as_values(columns: "Mapping[str, Field[Any, Any]]", line: bytes) -> dict[str, Any]:
    """The values of a row by column, as the model takes them. Raises ValueError where the line is none of ours."""
    if line.count(b",") + line.count(b"[") + line.count(b"{") > MOST_VALUES:
        raise ValueError("more values than a row has")
    row = json.loads(line, parse_constant=_no_figure)
    if not isinstance(row, dict) or row.keys() != columns.keys() or _is_deep(row):
        raise ValueError("not a row of this table")
    return {name: _typed(columns[name], value) for name, value in row.items()}


def _no_figure(name: str) -> NoReturn:
    """NaN and the like: no database keeps them within JSON."""
    raise ValueError(name)


def _is_deep(row: Any) -> bool:
    """Whether lists lie within lists further than any reader of them goes. Linear."""
    level = [row]
    for _ in range(DEEPEST):
        inner = (child for each in level for child in (each.values() if isinstance(each, dict) else each))
        level = [child for child in inner if isinstance(child, (dict, list))]
        if not level:
            return False
    return True


def _plain(value: Any) -> Any:
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat(timespec="microseconds")
        case date() | time():
            return value.isoformat()
        case timedelta():
            return value // timedelta(microseconds=1)
        case Decimal() | UUID():
            return str(value)
        case bytes() | memoryview():
            return base64.b64encode(bytes(value)).decode()
        case FieldFile():
            return value.name or ""
    return value


def _typed(column: "Field[Any, Any]", value: Any) -> Any:
    if value is None:
        return None
    if isinstance(column, DurationField):
        return timedelta(microseconds=value)
    if isinstance(column, BinaryField):
        return base64.b64decode(value, validate=True)
    return column.to_python(value)
