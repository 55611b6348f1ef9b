"""A Paper as JSON and back (văn bản ở dạng JSON): the exchange form, published as ``data/paper.schema.json``.

The keys are the fields of :mod:`caitien.domain.paper`; ``counts`` is derived and ignored on the way in. Fields that a
row's own table has are always there; the others, and where a row came from, only when they hold something. Nothing is
lost: ``from_json(to_json(paper)) == paper``, sources and notes included. Everything is linear in the number of rows.

``python -m caitien.domain.papers.paper_json`` prints the schema anew.
"""

import json
import sys
from collections.abc import Iterator, Mapping, Set
from dataclasses import MISSING, Field, fields, replace
from enum import StrEnum
from typing import Any, Final

import msgspec

from caitien.domain.field_names import FIELD_NAMES
from caitien.domain.paper import (
    Form,
    Letterhead,
    Note,
    Paper,
    Place,
    Plan,
    PlanRow,
    Problem,
    ResultRow,
    Review,
    Section,
    Source,
    Status,
)
from caitien.domain.paper_kind import PaperKind
from caitien.domain.papers.json_faults import TOO_DEEP, decoded, sentence
from caitien.domain.refused import Faults, faults
from caitien.domain.table_verdict import TableUse, TableVerdict
from caitien.domain.texts.folding import clean

Json = dict[str, object]

SCHEMA_ID: Final = "https://json-schema.org/draft/2020-12/schema"
_PLACE = ("criterion", "label", "standard", "standard_title", "level")
_PLAN_KEYS = frozenset({*_PLACE, "target", "work", "owners", "time", "budget", "support", "note"})
_STATED_PLAN_KEYS = _PLAN_KEYS | {"status"}
_ACTION_KEYS = frozenset({"topic", "target", "work", "indicator", "time", "owners", "budget", "evidence", "status"})
_RESULT_KEYS = frozenset({*_PLACE, "planned", "adjusted", "done", "ongoing", "not_started", "note", "status"})
_PROBLEM_KEYS = frozenset({"standard", "criterion", "baseline", "limitation", "cause"})
_REVIEW_KEYS = frozenset({"moment", "content", "result", "adjustment", "reviewer"})
_NOTE_KEYS = frozenset({"code", "text"})
_VERDICT_KEYS = frozenset({"taken_for"})
_ROWS: Final[Mapping[str, type]] = {  # lists of records, by their path
    "plan.items": PlanRow,
    "results": ResultRow,
    "problems": Problem,
    "reviews": Review,
    "sections": Section,
    "notes": Note,
    "tables": TableVerdict,
}
_RECORDS: Final[Mapping[str, type]] = {"report": Letterhead, "plan": Plan}
_VERBATIM = frozenset({"source", "notes", "tables"})  # they speak of the file as it is: not brought into canonical form


# --- a paper to JSON --------------------------------------------------------------------------------------------------


def to_json(paper: Paper) -> Json:
    """The paper as plain JSON values (văn bản → JSON), keys in the order of the fields."""
    return {
        "kind": paper.kind.value,
        "form": paper.form.value,
        "school": paper.school,
        "school_type": paper.school_type,
        "school_year": paper.school_year,
        "framework": paper.framework,
        "report": _record(paper.report),
        "plan": {
            "number": paper.plan.number,
            "date": _plain(paper.plan.date),
            "items": [_plan_row(row, paper.form) for row in paper.plan.items],
        },
        "results": [_record(row, _RESULT_KEYS) for row in paper.results],
        "problems": [_record(row, _PROBLEM_KEYS) for row in paper.problems],
        "reviews": [_record(row, _REVIEW_KEYS) for row in paper.reviews],
        "strengths": paper.strengths,
        "limitations": paper.limitations,
        "recommendations": list(paper.recommendations),
        "sections": [_record(section) for section in paper.sections],
        "counts": paper.counts,
        "notes": [_record(note, _NOTE_KEYS) for note in paper.notes],
        "headings": {table: dict(own) for table, own in paper.headings.items()},
        "tables": [_record(verdict, _VERDICT_KEYS) for verdict in paper.tables],
    }


def dumps(paper: Paper) -> str:
    """The paper as JSON text (văn bản → chữ JSON), indented, letters as they are, ending with a line end."""
    return msgspec.json.format(msgspec.json.encode(to_json(paper)), indent=1).decode() + "\n"


def _plan_row(row: PlanRow, form: Form) -> Json:
    if form is Form.TT57:
        return _record(row, _ACTION_KEYS)
    stated = row.status is not Status.UNSTATED or row.status_text
    return _record(row, _STATED_PLAN_KEYS if stated else _PLAN_KEYS)


def _record(value: Any, always: frozenset[str] | None = None) -> Json:
    """A value's fields; with ``always``, the others only where they differ from what they are by default."""
    found: Json = {}
    for name, default in _DEFAULTS[type(value)].items():
        content = getattr(value, name)
        if always is None or name in always or content != default:
            found[name] = _plain(content)
    return found


def _default(entry: "Field[object]") -> object:
    return entry.default if entry.default_factory is MISSING else entry.default_factory()


_DEFAULTS: Final[Mapping[type, Mapping[str, object]]] = {
    cls: {entry.name: _default(entry) for entry in fields(cls)}
    for cls in (Paper, Place, Source, *_RECORDS.values(), *_ROWS.values())
}


def _plain(value: object) -> object:
    if value is None or type(value) is str or type(value) is int:
        return value
    if isinstance(value, Source | Place):
        return _record(value, frozenset())
    return list(value) if isinstance(value, tuple) else msgspec.to_builtins(value)


# --- JSON to a paper --------------------------------------------------------------------------------------------------


