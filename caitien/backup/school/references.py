"""Keys that stand within words and JSON (khoá nằm trong chữ): which columns hold some, and how they become those of
another site. Columns that are foreign keys need no line here."""

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from caitien.nudges.sheets import sheet_key_with
from caitien.plans.keeping import hash_of_json

Keys = Mapping[str, Mapping[int, int]]  # label of a table → old key → new key
Row = dict[str, Any]  # column → value, as the model takes it
_TASK: Final = "plans.Task"
_USER: Final = "access.User"
_OFFICIAL: Final = {
    "ra-soat": "reviews.Review",
    "hop": "reviews.Meeting",
    "ban-giao": "handover.HandOver",
}  # what a paper of another kind is about
_ABOUT: Final = re.compile(r"(ra-soat|hop|ban-giao)-([0-9]{1,18})")
_SHEET: Final = re.compile(r"phieu-([0-9]{1,18})-([0-9]{1,9})")


class UnknownKeyError(ValueError):
    """A key that none of the archive's own rows has: the archive is not what it says."""


def with_new_keys(label: str, row: Row, keys: Keys) -> Row:
    """The row with all keys it speaks of as they are here (đổi khoá). Raises UnknownKeyError; linear in its JSON."""
    change = SPEAKS_OF_KEYS.get(label)
    if change is None:
        return row
    try:
        return {**row, **change(row, keys)}
    except (TypeError, AttributeError, ValueError) as error:
        raise UnknownKeyError(label) from error


def _key(keys: Keys, label: str, key: object) -> int:
    """The new key of one; JSON has it as a number, or as a text where it is a name."""
    try:
        return keys[label][int(str(key))]
    except KeyError as error:
        raise UnknownKeyError(label, key) from error


def _lines(found: Mapping[str, Any], keys: Keys) -> dict[str, Any]:
    """A mapping by the keys of lines; of a line that is no more nothing is kept."""
    return {str(keys[_TASK][int(key)]): told for key, told in found.items() if int(key) in keys[_TASK]}


def _consultation(row: Row, keys: Keys) -> Row:
    tables = row["rows"].items()
    return {"rows": {table: [each and _key(keys, _TASK, each) for each in found] for table, found in tables}}


def _renewal(row: Row, keys: Keys) -> Row:
    labels = {"goals": "plans.Goal", "tasks": _TASK, "rows": _TASK}
    orders = {name: row["was"][name] for name in labels.keys() & row["was"].keys()}
    fresh = {
        name: [keys[labels[name]][key] for key in order if key in keys[labels[name]]] for name, order in orders.items()
    }
    return {"was": {**row["was"], **fresh}}


def _snapshot(row: Row, keys: Keys) -> Row:
    lines = _lines(row["lines"], keys)
    return {"lines": lines, "sha256": hash_of_json(lines)}


def _sample(row: Row, keys: Keys) -> Row:
    """Who had a part in a line; of who is no more nothing is kept."""
    return {"recused": [keys[_USER][key] for key in row["recused"] if key in keys[_USER]]}


def _sheet(row: Row, keys: Keys) -> Row:
    there = {"occurrence": "work.Occurrence", "user": _USER}
    lines = [
        {
            **line,
            **{name: keys[label].get(line.get(name)) for name, label in there.items() if line.get(name) is not None},
        }
        for line in row["lines"]
    ]
    return {"lines": lines}


def _nudge(row: Row, keys: Keys) -> Row:
    """What somebody was asked about; of a turn that is no more nothing is kept."""
    turns = keys["work.Occurrence"]
    return {"about": [turns[key] for key in row["about"] if key in turns]}


def _update(row: Row, keys: Keys) -> Row:
    told = _SHEET.fullmatch(row["key"])
    return {"key": sheet_key_with(_key(keys, "nudges.AnswerSheet", told[1]), int(told[2]))} if told else {}


def _issue(row: Row, keys: Keys) -> Row:
    sources = dict(row["sources"])
    if "lines" in sources:
        sources["lines"] = _lines(sources["lines"], keys)
    if "plan" in sources:
        sources["plan"] = {**sources["plan"], "key": _key(keys, "plans.Plan", sources["plan"]["key"])}
    for name, label in {
        "review": "reviews.Review",
        "meeting": "reviews.Meeting",
        "hand_over": "handover.HandOver",
    }.items():
        if name in sources:
            sources[name] = _key(keys, label, sources[name])
    return {"sources": sources, "span": _about(row["span"], keys)}


def _about(span: str, keys: Keys) -> str:
    told = _ABOUT.fullmatch(span)
    return f"{told[1]}-{_key(keys, _OFFICIAL[told[1]], told[2])}" if told else span


def _agenda(row: Row, keys: Keys) -> Row:
    labels = {"task": _TASK, "person": _USER}
    fresh = {name: _key(keys, label, row["wanted"][name]) for name, label in labels.items() if row["wanted"].get(name)}
    return {"wanted": {**row["wanted"], **fresh}}


SPEAKS_OF_KEYS: Final[Mapping[str, Callable[[Row, Keys], Row]]] = {
    "nudges.AnswerSheet": _sheet,
    "nudges.Nudge": _nudge,
    "papers.Issue": _issue,
    "plans.Consultation": _consultation,
    "renewal.Renewal": _renewal,
    "reviews.AgendaItem": _agenda,
    "reviews.SampleLine": _sample,
    "reviews.Snapshot": _snapshot,
    "work.Update": _update,
}
