"""What else changes with a cell (hệ quả): state and column words, criterion and label never disagree."""

from caitien.domain.official_forms.forms import criterion_line
from caitien.domain.paper import Status
from caitien.domain.papers.cells import read_cell
from caitien.domain.papers.paper_json import Json
from caitien.domain.states import STATE_COLUMNS, STATE_WORDS


def consequences(now: Json, path: str, text: str) -> dict[str, str]:
    """What else changes with a cell: a state and the words of its column, a criterion and its label never disagree."""
    row, _, name = path.rpartition(".")
    if name == "status":
        follow = _state_of_result if row.startswith("results.") else _state_of_action
        return follow(now, row, text)
    if name in STATE_COLUMNS and row.startswith("results."):
        return {f"{row}.status": _state_by_columns(now, row, name, text)}
    if name == "criterion" and read_cell(now, f"{row}.label"):
        return {f"{row}.label": criterion_line(text, "")}
    return {}


def _state_of_result(now: Json, row: str, state: str) -> dict[str, str]:
    """The words move to the column of the state; where there are none, a plain sentence says it."""
    words = {column: read_cell(now, f"{row}.{column}") for column in STATE_COLUMNS}
    if state not in STATE_COLUMNS or words[state]:
        return {}
    source = read_cell(now, f"{row}.status")
    moved = {f"{row}.{source}": ""} if words.get(source) else {}
    return {**moved, f"{row}.{state}": words.get(source) or STATE_COLUMNS[state]}


def _state_of_action(_now: Json, row: str, state: str) -> dict[str, str]:
    return {f"{row}.status_text": STATE_WORDS.get(Status(state), "")}


def _state_by_columns(now: Json, row: str, changed: str, text: str) -> str:
    """As the reader tells it: the least finished of the columns that hold words."""
    words = {column: read_cell(now, f"{row}.{column}") for column in STATE_COLUMNS} | {changed: text}
    return next((state for state, said in words.items() if said), Status.UNSTATED.value)
