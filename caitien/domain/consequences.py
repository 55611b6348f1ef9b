"""What else changes with a cell (hệ quả): state and column words, criterion and label never disagree."""

from caitien.domain.official_forms.forms import criterion_line
from caitien.domain.paper import Status
from caitien.domain.papers.cells import read_cell
from caitien.domain.papers.paper_json import Json
from caitien.domain.states import STATE_COLUMNS, STATE_WORDS, says_something


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
    """The words move to the column of the state, also those of columns of less finished states, which the reader would
    believe before it; where there are none, a plain sentence says it."""
    if state not in STATE_COLUMNS:
        return {}
    words = _words_by_column(now, row)
    own = words.get(state, "")
    less = list(STATE_COLUMNS)[: list(STATE_COLUMNS).index(state)]
    left = "" if own else read_cell(now, f"{row}.status")  # its words come along where the new state has none
    moved = {column: said for column, said in words.items() if column != state and (column in less or column == left)}
    if own and not moved:
        return {}
    said = "\n".join(filter(None, [own, *moved.values()])) or STATE_COLUMNS[state]
    return {**{f"{row}.{column}": "" for column in moved}, f"{row}.{state}": said}


def _state_of_action(_now: Json, row: str, state: str) -> dict[str, str]:
    return {f"{row}.status_text": STATE_WORDS.get(Status(state), "")}


def _state_by_columns(now: Json, row: str, changed: str, text: str) -> str:
    """As the reader tells it: the least finished of the columns that hold words."""
    words = _words_by_column(now, row) | {changed: text}
    return next((state for state in STATE_COLUMNS if says_something(words.get(state, ""))), Status.UNSTATED.value)


def _words_by_column(now: Json, row: str) -> dict[str, str]:
    """State → the words of its column, where they tell it; the least finished first."""
    words = {column: read_cell(now, f"{row}.{column}") for column in STATE_COLUMNS}
    return {column: said for column, said in words.items() if says_something(said)}
