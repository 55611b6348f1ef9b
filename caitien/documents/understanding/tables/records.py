"""Records of a table → rows of the Paper (dòng của văn bản), with notes on what a person should look at."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from caitien.documents.understanding.marks import code_inside, code_of
from caitien.documents.understanding.tables.labels import OUTCOME_COLUMNS, Family, Heading, field_of
from caitien.documents.understanding.tables.record import NAMES, Record
from caitien.domain.paper import Note, PlanRow, Problem, ResultRow, Review, Status
from caitien.domain.states import STATE_WORDS, read_state_cell, says_something

OUTCOMES: Final = (Status.NOT_STARTED, Status.ONGOING, Status.DONE)  # the least finished first
_SHORTEST_WORDS: Final = 3  # letters; what is shorter is a tick
_PLAN_FIELDS: Final = (
    "topic",
    "target",
    "work",
    "indicator",
    "time",
    "owners",
    "budget",
    "support",
    "evidence",
    "note",
)
_RESULT_FIELDS: Final = ("planned", "adjusted", "done", "ongoing", "not_started", "note")
_PROBLEM_FIELDS: Final = ("baseline", "limitation", "cause")
_REVIEW_FIELDS: Final = ("moment", "content", "result", "adjustment", "reviewer")
_FIELDS: Final[Mapping[Family, frozenset[str]]] = {
    Family.PLAN: frozenset((*_PLAN_FIELDS, "status_text")),
    Family.RESULTS: frozenset((*_RESULT_FIELDS, "status_text", "outcome")),
    Family.PROBLEMS: frozenset(_PROBLEM_FIELDS),
    Family.REVIEWS: frozenset(_REVIEW_FIELDS),
}
_PLAN_AND_RESULTS: Final = _FIELDS[Family.PLAN] | _FIELDS[Family.RESULTS]


def _texts(record: Record, names: Iterable[str]) -> dict[str, str]:
    return {name: text for name in names if (text := record.texts.get(name, ""))}


def _extra(record: Record, taken: frozenset[str]) -> dict[str, str]:
    """Columns without a field of ours, by their own heading; a running number is no text of its own."""
    rest = record.texts.keys() - taken - NAMES
    extra = {slot.strip(): record.texts[slot] for slot in record.texts if slot in rest and record.texts[slot]}
    if record.standing.level is None and record.texts.get("level"):
        extra["Mức"] = record.texts["level"]
    number = record.texts.get("number", "")
    return extra if _is_running_number(number) else {"TT": number, **extra}


def _is_running_number(text: str) -> bool:
    return len(text) <= 8 and not any(len(word) > 4 for word in text.replace(".", " ").split())


def plan_row(record: Record) -> PlanRow:
    """A line of the plan (dòng kế hoạch)."""
    reading = record.layout.reading
    standing = record.standing
    texts = _texts(record, _PLAN_FIELDS)
    named = standing.criterion or code_inside(texts.get("topic", "")) or _code_of_topic(texts)
    status, words = read_state_cell(record.texts.get("status_text", ""))
    if reading.ticked and not words:
        status, words = _state_told_by_column(record)
    return PlanRow(
        **texts,
        criterion=named,
        label=standing.label,
        standard=standing.standard if standing.standard is not None else _standard_of(named),
        standard_title=standing.standard_title,
        level=standing.level,
        status=status,
        status_text=words,
        extra=_extra(record, _PLAN_AND_RESULTS if reading.combined or reading.ticked else _FIELDS[Family.PLAN]),
        source=record.source,
    )


def _state_told_by_column(record: Record) -> tuple[Status, str]:
    """The state of a line whose table has a column for each; a mere tick is said in the form's own word."""
    status = next((status for status in OUTCOMES if says_something(record.texts.get(status.value, ""))), None)
    if status is None:
        return Status.UNSTATED, ""
    text = record.texts[status.value]
    return status, STATE_WORDS[status] if len(text) < _SHORTEST_WORDS else text


def _code_of_topic(texts: Mapping[str, str]) -> str:
    code = code_of(texts.get("topic", ""))
    return code.criterion if code else ""


def _standard_of(criterion: str) -> int | None:
    return int(criterion.partition(".")[0]) if criterion else None


def result_row(record: Record) -> ResultRow:
    """A line of the results (dòng kết quả); its state is told by the column that holds text, or by a column's words.

    In a table that holds plan and results in one, the work is what was planned. Words of the outcome beside a column
    for the state stand in the official column of that state.
    """
    combined = record.layout.reading.combined
    standing = record.standing
    texts = _texts(record, _RESULT_FIELDS)
    if combined:
        texts = {**texts, "planned": texts.get("planned", "") or record.texts.get("work", "")}
    told, words, outcome = _told_in_words(record)
    if _is_said_otherwise(record, told):
        texts = {**texts, told.value: texts["done"], "done": ""}
    extra = {} if combined else _extra(record, _FIELDS[Family.RESULTS])
    stands_in = told if told is not Status.UNSTATED else _ticked_alone(texts)
    if outcome and stands_in is not None:
        texts[stands_in.value] = _with_words(texts.get(stands_in.value, ""), outcome)
    elif outcome:
        extra[_heading_of(record, "outcome")] = outcome
    status = next((status for status in OUTCOMES if _is_told(status, texts, extra)), told)
    return ResultRow(
        **texts,
        criterion=standing.criterion,
        label=standing.label,
        standard=standing.standard,
        standard_title=standing.standard_title,
        level=standing.level,
        status=status,
        status_text=words,
        extra=extra,
        source=record.source,
    )


