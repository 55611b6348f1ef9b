"""What is told of a task, as the official column says it (lời báo thành chữ trong văn bản). Plain values only."""

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from caitien.domain.tasks.work_state import WORK_STATE_NAMES, WorkState
from caitien.domain.texts.folding import one_line

REASON_WORDS: Final[Mapping[WorkState, str]] = {  # how a column tells why a task is neither done nor under way
    WorkState.WAITING: "Chờ {}.",
    WorkState.POSTPONED: "Hoãn: {}.",
    WorkState.DROPPED: "Không thực hiện nữa: {}.",
}
_ENDS: Final = (".", "!", "?", ";", ":", "…")


def joined(*sentences: str) -> str:
    """Sentences one after the other (nối câu), each closed before the next; a single one stays as it was typed."""
    said = [text for text in sentences if text]
    return " ".join([*(_closed(text) for text in said[:-1]), *said[-1:]])


def _closed(text: str) -> str:
    return text if text.endswith(_ENDS) else f"{text}."


def with_reason(state: WorkState, text: str, reason: str) -> str:
    """A sentence, and why the task stands so where that is told (câu kèm lý do)."""
    why = REASON_WORDS[state].format(reason.rstrip(" .;")) if reason and state in REASON_WORDS else ""
    return joined(text, why)


def occurrence_line(name: str, state: WorkState, text: str) -> str:
    """One occurrence of several as a line of the column (dòng của một lượt): "Học kỳ I: Họp 3 buổi"."""
    return f"{name}: {one_line(text) or WORK_STATE_NAMES[state]}"


def woven(now: str, names: Sequence[str], line: str) -> str:
    """A column in which the line of an occurrence is new (cột thêm dòng của lượt); what people wrote there stays above.

    ``names`` are the occurrences in order of time. Linear.
    """
    own = {name: each for each in now.split("\n") if (name := _name_of(each, names))}
    loose = [each for each in now.split("\n") if each and not _name_of(each, names)]
    own[_name_of(line, names)] = line
    return "\n".join([*loose, *(own[name] for name in names if name in own)])


def _name_of(line: str, names: Collection[str]) -> str:
    name, colon, _ = line.partition(": ")
    return name if colon and name in names else ""


def without_reason(state: WorkState, words: str, reason: str) -> str:
    """Words without the sentence that says why the task stood so (chữ bỏ câu lý do), where they end with it."""
    return words.removesuffix(with_reason(state, "", reason)).rstrip() if reason else words


def line_of(column: str, name: str, names: Collection[str]) -> str:
    """What the line of one occurrence says in a column (dòng của một lượt trong cột), "" where it has none."""
    lines = (each for each in column.split("\n") if _name_of(each, names) == name)
    return next((each.partition(": ")[2] for each in lines), "")
