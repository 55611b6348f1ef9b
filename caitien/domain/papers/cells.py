"""The cells of a paper's JSON (ô của văn bản), by the dotted path a Note names: read, check what is typed, write."""

import re
from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import date
from hashlib import blake2s
from typing import Any, Final

from caitien.domain.field_names import SCHOOL_TYPE_NAMES, STATUS_NAMES
from caitien.domain.official_forms.standing import FRAMEWORK_NAMES
from caitien.domain.paper import Letterhead, PlanRow, Problem, ResultRow, Review
from caitien.domain.papers.paper_json import Json
from caitien.domain.refused import Refused
from caitien.domain.texts.folding import clean
from caitien.domain.texts.typed import EXAMPLE, read_day

_ROWS: Final = {"plan.items": PlanRow, "results": ResultRow, "problems": Problem, "reviews": Review}
_ROW_CELLS: Final = {
    f"{table}.#.{entry.name}" for table, cls in _ROWS.items() for entry in fields(cls) if entry.name != "source"
}
_SHAPES: Final = {  # paths of cells, "#" for any number; of an extra column without its heading
    *("school", "school_type", "school_year", "framework", "strengths", "limitations", "plan.number", "plan.date"),
    *(f"report.{entry.name}" for entry in fields(Letterhead)),
    *("recommendations.#", "sections.#.heading", "sections.#.paragraphs.#"),
    *_ROW_CELLS,
}
CHOICES: Final[Mapping[str, Mapping[str, str]]] = {  # cells that take one of a few values
    "status": STATUS_NAMES,
    "framework": FRAMEWORK_NAMES,
    "school_type": SCHOOL_TYPE_NAMES,
}
LISTS: Final = {"recipients"}  # shown as one cell, one entry a line
LONGEST: Final = 20_000  # letters a person may type into one cell; a file may hold more
CRITERION: Final = re.compile(r"[1-9][0-9]?\.[1-9][0-9]?", re.ASCII)  # as a person types one; papers count from 1
_INDEX = re.compile(r"0|[1-9]\d{0,5}", re.ASCII)  # one way to write each number: a cell has one path
_YEARS = re.compile(r"([0-9]{4})\s*[-–—/]\s*([0-9]{4})")


def mark_of(text: str) -> str:
    """A short mark of what a person saw (dấu của chữ đã thấy): it tells, when they write, whether that still stands."""
    return blake2s(text.encode(), digest_size=8).hexdigest()


def field_of(path: str) -> str:
    """The field a path ends in (tên trường): "results.3.planned" → "planned"."""
    head, extra, _ = path.partition(".extra.")
    return "extra" if extra else next((step for step in reversed(head.split(".")) if not step.isdigit()), "")


def cell_of(path: str) -> str:
    """The cell a path is shown in (ô hiện chữ): a list is one cell, words of a day stand in the cell of the day."""
    head, _, last = path.rpartition(".")
    if last.isdecimal() and field_of(path) in LISTS:
        return head
    return "report.date" if path == "report.date_text" else path


def is_cell(data: Json, path: str) -> bool:
    """Whether the path leads to a cell a person may correct: of one of the shapes, in a line and column there are."""
    head, extra, heading = path.partition(".extra.")
    steps = head.split(".") + (["extra"] if extra else [])
    shape = ".".join("#" if _INDEX.fullmatch(step) else step for step in steps)
    if shape not in _SHAPES or shape.endswith(".extra") != bool(extra):
        return False
    counted = [index for index, step in enumerate(steps) if _INDEX.fullmatch(step)]
    there = not counted or _walk(data, steps[: counted[-1] + 1]) is not None
    return there and (not extra or heading in headings_of(_walk(data, steps[: counted[0]])))


def headings_of(rows: list[dict[str, Any]]) -> list[str]:
    """The columns of a table that have no name of ours (cột riêng), each once, in the file's order. Linear."""
    return list(dict.fromkeys(heading for row in rows for heading in row.get("extra") or {}))


def read_cell(data: Json, path: str) -> str:
    """The text of a cell (chữ trong ô): "" where there is none; a list one entry a line; a date as 2024-09-12."""
    value = _walk(data, _steps(path))
    if value is None:
        return ""
    return "\n".join(value) if isinstance(value, list) else str(value)


def with_cell(data: Json, path: str, text: str) -> Json:
    """The same JSON with a text that :func:`fit` gave in a cell; what does not lie on the way there is shared."""
    changed: Json = _with(data, _steps(path), _value(field_of(path), text))
    return changed


def _with(holder: Any, steps: list[str], value: Any) -> Any:
    copy = holder.copy()
    key: Any = int(steps[0]) if isinstance(copy, list) else steps[0]
    if steps[1:]:
        inner = copy[key] if isinstance(copy, list) else copy.get(key, {})
        value = _with(inner, steps[1:], value)
    copy[key] = value
    return copy


def fit(path: str, typed: str) -> str | Refused:
    """What a person typed, as the cell keeps it (chữ hợp ô), or why it cannot be."""
    check = _CHECKS.get(field_of(path))
    text = clean(typed)
    if len(text) > LONGEST:
        return Refused("Ô này dài quá 20.000 chữ cái. Hãy để phần dài ở văn bản kèm theo và ghi ở đây phần chính.")
    return check(text) if check and text else text


def shown(path: str, text: str) -> str:
    """A cell's text as people read it (chữ để đọc): dates dd/mm/yyyy, choices by their names."""
    name = field_of(path)
    if name == "date" and text:
        return f"{date.fromisoformat(text):%d/%m/%Y}"
    return CHOICES.get(name, {}).get(text, text)


def _steps(path: str) -> list[str]:
    head, extra, heading = path.partition(".extra.")
    return head.split(".") + (["extra", heading] if extra else [])


def _walk(value: Any, steps: list[str]) -> Any:
    for step in steps:
        if isinstance(value, list):
            value = value[int(step)] if _INDEX.fullmatch(step) and int(step) < len(value) else None
        else:
            value = value.get(step) if isinstance(value, dict) else None
    return value


def _value(name: str, text: str) -> Any:
    if name in LISTS:
        return [line for line in text.split("\n") if line]
    if name in {"standard", "level"}:
        return int(text) if text else None
    return (text or None) if name == "date" else text


def _day(text: str) -> str | Refused:
    day = read_day(text)
    return day.isoformat() if day else Refused(f"“{text[:40]}” chưa phải một ngày. Ghi như {EXAMPLE}.")


def _number(text: str) -> str | Refused:
    return str(int(text)) if re.fullmatch(r"[0-9]{1,3}", text) else Refused(f"“{text}” chưa phải một số. Ghi như 3.")


def _school_year(text: str) -> str | Refused:
    found = _YEARS.fullmatch(text)
    if found and int(found[2]) == int(found[1]) + 1:
        return f"{found[1]}-{found[2]}"
    return Refused(f"“{text}” chưa phải một năm học. Ghi như 2026-2027.")


def _chosen(name: str) -> Callable[[str], str | Refused]:
    return lambda text: text if text in CHOICES[name] else Refused("Chọn một trong các mục đã cho.")


_CHECKS: Final[Mapping[str, Callable[[str], str | Refused]]] = {
    "date": _day,
    "standard": _number,
    "level": _number,
    "school_year": _school_year,
    **{name: _chosen(name) for name in CHOICES},
}
