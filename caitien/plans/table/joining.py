"""What lines say together once they are one again (chữ của dòng gộp): word for word as before the split where nobody
wrote since; of every cell that was written into since, also one that was empty, no word is lost."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Final

from caitien.domain.paper import Status
from caitien.domain.states import STATE_COLUMNS
from caitien.plans.models import LineSplit, Task
from caitien.plans.table.rows import RESULT_FIELDS, TASK_FIELDS

Said = Mapping[str, Any]  # column of a task → what it says
SAID: Final = (*TASK_FIELDS, *RESULT_FIELDS.values(), "state", "state_text", "plan_state", "plan_state_text")
_STATES: Final[Mapping[str, tuple[str, ...]]] = {  # a state → the columns that never disagree with it
    "state": ("state_text", *STATE_COLUMNS),
    "plan_state": ("plan_state_text",),
}
_EXTRAS: Final = frozenset({"extra", "result_extra"})  # heading → text
_HEADINGS: Final = frozenset({"result_label", "result_standard", "result_standard_title", "result_level"})
_ALONE: Final = tuple(name for name in SAID if all(name not in (state, *more) for state, more in _STATES.items()))


def said_by(task: Task) -> dict[str, Any]:
    """All that a line says of its own (chữ của dòng), as a split keeps it. No query."""
    return {name: getattr(task, name) for name in SAID}


def joined(tasks: Sequence[Task], splits: Iterable[LineSplit]) -> Said:
    """What the lines say together (chữ sau khi gộp). ``splits``: the open ones that made them, the last first, each
    with its parts; a line that was split twice becomes one again twice. Linear."""
    now: dict[int, Said] = {task.pk: said_by(task) for task in tasks}
    for split in splits:
        parts = sorted(split.parts.all(), key=lambda part: part.place)
        there = [part for part in parts if part.task_id in now]
        if len(there) > 1:
            before = split.before if len(there) == len(parts) else {}
            says = _together([now.pop(part.task_id) for part in there], [part.said for part in there], before)
            now[there[0].task_id] = says
    left = list(now.values())
    return left[0] if len(left) == 1 else _together(left, left, {})


def _together(now: Sequence[Said], split: Sequence[Said], before: Said) -> Said:
    """What parts of a line say together. ``split``: what each said right after the split; ``before``: what the line
    said before it, {} where a part is gone since: then nothing is taken for unchanged."""
    found: dict[str, Any] = {}
    for names in (*((state, *more) for state, more in _STATES.items()), *((name,) for name in _ALONE)):
        if before.keys() >= set(names) and all(map(_same, [names] * len(now), now, split)):
            found |= {name: before[name] for name in names}
        else:
            found |= {name: _one(name, [each[name] for each in now]) for name in names if name not in _STATES}
    for state, columns in _STATES.items():
        found.setdefault(state, _least({each[state] for each in now}, [name for name in columns if found[name]]))
    return found


def _same(names: Iterable[str], now: Said, split: Said) -> bool:
    """Whether nobody wrote into these columns since the split."""
    return all(name in split and now[name] == split[name] for name in names)


def _one(name: str, values: Sequence[Any]) -> Any:
    """The values of a column as one: every text once, one below the other."""
    if name in _EXTRAS:
        headings = dict.fromkeys(heading for extra in values for heading in extra)
        return {heading: _each_once(extra.get(heading, "") for extra in values) for heading in headings}
    if name in _HEADINGS:
        return next((value for value in values if value not in ("", None)), values[0])
    return _each_once(values)


def _each_once(texts: Iterable[str]) -> str:
    return "\n".join(dict.fromkeys(filter(None, texts)))


def _least(states: Collection[str], filled: Collection[str]) -> str:
    """How the joined line stands, as the reader tells it: the least finished of what is told."""
    told = next((state for state in STATE_COLUMNS if state in filled), None)
    return told or next((state for state in STATE_COLUMNS if state in states), Status.UNSTATED.value)
