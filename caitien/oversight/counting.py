"""What one school puts into the sums of a round (phần của một trường trong số liệu): plain values, no query.

Keys of figures, parted by ":": ``c:framework:standard:criterion:figure`` lines of a criterion, ``k:framework:cause``
lines not done, ``f:framework:schools`` schools whose paper is of that set, ``p:kind:figure`` petitions (schools,
petitions, answered, repeated, money in đồng), ``h:figure`` lines of scans as an officer typed them (nhập tay). Two sets
of standards never share a key.
"""

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from caitien.domain.paper import Form, Paper, PlanRow, ResultRow, Status
from caitien.oversight.causes import cause_of
from caitien.oversight.waits import waiting_words
from caitien.rules.empty_words import any_figure

PROGRESS: Final[Mapping[str, str]] = {
    "asked": "Số trường",
    "submitted": "Đã nộp",
    "on_time": "Đúng hạn",
    "late": "Muộn",
    "missing": "Chưa nộp",
    "to_look": "Chờ xem",
    "returns": "Trả lại (lượt)",
    "taken": "Đã nhận",
    "exempt": "Miễn",
    "counted": "Có số liệu",
    "typed": "Nhập tay",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class LineFigures:
    """What is counted of one line (một dòng số)."""

    position: int
    path: str
    framework: str
    standard: int | None
    criterion: str
    status: str
    waiting: bool
    waiting_words: str  # by which it waits, also where an officer says that it does not
    cause: str
    shown: bool
    text: str
    result: str


class Said(NamedTuple):
    """What an officer says of a line (cán bộ đọc lại): None and "" leave it as it was read."""

    waiting: bool | None = None
    cause: str = ""


NOTHING_SAID: Final[Mapping[str, Said]] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a school stands in its round (trường đến đâu)."""

    exempt: bool = False
    first_day: dt.date | None = None  # of its first submission
    due: dt.date = dt.date.max
    to_look: bool = False
    taken: bool = False
    returns: int = 0
    counted: bool = False
    typed: bool = False  # by figures an officer read off a scan


@dataclass(frozen=True, slots=True)
class Raised:
    """What is counted of one petition (một kiến nghị): ``money`` in đồng, 0 where none is named."""

    kind: str
    answered: bool = False
    repeated: bool = False  # asked in two school years or more
    money: int = 0
    whom_identity: str = ""
    open: bool = True
    passed_on: bool = False


def lines_of(paper: Paper, said: Mapping[str, Said] = NOTHING_SAID) -> list[LineFigures]:
    """The lines of a paper that are counted (các dòng số): results, or the actions of Biểu 2. ``said``: what officers
    say of lines, by :func:`mark_of_line`. Linear."""
    return [_line(paper.framework, turn, path, row, said) for turn, (path, row) in enumerate(_rows(paper))]


def mark_of_line(criterion: str, text: str, result: str) -> str:
    """By which a line is known again in the next paper of its school (dấu của dòng): what an officer says of it stays
    as long as its words do."""
    return hashlib.sha256("\x1f".join((criterion, text, result)).encode()).hexdigest()


def _rows(paper: Paper) -> Iterator[tuple[str, PlanRow | ResultRow]]:
    planned = paper.form in {Form.TT57, Form.PLAN} and not paper.results
    name = "plan.items" if planned else "results"
    rows: Sequence[PlanRow | ResultRow] = paper.plan.items if planned else paper.results
    yield from ((f"{name}.{turn}", row) for turn, row in enumerate(rows))


def _line(framework: str, turn: int, path: str, row: PlanRow | ResultRow, said: Mapping[str, Said]) -> LineFigures:
    text = row.adjusted or row.planned if isinstance(row, ResultRow) else row.work
    asks = f"{row.planned}\n{row.adjusted}" if isinstance(row, ResultRow) else row.work
    words = (*_told(row), row.note)
    result, criterion = "\n".join(filter(None, words)), _plain(row.criterion)[:20]
    open_ = row.status is not Status.DONE
    waits = waiting_words(asks, *words) if open_ else ""
    officer = said.get(mark_of_line(criterion, text, result), Said()) if said and open_ else Said()
    return LineFigures(
        position=turn,
        path=path,
        framework=_plain(framework),
        standard=row.standard,
        criterion=criterion,
        status=row.status.value,
        waiting=bool(waits) if officer.waiting is None else officer.waiting,
        waiting_words=waits,
        cause=(officer.cause or cause_of(*words)) if open_ else "",
        shown=any_figure(words),
        text=text,
        result=result,
    )


def _told(row: PlanRow | ResultRow) -> tuple[str, ...]:
    """How a line stands, in its words."""
    if not isinstance(row, ResultRow):
        return (row.status_text,)
    told = (row.done, row.ongoing, row.not_started)
    return told if any(told) else (row.adjusted,)  # some schools write there how it stands


def _plain(code: str) -> str:
    """A code as part of a key: its parts are told apart by the colon."""
    return code.replace(":", ".")


def progress_of(standing: Standing) -> dict[str, int]:
    """What a school adds to the table of progress (phần trong bảng tiến độ). On time: by its first submission."""
    sent = standing.first_day is not None and not standing.exempt
    on_time = sent and standing.first_day is not None and standing.first_day <= standing.due
    found = {
        "asked": 1,
        "submitted": sent,
        "on_time": on_time,
        "late": sent and not on_time,
        "missing": not sent and not standing.exempt,
        "to_look": standing.to_look,
        "returns": standing.returns,
        "taken": standing.taken,
        "exempt": standing.exempt,
        "counted": standing.counted,
        "typed": standing.typed,
    }
    return {name: int(amount) for name, amount in found.items() if amount}


def typed_figures(typed: Mapping[str, int]) -> dict[str, int]:
    """What a scan adds by the figures typed for it (số nhập tay): lines by status, of one school; no criterion."""
    return {"h:schools": 1, "h:lines": sum(typed.values()), **{f"h:{status}": n for status, n in typed.items() if n}}


def figures_of(lines: Sequence[LineFigures], framework: str) -> dict[str, int]:
    """What a school adds to the tables of criteria and causes. Linear."""
    found: Counter[str] = Counter()
    for line in lines:
        key = f"c:{line.framework}:{line.standard or ''}:{line.criterion}"
        found[f"{key}:schools"] = 1
        found[f"{key}:lines"] += 1
        found[f"{key}:{line.status}"] += 1
        found[f"{key}:waiting"] += line.waiting
        found[f"{key}:shown"] += line.shown
        if line.cause:
            found[f"k:{line.framework}:{line.cause}"] += 1
    found[f"f:{_plain(framework)}:schools"] = 1
    return {key: amount for key, amount in found.items() if amount}


def petition_figures(petitions: Iterable[Raised]) -> dict[str, int]:
    """What a school adds to the table of petitions (phần trong bảng kiến nghị). Linear."""
    found: Counter[str] = Counter()
    for each in petitions:
        key = f"p:{each.kind}"
        found[f"{key}:schools"] = 1
        found[f"{key}:petitions"] += 1
        found[f"{key}:answered"] += each.answered
        found[f"{key}:repeated"] += each.repeated
        found[f"{key}:money"] += each.money
    return {key: amount for key, amount in found.items() if amount}