def loads(text: str | bytes) -> Paper | Faults:
    """JSON text → the paper (chữ JSON → văn bản); bytes are UTF-8, with or without a byte order mark."""
    data = decoded(text)
    return faults(data) if isinstance(data, str) else from_json(data)


def from_json(data: Mapping[str, object]) -> Paper | Faults:
    """JSON values → the paper (JSON → văn bản).

    Texts are brought into canonical form, null counts as absent, ``form`` is told from the content where it is absent.
    A key that is no field of ours becomes a note, so that nothing vanishes. Values of the wrong kind are Faults, each
    naming its path in the file; then there is no paper.
    """
    try:
        tree = _canonical_record(data)
    except RecursionError:
        return faults(TOO_DEEP)
    tree.setdefault("form", _told_form(tree).value)
    try:
        paper = msgspec.convert(tree, Paper)
    except msgspec.ValidationError:
        return faults(*_problems(tree))
    unknown = tuple(_unknown_keys(tree))
    return replace(paper, notes=paper.notes + unknown) if unknown else paper


def paper_of(data: Json) -> Paper:
    """The Paper of JSON that we made ourselves; anything else is our own mistake."""
    paper = from_json(data)
    if isinstance(paper, Faults):
        raise TypeError(paper.problems)
    return paper


def _canonical(value: object) -> object:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, Mapping):
        return _canonical_record(value)
    return [_canonical(entry) for entry in value] if isinstance(value, list | tuple) else value


def _canonical_record(record: Mapping[str, object]) -> Json:
    return {
        key: value if key in _VERBATIM and not isinstance(value, str) else _canonical(value)
        for key, value in record.items()
        if value is not None
    }


def _told_form(tree: Mapping[str, object]) -> Form:
    """The form of a paper that does not name it (đoán loại văn bản): by the tables and columns it has."""
    rows = [row for _, row in _listed(tree, "plan.items") if isinstance(row, dict)]
    if tree.get("problems") or any("indicator" in row or "topic" in row for row in rows):
        return Form.TT57
    return Form.REPORT if tree.get("results") else Form.PLAN


def _listed(tree: Mapping[str, object], path: str) -> Iterator[tuple[str, object]]:
    """Each entry of the list at a dotted path with its own path; nothing where there is no such list."""
    value: object = tree
    for key in path.split("."):
        value = value.get(key) if isinstance(value, Mapping) else None
    if isinstance(value, list | tuple):
        yield from ((f"{path}[{index}]", entry) for index, entry in enumerate(value))


def _unknown_keys(tree: Json) -> Iterator[Note]:
    yield from _unknown_in("", tree, _DEFAULTS[Paper].keys() | {"counts"})
    for path, cls in _RECORDS.items():
        yield from _unknown_in(path, tree.get(path, {}), _DEFAULTS[cls].keys())
    for path, cls in _ROWS.items():
        for spot, row in _listed(tree, path):
            yield from _unknown_in(spot, row, _DEFAULTS[cls].keys())


def _unknown_in(path: str, record: object, known: Set[str]) -> Iterator[Note]:
    for key, value in record.items() if isinstance(record, Mapping) else ():
        if key in known:
            continue
        text = f"Khoá “{key}” không có trong mẫu JSON của văn bản nên không được đọc."
        dotted = ".".join(filter(None, [path, key])).replace("[", ".").replace("]", "")
        yield Note(code="unknown-key", text=text, quote=_quoted(value), path=dotted)


def _quoted(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)


def _problems(tree: Json) -> Iterator[str]:
    """A sentence for each record that cannot be converted; only walked once the whole is known to be wrong."""
    for key, value in _without_rows(tree).items():
        yield from _problem({key: value}, Paper, "")
    for path, cls in _ROWS.items():
        for spot, row in _listed(tree, path):
            yield from _problem(row, cls, spot)


def _without_rows(tree: Json) -> Json:
    emptied: Json = {key: [] for key in _ROWS if isinstance(tree.get(key), list | tuple)}
    plan = tree.get("plan")
    if isinstance(plan, dict) and isinstance(plan.get("items"), list):
        emptied["plan"] = {**plan, "items": []}
    return {**tree, **emptied}


_CHOICES: Final[Mapping[str, type[StrEnum]]] = {"form": Form, "kind": PaperKind, "taken_for": TableUse}


def _problem(value: object, cls: type, path: str) -> Iterator[str]:
    try:
        msgspec.convert(value, cls)
    except msgspec.ValidationError as fault:
        allowed = next((choice for name, choice in _CHOICES.items() if fault.args[0].endswith(f"{name}`")), Status)
        yield sentence(fault, path, ", ".join(allowed))


# --- the schema -------------------------------------------------------------------------------------------------------


def schema() -> Json:
    """The JSON Schema of a paper (lược đồ JSON), as published in ``data/paper.schema.json``."""
    _, records = msgspec.json.schema_components((Paper,), ref_template="#/$defs/{name}")
    for record in records.values():
        for name, entry in record.get("properties", {}).items():
            entry["description"] = FIELD_NAMES[name]
    paper = records.pop("Paper")
    paper["properties"]["counts"] = {
        "description": FIELD_NAMES["counts"],
        "type": "object",
        "properties": {status.value: {"type": "integer"} for status in Status},
    }
    about = {"$schema": SCHEMA_ID, "title": "Văn bản cải tiến chất lượng", "description": _ABOUT}
    return {**about, **{key: value for key, value in paper.items() if key not in about}, "$defs": records}


_ABOUT: Final = "Nội dung một báo cáo hoặc kế hoạch cải tiến chất lượng của nhà trường, giữ nguyên văn."


def schema_text() -> str:
    """The schema as it stands in its file."""
    return json.dumps(schema(), ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    sys.stdout.write(schema_text())
