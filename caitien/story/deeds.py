"""What was done, in a few words (việc gì): the phrase for an audit entry, from the table of how verbs are said."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from caitien.access.models import AuditEntry
from caitien.access.trail.words import Deed, trail_words
from caitien.story.changes import Change, worded

_NAME: Final = re.compile(r"\{(\w+)\}")
_LINES: Final = ("task ", "goal ", "reviewline ")
UNKNOWN: Final = (Deed("làm một việc chưa có tên ở đây"),)  # a verb without words is told all the same


@dataclass(frozen=True, slots=True)
class Names:
    """What lines are called (tên các dòng): "task 17" → "tiêu chí 3.2"; and which row the entry is about."""

    lines: Mapping[str, str]
    about: str


@dataclass(frozen=True, slots=True)
class Said:
    """What was done, in words (việc gì), and the changes that these words do not tell yet."""

    words: str
    left: list[Change]


def deed_of(entry: AuditEntry, changes: Sequence[Change], names: Names) -> Said:
    """What was done (việc gì), without who and when: "sửa thời gian của tiêu chí 3.2". No query."""
    before, after = entry.before or {}, entry.after or {}
    deed, touched = _way(entry.verb, before, after), _touched(changes, before, after, names)
    shown = [each for each in changes if each.words and (each.subject or each.name not in deed.implied)]
    stays = set(touched.values()) <= {"changed"}  # no line came or went
    if len(shown) == 1 and deed.cell and len(touched) < 2 and stays:
        phrase = deed.cell
    elif deed.by_line:
        return Said(_of_lines(deed, touched, names, alone=entry.kind == "task"), shown)
    else:
        phrase = _side(deed, before, after)
    told = {"cell": shown[0].words if shown else "", "line": _several(list(touched), names)}
    words = _NAME.sub(lambda found: told.get(found[1]) or _value_in_words(found[1], before, after), phrase).strip()
    return Said(words, [each for each in shown if not _told_already(each, phrase)])


def _told_already(change: Change, phrase: str) -> bool:
    """Whether the phrase holds the value; one that changed is told with both its texts."""
    named = not change.subject and change.name in _NAME.findall(phrase)
    return named and (change.before in (None, "") or change.after in (None, ""))


def _way(verb: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> Deed:
    """The first way of saying the verb whose name is told."""
    ways = trail_words().deeds.get(verb, UNKNOWN)
    return next((way for way in ways if not way.told or way.told in before or way.told in after), ways[-1])


def _side(deed: Deed, before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    """Whether it changed something, added, or took away."""
    was, now = ((deed.told in side) if deed.told else any(side.values()) for side in (before, after))
    if was and not now and deed.removed:
        return deed.removed
    return deed.added if now and not was and deed.added else deed.changed


def _touched(
    changes: Sequence[Change], before: Mapping[str, Any], after: Mapping[str, Any], names: Names
) -> dict[str, str]:
    """The lines an entry touched, each with what happened to it: "changed", "added", "removed"."""
    keys = dict.fromkeys(change.subject for change in changes if change.subject.startswith(_LINES))
    if not keys and names.about in names.lines:
        keys = {names.about: None}
    lone = [key for key in keys if key.startswith("task ")] or list(keys)  # a goal comes and goes with its line
    return {key: _fate(key, before, after) for key in lone}


def _fate(key: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    if key in before and before[key] is None:
        return "added"
    return "removed" if key in after and after[key] is None else "changed"


def _of_lines(deed: Deed, touched: Mapping[str, str], names: Names, *, alone: bool) -> str:
    """What was done to lines, as they fared: "sửa tiêu chí 3.2, thêm 2 dòng". ``alone``: it was done to one line."""
    fared = {fate: [key for key, what in touched.items() if what == fate] for fate in ("changed", "added", "removed")}
    if alone and len(fared["changed"]) == 1 and len(touched) > 1:
        line = _several(fared["changed"], names)
        return f"tách {line} thành {len(touched)} dòng" if fared["added"] else f"gộp {len(touched)} dòng của {line}"
    phrases = zip((deed.changed, deed.added, deed.removed), fared.values(), strict=True)
    parts = [phrase.replace("{line}", _several(keys, names)) for phrase, keys in phrases if keys]
    return ", ".join(parts) or deed.changed.replace("{line}", "kế hoạch")


def _several(keys: Sequence[str], names: Names) -> str:
    if not keys:
        return "kế hoạch"
    called = list(dict.fromkeys(names.lines.get(key, "một dòng") for key in keys))
    return called[0] if len(keys) == 1 else f"{len(keys)} dòng" + (f" của {called[0]}" if len(called) == 1 else "")


def _value_in_words(name: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    """A value told under a name, as it is now or else as it was."""
    return worded(name, after.get(name)) or worded(name, before.get(name)) or "…"