def _ticked_alone(texts: Mapping[str, str]) -> Status | None:
    """The only state whose column says something, or None."""
    told = [status for status in OUTCOMES if says_something(texts.get(status.value, ""))]
    return told[0] if len(told) == 1 else None


def _with_words(before: str, outcome: str) -> str:
    """What stands in a state's column, with the words of the outcome; they say all that a mere tick does."""
    return outcome if len(before) < _SHORTEST_WORDS else f"{before}\n{outcome}"


def _is_said_otherwise(record: Record, told: Status) -> bool:
    """Whether a column for the state says that what stands in the only other column is not done: "Việc đã làm" beside
    "Mức độ thực hiện"."""
    fields = record.layout.reading.fields
    alone = "status_text" in fields and OUTCOME_COLUMNS.intersection(fields) == {"done"}
    return alone and told not in (Status.UNSTATED, Status.DONE) and bool(record.texts.get("done"))


def _told_in_words(record: Record) -> tuple[Status, str, str]:
    """The state and its words by the column for it, or by the words of the outcome where that column is empty; and the
    words of the outcome, where they are not those of the state as well."""
    reading, outcome = record.layout.reading, record.texts.get("outcome", "")
    if "status_text" not in reading.fields or (reading.combined and "outcome" not in reading.fields):
        return Status.UNSTATED, "", outcome  # columns for each state tell
    if record.texts.get("status_text"):
        return *read_state_cell(record.texts["status_text"]), outcome
    told, words = read_state_cell(outcome)
    return (told, words, "") if told is not Status.UNSTATED else (told, "", outcome)


def _heading_of(record: Record, name: str) -> str:
    """The heading of a field's column."""
    layout = record.layout
    column = layout.column(name)
    return layout.leaves[column].heading.full if column is not None else name


def _is_told(status: Status, texts: Mapping[str, str], extra: Mapping[str, str]) -> bool:
    """Whether a column of that state holds text: the form's, or a second one of the school's ("Chậm tiến độ")."""
    others = (text for heading, text in extra.items() if field_of(Heading(heading), Family.RESULTS) == status.value)
    return any(map(says_something, (texts.get(status.value, ""), *others)))


def problem(record: Record) -> Problem:
    """A line of section IV of Biểu 2 (vấn đề)."""
    standing = record.standing
    return Problem(
        **_texts(record, _PROBLEM_FIELDS),
        standard=standing.standard,
        standard_title=standing.standard_title,
        criterion=standing.criterion,
        label=standing.label,
        extra=_extra(record, _FIELDS[Family.PROBLEMS]),
        source=record.source,
    )


def review(record: Record) -> Review:
    """A line of section VI of Biểu 2 (đợt theo dõi)."""
    return Review(
        **_texts(record, _REVIEW_FIELDS),
        extra=_extra(record, _FIELDS[Family.REVIEWS]),
        source=record.source,
    )


def notes_on_plan(rows: Iterable[PlanRow]) -> Iterator[Note]:
    """What a person should look at among the plan's lines."""
    for i, row in enumerate(rows):
        path = f"plan.items.{i}"
        yield from _state_notes(row, path)
        if not (row.work or row.target or row.topic):
            text = f"{_name(row)} không có việc cũng không có kết quả cần đạt. Hãy xem lại trong tệp."
            yield Note(code="empty-row", text=text, quote=row.label, place=row.source.place("criterion"), path=path)


def notes_on_results(rows: Iterable[ResultRow]) -> Iterator[Note]:
    """What a person should look at among the result lines: no state, or more than one."""
    for i, row in enumerate(rows):
        path = f"results.{i}"
        filled = [status for status in OUTCOMES if says_something(getattr(row, status.value))]
        if len(filled) > 1:
            text = f"{_name(row)} có chữ ở nhiều cột kết quả; tạm đọc theo việc chậm nhất. Hãy chọn trạng thái đúng."
            yield Note(code="two-states", text=text, place=row.source.place(filled[0].value), path=f"{path}.status")
        elif row.status is Status.UNSTATED and not row.status_text:
            seen = " (chữ nằm ở cột kế hoạch đã điều chỉnh)" if row.adjusted else ""
            text = f"{_name(row)} chưa rõ kết quả: không cột kết quả nào có chữ{seen}. Hãy chọn trạng thái."
            place = row.source.place("adjusted" if row.adjusted else "done")
            yield Note(code="unstated", text=text, quote=row.adjusted, place=place, path=f"{path}.status")
        yield from _state_notes(row, path)


def _state_notes(row: PlanRow | ResultRow, path: str) -> Iterator[Note]:
    if row.status is Status.UNSTATED and row.status_text:
        text = f"{_name(row)}: chữ ở cột mức độ thực hiện chưa cho biết trạng thái. Hãy chọn trạng thái."
        place = row.source.place("status_text")
        yield Note(code="unclear-state", text=text, quote=row.status_text, place=place, path=f"{path}.status")


def _name(row: PlanRow | ResultRow) -> str:
    return f"Tiêu chí {row.criterion}" if row.criterion else "Dòng này"
