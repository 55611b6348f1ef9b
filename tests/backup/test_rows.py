"""A row as a line of JSON (một dòng dữ liệu) comes back as it was, and is the same bytes from every database."""

import json
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from caitien.backup.rows import line_as_values, row_as_line
from caitien.backup.tables import columns_of
from caitien.plans.models import Measurement, Plan, Task
from caitien.work.models import Waiting

MOMENTS = st.datetimes(timezones=st.sampled_from([UTC, timezone(timedelta(hours=7))]))
TEXTS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)


def round_trip(model: type, **values: Any) -> dict[str, Any]:
    columns = {each.attname: each for each in columns_of(model) if each.attname in values}
    line = row_as_line(list(columns), [values[name] for name in columns])
    assert line.endswith(b"\n")
    assert line.count(b"\n") == 1
    return line_as_values(columns, line)


@given(at=MOMENTS)
def test_a_moment_comes_back_to_the_microsecond(at: datetime) -> None:
    assert round_trip(Plan, changed_at=at) == {"changed_at": at}


@given(words=TEXTS)
def test_words_come_back_with_every_mark_and_line(words: str) -> None:
    assert round_trip(Task, work=words) == {"work": words}


@given(value=st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**9), max_value=10**9))
def test_a_figure_keeps_its_places(value: Decimal) -> None:
    back = round_trip(Measurement, value=value)["value"]
    assert (back, str(back)) == (value, str(value))


@given(extra=JSON)
def test_what_is_kept_as_json_comes_back_equal(extra: Any) -> None:
    assert round_trip(Task, extra=extra) == {"extra": extra}


def test_a_moment_is_the_same_bytes_in_every_zone() -> None:
    hanoi = datetime(2026, 9, 5, 7, 0, tzinfo=timezone(timedelta(hours=7)))
    assert row_as_line(["at"], [hanoi]) == row_as_line(["at"], [hanoi.astimezone(UTC)])
    assert json.loads(row_as_line(["at"], [hanoi])) == {"at": "2026-09-05T00:00:00.000000+00:00"}


def test_a_day_and_nothing_come_back_as_day_and_nothing() -> None:
    assert round_trip(Waiting, since=date(2026, 5, 31), until=None) == {"since": date(2026, 5, 31), "until": None}
