"""What an audit entry says was changed (chữ đã đổi), whatever the shape a verb told it in: one text after the other."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.utils import timezone

from caitien.access.models import AuditEntry
from caitien.access.trail.words import trail_words
from caitien.domain.paper import Status
from caitien.domain.texts.folding import in_one_sentence

_ROW: Final = re.compile(r"(task|goal|reviewline|need|suggestion|adjustment) \d+")
_PATH: Final = re.compile(r"^(?P<table>[a-z]+(?:\.[a-z]+)?)\.(?P<row>\d+)(?:\.(?P<cell>.+))?")
_PART: Final = re.compile(r"sections\.([IVX]+)\.paragraphs")
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d\S*")
_PROPOSED: Final = {"old": "new", "was": "text"}  # of an adjustment, of a suggestion
_OF_PROPOSAL: Final = frozenset({"field", "old", "new", "was", "text", "kind", "state"})


@dataclass(frozen=True, slots=True)
class Change:
    """One value before and after (một chỗ đổi): of which row ("task 17", "" where it is the entry's own), named how."""

    subject: str
    name: str
    before: Any
    after: Any

    @property
    def words(self) -> str:
        """What people call it; "" where it is none of theirs: a key, a place in the order."""
        last = self.name.rpartition(".")[2]
        if last in trail_words().keys or (last == "indicator" and isinstance(self.after or self.before, int)):
            return ""
        return called(self.name)


def key_of_about(entry: AuditEntry) -> str:
    """What an entry is about, as other entries name it: "task 17"."""
    return f"{entry.kind} {entry.key}"


def changes_of(before: Any, after: Any) -> list[Change]:
    """Every value that differs, in the order told, each once. Linear."""
    was, now = (told if isinstance(told, dict) else {} for told in (before, after))
    changes = [each for each in _changes(was, now) if not _same(each.before, each.after)]
    of_lines = {_words(each) for each in changes if each.subject}
    found = {(each.subject, each.name, _words(each)): each for each in changes}
    return [each for each in found.values() if not _repeats(each, found.keys(), of_lines)]


def _words(change: Change) -> str:
    return repr((change.name, change.before, change.after))


def _repeats(change: Change, told: Collection[tuple[str, str, str]], of_lines: Collection[str]) -> bool:
    """Whether it says again what stands beside it: the plan column of the results, a proposal that was carried out."""
    if change.name == "planned":
        return (change.subject, "work", repr(("work", change.before, change.after))) in told
    return not change.subject and _words(change) in of_lines


def _same(before: Any, after: Any) -> bool:
    return before == after or (_blank(before) and _blank(after))


def called(name: str) -> str:
    """What people call a field: a path of a paper by table and row, a heading of a school's own as it stands."""
    found = _PATH.fullmatch(name)
    table = trail_words().tables.get(found["table"]) if found else None
    if found and table:
        cell, where = found["cell"], f"{table}, dòng {int(found['row']) + 1}"
        return f"{called(cell)} ({where})" if cell else where
    if part := _PART.fullmatch(name):
        return f"phần {part[1]}"
    if name.startswith(("extra.", "result_extra.")):
        return f"cột “{name.partition('.')[2]}”"
    last = _without_places(name.removeprefix("values."))
    known = trail_words().fields.get(last) or trail_words().fields.get(last.rpartition(".")[2])
    return known[0].lower() + known[1:] if known else f"“{last}”"


def _without_places(name: str) -> str:
    """The name of a list for that of its entry: "paragraphs.1" → "paragraphs"."""
    while (parts := name.rpartition("."))[1] and parts[2].isdecimal():
        name = parts[0]
    return name


def worded(name: str, value: Any) -> str:
    """A value as people read it (giá trị bằng lời): codes by their words, days as dd/mm/yyyy, lists in one line."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, dict):
        return "; ".join(
            filter(None, (_pair(key, each) for key, each in value.items() if key not in trail_words().keys))
        )
    if isinstance(value, list) and value and all(_ROW.fullmatch(str(each)) for each in value):
        return f"{sum(str(each).startswith('task ') for each in value)} dòng"
    if isinstance(value, list):
        return in_one_sentence(worded(name, each) for each in value)
    return _text(name, str(value))


def _pair(key: str, value: Any) -> str:
    text = worded(key, value)
    return text if _ROW.fullmatch(key) or not text else f"{called(key)}: {text}"


def _text(name: str, text: str) -> str:
    codes = trail_words().codes.get(name.rpartition(".")[2])
    if codes is not None:
        return codes.get(text, text)
    if _DAY.fullmatch(text):
        return f"{date.fromisoformat(text):%d/%m/%Y}"
    if _MOMENT.fullmatch(text):
        return f"{timezone.localtime(datetime.fromisoformat(text)):%d/%m/%Y %H:%M}"
    return text


def _blank(value: Any) -> bool:
    return value is None or value in ("", [], {}) or (value == 0 and value is not False)


def _changes(was: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Change]:
    if "adjustment" in now:
        yield from _proposal("", {**was, **now})
        return
    own = "indicator." if isinstance(now.get("indicator"), int) else ""  # its name, unit and target are not a line's
    for name in dict.fromkeys([*was, *now]):
        if _ROW.fullmatch(name):
            yield from _of_row(name, was.get(name), now.get(name))
        else:
            yield from _of_value("", f"{own}{name}", was.get(name), now.get(name))


def _of_row(row: str, was: Any, now: Any) -> Iterator[Change]:
    was, now = (told if isinstance(told, dict) else {} for told in (was, now))
    if row.startswith(("suggestion ", "adjustment ")):
        yield from _proposal(f"task {now['task']}" if now.get("task") else "", now or was)
        return
    whole = not was or not now
    for name in dict.fromkeys([*was, *now]):
        if not (whole and (name in trail_words().derived or (was or now)[name] == Status.UNSTATED)):
            yield from _of_value(row, name, was.get(name), now.get(name))


def _of_value(row: str, name: str, was: Any, now: Any) -> Iterator[Change]:
    """A record within (other columns, a new line's values) name by name; one that only proves stays one, unsaid."""
    if name in trail_words().listed:
        was, now = (list(told.values()) if isinstance(told, dict) else told for told in (was, now))
    parts = [told for told in (was, now) if isinstance(told, dict)]
    if not parts or name in trail_words().keys or any(_ROW.fullmatch(key) for part in parts for key in part):
        yield Change(row, name, was, now)
        return
    first, last = (told if isinstance(told, dict) else {} for told in (was, now))
    for key in dict.fromkeys([*first, *last]):
        yield Change(row, f"{name}.{key}", first.get(key), last.get(key))


def _proposal(row: str, said: Mapping[str, Any]) -> Iterator[Change]:
    """What is asked for: a cell's text before and after, a new line's values, a line to be given up; and why."""
    old, new = next(((old, new) for old, new in _PROPOSED.items() if old in said or new in said), ("old", "new"))
    if said.get("field"):
        yield Change(row, said["field"], said.get(old, ""), said.get(new, ""))
    elif said.get("kind"):
        yield Change(row, "kind", "", said["kind"])
    for name, value in said.items():
        if name not in _OF_PROPOSAL:
            yield from _of_value(row, name, None, value)
