"""The words the audit trail is told in (lời kể): each room registers those of its own verbs, fields and codes.

The trail is kept here, by the lowest floor that writes it; :mod:`caitien.story` turns entries into sentences with the
words of all rooms. A new verb brings its words in its own room and touches no other.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Final, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Deed:
    """How a verb is said (một việc): where it changed something, only added, only took away.

    In braces stands what the entry tells under that name; ``{line}`` is the line or lines it touched, ``{cell}`` the
    one cell. ``told`` is the name that must be told for this way of saying it; "": any entry of the verb. ``cell`` is
    how it is said where exactly one text changed.
    """

    changed: str
    added: str = ""
    removed: str = ""
    cell: str = ""
    told: str = ""
    by_line: bool = False
    implied: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class TrailWords:
    """The words of one room, or of all rooms taken as one (lời kể của một phòng). Names are those an entry tells."""

    deeds: Mapping[str, tuple[Deed, ...]] = field(default_factory=dict)  # verb → ways to say it, the first that fits
    fields: Mapping[str, str] = field(default_factory=dict)  # name of a value → what people call it
    spoken: Mapping[str, str] = field(default_factory=dict)  # verb → the value that is shown whole, unasked
    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # field whose values are codes → code → words
    keys: frozenset[str] = frozenset()  # how rows are found and papers proved: no words for people
    derived: frozenset[str] = frozenset()  # of a line that comes or goes: what its name and its paper say already
    listed: frozenset[str] = frozenset()  # records of which only the values are words
    tables: Mapping[str, str] = field(default_factory=dict)  # where a path of a paper leads


_ROOMS: Final[list[TrailWords]] = []


def register(words: TrailWords) -> None:
    """Add the words of a room, when its app starts. Raises ValueError where a name already has other words."""
    _ROOMS.append(words)
    trail_words.cache_clear()
    trail_words()


@cache
def trail_words() -> TrailWords:
    """The words of all rooms as one (lời kể chung)."""
    return TrailWords(
        deeds=_merged(room.deeds for room in _ROOMS),
        fields=_merged(room.fields for room in _ROOMS),
        spoken=_merged(room.spoken for room in _ROOMS),
        tables=_merged(room.tables for room in _ROOMS),
        codes={name: _merged(room.codes.get(name, {}) for room in _ROOMS) for room in _ROOMS for name in room.codes},
        keys=frozenset().union(*(room.keys for room in _ROOMS)),
        derived=frozenset().union(*(room.derived for room in _ROOMS)),
        listed=frozenset().union(*(room.listed for room in _ROOMS)),
    )


def _merged(parts: Iterable[Mapping[str, T]]) -> dict[str, T]:
    """All names of the parts; one may stand in several with the same words only."""
    whole: dict[str, T] = {}
    for part in parts:
        if twice := [key for key in part if whole.get(key, part[key]) != part[key]]:
            raise ValueError(f"told in two ways: {twice}")
        whole |= part
    return whole
