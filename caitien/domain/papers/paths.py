"""Paths into a Paper (đường dẫn tới một ô): "plan.items.3.time", "sections.0.paragraphs.2", "recommendations.1"."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from functools import cache, reduce
from typing import Any

from caitien.domain.paper import Paper, Place, Source

_ASIDE = frozenset(("notes", "source", "tables"))


def texts(paper: Paper) -> Iterator[tuple[str, str]]:
    """Every text of a paper that is not blank, with its path, in the order of the paper; linear in the paper."""
    return texts_in(paper, "")


def texts_in(value: Any, path: str) -> Iterator[tuple[str, str]]:
    """The same of a part of a paper that stands at a path."""
    if type(value) is str:  # a state or a form is a word of ours, not of the paper
        if value:
            yield path, value
    elif isinstance(value, tuple):
        for i, part in enumerate(value):
            yield from texts_in(part, f"{path}.{i}")
    elif isinstance(value, dict):
        for name, part in value.items():
            yield from texts_in(part, f"{path}.{name}")
    else:
        for name in _names_in(value.__class__):
            part = getattr(value, name)
            if part and name not in _ASIDE:  # a blank holds no text
                yield from texts_in(part, f"{path}.{name}" if path else name)


@cache
def _names_in(kind: type) -> tuple[str, ...]:
    """The names of a record's fields; () where a value is no record."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()


def value_at(paper: Paper, path: str) -> Any:
    """What stands at a path; raises LookupError where the paper has no such place."""
    return reduce(_step, _steps(path), paper)


def _steps(path: str) -> list[str]:
    """The steps of a path; the heading of a column without a field of ours, which may hold dots, is the last one."""
    head, mark, heading = path.partition(".extra.")
    return [*head.split("."), "extra", heading] if mark else path.split(".") if path else []


def text_at(paper: Paper, path: str) -> str:
    """The text at a path; raises LookupError where there is none."""
    value = value_at(paper, path)
    if not isinstance(value, str):
        raise LookupError(path)
    return value


def _step(value: Any, step: str) -> Any:
    if isinstance(value, tuple) and step.isdigit():
        return value[int(step)]
    if isinstance(value, dict):
        return value[step]
    if step in _names_in(value.__class__):
        return getattr(value, step)
    raise LookupError(step)


def with_text(paper: Paper, path: str, text: str) -> Paper:
    """The paper with another text at a path; raises LookupError where the paper has no such place."""
    text_at(paper, path)
    changed: Paper = _with(paper, _steps(path), text)
    return changed


def _with(value: Any, steps: list[str], text: str) -> Any:
    if not steps:
        return text
    step, rest = steps[0], steps[1:]
    inner = _with(_step(value, step), rest, text)
    if isinstance(value, tuple):
        at = int(step)
        return (*value[:at], inner, *value[at + 1 :])
    if isinstance(value, dict):
        return {**value, step: inner}
    return replace(value, **{step: inner})


def place_at(paper: Paper, path: str) -> Place:
    """Where in the file the words at a path were read, as far as it is known (vị trí trong tệp)."""
    steps = _steps(path)
    for length in range(len(steps), 0, -1):
        try:
            value = reduce(_step, steps[:length], paper)
        except LookupError:
            return Place()
        source = getattr(value, "source", None)
        if isinstance(source, Source):
            return source.place(steps[length] if length < len(steps) else "")
    return Place()
